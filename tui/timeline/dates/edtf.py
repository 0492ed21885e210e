"""Dates in EDTF, levels 0 to 2 of ISO 8601-2:2019: single dates, intervals and sets, with their bounds in seconds.

Doubt is not duration. `2022-11` and `[2022-11-01..2022-11-08]` are one moment somewhere in a span;
`2022-11-01/2022-11-08` lasted from some moment of its first day to some moment of its last. So every date has four
bounds: the earliest and latest start, and the earliest and latest end.

Beyond the specification, times of day may stand in intervals and sets, and `../..` is a date of which nothing is known.
"""

from __future__ import annotations

from datetime import date, tzinfo
from functools import lru_cache

from tui.timeline.dates.bounds import OPEN_END, OPEN_START, UNDATED, Bounds
from tui.timeline.dates.calendar import DAY
from tui.timeline.dates.sets import SetMember, read_member
from tui.timeline.dates.single import EdtfError as EdtfError
from tui.timeline.dates.single import Precision as Precision
from tui.timeline.dates.single import SingleDate, WrittenDate, is_reversed, read_single

_FIRST_DAY = 1
_LAST_DAY = date.max.toordinal()
# The days of three centuries: a timeline of a million events parses each date but once.
_CACHED_DATES = 1 << 17
# The ends of an interval without a date: open, and unknown.
_NO_DATE = ("..", "")


class EdtfDate(WrittenDate):
    """A date, an interval or a set. Made by `parse`, which keeps its fields consistent.

    Dates that mean the same and are written differently are not equal.
    """

    start: SingleDate | None
    """The date, the start of the interval or the first date of the set; None when the start is open or unknown."""
    end: SingleDate | None
    """The date again, the end of the interval or the last date of the set; None when the end is open or unknown."""
    members: tuple[SetMember, ...]
    """The members of a set, in the order written; empty for a date and an interval."""

    @staticmethod
    def parse(text: str) -> EdtfDate:
        """Read a date exactly as written; blanks around it are an error too.

        Raises:
            EdtfError: the text is not EDTF, impossible, an interval that ends before it starts, or beyond the year
                200,000,000,000 before or after year 0.
        """
        found = _parse(text)
        if found is None:
            from tui.timeline.dates.refusals import refusal

            raise refusal(text, _parse)
        return found

    @staticmethod
    def try_parse(text: str) -> EdtfDate | None:
        """Read a date as `parse` does, but return None for a text that is not one: finding the error takes longer."""
        return _parse(text)

    def __str__(self) -> str:
        """Return the text as it was written."""
        return self.text

    @property
    def is_interval(self) -> bool:
        """Whether it was written with a slash, `../..` included: it lasts."""
        return "/" in self.text

    @property
    def is_one_of(self) -> bool:
        """Whether it is a set of which one member is meant: `[1667,1670..1672]`."""
        return self.text[0] == "["

    @property
    def is_all_of(self) -> bool:
        """Whether it is a set of which all members are meant: `{2020-10-14,2020-10-28}`."""
        return self.text[0] == "{"

    @property
    def is_undated(self) -> bool:
        """Whether nothing is known of it: `../..`."""
        return self.start is None and self.end is None and not self.members

    @property
    def precision(self) -> Precision:
        """Precision of the start, or of the end where the start is open; of a set, that of its first member."""
        first = self.members[0] if self.members else self
        known = first.start or first.end
        return "undated" if known is None else known.precision

    @property
    def bounds(self) -> Bounds:
        """The four bounds by the clock of UTC."""
        return self.bounds_in(None)

    @property
    def sort_key(self) -> tuple[int, int, int, int]:
        """The bounds by the clock of UTC, as a plain tuple, which is faster."""
        start = self.start
        if start is None or start.offset is not None or "/" in self.text or self.members:
            return self.bounds_in(None)
        return start.first, start.last, start.first, start.last

    def bounds_in(self, zone: tzinfo | None) -> Bounds:
        """Return the four bounds by the clock of a time zone, or of UTC.

        A local time stays as written, and an instant is moved to that clock. An open end, `..`, is one that did not
        come; an empty one came, and nobody knows when. Unspecified digits may leave gaps between the bounds, which are
        exact all the same.
        """
        if self.members:
            return self._set_bounds(zone)
        if self.start is None or self.is_interval:
            return self._interval_bounds(zone)
        first, last = self.start.bounds_in(zone)
        return Bounds(first, last, first, last)

    def possible(self, first: int | None, last: int | None, zone: tzinfo | None = None) -> bool:
        """Return whether it can have been under way between two seconds, both included; None is unbounded.

        This is exact: a range in a gap of `156X-12-25` or `[1667,1670]` is not possible.
        """
        low, high = _unbounded(first, last)
        if low > high or not self.bounds_in(zone).possible(low, high):
            return False
        if self.members:
            return any(member.overlaps(low, high, zone) for member in self.members)
        return self.is_interval or self.start is None or self.start.overlaps(low, high, zone)

    def certain(self, first: int | None, last: int | None, zone: tzinfo | None = None) -> bool:
        """Return whether it surely was under way between two seconds, both included; None is unbounded.

        A single date and a one-of set must lie within the range with all that they can mean. Of an all-of set one
        member must.
        """
        low, high = _unbounded(first, last)
        if low > high:
            return False
        if self.is_all_of:
            return any(member.is_covered(low, high, zone) for member in self.members)
        return self.bounds_in(zone).certain(low, high)

    def canonical(self) -> str:
        """Return the preferred form of the same date, with equal bounds.

        Its single dates are in their own; members of a set are sorted and stand once, and a set of one date is that
        date.
        """
        if self.members:
            in_order = sorted(self.members, key=lambda member: member.bounds_in(None))
            written = list(dict.fromkeys(member.canonical() for member in in_order))
            if len(written) == 1 and ".." not in written[0]:
                return written[0]
            return self.text[0] + ",".join(written) + self.text[-1]
        if not self.is_interval:
            return _canonical_endpoint(self.text, self.start)
        if self.is_undated:
            return "../.."
        start, _, end = self.text.partition("/")
        return f"{_canonical_endpoint(start, self.start)}/{_canonical_endpoint(end, self.end)}"

    # What the rest of the program knows of dates: days of years 1 to 9999, those beyond as if they were the nearest.

    @property
    def earliest(self) -> date | None:
        """The first possible day; None when the start is open or before year 1."""
        day = self.bounds.earliest_start // DAY
        return None if day < _FIRST_DAY else date.fromordinal(min(day, _LAST_DAY))

    @property
    def latest(self) -> date | None:
        """The last possible day; None when the end is open or after year 9999."""
        day = self.bounds.latest_end // DAY
        return None if day > _LAST_DAY else date.fromordinal(max(day, _FIRST_DAY))

    def _interval_bounds(self, zone: tzinfo | None) -> Bounds:
        if self.is_undated:
            return UNDATED
        start, _, end = self.text.partition("/")
        earliest_start, latest_start = _endpoint_bounds(start, self.start, zone, open_end=OPEN_START)
        earliest_end, latest_end = _endpoint_bounds(end, self.end, zone, open_end=OPEN_END)
        # Clocks that are put back, or two zones, can put the written end before the written start.
        latest_end = max(latest_end, earliest_start)
        # It starts no later than it ends.
        if latest_start > latest_end:
            later = self.start if not start.endswith("..") else None
            latest_start = later.latest_until(latest_end) if later else latest_end
        if earliest_end < earliest_start:
            sooner = self.end if not end.startswith("..") else None
            earliest_end = sooner.earliest_from(earliest_start) if sooner else earliest_start
        return Bounds(earliest_start, latest_start, earliest_end, latest_end)

    def _set_bounds(self, zone: tzinfo | None) -> Bounds:
        starts, late_starts, early_ends, ends = zip(*(member.bounds_in(zone) for member in self.members), strict=True)
        if self.is_one_of:
            return Bounds(min(starts), max(ends), min(starts), max(ends))
        # It happened in every member: the first time is no later than any of them, the last no sooner.
        return Bounds(min(starts), min(late_starts), max(early_ends), max(ends))


