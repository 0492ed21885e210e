"""What ends the program, and what does not, in a real terminal."""

from __future__ import annotations

import re
import stat
import sys
from pathlib import Path

import pytest

from tests.cli.program import DATELINE
from tests.terminal.terminal import Terminal
from tests.terminal.test_terminal import wait_for_browser
from tests.timelines import BUNDLED
from tui.timeline.reading.reader import read_timeline

TIMELINE = read_timeline(BUNDLED)
PLANTED = """
import sys
from tui.app.app import DatelineApp
from tui.cli.main import run

def fail(self):
    [][len(sys.argv)]

{where} = fail
sys.argv = ["dateline"]
run()
"""
IN_A_WORKER = """
import sys
from tui.app.app import DatelineApp
from tui.cli.main import run

async def fail():
    raise ValueError("planted [b]\\x1b[31m")

DatelineApp.action_help = lambda self: self.run_worker(fail())
sys.argv = ["dateline"]
run()
"""
AT_LAST = """
import sys, threading
from tui.app.app import DatelineApp
from tui.app.screens.browser import BrowserScreen
from tui.cli.main import run

class Exotic(BaseException):
    pass

def fail(self):
    raise {error}("planted")

def in_a_thread(self):
    thread = threading.Thread(target=fail, args=(self,))
    thread.start()
    thread.join()
    self.exit()

def in_a_timer(self):
    self.set_timer(0.01, lambda: fail(self))

{where}
sys.argv = ["dateline"]
run()
"""
IN_THE_INPUT_THREAD = """
import sys
from textual._xterm_parser import XTermParser
from tui.cli.main import run

def feed(self, data, feed=XTermParser.feed):
    if data == "?":
        raise IndexError("planted")
    yield from feed(self, data)

XTermParser.feed = feed
sys.argv = ["dateline"]
run()
"""


def after_the_app(terminal: Terminal) -> list[str]:
    """Return the lines that were printed once the app had left the screen."""
    _, _, printed = terminal.output.decode().rpartition("\x1b[?1049l")
    return re.sub(r"\x1b\[[?>\d]*[a-z]", "", printed).splitlines()


@pytest.mark.parametrize(
    "code",
    [
        pytest.param(PLANTED.format(where="DatelineApp.action_help"), id="action"),
        pytest.param(IN_A_WORKER, id="worker"),
        pytest.param(IN_THE_INPUT_THREAD, id="input"),
    ],
)
def test_a_crash_is_reported_in_two_lines_and_the_terminal_is_as_it_was(code: str, tmp_path: Path) -> None:
    state = tmp_path / "state"
    with Terminal([sys.executable, "-c", code], size=(300, 36), environment={"DATELINE_STATE": str(state)}) as terminal:
        wait_for_browser(terminal, TIMELINE)
        terminal.send("?")
        assert terminal.wait_for_exit() == 70
        assert terminal.state == terminal.initial_state
        first, second = after_the_app(terminal)
    assert first.startswith("dateline: a bug made Dateline crash: ")
    [report] = state.iterdir()
    assert second == f"dateline: the report is {report}; please attach it to an issue"
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    text = report.read_text(encoding="utf-8")
    assert "Traceback (most recent call last)" in text
    assert "TERM=xterm-256color" in text


def test_the_queries_that_were_asked_before_a_crash_are_kept_and_not_what_was_on_the_screen(tmp_path: Path) -> None:
    environment = {"DATELINE_STATE": str(tmp_path / "state"), "DATELINE_DATA": str(tmp_path / "data")}
    code = PLANTED.format(where="DatelineApp.action_help")
    with Terminal([sys.executable, "-c", code], size=(120, 36), environment=environment) as terminal:
        wait_for_browser(terminal, TIMELINE)
        terminal.send("/iran\r")
        terminal.wait_for("/ iran")
        terminal.send("?")
        assert terminal.wait_for_exit() == 70
    [left] = (tmp_path / "data" / "left").glob("*.txt")
    lines = left.read_text(encoding="utf-8").splitlines()
    assert "asked iran" in lines
    assert not any(line.startswith(("query ", "event ")) for line in lines)


@pytest.mark.parametrize(
    ("where", "error"),
    [
        ("DatelineApp.action_help = in_a_thread", "ValueError"),
        ("DatelineApp.action_help = in_a_timer", "RecursionError"),
        ("DatelineApp.action_help = fail", "Exotic"),
        ("DatelineApp.on_unmount = fail", "ValueError"),
        ("DatelineApp.left_state = fail", "ValueError"),
    ],
    ids=["thread", "timer", "no exception", "unmount", "leaving"],
)
def test_a_crash_in_the_background_or_at_the_end_is_reported(where: str, error: str, tmp_path: Path) -> None:
    code = AT_LAST.format(where=where, error=error)
    with Terminal(
        [sys.executable, "-c", code], size=(300, 36), environment={"DATELINE_STATE": str(tmp_path)}
    ) as terminal:
        wait_for_browser(terminal, TIMELINE)
        terminal.send("?" if "action_help" in where else "\x11")
        assert terminal.wait_for_exit() == 70
        assert terminal.state == terminal.initial_state
        first, second = after_the_app(terminal)
    assert first == f"dateline: a bug made Dateline crash: {error}: planted"
    assert second.startswith("dateline: the report is ")


@pytest.mark.parametrize("where", ["get_default_screen", "on_load", "on_mount", "get_css_variables"])
def test_a_crash_while_the_app_starts_is_reported(where: str, tmp_path: Path) -> None:
    code = PLANTED.format(where=f"DatelineApp.{where}")
    with Terminal(
        [sys.executable, "-c", code], size=(300, 36), environment={"DATELINE_STATE": str(tmp_path)}
    ) as terminal:
        assert terminal.wait_for_exit() == 70
        assert terminal.state == terminal.initial_state
        assert "a bug made Dateline crash" in terminal.text


def test_a_crash_that_cannot_be_written_anywhere_is_printed(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    nowhere = str(tmp_path / "file" / "state")
    environment = {"DATELINE_STATE": nowhere}
    code = f"import tempfile; tempfile.tempdir = {nowhere!r}\n" + PLANTED.format(where="DatelineApp.action_help")
    with Terminal([sys.executable, "-c", code], size=(300, 80), environment=environment) as terminal:
        wait_for_browser(terminal, TIMELINE)
        terminal.send("?")
        assert terminal.wait_for_exit() == 70
        assert "no report could be written: Not a directory" in terminal.text
        assert "Traceback" in terminal.text


@pytest.mark.parametrize(
    "sequence",
    [
        "\x1b[97;1:1u",
        "\x1b[1086::106u",
        "\x1b[9999999u",
        "\x1b[48;0;0;0;0t\x1b[<0;5;5M",
        "\x1b[48;99999999;99999999;9;9t",
    ],
)
def test_no_sequence_ends_the_program(sequence: str) -> None:
    with Terminal([DATELINE]) as terminal:
        wait_for_browser(terminal, TIMELINE)
        terminal.send(f"{sequence}/zzzz")
        terminal.wait_for("/ zzzz")
        terminal.send("\x11")
        assert terminal.wait_for_exit() == 0


def test_bytes_that_are_no_text_do_not_end_the_program() -> None:
    with Terminal([DATELINE]) as terminal:
        wait_for_browser(terminal, TIMELINE)
        terminal.send_bytes(b"\xff\xfe\xe9\x80")
        terminal.send("/zzzz")
        terminal.wait_for("/ zzzz")
