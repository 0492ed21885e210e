"""The list of events as a table, for pipes and for terminals in which the app does not open."""

from __future__ import annotations

from collections.abc import Iterator

from tui.terminal.ascii import for_terminal, transliterate_cells
from tui.terminal.glyphs import glyphs
from tui.text.printable import printable
from tui.timeline.dates.words import short_words
from tui.timeline.model.facets import STATUSES
from tui.timeline.search.answers import Answer

_NO_STATUS = "no status"
_LEAST_TITLE = 12
"""Titles are not cut to fewer cells to make room for what follows them."""
_STATUS_WIDTH = max(map(len, (*STATUSES, _NO_STATUS)))


def table_lines(answer: Answer, width: int | None = None) -> Iterator[str]:
    """Yield a line for each event: date, status, title, and whether the event is disputed, or a draft.

    If no event has a status, there is no column for it.

    Args:
        answer: the events, in the order of the lines.
        width: the number of cells to fit lines to, by cutting the titles; None to leave them whole.
    """
    from rich.cells import cell_len, set_cell_size

    events = answer.view.timeline.events
    ellipsis = glyphs().ellipsis
    date_width = max((cell_len(short_words(events[row].date)) for row in answer.rows), default=0)
    if width is not None:
        date_width = min(date_width, max(10, width // 3))
    has_status = any(events[row].status for row in answer.rows)
    for row in answer.rows:
        event = events[row]
        title = for_terminal(printable(event.title))
        date = set_cell_size(short_words(event.date), date_width)
        status = f"{event.status or _NO_STATUS:{_STATUS_WIDTH}}  " if has_status else ""
        start = f"{date}  {status}"
        end = "  (disputed)" * answer.view.is_disputed(row) + "  (draft)" * event.is_draft
        room = max(_LEAST_TITLE, width - cell_len(start) - cell_len(end)) if width is not None else cell_len(title)
        if cell_len(title) > room:
            title = set_cell_size(title, max(0, room - len(ellipsis))).rstrip() + ellipsis
        line = start + title + end
        if width is not None and cell_len(line) > width:
            line = set_cell_size(set_cell_size(line, max(0, width - len(ellipsis))).rstrip() + ellipsis, width)
        if width is not None and glyphs().is_ascii:
            line = transliterate_cells(line)
        yield line.rstrip()
