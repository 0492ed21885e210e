"""A query in a timeline's own terms."""

from __future__ import annotations

from tui.text.frozen import Frozen
from tui.timeline.dates.time_range import ALL_TIME, TimeRange
from tui.timeline.model.as_of import AsOf
from tui.timeline.query.language import Query
from tui.timeline.query.terms import TEXTS, Notice

TEXT = ""
"""The field of a bound term that looks for words."""


class BoundTerm(Frozen):
    """A term whose values are known to the timeline. An event matches if it has any of them."""

    field: str
    """A facet, ``is``, ``has``, ``origins``, ``thread``, `TEXT`, one of `TEXTS`, or `DATA` and a field's name."""
    values: frozenset[str]
    """Ids of facet values, flags, ids of events, folded words or phrases, or typed tests of a number or of a field.

    There is at least one.
    """
    negated: bool


class BoundQuery(Frozen):
    """A query in a timeline's own terms."""

    query: Query
    terms: tuple[BoundTerm, ...]
    """The terms that do not concern dates, in the order of the query."""
    ranges: tuple[TimeRange, ...]
    """An event must be within any of these ranges; without a range, no event matches."""
    excluded_ranges: tuple[TimeRange, ...]
    """An event must be outside all of these ranges."""
    certain: bool
    """Match only events that are certainly, not just possibly, within the ranges and known by the day."""
    as_of: AsOf | None
    """The day as of which the timeline is seen."""
    notices: tuple[Notice, ...]
    """The errors, for which parts of the query are ignored, then the hints, both in the order of its text."""

    @property
    def is_limited(self) -> bool:
        """Whether an event must be within `ranges`, which are not just all days."""
        return self.ranges != (ALL_TIME,)

    @property
    def is_dated(self) -> bool:
        """Whether the dates of an event matter."""
        return self.is_limited or bool(self.excluded_ranges)

    @property
    def needles(self) -> tuple[str, ...]:
        """The folded words and phrases to find, in all texts or in one, in the order of the query."""
        found = (term for term in self.terms if term.field in (TEXT, *TEXTS) and not term.negated)
        return tuple(needle for term in found for needle in sorted(term.values))

    def terms_of(self, facet: str) -> tuple[BoundTerm, ...]:
        """Return the terms on a facet, in the order of the query."""
        return tuple(term for term in self.terms if term.field == facet)

    def values(self, facet: str, *, negated: bool = False) -> frozenset[str]:
        """Return the ids of the values of a facet that the query chooses, or excludes."""
        return frozenset(
            value for term in self.terms if term.field == facet and term.negated == negated for value in term.values
        )
