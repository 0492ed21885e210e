"""The changes from one version of a timeline to another, in words."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeVar

from tui.text.frozen import Frozen
from tui.timeline.comparing.pairs import Pair, pair_events
from tui.timeline.dates.words import date_words, short_words
from tui.timeline.model.citations import cited
from tui.timeline.model.entities import NOTHING, RELATIONS, Event, Quote, Source
from tui.timeline.model.timeline import Timeline

Kind = Literal["added", "withdrawn", "changed"]
_Key = TypeVar("_Key")

_TEXTS = ("title", "summary", "date_text", "date_note", "note")
"""The fields of an event that are text, in the order in which their changes are listed."""
_FROM_OTHERS = ("denies", "contradicts", "confirms")
"""The relations whose making changes what is known of their target."""


class Change(Frozen):
    """One thing that an event, a source or the timeline has in one version and not in the other."""

    field: str
    """The key in the file, or a relation as read from its target, such as ``denied by``."""
    old: str | None
    """In words; None if there was none."""
    new: str | None
    """In words; None if there is none any more."""


class EventChange(Frozen):
    """An event that was added, withdrawn or changed."""

    kind: Kind
    old: Event | None
    """None if it was added."""
    new: Event | None
    """None if it was withdrawn."""
    changes: tuple[Change, ...] = ()
    """Of a changed event; also ``id``, if it was renamed."""

    @property
    def event(self) -> Event:
        """The newer version of the event."""
        event = self.new or self.old
        assert event is not None
        return event


class Comparison(Frozen):
    """All that differs between two versions."""

    changes: tuple[Change, ...]
    """Those of the timeline itself and of its vocabularies."""
    sources: Mapping[str, tuple[Change, ...]]
    """Those of the sources that both versions have, by id; of one that was added or is gone, a change of ``source``."""
    events: tuple[EventChange, ...]

    def count(self, kind: Kind) -> int:
        """Return the number of events that were added, withdrawn or changed."""
        return sum(event.kind == kind for event in self.events)

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.changes or self.sources or self.events)


def compare(old: Timeline, new: Timeline) -> Comparison:
    """Return the changes from an old version of a timeline to a new one."""
    pairs = pair_events(old, new)
    renamed = {pair.old.id: pair.new.id for pair in pairs if pair.old and pair.new and pair.old.id != pair.new.id}
    events = (_event_change(pair, old, new, renamed) for pair in pairs)
    return Comparison(tuple(_timeline_changes(old, new)), _source_changes(old, new), tuple(filter(None, events)))


def _event_change(pair: Pair, old: Timeline, new: Timeline, renamed: Mapping[str, str]) -> EventChange | None:
    if pair.old is None:
        return EventChange("added", None, pair.new)
    if pair.new is None:
        return EventChange("withdrawn", pair.old, None)
    changes = tuple(_changes(pair.old, pair.new, old, new, renamed))
    return EventChange("changed", pair.old, pair.new, changes) if changes else None


def _changes(before: Event, after: Event, old: Timeline, new: Timeline, renamed: Mapping[str, str]) -> Iterator[Change]:
    """Yield what differs between two versions of an event."""
    yield from _change("id", before.id, after.id)
    if before.date.text != after.date.text:
        yield Change("date", _date_with_edtf(before), _date_with_edtf(after))
    yield from _change("date_basis", before.date_basis, after.date_basis)
    for field in _TEXTS:
        yield from _change(field, getattr(before, field), getattr(after, field))
    for spec in {**old.specs, **new.specs}.values():
        if not spec.field:
            continue
        values = [
            {value: _value_name(timeline, spec.name, value) for value in event.values.get(spec.name, ())}
            for timeline, event in ((old, before), (new, after))
        ]
        yield from _set_changes(spec.field, *values)
    yield from _item_changes(
        "data", *({name: f"{name}: {value}" for name, value in event.data.items()} for event in (before, after))
    )
    yield from _quote_changes(before, after)
    yield from _set_changes(
        "sources",
        *(
            {source: cited(timeline, source) for source in event.cited}
            for timeline, event in ((old, before), (new, after))
        ),
    )
    yield from _set_changes("media", *({media: media.url for media in event.media} for event in (before, after)))
    yield from _set_changes(
        "links",
        {(link.relation, renamed.get(link.target, link.target)): _link(old, *link) for link in before.links},
        {(link.relation, link.target): _link(new, *link) for link in after.links},
    )
    for mark in ("draft", "internal"):
        yield from _set_changes(
            mark, *({True: mark} if getattr(event, f"is_{mark}") else {} for event in (before, after))
        )
    for relation in _FROM_OTHERS:
        yield from _set_changes(
            RELATIONS[relation],
            {renamed.get(other.id, other.id): _dated(other) for other in _linking(old, before, relation)},
            {other.id: _dated(other) for other in _linking(new, after, relation)},
        )


def _change(field: str, old: str | None, new: str | None) -> Iterator[Change]:
    if (old or None) != (new or None):
        yield Change(field, old or None, new or None)


def _set_changes(field: str, old: Mapping[_Key, str], new: Mapping[_Key, str]) -> Iterator[Change]:
    """Yield a change for each item that is only in one version, however it is worded."""
    yield from (Change(field, words, None) for key, words in old.items() if key not in new)
    yield from (Change(field, None, words) for key, words in new.items() if key not in old)


def _item_changes(field: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    """Yield the same, and a change for each item that is worded otherwise."""
    for key, words in old.items():
        if new.get(key, words) != words:
            yield Change(field, words, new[key])
    yield from _set_changes(field, old, new)


def _quote_changes(before: Event, after: Event) -> Iterator[Change]:
    """Yield quotes that were added, taken out or changed. The only other quote of a source is the changed one."""
    same: dict[tuple[str, str], deque[int]] = {}
    for place, quote in enumerate(after.quotes):
        same.setdefault(_words(quote), deque()).append(place)
    gone, come = [], dict(enumerate(after.quotes))
    for quote in before.quotes:
        if not (places := same.get(_words(quote))):
            gone.append(quote)
            continue
        other = come.pop(places.popleft())
        yield from _change("translation", quote.translation, other.translation)
        yield from _change("paragraph", _number(quote.paragraph), _number(other.paragraph))
    gone_of, come_of = (Counter(quote.source for quote in quotes) for quotes in (gone, come.values()))
    only = {quote.source: place for place, quote in come.items()}
    for quote in gone:
        if gone_of[quote.source] == 1 == come_of[quote.source]:
            other = come.pop(only[quote.source])
            yield Change("quotes", f"“{quote.exact}”", f"“{other.exact}”")
            yield from _change("translation", quote.translation, other.translation)
        else:
            yield Change("quotes", f"“{quote.exact}”", None)
    yield from (Change("quotes", None, f"“{quote.exact}”") for quote in come.values())


def _words(quote: Quote) -> tuple[str, str]:
    return quote.source, quote.exact


def _number(number: int | None) -> str | None:
    return None if number is None else f"¶ {number}"


def _value_name(timeline: Timeline, facet: str, value: str) -> str:
    return timeline.name(facet, value) if facet in timeline.specs else value


def _date_with_edtf(event: Event) -> str:
    return f"{date_words(event.date)} ({event.date.text})"


def _dated(event: Event) -> str:
    return f"{event.title} ({short_words(event.date)})"


def _link(timeline: Timeline, relation: str, target: str) -> str:
    number = timeline.numbers.get(target)
    words = target if number is None else _dated(timeline.events[number])
    return f"{relation.replace('_', ' ')} {words}"


def _linking(timeline: Timeline, event: Event, relation: str) -> Iterator[Event]:
    """Yield the events that have a link of this relation to an event."""
    for link in timeline.thread(timeline.numbers[event.id]):
        if not link.outgoing and link.relation == relation:
            yield timeline.events[link.number]


def _timeline_changes(old: Timeline, new: Timeline) -> Iterator[Change]:
    for field in ("title", "description", "language", "timezone"):
        yield from _change(field, getattr(old, field), getattr(new, field))
    for section in dict.fromkeys((*old.vocabularies, *new.vocabularies)):
        yield from _item_changes(
            section,
            *(
                {key: entry.name for key, entry in timeline.vocabularies.get(section, NOTHING).items()}
                for timeline in (old, new)
            ),
        )
    yield from _item_changes(
        "views", *({view.name: f"{view.name}: {view.query}" for view in timeline.views} for timeline in (old, new))
    )


def _source_changes(old: Timeline, new: Timeline) -> Mapping[str, tuple[Change, ...]]:
    changes: dict[str, tuple[Change, ...]] = {}
    for source_id in dict.fromkeys((*old.sources, *new.sources)):
        before, after = old.sources.get(source_id), new.sources.get(source_id)
        if before is None or after is None:
            found: Iterable[Change] = [
                Change("source", _cited(old, before), _cited(new, after)),
            ]
        else:
            found = _fields_of_source(before, after)
        if changed := tuple(found):
            changes[source_id] = changed
    return changes


def _cited(timeline: Timeline, source: Source | None) -> str | None:
    return None if source is None else cited(timeline, source.id)


def _fields_of_source(before: Source, after: Source) -> Iterator[Change]:
    """Yield the fields in which two versions of a source differ."""
    new = after.as_dict()
    for field, value in before.as_dict().items():
        if value != new[field]:
            yield Change(field, None if value is None else str(value), None if new[field] is None else str(new[field]))
