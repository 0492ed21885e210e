"""What changed, field beside field: the old and the new version of an event, a source or the timeline."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

from tui.text.frozen import Frozen
from tui.timeline.comparing.changes import Change, Comparison, EventChange
from tui.timeline.comparing.forms import SIGNS
from tui.timeline.dates.words import date_words, short_words
from tui.timeline.model.citations import cited
from tui.timeline.model.entities import RELATIONS, Event, Quote, Source
from tui.timeline.model.timeline import Timeline


class Row(Frozen):
    """A field in both versions."""

    label: str
    """Its key in the file, with blanks; empty for the title."""
    old: str | None
    """None if there is none."""
    new: str | None

    @property
    def is_changed(self) -> bool:
        """Whether the versions differ."""
        return self.old != self.new


class ShownChange(Frozen):
    """One line of a list of changes, and what to show beside it."""

    heading: str
    """The kind of change, such as "Re-dated"."""
    sign: str
    title: str
    date: str
    """In words; empty for what has no date."""
    event_id: str | None
    """The id of the event in the new version; None if it has none."""
    rows: Sequence[Row]


HEADINGS = ("Added", "Withdrawn", "Newly denied or confirmed", "Re-dated", "Re-worded", "Otherwise changed")
"""The kinds of changes of events, in the order in which they are listed."""
_WORDING = frozenset(("title", "summary", "quotes", "translation", "note", "date_text"))
_FROM_OTHERS = frozenset(RELATIONS[relation] for relation in ("denies", "contradicts", "confirms"))


def shown_changes(comparison: Comparison, old: Timeline, new: Timeline) -> list[ShownChange]:
    """Return all changes, by their kinds, and those of one kind by date."""
    events = [_shown_event(change, old, new) for change in comparison.events]
    found = [shown for heading in HEADINGS for shown in events if shown.heading == heading]
    for source_id, changes in comparison.sources.items():
        before, after = old.sources.get(source_id), new.sources.get(source_id)
        title = (after or before or Source(source_id)).name
        rows = _source_rows(before, after) if before and after else _rows_of(changes)
        sign = SIGNS["changed"] if before and after else SIGNS["withdrawn" if before else "added"]
        found.append(ShownChange("Sources", sign, title, "", None, rows))
    for change in comparison.changes:
        title = f"{_label(change.field)}: {change.new if change.new is not None else change.old}"
        sign = SIGNS["added" if change.old is None else "withdrawn" if change.new is None else "changed"]
        found.append(ShownChange("The timeline", sign, title, "", None, _rows_of([change])))
    return found


def _shown_event(change: EventChange, old: Timeline, new: Timeline) -> ShownChange:
    return ShownChange(
        _heading(change),
        SIGNS[change.kind],
        change.event.title,
        short_words(change.event.date),
        None if change.new is None else change.new.id,
        list(event_rows(old, change.old, new, change.new)),
    )


def _heading(change: EventChange) -> str:
    if change.kind != "changed":
        return "Added" if change.kind == "added" else "Withdrawn"
    fields = {found.field for found in change.changes}
    if fields & _FROM_OTHERS:
        return "Newly denied or confirmed"
    if "date" in fields:
        return "Re-dated"
    return "Re-worded" if fields & _WORDING else "Otherwise changed"


def event_rows(old: Timeline, before: Event | None, new: Timeline, after: Event | None) -> Iterator[Row]:
    """Yield the fields that an event has in either version, in the order in which its detail has them.

    Its id is among them if it was changed.
    """
    sides = ((old, before), (new, after))
    yield from _rows(*(dict(_account(timeline, event)) if event else {} for timeline, event in sides))
    yield from _quote_rows(old, before, new, after)
    yield from _rows(*(dict(_context(timeline, event)) if event else {} for timeline, event in sides))
    if before is not None and after is not None and before.id != after.id:
        yield Row("id", before.id, after.id)


def _rows(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Row]:
    yield from (Row(label, old.get(label), new.get(label)) for label in dict.fromkeys((*new, *old)))


def _account(timeline: Timeline, event: Event) -> Iterator[tuple[str, str]]:
    """Yield what happened, when, and who took part."""
    yield "", event.title
    yield "date", f"{date_words(event.date)} ({event.date.text})"
    for field in ("date_text", "date_basis", "date_note"):
        if value := getattr(event, field):
            yield _label(field), value
    for spec in timeline.facets:
        if values := event.values.get(spec.name):
            yield _label(spec.field), timeline.value_names(spec.name, values)
    if event.summary:
        yield "summary", event.summary


def _context(timeline: Timeline, event: Event) -> Iterator[tuple[str, str]]:
    """Yield what an event is linked to, and what else is said of it."""
    links = [(relation.replace("_", " "), target) for relation, target in event.links]
    for relation in dict.fromkeys(relation for relation, _ in links):
        yield relation, "\n".join(_titled(timeline, target) for found, target in links if found == relation)
    if event.id in timeline.numbers:
        yield from _from_others(timeline, event)
    if event.cited:
        yield "sources", "\n".join(cited(timeline, source) for source in event.cited)
    yield from event.data.items()
    if event.media:
        yield "media", "\n".join(media.url for media in event.media)
    if event.note:
        yield "note", event.note
    if event.is_draft:
        yield "draft", "yes"


def _from_others(timeline: Timeline, event: Event) -> Iterator[tuple[str, str]]:
    """Yield what other events say of an event."""
    incoming = [link for link in timeline.thread(timeline.numbers[event.id]) if not link.outgoing]
    for words in dict.fromkeys(link.words for link in incoming if link.words in _FROM_OTHERS):
        yield words, "\n".join(_dated(timeline.events[link.number]) for link in incoming if link.words == words)


def _titled(timeline: Timeline, target: str) -> str:
    number = timeline.numbers.get(target)
    return target if number is None else _dated(timeline.events[number])


def _dated(event: Event) -> str:
    return f"{event.title} ({short_words(event.date)})"


def _quote_rows(old: Timeline, before: Event | None, new: Timeline, after: Event | None) -> Iterator[Row]:
    """Yield the quotes of both versions: the same ones, those put right, then those that only one version has."""
    come = dict(enumerate(after.quotes if after else ()))
    gone = before.quotes if before else ()
    pairs: dict[int, Quote] = {}
    keys: tuple[Callable[[Quote], Hashable], ...] = (
        lambda quote: (quote.source, quote.exact),
        lambda quote: quote.source,
    )
    for key in keys:
        places: dict[Hashable, list[int]] = {}
        for place, quote in come.items():
            places.setdefault(key(quote), []).append(place)
        for position, quote in enumerate(gone):
            others = places.get(key(quote), [])
            if position not in pairs and len(others) == 1:
                pairs[position] = come.pop(others.pop())
    for position, quote in enumerate(gone):
        yield from _rows_of_quotes(old, quote, new, pairs.get(position))
    for quote in come.values():
        yield from _rows_of_quotes(old, None, new, quote)


def _rows_of_quotes(old: Timeline, before: Quote | None, new: Timeline, after: Quote | None) -> Iterator[Row]:
    sides = ((old, before), (new, after))
    yield Row("quote", *(f"“{quote.exact}”" if quote else None for _, quote in sides))
    translations = [quote.translation if quote else None for _, quote in sides]
    if any(translations):
        yield Row("translation", *translations)
    yield Row("source", *(_place(timeline, quote) if quote else None for timeline, quote in sides))


def _place(timeline: Timeline, quote: Quote) -> str:
    paragraph = "" if quote.paragraph is None else f", ¶ {quote.paragraph}"
    return f"{cited(timeline, quote.source)}{paragraph}"


def _source_rows(before: Source, after: Source) -> list[Row]:
    sides: list[Mapping[str, object]] = [before.as_dict(), after.as_dict()]
    return [
        Row(_label(field), *(None if side[field] is None else str(side[field]) for side in sides))
        for field in sides[0]
        if any(side[field] is not None for side in sides)
    ]


def _rows_of(changes: Sequence[Change]) -> list[Row]:
    return [Row(_label(change.field), change.old, change.new) for change in changes]


def _label(field: str) -> str:
    return field.replace("_", " ")
