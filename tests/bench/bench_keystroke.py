"""How long it takes from a key in the query bar to the painted list, compared with a bare app that echoes the key.

The bare app is Textual's ``Input`` with a ``Static`` that is updated on ``Input.Changed``. All programs are open at the
same time and get the same keys in turn. A second copy of the bare app shows the noise.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import sleep

from tests.bench import loading
from tests.bench.generator import timeline_file
from tests.bench.measurements import Measurements
from tests.bench.report import milliseconds, publish, read_options, table, times
from tests.bench.subject import BUNDLED, ROOT, bare_command, cache_variables, command, full_count, partial_count
from tests.bench.timed_terminal import Lines, NotPaintedError, TimedTerminal

ECHO = "a bare `Input` that echoes"

WORDS = ("jan", "kes", "jou", "ver", "ket", "van", "vol", "vis", "vie", "zel")
"""Words that are typed letter by letter. Each letter reduces the matches, in the bundled timeline and in a million."""

CLEAR = "\x15"
_TIMEOUT = 10.0
"""Seconds after which a key counts as having changed nothing."""

_FRAME = 1 / 60


class Echoing:
    """Drives the bare app."""

    def __init__(self, terminal: TimedTerminal) -> None:
        self.terminal = terminal
        terminal.time_until("painted")

    def time_last_key(self, typed: str) -> float:
        """Press the last key of a text, the others having been pressed, and return the seconds until it is echoed."""
        return self.terminal.press(typed[-1], f"<{typed}>")

    def clear(self) -> None:
        """Clear the input."""
        self.terminal.press(CLEAR, "<>")


class Filtering:
    """Drives Dateline, with the cursor in its query bar."""

    def __init__(self, terminal: TimedTerminal, events: int) -> None:
        self.terminal = terminal
        self._full_count = full_count(events)
        self._partial_count = partial_count(events)
        if self._count(terminal.lines) != self._full_count:
            terminal.time_until(self._full_count)
        terminal.write("/")

    def time_last_key(self, typed: str) -> float:
        """Press the last key of a text, the others having been pressed, and return the seconds until the count changes.

        Raises:
            NotPaintedError: if the count stays the same.
        """
        self.terminal.settle()
        before = self._count(self.terminal.lines)
        return self.terminal.press(typed[-1], lambda lines: self._count(lines) not in (before, None))

    def clear(self) -> None:
        """Clear the query bar."""
        self.terminal.write(CLEAR)
        if self._count(self.terminal.lines) != self._full_count:
            self.terminal.time_until(self._full_count)

    def _count(self, lines: Lines) -> str | None:
        for line in lines:
            if found := self._partial_count.search(line):
                return found[1]
        return self._full_count if any(self._full_count in line for line in lines) else None


def measure(subjects: dict[str, Echoing | Filtering], rounds: int) -> Measurements:
    """Press the same keys in each program in turn."""
    measured = Measurements()
    random = Random(1)
    for turn in range(rounds + 1):
        for word in WORDS:
            for name, subject in subjects.items():
                for length in range(1, len(word) + 1):
                    sleep(random.random() * _FRAME)  # so that keys do not keep time with a program's frames
                    try:
                        seconds = subject.time_last_key(word[:length])
                    except NotPaintedError:  # the same count as before looks like no count at all
                        continue
                    if turn:
                        measured.add(name, {"key": seconds})
                subject.clear()
    return measured


def count_bundled_events() -> int:
    """Return the number of events in the bundled timeline."""
    return BUNDLED.read_text(encoding="utf-8").count("\n  - id: ")


def main() -> None:
    """Measure, and print the table."""
    options = read_options("Measure how long a key takes.", rounds=3)
    files = {count_bundled_events(): BUNDLED} | {events: timeline_file(events) for events in options.sizes}
    with ExitStack() as stack:
        cache = Path(stack.enter_context(TemporaryDirectory()))

        def start(program: Sequence[str]) -> TimedTerminal:
            environment = cache_variables(cache)
            terminal = TimedTerminal(program, directory=ROOT, environment=environment, timeout=loading.TIMEOUT)
            return stack.enter_context(terminal)

        subjects: dict[str, Echoing | Filtering] = {
            ECHO: Echoing(start(bare_command("echo"))),
            f"{ECHO}, again": Echoing(start(bare_command("echo"))),
        }
        for events, file in files.items():
            subjects[f"Dateline, {full_count(events)}"] = Filtering(start(command(file)), events)
        for subject in subjects.values():
            subject.terminal.timeout = _TIMEOUT
        measured = measure(subjects, options.rounds)
    rows = [
        [
            name,
            milliseconds(measured.median(name, "key")),
            milliseconds(measured.worst(name, "key")),
            times(measured.ratio(name, ECHO, "key")),
            str(measured.count(name, "key")),
        ]
        for name in subjects
        if measured.has(name, "key")
    ]
    publish("keystroke", table(["a key in", "median", "worst", "of the bare echo", "keys"], rows), options.write)


if __name__ == "__main__":
    main()