def _unbounded(first: int | None, last: int | None) -> tuple[int, int]:
    return OPEN_START if first is None else first, OPEN_END if last is None else last


def _endpoint_bounds(text: str, date: SingleDate | None, zone: tzinfo | None, *, open_end: int) -> tuple[int, int]:
    """Return when an interval can have started or ended; `..2022` is 2022 or earlier, `2022..` is 2022 or later."""
    if date is None:
        return (open_end, open_end) if text else (OPEN_START, OPEN_END)
    first, last = date.bounds_in(zone)
    return OPEN_START if text.startswith("..") else first, OPEN_END if text.endswith("..") else last


def _canonical_endpoint(text: str, date: SingleDate | None) -> str:
    if date is None:
        return text
    from tui.timeline.dates.canonical import canonical_single

    before, after = ".." * text.startswith(".."), ".." * text.endswith("..")
    return f"{before}{canonical_single(date)}{after}"


@lru_cache(maxsize=_CACHED_DATES)
def _parse(text: str) -> EdtfDate | None:
    if "/" in text:
        return _read_interval(text)
    if text[:1] in ("[", "{"):
        return _read_set(text)
    single = read_single(text)
    return None if single is None else EdtfDate(text, single, single, ())


def _read_interval(text: str) -> EdtfDate | None:
    start_text, _, end_text = text.partition("/")
    start, end = _read_endpoint(start_text), _read_endpoint(end_text)
    if start is None or end is None:
        is_known = (start is not None or start_text in _NO_DATE) and (end is not None or end_text in _NO_DATE)
        return EdtfDate(text, start, end, ()) if is_known and text != "/" else None
    can_be_before = start_text.startswith("..") or end_text.endswith("..")
    return EdtfDate(text, start, end, ()) if can_be_before or not is_reversed(start, end) else None


def _read_endpoint(text: str) -> SingleDate | None:
    """Read one end of an interval: a date, or a date and what is before it or after it, as `..2022` and `2022..`."""
    return read_single(text[2:] if text.startswith("..") else text.removesuffix(".."))


def _read_set(text: str) -> EdtfDate | None:
    if len(text) < 3 or text[0] + text[-1] not in ("[]", "{}"):
        return None
    members = []
    for written in text[1:-1].split(","):
        member = read_member(written)
        if member is None:
            return None
        members.append(member)
    starts, ends = [member.start for member in members], [member.end for member in members]
    start = None if None in starts else min(filter(None, starts), key=lambda date: date.first)
    end = None if None in ends else max(filter(None, ends), key=lambda date: date.last)
    return EdtfDate(text, start, end, tuple(members))
