"""One typed date: its parts, completed from today's date, and the time that they mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.timeline.dates.calendar import civil, day_number, days_in_month, is_leap, season_days, weekday
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.time_range import TimeRange, days_range
from tui.timeline.dates.typed_atoms import Atom, Context, hull
from tui.timeline.dates.typed_error import NO_DATE, TOO_FAR, TypedDateError
from tui.timeline.dates.typed_numbers import check_day, day_words, latest_year, month_or_day, years_range
from tui.timeline.dates.typed_vocabulary import ENGLISH_WEEKDAYS, PARTS, Part


class TypedDate(NamedTuple):
    """A date as typed: its parts, or the time that it means at once."""

    range: TimeRange | None = None
    """What a date means that has no parts: in EDTF, or said from today."""
    years: tuple[int, int] | None = None
    """The first and the last year: one, or those of a decade."""
    month: int | None = None
    """A month from 1, or the code of a part of a year in EDTF."""
    day: int | None = None
    clock: str = ""
    """A time of day with its zone, as EDTF writes it."""
    part: Part | None = None
    weekday: int | None = None
    bare: str = ""
    """The digits of a number that stands alone: a day or a year, as the date beside it says."""
    is_year_shared: bool = False
    """Whether a bare number beside the year has the same era."""
    is_zoned: bool = False
    """Whether it has a time with a zone, which may be moved."""


def read_date(atoms: Sequence[Atom]) -> TypedDate:
    """Return the parts of one date."""
    by_code = {atom.code: atom for atom in atoms if atom.code not in "-/,"}
    date = TypedDate()
    for code, atom in by_code.items():
        if code in "Er":
            date = date._replace(range=atom.range, is_zoned=atom.text.endswith("z"))
        elif code == "u":
            date = date._replace(range=TimeRange(None, None))
        elif code in "yYc":
            last = atom.last if code == "c" else atom.number
            date = date._replace(years=(atom.number, last), is_year_shared=atom.is_year_shared)
        elif code in "msq":
            date = date._replace(month=atom.number)
        elif code in "Dd":
            year, month, day = civil(atom.number)
            date = date._replace(years=(year, year), month=month, day=day)
        elif code == "k":
            date = date._replace(clock=atom.text, is_zoned=atom.text[-1] == "Z" or atom.text[-6:-5] in ("+", "-"))
        elif code == "p":
            date = date._replace(part=PARTS[atom.text])
        elif code == "w":
            date = date._replace(weekday=atom.number)
    number = by_code.get("n") or by_code.get("x")
    if number is not None:
        date = date._replace(day=number.number) if date.month else date._replace(bare=number.text)
    elif "Y" in by_code and len(by_code) == 1:
        date = date._replace(bare=by_code["Y"].text)
    return date


def with_latest_year(date: TypedDate, context: Context) -> TypedDate:
    """Return a month, a season or a day of a month with the year of the latest that has begun."""
    assert date.month is not None
    if date.month > 32:
        letter, number = ("q", date.month - 32) if date.month < 40 else ("h", date.month - 39)
        kind = "quarter" if letter == "q" else "half"
        raise TypedDateError(f"a {kind} belongs to a year", f"write {letter}{number} with its year")
    if date.month > 12:
        return date._replace(years=_latest_season(date.month, context))
    check_day(None, date.month, date.day)
    year = latest_year(context.today, date.month, date.day, date.part)
    return date._replace(years=(year, year))


def _latest_season(code: int, context: Context) -> tuple[int, int]:
    """Return the year of the latest season of this name that has begun."""
    today = context.today
    year = today.year if season_days(today.year, code)[0] <= today.toordinal() else today.year - 1
    return year, year


def time_of(date: TypedDate, context: Context) -> TimeRange:
    """Return the time that a complete date means.

    Raises:
        TypedDateError: it is impossible, or lacks a part.
    """
    if date.range is not None:
        return date.range
    if date.years is None:
        if date.weekday is not None:
            name = ENGLISH_WEEKDAYS[date.weekday].lower()
            raise TypedDateError(f"{name} alone is ambiguous", f"write last {name} or next {name}")
        if date.bare:
            raise bare_number(date.bare)
        raise TypedDateError(*NO_DATE)
    first, last = date.years
    if date.month is None:
        return years_range(first, last)
    if max(abs(first), abs(last)) > 9999:
        raise TypedDateError(*TOO_FAR)
    if date.month > 12:
        return days_range(season_days(first, date.month)[0], season_days(last, date.month)[1])
    if first != last:
        return _in_years(first, last, date.month, date.day)
    days = month_or_day(first, date.month, date.day, date.part)
    if date.weekday is not None and date.day is not None:
        _check_weekday(date, days[0])
    if not date.clock or date.day is None:
        return days_range(*days)
    text = f"{'-' * (first < 0)}{abs(first):04}-{date.month:02}-{date.day:02}T{date.clock}"
    edtf = EdtfDate.try_parse(text)
    if edtf is None:
        raise TypedDateError(*NO_DATE)
    return hull(edtf, context.zone)


def _check_weekday(date: TypedDate, day: int) -> None:
    assert date.weekday is not None
    if weekday(day) != date.weekday:
        name, actual = (ENGLISH_WEEKDAYS[number].lower() for number in (date.weekday, weekday(day)))
        raise TypedDateError(
            f"{day_words(*civil(day))} is a {actual}, not a {name}", f"leave {name} out or write another day"
        )


def _in_years(first: int, last: int, month: int, day: int | None) -> TimeRange:
    """Return the time from the first to the last day of this name in some years."""
    check_day(None, month, day)
    if (month, day) == (2, 29):
        first = next(year for year in range(first, last + 1) if is_leap(year))
        last = next(year for year in range(last, first - 1, -1) if is_leap(year))
    return days_range(day_number(first, month, day or 1), day_number(last, month, day or days_in_month(last, month)))


def bare_number(digits: str) -> TypedDateError:
    """Refuse a number of fewer than four digits that stands alone, or a longer one."""
    if len(digits) > 4:
        return TypedDateError(*NO_DATE)
    remedy = f"write {int(digits):04} or ad {int(digits)}"
    if len(digits) == 3:
        return TypedDateError("the year has fewer than four digits", remedy)
    return TypedDateError(f"{digits} may be a day or a year", f"{remedy}, or the day with its month")
