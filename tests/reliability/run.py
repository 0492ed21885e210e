"""A run of numbered random trials of one kind: its seeds, its counts, and the faults that it found."""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Self

from tests.reliability.limits import TooLongError
from tests.timelines import ROOT

_MOST_KINDS = 20
"""A run ends after so many different faults."""
_LONGEST_FAULT = 6_000


@dataclass
class Run:
    """The trials of one kind. Those of a seed are the same whenever they run, each by itself.

    Attributes:
        kind: the name of the module of the kind.
        folder: an empty folder for the files of the trials.
        seed: of all random numbers.
        seconds: how long trials are begun.
        first: the number of the first trial.
        most: the largest number of trials; None for as many as there is time for.
    """

    kind: str
    folder: Path
    seed: int = 0
    seconds: float = 10.0
    first: int = 0
    most: int | None = None
    counts: Counter[str] = field(default_factory=Counter)
    """How often each thing was tried, by its name in the plural."""
    faults: Counter[str] = field(default_factory=Counter)
    """How many trials had each fault, by where it is in the code."""
    seen: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Different things that were met, such as the sections of a store, of which the number is of interest."""
    reports: dict[str, str] = field(default_factory=dict)
    """Of each fault: what repeats the first trial that had it, and the exception."""

    def trials(self) -> Iterator[Trial]:
        """Yield trials until the time is over. Use each in a ``with`` statement."""
        end = time.monotonic() + self.seconds
        number = self.first
        while len(self.faults) < _MOST_KINDS:
            if time.monotonic() >= end or (self.most is not None and number >= self.first + self.most):
                return
            yield Trial(self, number)
            number += 1

    def summary(self) -> str:
        """Return the counts and the number of faults in one line."""
        found = self.faults.total()
        counts = {**self.counts, **{name: len(different) for name, different in self.seen.items()}}
        tried = ", ".join(f"{count:,} {name}" for name, count in counts.items() if count) or "nothing tried"
        return f"{self.kind}: {tried}: {found} fault{'s' * (found != 1)}"


class Trial:
    """One trial: any exception in its ``with`` statement is a fault, and the run goes on."""

    def __init__(self, run: Run, number: int) -> None:
        self.run = run
        self.number = number
        self.random = Random(f"{run.seed} {run.kind} {number}")
        self.notes: list[str] = []
        """What a fault is reported with, such as what was tried."""

    def count(self, name: str, times: int = 1) -> None:
        """Count what was tried, by its name in the plural."""
        self.run.counts[name] += times

    def note(self, text: str) -> None:
        """Add to what a fault is reported with."""
        self.notes.append(text)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if error is None:
            return True
        if not isinstance(error, Exception | TooLongError):
            return False
        again = f"python -m tests.reliability.{self.run.kind} --seed {self.run.seed} --first {self.number} --trials 1"
        text = "".join(traceback.format_exception(error))[-_LONGEST_FAULT:]
        where = _place_of(error)
        self.run.faults[where] += 1
        self.run.reports.setdefault(where, "\n".join([again, *self.notes, text]))
        return True


def _place_of(error: BaseException) -> str:
    """Return the kind of an exception and the last line of the project that it went through, but for this package."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(ROOT)]
    frames = [frame for frame in frames if ".venv" not in frame.filename]
    own = [frame for frame in frames if "reliability" not in frame.filename] or frames
    place = f"{Path(own[-1].filename).relative_to(ROOT)}:{own[-1].lineno}" if own else "nowhere"
    return f"{type(error).__name__} in {place}"


def main(kind: str, run_trials: Callable[[Run], None], arguments: Sequence[str] | None = None) -> int:
    """Run the trials that the arguments ask for, print the summary, and return 1 if there were faults.

    Args:
        kind: the name of the module.
        run_trials: runs the trials.
        arguments: of the command line.
    """
    parser = argparse.ArgumentParser(prog=f"python -m tests.reliability.{kind}")
    parser.add_argument("--seed", type=int, default=0, help="of all random numbers (0)")
    parser.add_argument("--seconds", type=float, default=10.0, help="how long trials are begun (10)")
    parser.add_argument("--first", type=int, default=0, help="the number of the first trial (0)")
    parser.add_argument("--trials", type=int, help="how many at most")
    parser.add_argument("--result", type=Path, help="a file for the counts and the faults, as JSON")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="dateline-soak-") as folder:
        be_private(Path(folder))
        files = Path(folder) / "files"
        files.mkdir()
        run = Run(kind, files, options.seed, options.seconds, options.first, options.trials)
        run_trials(run)
    if options.result is not None:
        result = {
            "counts": run.counts,
            "seen": {name: sorted(found) for name, found in run.seen.items()},
            "faults": run.faults,
            "processor_seconds": processor_seconds(),
        }
        options.result.write_text(json.dumps(result), encoding="utf-8")
    for where, times in run.faults.items():
        print(f"\n{times:,} × {where}\n{run.reports[where]}", file=sys.stderr)
    print(f"seed {run.seed}: {run.summary()}")
    return 1 if run.faults else 0


def collect_less() -> None:
    """Let the garbage collector examine nothing that is there already, and less often what comes."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def processor_seconds() -> float:
    """Return how long this process and those that it has waited for have computed."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def be_private(folder: Path) -> None:
    """Read and write none of the user's folders: config, data, state and cache are in a folder of their own."""
    os.environ["DATELINE_CONFIG"] = ""
    os.environ["DATELINE_DATA"] = str(folder / "data")
    os.environ["DATELINE_STATE"] = str(folder / "state")
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    (folder / "state").mkdir()
    (folder / "state" / "hint-seen").touch()
