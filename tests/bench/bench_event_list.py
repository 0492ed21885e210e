"""How the event list's costs grow with the number of rows, beside Textual's OptionList: ``make bench``.

Prints medians of several rounds taken in turn, and their ratios: read the ratios, the machine's noise is in both.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from statistics import median
from time import perf_counter

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import OptionList

from tui.event_list import EventList
from tui.timeline.dates import EdtfDate
from tui.timeline.index import Answer, Index
from tui.timeline.knowledge import View
from tui.timeline.model import STATUSES, Actor, Event, Quote, Source, Timeline
from tui.timeline.query import Query

ROUNDS = 5
SIZES = (100, 100_000, 1_000_000)
OPTION_LIST_SIZE = 100_000


def events(size: int) -> Iterator[Event]:
    quotes = (Quote("s", "Les livraisons ont commencé"),)
    for number in range(size):
        month = number * 240 // size
        date = EdtfDate.parse(f"{2004 + month // 12}-{month % 12 + 1:02}-{number % 28 + 1:02}")
        status = STATUSES[number % len(STATUSES)]
        yield Event(f"e{number}", date, "delivery", status, f"Event {number} of very many", quotes)


def timeline(size: int) -> Timeline:
    ordered = tuple(sorted(events(size), key=lambda event: event.date.sort_key))
    source = Source("s", "o", "S", EdtfDate.parse("2024"))
    return Timeline("Bench", ordered, {"s": source}, {"o": Actor("o", "O")})


class ListApp(App[None]):
    def __init__(self, shown: Timeline, answer: Answer) -> None:
        super().__init__()
        self.shown, self.answer = shown, answer

    def compose(self) -> ComposeResult:
        yield EventList(self.shown, id="events")

    def on_mount(self) -> None:
        self.query_one(EventList).show(self.answer, None)


class OptionApp(App[None]):
    def __init__(self, titles: list[str]) -> None:
        super().__init__()
        self.titles = titles

    def compose(self) -> ComposeResult:
        yield OptionList(*self.titles, markup=False)


async def timed(work: Callable[[], Awaitable[object]]) -> float:
    start = perf_counter()
    await work()
    return 1000 * (perf_counter() - start)


async def mounted(app: App[None], then: Callable[[Pilot[None]], Awaitable[list[float]]] | None = None) -> list[float]:
    """Return milliseconds until the app is mounted and painted, and those of what is done then."""
    start = perf_counter()
    async with app.run_test(size=(120, 40)) as pilot:
        times = [1000 * (perf_counter() - start)]
        if then is not None:
            times += await then(pilot)
    return times


async def moves(pilot: Pilot[None]) -> list[float]:
    widget = pilot.app.query_one(EventList)
    app = pilot.app
    assert isinstance(app, ListApp)
    half = range(0, len(app.answer.rows), 2)
    filtered = Answer(Query(), half, {}, {}, {}, View(app.shown))

    async def painted(work: Callable[[], object]) -> None:
        work()
        app.screen._compositor.render_strips()

    return [
        await timed(lambda: painted(widget.action_last)),
        await timed(lambda: painted(lambda: widget.action_move(-1))),
        await timed(lambda: painted(lambda: widget.show(filtered, 0))),
    ]


async def main() -> None:
    names = ("mount", "End", "up", "refilter")
    results: dict[int, list[list[float]]] = {size: [] for size in SIZES}
    options: list[float] = []
    made = {size: timeline(size) for size in SIZES}
    answers = {size: Index(made[size]).answer(Query()) for size in SIZES}
    titles = [event.title for event in made[OPTION_LIST_SIZE].events]
    for _ in range(ROUNDS):
        for size in SIZES:
            results[size].append(await mounted(ListApp(made[size], answers[size]), moves))
        options += await mounted(OptionApp(titles))
    print(f"{'rows':>10}", *(f"{name:>12}" for name in names))
    first = [median(column) for column in zip(*results[SIZES[0]], strict=True)]
    for size in SIZES:
        medians = [median(column) for column in zip(*results[size], strict=True)]
        cells = (f"{ms:6.1f} {ms / base:4.1f}x" for ms, base in zip(medians, first, strict=True))
        print(f"{size:>10,}", *(f"{cell:>12}" for cell in cells))
    print(f"OptionList of {OPTION_LIST_SIZE:,}: mount {median(options):.0f} ms, {median(options) / first[0]:.1f}x")


if __name__ == "__main__":
    asyncio.run(main())
