"""The part of a timeline that an export shows: some events, and what they refer to."""

from __future__ import annotations

from collections.abc import Iterable

from tui.text.frozen import replace
from tui.timeline.exports.losses import Losses
from tui.timeline.model.entities import Event
from tui.timeline.model.needed import Needed
from tui.timeline.model.timeline import Timeline


def selected(timeline: Timeline, events: Iterable[Event], losses: Losses) -> Timeline:
    """Return a timeline of some events, in its order, with nothing that these do not need.

    Drafts are left out and counted, and so are links to events that are left out. Saved views are left out, as they
    might name values that are. A timeline without drafts that is given whole stays as it is.

    Args:
        timeline: the timeline.
        events: some of its events, which may lack some of their quotes or links.
        losses: counts what is left out.
    """
    shown = []
    for event in events:
        if event.is_draft:
            losses.add("draft left out", "drafts left out")
        else:
            shown.append(event)
    shown.sort(key=lambda event: timeline.numbers.get(event.id, 0))
    if len(shown) == len(timeline.events) and all(map(Event.__eq__, shown, timeline.events)):
        return timeline
    ids = {event.id for event in shown}
    kept = []
    for event in shown:
        links = tuple(link for link in event.links if link.target in ids)
        dropped = len(event.links) - len(links)
        losses.add("link to an event left out", "links to events left out", dropped)
        kept.append(replace(event, links=links) if dropped else event)
    needed = Needed(timeline)
    for event in kept:
        needed.add(event)
    return replace(
        timeline,
        events=tuple(kept),
        sources={source: timeline.sources[source] for source in needed.sources()},
        vocabularies={
            section: {entry: entries[entry] for entry in needed.entries(section)}
            for section, entries in timeline.vocabularies.items()
        },
        views=(),
    )
