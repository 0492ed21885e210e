"""The ticks of a scale of time: round dates that people would choose, from seconds to billions of years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from dateutil import rrule

from tui.timeline.analysis.bucket_names import clock, day_name, short_month
from tui.timeline.analysis.lanes.scale import TimeScale
from tui.timeline.dates.calendar import DAY, civil, day_number
from tui.timeline.dates.names import year_name

_CYCLE = 400 * 365 + 97
"""The days after which the Gregorian calendar repeats itself, weekdays included."""
_HOME = day_number(2000, 1, 1)
"""The first day of the cycle in which `rrule` finds the ticks of all others: `datetime` ends with the year 9999."""
_YEAR = 31_556_952
"""The seconds of an average year."""
_ANCIENT = 10**6
"""From this many years before year 0 on, years are named by how long ago they are, and not as BC."""


class Tick(NamedTuple):
    """A place on a scale with a name."""

    x: int
    """Its cell. A sign stands there, and the name behind it."""
    text: str
    is_major: bool = False
    """Whether a longer unit begins there."""


class Ticks(NamedTuple):
    """The ticks of a scale, in two rows."""

    minor: Sequence[Tick]
    """The shortest units that have room."""
    major: Sequence[Tick]
    """Longer units where they begin; the first one stands at the left edge, as it began before. Maybe none."""
    unit: str
    """What the minor ticks are apart: "3 months"."""


class _Step(NamedTuple):
    """A distance of ticks that is shorter than a year."""

    unit: str
    seconds: int
    """How long it is, about."""
    rule: Mapping[str, Any]
    """The arguments of `rrule` that make it."""
    label: int
    """The cells of its widest name."""


_SECOND, _MINUTE, _HOUR, _DAYS, _MONTHS = rrule.SECONDLY, rrule.MINUTELY, rrule.HOURLY, rrule.DAILY, rrule.MONTHLY
_STEPS: tuple[_Step, ...] = (
    *(_Step(f"{n} seconds", n, {"freq": _SECOND, "interval": n}, 8) for n in (5, 10, 15, 30)),
    *(
        _Step(f"{n} minutes" if n > 1 else "minute", 60 * n, {"freq": _MINUTE, "interval": n}, 5)
        for n in (1, 2, 5, 10, 15, 30)
    ),
    *(_Step(f"{n} hours" if n > 1 else "hour", 3600 * n, {"freq": _HOUR, "interval": n}, 5) for n in (1, 2, 3, 6, 12)),
    _Step("day", DAY, {"freq": _DAYS}, 2),
    _Step("2 days", 2 * DAY, {"freq": _DAYS, "bymonthday": tuple(range(1, 30, 2))}, 2),
    _Step("5 days", 5 * DAY, {"freq": _DAYS, "bymonthday": (1, 5, 10, 15, 20, 25)}, 2),
    _Step("10 days", 10 * DAY, {"freq": _DAYS, "bymonthday": (1, 10, 20)}, 2),
    _Step("half month", 15 * DAY, {"freq": _DAYS, "bymonthday": (1, 15)}, 2),
    *(
        _Step(f"{n} months" if n > 1 else "month", n * _YEAR // 12, {"freq": _MONTHS, "interval": n}, 3)
        for n in (1, 3, 6)
    ),
)
_YEAR_STEPS = tuple(factor * 10**power for power in range(12) for factor in (1, 2, 5))


def ticks_of(scale: TimeScale) -> Ticks:
    """Return the closest ticks of a scale whose names have room."""
    for step in _STEPS:
        # A name has a sign before it and at least two blanks behind it.
        if step.seconds * scale.width >= (step.label + 3) * scale.seconds:
            return _calendar_ticks(scale, step)
    return _year_ticks(scale)


def _calendar_ticks(scale: TimeScale, step: _Step) -> Ticks:
    minor = [
        Tick(scale.cell(second), _minor_name(second, step)) for second in _seconds(scale.first, scale.last, step.rule)
    ]
    major: Mapping[str, Any] = {"freq": rrule.YEARLY}
    if step.seconds < DAY:
        major = {"freq": rrule.DAILY}
    elif step.seconds < _YEAR // 12:
        major = {"freq": rrule.MONTHLY}
    begins = [(scale.first, True), *((second, False) for second in _seconds(scale.first, scale.last, major))]
    named = [
        Tick(0 if is_first else scale.cell(second), _major_name(second, step), True) for second, is_first in begins
    ]
    return Ticks(_apart(minor, scale.width), _apart(_pinned(named), scale.width), step.unit)


def _pinned(ticks: list[Tick]) -> list[Tick]:
    """Return ticks without the first, which stands for what began before, if the second leaves it no room."""
    return ticks[1:] if len(ticks) > 1 and ticks[1].x <= len(ticks[0].text) + 1 else ticks


def _apart(ticks: Sequence[Tick], width: int) -> list[Tick]:
    """Return the ticks that are within a width and leave a blank between each other."""
    kept: list[Tick] = []
    for tick in ticks:
        is_free = not kept or tick.x > kept[-1].x + len(kept[-1].text) + 1
        if is_free and tick.x + len(tick.text) < width:
            kept.append(tick)
    return kept


def _minor_name(second: int, step: _Step) -> str:
    _, month, day = civil(second // DAY)
    if step.seconds < 60:
        return f"{clock(second)}:{second % 60:02}"
    if step.seconds < DAY:
        return clock(second)
    return str(day) if step.seconds < _YEAR // 12 else short_month(month)


def _major_name(second: int, step: _Step) -> str:
    """Return the name of the longer unit that a second is in."""
    year, month, _ = civil(second // DAY)
    if step.seconds < DAY:
        return day_name(second // DAY)
    return f"{short_month(month)} {year_name(year)}" if step.seconds < _YEAR // 12 else year_name(year)


def _seconds(first: int, last: int, rule: Mapping[str, Any]) -> Iterator[int]:
    """Yield the seconds in a range that a recurrence rule gives, counted from a new year, day or hour."""
    day = first // DAY
    shift = (day - _HOME) // _CYCLE * _CYCLE
    start = day * DAY
    if rule["freq"] <= rrule.MONTHLY:
        start = day_number(civil(day)[0], 1, 1) * DAY
    elif rule["freq"] >= rrule.MINUTELY:
        start = first - first % 3600
    begin = _datetime(start - shift * DAY)
    low, high = _datetime(first - shift * DAY), _datetime(last - shift * DAY)
    for moment in rrule.rrule(dtstart=begin, **rule).between(low, high, inc=True):
        second = moment.toordinal() * DAY + moment.hour * 3600 + moment.minute * 60 + moment.second + shift * DAY
        if first <= second <= last:
            yield second


def _datetime(second: int) -> datetime:
    day, rest = divmod(second, DAY)
    return datetime.fromordinal(day) + timedelta(seconds=rest)


# Years


def _year_ticks(scale: TimeScale) -> Ticks:
    first, last = civil(scale.first // DAY)[0], civil(scale.last // DAY)[0]
    for step in _YEAR_STEPS:
        if step * _YEAR * scale.width < 6 * scale.seconds:
            continue
        years = list(_round_years(first, last, step))
        ticks = [Tick(scale.cell(day_number(year, 1, 1) * DAY), _round_name(year)) for year in years]
        ticks = [tick for tick in ticks if tick.x >= 0]
        if all(after.x > before.x + len(before.text) + 2 for before, after in pairwise(ticks)):
            return Ticks(_apart(ticks, scale.width), (), "year" if step == 1 else f"{_count(step)} years")
    return Ticks((), (), "")


def _round_years(first: int, last: int, step: int) -> Iterator[int]:
    """Yield the years in a range that are named by multiples of a step, and the first one of our era.

    There is no year 0: 100 BC is the year -99.
    """
    for number in range(first // step, last // step + 2):
        value = number * step
        year = max(1, value) if value >= 0 else value if value <= -_ANCIENT else value + 1
        if first <= year <= last:
            yield year


def _round_name(year: int) -> str:
    """Return the name of a year, in few cells."""
    name = year_name(year)
    for words, short in ((" billion years ago", " bn yr ago"), (" million years ago", " m yr ago")):
        name = name.replace(words, short)
    return name


def _count(number: int) -> str:
    for size, name in ((10**9, "billion"), (10**6, "million")):
        if number >= size:
            return f"{number // size:,} {name}"
    return f"{number:,}"


# Where one is


def range_words(first: int, last: int) -> str:
    """Return the time between two seconds in words, as precise as its length asks: "Nov 2022 – Jan 2023"."""
    ends = [_end_words(second, last - first) for second in (first, last)]
    if ends[0] == ends[1]:
        return ends[0]
    start, end = (words.split() for words in ends)
    if start[1:] == end[1:] and start[0][-1].isdigit() and not end[-1][-1].isdigit():
        del start[1:]  # the words that follow the number of either end
    return f"{' '.join(start)} – {' '.join(end)}"


def _end_words(second: int, seconds: int) -> str:
    day = second // DAY
    year, month, _ = civil(day)
    if seconds < 4 * DAY:
        return f"{day_name(day)}, {clock(second)}"
    if seconds < _YEAR // 2:
        return day_name(day)
    if seconds < 20 * _YEAR:
        return f"{short_month(month)} {year_name(year)}"
    if -_ANCIENT < year < 10_000:
        return year_name(year)
    digits = max(0, len(str(abs(year))) - max(3, len(str(abs(year))) - len(str(seconds // _YEAR)) + 2))
    return _round_name(round(year, -digits))
