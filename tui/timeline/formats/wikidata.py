"""Wikidata: its JSON of items, with times of a precision and a calendar.

https://www.wikidata.org/wiki/Help:Dates. An item is an event at its point in time (P585), from its start (P580) to its
end (P582), or at its inception (P571) or publication (P577). A date in the Julian calendar becomes the same day in the
Gregorian one and keeps its wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tui.timeline.dates.calendar import civil, day_number
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.time_range import year_text
from tui.timeline.formats.foreign import ForeignEvent, ForeignPlace, ForeignSource, ForeignTimeline
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.json_records import load_json
from tui.timeline.formats.report import Report
from tui.timeline.formats.values import as_items, as_text

_POINTS = ("P585", "P577", "P571", "P569")
"""Properties with a moment, the first that an item has being its date."""
_START, _END = "P580", "P582"
_COORDINATES = "P625"
_WEBSITES = ("P856", "P973", "P854")
_JULIAN = "Q1985786"
_TIME = re.compile(r"(?P<year>[+-]?[0-9]{1,12})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})T(?P<time>[0-9:]{8})Z")
_DAY, _MONTH, _YEAR = 11, 10, 9
_JULIAN_DAY_0001 = 1_721_425
"""The Julian day number before that of 1 January of year 1, so that day 1 of `calendar` is the next."""


def looks_like_items(text: str) -> bool:
    """Return whether the beginning of a text in JSON holds items of Wikidata."""
    return text.lstrip()[:1] in ("{", "[") and '"mainsnak"' in text and '"claims"' in text


def read_events(file: ForeignFile) -> ForeignTimeline:
    """Return the items of a file that have labels or dates, in its order.

    Raises:
        TimelineError: it is not JSON, or holds no items.
    """
    items = list(_items(load_json(file)))
    if not items:
        raise file.refusal("there are no items", "write the JSON that Wikidata gives for items")
    return ForeignTimeline(
        (_event(item, number, file.report) for number, item in enumerate(items, start=1)), file.report
    )


def _items(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _items(item)
    elif isinstance(value, dict):
        if isinstance(value.get("claims"), dict):
            yield value
        elif isinstance(value.get("entities"), dict):
            yield from _items(list(value["entities"].values()))


def _event(item: Mapping[str, Any], where: int, report: Report) -> ForeignEvent:
    item_id = as_text(item.get("id"))
    title = _in_a_language(item.get("labels"))
    event = ForeignEvent(where, title=title or item_id, id=item_id)
    description = _in_a_language(item.get("descriptions"))
    event.summary = description[:1].upper() + description[1:]
    claims = item["claims"]
    start, end = _first_time(claims, _START), _first_time(claims, _END)
    point = next((found for name in _POINTS if (found := _first_time(claims, name))), None)
    if start or end:
        first, last = (
            (_read(start, where, report) if start else ("..", "")),
            (_read(end, where, report) if end else ("..", "")),
        )
        made = f"{first[0]}/{last[0]}"
        event.date_text = " – ".join(filter(None, (first[1], last[1])))
        if EdtfDate.try_parse(made) is None:
            report.add("changed", "a range is written by its wording", where, made)
            event.date_text = event.date_text or made
            made = first[0] if first[0] != ".." else last[0]
        event.date = made
    elif point:
        event.date, event.date_text = _read(point, where, report)
    _add_place(event, claims)
    for name in _WEBSITES:
        event.sources += [ForeignSource(url) for url in map(as_text, _values(claims, name)) if url.startswith("http")]
    if re.fullmatch(r"Q[0-9]+", item_id):
        event.sources.append(ForeignSource(f"https://www.wikidata.org/wiki/{item_id}"))
    return event


def _values(claims: Mapping[str, Any], name: str) -> Iterator[Any]:
    """Yield the values of a property, those of the preferred rank first, and none that is deprecated."""
    found = [
        claim for claim in as_items(claims.get(name)) if isinstance(claim, dict) and claim.get("rank") != "deprecated"
    ]
    for claim in sorted(found, key=lambda claim: claim.get("rank") != "preferred"):
        snak = claim.get("mainsnak")
        if isinstance(snak, dict) and isinstance(snak.get("datavalue"), dict):
            yield snak["datavalue"].get("value")


def _first_time(claims: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    return next((value for value in _values(claims, name) if isinstance(value, dict) and "time" in value), None)


def _read(value: Mapping[str, Any], where: int, report: Report) -> tuple[str, str]:
    """Return a time value in EDTF, and its wording if that says more. Both are its text if it is not understood."""
    written = as_text(value.get("time"))
    match = _TIME.fullmatch(written)
    try:
        precision = int(as_text(value.get("precision")) or _DAY)
    except ValueError:
        precision = _DAY
    if match is None:
        return "", written
    # Year -44 is 44 BC in Wikidata, as people count: there is no year 0.
    year = int(match["year"])
    year = year + 1 if year < 0 else year
    month, day = int(match["month"]), int(match["day"])
    if precision < _YEAR:
        return _rough_year(year, precision), ""
    found, wording = year_text(year), ""
    if precision >= _MONTH and month:
        found += f"-{month:02}"
    if precision >= _DAY and month and day:
        found += f"-{day:02}"
        if as_text(value.get("calendarmodel")).endswith(_JULIAN):
            wording = f"{found} (Julian)"
            found = _gregorian(year, month, day)
            report.add(
                "changed", "a day of the Julian calendar became the same day of the Gregorian one", where, wording
            )
        elif precision > _DAY:
            found += f"T{match['time'][: 3 * (precision - _DAY) - 1]}"
    return (found, wording) if EdtfDate.try_parse(found) is not None else ("", written)


def _rough_year(year: int, precision: int) -> str:
    """Return a decade, century, millennium or longer time: precision 8 leaves one digit open, 7 two, and so on."""
    digits = _YEAR - precision
    if abs(year) <= 9999 and year > 0 and digits <= 3:
        # A century is the hundred years up to the one that names it: year 1900 of precision 7 is 1801 to 1900.
        if precision in (7, 6):
            size = 10**digits
            first = (year - 1) // size * size + 1
            return f"[{year_text(first)}..{year_text(first + size - 1)}]"
        return f"{year:04}"[:-digits] + "X" * digits
    significant = max(len(str(abs(year))) - digits, 1)
    return f"{year_text(year)}S{significant}"


def _gregorian(year: int, month: int, day: int) -> str:
    """Return the Gregorian date of a day in the Julian calendar.

    By the day numbers of https://aa.usno.navy.mil/faq/JD_formula.
    """
    shift = (14 - month) // 12
    years, months = year + 4800 - shift, month + 12 * shift - 3
    number = day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32_083 - _JULIAN_DAY_0001
    found = civil(number)
    assert day_number(*found) == number
    return f"{year_text(found[0])}-{found[1]:02}-{found[2]:02}"


def _in_a_language(texts: Any) -> str:
    """Return the text in English, or in the first language that there is."""
    if not isinstance(texts, dict):
        return ""
    chosen = texts.get("en") or texts.get("mul") or next(iter(texts.values()), None)
    return as_text(chosen.get("value")) if isinstance(chosen, dict) else as_text(chosen)


def _add_place(event: ForeignEvent, claims: Mapping[str, Any]) -> None:
    for value in _values(claims, _COORDINATES):
        if isinstance(value, dict):
            try:
                lat, lon = float(as_text(value.get("latitude"))), float(as_text(value.get("longitude")))
            except ValueError:
                continue
            event.places.append(ForeignPlace(event.title, (), lat, lon))
            return
