"""Markwhen: a timeline as text, https://docs.markwhen.com.

A range is something that lasted. Groups and sections become values of a facet of their own; the properties ``id`` and
``edtf`` are those of an event, as Dateline writes them. Dates relative to another event are not computed: such an event
is undated and keeps its wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.formats.foreign import ForeignEvent, ForeignPlace, ForeignSource, ForeignTimeline
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.found_dates import DateStyle, find_date
from tui.timeline.formats.json_escapes import with_whole_characters
from tui.timeline.formats.report import Report
from tui.timeline.formats.written_doubt import without_doubt

GROUP = "Group"
"""The title of the facet whose values are the groups."""

_COMMENT = re.compile(r"\s*//")
_GROUP = re.compile(r"\s*(?:group|section)\b:?\s*(.*)", re.IGNORECASE)
_GROUP_END = re.compile(r"\s*end(?:group|section)\b", re.IGNORECASE)
_HEADING = re.compile(r"\s*(#{1,6})\s+(.*)")
_PROPERTY = re.compile(r"(?!-)\s*([\w.-]+):(?:\s+(.*))?$")
_TAG_COLOR = re.compile(r"\s*#\w*:\s*\S+")
_TAG = re.compile(r"(?:^|\s)#(?!\d+(?:\s|$))(\w+)")
_PLACE = re.compile(r"!?\[([^\[\]]*)\]\(location\)")
_BOX = re.compile(r"\s*\[([xX ]?)\]\s*")
_AMOUNT = (
    r"-?\d+\s*(?:milliseconds?|ms|seconds?|secs?|minutes?|mins?|hours?|h|(?:week|work|business)?\s*days?|d|weeks?|w"
    r"|months?|years?|y)\b"
)
_RELATIVE = re.compile(
    rf"(?:(?:by|before|after)\b\s*)?(?:!\w+(?:\.(?:start|end))?\s*)?\+?\s*(?:{_AMOUNT}[\s,]*)*", re.IGNORECASE
)
_RANGE = re.compile(r"\s*/\s*|\s+to\s+|\s+-\s+|\s*[–—]\s*|-(?=\s*(?:now|[A-Za-z0-9]))", re.IGNORECASE)
_RECURRENCE = re.compile(r"\s*\bevery\b.*", re.IGNORECASE)
_DAY_FIRST = re.compile(r"\bd/M/y")
_MOST_COLONS = 8


class _Dated(NamedTuple):
    """The date before the colon of an event's first line."""

    edtf: str
    """Empty if it is relative to another event."""
    wording: str
    title: str
    repeats: str = ""
    """How often it recurs, in markwhen's words."""


def looks_like_markwhen(text: str) -> bool:
    """Return whether a text has groups of markwhen, or at least two lines that begin with a date and a colon."""
    lines = text.splitlines()
    if text.lstrip().startswith(("{", "[", "<")):
        return False
    dated = sum(_dated(line, DateStyle("mdy")) is not None for line in lines[:400] if ":" in line)
    return dated > 1 and not any(line.count(",") > 5 for line in lines[:2])


def read_events(file: ForeignFile) -> ForeignTimeline:
    """Return the events of a file, in its order.

    Raises:
        TimelineError: it cannot be read, or is no text.
    """
    lines = file.text.splitlines()
    header, start = _header(lines)
    style = DateStyle("dmy" if _DAY_FIRST.search(header.get("dateFormat", "")) else "mdy")
    file.report.unit = "line"
    return ForeignTimeline(
        _events(lines, start, style, file.report),
        file.report,
        title=header.get("title", ""),
        description=header.get("description", ""),
        timezone=header.get("timezone", ""),
        unit="line",
    )


