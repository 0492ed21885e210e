"""How long a key in the query bar takes to the painted list with its count, beside a bare app that echoes the key.

The bare app is Textual's ``Input`` and a ``Static`` that is updated on ``Input.Changed``. All programs are open at the
same time, and get the same keys in turn. One of the bare apps is measured beside itself, to show the noise.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import sleep

from tests.bench.comparing import Measured
from tests.bench.generator import timeline_file
from tests.bench.opening import PATIENCE
from tests.bench.report import milliseconds, options, publish, table, times
from tests.bench.subject import BUNDLED, ROOT, bare, cached_in, command, some, whole
from tests.bench.timed_terminal import Lines, NotPaintedError, TimedTerminal

ECHO = "a bare `Input` that echoes"

WORDS = ("for", "kes", "jou", "ver", "wil", "xpo", "fro", "yst", "vie", "was")
"""Each is typed letter by letter. Each letter leaves fewer events, of those bundled as of a million."""

CLEAR = "\x15"
_PATIENCE = 10.0
"""Seconds until a key is taken to have changed nothing."""

_TICK = 1 / 60


class Echoing:
    """The bare app."""

    def __init__(self, terminal: TimedTerminal) -> None:
        self.terminal = terminal
        terminal.painted("painted")

    def key(self, typed: str) -> float:
        """Press the last key of what is typed, and return how long it took to be echoed."""
        return self.terminal.press(typed[-1], f"<{typed}>")

    def clear(self) -> None:
        """Have nothing typed."""
        self.terminal.press(CLEAR, "<>")


class Filtering:
    """Dateline, with the cursor in its query bar."""

    def __init__(self, terminal: TimedTerminal, events: int) -> None:
        self.terminal = terminal
        self._whole = whole(events)
        self._some = some(events)
        if self._count(terminal.lines) != self._whole:
            terminal.painted(self._whole)
        terminal.write("/")

    def key(self, typed: str) -> float:
        """Press the last key of what is typed, and return how long it took until another count stood there."""
        self.terminal.settle()
        before = self._count(self.terminal.lines)
        return self.terminal.press(typed[-1], lambda lines: self._count(lines) not in (before, None))

    def clear(self) -> None:
        """Have nothing typed."""
        self.terminal.write(CLEAR)
        if self._count(self.terminal.lines) != self._whole:
            self.terminal.painted(self._whole)

    def _count(self, lines: Lines) -> str | None:
        for line in lines:
            if found := self._some.search(line):
                return found[1]
        return self._whole if any(self._whole in line for line in lines) else None


def measure(subjects: dict[str, Echoing | Filtering], rounds: int) -> Measured:
    """Press the same keys in each program in turn."""
    found = Measured()
    random = Random(1)
    for turn in range(rounds + 1):
        for word in WORDS:
            for name, subject in subjects.items():
                for length in range(1, len(word) + 1):
                    sleep(random.random() * _TICK)  # so that no clock of a program's beats with ours
                    try:
                        seconds = subject.key(word[:length])
                    except NotPaintedError:  # the same count as before, which cannot be told from none
                        continue
                    if turn:
                        found.add(name, {"key": seconds})
                subject.clear()
    return found


def count_of_bundled() -> int:
    """Return how many events the bundled timeline has."""
    return BUNDLED.read_text(encoding="utf-8").count("\n  - id: ")


def main() -> None:
    """Measure and tell."""
    chosen = options("How long a key takes.", rounds=3)
    files = {count_of_bundled(): BUNDLED} | {events: timeline_file(events) for events in chosen.sizes}
    with ExitStack() as stack:
        cache = Path(stack.enter_context(TemporaryDirectory()))

        def start(program: Sequence[str]) -> TimedTerminal:
            terminal = TimedTerminal(program, directory=ROOT, environment=cached_in(cache), patience=PATIENCE)
            return stack.enter_context(terminal)

        subjects: dict[str, Echoing | Filtering] = {
            ECHO: Echoing(start(bare("echo"))),
            f"{ECHO}, again": Echoing(start(bare("echo"))),
        }
        for events, file in files.items():
            subjects[f"Dateline, {whole(events)}"] = Filtering(start(command(file)), events)
        for subject in subjects.values():
            subject.terminal.patience = _PATIENCE
        found = measure(subjects, chosen.rounds)
    rows = [
        [
            name,
            milliseconds(found.median(name, "key")),
            milliseconds(found.worst(name, "key")),
            times(found.ratio(name, ECHO, "key")),
            str(found.count(name, "key")),
        ]
        for name in subjects
        if found.has(name, "key")
    ]
    publish("keystroke", table(["a key in", "median", "worst", "of the bare echo", "keys"], rows), chosen.write)


if __name__ == "__main__":
    main()
