"""A matcher that is obviously right: it checks each event against each term, without an index."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cached_property

from tui.text.folding import fold
from tui.text.frozen import replace
from tui.timeline.dates.calendar import first_second, last_second
from tui.timeline.dates.typed import TypedDateError, typed_date
from tui.timeline.dates.words import date_words
from tui.timeline.model.as_of import known_since
from tui.timeline.model.entities import Event, Quote, ThreadLink
from tui.timeline.model.sort import Sort
from tui.timeline.model.tree import lineage
from tui.timeline.query.language import Query
from tui.timeline.query.terms import FACETS, FLAGS, FieldTerm, TextTerm
from tui.timeline.search.index import Index

ONE_DAY = timedelta(1)


def own_texts(event: Event) -> Iterable[str]:
    """Yield the texts of an event that are searched for words, without the names of its entries."""
    yield from (event.title, event.kind, event.status, date_words(event.date))
    yield from filter(None, (event.date_text, event.date_note, event.summary, event.note))
    for quote in event.quotes:
        yield from filter(None, (quote.exact, quote.translation))


class Plain:
    """Matches the events of a query one by one, as the documentation of the query language says."""

    def __init__(self, index: Index, query: Query) -> None:
        self.timeline = index.timeline
        self.index = index
        self.today = index.today()
        self.terms = query.terms
        flags = {fold(v).strip() for t in self.named("certain") if not t.negated for v in t.values}
        self.certain = flags & {"yes", "no"} == {"yes"}
        typed_days = [[last for _, last in self.typed(term)] for term in self.named("known") if not term.negated]
        self.known = min((max(days) for days in typed_days if days), default=None)

    def named(self, *names: str) -> list[FieldTerm]:
        return [term for term in self.terms if isinstance(term, FieldTerm) and term.name in names]

    def typed(self, term: FieldTerm) -> list[tuple[date, date]]:
        """Return the first and last day that each value of a term means, without values that are not dates."""
        found = []
        for value in term.values:
            try:
                found.append(typed_date(value, self.today))
            except TypedDateError:
                continue
        return found

    def rows(self) -> list[int]:
        return [n for n, event in enumerate(self.timeline.events) if self.matches(event)]

    def sorted_rows(self, sort: Sort) -> list[int]:
        rows = self.rows()
        if sort.axis == "known":
            rows.sort(key=self.since)
        return rows[::-1] if sort.descending else rows

    def since(self, number: int) -> int:
        """Return the ordinal of the first day on which a source reported an event."""
        sources = (self.timeline.sources[quote.source] for quote in self.timeline.events[number].quotes)
        return min(map(known_since, sources))

    def matches(self, event: Event) -> bool:
        if self.known is not None and not self.quotes(event):
            return False
        return self.is_in_time(event) and all(self.holds(event, term) for term in self.terms)

    def has_come_out(self, source_id: str) -> bool:
        issued = self.timeline.sources[source_id].issued
        if self.known is None:
            return True
        if self.certain:
            return issued.latest is not None and issued.latest <= self.known
        return issued.earliest is None or issued.earliest <= self.known

    def quotes(self, event: Event) -> list[Quote]:
        return [quote for quote in event.quotes if self.has_come_out(quote.source)]

    def holds(self, event: Event, term: object) -> bool:
        if isinstance(term, TextTerm):
            needle = fold(term.text).strip()
            return not needle or any(needle in text for text in self.texts(event)) != term.negated
        if isinstance(term, FieldTerm) and term.name in FACETS:
            chosen = {value for typed in term.values for value in self.index.names.resolve(term.name, typed)}
            return not chosen or (not chosen.isdisjoint(self.values(event, term.name))) != term.negated
        if isinstance(term, FieldTerm) and term.name in ("is", "has"):
            flags = [flag for value in term.values if (flag := fold(value).strip()) in FLAGS[term.name]]
            return not flags or any(self.is_flagged(event, value) for value in flags) != term.negated
        if isinstance(term, FieldTerm) and term.name == "thread":
            numbers = self.timeline.numbers
            threads = [self.thread(numbers[value]) for value in term.values if value in numbers]
            return not threads or any(numbers[event.id] in thread for thread in threads) != term.negated
        return True

    @cached_property
    def known_links(self) -> list[tuple[str, str, str]]:
        """The links that were known: origin, relation and target."""
        known = [event for event in self.timeline.events if self.quotes(event)]
        return [(event.id, link.relation, link.target) for event in known for link in event.links]

    def is_flagged(self, event: Event, value: str) -> bool:
        if value == "disputed":
            return any(
                target == event.id and relation in ("denies", "contradicts") for _, relation, target in self.known_links
            )
        if value == "link":
            events = self.timeline.events
            ids = {other.id for other in events if self.quotes(other)}
            return any(event.id in (origin, target) and target in ids for origin, _, target in self.known_links)
        return {
            "inferred": event.date_basis == "inferred",
            "translation": any(quote.translation for quote in self.quotes(event)),
            "note": bool(event.note),
        }[value]

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
        return [link for link in self.timeline.thread(number) if self.quotes(events[link.number])]

    def is_in_time(self, event: Event) -> bool:
        """Compare the days of the event's span with those that each date term allows."""
        terms = [(term, ranges) for term in self.named("after", "before", "on", "in") if (ranges := self.typed(term))]
        first, last = event.date.earliest or date.min, event.date.latest or date.max
        # Days between two bounds of ranges are alike, so only the days around each bound are compared.
        bounds = {day for _, ranges in terms for days in ranges for bound in days for day in around(bound)}
        span = {day for day in bounds if first <= day <= last} | {first, last}
        allowed, is_dated = set(span), False
        for term, ranges in terms:
            if term.negated:
                inside = [{day for day in span if allows(term.name, days, day)} for days in ranges]
                if any(days if self.certain else days == span for days in inside):
                    return False
            else:
                is_dated = True
                allowed = {day for day in allowed if any(allows(term.name, days, day) for days in ranges)}
        return not is_dated or (allowed == span if self.certain else bool(allowed))

    def texts(self, event: Event) -> Iterable[str]:
        timeline = self.timeline
        quotes = self.quotes(event)
        yield from map(fold, own_texts(replace(event, quotes=tuple(quotes))))
        outlets = [timeline.sources[quote.source].outlet for quote in quotes]
        for entry_id in (*event.actors, *event.speaker, *event.via, *outlets):
            actor = timeline.actors[entry_id]
            yield from map(fold, (actor.id, actor.name, *actor.aliases))
        for entry_id in event.weapons:
            weapon = timeline.weapons[entry_id]
            yield from map(fold, (weapon.id, weapon.name, *weapon.aliases))

    def values(self, event: Event, facet: str) -> set[str]:
        actors, weapons = self.timeline.actors, self.timeline.weapons
        own: dict[str, Callable[[], Iterable[str]]] = {
            "actor": lambda: (id for actor in event.actors + event.speaker for id in lineage(actors, actor)),
            "speaker": lambda: (id for actor in event.speaker for id in lineage(actors, actor)),
            "via": lambda: (id for actor in event.via for id in lineage(actors, actor)),
            "weapon": lambda: (id for weapon in event.weapons for id in lineage(weapons, weapon)),
            "source": lambda: [quote.source for quote in self.quotes(event)],
            "status": lambda: [event.status],
            "kind": lambda: [event.kind],
            "year": lambda: [year for year in self.index.names.values("year") if has_day_in(event, int(year))],
        }
        return set(own[facet]())


def around(day: date) -> Iterable[date]:
    """Yield a day, the day before and the day after, where they exist."""
    if day > date.min:
        yield day - ONE_DAY
    yield day
    if day < date.max:
        yield day + ONE_DAY


def allows(name: str, days: tuple[date, date], day: date) -> bool:
    return {"after": day > days[1], "before": day < days[0]}.get(name, days[0] <= day <= days[1])


def has_day_in(event: Event, year: int) -> bool:
    return event.date.possible(first_second(date(year, 1, 1)), last_second(date(year, 12, 31)))
