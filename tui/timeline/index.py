"""Answers queries: which events match, in order, and how many each facet value would show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from tui.timeline.asking import Asked
from tui.timeline.bitsets import bits, numbers
from tui.timeline.facets import FacetValues
from tui.timeline.folding import fold
from tui.timeline.knowledge import Knowledge, KnownOn, View
from tui.timeline.model import DISPUTING, SORTS, Event, Timeline
from tui.timeline.query import Notice, Query
from tui.timeline.spans import Spans

COUNTED: tuple[str, ...] = ("actor", "weapon", "status", "kind", "speaker", "source", "year")
"""The facets of which an answer gives counts."""

_MOST_FOUND = 256


class Sort(NamedTuple):
    """An order of events."""

    axis: str = "date"
    """``date``: when it happened or was said; ``known``: when the first source that tells of it came out."""
    descending: bool = False

    @classmethod
    def parse(cls, text: str) -> Sort:
        """Read ``date``, ``known``, ``-date`` or ``-known``.

        Raises:
            ValueError: for any other text.
        """
        if text not in SORTS:
            raise ValueError(f"unknown order '{text}'; it is one of {', '.join(SORTS)}")
        return cls(text.removeprefix("-"), text.startswith("-"))

    def __str__(self) -> str:
        return ("-" if self.descending else "") + self.axis


BY_DATE = Sort()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query finds in a timeline."""

    query: Query
    rows: Sequence[int]
    """Numbers of the events that match, in the order asked for."""
    counts: Mapping[str, Mapping[str, int]]
    """By facet and value: how many events choosing the value would show, under the rest of the query."""
    chosen: Mapping[str, frozenset[str]]
    """By facet: the values that the query chooses."""
    excluded: Mapping[str, frozenset[str]]
    """By facet: the values that the query excludes."""
    view: View
    """The timeline as the query lets it be seen."""
    sort: Sort = BY_DATE
    place: Callable[[int], int] = int
    """Gives each event a place in the order asked for: ascending along the rows."""
    notices: tuple[Notice, ...] = ()
    """What of the query was left out, in the order of its text."""
    needles: tuple[str, ...] = ()
    """The folded words and phrases that the query looks for."""
    doubtful: frozenset[int] = frozenset()
    """Those of the rows that are only possibly within the dates asked for."""

    def day(self, number: int) -> date | None:
        """Return the first day of an event on the axis that it is sorted by; None if it is open."""
        event = self.view.timeline.events[number]
        if self.sort.axis == "date":
            return event.date.earliest
        days = [self.view.timeline.sources[source].issued.earliest for source in event.sources]
        return None if None in days else min(day for day in days if day is not None)


