"""The state in which a timeline's file was left."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timelines import ROOT
from tui.reader.folder import VARIABLE
from tui.reader.kept_error import KeptError
from tui.reader.left_state import MOST_ASKED, LeftState, read_left, remember_left

STATE = LeftState(
    query="actor:iran drone",
    sort="-known",
    event="visit",
    theme="nord",
    theme_before="dateline-dark",
    asked=("a", "b c"),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "timeline.yaml"
    path.touch()
    return path


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv(VARIABLE, str(folder))
    return folder


def kept_files(data: Path) -> list[Path]:
    return [path for path in data.rglob("*") if path.is_file() and path.suffix != ".lock"]


def test_a_state_comes_back_for_its_file_alone(file: Path, data: Path) -> None:
    assert read_left(file) is None
    remember_left(file, STATE)
    assert read_left(file) == STATE
    assert read_left(file.with_name("other.yaml")) is None
    assert read_left(None) is None
    link = file.with_name("link.yaml")
    link.symlink_to(file)
    assert read_left(link) == STATE
    remember_left(file, LeftState())
    assert read_left(file) == LeftState(asked=("a", "b c"))


def test_it_is_readable_by_its_owner_alone_and_leaves_nothing_else(file: Path, data: Path) -> None:
    remember_left(file, STATE)
    [path] = kept_files(data)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert not file.read_bytes()


LINES = st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=30)


@given(LINES, LINES, st.lists(LINES, unique=True, max_size=5))
def test_any_text_of_one_line_comes_back(query: str, event: str, asked: list[str]) -> None:
    file = Path("any.yaml")
    state = LeftState(query=query, event=event, asked=tuple(asked))
    for kept in kept_files(Path(os.environ[VARIABLE])):
        kept.unlink()
    remember_left(file, state)
    assert read_left(file) == state


def test_what_is_no_line_or_too_long_is_left_out(file: Path, data: Path) -> None:
    remember_left(file, LeftState(query="a\nsort -date", event="x" * 5_000, asked=("ok", "no\nline")))
    assert read_left(file) == LeftState(asked=("ok",))


def test_queries_of_several_sessions_are_kept_once_each_and_the_newest_last(file: Path, data: Path) -> None:
    remember_left(file, LeftState(asked=("a", "b")))
    remember_left(file, LeftState(asked=("c", "a")))
    left = read_left(file)
    assert left is not None
    assert left.asked == ("b", "c", "a")
    remember_left(file, LeftState(asked=tuple(map(str, range(300)))))
    left = read_left(file)
    assert left is not None
    assert left.asked == tuple(map(str, range(300 - MOST_ASKED, 300)))


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"\xff\xfe\x00", b"dateline-left 2\nquery x", bytes(range(256)) * 16],
    ids=["empty", "json", "binary", "newer", "all-bytes"],
)
def test_what_cannot_be_read_is_an_error_and_is_replaced(file: Path, data: Path, content: bytes) -> None:
    remember_left(file, STATE)
    [path] = kept_files(data)
    path.write_bytes(content)
    with pytest.raises(KeptError, match="cannot be read"):
        read_left(file)
    remember_left(file, STATE)
    assert read_left(file) == STATE


def test_values_that_make_no_sense_are_left_out(file: Path, data: Path) -> None:
    remember_left(file, STATE)
    [path] = kept_files(data)
    path.write_text(
        path.read_text().replace("sort -known", "sort sideways") + "\ncolour red\n\nquery", encoding="utf-8"
    )
    left = read_left(file)
    assert left is not None
    assert (left.sort, left.query) == ("date", "")


def test_where_nothing_can_be_kept_nothing_fails(file: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data.write_text("a file, no folder")
    remember_left(file, STATE)
    with pytest.raises(KeptError):
        read_left(file)
    monkeypatch.setenv(VARIABLE, "")
    remember_left(file, STATE)
    assert read_left(file) is None


def test_a_theme_holds_until_the_config_names_another() -> None:
    assert STATE.theme_over("dateline-dark") == "nord"
    assert STATE.theme_over("dateline-light") == "dateline-light"
    assert LeftState().theme_over("dateline-dark") == "dateline-dark"


def test_reading_it_imports_little() -> None:
    code = """
import sys
from pathlib import Path
import tui.reader.kept_error, tui.timeline.model.sort, platformdirs, zlib
before = set(sys.modules)
from tui.reader.left_state import read_left
read_left(Path("x.yaml"))
print(*sorted(set(sys.modules) - before))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert set(run.stdout.split()) <= {
        "tui.files",
        "tui.files.private",
        "tui.reader.folder",
        "tui.reader.left_state",
        "tui.text",
        "tui.text.frozen",
        "tui.reader",
        "re",
    }
