"""iCalendar (RFC 5545): the entries of a calendar.

A day-long entry ends on the day before its ``DTEND``. A recurrence is not unfolded. ``X-EDTF`` is the date as Dateline
writes it, and the time zone of an entry is kept as the offset of its time, so that it moves no day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar

from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.formats.foreign import ForeignEvent, ForeignMedia, ForeignPlace, ForeignSource, ForeignTimeline
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.report import Report
from tui.timeline.formats.written_doubt import without_doubt

_ERRORS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, OSError)
"""What the library raises at one calendar or another; the last of them at the name of a time zone that is too long."""
_KNOWN = frozenset(
    (
        *("UID", "DTSTAMP", "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "LOCATION", "GEO", "CATEGORIES"),
        *("URL", "ATTACH", "X-EDTF", "TRANSP", "SEQUENCE", "CREATED", "LAST-MODIFIED", "CLASS", "DUE", "COMPLETED"),
    )
)


def read_events(file: ForeignFile) -> ForeignTimeline:
    """Return the entries and tasks of a calendar, in its order.

    Raises:
        TimelineError: it is no calendar.
    """
    try:
        calendars = Calendar.from_ical(file.text, multiple=True)
    except _ERRORS as error:
        raise file.refusal(f"this is not iCalendar: {error}", "it begins with BEGIN:VCALENDAR") from error
    if not calendars:
        raise file.refusal("there is no calendar", "it begins with BEGIN:VCALENDAR")
    entries = [
        entry for calendar in calendars for entry in calendar.walk() if entry.name in ("VEVENT", "VTODO", "VJOURNAL")
    ]
    first = calendars[0]
    return ForeignTimeline(
        (_event(entry, number, file.report) for number, entry in enumerate(entries, start=1)),
        file.report,
        title=_unescaped(first.get("X-WR-CALNAME")) or _text(first.get("NAME")),
        description=_unescaped(first.get("X-WR-CALDESC")) or _text(first.get("DESCRIPTION")),
        timezone=_text(first.get("X-WR-TIMEZONE")),
    )


def _event(entry: Any, where: int, report: Report) -> ForeignEvent:
    event = ForeignEvent(where, title=_text(entry.get("SUMMARY")), id=_text(entry.get("UID")))
    event.id = event.id.removesuffix("@dateline")
    event.summary = _text(entry.get("DESCRIPTION"))
    own = _unescaped(entry.get("X-EDTF"))
    if own and EdtfDate.try_parse(own) is not None:
        event.date = own
        event.title = without_doubt(event.title, own)
    else:
        event.date = _date(entry, where, report)
    if location := _text(entry.get("LOCATION")):
        event.places = [_place(entry, location, event, report)]
    event.tags = [tag for tag in _categories(entry) if tag]
    for url in filter(None, (_text(entry.get("URL")), *map(_text, _all(entry.get("ATTACH"))))):
        if re.match(r"https?://\S+\.(?:jpe?g|png|gif|webp|svg|mp4|mp3|webm)$", url, re.IGNORECASE):
            event.media.append(ForeignMedia(url))
        else:
            event.sources.append(ForeignSource(url))
    for name in entry:
        if name.upper() not in _KNOWN:
            event.data[name.lower()] = "; ".join(filter(None, map(_as_written, _all(entry[name]))))
    if "RRULE" in entry:
        report.add("kept", "a recurrence is not unfolded, and is in the further fields", where)
    return event


def _date(entry: Any, where: int, report: Report) -> str:
    """Return the date of an entry in EDTF; empty if it has none."""
    start = _moment(entry, "DTSTART", where, report)
    end = _moment(entry, "DTEND" if "DTEND" in entry else "DUE", where, report)
    if start is None:
        return "" if end is None else _written(end)
    duration = _value(entry, "DURATION", "dt", where, report)
    try:
        if end is None and isinstance(duration, timedelta):
            end = start + duration
        if end is not None and not isinstance(end, datetime):
            end -= timedelta(days=1)
    except OverflowError:
        report.add("lost", "the end is beyond the calendar", where)
        end = None
    first = _written(start)
    if end is None or _written(end) == first:
        return first
    made = f"{first}/{_written(end)}"
    if EdtfDate.try_parse(made) is None:
        report.add("lost", "the end is before the start", where, _written(end))
        return first
    return made


def _moment(entry: Any, name: str, where: int, report: Report) -> date | None:
    found = _value(entry, name, "dt", where, report)
    return found if isinstance(found, date) else None


def _value(entry: Any, name: str, attribute: str, where: int, report: Report) -> Any:
    """Return the value of a property that may be there once; None if it is not there, or is broken."""
    first, *others = _all(entry.get(name)) or [None]
    if others:
        report.add("lost", f"{name} is there several times, and the first is read", where)
    try:
        return getattr(first, attribute, None)
    except ValueError:
        report.add("lost", f"{name} is not understood", where, _as_written(first))
        return None


def _written(moment: date) -> str:
    """Return a day or a moment in EDTF, with its offset if it has a zone."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    text = moment.replace(tzinfo=None).isoformat()
    offset = moment.utcoffset()
    if offset is None:
        return text
    minutes = int(offset.total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    return text + (f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if minutes else "Z")


def _place(entry: Any, location: str, event: ForeignEvent, report: Report) -> ForeignPlace:
    place = ForeignPlace(location)
    lat, lon = (_value(entry, "GEO", name, event.where, report) for name in ("latitude", "longitude"))
    if lat is None or lon is None:
        return place
    if -90 <= lat <= 90 and -180 <= lon <= 180:
        place.lat, place.lon = float(lat), float(lon)
    else:
        event.data["coordinates"] = f"{lat}, {lon}"
        report.add("kept", "coordinates are not in degrees", event.where, f"{lat}, {lon}")
    return place


def _categories(entry: Any) -> Iterator[str]:
    for value in _all(entry.get("CATEGORIES")):
        yield from map(str, getattr(value, "cats", [value]))


def _as_written(value: Any) -> str:
    return value.to_ical().decode(errors="replace") if hasattr(value, "to_ical") else str(value)


def _all(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _unescaped(value: Any) -> str:
    """Return the text of a property outside the standard, whose escapes `icalendar` leaves as they are."""
    return re.sub(r"\\([\\;,nN])", lambda escape: "\n" if escape[1] in "nN" else escape[1], _text(value))
