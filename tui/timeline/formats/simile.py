"""SIMILE Timeline, https://simile-widgets.org/wiki/Timeline_EventSources: its XML and its JSON.

With ``isDuration`` (``durationEvent``) an event lasted from its start to its end. Without, it was one moment in
between, and ``latestStart`` and ``earliestEnd`` bound the doubt of a start and an end. A midnight is a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.formats.foreign import ForeignEvent, ForeignMedia, ForeignSource, ForeignTimeline
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.found_dates import DateStyle, find_date
from tui.timeline.formats.json_records import load_json
from tui.timeline.formats.report import Report
from tui.timeline.formats.safe_xml import XmlDocument, local_name, text_of
from tui.timeline.formats.values import as_text

_DATES = ("start", "latestStart", "earliestEnd", "end")
_KNOWN = frozenset(
    (*_DATES, "isDuration", "durationEvent", "title", "description", "image", "link", "caption", "eventID", "id")
)
_LOOKS = frozenset(
    (
        *("color", "textColor", "icon", "classname", "trackNum", "tapeImage", "tapeRepeat", "hoverText", "iconWidth"),
        *("iconHeight", "barColor", "opacity"),
    )
)
"""What only says how an event is drawn."""
_MIDNIGHT = re.compile(r"T00:00(?::00)?(?:Z|[+-][0-9:]+)?$")
_OFFSET = re.compile(r"(?:GMT|UTC)([+-])(0[0-9]|1[0-4])00\b")
_SIGN = re.compile(r"<event\s[^>]*\bstart\s*=", re.DOTALL)


def looks_like_simile(text: str) -> bool:
    """Return whether the beginning of a text is SIMILE's XML or JSON."""
    first = text.lstrip()[:1]
    if first == "<":
        return "<data" in text[:2000] and _SIGN.search(text) is not None
    return first == "{" and re.search(r"""['"]dateTimeFormat['"]\s*:""", text[:5000]) is not None


def read_xml(file: ForeignFile) -> ForeignTimeline:
    """Return the events of a file in XML, in its order.

    Raises:
        TimelineError: it is not well-formed.
    """
    document = XmlDocument(file)

    def records() -> Iterator[tuple[Mapping[str, Any], int]]:
        for element in document.root.iter():
            if local_name(element) == "event":
                yield {**element.attrib, "description": text_of(element)}, document.line(element)

    return _timeline(file, records())


def read_json(file: ForeignFile) -> ForeignTimeline:
    """Return the events of a file in JSON, in its order.

    Raises:
        TimelineError: it is not JSON, or has no list of events.
    """
    value = load_json(file)
    if not isinstance(value, dict) or not isinstance(value.get("events"), list):
        raise file.refusal("there are no events", "write an object with a list of events")
    return _timeline(file, ((event, 0) for event in value["events"] if isinstance(event, dict)))


def read_events(file: ForeignFile) -> ForeignTimeline:
    """Return the events of a file in XML or JSON.

    Raises:
        TimelineError: it is neither.
    """
    return read_xml(file) if file.text.lstrip()[:1] == "<" else read_json(file)


def _timeline(file: ForeignFile, records: Iterator[tuple[Mapping[str, Any], int]]) -> ForeignTimeline:
    report, found = file.report, list(records)
    return ForeignTimeline(
        (_event(record, number, line, report) for number, (record, line) in enumerate(found, start=1)),
        report,
        timezone=_clock(record for record, _ in found),
    )


def _clock(records: Iterable[Mapping[str, Any]]) -> str:
    """Return the zone in which all times are written, so that an evening stays on its day; empty if there are several.

    JavaScript writes the offset of the place: GMT-0600 is the zone ``Etc/GMT+6``, whose sign is the other one.
    """
    written = [text for record in records for name in _DATES if (text := as_text(record.get(name)))]
    offsets = {(match[1], int(match[2])) for text in written if (match := _OFFSET.search(text))}
    if len(offsets) != 1:
        return ""
    sign, hours = offsets.pop()
    return f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours else ""


def _event(record: Mapping[str, Any], where: int, line: int, report: Report) -> ForeignEvent:
    event = ForeignEvent(
        where,
        title=as_text(record.get("title")),
        summary=as_text(record.get("description")),
        id=as_text(record.get("eventID")) or as_text(record.get("id")),
        line=line,
        has_html=True,
    )
    event.date, event.date_text = _date(record, where, report)
    if image := as_text(record.get("image")):
        event.media.append(ForeignMedia(image, as_text(record.get("caption"))))
    if link := as_text(record.get("link")):
        event.sources.append(ForeignSource(link))
    for name, value in record.items():
        if name in _LOOKS:
            report.add("lost", "a colour or an icon says only how an event is drawn", where, name)
        elif name not in _KNOWN and (text := as_text(value)):
            event.data[name] = text
    return event


def _date(record: Mapping[str, Any], where: int, report: Report) -> tuple[str, str]:
    """Return the date of an event in EDTF, and its wording if it is not understood."""
    written = {name: as_text(record.get(name)) for name in _DATES}
    found = {name: _single(text, where, report) if text else "" for name, text in written.items()}
    wording = " – ".join(dict.fromkeys(filter(None, written.values())))
    if None in found.values() or not any(found.values()):
        return "", wording
    start, latest_start, earliest_end, end = (found[name] or "" for name in _DATES)
    is_duration = any(as_text(record.get(name)).lower() in ("true", "yes") for name in ("isDuration", "durationEvent"))
    is_duration |= bool(end and (latest_start or earliest_end))
    if not end or end == start:
        made = f"[{start}..{latest_start}]" if latest_start and latest_start != start else start
    elif is_duration:
        if latest_start or earliest_end:
            report.add("changed", "bounds of a start or an end are in the wording", where, wording)
            return f"{start or '..'}/{end}", wording
        made = f"{start or '..'}/{end}"
    else:
        made = f"[{start}..{end}]"
    return (made, "") if EdtfDate.try_parse(made) is not None else ("", wording)


def _single(text: str, where: int, report: Report) -> str | None:
    """Return one date in EDTF: a year of any length as SIMILE has it, an ISO date, or a date of JavaScript."""
    if re.fullmatch(r"-[0-9]+", text):
        text = f"{text[1:]} BC"
    found = find_date(text, DateStyle("mdy"))
    if found is not None and _MIDNIGHT.search(found):
        report.add("guessed", "a midnight is taken for a day without a time", where)
        return _MIDNIGHT.sub("", found)
    return found
