"""How long the lanes take to be laid out and drawn, at each zoom from all of the time to minutes.

A zoom that was shown before is not found again: each is measured on another part of the timeline. What a board has from
the one before it, such as the lanes of the same answer, is measured apart, as opening the lanes.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from time import perf_counter

from tests.bench.generator import timeline_file
from tests.bench.report import milliseconds, publish, read_options, table
from tests.bench.subject import open_index
from tui.app.lanes.painter import LanePainter, Window
from tui.timeline.analysis.lanes.board import LaneBoard
from tui.timeline.analysis.lanes.scale import TimeScale
from tui.timeline.query.language import Query
from tui.timeline.search.answers import Answer, answer_query
from tui.timeline.search.index import Index

WIDTH, LINES = 150, 45
"""The cells and lines of the lanes on a terminal of 200 by 50."""
_ZOOMS = (("all", 0), ("a year", 4), ("a month", 8), ("a day", 13), ("an hour", 17))
"""Names of zooms of the generated timelines, which are of twenty years, and how often the time is halved for each."""
_PLACES = 7


def draw(index: Index, answer: Answer, before: LaneBoard | None, scale: TimeScale | None) -> tuple[LaneBoard, float]:
    """Lay out and draw a board, and return it with the seconds that took."""
    start = perf_counter()
    board = LaneBoard(index, answer, scale=scale, width=WIDTH, lines=LINES, before=before)
    painter = LanePainter(board, Window(0, LINES))
    painter.paint_events()
    painter.paint_titles()
    return board, perf_counter() - start


def scales(whole: TimeScale, halvings: int) -> Iterator[TimeScale]:
    """Yield scales of one length in several places."""
    for place in range(1, _PLACES + 1):
        scale = whole
        about = whole.first + whole.seconds * place // (_PLACES + 1)
        for _ in range(halvings):
            scale = scale.zoomed(about, 1, 2)
        yield scale


def measure(index: Index) -> list[str]:
    """Return the cells of a row: opening the lanes, and the median and the worst of each zoom."""
    answer = answer_query(Query(), index)
    board, opened = draw(index, answer, None, None)
    cells = [milliseconds(opened)]
    for _, halvings in _ZOOMS:
        times = [draw(index, answer, board, scale)[1] for scale in scales(board.whole, halvings)]
        cells.append(f"{milliseconds(median(times))} ({milliseconds(max(times))})")
    return cells


def main() -> None:
    """Measure, and print the table."""
    options = read_options("Measure how long the lanes take to be drawn at each zoom.")
    rows = [[f"{events:,}", *measure(open_index(timeline_file(events)))] for events in options.sizes]
    publish("lanes", table(["events", "first", *(name for name, _ in _ZOOMS)], rows), options.write)


if __name__ == "__main__":
    main()
