"""The labels of the axis of a chart.

Two kinds of labels are on an axis: names of a longer unit where it begins, such as "8 Nov 2022" and then "9 Nov", and
between them names of shorter units, such as "06:00". On an axis of years or longer units there are only names of years.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tui.app.chart.columns import Columns
from tui.timeline.analysis.axis import Bucket
from tui.timeline.analysis.axis_units import DAYS, MONTH, WEEK, YEAR, AxisUnit
from tui.timeline.analysis.bucket_names import clock, day_name, short_month
from tui.timeline.dates.calendar import DAY, civil
from tui.timeline.dates.names import year_name
from tui.timeline.dates.sections import round_year_words

_YEAR_STEPS = tuple(factor * 10**power for power in range(12) for factor in (1, 2, 5))
_MONTH_STEPS = (1, 2, 3, 6, 12)
_MOST_YEARLESS = 2
"""How many labels may leave it to a later one to name their year."""
_LEAST_LABELLED = 0.7
"""The least share of the shorter units that have a label, if any of them has."""
_SHORT_MONTH_STEPS = (1, 3, 6)
_DAY_STEPS = (1, 2, 5, 10, 15)
_CLOCK_STEPS = tuple(60 * minutes for minutes in (1, 5, 10, 15, 30, 60, 120, 180, 360, 720))


class AxisLabel(NamedTuple):
    """A label of an axis, and the time that it names."""

    x: int
    """Its first cell."""
    text: str
    first: int
    """The first second of the time."""
    last: int
    """The last second, included."""

    @property
    def cells(self) -> range:
        """Its cells."""
        return range(self.x, self.x + len(self.text))


class _Tick(NamedTuple):
    """A place for a label."""

    x: int
    """Its first cell."""
    text: str
    number: int
    """The number of its unit: an axis may show only those that are divisible by a step."""
    named: tuple[int, int]
    """The first and the last second of the time that the text names."""
    has_year: bool = False
    """Whether the text names a year."""

    @property
    def end(self) -> int:
        """The cell after the text."""
        return self.x + len(self.text)


class _LongUnit(NamedTuple):
    """A day, month or year that an axis of shorter units is labelled with."""

    number: int
    year: int
    name: str
    """Its name if the year is known."""
    full_name: str


def axis_labels(columns: Columns, width: int) -> list[AxisLabel]:
    """Return the labels of an axis of this width in cells.

    There is at least one, and no label touches another.
    """
    breaks = [tick for tick in _breaks(columns) if tick.end <= width]
    placed = _thinned(columns, breaks, width)
    labels = [AxisLabel(tick.x, tick.text, *tick.named) for tick in placed]
    return labels or [_first_year(bucket) for bucket in columns.buckets[:1]]


def _thinned(columns: Columns, breaks: Sequence[_Tick], width: int) -> list[_Tick]:
    """Return the names of longer units that have room beside the breaks, with shorter ones if all of them have."""
    unit = columns.unit
    for step in _YEAR_STEPS if unit.months else _MONTH_STEPS if unit in (DAYS, WEEK) else _DAY_STEPS:
        longer = _free([tick for tick in _longer(columns, step) if tick.end <= width], breaks)
        if longer and not _touch(longer) and any(tick.has_year for tick in longer):
            placed = sorted([*longer, *breaks])
            return sorted([*placed, *_shorter(columns, placed, width)]) if step == 1 else placed
    return list(breaks) or [tick for tick in _longer(columns, 1) if tick.end <= width][:1]


def _touch(ticks: Sequence[_Tick]) -> bool:
    return any(before.end >= after.x for before, after in pairwise(ticks))


def _free(ticks: Sequence[_Tick], placed: Sequence[_Tick]) -> list[_Tick]:
    """Return the ticks that touch none of those that are placed already."""
    return [tick for tick in ticks if all(tick.end < other.x or other.end < tick.x for other in placed)]


def _first_year(bucket: Bucket) -> AxisLabel:
    return AxisLabel(0, year_name(civil(bucket.first // DAY)[0]), *_period(YEAR, bucket.first))


def _period(unit: AxisUnit, second: int) -> tuple[int, int]:
    """Return the first and the last second of the instance of a unit that a second is in."""
    number = unit.number_at(second)
    return unit.start(number), unit.start(number + 1) - 1


def _breaks(columns: Columns) -> Iterator[_Tick]:
    """Yield the name of each break that is wide enough for it."""
    for i, bucket in enumerate(columns.buckets):
        room = len(columns.cells(i)) - len(bucket.label)
        if bucket.is_folded and room >= 2:
            yield _Tick(columns.starts[i] + room // 2, bucket.label, 0, (bucket.first, bucket.last))


def _longer(columns: Columns, step: int) -> Iterator[_Tick]:
    """Yield a tick for each longer unit that is divisible by a step, where it begins or where the axis begins in it.

    The latter is left out if there is no room for it before the next one.
    """
    ticks: list[tuple[int, _LongUnit, bool, tuple[int, int]]] = []
    before = None
    for i, bucket in enumerate(columns.buckets):
        if bucket.is_folded:
            before = None
            continue
        named = _long_unit(columns.unit, bucket.first // DAY)
        if (before is None or named.number != before) and named.number % step == 0:
            ticks.append((columns.starts[i], named, before is None, _named_long(columns.unit, bucket)))
        before = named.number
    year_before: int | None = None
    yearless = 0
    for position, (x, named, begins_axis, seconds) in enumerate(ticks):
        following = ticks[position + 1] if position + 1 < len(ticks) else None
        room = following[0] - x if following and not _has_years(columns.unit) else None
        has_room = room is None or len(named.full_name) < room
        needs_year = named.year != year_before
        name = named.full_name if needs_year and (has_room or yearless == _MOST_YEARLESS) else named.name
        if begins_axis and room is not None and len(name) >= room:
            continue
        has_year = name == named.full_name
        year_before = named.year if has_year or not needs_year else None
        yearless += needs_year and not has_year
        yield _Tick(x, name, named.number, seconds, has_year)


def _long_unit(unit: AxisUnit, day: int) -> _LongUnit:
    """Return the longer unit that a day is in, on an axis of a unit."""
    year, month, _ = civil(day)
    name = year_name(year)
    if unit.months > YEAR.months:
        name = round_year_words(year).replace(" years ago", " BC")
        return _LongUnit(year, year, name, name)
    if unit.months:
        return _LongUnit(year if year > 0 else year - 1, year, name, name)  # 44 BC is the year -43
    if unit in (DAYS, WEEK):
        return _LongUnit(12 * year + month - 1, year, short_month(month), f"{short_month(month)} {name}")
    full_name = day_name(day)
    return _LongUnit(day, year, full_name.removesuffix(f" {name}"), full_name)


def _named_long(unit: AxisUnit, bucket: Bucket) -> tuple[int, int]:
    """Return the time that the name of a longer unit means: the year of a month, or a bucket longer than a year."""
    if unit.months > YEAR.months:
        return bucket.first, bucket.last
    return _period(YEAR if unit.months else MONTH if unit in (DAYS, WEEK) else DAYS, bucket.first)


def _has_years(unit: AxisUnit) -> bool:
    """Return whether the buckets of a unit are years or longer."""
    return unit.months >= YEAR.months


def _shorter(columns: Columns, placed: Sequence[_Tick], width: int) -> list[_Tick]:
    """Return ticks for shorter units, as many as have room between those that are placed already."""
    unit = columns.unit
    if _has_years(unit):
        return []
    ticks = []
    for i, bucket in enumerate(columns.buckets):
        if bucket.is_folded:
            continue
        _, month, day = civil(bucket.first // DAY)
        if unit.months:
            tick = _Tick(columns.starts[i], short_month(month), month - 1, _period(MONTH, bucket.first))
        elif unit in (DAYS, WEEK):
            number = unit.number_at(bucket.first) if unit == WEEK else day
            tick = _Tick(columns.starts[i], str(day), number, (bucket.first, bucket.last))
        else:
            tick = _Tick(columns.starts[i], clock(bucket.first), bucket.first % DAY, (bucket.first, bucket.last))
        if tick.end <= width:
            ticks.append(tick)
    steps = _SHORT_MONTH_STEPS if unit.months else _DAY_STEPS if unit in (DAYS, WEEK) else _CLOCK_STEPS
    for step in steps:
        wanted = [tick for tick in ticks if tick.number % step == 0 and tick.x not in {other.x for other in placed}]
        found = _free(wanted, placed)
        # Where one year has a label and the next has none, as by chance, none is better.
        if not _touch(found) and len(found) >= _LEAST_LABELLED * len(wanted):
            return found
    return []
