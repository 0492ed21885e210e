"""How costs grow with the number of events: opening, opening again, a key, memory. As a table and as a plot."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.bench_keystroke import WORDS, Filtering
from tests.bench.comparing import Measured
from tests.bench.generator import timeline_file
from tests.bench.opening import fill_cache, first_opening, opened
from tests.bench.plot import Line, Panel, plot
from tests.bench.report import PAGE, megabytes, milliseconds, options, publish, table
from tests.bench.timed_terminal import NotPaintedError

PLOT = PAGE.with_name("performance-growth.svg")

FEWEST = 100
_MANY = 100_000
_PATIENCE = 2.0

_FIGURES = {
    "first paint": "first paint",
    "ready": "first opening",
    "again": "opened again",
    "key": "a key",
    "memory": "memory",
    "own memory": "of no file",
    "first peak": "peak, first",
}


def measure(sizes: tuple[int, ...], rounds: int) -> Measured:
    """Measure each size; the subjects are the sizes as text."""
    found = Measured()
    for events in sizes:
        file, name = timeline_file(events), str(events)
        with TemporaryDirectory() as folder:
            cache = Path(folder)
            fill_cache(file, events, cache)
            for _ in range(rounds if events < _MANY else 1):
                first = first_opening(file, events)
                found.add(name, {figure: first[figure] for figure in ("first paint", "ready")})
                found.add(name, {"first peak": first["peak memory"]})
                with opened(file, events, cache) as (terminal, again):
                    found.add(name, {"again": again["ready"]})
                    found.add(name, {figure: again[figure] for figure in ("memory", "own memory")})
                    filtering = Filtering(terminal, events)
                    terminal.patience = _PATIENCE if events < _MANY else 10 * _PATIENCE
                    for word in WORDS:
                        for length in range(1, len(word) + 1):
                            try:
                                found.add(name, {"key": filtering.key(word[:length])})
                            except NotPaintedError:
                                continue  # in a small timeline a letter may change nothing
                        filtering.clear()
    return found


def drawn(found: Measured, sizes: tuple[int, ...]) -> str:
    """Return the plot."""

    def line(name: str, figure: str) -> Line:
        known = (events for events in sizes if found.has(str(events), figure))
        return Line(name, [(events, found.median(str(events), figure)) for events in known])

    times = [line(_FIGURES[figure], figure) for figure in ("ready", "again", "key")]
    memory = [line("first opening", "first peak"), line("opened again", "memory"), line("of no file", "own memory")]
    return plot(
        "Time and memory by the number of events, from the table beside it",
        [
            Panel("Until it can be filtered, and a key", times, _time),
            Panel("Memory: the peak, and when ready", memory, _memory),
        ],
    )


def _time(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds >= 1 else f"{1000 * seconds:.0f} ms" if seconds >= 0.001 else "0.1 ms"


def _memory(number: float) -> str:
    return f"{number / 1000:.0f} GB" if number >= 1000 else f"{number:.0f} MB"


def main() -> None:
    """Measure, tell and draw."""
    chosen = options("How costs grow with the number of events.", rounds=3)
    sizes = tuple(sorted({FEWEST, *chosen.sizes}))
    found = measure(sizes, chosen.rounds)
    rows = [
        [
            f"{events:,}",
            *(milliseconds(found.median(str(events), figure)) for figure in ("first paint", "ready", "again", "key")),
            *(megabytes(found.median(str(events), figure)) for figure in ("memory", "own memory", "first peak")),
        ]
        for events in sizes
    ]
    publish("growth", table(["events", *_FIGURES.values()], rows), chosen.write)
    if chosen.write:
        PLOT.write_text(drawn(found, sizes), encoding="utf-8")


if __name__ == "__main__":
    main()
