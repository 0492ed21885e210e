"""How the costs of the event list grow with its rows: a mount, a move, a jump, a filter and a sort.

Each time includes the painting of the widget's lines, but no terminal. Textual's OptionList is measured for comparison.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from statistics import median
from time import perf_counter

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import OptionList

from tests.bench.generator import timeline_file
from tests.bench.report import milliseconds, publish, read_options, table, times
from tests.bench.subject import open_index
from tui.app.style.themes import variables
from tui.app.widgets.event_list import EventList
from tui.timeline.model.sort import Sort
from tui.timeline.query.language import Query
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index

FEWEST = 100
MOST_OPTIONS = 100_000
NAMES = ("mount", "End", "up", "month before", "filter", "sort by known")
_FILTER = Query.parse("status:confirmed,announced,reported")


class ListApp(App[None]):
    def __init__(self, index: Index) -> None:
        super().__init__()
        self.index = index

    def get_css_variables(self) -> dict[str, str]:
        generated = super().get_css_variables()
        self.theme_variables = variables(self.current_theme, generated) | generated
        return self.theme_variables

    def compose(self) -> ComposeResult:
        yield EventList(id="events")

    def on_mount(self) -> None:
        events = self.query_one(EventList)
        events.show_timeline(self.index.timeline)
        events.show(answer_query(Query(), self.index), None)
        events.update_scroll_bar()


class OptionApp(App[None]):
    def __init__(self, options: int) -> None:
        super().__init__()
        self.options = options

    def compose(self) -> ComposeResult:
        yield OptionList(*(f"Event {number} of very many" for number in range(self.options)), markup=False)


async def time_mount(
    app: App[None], then: Callable[[Pilot[None]], Awaitable[list[float]]] | None = None
) -> list[float]:
    """Return the seconds until an app is mounted and painted, followed by the times that ``then`` returns."""
    start = perf_counter()
    async with app.run_test(size=(120, 40)) as pilot:
        seconds = [perf_counter() - start]
        return seconds if then is None else seconds + await then(pilot)


async def time_moves(pilot: Pilot[None]) -> list[float]:
    """Return the seconds that each of `NAMES` but the first takes."""
    app = pilot.app
    assert isinstance(app, ListApp)
    index, widget = app.index, app.query_one(EventList)

    def timed(work: Callable[[], object]) -> float:
        start = perf_counter()
        work()
        app.screen._compositor.render_strips()
        return perf_counter() - start

    return [
        timed(widget.action_last),
        timed(lambda: widget.action_move(-1)),
        timed(lambda: widget.action_month(-1)),
        timed(lambda: widget.show(answer_query(_FILTER, index), 0)),
        timed(lambda: widget.show(answer_query(Query(), index, Sort("known")), 0)),
    ]


async def measure(sizes: tuple[int, ...], rounds: int) -> str:
    """Return the table of the measurements."""
    indexes = {size: open_index(timeline_file(size)) for size in sizes}
    results: dict[int, list[list[float]]] = {size: [] for size in sizes}
    option_mounts: list[float] = []
    for _ in range(rounds):
        for size, index in indexes.items():
            results[size].append(await time_mount(ListApp(index), time_moves))
        option_mounts += await time_mount(OptionApp(min(sizes[-1], MOST_OPTIONS)))
    medians = {size: [median(column) for column in zip(*rows, strict=True)] for size, rows in results.items()}
    first = medians[sizes[0]]
    rows = [
        [
            f"{size:,}",
            *(f"{milliseconds(seconds)}, {times(seconds / base)}" for seconds, base in zip(row, first, strict=True)),
        ]
        for size, row in medians.items()
    ]
    mount = median(option_mounts)
    rows.append(
        [f"OptionList of {min(sizes[-1], MOST_OPTIONS):,}", f"{milliseconds(mount)}, {times(mount / first[0])}"]
        + [""] * (len(NAMES) - 1)
    )
    return table(["rows", *NAMES], rows)


def main() -> None:
    """Measure, and print the table."""
    options = read_options("Measure how the costs of the event list grow with its rows.")
    sizes = tuple(sorted({FEWEST, *options.sizes}))
    publish("event-list", asyncio.run(measure(sizes, options.rounds)), options.write)


if __name__ == "__main__":
    main()
