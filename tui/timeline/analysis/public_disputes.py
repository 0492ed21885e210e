"""The disputes of a public edition."""

from __future__ import annotations

from collections.abc import Sequence

from tui.timeline.analysis.disputes import Disputes
from tui.timeline.model.as_of import AsOf
from tui.timeline.model.public import PublicEdition, public_edition
from tui.timeline.search.index import Index


def edition_of_disputes(index: Index, numbers: Sequence[int], as_of: AsOf | None) -> PublicEdition:
    """Return the public edition of a timeline, with the events that are in disputes in it.

    Args:
        index: the whole timeline.
        numbers: the numbers of the events that are in disputes in that, in their order.
        as_of: the day as of which they are; None for all of the timeline.
    """
    edition = public_edition(index.timeline, numbers)
    in_disputes = Disputes(Index(edition.timeline, index.today), as_of).events
    left_out = [number for number in numbers if number not in edition.new_numbers]
    listed = {*left_out, *(number for number, new in edition.new_numbers.items() if new in in_disputes)}
    return public_edition(index.timeline, [number for number in numbers if number in listed])
