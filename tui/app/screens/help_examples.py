"""Example queries that use the timeline's own values, so that they match events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tui.timeline.dates.calendar import MONTHS
from tui.timeline.model.entities import Event
from tui.timeline.query.language import Query
from tui.timeline.query.terms import quoted_if_needed
from tui.timeline.search.answers import count_values
from tui.timeline.search.index import Index

_WORD = re.compile(r"\w{5,}")
_PHRASE = re.compile(r"\b\w{4,} \w{4,}\b")


class Example(NamedTuple):
    """A query and the part of the language that it shows."""

    query: str
    meaning: str


def examples(index: Index, event: Event | None) -> Iterator[Example]:
    """Yield a few queries, from simple to advanced.

    Args:
        index: the timeline. Its most frequent values are used.
        event: an event whose words and dates are used.
    """
    if event is not None:
        words = _WORD.findall(event.title)[:2]
        if len(words) == 2:
            yield Example(" ".join(words).lower(), "both words, anywhere in the event")
        texts = [event.title, *(quote.exact for quote in event.quotes)]
        if phrase := next(filter(None, map(_PHRASE.search, reversed(texts))), None):
            yield Example(f'"{phrase[0].lower()}"', "a phrase")
    actors, weapons = _most_frequent(index, "actor"), _most_frequent(index, "weapon")
    for actor in actors[:1]:
        yield Example(f"actor:{actor}", "an actor, with all that belongs to it; a name or an alias will do")
    if len(weapons) > 1:
        yield Example(f"weapon:{weapons[0]},{weapons[1]}", "either")
    if actors and (together := _most_frequent(index, "weapon", Query.parse(f"actor:{actors[0]}"))):
        yield Example(f"actor:{actors[0]} weapon:{together[0]}", "both")
    statuses = _most_frequent(index, "status")
    if len(statuses) > 1:
        without = "denied" if "denied" in statuses else statuses[-1]
        yield Example(f"-status:{without}", "not these")
    for speaker in _most_frequent(index, "speaker")[:1]:
        yield Example(f"speaker:{speaker}", "who says it; likewise via: source: kind: year:")
    if event is not None:
        yield from _dated(index, event)
    for year in _most_frequent(index, "year")[:1]:
        yield Example(f"in:{year} certain:yes", "surely then, not only possibly")
    yield Example("is:disputed", "denied or contradicted; also is:inferred, has:translation, has:note, has:link")


def _dated(index: Index, event: Event) -> Iterator[Example]:
    day = event.date.earliest or event.date.latest
    if day is not None:
        in_month = f'in:"{MONTHS[day.month - 1].lower()} {day.year}"'
        yield Example(in_month, "a date as you type it, in English or French; also on: after: before:")
    issued = [index.timeline.sources[source].issued.latest for source in event.sources]
    if known := min(filter(None, issued), default=None):
        yield Example(f"known:{known.isoformat()}", "as it could be known on the evening of that day")


def _most_frequent(index: Index, facet: str, query: Query | None = None) -> list[str]:
    """Return the values of a facet that any matching event has, quoted where needed, the most frequent first."""
    counts = count_values(query if query is not None else Query(), index, facet)
    return [quoted_if_needed(value) for value in sorted(counts, key=lambda value: -counts[value]) if counts[value]]
