"""A matcher that is obviously right: it checks each event against each term, without an index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import copy
from functools import cached_property, lru_cache
from itertools import product
from math import inf

from tui.text import folding
from tui.timeline.dates.bounds import OPEN_START
from tui.timeline.dates.names import year_name
from tui.timeline.dates.time_range import year_range
from tui.timeline.dates.typed import TypedDateError, typed_range
from tui.timeline.dates.words import date_words
from tui.timeline.model.entities import Entry, Event, Quote, Source, ThreadLink
from tui.timeline.model.facets import FacetSpec
from tui.timeline.model.sort import BY_DATE, Sort
from tui.timeline.query.language import Query
from tui.timeline.query.terms import DATES, FLAGS, NAMES, TEXTS, FieldTerm, Term, TextTerm
from tui.timeline.search.index import Index

OPERATORS = (">=", "<=", ">", "<", "=")

fold = lru_cache(maxsize=1 << 16)(folding.fold)
FoldedTexts = dict[tuple[str, int | None, bool], list[str]]
"""The texts of events: by the id of the event, by what was known, and by whether only what is certain counts."""


class Plain:
    """Matches the events of a query one by one, as the documentation of the query language says.

    Args:
        index: the timeline and what the reader has added to it.
        query: the query.
        texts: keeps the folded texts of events for further queries of an index that stays as it is.
    """

    def __init__(self, index: Index, query: Query, texts: FoldedTexts | None = None) -> None:
        self.timeline = index.timeline
        self.index = index
        self.today = index.today()
        self.terms = query.terms
        self._folded = {} if texts is None else texts
        self._meant: dict[tuple[str, str], set[str]] = {}
        self._specs: dict[str, FacetSpec | None] = {}
        flags = {fold(v).strip() for t in self.named("certain") if not t.negated for v in t.values}
        self.certain = flags & {"yes", "no"} == {"yes"}
        seconds = [[last for _, last in self.typed(term)] for term in self.named("known") if not term.negated]
        self.known = min((max(filter(None, found)) for found in seconds if found), default=None)

    def named(self, *names: str) -> list[FieldTerm]:
        return [term for term in self.terms if isinstance(term, FieldTerm) and term.name in names]

    def typed(self, term: FieldTerm) -> list[tuple[int | None, int | None]]:
        """Return the first and last second that each value of a date term allows, without values that allow none."""
        found: list[tuple[int | None, int | None]] = []
        for value in term.values:
            try:
                first, last = typed_range(value, self.today, self.timeline.zone)
            except TypedDateError:
                continue
            if first is None and last is None:
                continue
            if term.name == "after" and last is not None:
                found.append((last + 1, None))
            elif term.name == "before" and first is not None:
                found.append((None, first - 1))
            elif term.name not in ("after", "before") and (term.name != "known" or last is not None):
                found.append((first, last))
        return found

    def rows(self) -> list[int]:
        return self.sorted_rows(BY_DATE)

    def sorted_rows(self, sort: Sort) -> list[int]:
        rows = [n for n, event in enumerate(self.timeline.events) if self.matches(event)]
        if sort.axis == "known":
            rows.sort(key=self.since)
        if sort.descending:
            rows.reverse()
        if sort.axis == "date":
            rows.sort(key=lambda number: self.timeline.events[number].date.is_undated)
        return sorted(rows, key=lambda n: not self.is_certain(self.timeline.events[n]))

    def is_certain(self, event: Event) -> bool:
        """Return whether an event certainly is within the time that all date terms allow together."""
        strict = copy(self)
        strict.certain = True
        return strict.is_in_time(event)

    def matches(self, event: Event) -> bool:
        return self.is_known(event) and self.is_in_time(event) and all(self.holds(event, term) for term in self.terms)

    def holds(self, event: Event, term: Term) -> bool:
        """Return whether an event matches a term that is not about dates."""
        if isinstance(term, TextTerm):
            return self.holds_word(event, term.text, negated=term.negated)
        name = term.name
        if self.spec(name) is None and name not in NAMES and not name.lower().startswith("data."):
            return self.holds_word(event, f"{name}:{','.join(term.values)}", negated=term.negated)
        matches = [found for value in term.values if (found := self.has(event, name, value)) is not None]
        return not matches or any(matches) != term.negated

    def holds_word(self, event: Event, text: str, *, negated: bool) -> bool:
        needle = fold(text).strip()
        return not needle or any(needle in text for text in self.folded_texts(event)) != negated

    def folded_texts(self, event: Event) -> list[str]:
        key = (event.id, self.known, self.certain)
        if key not in self._folded:
            self._folded[key] = [fold(text) for text in self.texts(event)]
        return self._folded[key]

    def has(self, event: Event, field: str, value: str) -> bool | None:
        """Return whether an event has a typed value of a field; None if the value, or the field, means nothing."""
        spec = self.spec(field)
        if spec is not None:
            meant = self.meant(spec, value)
            return None if not meant else not meant.isdisjoint(self.values(event, spec))
        if field.lower().startswith("data."):
            return self.has_data(event, field[len("data.") :], value)
        if field in TEXTS:
            needle = fold(value).strip()
            return any(needle in fold(text) for text in self.texts_of(event, field)) if needle else None
        if field in ("is", "has"):
            return self.is_flagged(event, field, fold(value).strip())
        if field == "origins":
            return compares_so(len(self.origins(event)), value)
        if field == "thread":
            numbers = self.timeline.numbers
            return numbers[event.id] in self.thread(numbers[value]) if value in numbers else None
        return None  # a date, which `is_in_time` compares

    # Sources

    def has_come_out(self, source: Source) -> bool:
        if self.known is None:
            return True
        if source.issued is None or source.issued.is_undated:
            return not self.certain
        bounds = source.issued.bounds_in(self.timeline.zone)
        return (bounds.latest_end if self.certain else bounds.earliest_start) <= self.known

    def dating_sources(self, event: Event) -> list[Source]:
        """Return the dated sources of an event, or all of its sources if none is dated."""
        sources = [self.timeline.sources[source] for source in event.sources]
        return [source for source in sources if source.issued and not source.issued.is_undated] or sources

    def is_known(self, event: Event) -> bool:
        return not event.sources or any(map(self.has_come_out, self.dating_sources(event)))

    def since(self, number: int) -> int:
        """Return the first second at which a source may have reported an event."""
        sources = self.dating_sources(self.timeline.events[number])
        dates = [source.issued for source in sources if source.issued is not None]
        if not dates or len(dates) < len(sources):
            return OPEN_START
        return min(when.bounds_in(self.timeline.zone).earliest_start for when in dates)

    def quotes(self, event: Event) -> list[Quote]:
        return [quote for quote in event.quotes if self.has_come_out(self.timeline.sources[quote.source])]

    def sources(self, event: Event) -> list[Source]:
        sources = [self.timeline.sources[source] for source in event.sources]
        return [source for source in sources if self.has_come_out(source)]

    # Texts

    def texts_of(self, event: Event, text: str) -> Iterator[str]:
        """Yield the texts of an event that ``title:``, ``summary:``, ``quote:`` or ``note:`` looks in."""
        if text == "quote":
            for quote in self.quotes(event):
                yield from filter(None, (quote.exact, quote.translation))
        else:
            yield {"title": event.title, "summary": event.summary, "note": event.note}[text] or ""
            if text == "note":
                yield self.own_note(event)

    def own_note(self, event: Event) -> str:
        """Return the reader's note on an event; empty if there is none."""
        return self.index.layer.notes.get(self.timeline.numbers[event.id], "")

    def texts(self, event: Event) -> Iterator[str]:
        """Yield all texts of an event, as far as they had come out, and the names of its values."""
        for text in TEXTS:
            yield from self.texts_of(event, text)
        yield date_words(event.date)
        yield from filter(None, (event.date_text, event.date_note))
        yield from (f"{name} {value}" for name, value in event.data.items())
        for media in event.media:
            yield from filter(None, (media.url, media.caption, media.credit))
        for facet, values in event.values.items():
            for value in values:
                yield from self.names(self.timeline.specs[facet], value)
        for source in self.sources(event):
            yield from filter(None, (source.title, source.url, source.archived, source.file))
            if source.outlet is not None:
                yield from self.names(self.timeline.specs["actor"], source.outlet)

    # Values of facets

    def spec(self, name: str) -> FacetSpec | None:
        """Return the facet that a name typed in a query means."""
        if name not in self._specs:
            named = [spec for spec in self.timeline.facets if spec.name.lower() == name.lower()]
            self._specs[name] = next(iter(named), None)
        return self._specs[name]

    def entries(self, spec: FacetSpec) -> dict[str, Entry]:
        """Return the defined values of a facet."""
        if spec.name == "source":
            return dict(self.timeline.entries("source"))
        return dict(self.timeline.vocabularies.get(spec.vocabulary, {}))

    def names(self, spec: FacetSpec, value: str) -> list[str]:
        if spec.name == "year":
            year = int(value.removeprefix("Y"))
            return [value, str(year), year_name(year)] if year > 0 else [year_name(year)]
        entry = self.entries(spec).get(value)
        return [value] if entry is None else [entry.id, entry.name, *entry.aliases]

    def all_values(self, spec: FacetSpec) -> set[str]:
        """Return all values that a query can name."""
        if spec.name == "year":
            return set(self.index.names.values("year"))
        used = {value for event in self.timeline.events for value in event.values.get(spec.name, ())}
        return {*spec.values, *self.entries(spec), *used}

    def meant(self, spec: FacetSpec, typed: str) -> set[str]:
        """Return the values that a typed one means: that of this id or name, or else those with a word beginning so."""
        if (spec.name, typed) not in self._meant:
            self._meant[spec.name, typed] = self._meant_by(spec, typed)
        return self._meant[spec.name, typed]

    def _meant_by(self, spec: FacetSpec, typed: str) -> set[str]:
        values = {value: [fold(name) for name in self.names(spec, value)] for value in self.all_values(spec)}
        if typed in values:
            return {typed}
        folded = fold(typed).strip()
        if not folded:
            return set()
        exact = {value for value, names in values.items() if folded in names}
        return exact or {
            value for value, names in values.items() if any(f" {folded}" in f" {name}" for name in names)
        }  # fmt: skip

    def values(self, event: Event, spec: FacetSpec) -> set[str]:
        """Return the values that an event has of a facet, with all that are above them."""
        if spec.name == "year":
            years = {text: int(text.removeprefix("Y")) for text in self.all_values(spec)}
            return {
                text
                for text, year in years.items()
                if not event.date.is_undated and event.date.possible(*year_range(year), self.timeline.zone)
            }
        found = {value for facet in (spec.name, *spec.also) for value in event.values.get(facet, ())}
        if spec.name == "source":
            found = {source.id for source in self.sources(event)}
        entries = self.entries(spec)
        while above := {entries[value].parent for value in found if value in entries} - found - {None}:
            found |= {parent for parent in above if parent}
        return found

    # Data

    def has_data(self, event: Event, name: str, typed: str) -> bool | None:
        """Return whether an event has a further field of a name that passes a typed test."""
        names = {name for other in self.timeline.events for name in other.data}
        named = {name} & names or {other for other in names if one_word(other) == one_word(name)}
        if not named or not fold(typed).strip():
            return None
        values = [event.data[name] for name in named if name in event.data]
        if ".." in typed and compares_so(0, typed) is not None:
            return any((found := number(value)) is not None and compares_so(found, typed) for value in values)
        operator = next((operator for operator in OPERATORS if typed.startswith(operator)), "")
        other = number(typed.removeprefix(operator))
        if operator and other is None:
            return None
        if other is None:
            return any(fold(typed).strip() in fold(value) for value in values)
        return any(compares(value, operator, other, fold(typed).strip()) for value in values)

    # Flags and links

    def is_flagged(self, event: Event, field: str, value: str) -> bool | None:
        """Return whether an event has a flag; None if the field has no such flag."""
        if value in FLAGS[field] and (flag := self.flag(event, value)) is not None:
            return flag
        spec = next((spec for spec in self.timeline.facets if fold(spec.name) == value), None)
        if field != "has" or spec is None or spec.name == "year":
            return None
        return bool(self.sources(event) if spec.name == "source" else self.values(event, spec))

    def flag(self, event: Event, value: str) -> bool | None:
        if value == "disputed":
            return any(
                target == event.id and relation in ("denies", "contradicts") for _, relation, target in self.known_links
            )
        if value == "link":
            ids = {other.id for other in self.timeline.events if self.is_known(other)}
            return any(event.id in (origin, target) and target in ids for origin, _, target in self.known_links)
        if value == "unanswered":
            return self.accuses(event) and not any(
                target == event.id and relation in ("denies", "contradicts", "confirms")
                for _, relation, target in self.known_links
            )
        return {
            "inferred": event.date_basis == "inferred",
            "draft": event.is_draft,
            "internal": event.is_internal,
            "undated": event.date.is_undated,
            "quote": bool(self.quotes(event)),
            "translation": any(quote.translation for quote in self.quotes(event)),
            "summary": bool(event.summary),
            "note": bool(event.note or self.own_note(event)),
            "noted": bool(self.own_note(event)),
            "marked": self.timeline.numbers[event.id] in self.index.layer.marked,
            "data": bool(event.data),
            "media": bool(event.media),
        }.get(value)

    def accuses(self, event: Event) -> bool:
        """Return whether somebody says something of somebody else, or the source puts it as an accusation."""
        if event.status is None:
            speakers = {self.party(actor) for actor in event.values.get("speaker", ())}
            actors = {self.party(actor) for actor in event.values.get("actor", ())}
            return bool(speakers) and not actors <= speakers
        return event.status in ("alleged", "reported")

    def party(self, actor: str) -> str:
        """Return the actor at the top of the tree that an actor is in."""
        entries = self.timeline.vocabularies.get("actors", {})
        while actor in entries and (above := entries[actor].parent) is not None:
            actor = above
        return actor

    def origins(self, event: Event) -> set[str]:
        """Return the parties on whose word an event rests, and those of the known events that confirm it."""
        confirming = {
            origin for origin, relation, target in self.known_links if relation == "confirms" and target == event.id
        }
        found = set()
        for each in self.timeline.events:
            if each.id == event.id or each.id in confirming:
                found |= self.own_origins(each)
        return found

    def own_origins(self, event: Event) -> set[str]:
        for facet in ("speaker", "via"):
            if facet in event.values:
                return {self.party(actor) for actor in event.values[facet]}
        return {self.publisher(source) for source in self.sources(event)}

    def publisher(self, source: Source) -> str:
        same = [other for other in self.timeline.sources.values() if other.sha256 and other.sha256 == source.sha256]
        for first in same[:1]:
            source = first
        if source.outlet is not None:
            return self.party(source.outlet)
        site = re.fullmatch("https?://(?:www[.])?([^/?#:]+).*", source.url or "")
        return f"source {source.id}" if site is None else f"site {site[1].lower()}"

    @cached_property
    def known_links(self) -> list[tuple[str, str, str]]:
        """The links that were known: origin, relation and target."""
        known = [event for event in self.timeline.events if self.is_known(event)]
        return [(event.id, link.relation, link.target) for event in known for link in event.links]

    def thread(self, number: int) -> set[int]:
        """Return an event, those linked to it, those that it follows, directly or not, and those that follow it."""
        found = {number, *(link.number for link in self.links(number))}
        for outgoing in (True, False):
            ends = [number]
            for end in ends:
                follows = (link for link in self.links(end) if link.relation == "follows" and link.outgoing == outgoing)
                ends += [link.number for link in follows if link.number not in ends]
            found |= set(ends)
        return found

    def links(self, number: int) -> list[ThreadLink]:
        events = self.timeline.events
        return [link for link in self.timeline.thread(number) if self.is_known(events[link.number])]

    # Dates

    def is_in_time(self, event: Event) -> bool:
        """Return whether an event may be, or certainly is, within the time that all date terms allow together."""
        zone = self.timeline.zone
        possible, certain = event.date.possible, event.date.certain
        chosen = []
        for term in self.named(*DATES):
            allowed = self.typed(term)
            if term.negated:
                if any((possible if self.certain else certain)(*time, zone) for time in allowed):
                    return False
            elif allowed:
                chosen.append(allowed)
        if chosen and event.date.is_undated:
            return False
        common = [intersection(times) for times in product(*chosen)] if chosen else []
        tests = [(certain if self.certain else possible)(*time, zone) for time in common if time is not None]
        return not chosen or any(tests)


