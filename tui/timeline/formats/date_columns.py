"""The date of a row, from all columns that say something of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from tui.timeline.dates.calendar import civil, day_number
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.time_range import year_text
from tui.timeline.formats.columns import Column
from tui.timeline.formats.found_dates import DateStyle, find_date, needs_wording
from tui.timeline.formats.found_single import MONTHS, ZONES, zone_text
from tui.timeline.formats.report import Report
from tui.timeline.formats.values import whole_number

ROLES = frozenset(
    (
        *("date", "end", "date text", "time", "end time", "zone", "precision", "year", "month", "day"),
        *("end year", "end month", "end day"),
    )
)
_MOST_CACHED = 100_000
"""How many dates are kept: those of a large table repeat."""
_END_ROLES = ("end", "end time", "end year", "end month", "end day")
DATE_ROLES = ("date", "end", "date text")
"""The roles of columns that hold whole dates."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK = re.compile(
    r"([0-9]{1,2})(?::?([0-9]{2}))?(?::?([0-9]{2})(?:[.,]([0-9]{1,9})[0-9]*)?)?\s*([ap])?\.?m?\.?\s*(\S+)?",
    re.IGNORECASE,
)


class FoundDate(NamedTuple):
    """What the columns of a row say of its date."""

    edtf: str = ""
    """Empty if it has no date, or one that is not understood."""
    text: str = ""
    """The wording, where it says more."""
    rest: Mapping[str, str] = {}
    """Values of the columns that could not be used, by column."""


class DateColumns:
    """Reads the dates of rows.

    Args:
        columns: the columns of the table.
        styles: how dates are written, by the names of columns.
        report: takes what cannot be read.
    """

    def __init__(self, columns: Sequence[Column], styles: Mapping[str, DateStyle], report: Report) -> None:
        self._columns = columns
        self._report = report
        self._at = {column.role: position for position, column in reversed(list(enumerate(columns)))}
        self._styles = styles
        self._precisions = _precisions(columns)
        positions = [position for role, position in self._at.items() if role in ROLES]
        self._cells: Callable[[Sequence[Any]], Any] = itemgetter(*positions) if positions else lambda values: None
        self._has_end = not self._at.keys().isdisjoint(_END_ROLES)
        self._read: dict[Any, FoundDate] = {}
        self._zones: dict[str, Any] = {}
        precision = next((column.name.lower() for column in columns if column.role == "precision"), "")
        self._is_ucdp = precision.replace("_", " ") == "date prec"

    def read(self, values: Sequence[Any], where: int) -> FoundDate:
        """Return the date of a row."""
        key = self._cells(values)
        try:
            found = self._read.get(key)
        except TypeError:  # a list
            return self._found(values, where)
        if found is None:
            found = self._found(values, where)
            if found.edtf and not found.rest and len(self._read) < _MOST_CACHED:
                self._read[key] = found
        return found

    def _found(self, values: Sequence[Any], where: int) -> FoundDate:
        start, text = self._point(values, "", where)
        end, end_text = self._point(values, "end ", where) if self._has_end else ("", "")
        rest: dict[str, str] = {}
        precision = self._text(values, "precision")
        if precision and start and not (self._is_ucdp and end):
            doubt = self._with_precision(start, precision)
            if doubt is None:
                rest[self._columns[self._at["precision"]].name] = precision
            elif doubt != start:
                rest[self._columns[self._at["precision"]].name] = precision
                return FoundDate(doubt, text or start, rest=rest)
        if self._is_ucdp and start and end and start != end and precision not in ("", "1"):
            # Two days of a date that is no exact one are the first and the last that it can be.
            doubt = f"[{start}..{end}]"
            if EdtfDate.try_parse(doubt) is not None:
                return FoundDate(doubt, rest={self._columns[self._at["precision"]].name: precision})
        own_wording = self._text(values, "date text")
        if not end_text or end_text == text:
            return FoundDate(start, own_wording or text, rest=rest)
        if start and end:
            made = _interval(start, end)
            if made:
                wording = own_wording or (f"{text} – {end_text}" if _says_more(text, start, end_text, end) else "")
                return FoundDate(made, wording, rest=rest)
            self._report.add("changed", "the end is before the start, and is in the further fields", where, end_text)
        elif end_text and not end:
            self._report.add("changed", "the end is not understood, and is in the further fields", where, end_text)
        elif not start and not text and end:
            return FoundDate(f"../{end}", own_wording or end_text, rest=rest)
        name = next((column.name for column in self._columns if column.role in ("end", "end year")), "end")
        return FoundDate(start, own_wording or text, rest={**rest, name: end_text})

    def _point(self, values: Sequence[Any], prefix: str, where: int) -> tuple[str, str]:
        """Return the date of the start or the end in EDTF, and its wording. Both are empty if there is none."""
        role = "end" if prefix else "date"
        text = self._text(values, role)
        clock = self._text(values, f"{prefix}time")
        if not text:
            edtf, text = self._parts(values, prefix)
        else:
            style = self._styles.get(self._columns[self._at[role]].name, DateStyle())
            edtf = find_date(text, style) or ""
        if clock and edtf and _DAY.fullmatch(edtf):
            timed = self._with_time(edtf, clock, self._text(values, "zone"))
            if timed is None:
                self._report.add("shortened", "the time of day is not understood", where, clock)
                return edtf, f"{text} {clock}"
            return timed, "" if not prefix else text
        if prefix:
            return edtf, text
        # Digits in any order say no more than EDTF; a text that is not understood is all there is.
        return edtf, text if not edtf or needs_wording(text, edtf) else ""

    def _text(self, values: Sequence[Any], role: str) -> str:
        position = self._at.get(role)
        if position is None:
            return ""
        value = values[position]
        return value.strip() if isinstance(value, str) else "" if value is None else str(value)

    def _parts(self, values: Sequence[Any], prefix: str) -> tuple[str, str]:
        """Return a date that is in several columns: year, month and day."""
        year, month, day = (self._text(values, f"{prefix}{part}") for part in ("year", "month", "day"))
        text = "-".join(filter(None, (year, month, day)))
        if not year or not re.fullmatch(r"-?[0-9]{1,7}(?:\.0)?", year):
            return (find_date(text) or "") if year and not month else "", text
        number = int(year.partition(".")[0])
        edtf = year_text(number if number > 0 else number + 1)
        month_number = MONTHS.get(month.lower().rstrip("."), 0) or _whole(month)
        if 1 <= month_number <= 12:
            edtf += f"-{month_number:02}"
            if day_number_ := _whole(day):
                edtf += f"-{day_number_:02}"
        return (edtf, text) if EdtfDate.try_parse(edtf) is not None else ("", text)

    def _with_time(self, day: str, clock: str, zone: str) -> str | None:
        found = _CLOCK.fullmatch(clock)
        if found is None:
            return None
        hour = int(found[1])
        if found[5]:
            hour = hour % 12 + 12 * (found[5].lower() == "p")
        text = f"{day}T{hour:02}:{found[2] or '00'}"
        if found[3]:
            text += f":{found[3]}" + (f".{found[4]}" if found[4] else "")
        zone = found[6] or zone
        text += self._zone(zone, text) if zone else ""
        return text if EdtfDate.try_parse(text) is not None else None

    def _zone(self, zone: str, local: str) -> str:
        """Return the offset of a zone at a local time; empty if the zone is not known."""
        if zone.lower() in ZONES or zone[0] in "+-":
            return zone_text(zone) or ""
        from datetime import datetime

        from tui.timeline.model.timeline import zone_of

        if zone not in self._zones:
            self._zones[zone] = zone_of(zone)
        try:
            offset = datetime.fromisoformat(local[:19]).replace(tzinfo=self._zones[zone]).utcoffset()
        except ValueError:
            return ""
        if self._zones[zone] is None or offset is None:
            self._report.add("shortened", "a time zone is not known", 0, zone)
            return ""
        seconds = int(offset.total_seconds())
        sign, seconds = ("-", -seconds) if seconds < 0 else ("+", seconds)
        return "Z" if seconds == 0 else f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}"

    def _with_precision(self, edtf: str, precision: str) -> str | None:
        """Return a day with the doubt that a precision column gives it; None if that says nothing known."""
        unit = self._precisions.get(precision.strip().lower())
        if unit is None:
            return None
        if not _DAY.fullmatch(edtf) or unit == "day":
            return edtf
        if unit == "week":
            number = day_number(*map(int, edtf.split("-")))
            # ACLED gives a day of the week in question: it may be any within three days of it.
            return f"[{_written(number - 3)}..{_written(number + 3)}]"
        return {"month": edtf[:7], "year": edtf[:4], "decade": f"{edtf[:3]}X", "century": f"{edtf[:2]}XX"}[unit]


