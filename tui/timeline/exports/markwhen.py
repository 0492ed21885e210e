"""Markwhen: a timeline as text, https://docs.markwhen.com.

Markwhen has dates of years 1 to 9999 without doubt, and years before that by ``BCE``. A doubtful date fills its span
and is said in words behind the title. Each event has the properties ``id`` and ``edtf``, the date as it is. Drafts are
left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tui.text.printable import printable
from tui.timeline.dates.words import date_words
from tui.timeline.exports.json_events import encoded
from tui.timeline.exports.losses import Losses
from tui.timeline.exports.prose import full_paragraphs
from tui.timeline.exports.spans import Point, Span, span_of
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline

_LONGEST_YEAR = 99_999
# A line of text that markwhen would take for something else: an event (anything that could be a date before a colon),
# a heading, a comment, a property, a list item with a box or the end of a group.
_ACTIVE = re.compile(
    r"\s*(?:#|//|---|endgroup\b|endsection\b|group\b|section\b|\[[xX ]?\]|-\s|[\w.-]+:(?:\s|$)|[^:]*\d[^:]*:|now\b|:"
    r"|(?:by|before|after)\b|\S*!)",
    re.IGNORECASE,
)


def lines(timeline: Timeline, events: Iterable[Event], losses: Losses) -> Iterator[str]:
    """Yield a header, and a paragraph for each event that has a date and is no draft."""
    yield f"title: {encoded(timeline.title)}\n"
    if timeline.description:
        yield f"description: {encoded(timeline.description)}\n"
    for event in events:
        if event.is_draft:
            losses.add("draft left out", "drafts left out")
            continue
        span = span_of(event.date)
        date = _date(span)
        if date is None:
            losses.add("event left out: no date that markwhen has", "events left out: no date that markwhen has")
            continue
        if not span.is_exact:
            losses.add("doubtful date, said in words", "doubtful dates, said in words")
        losses.add("link between events", "links between events", len(event.links))
        yield f"\n{date}: {_title(event, span)}\n" + "".join(f"{line}\n" for line in _body(timeline, event))


def _title(event: Event, span: Span) -> str:
    doubt = "" if span.is_exact else f" ({date_words(event.date)})"
    tags = "".join(f" #{tag}" for tag in event.values.get("tag", ()) if re.fullmatch(r"\w*[^\W\d]\w*", tag, re.ASCII))
    return f"{_line(event.title.replace(chr(10), ' '))}{doubt}{tags}"


def _body(timeline: Timeline, event: Event) -> Iterator[str]:
    yield f"id: {encoded(event.id)}"
    yield f"edtf: {encoded(event.date.text)}"
    for paragraph in full_paragraphs(timeline, event):
        yield ""
        yield from map(_line, paragraph.split("\n"))


def _line(text: str) -> str:
    """Return a line of text, behind a dash if markwhen would take it for something else."""
    shown = printable(text).replace("#", "＃") if re.search(r"(?:^|\s)#\w", text) else printable(text)
    return f"– {shown}" if _ACTIVE.match(shown) else shown


def _date(span: Span) -> str | None:
    """Return a span as EDTF of markwhen's kind, or in years by era; None if markwhen has no such date."""
    start, end = span.start or span.end, span.end
    if start is None:
        return None
    points = [start] if end is None or end == start else [start, end]
    if all(1 <= point.year <= 9999 for point in points):
        separator = " - " if any(point.hour is not None for point in points) else "/"
        return separator.join(map(_point, points))
    if any(not -_LONGEST_YEAR < point.year <= _LONGEST_YEAR for point in points):
        return None
    return " - ".join(f"{point.year} CE" if point.year > 0 else f"{1 - point.year} BCE" for point in points)


def _point(point: Point) -> str:
    if point.hour is not None:
        minute, second = point.minute or 0, point.second or 0
        return f"{point.year:04}-{point.month:02}-{point.day:02}T{point.hour:02}:{minute:02}:{second:02}Z"
    return "-".join([f"{point.year:04}", *(f"{number:02}" for number in point[1:3] if number is not None)])
