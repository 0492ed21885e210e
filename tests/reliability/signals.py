"""Signals, lost terminals and storms of resizes at any moment of starting, loading, painting and quitting.

The program ends with the documented exit code, leaves the terminal as it was, and leaves no process behind.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from functools import cache
from pathlib import Path
from random import Random

from tests.bench.generator import write_timeline
from tests.cli.program import DATELINE
from tests.reliability.pty_program import PtyProgram
from tests.reliability.run import Run, Trial, main
from tests.timelines import BUNDLED

ENDING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGALRM", "SIGKILL", "q", "ctrl+c", "hang up")
_QUIT, _INTERRUPTED = {0, 130}, {0, 130, -signal.SIGINT, -signal.SIGQUIT}
_LARGE_EVENTS = 3_000
"""A file that becomes a store, so that other processes build it."""


@cache
def large_file(folder: Path) -> Path:
    """Return the path of a file that takes a second or two to load."""
    path = folder / "large.yaml"
    with path.open("w", encoding="utf-8") as file:
        write_timeline(_LARGE_EVENTS, file.write)
    return path


def trials(run: Run) -> None:
    """End one program after the other."""
    for trial in run.trials():
        with trial:
            try_ending(ENDING[trial.number % len(ENDING)], trial.run.folder, trial)


def try_ending(how: str, folder: Path, trial: Trial) -> None:
    """Start the program, disturb it, and end it at some moment.

    Raises:
        AssertionError: another exit code, a changed terminal, or a process that is left.
    """
    random = trial.random
    is_large = random.random() < 0.4
    path = large_file(folder) if is_large else BUNDLED
    shutil.rmtree(folder / "cache", ignore_errors=True)
    delay = random.choice((random.random() * 0.4, random.random() * 1.2, 0.5 + random.random() * 1.5))
    trial.note(f"{how} after {delay:.3f} s, {path.name}")
    with PtyProgram(
        [DATELINE, str(path)],
        f"{trial.run.seed}-{trial.number}-{os.getpid()}",
        {"XDG_CACHE_HOME": str(folder / "cache")},
        folder=folder,
    ) as program:
        program.read(delay)
        if random.random() < 0.5:
            trial.note(disturb(program, random, trial))
        if program.process.poll() is None:
            end(program, how)
        code = program.wait()
        trial.note(f"exit code {code}; {bytes(program.output[-1500:])!r}")
        if how in ("SIGINT", "ctrl+c") and b"Fatal Python error: init" in program.output:
            trial.count("ends before Python runs the program")
            return
        assert code in codes(how, has_started=program.has_started), f"exit code {code}"
        if how not in ("SIGKILL", "hang up"):
            program.check_terminal()
            assert b"Traceback" not in program.output or code == -signal.SIGINT, "a traceback"
        program.check_nothing_left()
    trial.count("ends")
    trial.count(f"by {how}")


def disturb(program: PtyProgram, random: Random, trial: Trial) -> str:
    """Resize the terminal, stop and continue the program, or type; return what was done."""
    kind = random.choice(("resizes", "stops", "keys"))
    if kind == "resizes":
        for _ in range(random.randrange(1, 60)):
            program.resize(*random.choice(((1, 1), (2, 5), (random.randrange(1, 300), random.randrange(1, 99)))))
            program.read(random.choice((0.0001, 0.001, 0.01)))
        trial.count("storms of resizes")
    elif kind == "stops":
        for _ in range(random.randrange(1, 4)):
            if program.process.poll() is None:
                program.process.send_signal(random.choice((signal.SIGTSTP, signal.SIGSTOP)))
                program.read(random.random() * 0.1)
                program.process.send_signal(signal.SIGCONT)
                program.read(random.random() * 0.3)
        trial.count("stops and continuations")
    else:
        program.send(random.choice((b"jjjj", b"/iran\r", b"m", b"l", b"?", b"\x1b[B" * 30, b"d", b"x")))
        program.read(random.random() * 0.3)
        trial.count("keys before the end")
    return kind


def end(program: PtyProgram, how: str) -> None:
    """End the program."""
    if how == "hang up":
        program.hang_up()
    elif how in ("q", "ctrl+c"):
        for _ in range(100):  # it may be typed before it is read
            if program.process.poll() is None:
                program.send(b"\x03" if how == "ctrl+c" else b"")
                program.read_until(lambda: program.has_ended, 0.1)
                program.send(b"\x11")
                program.read_until(lambda: program.has_ended, 0.2)
    else:
        program.process.send_signal(signal.Signals[how])
        if how == "SIGINT":  # one that comes while asyncio starts the app may be lost: see docs/reliability.md
            program.read_until(lambda: program.has_ended, 2)
            if program.process.poll() is None:
                program.process.send_signal(signal.SIGINT)


def codes(how: str, *, has_started: bool) -> set[int]:
    """Return the documented exit codes. Before the screen is taken over, a signal has its usual effect."""
    if how == "hang up":
        return {128 + signal.SIGHUP, -signal.SIGHUP}
    if how in ("q", "ctrl+c"):
        # Typed once more when the terminal is its old self again, Ctrl+C is a signal.
        return {0, 130, -signal.SIGINT} if has_started and how == "ctrl+c" else _QUIT if has_started else _INTERRUPTED
    number = signal.Signals[how]
    if how == "SIGKILL" or not has_started:
        return {-number, 128 + number}
    return {128 + number}


if __name__ == "__main__":
    sys.exit(main("signals", trials))
