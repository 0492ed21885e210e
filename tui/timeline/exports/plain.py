"""Events in plain words, one paragraph each, for screen readers and braille displays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tui.text.printable import printable
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.words import date_words
from tui.timeline.model.as_of import AsOfView, known_since
from tui.timeline.model.citations import BASIS_WORDS
from tui.timeline.model.entities import Event, Quote, Timeline
from tui.timeline.model.sort import BY_DATE, Sort
from tui.timeline.search.answers import Answer

_SENTENCE_END = re.compile(r"[.!?…][\s\"'’”»)\]]*\Z")


def paragraphs(answer: Answer) -> Iterator[str]:
    """Yield paragraphs without line ends: the title and the number of events, then each event, then each source."""
    timeline = answer.view.timeline
    yield _joined([timeline.title, _counted(answer), *_settings(answer)])
    if timeline.description:
        yield _stopped(timeline.description)
    sources: dict[str, None] = {}
    for number in answer.rows:
        yield _joined(_event(answer, number))
        sources.update(dict.fromkeys(answer.view.sources(number)))
    for source in sources:
        yield _source(timeline, source)


# The title


def _counted(answer: Answer) -> str:
    query, matching, size = str(answer.query), len(answer.rows), len(answer.view.timeline.events)
    if not matching:
        return f"No event of {size:,} matches {query}" if query else "No events"
    noun = "event" if size == 1 else "events"
    return f"{matching:,} of {size:,} {noun} for {query}" if query else f"{matching:,} {noun}"


def _settings(answer: Answer) -> Iterator[str]:
    """Yield the settings that differ from the defaults: the day as of which the timeline is seen, and the order."""
    if answer.view.as_of is not None:
        yield f"As known on {_date(EdtfDate.parse(answer.view.as_of.day.isoformat()))}"
    if answer.sort != BY_DATE:
        yield _order(answer.sort)


def _order(sort: Sort) -> str:
    axis = "By when it became known" if sort.axis == "known" else "By date"
    return f"{axis}, the {'newest' if sort.descending else 'oldest'} first"


# An event


def _event(answer: Answer, number: int) -> Iterator[str]:
    """Yield the sentences of an event, the most important first."""
    view = answer.view
    timeline, event = view.timeline, view.timeline.events[number]
    date = _date(event.date)
    yield date[:1].upper() + date[1:]
    disputed = ", disputed" if view.is_disputed(number) else ""
    yield f"{event.status.capitalize()}, {event.kind}{disputed}"
    if number in answer.uncertain:
        yield "Only possibly within the dates asked for"
    yield event.title
    if event.summary:
        yield event.summary
    yield from _people(timeline, event)
    for quote in view.quotes(number):
        yield from _quote(timeline, quote)
    yield from _dating(view, number, event)
    yield from _links(view, number)
    if event.note:
        yield f"Note: {event.note}"


def _people(timeline: Timeline, event: Event) -> Iterator[str]:
    if event.speaker:
        yield "Said by " + ", ".join(_speaker(timeline, speaker) for speaker in event.speaker)
    if event.via:
        yield f"Via {timeline.actor_names(event.via)}"
    if event.actors:
        yield f"Actors: {timeline.actor_names(event.actors)}"
    if event.weapons:
        yield "Weapons: " + ", ".join(timeline.weapons[weapon].name for weapon in event.weapons)


def _speaker(timeline: Timeline, speaker: str) -> str:
    actor = timeline.actors[speaker]
    return f"{actor.name}, {actor.office}" if actor.office else actor.name


def _quote(timeline: Timeline, quote: Quote) -> Iterator[str]:
    source = timeline.sources[quote.source]
    paragraph = f", paragraph {quote.paragraph}" if quote.paragraph is not None else ""
    yield f"Quote from {timeline.actors[source.outlet].name}, {_date(source.issued)}{paragraph}: “{quote.exact}”"
    if quote.translation:
        yield f"In English: “{quote.translation}”"


def _dating(view: AsOfView, number: int, event: Event) -> Iterator[str]:
    wording = f"“{event.date_text}”, " if event.date_text else ""
    basis = f"{'as ' if event.date_basis == 'stated' else ''}{BASIS_WORDS[event.date_basis]}"
    note = f": {event.date_note}" if event.date_note else ""
    yield f"Date: {wording}{basis}{note}"
    sources = [view.timeline.sources[source] for source in view.sources(number)]
    if sources:
        first = min(sources, key=known_since).issued
        days = "" if first.precision == "day" or first.has_time else "some day of "
        yield f"Known since {days}{_date(first)}" if first.earliest is not None else f"Known {_date(first)}"


def _links(view: AsOfView, number: int) -> Iterator[str]:
    """Yield the events that an event is linked to, in a sentence for each relation."""
    by_relation: dict[str, list[str]] = {}
    for link in view.thread(number):
        other = view.timeline.events[link.number]
        by_relation.setdefault(link.words, []).append(f"{other.title} ({_date(other.date)})")
    for words, others in by_relation.items():
        yield f"{words.capitalize()}: {'; '.join(others)}"


def _source(timeline: Timeline, source_id: str) -> str:
    source = timeline.sources[source_id]
    basis = "" if source.issued_basis == "stated" else f", {source.issued_basis}"
    name = timeline.actors[source.outlet].name
    note = f": {source.issued_note}" if source.issued_note else ""
    sentence = _stopped(f"Source: {name}, “{source.title}”, issued {_date(source.issued)}{basis}{note}")
    # No full stop after the URL, which would seem to end with it.
    return sentence + (f" Address: {printable(source.url)}" if source.url else "")


# Sentences


def _date(date: EdtfDate) -> str:
    """Return a date in words, without dashes, which screen readers skip."""
    return re.sub(r"\s?–\s?", " to ", date_words(date))


def _joined(sentences: Iterable[str]) -> str:
    return " ".join(map(_stopped, sentences))


def _stopped(sentence: str) -> str:
    """Return a printable sentence on one line, with a full stop."""
    line = printable(re.sub(r"[ \t]*[\n\r\t]\s*", " ", sentence.strip("\n\r\t")))
    return line if _SENTENCE_END.search(line) else f"{line}."
