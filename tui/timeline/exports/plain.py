"""Events in plain words, one paragraph each, for screen readers and braille displays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tui.text.printable import printable
from tui.timeline.dates.calendar import DAY
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.words import date_words
from tui.timeline.exports.left_out import left_out_sentences
from tui.timeline.model.as_of import AsOfView, known_since, sources_that_date
from tui.timeline.model.citations import BASIS_WORDS
from tui.timeline.model.entities import Event, Quote
from tui.timeline.model.origins import origin_words
from tui.timeline.model.sort import BY_DATE, Sort
from tui.timeline.model.timeline import Timeline
from tui.timeline.search.answers import Answer

if TYPE_CHECKING:
    from tui.timeline.analysis.silences import Silence

_SENTENCE_END = re.compile(r"[.!?…][\s\"'’”»)\]]*\Z|https?://\S+\Z")
"""The end of a text that needs no full stop. After a URL it would seem to be part of it."""
_BREAK = re.compile(r"\s*\n\s*\n\s*|\s*\n\s*(?=[-*•]\s)")
"""The end of a paragraph, or of the line before an item of a list."""
_BULLET = re.compile(r"[-*•]\s+")


def paragraphs(answer: Answer, silences: Iterable[Silence] = ()) -> Iterator[str]:
    """Yield paragraphs without line ends: the title and the number of events, then each event, then each source.

    Drafts are left out and counted, unless the query asks for drafts.

    Args:
        answer: the events, in their order.
        silences: the silent stretches between them.
    """
    timeline = answer.view.timeline
    yield _joined([timeline.title, _counted(answer), *_settings(answer), *_silent(answer, silences)])
    if timeline.description:
        yield _joined(_sentences(timeline.description))
    has_drafts = "draft" in (typed.casefold() for typed in answer.query.values("is"))
    drafts = 0
    sources: dict[str, None] = {}
    for number in answer.rows:
        if timeline.events[number].is_draft and not has_drafts:
            drafts += 1
            continue
        yield _joined(_event(answer, number))
        sources.update(dict.fromkeys(answer.view.sources(number)))
    yield from left_out_sentences(timeline, drafts)
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
        yield f"As known on {_date(EdtfDate.parse(answer.view.as_of.text))}"
    if answer.sort != BY_DATE:
        yield _order(answer.sort)


def _silent(answer: Answer, silences: Iterable[Silence]) -> Iterator[str]:
    """Yield a sentence for each silent stretch."""
    events = "No matching events" if answer.query else "No events"
    for silence in silences:
        yield f"{events} from {_without_dashes(silence.name)}"


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
    kind = [timeline.name("kind", event.kind)] if event.kind is not None else []
    yield ", ".join(((event.status or "no status").capitalize(), *kind)) + disputed
    if event.is_draft:
        yield "Draft"
    if event.is_internal:
        yield "Internal"
    if number in answer.uncertain:
        yield "Only possibly within the dates asked for"
    yield event.title
    if event.summary:
        yield from _sentences(event.summary)
    yield from _values(timeline, event)
    quotes = view.quotes(number)
    for quote in quotes:
        yield from _quote(timeline, quote)
    if not quotes:
        yield "No quote"
    yield from _unquoted(view, number)
    for media in event.media:
        yield f"Media: {', '.join(filter(None, (media.caption, media.credit, media.url)))}"
    yield from _dating(view, number, event)
    if origins := origin_words(view, number):
        yield f"Rests on {origins}"
    yield from _links(view, number)
    if event.note:
        yield from _sentences(f"Note: {event.note}")


def _values(timeline: Timeline, event: Event) -> Iterator[str]:
    values = event.values
    if speakers := values.get("speaker"):
        yield "Said by " + ", ".join(_speaker(timeline, speaker) for speaker in speakers)
    if via := values.get("via"):
        yield f"Via {timeline.value_names('via', via)}"
    for spec in timeline.facets:
        if spec.name in values and spec.name not in ("kind", "status", "speaker", "via"):
            yield f"{spec.title}: {timeline.value_names(spec.name, values[spec.name])}"
    for name, value in event.data.items():
        yield f"{name}: {value}"


def _speaker(timeline: Timeline, speaker: str) -> str:
    actor = timeline.entries("speaker")[speaker]
    return f"{actor.name}, {actor.office}" if actor.office else actor.name


def _quote(timeline: Timeline, quote: Quote) -> Iterator[str]:
    paragraph = f", paragraph {quote.paragraph}" if quote.paragraph is not None else ""
    yield f"Quote from {_origin(timeline, quote.source)}{paragraph}: “{quote.exact}”"
    if quote.translation:
        yield f"Translation: “{quote.translation}”"


def _unquoted(view: AsOfView, number: int) -> Iterator[str]:
    """Yield a sentence that names the sources without a quote, or says that there is no source."""
    sources = view.sources(number)
    quoted = {quote.source for quote in view.quotes(number)}
    others = [_origin(view.timeline, source) for source in sources if source not in quoted]
    if others:
        yield f"{'Also from' if quoted else 'From'} {'; '.join(others)}"
    elif not sources:
        yield "No source"


def _origin(timeline: Timeline, source_id: str) -> str:
    """Return a source in short: its outlet or, without one, its title, and its date."""
    source = timeline.sources[source_id]
    issued = _date(source.issued) if source.issued is not None else "undated"
    return f"{timeline.outlet_name(source) or source.name}, {issued}"


def _dating(view: AsOfView, number: int, event: Event) -> Iterator[str]:
    wording = f"“{event.date_text}”" if event.date_text else ""
    basis = "" if event.date_basis is None else BASIS_WORDS[event.date_basis]
    if event.date_basis == "stated":
        basis = f"as {basis}"
    note = f": {event.date_note}" if event.date_note else ""
    parts = ", ".join(filter(None, (wording, basis)))
    if parts or note:
        yield f"Date: {parts}{note if parts else note.removeprefix(': ')}"
    zone = view.timeline.zone
    sources = sources_that_date(view.timeline.sources[source] for source in view.sources(number))
    if sources and (first := min(sources, key=lambda source: known_since(source, zone)).issued) is not None:
        yield _known(first)


def _known(issued: EdtfDate) -> str:
    """Return since when an event was known, by the date of the source that was out first."""
    bounds, words = issued.bounds, _date(issued)
    if words.startswith(("from ", "until ")):
        words = f"some day {words}"
    elif not words.startswith("some ") and bounds.latest_end - bounds.earliest_start >= DAY and not issued.members:
        words = f"some day of {words}"
    return f"Known since {words}"


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
    note = f": {source.issued_note}" if source.issued_note else ""
    title = f"“{source.title}”" if source.title else source.name
    issued = f"issued {_date(source.issued)}" if source.issued is not None else "undated"
    origin = ", ".join(filter(None, (timeline.outlet_name(source), title, issued)))
    urls = (("Address", source.url if source.url != title else None), ("Copy", source.archived))
    return _joined([f"Source: {origin}{basis}{note}", *(f"{name}: {url}" for name, url in urls if url)])


# Sentences


def _date(date: EdtfDate) -> str:
    """Return a date in words, without dashes, which screen readers skip."""
    return _without_dashes(date_words(date))


def _without_dashes(words: str) -> str:
    return re.sub(r"\s?–\s?", " to ", words)


def _joined(sentences: Iterable[str]) -> str:
    return " ".join(map(_stopped, sentences))


def _sentences(text: str) -> Iterator[str]:
    """Yield the paragraphs and list items of a text, each as a sentence of its own."""
    for part in _BREAK.split(text.strip("\n")):
        if sentence := _BULLET.sub("", part, count=1) if _BULLET.match(part) else part:
            yield sentence


def _stopped(sentence: str) -> str:
    """Return a printable sentence on one line, with a full stop."""
    line = printable(re.sub(r"[ \t]*[\n\r\t]\s*", " ", sentence.strip("\n\r\t")))
    return line if _SENTENCE_END.search(line) else f"{line}."
