"""Run every kind of trial, three at a time, and print what was tried and what was found.

python -m tests.reliability --seed 7 --minutes 30
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from tests.timelines import ROOT

WORKING: Mapping[str, float] = {
    "mutated_files": 0.105,
    "mutated_databases": 0.035,
    "mutated_queries": 0.065,
    "typing_at_random": 0.745,
    "terminal_input": 0.03,
    "damaged_stores": 0.02,
}
"""The share of the time of two cores that each kind gets, by the name of its module."""
WAITING: Mapping[str, float] = {
    "signals": 0.48,
    "changing_files": 0.26,
    "several_programs": 0.12,
    "killed": 0.04,
    "failing_writes": 0.1,
}
"""The share that each kind gets that waits for disks, clocks and processes: they run beside the others."""
SHARES = {**WORKING, **WAITING}
_WAITING_TIME = 0.7
"""The share of the time during which they do: the rest is for those that work."""
GOALS: Mapping[str, Mapping[str, int]] = {
    "mutated_files": {"mutated files": 500_000},
    "mutated_databases": {"mutated files": 6_000},
    "mutated_queries": {"mutated queries": 500_000},
    "typing_at_random": {"actions": 1_000_000},
    "terminal_input": {"keys": 20_000},
    "damaged_stores": {"damages": 2_000},
    "killed": {"kills": 200},
}
"""How many of what a half hour should try: of files and queries a million together."""
_DONE_LATE = 300.0
"""Seconds that a kind may take longer than it should, to end its last trial."""


class Part(NamedTuple):
    """A run of one kind."""

    kind: str
    seed: int
    seconds: float


class Result(NamedTuple):
    """What a run did."""

    part: Part
    code: int
    counts: Mapping[str, int]
    seen: Mapping[str, Sequence[str]]
    faults: Mapping[str, int]
    output: str
    processor_seconds: float = 0.0


def parts(seed: int, minutes: float, kinds: Sequence[str], cores: int = 2) -> list[Part]:
    """Return the runs that together keep so many cores busy for so many minutes, the longest first."""
    total = sum(SHARES[kind] for kind in kinds)
    found = []
    for kind in kinds:
        seconds = minutes * 60 * cores * SHARES[kind] / total
        halves = cores if seconds > minutes * 60 * 0.25 else 1
        found += [Part(kind, seed + 1_000 * half, seconds / halves) for half in range(halves)]
    return sorted(found, key=lambda part: -part.seconds)


def run(part: Part) -> Result:
    """Run one kind in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "result.json"
        arguments = ["--seed", str(part.seed), "--seconds", f"{part.seconds:.0f}", "--result", str(file)]
        try:
            ran = subprocess.run(
                [sys.executable, "-m", f"tests.reliability.{part.kind}", *arguments],
                capture_output=True,
                cwd=ROOT,
                timeout=part.seconds + _DONE_LATE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Result(part, 1, {}, {}, {"it does not end": 1}, "")
        output = (ran.stderr + ran.stdout).decode("utf-8", "replace")
        if not file.exists():  # such as a crash of a library that is not written in Python
            return Result(part, ran.returncode, {}, {}, {f"it ended with {ran.returncode}": 1}, output)
        result: Any = json.loads(file.read_text(encoding="utf-8"))
        found = (result["counts"], result["seen"], result["faults"])
        return Result(part, ran.returncode, *found, output, result["processor_seconds"])


def summary(results: Sequence[Result]) -> list[str]:
    """Return a line for each kind: what was tried, and how many faults were found."""
    lines = []
    for kind in SHARES:
        own = [result for result in results if result.part.kind == kind]
        if not own:
            continue
        counts: dict[str, int] = {}
        seen: dict[str, set[str]] = {}
        for result in own:
            for name, count in result.counts.items():
                counts[name] = counts.get(name, 0) + count
            for name, different in result.seen.items():
                seen.setdefault(name, set()).update(different)
        counts |= {name: len(different) for name, different in seen.items()}
        faults = sum(sum(result.faults.values()) for result in own)
        tried = ", ".join(f"{count:,} {name}" for name, count in counts.items())
        lines.append(f"{kind.replace('_', ' ')}: {tried or 'nothing tried'}: {faults:,} fault{'s' * (faults != 1)}")
        lines.append(f"    {sum(result.processor_seconds for result in own):,.0f} s of processor time")
        for name, goal in GOALS.get(kind, {}).items():
            lines.append(f"    {counts.get(name, 0) / goal:.0%} of {goal:,} {name}")
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the kinds that the arguments name, and return 1 if there were faults."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability", description="Run long random trials.")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="of all random numbers; else a new one")
    parser.add_argument("--minutes", type=float, default=30.0, help="for all kinds together (30)")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"of {', '.join(SHARES)}; else all")
    options = parser.parse_args(arguments)
    for kind in options.kinds:
        if kind not in SHARES:
            parser.error(f"there is no kind {kind}; there are {', '.join(SHARES)}")
    print(f"seed {options.seed}, {options.minutes:g} minutes", flush=True)
    kinds = options.kinds or list(SHARES)
    working = [kind for kind in kinds if kind in WORKING]
    waiting = [kind for kind in kinds if kind in WAITING]
    waiting_minutes = options.minutes * (_WAITING_TIME if working else 1)
    results = []
    with ThreadPoolExecutor(2) as cores, ThreadPoolExecutor(1) as beside:
        worked = cores.map(run, parts(options.seed, options.minutes, working))
        waited = beside.map(run, parts(options.seed, waiting_minutes, waiting, 1))
        for result in chain(worked, waited):
            results.append(result)
            if result.code:
                print(result.output, file=sys.stderr, flush=True)
    print("\n".join(summary(results)))
    return 1 if any(result.code for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
