"""Answers queries: which events match, in order, and how many each facet value would show.

A set of events is a Python integer with a bit for each, by the event's number: sets are combined in one operation
and counted in another, whatever the number of terms.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tui.timeline.folding import fold
from tui.timeline.model import KINDS, STATUSES, Entry, Event, Timeline, lineage
from tui.timeline.problems import nearest
from tui.timeline.query import FACETS, Facet, Notice, Query, Unknown, Words

COUNTED: tuple[str, ...] = ("actor", "weapon", "status")
"""The facets of which an answer gives counts."""

_MOST_FOUND = 256


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query finds in a timeline."""

    query: Query
    rows: Sequence[int]
    """Numbers of the events that match, ascending."""
    counts: Mapping[str, Mapping[str, int]]
    """By facet and value: how many events choosing the value would show, under the rest of the query."""
    chosen: Mapping[str, frozenset[str]]
    """By facet: the values that the query chooses."""
    excluded: Mapping[str, frozenset[str]]
    """By facet: the values that the query excludes."""
    notices: tuple[Notice, ...] = ()
    """What of the query was left out, in the order of its text."""
    needles: tuple[str, ...] = ()
    """The folded words and phrases that the query looks for."""


class Index:
    """A timeline made ready to be asked."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self._all = (1 << len(timeline.events)) - 1
        self._found: dict[str, int] = {}
        self._values = {
            "actor": _tree_sets(timeline.events, lambda event: event.people, timeline.actors),
            "weapon": _tree_sets(timeline.events, lambda event: event.weapons, timeline.weapons),
            "speaker": _tree_sets(timeline.events, lambda event: event.speaker, timeline.actors),
            "via": _tree_sets(timeline.events, lambda event: event.via, timeline.actors),
            "source": _sets(timeline.events, lambda event: event.sources, timeline.sources),
            "status": _sets(timeline.events, lambda event: (event.status,), STATUSES),
            "kind": _sets(timeline.events, lambda event: (event.kind,), KINDS),
        }
        actors, weapons = _names(timeline.actors.values()), _names(timeline.weapons.values())
        self._names: Mapping[str, Mapping[str, tuple[str, ...]]] = {
            "actor": actors,
            "speaker": actors,
            "via": actors,
            "weapon": weapons,
            "source": {
                source.id: (fold(source.id), fold(timeline.actors[source.outlet].name), fold(source.title))
                for source in timeline.sources.values()
            },
            "status": {status: (status,) for status in STATUSES},
            "kind": {kind: (kind,) for kind in KINDS},
        }

    def resolve(self, facet: str, value: str) -> frozenset[str]:
        """Return the ids of a facet that a typed value means; none if it is unknown.

        An id, a name or an alias in full means just its own; else the beginning of a word of one is enough.
        """
        wanted = fold(value).strip()
        if not wanted:
            return frozenset()
        names = self._names[facet]
        exact = frozenset(entry for entry, known in names.items() if wanted in known)
        return exact or frozenset(
            entry for entry, known in names.items() if any(f" {name}".find(f" {wanted}") >= 0 for name in known)
        )

    def answer(self, query: Query) -> Answer:
        """Find the events that match every term of a query that can be understood."""
        notices = [*query.notices]
        by_facet: dict[str, int] = {}  # what the terms that choose leave of all events
        rest = self._all
        chosen: dict[str, set[str]] = {facet: set() for facet in FACETS}
        excluded: dict[str, set[str]] = {facet: set() for facet in FACETS}
        for term in query.terms:
            if isinstance(term, Words):
                if needle := fold(term.text).strip():
                    found = self._containing(needle)
                    rest &= ~found if term.negated else found
            elif isinstance(term, Facet):
                ids = self._ids(term, notices)
                if ids is None:
                    continue
                found = 0
                for value in ids:
                    found |= self._values[term.name].get(value, 0)
                if term.negated:
                    excluded[term.name] |= ids
                    rest &= ~found
                else:
                    chosen[term.name] |= ids
                    by_facet[term.name] = by_facet.get(term.name, self._all) & found
            else:
                assert isinstance(term, Unknown)  # its notice comes with the query
        matching = rest
        for found in by_facet.values():
            matching &= found
        return Answer(
            query=query,
            rows=_rows(matching, len(self.timeline.events)),
            counts={facet: self._counts(facet, rest, by_facet) for facet in COUNTED},
            chosen={facet: frozenset(ids) for facet, ids in chosen.items()},
            excluded={facet: frozenset(ids) for facet, ids in excluded.items()},
            notices=tuple(sorted(notices)),
            needles=tuple(filter(None, (fold(word).strip() for word in query.words()))),
        )

    def _counts(self, facet: str, rest: int, by_facet: Mapping[str, int]) -> Mapping[str, int]:
        for other, found in by_facet.items():
            if other != facet:
                rest &= found
        return {value: (found & rest).bit_count() for value, found in self._values[facet].items()}

    def _ids(self, term: Facet, notices: list[Notice]) -> set[str] | None:
        """Return what the values of a term mean, or None if they mean nothing, and tell of those that don't."""
        ids: set[str] = set()
        for place, value in enumerate(term.values):
            meant = self.resolve(term.name, value)
            if not meant:
                span = term.value_spans[place] if term.value_spans else term.span
                known = (name for names in self._names[term.name].values() for name in names)
                close = nearest(fold(value), known)
                right = f"did you mean '{close}'?" if close else f"no {term.name} here has a name that begins so"
                notices.append(Notice(*span, f"unknown {term.name} '{value}'; {right}"))
            ids |= meant
        return ids or None

    def _containing(self, needle: str) -> int:
        """Return the events in whose text a folded word or phrase stands."""
        found = self._found.get(needle)
        if found is None:
            if len(self._found) >= _MOST_FOUND:
                self._found.clear()
            found = _bits((number for number, text in enumerate(self._texts) if needle in text), len(self._texts))
            self._found[needle] = found
        return found

    @cached_property
    def _texts(self) -> list[str]:
        """The folded text of each event, its pieces apart by line feeds, over which no needle reaches."""
        actors, weapons = self._names["actor"], self._names["weapon"]
        texts = []
        for event in self.timeline.events:
            pieces = [fold(piece) for piece in searched(event)]
            for actor in dict.fromkeys((*event.actors, *event.speaker, *event.via)):
                pieces.extend(actors[actor])
            for weapon in event.weapons:
                pieces.extend(weapons[weapon])
            for source in event.sources:
                pieces.extend(actors[self.timeline.sources[source].outlet])
            texts.append("\n".join(pieces))
        return texts


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


