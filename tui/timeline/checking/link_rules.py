"""Rules for the links between events."""

from __future__ import annotations

from collections.abc import Iterator

from tui.timeline.checking.findings import Finding, FindingMaker
from tui.timeline.model.entities import DISPUTING, Event
from tui.timeline.model.timeline import Timeline


def check_denial(event: Event, finding: FindingMaker) -> Iterator[Finding]:
    """Check that a denial names what it denies."""
    if event.status == "denied" and not any(link.relation in DISPUTING for link in event.links):
        yield finding(
            "denial-without-link",
            ("events", event.id, "status"),
            f"event '{event.id}' is a denial without a link",
            "name what it denies under 'links', or give it another status",
        )


def check_parts(timeline: Timeline, finding: FindingMaker) -> Iterator[Finding]:
    """Check that no event is part of itself, directly or through other events."""
    wholes = {
        event.id: [link.target for link in event.links if link.relation == "part_of"] for event in timeline.events
    }
    for event_id in wholes:
        if event_id in _all_wholes(event_id, wholes):
            yield finding(
                "part-of-itself",
                ("events", event_id, "links", "part_of"),
                f"event '{event_id}' is part of an event that is part of it",
                "remove one of the 'part_of' links",
            )


def _all_wholes(event_id: str, wholes: dict[str, list[str]]) -> set[str]:
    """Return all events that an event is part of, directly or not."""
    found: set[str] = set()
    pending = list(wholes[event_id])
    while pending:
        whole = pending.pop()
        if whole not in found:
            found.add(whole)
            pending += wholes[whole]
    return found
