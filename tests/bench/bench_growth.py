"""How costs grow with the number of events: opening, opening again, a key, memory. As a table and as a plot."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.bench_keystroke import WORDS, Filtering
from tests.bench.generator import timeline_file
from tests.bench.loading import fill_cache, measure_first_opening, opened
from tests.bench.measurements import Measurements
from tests.bench.plot import Line, Panel, plot
from tests.bench.report import PAGE, megabytes, milliseconds, publish, read_options, table
from tests.bench.timed_terminal import NotPaintedError

PLOT = PAGE.with_name("performance-growth.svg")

FEWEST = 100
_MANY = 100_000
_TIMEOUT = 2.0

_HEADERS = {
    "first paint": "first paint",
    "ready": "first opening",
    "again": "opened again",
    "key": "a key",
    "memory": "memory",
    "anonymous memory": "anonymous",
    "first peak": "peak, first",
}
"""The header of each figure's column."""


def measure(sizes: tuple[int, ...], rounds: int) -> Measurements:
    """Measure each size. The subjects are the sizes as text."""
    measured = Measurements()
    for events in sizes:
        file, name = timeline_file(events), str(events)
        with TemporaryDirectory() as folder:
            cache = Path(folder)
            fill_cache(file, events, cache)
            for _ in range(rounds if events < _MANY else 1):
                first = measure_first_opening(file, events)
                measured.add(name, {figure: first[figure] for figure in ("first paint", "ready")})
                measured.add(name, {"first peak": first["peak memory"]})
                with opened(file, events, cache) as (terminal, again):
                    measured.add(name, {"again": again["ready"]})
                    measured.add(name, {figure: again[figure] for figure in ("memory", "anonymous memory")})
                    filtering = Filtering(terminal, events)
                    terminal.timeout = _TIMEOUT if events < _MANY else 10 * _TIMEOUT
                    for word in WORDS:
                        for length in range(1, len(word) + 1):
                            try:
                                measured.add(name, {"key": filtering.time_last_key(word[:length])})
                            except NotPaintedError:
                                continue  # in a small timeline a letter may change nothing
                        filtering.clear()
    return measured


def draw(measured: Measurements, sizes: tuple[int, ...]) -> str:
    """Return the plot."""

    def line(name: str, figure: str) -> Line:
        known = (events for events in sizes if measured.has(str(events), figure))
        return Line(name, [(events, measured.median(str(events), figure)) for events in known])

    times = [line(_HEADERS[figure], figure) for figure in ("ready", "again", "key")]
    memory = [
        line("first opening", "first peak"),
        line("opened again", "memory"),
        line("anonymous", "anonymous memory"),
    ]
    return plot(
        "Time and memory by the number of events, from the table beside it",
        [
            Panel("Until ready to filter, and a key", times, _time),
            Panel("Memory: the peak, and when ready", memory, _memory),
        ],
    )


def _time(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds >= 1 else f"{1000 * seconds:.0f} ms" if seconds >= 0.001 else "0.1 ms"


def _memory(number: float) -> str:
    return f"{number / 1000:.0f} GB" if number >= 1000 else f"{number:.0f} MB"


def main() -> None:
    """Measure, print the table, and draw the plot."""
    options = read_options("Measure how costs grow with the number of events.", rounds=3)
    sizes = tuple(sorted({FEWEST, *options.sizes}))
    measured = measure(sizes, options.rounds)
    times = ("first paint", "ready", "again", "key")
    memory = ("memory", "anonymous memory", "first peak")
    rows = [
        [
            f"{events:,}",
            *(milliseconds(measured.median(str(events), figure)) for figure in times),
            *(megabytes(measured.median(str(events), figure)) for figure in memory),
        ]
        for events in sizes
    ]
    publish("growth", table(["events", *_HEADERS.values()], rows), options.write)
    if options.write:
        PLOT.write_text(draw(measured, sizes), encoding="utf-8")


if __name__ == "__main__":
    main()