def _names(entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    return {
        entry.id: tuple(dict.fromkeys((fold(entry.id), fold(entry.name), *map(fold, entry.aliases))))
        for entry in entries
    }


def _sets(
    events: Sequence[Event], values_of: Callable[[Event], Iterable[str]], values: Iterable[str]
) -> dict[str, int]:
    """Return, for each value, the events that have it."""
    numbers: dict[str, list[int]] = {value: [] for value in values}
    for number, event in enumerate(events):
        for value in values_of(event):
            numbers[value].append(number)
    return {value: _bits(those, len(events)) for value, those in numbers.items()}


def _tree_sets(
    events: Sequence[Event], ids_of: Callable[[Event], Iterable[str]], entries: Mapping[str, Entry]
) -> dict[str, int]:
    """Return, for each entry of a tree, the events that have it or one below it."""
    own = _sets(events, ids_of, entries)
    whole = dict.fromkeys(entries, 0)
    for entry, found in own.items():
        if found:
            for above in lineage(entries, entry):
                whole[above] |= found
    return whole


def _rows(bits: int, size: int) -> Sequence[int]:
    """Return the places of the bits that are set, ascending."""
    if bits == (1 << size) - 1:
        return range(size)
    rows = array("I")
    for place, byte in enumerate(bits.to_bytes((size + 7) // 8, "little")):
        if byte:
            rows.extend([8 * place + bit for bit in _BITS[byte]])
    return rows


_BITS = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


def _bits(numbers: Iterable[int], size: int) -> int:
    """Return the set of these numbers, all of them below ``size``."""
    octets = bytearray((size + 7) // 8)
    for number in numbers:
        octets[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(octets, "little")
