"""Rules for the links between events."""

from __future__ import annotations

from collections.abc import Iterator

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
        for event_id in targets:
            if event_id in _reached(event_id, targets):
                yield finding(
                    rule,
                    ("events", event_id, "links", relation),
                    f"event '{event_id}' {words}",
                    f"remove one of the '{relation}' links",
                )


def _reached(event_id: str, targets: dict[str, list[str]]) -> set[str]:
    """Return all events that links lead to from an event, directly or not."""
    found: set[str] = set()
    pending = list(targets[event_id])
    while pending:
        target = pending.pop()
        if target not in found:
            found.add(target)
            pending += targets[target]
    return found
