"""The list of events as a table, for pipes and for terminals in which the app does not open."""

from __future__ import annotations

from collections.abc import Iterator

from tui.terminal.ascii import transliterate_cells
from tui.terminal.display import for_terminal
from tui.terminal.glyphs import glyphs
from tui.text.printable import printable
from tui.timeline.dates.words import short_words
from tui.timeline.model.facets import STATUSES
from tui.timeline.search.answers import Answer

_NO_STATUS = "no status"
_LEAST_WIDTH_FOR_WORDS = 60
"""Narrower lines have the marks of the screen in place of words."""
_LEAST_WIDTH_FOR_DATES = 36
"""Narrower lines have no room for the whole start of a date that lasted."""
_STATUS_WIDTH = max(map(len, (*STATUSES, _NO_STATUS)))


def table_lines(answer: Answer, width: int | None = None) -> Iterator[str]:
    """Yield a line for each event: date, status, title, and whether the event is disputed, a draft, or internal.

    If no event has a status, there is no column for it.

    Args:
        answer: the events, in the order of the lines.
        width: the number of cells to fit lines to, by cutting the titles; None to leave them whole.
    """
    from rich.cells import cell_len, set_cell_size

    from tui.app.widgets.date_column import column_date

    events = answer.view.timeline.events
    ellipsis = glyphs().ellipsis
    date_width, has_status, measured = 0, False, set[str]()
    for row in answer.rows:  # one pass over events that may have to be decoded
        event = events[row]
        has_status = has_status or event.status is not None
        if event.date.text not in measured:
            measured.add(event.date.text)
            date_width = max(date_width, cell_len(short_words(event.date)))
    if width is not None:
        date_width = min(date_width, max(14 if width >= _LEAST_WIDTH_FOR_DATES else 10, width // 4))
    is_narrow = width is not None and width < _LEAST_WIDTH_FOR_WORDS
    for row in answer.rows:
        event = events[row]
        title = for_terminal(printable(event.title))
        date = set_cell_size(column_date(event.date, None, date_width), date_width)
        status, end = "", ""
        if has_status:
            status = (
                f"{glyphs().status(event.status)} " if is_narrow else f"{event.status or _NO_STATUS:{_STATUS_WIDTH}}  "
            )
        if answer.view.is_disputed(row):
            end += f" {glyphs().disputed}" if is_narrow else "  (disputed)"
        if event.is_draft:
            end += f" {glyphs().draft}" if is_narrow else "  (draft)"
        if event.is_internal and not is_narrow:
            end += "  (internal)"
        start = f"{date}{' ' if is_narrow else '  '}{status}"
        if width is not None and cell_len(title) > (room := max(0, width - cell_len(start) - cell_len(end))):
            title = set_cell_size(title, max(0, room - len(ellipsis))).rstrip() + ellipsis
        line = start + title + end
        if width is not None and cell_len(line) > width:
            line = set_cell_size(line, width)
        if width is not None and glyphs().is_ascii:
            line = transliterate_cells(line)
        yield line.rstrip()
