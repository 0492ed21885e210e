"""A program that is disturbed and ended at any moment leaves nothing behind, and what is left behind is found."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.program import DATELINE
from tests.eventually import eventually
from tests.reliability import signals
from tests.reliability.pty_program import PtyProgram
from tests.reliability.run import Run, Trial
from tests.soak import IS_SOAK
from tests.timelines import BUNDLED

StartProgram = Callable[..., PtyProgram]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[StartProgram]:
    """Return a function that starts a program, which is ended after the test."""
    started = []

    def start(*command: str) -> PtyProgram:
        started.append(PtyProgram(command, str(tmp_path), {"XDG_CACHE_HOME": str(tmp_path / "cache")}))
        return started[-1]

    yield start
    for program in started:
        program.__exit__(None, None, None)


@pytest.mark.parametrize("number", [1, 2])
def test_a_program_that_is_ended_leaves_nothing_behind(number: int, tmp_path: Path) -> None:
    run = Run("signals", tmp_path)
    signals.try_ending("SIGTERM", tmp_path, Trial(run, number))
    assert run.counts["ends"] == 1


def test_what_is_left_behind_is_found(start: StartProgram) -> None:
    program = start("sh", "-c", "printf '\\033[?1049h'; stty -echo; setsid sleep 60 & sleep 0.3")
    assert program.wait() == 0
    with pytest.raises(AssertionError, match="other attributes"):
        program.check_terminal()
    with pytest.raises(AssertionError, match=r"processes are left: .*sleep 60"):
        program.check_nothing_left(0.1)
    modes = start("sh", "-c", "printf '\\033[?1049h'")
    assert modes.wait() == 0
    with pytest.raises(AssertionError, match=r"left changed: \[1049\]"):
        modes.check_terminal()


def test_a_program_that_was_stopped_before_it_handles_signals_can_be_quit(start: StartProgram) -> None:
    code = (
        "import os, signal, sys\n"
        "from tui.app.textual_suspension import Suspension\n"
        "from tui.cli.main import run\n"
        "def begin(*arguments, begin=Suspension.__init__):\n"
        "    os.kill(os.getpid(), signal.SIGCONT)\n"
        "    begin(*arguments)\n"
        "Suspension.__init__ = begin\n"
        f"sys.argv = ['dateline', {str(BUNDLED)!r}]\n"
        "run()\n"
    )
    program = start(sys.executable, "-c", code)
    eventually(lambda: b"?1049h" in program.output, pause=program.read)
    program.read(1)
    program.process.send_signal(signal.SIGTERM)
    assert program.wait() == 128 + signal.SIGTERM
    program.check_terminal()


@pytest.mark.parametrize(
    "is_killed",
    [
        "the program",
        pytest.param("the process that builds", marks=pytest.mark.skipif(not IS_SOAK, reason="slow: make soak-tests")),
    ],
)
def test_no_process_is_left_when_one_of_them_is_killed(tmp_path: Path, is_killed: str) -> None:
    path = signals.large_file(tmp_path)
    cache = tmp_path / "cache"
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "DATELINE_SOAK_MARK": str(tmp_path)}
    with subprocess.Popen([DATELINE, str(path), "--list"], stdout=subprocess.DEVNULL, env=environment) as program:
        [builder, *_] = eventually(lambda: processes(tmp_path, "storage.build"))
        eventually(lambda: len(processes(tmp_path, "storage.build")) > 1)
        os.kill(program.pid if is_killed == "the program" else builder, signal.SIGKILL)
        code = program.wait()
    assert code == (-signal.SIGKILL if is_killed == "the program" else 0)
    eventually(lambda: not processes(tmp_path))
    assert not list(cache.rglob("*.part"))


def processes(mark: Path, command: str = "") -> list[int]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if str(mark).encode() in (folder / "environ").read_bytes() and command.encode() in (
                folder / "cmdline"
            ).read_bytes().replace(b"\0", b" "):
                found.append(int(folder.name))
        except OSError:
            continue
    return sorted(found)


def test_a_program_that_is_continued_before_it_has_stopped_goes_on(start: StartProgram) -> None:
    program = start(DATELINE, str(BUNDLED))
    eventually(lambda: b"?1049h" in program.output, pause=program.read)
    program.read(1.5)
    for _ in range(3):
        program.process.send_signal(signal.SIGTSTP)
        program.process.send_signal(signal.SIGCONT)
    program.read(0.3)
    program.process.send_signal(signal.SIGTERM)
    assert program.wait() == 128 + signal.SIGTERM
    program.check_terminal()


def test_the_unit_of_the_mouse_is_restored(start: StartProgram) -> None:
    program = start(DATELINE, str(BUNDLED))
    eventually(lambda: b"?2048$p" in program.output, pause=program.read)
    program.send(b"\x1b[?2048;1$y\x1b[48;30;100;600;1000t")  # as a terminal that reports its size in pixels too
    eventually(lambda: b"\x1b[?1016h" in program.output, pause=program.read)
    program.process.send_signal(signal.SIGTERM)
    assert program.wait() == 128 + signal.SIGTERM
    program.check_terminal()