def _precisions(columns: Sequence[Column]) -> Mapping[str, str]:
    """Return the units that the values of the precision column mean."""
    words = {
        **{unit: unit for unit in ("day", "week", "month", "year", "decade", "century")},
        "d": "day",
        "m": "month",
        "y": "year",
        "exact": "day",
        "daily": "day",
        "monthly": "month",
    }
    name = next((column.name.lower() for column in columns if column.role == "precision"), "")
    if name in ("date_prec", "date prec"):  # UCDP GED
        return {**words, "1": "day", "2": "week", "3": "week", "4": "month", "5": "year"}
    if name in ("time_precision", "time precision"):  # ACLED
        return {**words, "1": "day", "2": "week", "3": "month"}
    # Wikidata counts from a billion years, 0, to a day, 11.
    return {**words, "11": "day", "10": "month", "9": "year", "8": "decade", "7": "century"}


def _interval(start: str, end: str) -> str | None:
    """Return the interval of two dates; None if it cannot be one."""
    if start == end:
        return start
    first, last = EdtfDate.parse(start), EdtfDate.parse(end)
    if first.is_interval or first.members or last.is_interval or last.members:
        # A date that is itself doubt or duration: what is between the outer ends.
        begin, finish = first.text.partition("/")[0], last.text.rpartition("/")[2]
        if first.members or last.members:
            begin = first.start.text if first.start is not None else ".."
            finish = last.end.text if last.end is not None else ".."
        start, end = begin, finish
    made = f"{start}/{end}"
    return made if EdtfDate.try_parse(made) is not None else None


def _says_more(text: str, start: str, end_text: str, end: str) -> bool:
    return needs_wording(text or start, start) or needs_wording(end_text, end)


def _whole(text: str) -> int:
    return whole_number(text.partition(".")[0])


def _written(number: int) -> str:
    year, month, day = civil(number)
    return f"{year_text(year)}-{month:02}-{day:02}"
