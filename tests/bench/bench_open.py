"""How long a large timeline takes to open, for the first time and again, and the memory it takes when it is ready.

Beside it, in turn: PyYAML's bare event stream over the same file, which does nothing with what it reads, and an app of
Textual that does nothing at all.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.bench_first_paint import EMPTY, painted
from tests.bench.comparing import Figures, Measured, in_turn
from tests.bench.generator import timeline_file
from tests.bench.opening import fill_cache, first_opening, reopening
from tests.bench.report import megabytes, milliseconds, options, publish, table, times
from tests.bench.subject import bare
from tests.bench.timed_terminal import clean_environment

STREAM = "libyaml's bare event stream"
FIRST = "the first opening"
AGAIN = "opened again"

_STREAM_PROGRAM = """
import sys, time, yaml
start = time.perf_counter()
with open(sys.argv[1], "rb") as file:
    for _ in yaml.parse(file, Loader=yaml.CLoader):
        pass
print(time.perf_counter() - start)
"""


def streamed(file: Path) -> Figures:
    """Return how long a process of its own takes to read a file as events of YAML, its start not counted."""
    process = subprocess.run(
        [sys.executable, "-c", _STREAM_PROGRAM, str(file)],
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return {"ready": float(process.stdout)}


def measure(events: int, rounds: int) -> list[list[str]]:
    """Return the rows of the table for one size."""
    file = timeline_file(events)
    with TemporaryDirectory() as folder:
        cache = Path(folder)
        fill_cache(file, events, cache)
        subjects = {
            STREAM: lambda: streamed(file),
            EMPTY: lambda: painted(bare("empty"), "painted"),
            FIRST: lambda: first_opening(file, events),
            AGAIN: lambda: reopening(file, events, cache),
        }
        found = in_turn(subjects, rounds, warm_ups=0)
    return [
        _row(events, FIRST, found, f"{times(found.ratio(FIRST, STREAM, 'ready'))} {STREAM}"),
        _row(events, AGAIN, found, f"{times(found.ratio(AGAIN, EMPTY, 'ready', 'time'))} {EMPTY}"),
    ]


def _row(events: int, how: str, found: Measured, ratio: str) -> list[str]:
    return [
        f"{events:,}",
        how,
        *(milliseconds(found.median(how, figure)) for figure in ("first paint", "ready")),
        ratio,
        *(megabytes(found.median(how, figure)) for figure in ("memory", "own memory", "peak memory")),
    ]


def main() -> None:
    """Measure and tell."""
    chosen = options("How long a large timeline takes to open.")
    rows = [row for events in chosen.sizes for row in measure(events, chosen.rounds if events <= 100_000 else 2)]
    head = ["events", "opened", "first paint", "can be filtered", "that is", "memory then", "of no file", "peak"]
    publish("open", table(head, rows), chosen.write)


if __name__ == "__main__":
    main()
