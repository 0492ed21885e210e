"""Public editions: a timeline without drafts, and without the events that its file marks as internal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tui.text.counts import listed
from tui.text.frozen import Frozen, replace
from tui.timeline.model.entities import Event
from tui.timeline.model.facets import VOCABULARIES
from tui.timeline.model.needed import Needed
from tui.timeline.model.timeline import Timeline


class PublicEdition(Frozen):
    """A part of a timeline for the public. No text of an event that is left out is anywhere in it."""

    timeline: Timeline
    """The events, with the sources, entries and own facets that they need, and without saved views."""
    numbers: Sequence[int]
    """The numbers in it of the events asked for, in their order."""
    new_numbers: Mapping[int, int]
    """The number of each event in the edition, by its number in the whole timeline; events left out are missing."""
    left_out: str
    """How many of the events asked for are left out, in words: "1 draft and 2 internal events"; never empty."""


def public_edition(timeline: Timeline, shown: Iterable[int]) -> PublicEdition:
    """Return the public edition of a timeline.

    Args:
        timeline: the whole timeline.
        shown: the numbers of the events asked for; what is left out is counted among them.
    """
    internal = {number for number, event in enumerate(timeline.events) if event.is_internal}
    drafts = {number for number, event in enumerate(timeline.events) if event.is_draft} - internal
    hidden = {timeline.events[number].id for number in internal | drafts}
    needed = Needed(timeline)
    events: list[Event] = []
    new_numbers: dict[int, int] = {}
    lost_links: dict[int, int] = {}
    for number, event in enumerate(timeline.events):
        if event.id not in hidden:
            links = tuple(link for link in event.links if link.target not in hidden)
            lost_links[number] = len(event.links) - len(links)
            new_numbers[number] = len(events)
            events.append(replace(event, links=links) if lost_links[number] else event)
            needed.add(event)
    asked = list(shown)
    left_out = _counted(
        (sum(number in drafts for number in asked), "draft", "drafts"),
        (sum(number in internal for number in asked), "internal event", "internal events"),
        (
            sum(lost_links.get(number, 0) for number in asked),
            "link to a hidden event",
            "links to hidden events",
        ),
    )
    numbers = [new_numbers[number] for number in asked if number in new_numbers]
    return PublicEdition(
        _edition(timeline, tuple(events), needed, left_out), numbers, new_numbers, left_out or "nothing"
    )


def _edition(timeline: Timeline, events: Sequence[Event], needed: Needed, left_out: str) -> Timeline:
    """Return a timeline of some events that defines only what they need."""
    own_facets = tuple(spec for spec in timeline.own_facets if needed.has_facet(spec.name))
    sections = {*VOCABULARIES, *(spec.vocabulary for spec in own_facets)}
    return Timeline(
        title=timeline.title,
        events=events,
        sources={source: timeline.sources[source] for source in needed.sources()},
        vocabularies={
            section: {entry: entries[entry] for entry in needed.entries(section)}
            for section, entries in timeline.vocabularies.items()
            if section in sections
        },
        own_facets=own_facets,
        description=timeline.description,
        language=timeline.language,
        timezone=timeline.timezone,
        ignored_checks=timeline.ignored_checks,
        version=timeline.version,
        left_out=left_out,
    )


def _counted(*numbers: tuple[int, str, str]) -> str:
    """Return numbers of things in words, each with its singular and plural; empty if there are none."""
    return listed([f"{number:,} {one if number == 1 else many}" for number, one, many in numbers if number])
