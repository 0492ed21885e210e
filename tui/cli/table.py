"""The list of events as a table, for pipes and for terminals in which the app does not open."""

from __future__ import annotations

from collections.abc import Iterator

from tui.terminal.ascii import for_terminal, transliterate_cells
from tui.terminal.glyphs import glyphs
from tui.text.printable import printable
from tui.timeline.dates.words import short_words
from tui.timeline.model.entities import STATUSES
from tui.timeline.search.answers import Answer

_STATUS_WIDTH = max(map(len, STATUSES))


def table_lines(answer: Answer, width: int | None = None) -> Iterator[str]:
    """Yield a line for each event: date, status, title, and whether the event is disputed.

    Args:
        answer: the events, in the order of the lines.
        width: the number of cells to cut lines to; None to leave them whole.
    """
    from rich.cells import cell_len, set_cell_size

    events = answer.view.timeline.events
    ellipsis = glyphs().ellipsis
    date_width = max((cell_len(short_words(events[row].date)) for row in answer.rows), default=0)
    if width is not None:
        date_width = min(date_width, max(10, width // 3))
    for row in answer.rows:
        event = events[row]
        title = for_terminal(printable(event.title))
        date = set_cell_size(short_words(event.date), date_width)
        line = f"{date}  {event.status:{_STATUS_WIDTH}}  {title}"
        if answer.view.is_disputed(row):
            line += "  (disputed)"
        if width is not None and cell_len(line) > width:
            line = set_cell_size(set_cell_size(line, max(0, width - len(ellipsis))).rstrip() + ellipsis, width)
        if width is not None and glyphs().is_ascii:
            line = transliterate_cells(line)
        yield line.rstrip()
