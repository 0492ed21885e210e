"""TimelineJS 3, https://timeline.knightlab.com: its JSON.

Start and end of a slide are something that lasted. The title slide gives title and description, and eras become events
of a kind of their own. ``edtf`` is the date as Dateline writes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.time_range import year_text
from tui.timeline.formats.foreign import ForeignEvent, ForeignMedia, ForeignSource, ForeignTimeline
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.html_text import html_text
from tui.timeline.formats.json_records import load_json
from tui.timeline.formats.report import Report
from tui.timeline.formats.values import as_mapping, as_text

GROUP = "Group"
"""The title of the facet whose values are the groups of slides."""
ERA = "Era"
"""The kind of an event that is an era."""
_TIMES = ("hour", "minute", "second")


def looks_like_slides(text: str) -> bool:
    """Return whether the beginning of a text is TimelineJS's JSON."""
    return text.lstrip()[:1] == "{" and '"start_date"' in text and '"events"' in text


def read_events(file: ForeignFile) -> ForeignTimeline:
    """Return the slides and eras of a file, in its order.

    Raises:
        TimelineError: it is not JSON, or no object with ``events``.
    """
    value = load_json(file)
    if not isinstance(value, dict) or not isinstance(value.get("events"), list):
        raise file.refusal("there are no events", "write an object with a list of events")
    title = as_mapping(value.get("title"))
    text = as_mapping(title.get("text"))
    if as_text(as_mapping(title.get("media")).get("url")):
        file.report.add("lost", "the title slide has a picture")
    return ForeignTimeline(
        _events(value, file.report),
        file.report,
        title=html_text(as_text(text.get("headline"))).text,
        description=html_text(as_text(text.get("text"))).text,
    )


def _events(value: Mapping[str, Any], report: Report) -> Iterator[ForeignEvent]:
    where = 0
    for slide in value["events"]:
        where += 1
        if isinstance(slide, dict):
            yield _event(slide, where, report)
        else:
            report.add("lost", "an event is not an object", where)
    for era in _sequence(value.get("eras")):
        where += 1
        if isinstance(era, dict):
            event = _event(era, where, report)
            event.kind = ERA
            yield event


def _event(slide: Mapping[str, Any], where: int, report: Report) -> ForeignEvent:
    text, media = as_mapping(slide.get("text")), as_mapping(slide.get("media"))
    event = ForeignEvent(
        where,
        title=as_text(text.get("headline")),
        summary=as_text(text.get("text")),
        id=as_text(slide.get("unique_id")),
        has_html=True,
    )
    event.date, event.date_text = slide_date(slide, where, report)
    if group := as_text(slide.get("group")):
        event.facets[GROUP] = [html_text(group).text]
    add_media(event, as_text(media.get("url")), as_text(media.get("caption")), as_text(media.get("credit")))
    if link := as_text(media.get("link")):
        event.sources.append(ForeignSource(link))
    if background := as_text(as_mapping(slide.get("background")).get("url")):
        event.media.append(ForeignMedia(background, "Background"))
    if as_text(slide.get("type")) == "title":
        event.data["type"] = "title"
    return event


def add_media(event: ForeignEvent, media: str, caption: str, credit: str) -> None:
    """Add what a slide shows beside its text: an address, or HTML such as a quote or a frame."""
    embedded = html_text(media if media.startswith("<") else "")
    if embedded.text:
        event.summary = "<br><br>".join(filter(None, (event.summary, media, caption, credit)))
    elif media:
        event.media += [ForeignMedia(address, caption, credit) for address in embedded.media or (media,)]


def slide_date(slide: Mapping[str, Any], where: int, report: Report) -> tuple[str, str]:
    """Return the date of a slide in EDTF, and its wording. Both are empty if it has none."""
    start, end = as_mapping(slide.get("start_date")), as_mapping(slide.get("end_date"))
    wording = html_text(
        as_text(slide.get("display_date")) or as_text(start.get("display_date")) or as_text(end.get("display_date"))
    ).text
    own = as_text(slide.get("edtf"))
    if own and EdtfDate.try_parse(own) is not None:
        return own, ""
    first, last = _date(start), _date(end)
    if first is None or last is None:
        report.add("changed", "a part of a date is not a number or does not exist, and is in the wording", where)
        return first or "", wording or " – ".join(filter(None, (_as_written(start), _as_written(end))))
    if not first:
        return (f"../{last}" if last else ""), wording
    if not last or last == first:
        return first, wording
    if EdtfDate.try_parse(f"{first}/{last}") is None:
        report.add("changed", "the end is before the start, and is in the wording", where, last)
        return first, wording or f"{first} – {last}"
    return f"{first}/{last}", wording


def _date(parts: Mapping[str, Any]) -> str | None:
    """Return a date object in EDTF; empty if it has no year, None if it is not a date."""
    texts = {name: as_text(parts.get(name)) for name in ("year", "month", "day", *_TIMES)}
    if not texts["year"]:
        return ""
    try:
        numbers = {name: int(text) for name, text in texts.items() if text}
    except ValueError:
        return None
    found = year_text(numbers["year"])
    if "month" in numbers:
        found += f"-{numbers['month']:02}"
        if "day" in numbers:
            found += f"-{numbers['day']:02}"
            if "hour" in numbers:
                found += f"T{numbers['hour']:02}:{numbers.get('minute', 0):02}"
                if "second" in numbers:
                    found += f":{numbers['second']:02}"
    return found if EdtfDate.try_parse(found) is not None else None


def _as_written(parts: Mapping[str, Any]) -> str:
    return "-".join(text for name in ("year", "month", "day") if (text := as_text(parts.get(name))))


def _sequence(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else ()