def _header(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """Return the keys before the first event, and the number of the line after them."""
    found: dict[str, str] = {}
    for number, line in enumerate(lines):
        if _starts_entry(line, DateStyle("mdy")):
            return found, number
        if (key := _PROPERTY.match(line)) and not _TAG_COLOR.match(line):
            found.setdefault(key[1], _unquoted(key[2] or ""))
    return found, len(lines)


def _starts_entry(line: str, style: DateStyle) -> bool:
    if _COMMENT.match(line) or _TAG_COLOR.match(line):
        return False
    return bool(_GROUP.match(line) or _HEADING.match(line) or _dated(line, style))


def _events(lines: Sequence[str], start: int, style: DateStyle, report: Report) -> Iterator[ForeignEvent]:
    """Yield the events. Text between a heading and the first event belongs to no event, and is counted."""
    groups: list[tuple[int, str]] = []
    event: ForeignEvent | None = None
    body: list[str] = []
    for number in range(start, len(lines)):
        line = lines[number]
        if _COMMENT.match(line):
            continue
        heading, dated = _HEADING.match(line), _dated(line, style)
        group = None if heading or dated else _GROUP.match(line)
        if not (heading or dated or group or _GROUP_END.match(line)):
            if event is not None:
                body.append(line)
            elif line.strip():
                report.add("lost", "a text belongs to no event", number + 1, line.strip())
            continue
        if event is not None:
            yield _finished(event, body)
            event, body = None, []
        if heading:
            groups = [entry for entry in groups if entry[0] < len(heading[1])]
            groups.append((len(heading[1]), _group_name(heading[2])))
        elif group:
            groups.append((99, _group_name(group[1])))
        elif dated is not None:
            event = _begun(dated, number + 1, [name for _, name in groups if name])
            if dated.repeats:
                report.add("kept", "a recurrence is not unfolded, and is in the further fields", number + 1)
                event.data["recurs"] = dated.repeats
        elif groups:
            groups.pop()
    if event is not None:
        yield _finished(event, body)


def _begun(dated: _Dated, line: int, groups: list[str]) -> ForeignEvent:
    event = ForeignEvent(line, date=dated.edtf, line=line, has_markdown_links=True)
    if not dated.edtf or not _is_digits(dated.wording):
        event.date_text = dated.wording
    title = dated.title
    if box := _BOX.match(title):
        title = title[box.end() :]
        event.data["done"] = "yes" if box[1] in ("x", "X") else "no"
    event.title = title
    if groups:
        event.facets[GROUP] = groups
    return event


def _finished(event: ForeignEvent, body: list[str]) -> ForeignEvent:
    """Return an event with the lines below its first: properties, then text."""
    event.tags += dict.fromkeys(_TAG.findall(event.title))
    text = _after_properties(event, body)
    whole = "\n".join(text)
    event.places = [ForeignPlace(found[1].strip()) for found in _PLACE.finditer(f"{event.title}\n{whole}") if found[1]]
    event.tags += dict.fromkeys(_TAG.findall(whole))
    title = _TAG.sub("", _PLACE.sub(r"\1", event.title))
    # What a tag leaves behind may be a colon.
    event.title = title.strip() if title == event.title else title.strip(" \t:")
    event.summary = re.sub(r"\n{3,}", "\n\n", _PLACE.sub("", whole)).strip()
    return event


def _after_properties(event: ForeignEvent, body: list[str]) -> list[str]:
    """Take the properties from the lines of an event, and return the other lines."""
    lines = list(body)
    is_fenced = bool(lines) and lines[0].strip() == "---"
    if is_fenced:
        lines = lines[1:]
    while lines:
        if is_fenced and lines[0].strip() == "---":
            return lines[1:]
        found = _PROPERTY.match(lines[0])
        if not found or lines[0].lstrip().startswith(("http:", "https:")):
            break
        key, value = found[1], _unquoted(found[2] or "")
        if key == "edtf" and EdtfDate.try_parse(value) is not None:
            event.date = value
            event.date_text = ""
            event.title = without_doubt(_TAG.sub("", event.title).strip(), value)
        elif key == "id":
            event.id = value
        elif key == "source" and value.startswith(("http://", "https://")):
            event.sources.append(ForeignSource(value))
        elif key == "tags":
            event.tags += [tag for tag in re.split(r"[\[\],\s\"]+", value) if tag]
        elif value:
            event.data[key] = value
        lines = lines[1:]
    return lines


def _dated(line: str, style: DateStyle) -> _Dated | None:
    """Return the date of an event's first line: all before the last of its first colons that leaves a date."""
    if ":" not in line:
        return None
    found = None
    position = -1
    for _ in range(_MOST_COLONS):
        position = line.find(":", position + 1)
        if position < 0:
            break
        wording = line[:position].strip()
        if not wording or len(wording) > 80:
            continue
        bare = _RECURRENCE.sub("", wording)
        edtf = _range(bare, style)
        if edtf is not None:
            found = _Dated(edtf, bare, line[position + 1 :].strip(), wording[len(bare) :].strip())
    return found


def _range(text: str, style: DateStyle) -> str | None:
    """Return a date or a range in EDTF; empty if it is relative to another event, None if it is neither."""
    if single := _single(text, style):
        return "" if single == ".." else single
    if _is_relative(text):
        return ""
    for separator in _RANGE.finditer(text):
        left, right = text[: separator.start()].strip(), text[separator.end() :].strip()
        if not right or not left:
            continue
        start, end = _single(left, style), _single(right, style)
        if start and end and start != "..":
            made = start if start == end else f"{start}/{end}"
            return made if EdtfDate.try_parse(made) is not None else None
        if (start and _is_relative(right)) or (_is_relative(left) and (end or _is_relative(right))):
            return ""
    return None


def _single(text: str, style: DateStyle) -> str | None:
    """Return one date in EDTF, ``..`` for now."""
    if text.lower() == "now":
        return ".."
    if not re.search(r"\d", text) or re.fullmatch(r"\d{1,2}|\d{5,}", text):
        return None
    if re.fullmatch(r"\d{1,2}/\d{4}", text):
        month, year = text.split("/")
        text = f"{year}-{int(month):02}"
    found = find_date(text.replace(" CE", " AD").replace(" BCE", " BC"), style)
    return None if found is None or found[0] in "[{" or "/" in found else found


def _is_relative(text: str) -> bool:
    return bool(text) and _RELATIVE.fullmatch(text) is not None


def _is_digits(text: str) -> bool:
    return re.fullmatch(r"[\d/.:TZ +-]+", text) is not None


def _group_name(text: str) -> str:
    return _TAG.sub("", _BOX.sub("", text)).strip().rstrip(":").strip().strip('"')


def _unquoted(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        import json

        try:
            found = json.loads(with_whole_characters(text))
        except ValueError:
            return text[1:-1]
        return found if isinstance(found, str) else text
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == "'" else text
