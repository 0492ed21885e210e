"""``dateline upgrade``: what it writes, says and returns."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.program import DATELINE, run
from tests.timelines import SMALL, changed
from tui.cli import upgrade
from tui.cli.main import main
from tui.timeline.editing import whole_file

Capture = pytest.CaptureFixture[str]

NEW = changed(
    SMALL,
    ("dateline: 1", "dateline: 2"),
    ("2023-01-01~/2023-01-10~", "[2023-01-01~..2023-01-10~]"),
    ("../2021", "[..2021]"),
)
DONE = "t.yaml is of schema version 2 now; 2 dates that meant doubt are written [a..b]\n"
DIFF = """\
--- t.yaml
+++ t.yaml (version 2)
@@ -1,4 +1,4 @@
-dateline: 1
+dateline: 2
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small timeline, as ``t.yaml`` in the working directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.yaml").write_text(SMALL, encoding="utf-8")
    return tmp_path / "t.yaml"


def test_a_file_is_rewritten_in_place_and_keeps_its_mode(file: Path, capsys: Capture) -> None:
    file.chmod(0o600)
    assert main(["upgrade", "t.yaml"]) == 0
    assert capsys.readouterr() == ("", DONE)
    assert file.read_text(encoding="utf-8") == NEW
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_a_file_of_version_2_is_left_alone(file: Path, capsys: Capture) -> None:
    assert main(["upgrade", "t.yaml"]) == 0
    capsys.readouterr()
    before = file.stat()
    for options in ([], ["--dry-run"], ["--output", "new.yaml"]):
        assert main(["upgrade", "t.yaml", *options]) == 0
        assert capsys.readouterr() == ("", "t.yaml is of schema version 2 already; nothing is written\n")
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert list(file.parent.iterdir()) == [file]


def test_a_dry_run_prints_a_diff_and_writes_nothing(file: Path, capsys: Capture) -> None:
    assert main(["upgrade", "--dry-run", "t.yaml"]) == 0
    output, problems = capsys.readouterr()
    assert output.startswith(DIFF)
    assert [line for line in output.splitlines() if line[:1] in ("-", "+")][4:] == [
        *("-    date: 2023-01-01~/2023-01-10~", "+    date: [2023-01-01~..2023-01-10~]"),
        *("-    date: ../2021", "+    date: [..2021]"),
    ]
    assert problems == ""
    assert file.read_text(encoding="utf-8") == SMALL


def test_another_file_may_be_written(file: Path, capsys: Capture) -> None:
    assert main(["upgrade", "t.yaml", "--output", "new.yaml"]) == 0
    assert capsys.readouterr().err == DONE.replace("t.yaml", "new.yaml")
    assert (file.parent / "new.yaml").read_text(encoding="utf-8") == NEW
    assert file.read_text(encoding="utf-8") == SMALL


def test_a_pipe_is_upgraded_into_a_pipe() -> None:
    ran = run([DATELINE, "upgrade", "-"], given=SMALL.encode())
    assert (ran.returncode, ran.stdout.decode(), ran.stderr) == (0, NEW, b"")


def test_a_byte_order_mark_and_line_ends_stay(file: Path) -> None:
    data = b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode()
    file.write_bytes(data)
    assert main(["upgrade", "t.yaml"]) == 0
    assert file.read_bytes() == b"\xef\xbb\xbf" + NEW.replace("\n", "\r\n").encode()


def test_a_file_with_problems_is_refused_and_stays(file: Path, capsys: Capture) -> None:
    file.write_text(changed(SMALL, ("kind: visit", "kind: vist")), encoding="utf-8")
    data = file.read_bytes()
    assert main(["upgrade", "t.yaml"]) == 2
    output, problems = capsys.readouterr()
    assert output == ""
    assert "unknown kind 'vist'; did you mean 'visit'?" in problems
    assert file.read_bytes() == data


def test_a_file_that_is_written_meanwhile_stays_as_it_was_written(
    file: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(path: Path, data: bytes, *, check: Callable[[Path], None], expected: bytes | None) -> None:
        file.write_text("newer", encoding="utf-8")
        whole_file.write_whole(path, data, check=check, expected=expected)

    monkeypatch.setattr(upgrade, "write_whole", interrupted)
    assert main(["upgrade", "t.yaml"]) == 2
    assert capsys.readouterr().err == "dateline: t.yaml: it was changed meanwhile; nothing is written\n"
    assert file.read_text(encoding="utf-8") == "newer"


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["nothere.yaml"], "nothere.yaml: no such file; give the path of a timeline in YAML\n"),
        (["t.yaml", "--output", "no/where.yaml"], "dateline: no/where.yaml: No such file or directory\n"),
        (["t.yaml", "--output", "."], "dateline: .: it is not a regular file; nothing is written\n"),
    ],
)
def test_what_cannot_be_read_or_written_is_an_error(
    arguments: list[str], problem: str, file: Path, capsys: Capture
) -> None:
    assert main(["upgrade", *arguments]) == 2
    assert capsys.readouterr() == ("", problem)
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("arguments", [[], ["a.yaml", "b.yaml"], ["--nope"]])
def test_wrong_usage_points_to_help(arguments: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["upgrade", *arguments])
    assert capsys.readouterr().err.endswith("; see --help\n")
