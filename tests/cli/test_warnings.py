"""The program warns of nothing when Python warns of everything, and says which package is missing if one is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.program import run
from tests.terminal.terminal import Terminal
from tests.timelines import BUNDLED, ROOT, SMALL
from tui.timeline.loader import LARGE_FILE
from tui.timeline.reading.reader import read_timeline

STRICT = {"PYTHONDEVMODE": "1", "PYTHONWARNINGS": "error"}
"""``-X dev -W error``, for the processes that the program starts, too."""
WATCHED = """
import sys

def report(unraisable):
    print(unraisable.object, repr(unraisable.exc_value), file=open(sys.argv[-1], "a"))

sys.unraisablehook = report
from tui.cli.main import run
sys.argv[1:] = sys.argv[1:-1]
run()
"""
"""The program, with a file for what Python could raise nowhere: Textual hides what it prints of that."""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--list"], ["check"], ["--format", "svg"], ["--format", "ics"], ["--plain", "iran"], ["config"],
        ["--format", "csv", "--output", "out.csv"], ["describe", "table.csv"], ["table.csv", "--list"],
        ["diff", "small.yaml", "large.yaml"], ["large.yaml", "--list"], ["--help"],
        ["import", "table.csv", "-o", "new.yaml"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_nothing_warns(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "table.csv").write_text("date,title\n2022-01-02,One\n2022-01-03,Two\n", encoding="utf-8")
    with (tmp_path / "large.yaml").open("w", encoding="utf-8") as file:
        file.write(SMALL + "# as large as one that another process reads\n" * (LARGE_FILE // 40))
    environment = {**STRICT, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    ran = run([sys.executable, "-m", "tui", *arguments], directory=tmp_path, environment=environment)
    assert ran.returncode in (0, 1), ran.stderr.decode()
    assert b"Warning" not in ran.stderr
    assert b"Traceback" not in ran.stderr
    assert b"Exception ignored" not in ran.stderr


def test_nothing_warns_in_the_app(tmp_path: Path) -> None:
    told = tmp_path / "told"
    command = [sys.executable, "-X", "dev", "-W", "error", "-c", WATCHED, str(told)]
    with Terminal(command, environment={"DATELINE_STATE": str(tmp_path / "state")}) as terminal:
        terminal.wait_for(read_timeline(BUNDLED).title)
        terminal.send("?")
        terminal.wait_for("Tab examples")
        terminal.send("\x1b")
        terminal.wait_until(lambda: "Tab examples" not in terminal.text, "no help")
        terminal.send("M")
        terminal.wait_for("★ marked")
        terminal.send("/iran\r")
        terminal.wait_for("/ iran")
        terminal.send("q")
        assert terminal.wait_for_exit() == 0
        assert "Warning" not in terminal.text
    assert not told.exists(), told.read_text()


@pytest.mark.parametrize("arguments", [["--list"], ["check"], []], ids=["list", "check", "app"])
def test_a_missing_package_is_named_with_the_way_to_get_it(arguments: list[str]) -> None:
    code = "import sys; sys.modules['pyroaring'] = None; from tui.cli.main import run; run()"
    ran = run([sys.executable, "-c", code, *arguments], directory=ROOT)
    assert ran.returncode == 2
    first, second = ran.stderr.decode().splitlines()
    assert first.startswith("dateline: the package pyroaring cannot be used: ")
    assert second.startswith("dateline: install it with: ")
    assert " -m pip install --force-reinstall pyroaring; where it has no wheel, " in second


def test_a_missing_part_of_the_program_is_a_crash(tmp_path: Path) -> None:
    code = "import sys; sys.modules['tui.timeline.loader'] = None; from tui.cli.main import run; run()"
    ran = run([sys.executable, "-c", code], directory=ROOT, environment={"DATELINE_STATE": str(tmp_path)})
    assert ran.returncode == 70
