"""Dates as the page compares them: their bounds and, where these leave gaps, the spans that they can mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import tzinfo

from tui.timeline.dates.bounds import OPEN_END, OPEN_START
from tui.timeline.dates.edtf import EdtfDate

_EXACT = 2**53
"""From here on, JavaScript's numbers are not exact."""
_MOST_SPANS = 400
"""The most spans of a date with gaps."""

Span = tuple[int, int]
"""The first and the last second of a part of a date."""


class TooManySpansError(Exception):
    """A date can mean more separate spans than a page should hold."""


def bound(second: int) -> int | str:
    """Return a second as the page has it: ``-`` or ``+`` where it is open, text where JavaScript has no such number."""
    if second in (OPEN_START, OPEN_END):
        return "-" if second == OPEN_START else "+"
    return second if abs(second) < _EXACT else str(second)


def possible_spans(date: EdtfDate, zone: tzinfo | None) -> list[Span]:
    """Return the spans in which a date with gaps can be, ascending and apart.

    Raises:
        TooManySpansError: there are more than a page should hold.
    """
    if date.members:
        spans: list[Span] = []
        for member in date.members:
            if member.start is not None and not member.is_range:
                spans += _limited(member.start.spans_in(zone))
            else:
                bounds = member.bounds_in(zone)
                spans.append((bounds.earliest_start, bounds.latest_end))
        return _merged(spans)
    assert date.start is not None  # an undated date has no gaps
    return _merged(_limited(date.start.spans_in(zone)))


def certain_spans(date: EdtfDate, zone: tzinfo | None) -> list[Span]:
    """Return the spans of a date that means several, all of them: if a range holds one, the date is certainly in it.

    Raises:
        TooManySpansError: there are more than a page should hold, or one that is open.
    """
    if any(member.start is None or member.end is None for member in date.members):
        raise TooManySpansError
    return sorted(set(_limited(span for member in date.members for span in member.units_in(zone))))


def _limited(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for span in spans:
        if len(found) == _MOST_SPANS:
            raise TooManySpansError
        found.append(span)
    return found


def _merged(spans: Iterable[Span]) -> list[Span]:
    return list(_joined(sorted(spans)))


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield ascending spans, those that touch or overlap as one."""
    current: Span | None = None
    for first, last in spans:
        if current is not None and first <= current[1] + 1:
            current = (current[0], max(current[1], last))
        else:
            if current is not None:
                yield current
            current = (first, last)
    if current is not None:
        yield current
