"""The sheet form of TimelineJS 3: a CSV table with the columns of its Google Sheets template.

https://timeline.knightlab.com/docs/using-spreadsheets.html. A column ``EDTF`` behind them has the date as it is.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from tui.timeline.dates.words import date_words
from tui.timeline.exports.csv_table import RowWriter, harmless
from tui.timeline.exports.html_text import escaped_html, html_paragraphs
from tui.timeline.exports.losses import Losses
from tui.timeline.exports.prose import full_paragraphs
from tui.timeline.exports.spans import Point, Span
from tui.timeline.exports.timelinejs import count_losses, slide_span, with_few_kinds
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline

COLUMNS = (
    *("Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline"),
    *("Text", "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Type", "Group", "Background", "EDTF"),
)


def lines(timeline: Timeline, events: Iterable[Event], losses: Losses) -> Iterator[str]:
    """Yield a header row, a row for the title, and one for each dated event that is no draft."""
    writer = csv.writer(RowWriter(), lineterminator="\r\n")
    yield writer.writerow(COLUMNS)
    title = [""] * len(COLUMNS)
    title[COLUMNS.index("Headline")] = harmless(escaped_html(timeline.title))
    title[COLUMNS.index("Text")] = harmless(html_paragraphs([timeline.description or ""]))
    title[COLUMNS.index("Type")] = "title"
    yield writer.writerow(title)
    has_groups, events = with_few_kinds(events)
    for event in events:
        span = slide_span(event, losses)
        if span is not None:
            count_losses(event, losses)
            yield writer.writerow(_cells(timeline, event, span, has_groups))


def _cells(timeline: Timeline, event: Event, span: Span, has_groups: bool) -> list[str]:
    media = event.media[0] if event.media else None
    kind = "" if event.kind is None or not has_groups else escaped_html(timeline.name("kind", event.kind))
    return [
        *_date(span.start),
        *_date(span.end),
        "" if span.is_exact else date_words(event.date),
        harmless(escaped_html(event.title)),
        harmless(html_paragraphs(full_paragraphs(timeline, event))),
        "" if media is None else media.url,
        "" if media is None else harmless(escaped_html(media.credit or "")),
        "" if media is None else harmless(escaped_html(media.caption or "")),
        *("", "", harmless(kind), ""),
        event.date.text,
    ]


def _date(point: Point | None) -> list[str]:
    """Return the cells of year, month, day and time."""
    if point is None:
        return ["", "", "", ""]
    day = ["" if number is None else str(number) for number in point[:3]]
    if point.hour is None:
        return [*day, ""]
    return [*day, f"{point.hour:02}:{point.minute or 0:02}:{point.second or 0:02}"]
