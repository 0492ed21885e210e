"""A scale of time: which cell of a line each second is in."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from pyroaring import BitMap

from tui.timeline.analysis.axis_units import HOUR, MINUTE, QUARTER, UNITS, WEEK
from tui.timeline.dates.bounds import OPEN_END, OPEN_START
from tui.timeline.dates.calendar import DAY
from tui.timeline.dates.time_range import month_of_day, month_start
from tui.timeline.search.spans import Spans

_LEAST_SECONDS = 600
"""The shortest time that a scale shows."""
_LEAST_WHOLE = 3600
"""The shortest time that is shown of a whole timeline, such as one with a single event."""
_ROUND_UNITS = (MINUTE, HOUR, *(unit for unit in UNITS if unit.length >= DAY and unit not in (WEEK, QUARTER)))
"""The units that dates are narrowed to."""
_LEAST_UNITS = 15
_MARGIN = 20
"""What part of the time between the first event and the last is added on either side of them."""


class TimeScale(NamedTuple):
    """The seconds from a first to a last one, spread evenly over cells.

    Seconds are numbered as in `tui.timeline.dates.calendar`. All arithmetic is on integers, so it is exact for billions
    of years.
    """

    first: int
    last: int
    """The last second, included."""
    width: int
    """The number of cells, from 1."""

    @property
    def seconds(self) -> int:
        """How many seconds there are."""
        return self.last - self.first + 1

    def cell(self, second: int, parts: int = 1) -> int:
        """Return the cell that a second is in, or the part of a cell; less than 0 or too great if out of sight.

        Args:
            second: the second.
            parts: into how many parts each cell is divided.
        """
        return (second - self.first) * self.width * parts // self.seconds

    def start(self, cell: int, parts: int = 1) -> int:
        """Return the first second of a cell, or of a part of one."""
        return self.first - (-cell * self.seconds // (self.width * parts))

    def panned(self, cells: int) -> TimeScale:
        """Return the scale moved on by a number of cells; back if it is negative."""
        distance = abs(cells) * self.seconds // self.width * (1 if cells > 0 else -1)
        return self._replace(first=self.first + distance, last=self.last + distance)

    def whole_units(self) -> tuple[int, int]:
        """Return the first and the last second of the whole minutes, days, years or other units that the time is in.

        There are at least a dozen of them, so that there is not much more time than in sight.
        """
        unit = next((unit for unit in reversed(_ROUND_UNITS) if unit.length * _LEAST_UNITS <= self.seconds), MINUTE)
        return unit.start(unit.number_at(self.first)), unit.start(unit.number_at(self.last) + 1) - 1

    def zoomed(self, about: int, numerator: int, denominator: int) -> TimeScale:
        """Return the scale of a longer or shorter time, in which a second stays in its place.

        Args:
            about: the second.
            numerator: with the denominator, how many times as long the time becomes.
            denominator: see `numerator`.
        """
        seconds = max(_LEAST_SECONDS, self.seconds * numerator // denominator)
        first = about - (about - self.first) * seconds // self.seconds
        return self._replace(first=first, last=first + seconds - 1)

    def within(self, whole: TimeScale) -> TimeScale:
        """Return the scale moved into a longer one, or as much of it as that has room for."""
        if self.seconds >= whole.seconds:
            return whole._replace(width=self.width)
        first = max(whole.first, min(self.first, whole.last + 1 - self.seconds))
        return self._replace(first=first, last=first + self.seconds - 1)

    def showing(self, second: int) -> TimeScale:
        """Return the scale moved so that a second is well in sight; as it is, if the second is in sight."""
        if self.first <= second <= self.last:
            return self
        first = second - self.seconds // 3 if second > self.last else second - 2 * self.seconds // 3
        return self._replace(first=first, last=first + self.seconds - 1)


def whole_scale(extent: tuple[int, int], width: int) -> TimeScale:
    """Return the scale of all time from a first second to a last one, with some time around it."""
    first, last = extent
    margin = max((last - first) // _MARGIN, (_LEAST_WHOLE - (last - first)) // 2, 1)
    return TimeScale(first - margin, last + margin, width)


def extent_of(spans: Spans, events: BitMap) -> tuple[int, int] | None:
    """Return the first and the last second of the dates of some events, without open bounds; None without any date."""
    starts, ends = spans.bounds.earliest_starts, spans.bounds.latest_ends
    seconds = [
        second
        for group in spans.groups
        if events.intersect(group.events)
        for second in group.bounds
        if OPEN_START < second < OPEN_END
    ]
    short = events - spans.of_several_months
    if short:
        first, last = short[0], short[-1]
        seconds.append(starts[first])
        # Whatever ends last begins within a month of the last beginning.
        month = month_start(month_of_day(starts[last] // DAY)) * DAY
        seconds += [ends[number] for number in short & BitMap(range(bisect_left(starts, month), last + 1))]
    return (min(seconds), max(seconds)) if seconds else None