def intersection(times: Iterable[tuple[int | None, int | None]]) -> tuple[int | None, int | None] | None:
    firsts, lasts = zip(*times, strict=True)
    first = max((second for second in firsts if second is not None), default=None)
    last = min((second for second in lasts if second is not None), default=None)
    return None if first is not None and last is not None and first > last else (first, last)


def one_word(name: str) -> str:
    """Return the name of a further field without what makes no difference in a query."""
    return "".join(character for character in fold(name) if character not in ' _:,"')


def compares_so(found: float, typed: str) -> bool | None:
    """Return whether a number is what was typed: 1, >=2, 2..3, 2.. or ..3; None if that is no number."""
    for dots in range(len(typed) - 2, -1, -1):  # of three dots, the first one is of the number before
        low, high = typed[:dots], typed[dots + 2 :]
        least, most = (number(end) if end.strip() else unlimited for end, unlimited in ((low, -inf), (high, inf)))
        if typed[dots : dots + 2] == ".." and low.strip() + high.strip() and least is not None and most is not None:
            return min(least, most) <= found <= max(least, most)
    operator = next((operator for operator in OPERATORS if typed.startswith(operator)), "")
    other = number(typed.removeprefix(operator))
    return None if other is None else compares(str(found), operator, other, "")


def number(text: str) -> float | None:
    """Return the number that a text is; None for any other text."""
    text = text.strip().replace("−", "-")
    try:
        has_long_exponent = re.search(r"[eE][-+]?[0-9]{4}", text)
        return float(text) if set(text) <= set("0123456789+-.eE") and not has_long_exponent else None
    except ValueError:
        return None


def compares(value: str, operator: str, other: float, needle: str) -> bool:
    found = number(value)
    if found is None:
        return not operator and needle in fold(value)
    return {
        ">": found > other,
        ">=": found >= other,
        "<": found < other,
        "<=": found <= other,
        "=": found == other,
        "": found == other,
    }[operator]
