"""iCalendar (RFC 5545): a calendar of all-day events and of moments.

A calendar knows no doubt and no years before 1 or after 9999: a doubtful date fills its days and is said in words
behind the title, and an event outside of these years is left out and counted. ``X-EDTF`` has the date as it is. Times
with a zone are in UTC; those without one are on the clock of the timeline, or float if it has none. Drafts are left
out.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo

from tui.text.printable import printable
from tui.timeline.dates.calendar import DAY
from tui.timeline.dates.single import SingleDate
from tui.timeline.dates.words import date_words
from tui.timeline.exports.losses import Losses
from tui.timeline.exports.prose import event_paragraphs, values_by_title
from tui.timeline.exports.spans import Point, Span, span_of
from tui.timeline.model.entities import NOTHING, Event
from tui.timeline.model.timeline import Timeline

_LINE = 75
"""The most octets in a line, without its line end."""
_HEADER = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dateline//Dateline//EN", "CALSCALE:GREGORIAN")
_LAST_DAY = date.max.toordinal()


def lines(timeline: Timeline, events: Iterable[Event], losses: Losses) -> Iterator[str]:
    """Yield a calendar with one entry for each dated event that is no draft. Lines end with CRLF."""
    stamp = _now().strftime("%Y%m%dT%H%M%SZ")
    yield from map(_folded, _HEADER)
    yield _folded(f"X-WR-CALNAME:{_text(timeline.title)}")
    if timeline.description:
        yield _folded(f"X-WR-CALDESC:{_text(timeline.description)}")
    for event in events:
        if event.is_draft:
            losses.add("draft left out", "drafts left out")
            continue
        span = span_of(event.date)
        times = _times(event, span, timeline.zone)
        if times is None:
            losses.add("event left out: no date in years 1 to 9999", "events left out: no date in years 1 to 9999")
            continue
        if not span.is_exact:
            losses.add("doubtful date, said in words", "doubtful dates, said in words")
        losses.add("link between events", "links between events", len(event.links))
        yield "".join(map(_folded, _entry(timeline, event, span, times, stamp)))
    yield _folded("END:VCALENDAR")


def _entry(timeline: Timeline, event: Event, span: Span, times: list[str], stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.id)}@dateline"
    yield f"DTSTAMP:{stamp}"
    yield from times
    doubt = "" if span.is_exact else f" ({date_words(event.date)})"
    yield f"SUMMARY:{_text(event.title + doubt)}"
    yield f"X-EDTF:{_text(event.date.text)}"
    facets = (f"{title}: {names}" for title, names in values_by_title(timeline, event).items())
    description = "\n\n".join((*event_paragraphs(timeline, event), *facets))
    if description:
        yield f"DESCRIPTION:{_text(description)}"
    places = event.values.get("place", ())
    if places:
        yield f"LOCATION:{_text(timeline.value_names('place', places))}"
        entry = timeline.vocabularies.get("places", NOTHING).get(places[0])
        if entry is not None and entry.lat is not None and entry.lon is not None:
            yield f"GEO:{entry.lat};{entry.lon}"
    if tags := event.values.get("tag", ()):
        yield f"CATEGORIES:{','.join(map(_text, tags))}"
    sources = [timeline.sources[source] for source in event.sources]
    urls = [url for source in sources for url in (source.url, source.archived) if url]
    if urls:
        yield f"URL:{printable(urls[0])}"
    yield from (f"ATTACH:{printable(url)}" for url in (*urls[1:], *(media.url for media in event.media)))
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _times(event: Event, span: Span, zone: tzinfo | None) -> list[str] | None:
    """Return the lines of start and end; None if a calendar has no such day."""
    start, end = span.start or span.end, span.end or span.start
    assert (start is None) == (end is None)
    if start is None or end is None or not (start.year >= 1 and end.year <= 9999):
        return None
    if start.hour is not None and end.hour is not None:
        first, last = event.date.start, event.date.end
        assert first is not None
        assert last is not None
        lines = [f"DTSTART{_moment(first, first.first, zone)}"]
        return lines if span.end is None else [*lines, f"DTEND{_moment(last, last.last, zone)}"]
    first_day, last_day = _first_day(start), _last_day(end)
    lines = [f"DTSTART;VALUE=DATE:{_day(first_day)}"]
    # The end is the day after the last, which after the year 9999 does not exist: an event without it has one day.
    after = last_day.toordinal() + 1
    return lines if after > _LAST_DAY else [*lines, f"DTEND;VALUE=DATE:{_day(date.fromordinal(after))}"]


def _moment(single: SingleDate, second: int, zone: tzinfo | None) -> str:
    """Return the value of a time: in UTC if its zone is known, else floating."""
    moment = datetime.fromordinal(1) + timedelta(seconds=second - DAY)
    offset = single.offset
    if offset is None and zone is not None:
        offset = int((zone.utcoffset(moment) or timedelta()).total_seconds())
    if offset is None:
        return f":{_clock(moment)}"
    try:
        return f":{_clock(moment - timedelta(seconds=offset))}Z"
    except OverflowError:  # in the first or last hours of what a calendar has
        return f":{_clock(moment)}"


def _clock(moment: datetime) -> str:
    return f"{_day(moment)}T{moment:%H%M%S}"


def _first_day(point: Point) -> date:
    return date(point.year, point.month or 1, point.day or 1)


def _last_day(point: Point) -> date:
    if point.day is not None and point.month is not None:
        return date(point.year, point.month, point.day)
    month = point.month or 12
    following = date(point.year, month, 28) + timedelta(days=4) if (point.year, month) < (9999, 12) else date.max
    return date.max if following == date.max else following - timedelta(days=following.day)


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(text: str) -> str:
    """Return a value of type TEXT."""
    shown = printable(text, line_feeds=True)
    return shown.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a content line with its line end, folded between characters so that no line has more than 75 octets."""
    pieces, width = [""], 0
    for character in line:
        size = len(character.encode())
        if width + size > _LINE:
            pieces.append(" ")
            width = 1
        pieces[-1] += character
        width += size
    return "\r\n".join(pieces) + "\r\n"


def _now() -> datetime:
    """Return the time of the export, or that of ``SOURCE_DATE_EPOCH``, by which builds are made reproducible."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
