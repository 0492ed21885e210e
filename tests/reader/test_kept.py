"""What a reader keeps about a timeline's file: where it is, who may read it, and what happens when it is damaged."""

from __future__ import annotations

import json
import os
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tui.reader.folder import VARIABLE, data_folder, id_of
from tui.reader.kept import Kept
from tui.reader.kept_error import KeptError

posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions and locks of POSIX")


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that does not exist yet, which is used for what is kept."""
    folder = tmp_path / "data" / "dateline"
    monkeypatch.setenv(VARIABLE, str(folder))
    return folder


def added(kept: Kept, value: str) -> None:
    kept.change(lambda values: [*(values or ()), value])


def test_nothing_is_kept_at_first(tmp_path: Path, data: Path) -> None:
    assert Kept(tmp_path / "a.yaml", "views").read() is None
    assert not data.exists()


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    added(Kept(tmp_path / "a.yaml", "views"), "one")
    added(Kept(tmp_path / "a.yaml", "views"), "é 军 \ud800")
    assert Kept(tmp_path / "a.yaml", "views").read() == ["one", "é 军 \ud800"]
    assert Kept(tmp_path / "a.yaml", "marks").read() is None
    assert Kept(tmp_path / "b.yaml", "views").read() is None


def test_the_document_says_which_file_it_is_about(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "a.yaml", "views")
    added(kept, "one")
    assert kept.path is not None
    assert json.loads(kept.path.read_text())["file"] == str((tmp_path / "a.yaml").resolve())


@posix
def test_only_the_owner_can_read_it(tmp_path: Path, data: Path) -> None:
    kept = Kept(tmp_path / "a.yaml", "views")
    added(kept, "one")
    files = [path for path in data.rglob("*") if path.is_file()]
    folders = [data, *(path for path in data.rglob("*") if path.is_dir())]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}


def test_a_file_has_one_id_however_it_is_reached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "Été à Odesa.yaml"
    file.touch()
    link = tmp_path / "link.yaml"
    link.symlink_to(file)
    monkeypatch.chdir(tmp_path)
    assert id_of(file) == id_of(link) == id_of(Path("Été à Odesa.yaml"))
    assert id_of(file) != id_of(tmp_path / "other" / file.name)


def test_a_name_without_letters_has_an_id_too(tmp_path: Path) -> None:
    assert id_of(tmp_path / "军事.yaml").isalnum()


@posix
def test_changes_at_the_same_time_are_all_kept(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: added(Kept(tmp_path / "a.yaml", "views"), str(number)), range(40)))
    assert sorted(Kept(tmp_path / "a.yaml", "views").read(), key=int) == [str(number) for number in range(40)]


@pytest.mark.parametrize("text", ["{", "", "[1]", '{"dateline": 1}', '{"dateline": 2, "views": []}', "[" * 100_000])
def test_a_damaged_document_is_reported_and_left_as_it_is(tmp_path: Path, text: str) -> None:
    kept = Kept(tmp_path / "a.yaml", "views")
    added(kept, "one")
    assert kept.path is not None
    kept.path.write_text(text)
    with pytest.raises(KeptError, match="move it away"):
        kept.read()
    with pytest.raises(KeptError, match="move it away"):
        added(kept, "two")
    assert kept.path.read_text() == text


def test_a_change_that_fails_leaves_the_document(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "a.yaml", "views")
    added(kept, "one")
    with pytest.raises(ZeroDivisionError):
        kept.change(lambda values: 1 / 0)
    assert kept.read() == ["one"]


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_reported(tmp_path: Path, data: Path) -> None:
    data.mkdir(parents=True)
    data.chmod(0o500)
    with pytest.raises(KeptError, match="cannot be written"):
        added(Kept(tmp_path / "a.yaml", "views"), "one")


@posix
def test_what_others_can_write_is_neither_read_nor_written(tmp_path: Path, data: Path) -> None:
    kept = Kept(tmp_path / "a.yaml", "views")
    added(kept, "one")
    assert kept.path is not None
    before = kept.path.read_bytes()
    data.chmod(0o777)
    for action in (kept.read, lambda: added(kept, "two")):
        with pytest.raises(KeptError, match=r"others can write .*; look at what is in it, then close it: chmod -R go="):
            action()
    assert kept.path.read_bytes() == before


@posix
@pytest.mark.parametrize("name", ["views.json", "views.lock"])
def test_no_link_is_followed(tmp_path: Path, name: str) -> None:
    kept = Kept(tmp_path / "a.yaml", "views")
    added(kept, "one")
    assert kept.path is not None
    secret = tmp_path / "secret"
    secret.write_text('{"dateline": 1, "views": ["two"]}')
    link = kept.path.with_name(name)
    link.unlink()
    link.symlink_to(secret)
    with pytest.raises(KeptError, match="is a link, which is not followed"):
        added(kept, "three")
    assert secret.read_text() == '{"dateline": 1, "views": ["two"]}'


def test_a_file_in_place_of_the_folder_is_reported(tmp_path: Path, data: Path) -> None:
    data.parent.mkdir()
    data.write_text("")
    with pytest.raises(KeptError, match="cannot be written"):
        added(Kept(tmp_path / "a.yaml", "views"), "one")


def test_nothing_is_kept_about_a_timeline_without_a_file() -> None:
    kept = Kept(None, "views")
    assert kept.read() is None
    with pytest.raises(KeptError, match="piped in"):
        added(kept, "one")


def test_nothing_is_kept_if_the_user_wants_nothing_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    kept = Kept(tmp_path / "a.yaml", "views")
    assert kept.read() is None
    with pytest.raises(KeptError, match="DATELINE_DATA"):
        added(kept, "one")


def test_the_usual_folder_is_that_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE)
    folder = data_folder()
    assert folder is not None
    assert folder.name == "dateline"