class Index:
    """A timeline made ready to be asked.

    Args:
        timeline: the timeline.
        today: gives the day that dates such as "last year" are counted from.
    """

    def __init__(self, timeline: Timeline, today: Callable[[], date] = date.today) -> None:
        self.timeline = timeline
        self._today = today
        self._size = len(timeline.events)
        self._all = (1 << self._size) - 1
        self._found: dict[tuple[str, KnownOn | None], int] = {}
        self._values = FacetValues(timeline)

    def resolve(self, facet: str, value: str) -> frozenset[str]:
        """Return the ids of a facet that a typed value means; none if it is unknown."""
        return self._values.resolve(facet, value)

    def answer(self, query: Query, sort: Sort = BY_DATE) -> Answer:
        """Find the events that match every term of a query that can be understood."""
        asked = Asked(self, query)
        matching = asked.matching
        rows = numbers(matching, self._size)
        place: Callable[[int], int] = int
        if sort.axis == "known":
            place = self._known_ranks.__getitem__
            rows = sorted(rows, key=place)
        if sort.descending:
            ascending = place
            place = lambda number: -ascending(number)  # noqa: E731
            rows = rows[::-1]
        return Answer(
            query=query,
            rows=rows,
            counts={facet: asked.counts(facet) for facet in COUNTED},
            chosen={facet: frozenset(ids) for facet, ids in asked.chosen.items()},
            excluded={facet: frozenset(ids) for facet, ids in asked.excluded.items()},
            view=View(self.timeline, asked.known),
            sort=sort,
            place=place,
            notices=tuple(sorted(asked.notices)),
            needles=tuple(filter(None, (fold(word).strip() for word in query.words()))),
            doubtful=frozenset(numbers(matching & ~asked.sure, self._size)) if asked.is_dated else frozenset(),
        )

    def counts(self, query: Query, facet: str) -> Mapping[str, int]:
        """Return how many events choosing each value of a facet would show, under the rest of a query."""
        return Asked(self, query).counts(facet)

    def label(self, facet: str, value: str) -> str:
        """Return the name of a value, as people write it."""
        timeline = self.timeline
        if facet in ("actor", "speaker", "via"):
            return timeline.actors[value].name
        if facet == "weapon":
            return timeline.weapons[value].name
        if facet == "source":
            source = timeline.sources[value]
            return f"{timeline.actors[source.outlet].name} {source.issued.short()}"
        return value

    # What is made when it is first asked for

    @cached_property
    def spans(self) -> Spans:
        """The spans of the events."""
        return Spans(self.timeline.events)

    @cached_property
    def knowledge(self) -> Knowledge:
        """When the events became known."""
        return Knowledge(self.timeline)

    @cached_property
    def _known_ranks(self) -> Sequence[int]:
        return self.knowledge.ranks()

    @cached_property
    def _texts(self) -> list[str]:
        """The folded text of each event, its pieces apart by line feeds, over which no needle reaches."""
        return [self._text(event) for event in self.timeline.events]

    def _text(self, event: Event) -> str:
        actors, weapons = self._values.names["actor"], self._values.names["weapon"]
        pieces = [fold(piece) for piece in searched(event)]
        for actor in dict.fromkeys((*event.actors, *event.speaker, *event.via)):
            pieces.extend(actors[actor])
        for weapon in event.weapons:
            pieces.extend(weapons[weapon])
        for source in event.sources:
            pieces.extend(actors[self.timeline.sources[source].outlet])
        return "\n".join(pieces)

    @cached_property
    def _disputes(self) -> list[tuple[int, int]]:
        """The numbers of the events that deny or contradict one, and of that one."""
        timeline = self.timeline
        return [
            (number, timeline.numbers[link.target])
            for number, event in enumerate(timeline.events)
            for link in event.links
            if link.relation in DISPUTING
        ]

    @cached_property
    def _texts_by_source(self) -> dict[int, dict[str, str]]:
        """The folded texts of the events that several sources tell of: what each has, and under "" what none hides."""
        timeline = self.timeline
        texts: dict[int, dict[str, str]] = {}
        for number, event in enumerate(timeline.events):
            if len(event.sources) > 1:
                texts[number] = {"": self._text(replace(event, quotes=()))}
                for source in event.sources:
                    quotes = (quote for quote in event.quotes if quote.source == source)
                    pieces = [fold(text) for quote in quotes for text in (quote.exact, quote.translation) if text]
                    outlet = self._values.names["actor"][timeline.sources[source].outlet]
                    texts[number][source] = "\n".join((*pieces, *outlet))
        return texts

    # What terms mean

    def today(self) -> date:
        """Return the day that relative dates are counted from."""
        return self._today()

    def containing(self, needle: str, known: KnownOn | None) -> int:
        """Return the events in whose text, as far as it was out, a folded word or phrase stands."""
        found = self._found.get((needle, known))
        if found is not None:
            return found
        if len(self._found) >= _MOST_FOUND:
            self._found.clear()
        if known is None:
            found = bits((number for number, text in enumerate(self._texts) if needle in text), self._size)
        else:
            found = self.containing(needle, None)
            hidden = (
                number
                for number, texts in self._texts_by_source.items()
                if found >> number & 1
                and not any(needle in text for source, text in texts.items() if self._is_out(source, known))
            )
            found &= ~bits(hidden, self._size)
        self._found[needle, known] = found
        return found

    def _is_out(self, source: str, known: KnownOn) -> bool:
        return not source or known.has(self.timeline.sources[source])

    def having(self, facet: str, value: str, known: KnownOn | None) -> int:
        """Return the events that have a value of a facet."""
        if facet == "source" and known is not None and not known.has(self.timeline.sources[value]):
            return 0
        return self._values.sets[facet].get(value, 0)

    def flagged(self, name: str, value: str, known: KnownOn | None) -> int:
        """Return the events of which ``is:`` or ``has:`` a value is true."""
        view, events = View(self.timeline, known), self.timeline.events
        if value == "disputed":
            shown = self.knowledge.by(known) if known is not None else self._all
            return bits((target for number, target in self._disputes if shown >> number & 1), self._size)
        holds: Mapping[str, Callable[[int], bool]] = {
            "inferred": lambda number: events[number].date_basis == "inferred",
            "translation": lambda number: any(quote.translation for quote in view.quotes(number)),
            "note": lambda number: bool(events[number].note),
            "link": lambda number: bool(view.thread(number)),
        }
        return bits(filter(holds[value], range(self._size)), self._size)

    def values(self, facet: str) -> Mapping[str, tuple[str, ...]]:
        """Return a facet's ids and their folded names."""
        return self._values.names[facet]


def searched(event: Event) -> Iterable[str]:
    """Yield the texts of an event in which words are looked for, beside the names of what it refers to."""
    yield event.title
    yield event.kind
    yield event.status
    yield event.date.words()
    for text in (event.date_text, event.date_note, event.summary, event.note):
        if text is not None:
            yield text
    for quote in event.quotes:
        yield quote.exact
        if quote.translation is not None:
            yield quote.translation
