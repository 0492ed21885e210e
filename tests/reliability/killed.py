"""Kills (SIGKILL) in the middle of everything that writes a file, at each call of the system or at any time.

Each file is the old one or the new one then, whole. The same done again ends with the new ones, and temporary files
that were left over are gone once they are an hour old.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.reliability.faults import Faults
from tests.reliability.forks import forked
from tests.reliability.operations import OPERATIONS, Operation, begin, contents, strays
from tests.reliability.run import Run, Trial, main

_SECONDS_OLD = 2 * 3600


class Expected(NamedTuple):
    """What an operation does when nothing goes wrong."""

    before: dict[str, bytes]
    after: dict[str, bytes]
    calls: int
    """How many calls of the system change files."""


@cache
def expected(name: str, folder: Path) -> Expected:
    """Do an operation, and return what it changed."""
    operation = OPERATIONS[name]
    begin(operation, folder)
    before = contents(folder)
    faults: list[Faults] = []

    def work() -> int | None:
        faults.append(Faults(folder, lambda number: False, None))
        return operation.run(folder)

    ended = forked(work, lambda: str(faults[0].count))
    assert ended.code == 0, ended.output
    assert not strays(folder), strays(folder)
    return Expected(before, contents(folder), int(ended.output.splitlines()[-1]))


def try_each(run: Run, try_one: Callable[[str, int, Path, Trial], None]) -> None:
    """Try one operation after the other, each with the number of its earlier trials."""
    names = list(OPERATIONS)
    for trial in run.trials():
        with trial:
            try_one(names[trial.number % len(names)], trial.number // len(names), run.folder / "files", trial)


def trials(run: Run) -> None:
    """Kill one operation after the other."""
    try_each(run, try_kill)


def try_kill(name: str, number: int, folder: Path, trial: Trial) -> None:
    """Kill an operation at one of its calls, and check what is left.

    Raises:
        AssertionError: a file is neither the old nor the new one, or the next time does not work.
    """
    operation, known = OPERATIONS[name], expected(name, folder)
    begin(operation, folder)
    at = number % known.calls + 1
    trial.note(f"{name}, killed at call {at} of {known.calls}")

    def work() -> int | None:
        Faults(folder, lambda number: number == at, None)
        return operation.run(folder)

    ended = forked(work)
    assert ended.code in (-9, 0), ended.output
    trial.count("kills", ended.code == -9)
    check_files(operation, known, contents(folder))
    old = time.time() - _SECONDS_OLD
    for path in strays(folder):
        trial.count("temporary files left over")
        os.utime(path, (old, old))
    again = forked(lambda: operation.run(folder))
    if name != "new timeline" or "begun.yaml" not in contents(folder):
        assert again.code == 0, f"the next time: {again.output}"
    assert contents(folder) == known.after, "the next time ends with other files"
    assert not strays(folder), f"temporary files are still there: {strays(folder)}"


def check_files(operation: Operation, known: Expected, found: dict[str, bytes]) -> None:
    """Check that each file is the old one or the new one.

    Raises:
        AssertionError: another file.
    """
    for name in {*known.before, *known.after, *found}:
        allowed = (known.before.get(name), known.after.get(name))
        assert found.get(name) in allowed, f"{name} is neither the old nor the new one: {found.get(name)!r}"
        if name not in operation.writes:
            assert name not in known.before or name in found, f"{name} is lost"


if __name__ == "__main__":
    sys.exit(main("killed", trials))
