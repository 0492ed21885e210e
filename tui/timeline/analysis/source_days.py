"""The days on which the sources of a timeline came out."""

from __future__ import annotations

from collections.abc import Sequence

from tui.timeline.dates.bounds import OPEN_END
from tui.timeline.dates.calendar import DAY
from tui.timeline.model.as_of import is_dated, known_since
from tui.timeline.model.timeline import Timeline


def source_days(timeline: Timeline) -> Sequence[int]:
    """Return the day of each source that has a date, ascending: the first on which it may have come out.

    Of a date without a first day it is the last.
    """
    days = []
    for source in timeline.sources.values():
        if is_dated(source):
            seconds = (known_since(source, timeline.zone, certain=certain) for certain in (False, True))
            days += [second // DAY for second in seconds if abs(second) < OPEN_END][:1]
    return sorted(days)
