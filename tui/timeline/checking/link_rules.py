"""Rules for the links between events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tui.timeline.checking.findings import Finding, FindingMaker
from tui.timeline.dates.words import date_words
from tui.timeline.model.entities import DISPUTING, Event
from tui.timeline.model.timeline import Timeline

_CIRCLES = {
    "follows": ("follows-itself", "follows an event that follows it"),
    "part_of": ("part-of-itself", "is part of an event that is part of it"),
}
"""By relation that must form no circle: the rule, and the words for an event in a circle."""


def check_denial(event: Event, finding: FindingMaker) -> Iterator[Finding]:
    """Check that a denial names what it denies."""
    if event.status == "denied" and not any(link.relation in DISPUTING for link in event.links):
        yield finding(
            "denial-without-link",
            ("events", event.id, "status"),
            f"event '{event.id}' is a denial without a link",
            "name what it denies under 'links', or give it another status",
        )


def check_order(timeline: Timeline, event: Event, finding: FindingMaker) -> Iterator[Finding]:
    """Check that an event does not follow one that begins only after it, whatever the two dates mean."""
    begins = event.date.bounds_in(timeline.zone).latest_start
    for relation, target in event.links:
        if relation != "follows":
            continue
        other = timeline.events[timeline.numbers[target]]
        if begins < other.date.bounds_in(timeline.zone).earliest_start:
            yield finding(
                "follows-later",
                ("events", event.id, "links", "follows"),
                f"event '{event.id}' ({date_words(event.date)}) follows '{target}', which is later "
                f"({date_words(other.date)})",
                "correct one of the dates, or turn the link round",
            )


def check_circles(timeline: Timeline, finding: FindingMaker) -> Iterator[Finding]:
    """Check that no event is part of itself or follows itself, directly or through other events."""
    for relation, (rule, words) in _CIRCLES.items():
        targets = {
            event.id: [link.target for link in event.links if link.relation == relation] for event in timeline.events
        }
        circling = _in_circles(targets)
        for event_id in targets:
            if event_id in circling:
                yield finding(
                    rule,
                    ("events", event_id, "links", relation),
                    f"event '{event_id}' {words}",
                    f"remove one of the '{relation}' links",
                )


def _in_circles(targets: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the events from which links lead back to them, directly or not.

    These are the strongly connected components, found by Tarjan's algorithm in one walk along all links.

    Args:
        targets: by the id of each event, those of the events that it links to.
    """
    numbers: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: dict[str, None] = {}
    """The events whose component is not complete, in the order in which they were reached."""
    found: set[str] = set()
    walk: list[tuple[str, Iterator[str]]] = []

    def enter(event_id: str) -> None:
        numbers[event_id] = lowest[event_id] = len(numbers)
        path[event_id] = None
        walk.append((event_id, iter(targets[event_id])))

    for start in targets:
        if start not in numbers:
            enter(start)
        while walk:
            event_id, links = walk[-1]
            for target in links:
                if target not in numbers:
                    enter(target)
                    break
                if target in path:
                    lowest[event_id] = min(lowest[event_id], numbers[target])
            else:
                walk.pop()
                if walk:
                    lowest[walk[-1][0]] = min(lowest[walk[-1][0]], lowest[event_id])
                if lowest[event_id] == numbers[event_id]:
                    component = _popped(path, event_id)
                    if len(component) > 1 or event_id in targets[event_id]:
                        found.update(component)
    return found


def _popped(path: dict[str, None], first: str) -> list[str]:
    """Remove an event and those after it from a path, and return them."""
    popped: list[str] = []
    while not popped or popped[-1] != first:
        popped.append(path.popitem()[0])
    return popped
