"""The tables of links: since when events had links, were disputed and were answered."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from pyroaring import BitMap

from tui.timeline.model.entities import ANSWERING, DISPUTING, RELATIONS
from tui.timeline.model.links import Links
from tui.timeline.search.postings import Sets


def seconds_of_events(sets: Sets, size: int) -> Sequence[int]:
    """Return the second of each event, given the events of each second.

    Args:
        sets: the events by second, in decimal.
        size: the number of events.
    """
    seconds = array("q", bytes(8 * size))
    for second, events in sets.items():
        for number in events:
            seconds[number] = int(second)
    return seconds


def link_tables(links: Links, since: Sequence[int], since_certain: Sequence[int]) -> dict[str, Sets]:
    """Return the tables ``linked``, ``disputed`` and ``answered``, and the same for certain seconds.

    Args:
        links: the links.
        since: the second since which each event was possibly known.
        since_certain: the second since which it was certainly known.
    """
    disputing, answering = (
        {index for index, relation in enumerate(RELATIONS) if relation in group} for group in (DISPUTING, ANSWERING)
    )
    tables: dict[str, Sets] = {}
    for suffix, seconds in (("", since), ("-certain", since_certain)):
        linked: dict[int, int] = {}
        disputed: dict[int, int] = {}
        answered: dict[int, int] = {}
        for origin, relation, target in zip(links.origins, links.relations, links.targets, strict=True):
            origin_second, target_second = seconds[origin], seconds[target]
            if (second := linked.get(origin)) is None or target_second < second:
                linked[origin] = target_second
            if (second := linked.get(target)) is None or origin_second < second:
                linked[target] = origin_second
            if relation in disputing and ((second := disputed.get(target)) is None or origin_second < second):
                disputed[target] = origin_second
            if relation in answering and ((second := answered.get(target)) is None or origin_second < second):
                answered[target] = origin_second
        for name, found in (("linked", linked), ("disputed", disputed), ("answered", answered)):
            by_second: dict[str, BitMap] = {}
            for number, second in found.items():
                key = str(second)
                if key not in by_second:
                    by_second[key] = BitMap()
                by_second[key].add(number)
            tables[name + suffix] = by_second
    return tables
