"""Example queries that use the timeline's own values, so that they match events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tui.timeline.dates.calendar import DAY, MONTHS, civil
from tui.timeline.dates.names import year_name
from tui.timeline.model.entities import Event
from tui.timeline.query.language import Query
from tui.timeline.query.terms import quoted_if_needed
from tui.timeline.search.answers import count_events, count_values
from tui.timeline.search.index import Index

_WORD = re.compile(r"\w{5,}")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SAMPLE = 200
"""The most events that are examined for an example."""
_MOST_TRIED = 8
"""The most values that are tried for an example of two of one facet."""
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
    yield from _of_facets(index)
    if event is not None:
        yield from _dated(index, event)
    for year in _most_frequent(index, "year")[:1]:
        yield Example(f"in:{year} certain:yes", "only events certainly within the dates")
    yield from _of_data(index)
    yield _flag(index)


def _of_facets(index: Index) -> Iterator[Example]:
    """Yield queries for values of the facets that the timeline uses."""
    facets = [spec for spec in index.used_facets if spec.is_counted and not spec.is_derived]
    parts = {name for spec in facets for name in spec.also}
    several = [spec.name for spec in facets if not spec.is_single and spec.name not in parts]
    values = {name: _most_frequent(index, name) for name in several[:2]}
    shown = set(values)
    for name in several[:1]:
        meaning = "this {} and all below it; a name or an alias will do"
        yield Example(f"{name}:{values[name][0]}", meaning.format(name))
    for name in several[1:2]:
        if len(values[name]) > 1:
            yield Example(f"{name}:{values[name][0]},{values[name][1]}", "either")
        first = f"{several[0]}:{values[several[0]][0]}"
        if together := _most_frequent(index, name, Query.parse(first)):
            yield Example(f"{first} {name}:{together[0]}", "both")
    for name in several[:1]:
        first, *others = values[name]
        for other in others[:_MOST_TRIED]:
            if count_events(query := Query.parse(f"{name}:{first} {name}:{other}"), index):
                yield Example(str(query), f"both of one {name}: + in the facets")
                break
    for spec in facets:
        if spec.name == "status" and len(statuses := _most_frequent(index, "status")) > 1:
            shown.add("status")
            without = "denied" if "denied" in statuses else statuses[-1]
            yield Example(f"-status:{without}", "not these")
    others = [spec.name for spec in index.used_facets if spec.name not in shown]
    if len(others) > 1:
        first, *rest = sorted(others, key=lambda name: name not in parts)
        for value in _most_frequent(index, first)[:1]:
            meaning = "who says it" if first == "speaker" else f"this {first}"
            yield Example(f"{first}:{value}", f"{meaning}; likewise {' '.join(f'{name}:' for name in rest)}")


def _of_data(index: Index) -> Iterator[Example]:
    """Yield a query for a further field of events: one that compares numbers, if any of the first events has one."""
    fields = {name: field for field, name in index.names.data_fields.items()}
    for number in range(min(_SAMPLE, len(index.timeline.events)) if fields else 0):
        for name, value in index.timeline.events[number].data.items():
            if _NUMBER.fullmatch(value):
                yield Example(f"{fields[name]}:>={value}", "a further field, compared as a number")
                return


def _flag(index: Index) -> Example:
    """Return a query for a flag, one that some events have if there is any."""
    if index.flagged("disputed", None) or not index.everything:
        return Example(
            "is:disputed", "denied or contradicted; also is:inferred is:draft has:translation has:note -has:quote"
        )
    if index.flagged("draft", None):
        return Example("is:draft", "still to be finished; also is:disputed is:inferred has:note -has:quote")
    if index.flagged("quote", None):
        return Example("has:quote", "with a source's own words; also has:source has:note is:disputed is:draft")
    return Example("-has:quote", "without a source's own words; also has:source has:note is:disputed is:draft")


def _dated(index: Index, event: Event) -> Iterator[Example]:
    start = index.start(index.timeline.numbers[event.id])
    if start is not None:
        year, month, _ = civil(start // DAY)
        name = f"{MONTHS[month - 1].lower()} {year}" if 1000 <= year <= 9999 else year_name(year)
        meaning = "a date as you type it, in English, French or Spanish; also on: after: before:"
        yield Example(f"in:{quoted_if_needed(name)}", meaning)
    sources = [index.timeline.sources[source] for source in event.sources]
    issued = [source.issued.latest for source in sources if source.issued is not None]
    if known := min(filter(None, issued), default=None):
        yield Example(f"known:{known.isoformat()}", "as it could be known on the evening of that day")


def _most_frequent(index: Index, facet: str, query: Query | None = None) -> list[str]:
    """Return the values of a facet that any matching event has, quoted where needed, the most frequent first."""
    counts = count_values(query if query is not None else Query(), index, facet)
    return [quoted_if_needed(value) for value in sorted(counts, key=lambda value: -counts[value]) if counts[value]]
