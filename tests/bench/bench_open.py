"""How long a large timeline takes to open, for the first time and again, and how much memory it then takes.

Measured in turn with it: PyYAML's bare event stream over the same file, which is read and discarded, and a Textual app
that does nothing.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.bench_first_paint import EMPTY, measure_paint
from tests.bench.generator import timeline_file
from tests.bench.loading import fill_cache, measure_first_opening, measure_reopening
from tests.bench.measurements import Figures, Measurements, measure_in_turn
from tests.bench.report import megabytes, milliseconds, publish, read_options, table, times
from tests.bench.subject import bare_command
from tests.bench.timed_terminal import clean_environment

STREAM = "libyaml's bare event stream"
FIRST = "for the first time"
AGAIN = "again"

_STREAM_PROGRAM = """
import sys, time, yaml
start = time.perf_counter()
with open(sys.argv[1], "rb") as file:
    for _ in yaml.parse(file, Loader=yaml.CLoader):
        pass
print(time.perf_counter() - start)
"""


def measure_stream(file: Path) -> Figures:
    """Return how long a separate process takes to read a file as YAML events, without the start of the process."""
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
            STREAM: lambda: measure_stream(file),
            EMPTY: lambda: measure_paint(bare_command("empty"), "painted"),
            FIRST: lambda: measure_first_opening(file, events),
            AGAIN: lambda: measure_reopening(file, events, cache),
        }
        measured = measure_in_turn(subjects, rounds, warm_ups=0)
    return [
        _row(events, FIRST, measured, f"{times(measured.ratio(FIRST, STREAM, 'ready'))} {STREAM}"),
        _row(events, AGAIN, measured, f"{times(measured.ratio(AGAIN, EMPTY, 'ready', 'time'))} {EMPTY}"),
    ]


def _row(events: int, subject: str, measured: Measurements, ratio: str) -> list[str]:
    return [
        f"{events:,}",
        subject,
        *(milliseconds(measured.median(subject, figure)) for figure in ("first paint", "ready")),
        milliseconds(measured.median(subject, "indexed")) if subject == FIRST else "",
        ratio,
        *(megabytes(measured.median(subject, figure)) for figure in ("memory", "anonymous memory", "peak memory")),
    ]


def main() -> None:
    """Measure, and print the table."""
    options = read_options("Measure how long a large timeline takes to open.")
    rows = [row for events in options.sizes for row in measure(events, options.rounds if events <= 100_000 else 2)]
    header = [
        "events",
        "opened",
        "first paint",
        "ready to filter",
        "words indexed",
        "ratio",
        "memory then",
        "anonymous",
        "peak",
    ]
    publish("open", table(header, rows), options.write)


if __name__ == "__main__":
    main()
