"""Every way in which the program can end, in a real terminal: the terminal is as it was, and nothing is left behind."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from tests.cli.program import DATELINE
from tests.eventually import eventually
from tests.soak import few
from tests.terminal.terminal import Terminal
from tests.timelines import BUNDLED, SMALL
from tui.timeline.loader import LARGE_FILE
from tui.timeline.reading.reader import read_timeline

TITLE = read_timeline(BUNDLED).title
SIGNALS = [
    *("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGVTALRM", "SIGPROF", "SIGXCPU"),
    *("SIGIO", "SIGPWR", "SIGSTKFLT", "SIGSYS", "SIGRTMIN", "SIGRTMAX"),
]
MOMENTS = [moment / 100 for moment in range(5, 150, 3)]
"""Seconds after the start: before Python runs, while it imports, while the app starts, and after that."""


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    with Terminal([DATELINE]) as terminal:
        terminal.wait_for(TITLE)
        yield terminal


def is_past(moment: float) -> bool:
    return time.monotonic() > moment


def ended(terminal: Terminal, number: int) -> bool:
    """Return whether the program ended by a signal as a shell sees it, with the terminal as it was."""
    assert terminal.wait_for_exit() == 128 + number
    return terminal.state == terminal.initial_state


@pytest.mark.sampled
@pytest.mark.parametrize("name", few([name for name in SIGNALS if hasattr(signal, name)], 4))
def test_a_signal_restores_the_terminal_and_sets_the_exit_code(terminal: Terminal, name: str) -> None:
    number = getattr(signal, name)
    terminal.send_signal(number)
    assert ended(terminal, number)


def test_further_interrupts_while_the_program_ends_change_nothing(terminal: Terminal) -> None:
    for _ in range(40):
        with suppress(ProcessLookupError):
            terminal.send_signal(signal.SIGINT)
        time.sleep(0.002)  # pressed again and again, not at once, which is one signal
    assert ended(terminal, signal.SIGINT)


@pytest.mark.parametrize(
    ("keys", "shown"),
    [("?", "Tab examples"), ("A", "Your note"), ("\x10", "commands")],
    ids=["help", "note", "palette"],
)
def test_a_signal_restores_the_terminal_whatever_is_on_the_screen(terminal: Terminal, keys: str, shown: str) -> None:
    terminal.send(keys)
    terminal.wait_for(shown)
    terminal.send_signal(signal.SIGTERM)
    assert ended(terminal, signal.SIGTERM)


@pytest.mark.sampled
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_the_program_starts_leaves_the_terminal_as_it_was(number: signal.Signals) -> None:
    for moment in few(MOMENTS, 3):
        with Terminal([DATELINE]) as terminal:
            end = time.monotonic() + moment
            terminal.wait_until(partial(is_past, end), "the moment")
            terminal.send_signal(number)
            assert terminal.wait_for_exit() in (128 + number, -number), moment
            assert terminal.state == terminal.initial_state, moment
            assert "crash" not in terminal.text, moment


def test_a_signal_to_a_stopped_program_ends_it_and_restores_the_terminal(terminal: Terminal) -> None:
    terminal.send_signal(signal.SIGTSTP)
    terminal.wait_until_stopped()
    assert terminal.state == terminal.initial_state
    terminal.send_signal(signal.SIGTERM)
    terminal.send_signal(signal.SIGCONT)
    assert ended(terminal, signal.SIGTERM)


def test_a_signal_while_an_editor_runs_restores_the_terminal() -> None:
    with Terminal([DATELINE], environment={"VISUAL": "sh -c 'echo editing; read line' #"}) as terminal:
        terminal.wait_for(TITLE)
        terminal.send("e")
        terminal.wait_for("editing")
        terminal.send_signal(signal.SIGTERM)
        terminal.send("\r")
        assert ended(terminal, signal.SIGTERM)


# A large file, which another process reads


@pytest.fixture
def loading(tmp_path: Path) -> Iterator[Terminal]:
    """The program while it reads a large file."""
    head, _, events = SMALL.partition("events:\n")
    path = tmp_path / "large.yaml"
    copies = (events.replace("id: ", f"id: x{copy}-").replace("target: ", f"target: x{copy}-") for copy in range(4000))
    path.write_text(f"{head}events:\n{''.join(copies)}", encoding="utf-8")
    assert path.stat().st_size > LARGE_FILE
    environment = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "DATELINE_STATE": str(tmp_path / "state")}
    with Terminal([DATELINE, str(path)], environment=environment) as terminal:
        terminal.wait_for("reading")
        yield terminal


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
@pytest.mark.parametrize("end", ["SIGTERM", "SIGINT", "SIGHUP", "hang up", "q"])
def test_nothing_is_left_of_a_large_file_that_was_being_read(loading: Terminal, tmp_path: Path, end: str) -> None:
    if end == "hang up":
        assert loading.hang_up() in (129, -signal.SIGHUP)
    elif end == "q":
        loading.send("q")
        assert loading.wait_for_exit() == 130
        assert loading.state == loading.initial_state
    else:
        loading.send_signal(signal.Signals[end])
        assert ended(loading, signal.Signals[end])
    name = str(tmp_path / "large.yaml").encode()
    eventually(lambda: not any(name in command for command in commands()), "the end of the processes that read it")
    assert not list((tmp_path / "cache").rglob("*.part"))


def commands() -> Iterator[bytes]:
    """Yield the command of each process of the system."""
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            yield file.read_bytes()


# A terminal that is gone


@pytest.mark.parametrize(
    "command", [[DATELINE], ["sh", "-c", f"trap '' HUP; exec {DATELINE}"]], ids=["usual", "no HUP"]
)
def test_it_ends_without_a_report_when_the_terminal_is_gone(command: list[str], tmp_path: Path) -> None:
    with Terminal(command, environment={"DATELINE_STATE": str(tmp_path)}) as terminal:
        terminal.wait_for(TITLE)
        assert terminal.hang_up() == 129
    assert not list(tmp_path.glob("crash-*"))


def test_it_ends_when_the_terminal_of_a_stopped_program_is_gone(terminal: Terminal) -> None:
    terminal.send_signal(signal.SIGTSTP)
    terminal.wait_until_stopped()
    assert terminal.hang_up() in (129, -signal.SIGHUP)


def test_it_ends_when_the_terminal_is_gone_while_much_is_painted(tmp_path: Path) -> None:
    with Terminal([DATELINE], size=(300, 100), environment={"DATELINE_STATE": str(tmp_path)}) as terminal:
        terminal.wait_for(TITLE)
        for size in (299, 298, 297, 296):
            terminal.resize(size, 100)
            terminal.send("jjGg\x10")
        assert terminal.hang_up() == 129
    assert not list(tmp_path.glob("crash-*"))
