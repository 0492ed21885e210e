"""Typed dates in words: single dates, lists, ranges and spans with one end, from the atoms of `typed_atoms`.

A date may leave out what the next one says: `1–8 November 2022`, `January, February or December 1760`; and a time
the day before it: `8 Nov 2022 14:30 → 16h`. This is the grammar of `tui.timeline.dates.words` and of what people
write besides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tui.timeline.dates.time_range import TimeRange
from tui.timeline.dates.typed_atoms import Atom, Context
from tui.timeline.dates.typed_date import TypedDate, read_date, time_of, with_latest_year
from tui.timeline.dates.typed_error import NO_DATE, REVERSED, TypedDateError

# A date, by the codes of its atoms: the first that fits is the longest.
_DATE = re.compile(
    "(?:w,?)?(?:n[-/]?m[-/,]?[yY]|m[-/]?n,?[yY]|[Dd])(?:,?k)?|kn[-/]?m[-/,]?[yY]|k[Dd]"
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


class _Item(NamedTuple):
    """A date of a phrase, with the codes of what stands before and behind it."""

    separator: str
    """What joins it to the date before it."""
    prefix: str
    date: TypedDate
    postfix: str


def read_phrase(atoms: Sequence[Atom], context: Context) -> TimeRange | None:
    """Return the time that atoms mean, or None if they are no date.

    Raises:
        TypedDateError: they are an impossible date.
    """
    codes = "".join(atom.code for atom in atoms)
    if _WHOLE.fullmatch(codes):
        return _resolved([_Item("", "", read_date(atoms), "")], context)[0]
    items = _items(atoms, codes)
    if not items or (codes == "m" and atoms[0].text == "ago"):  # which is August in Spanish, and no date in English
        return None
    is_open_start, is_open_end = items[0].separator in (">", "t"), codes[-1] == ">"
    ranges = _resolved(items, context)
    start, end = _combined(items, ranges)
    return TimeRange(None if is_open_start else start, None if is_open_end else end)


def _items(atoms: Sequence[Atom], codes: str) -> list[_Item]:
    """Return the dates of a phrase; none if something else is in it."""
    items: list[_Item] = []
    separator, position = (codes[0], 1) if codes[:1] in (">", "t") else ("", 0)
    while position < len(codes):
        prefix = codes[position] if codes[position] in "FUAP" else ""
        position += len(prefix)
        if american := _AMERICAN_DAYS.match(codes, position):
            month, first, _, last = atoms[position : position + 4]
            year = atoms[american.end() - 1]
            items.append(_Item(separator, prefix, read_date((month, first, year)), ""))
            separator, prefix, found = "-", "", american
            dated: Sequence[Atom] = (month, last, year)
        elif match := _DATE.match(codes, position):
            found, dated = match, atoms[position : match.end()]
        else:
            return []
        end = found.end()
        while codes[end : end + 1] in ("L", "B", "O"):
            end += 1
        items.append(_Item(separator, prefix, read_date(dated), codes[found.end() : end]))
        if end == len(codes):
            return items
        joined = _SEPARATOR.match(codes, end)
        if joined is None:
            return []
        separator, position = joined[0], joined.end()
    return items if separator == ">" else []


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
            dates[position] = TypedDate(years=(int(date.bare), int(date.bare)))
    return [time_of(date, context) for date in dates]


def _is_year_of_our_era(date: TypedDate, separator: str) -> bool:
    """Return whether a date is a year as in `AD 476–480`, whose era the end of the range may share."""
    return (
        separator in _RANGES
        and date.is_year_shared
        and date.month is None
        and date.years is not None
        and date.years[0] > 0
    )


def _completed(date: TypedDate, following: TypedDate | None, context: Context, *, is_range: bool) -> TypedDate:
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
    return with_latest_year(date, context)


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
        if code == "B":
            first = None
        elif code == "L" or not is_interval:
            last = None
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
