"""Typed dates in words: single dates, lists, ranges and spans with one end, from the atoms of `typed_atoms`.

A date may leave out what the next one says: `1–8 November 2022`, `January, February or December 1760`; and a time
the day before it: `8 Nov 2022 14:30 → 16h`. This is the grammar of `tui.timeline.dates.words` and of what people
write besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.timeline.dates.calendar import civil, day_number, days_in_month, is_leap, season_days, weekday
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.time_range import TimeRange, days_range
from tui.timeline.dates.typed_atoms import Atom, Context, hull
from tui.timeline.dates.typed_error import NO_DATE, REVERSED, TOO_FAR, TypedDateError
from tui.timeline.dates.typed_numbers import check_day, day_words, latest_year, month_or_day, years_range
from tui.timeline.dates.typed_vocabulary import ENGLISH_WEEKDAYS, PARTS, Part

# A date, by the codes of its atoms: the first that fits is the longest.
_DATE = re.compile(
    "(?:w,?)?(?:n[-/]?m[-/,]?[yY]|m[-/]?n,?[yY]|D)(?:,?k)?|kn[-/]?m[-/,]?[yY]|kD"
    "|n?mc|p-?m(?:[-/,]?[yY])?|m[-/,]?[yY]|[yY]mn?"
    "|(?:w,?)?(?:n[-/]?m|m/?n)(?:,?k)?"
    "|[sq][-,]?[yY]|[yY][sq]|[sqmycEruwkYnx]"
)
# Days of a month before their year in the American order, `November 1–8, 2022`, and orders that may not be in a list.
_AMERICAN_DAYS = re.compile("mn-n,?[yY]")
_WHOLE = re.compile("Y[-/,]?n[-/]?m|nYm|Y[-/]m(?:[-/]n)?|mY,?n|m-n|Y-[sq]")
_RANGES = ("-", ">", "t", "U")
"""What separates the ends of a range."""
_SEPARATOR = re.compile(",?[oa]|[(,>tU-]")

_MOST_HOURS_APART = 28
"""By how much two times may seem reversed because of their zones."""


class _Date(NamedTuple):
    """A date as typed: its parts, or the time that it means at once."""

    range: TimeRange | None = None
    years: tuple[int, int] | None = None
    """The first and the last year: one, or those of a decade."""
    month: int | None = None
    """A month from 1, or the code of a part of a year in EDTF."""
    day: int | None = None
    clock: str = ""
    part: Part | None = None
    weekday: int | None = None
    bare: str = ""
    """The digits of a number that is no year of its own."""
    is_year_shared: bool = False
    is_zoned: bool = False


class _Item(NamedTuple):
    """A date of a phrase, with the codes of what stands before and behind it."""

    separator: str
    """What joins it to the date before it."""
    prefix: str
    date: _Date
    postfix: str


def read_phrase(atoms: Sequence[Atom], context: Context) -> TimeRange | None:
    """Return the time that atoms mean, or None if they are no date.

    Raises:
        TypedDateError: they are an impossible date.
    """
    codes = "".join(atom.code for atom in atoms)
    if _WHOLE.fullmatch(codes):
        return _resolved([_Item("", "", _date(atoms, context), "")], context)[0]
    items = list(_items(atoms, codes, context))
    if not items or (codes == "m" and atoms[0].text == "ago"):  # which is August in Spanish, and no date in English
        return None
    is_open_start, is_open_end = items[0].separator in (">", "t"), codes[-1] == ">"
    ranges = _resolved(items, context)
    start, end = _combined(items, ranges)
    return TimeRange(None if is_open_start else start, None if is_open_end else end)


def _items(atoms: Sequence[Atom], codes: str, context: Context) -> Iterator[_Item]:
    """Yield the dates of a phrase; none if something else is in it."""
    items: list[_Item] = []
    position = 0
    separator = ""
    if codes[:1] in (">", "t"):
        separator, position = codes[0], 1
    while position < len(codes):
        prefix_end = position
        while codes[prefix_end : prefix_end + 1] in ("F", "U", "A", "P"):
            prefix_end += 1
        prefix, position = codes[position:prefix_end], prefix_end
        if american := _AMERICAN_DAYS.match(codes, position):
            month, first, _, last = atoms[position : position + 4]
            year = atoms[american.end() - 1]
            items.append(_Item(separator, prefix, _date((month, first, year), context), ""))
            items.append(_Item("-", "", _date((month, last, year), context), ""))
            position = american.end()
        elif found := _DATE.match(codes, position):
            position = found.end()
            items.append(_Item(separator, prefix, _date(atoms[found.start() : position], context), ""))
        else:
            return
        postfix_end = position
        while codes[postfix_end : postfix_end + 1] in ("L", "B", "O"):
            postfix_end += 1
        items[-1] = items[-1]._replace(postfix=codes[position:postfix_end])
        position = postfix_end
        if position == len(codes):
            break
        joined = _SEPARATOR.match(codes, position)
        if joined is None:
            return
        separator, position = joined[0], joined.end()
        if position == len(codes) and separator != ">":
            return
    yield from items


def _date(atoms: Sequence[Atom], context: Context) -> _Date:
    """Return the parts of one date."""
    by_code = {atom.code: atom for atom in atoms if atom.code not in "-/,"}
    date = _Date()
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
        elif code == "D":
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


# What dates leave out


def _resolved(items: Sequence[_Item], context: Context) -> list[TimeRange]:
    """Return the time that each date means, with what the others say for it."""
    dates = [item.date for item in items]
    for position in reversed(range(len(dates))):
        following, is_range = None, False
        if position + 1 < len(dates):
            following, item = dates[position + 1], items[position + 1]
            is_range = item.separator in _RANGES and len(items) == 2 and not (items[0].postfix or item.postfix)
        dates[position] = _completed(dates[position], following, context, is_range=is_range)
    for position, date in enumerate(dates):
        before = dates[position - 1] if position else None
        if date.clock and date.month is None:
            if before is None or before.day is None:
                raise TypedDateError("a time is one of a day", "write it with its day")
            dates[position] = before._replace(clock=date.clock, is_zoned=date.is_zoned)
        elif date.bare and date.years is None and before and _is_year_of_our_era(before, items[position].separator):
            dates[position] = _Date(years=(int(date.bare), int(date.bare)))
    return [_time(date, context) for date in dates]


def _is_year_of_our_era(date: _Date, separator: str) -> bool:
    """Return whether a date is a year as in `AD 476–480`, whose era the end of the range may share."""
    return (
        separator in _RANGES
        and date.is_year_shared
        and date.month is None
        and date.years is not None
        and date.years[0] > 0
    )


def _completed(date: _Date, following: _Date | None, context: Context, *, is_range: bool) -> _Date:
    """Return a date with the month and the year that the next one has for it."""
    if date.bare and following is not None and following.years is not None:
        if following.day is not None and date.years is None and len(date.bare) <= 2:
            return date._replace(years=following.years, month=following.month, day=int(date.bare), bare="")
        year = following.years[0]
        if following.is_year_shared and following.month is None and (date.years is None or (is_range and year <= 0)):
            own = 1 - int(date.bare) if year <= 0 else int(date.bare)
            return date._replace(years=(own, own), bare="", is_year_shared=True)
    if date.month is None or date.years is not None or date.range is not None:
        return date
    if following is not None and following.month is not None and following.years is not None:
        return date._replace(years=following.years)
    if date.month > 32:
        letter, number = ("q", date.month - 32) if date.month < 40 else ("h", date.month - 39)
        kind = "quarter" if letter == "q" else "half"
        raise TypedDateError(f"a {kind} is one of a year", f"write {letter}{number} with its year")
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


# What a date means


def _time(date: _Date, context: Context) -> TimeRange:
    if date.range is not None:
        return date.range
    if date.years is None:
        if date.weekday is not None:
            name = ENGLISH_WEEKDAYS[date.weekday].lower()
            raise TypedDateError(f"which {name} is not said", f"write last {name} or next {name}")
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


def _check_weekday(date: _Date, day: int) -> None:
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


# How dates are combined


def _combined(items: Sequence[_Item], ranges: Sequence[TimeRange]) -> TimeRange:
    """Return the time from the start of a phrase to its end."""
    arrows = [position for position in range(1, len(items)) if _is_arrow(items, position)]
    if len(arrows) > 1:
        raise TypedDateError(*NO_DATE)
    is_zoned = any(item.date.is_zoned for item in items)
    _check_order(items, ranges, is_zoned=is_zoned)
    sided = [_one_sided(item, time, is_interval=bool(arrows)) for item, time in zip(items, ranges, strict=True)]
    if not arrows:
        return _union(sided)
    start, end = _union(sided[: arrows[0]]).first, _union(sided[arrows[0] :]).last
    if start is not None and end is not None and start > end:
        if not is_zoned or start - end > _MOST_HOURS_APART * 3600:
            raise TypedDateError(*REVERSED)
        end = start
    return TimeRange(start, end)


def _is_arrow(items: Sequence[_Item], position: int) -> bool:
    """Return whether a date is the end of a time that the one before it begins."""
    item = items[position]
    if item.separator in (">", "t", "U"):
        return True
    is_since = any(set(before.prefix) & {"F", "A"} for before in items[:position])
    return is_since and item.prefix in ("P", "U") and not any(before.postfix for before in items[:position])


def _one_sided(item: _Item, time: TimeRange, *, is_interval: bool) -> TimeRange:
    """Return a date with what stands before and behind it: since, until, after, before, or later, or earlier."""
    first, last = time
    for code in item.prefix:
        if code == "A":
            if last is None:
                raise TypedDateError(*NO_DATE)
            first = last + 1
            last = first if is_interval else None
        elif code == "P":
            if first is None:
                raise TypedDateError(*NO_DATE)
            last = first - 1
            first = last if is_interval else None
        elif not is_interval:
            first, last = (first, None) if code == "F" else (None, last)
    for code in item.postfix:
        first, last = (
            (None, last) if code == "B" else (first, None) if code == "L" or not is_interval else (first, last)
        )
    return TimeRange(first, last)


def _union(ranges: Sequence[TimeRange]) -> TimeRange:
    firsts, lasts = zip(*ranges, strict=True)
    return TimeRange(None if None in firsts else min(firsts), None if None in lasts else max(lasts))


def _check_order(items: Sequence[_Item], ranges: Sequence[TimeRange], *, is_zoned: bool) -> None:
    """Check that a range with a dash ends after it starts. What stands in brackets belongs to the date before it.

    A list is not checked: in "January or November 1984 – June 1984" the range begins in January.
    """
    separators = {item.separator for item in items[1:]}
    first, lasts = ranges[0].first, [time.last for time in ranges[1:]]
    if "-" in separators and separators <= {"-", "("} and first is not None and None not in lasts:
        slack = is_zoned * _MOST_HOURS_APART * 3600
        if first > max(last for last in lasts if last is not None) + slack:
            raise TypedDateError(*REVERSED)
