"""The part of a timeline that an export shows: some events, and what they refer to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tui.text.frozen import replace
from tui.timeline.exports.losses import Losses
from tui.timeline.model.entities import Entry, Event
from tui.timeline.model.facets import VOCABULARIES
from tui.timeline.model.timeline import Timeline
from tui.timeline.model.tree import lineage


def selected(timeline: Timeline, events: Iterable[Event], losses: Losses) -> Timeline:
    """Return a timeline of some events, in its order, with nothing that these do not need.

    Drafts are left out and counted, and so are links to events that are left out, and saved views, which might name
    values that are. A timeline without drafts that is given whole stays as it is.

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
    losses.add("saved view left out", "saved views left out", len(timeline.views))
    ids = {event.id for event in shown}
    kept = []
    for event in shown:
        links = tuple(link for link in event.links if link.target in ids)
        dropped = len(event.links) - len(links)
        losses.add("link to an event left out", "links to events left out", dropped)
        kept.append(replace(event, links=links) if dropped else event)
    sources = {source for event in kept for source in event.sources}
    return replace(
        timeline,
        events=tuple(kept),
        sources={key: source for key, source in timeline.sources.items() if key in sources},
        vocabularies=_needed(timeline, kept, sources),
        views=(),
    )


def _needed(timeline: Timeline, events: Iterable[Event], sources: Iterable[str]) -> Mapping[str, Mapping[str, Entry]]:
    """Return the entries that events and sources name, and all above these."""
    named: dict[str, set[str]] = {}
    for event in events:
        for facet, values in event.values.items():
            if vocabulary := timeline.specs[facet].vocabulary:
                named.setdefault(vocabulary, set()).update(values)
    outlets = (timeline.sources[source].outlet for source in sources)
    named.setdefault("actors", set()).update(outlet for outlet in outlets if outlet is not None)
    needed = {}
    for section, entries in timeline.vocabularies.items():
        kept = {above for value in named.get(section, ()) if value in entries for above in lineage(entries, value)}
        if kept or section in VOCABULARIES:
            needed[section] = {key: entry for key, entry in entries.items() if key in kept}
    return needed
