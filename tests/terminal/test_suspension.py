"""Ctrl+Z and back: the program in a pseudo-terminal, stopped and continued."""

from __future__ import annotations

import shutil
import signal
import time
from collections.abc import Iterator
from random import Random

import pytest

from tests.cli.program import DATELINE
from tests.soak import few
from tests.terminal.terminal import ALTERNATE_SCREEN, ENTER_ALTERNATE, Terminal
from tests.timelines import BUNDLED
from tui.timeline.reading.reader import read_timeline

CTRL_Z = "\x1a"
TIMELINE = read_timeline(BUNDLED)
TITLE = TIMELINE.title
QUOTE = " ".join(TIMELINE.events[0].quotes[0].exact.split()[:3])
"""The first words of the quote that the detail shows first."""


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    """The program, once its whole first screen is shown."""
    with Terminal([DATELINE]) as terminal:
        wait_for_browser(terminal)
        yield terminal


def wait_for_browser(terminal: Terminal) -> None:
    terminal.wait_for(TITLE)
    terminal.wait_for(QUOTE)
    terminal.wait_until(lambda: all(terminal.lines[5:]), "the chart and all below it")


def steady_lines(terminal: Terminal) -> list[str]:
    """Return the rows of the screen once nothing has been painted for a while."""
    lines, since = terminal.lines, time.monotonic()

    def are_steady() -> bool:
        nonlocal lines, since
        if terminal.lines != lines:
            lines, since = terminal.lines, time.monotonic()
        return time.monotonic() - since > 0.5

    terminal.wait_until(are_steady, "a steady screen")
    return lines


def wait_for_output(terminal: Terminal, size: int) -> None:
    end = len(terminal.output) + size
    terminal.wait_until(lambda: len(terminal.output) > end, f"{size} more bytes")


def stop(terminal: Terminal, number: signal.Signals) -> None:
    terminal.send_signal(number)
    terminal.wait_until_stopped()


def test_the_whole_screen_is_there_again_after_a_suspension(terminal: Terminal) -> None:
    before = steady_lines(terminal)
    stop(terminal, signal.SIGTSTP)
    assert terminal.state == terminal.initial_state
    terminal.send_signal(signal.SIGCONT)
    terminal.wait_until(lambda: terminal.lines == before, "the whole screen")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert terminal.state == terminal.initial_state


def test_the_screen_fits_a_terminal_that_was_resized_in_the_meantime(terminal: Terminal) -> None:
    stop(terminal, signal.SIGTSTP)
    terminal.resize(80, 24)
    terminal.send_signal(signal.SIGCONT)
    terminal.wait_until(
        lambda: ALTERNATE_SCREEN in terminal.state.private_modes and TITLE in terminal.lines[0] and terminal.lines[23],
        "the screen in its new size",
    )


@pytest.mark.monkey
def test_it_stops_in_the_middle_of_painting(terminal: Terminal) -> None:
    random = Random(18)
    for _ in few(range(300), 10):
        terminal.send("jjkkG")
        wait_for_output(terminal, random.randrange(2_000))
        stop(terminal, signal.SIGTSTP)
        terminal.send_signal(signal.SIGCONT)


def test_a_stop_behind_its_back_changes_nothing(terminal: Terminal) -> None:
    before, state = steady_lines(terminal), terminal.state
    stop(terminal, signal.SIGSTOP)
    terminal.send_signal(signal.SIGCONT)
    terminal.send("j")
    terminal.wait_until(lambda: terminal.lines != before, "the effect of a key")
    terminal.send("k")
    terminal.wait_until(lambda: terminal.lines == before, "the effect of another")
    assert terminal.state == state
    terminal.send("q")
    assert terminal.wait_for_exit() == 0
    assert terminal.state == terminal.initial_state


def test_the_app_goes_on_where_no_shell_could_continue_it(terminal: Terminal) -> None:
    before = steady_lines(terminal)
    output = len(terminal.output)
    terminal.send(CTRL_Z)
    # The app leaves the terminal and takes it back. What is typed in between is lost, as it would be in a shell.
    terminal.wait_until(lambda: ENTER_ALTERNATE in terminal.output[output:], "the screen taken back")
    terminal.wait_until(lambda: terminal.lines == before, "the whole screen")
    terminal.send("q")
    assert terminal.wait_for_exit() == 0


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_the_shell_gets_the_prompt_though_another_program_waits() -> None:
    with Terminal(["bash", "--norc", "-i"], environment={"PS1": "$ "}) as terminal:
        terminal.wait_for("$")
        terminal.send(f"sh -c '{DATELINE}; exit'\r")
        wait_for_browser(terminal)
        before = steady_lines(terminal)
        terminal.send(CTRL_Z)
        terminal.wait_for("Stopped")
        assert TITLE not in terminal.text
        terminal.send("fg\r")
        terminal.wait_until(lambda: terminal.lines == before, "the whole screen")
        terminal.send("q")
        terminal.wait_until(lambda: ALTERNATE_SCREEN not in terminal.state.private_modes, "the prompt")
