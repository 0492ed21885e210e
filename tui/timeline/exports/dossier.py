"""A dossier: a plain text to read and print, 76 cells wide, with the sources as numbered notes at its end.

It begins with the period and the events that it covers. Events stand in the given order, under their years and months
where these are known. Links are given at both of their ends, if both are in the document. Drafts are left out
and counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from tui.text.counts import counted
from tui.text.printable import printable
from tui.text.wrapping import cells, wrapped
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.words import date_words
from tui.timeline.exports.dossier_headings import Headings
from tui.timeline.exports.left_out import left_out_sentences
from tui.timeline.model.citations import BASIS_WORDS, cited
from tui.timeline.model.entities import DISPUTING, RELATIONS, Event, Quote
from tui.timeline.model.facets import STATUSES
from tui.timeline.model.timeline import Timeline

WIDTH = 76
"""The cells of a line. Only addresses are longer."""
_INDENT = "    "
_QUOTE = "      | "


def lines(timeline: Timeline, events: Iterable[Event]) -> Iterator[str]:
    """Yield the title and what is covered, the events that are no drafts, and the notes."""
    given = list(events)
    shown = [event for event in given if not event.is_draft]
    yield _title(timeline)
    if timeline.description:
        yield "\n" + _text(timeline.description)
    yield "\n" + _text(_covered(shown))
    if used := [status for status in STATUSES if any(event.status == status for event in shown)]:
        counts = Counter(event.status for event in shown)
        yield _text("By status: " + ", ".join(f"{counts[status]:,} {status}" for status in used) + ".")
    for sentence in left_out_sentences(timeline, len(given) - len(shown)):
        yield _text(sentence)
    dossier = _Dossier(timeline, shown)
    headings = Headings()
    for event in shown:
        yield from headings.before(event.date)
        yield "\n" + "".join(dossier.event(event))
    yield from dossier.notes()


class _Dossier:
    """Writes events, and numbers their sources as they are first referred to."""

    def __init__(self, timeline: Timeline, events: Sequence[Event]) -> None:
        self._timeline = timeline
        self._numbers: dict[str, int] = {}
        """By source: the number of its note."""
        self._shown = {event.id: event for event in events}
        self._incoming: dict[str, list[tuple[str, Event]]] = {}
        for event in events:
            for relation, target in event.links:
                self._incoming.setdefault(target, []).append((relation, event))

    def event(self, event: Event) -> Iterator[str]:
        """Yield an event: its date, its title, how it is known and disputed, and the words that it rests on."""
        date = date_words(event.date)
        yield _text(date[:1].upper() + date[1:])
        yield _text(event.title, _INDENT)
        yield _text(f"({', '.join(self._facts(event))})", _INDENT)
        yield from self._links(event, disputes=True)
        if event.summary:
            yield "\n" + _text(event.summary, _INDENT)
        for quote in event.quotes:
            yield "\n" + self._quote(quote)
        if others := [source for source in event.sources if source not in {quote.source for quote in event.quotes}]:
            also = "Also rests on" if event.quotes else "Without a quote, rests on"
            yield "\n" + _text(f"{also} {''.join(map(self._note, others))}.", _INDENT)
        elif not event.quotes:
            yield "\n" + _text("No quote, no source.", _INDENT)
        rest = "".join(self._rest(event))
        yield f"\n{rest}" if rest else ""

    def _facts(self, event: Event) -> Iterator[str]:
        yield event.status or "no status"
        names = {facet: self._timeline.value_names(facet, values) for facet, values in event.values.items()}
        if "kind" in names:
            yield names["kind"]
        if event.is_internal:
            yield "internal"
        if "speaker" in names:
            yield f"said by {names['speaker']}"
        if "via" in names:
            yield f"via {names['via']}"

    def _links(self, event: Event, *, disputes: bool) -> Iterator[str]:
        """Yield a paragraph for each event that disputes this one or is disputed, or for all that are linked otherwise.

        Args:
            event: the event.
            disputes: whether to return the links that dispute, rather than the others.
        """
        outgoing = ((relation, self._shown.get(target)) for relation, target in event.links)
        linked = [(relation.replace("_", " "), relation, other) for relation, other in outgoing if other is not None]
        linked += [(RELATIONS[relation], relation, other) for relation, other in self._incoming.get(event.id, ())]
        for words, relation, other in linked:
            if (relation in DISPUTING) == disputes:
                line = f"{words.capitalize()}: {other.title} ({date_words(other.date)})"
                yield _text(line, _INDENT + "  ", _INDENT)

    def _quote(self, quote: Quote) -> str:
        paragraph = f", paragraph {quote.paragraph}" if quote.paragraph is not None else ""
        text = _text(f"“{quote.exact}” {self._note(quote.source)}{paragraph}", _QUOTE)
        return text + (_text(f"In translation: “{quote.translation}”", _QUOTE) if quote.translation else "")

    def _rest(self, event: Event) -> Iterator[str]:
        timeline = self._timeline
        hanging = _INDENT + "  ", _INDENT
        for spec in timeline.facets:
            if spec.name in event.values and spec.name not in ("kind", "status", "speaker", "via"):
                yield _text(f"{spec.title}: {timeline.value_names(spec.name, event.values[spec.name])}", *hanging)
        for name, value in event.data.items():
            yield _text(f"{name}: {value}", *hanging)
        for media in event.media:
            yield _text("Media: " + ", ".join(filter(None, (media.caption, media.credit, media.url))), *hanging)
        yield from self._links(event, disputes=False)
        wording = f"“{event.date_text}”" if event.date_text else ""
        basis = BASIS_WORDS[event.date_basis] if event.date_basis in ("derived", "inferred") else ""
        if dating := ", ".join(filter(None, (wording, basis, event.date_note))):
            yield _text(f"Date: {dating}", *hanging)
        if event.note:
            yield _text(f"Note: {event.note}", *hanging)

    def _note(self, source: str) -> str:
        return f"[{self._numbers.setdefault(source, len(self._numbers) + 1)}]"

    def notes(self) -> Iterator[str]:
        """Yield the notes: each source with its outlet, title, date, address and copy."""
        if self._numbers:
            yield "\n\nSources\n=======\n\n"
        widest = len(str(len(self._numbers))) + 2
        for source_id, number in self._numbers.items():
            source = self._timeline.sources[source_id]
            indent = " " * (widest + 1)
            basis = "" if source.issued_basis == "stated" else f" (date {source.issued_basis})"
            yield _text(f"{cited(self._timeline, source_id)}{basis}", indent, f"[{number}]".ljust(widest) + " ")
            copies = (("", source.url if source.url != source.name else None), ("Copy: ", source.archived))
            for label, url in copies:
                if url:
                    yield _text(label + url, indent)
            if source.retrieved is not None:
                yield _text(f"Retrieved {date_words(source.retrieved)}", indent)


def _title(timeline: Timeline) -> str:
    """Return the title between two rules, each of its lines in the middle."""
    rule = "=" * WIDTH + "\n"
    found = wrapped(printable(timeline.title.replace("\n", " ")), WIDTH - 8)
    return rule + "".join(f"{' ' * ((WIDTH - cells(line)) // 2)}{line}\n" for line in found) + rule


def _covered(events: Sequence[Event]) -> str:
    """Return how many events there are, from when to when they may have been, and how many sources they have."""
    if not events:
        return "No events."
    sources = len({source for event in events for source in event.sources})
    words = [counted(len(events), "event")]
    dated = [event.date for event in events if not event.date.is_undated]
    if dated:
        first = _endpoint(min(dated, key=lambda date: date.bounds.earliest_start), "start")
        last = _endpoint(max(dated, key=lambda date: date.bounds.latest_end), "end")
        words.append(f"the first: {first}; the last: {last}" if first != last else first)
    if undated := len(events) - len(dated):
        words.append(f"{undated:,} without a date")
    words.append(counted(sources, "source"))
    return "; ".join(words) + "."


def _endpoint(date: EdtfDate, end: str) -> str:
    """Return the start or the end of an interval in words, and any other date as it is."""
    single = getattr(date, end) if date.is_interval else None
    return date_words(date if single is None else EdtfDate.parse(single.text))


def _text(text: str, indent: str = "", first: str | None = None) -> str:
    """Return the lines of a text, wrapped. Line feeds at its end are left out.

    Args:
        text: the text.
        indent: what its lines begin with.
        first: what the first of them begins with instead.
    """
    found: list[str] = []
    for line in text.rstrip("\n").split("\n"):
        found += wrapped(printable(line), WIDTH, indent, first)
        first = None
    return "".join(f"{line}\n" for line in found)
