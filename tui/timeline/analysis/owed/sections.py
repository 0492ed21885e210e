"""Find what is owed for the events that match a query."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from pyroaring import BitMap

from tui.timeline.analysis.disputes import SHOWN_RELATIONS, Disputes
from tui.timeline.analysis.owed.report import OwedItem, OwedReport, OwedSection
from tui.timeline.analysis.silences import silences
from tui.timeline.dates.time_range import range_text
from tui.timeline.dates.words import date_words
from tui.timeline.model.citations import BASIS_WORDS
from tui.timeline.model.entities import RELATIONS, Event, Quote, Source
from tui.timeline.model.languages import primary_language
from tui.timeline.model.origins import origins_of
from tui.timeline.query.language import Query
from tui.timeline.search.answers import Answer, find
from tui.timeline.search.index import Index
from tui.timeline.search.postings import union

_ONE_ORIGIN = "origins:1 status:alleged,reported"
_MOST_OF_QUOTE = 80
"""The most characters of a quote that are shown."""


def owed(index: Index, answer: Answer, place: Callable[[Event], str] = lambda event: "") -> OwedReport:
    """Return what is owed for the events of an answer.

    Args:
        index: the timeline.
        answer: the answer, whose day counts: what was not yet known by then is not there.
        place: returns the file and the line of an event, as far as they are known.
    """
    return _Finder(index, answer, place).report()


class _Finder:
    def __init__(self, index: Index, answer: Answer, place: Callable[[Event], str]) -> None:
        self._index = index
        self._answer = answer
        self._view = answer.view
        self._timeline = index.timeline
        self._place = place

    def report(self) -> OwedReport:
        sections = (
            self._of_query(
                "unanswered",
                "Unanswered accusations",
                "Nobody denied, contradicted or confirmed them. Ask those who are accused.",
                "is:unanswered",
                self._said_by,
            ),
            self._of_query(
                "one-origin",
                "Accusations with one origin",
                "They rest on the word of one party. Look for a second that is independent of it.",
                _ONE_ORIGIN,
                self._origin,
            ),
            self._disputed(),
            self._without(
                "no-quote", "Events without a quote", "Nothing shows the source's own words.", "quote", self._sources
            ),
            self._without(
                "no-status",
                "Events without a status",
                "Nothing says how the source puts them.",
                "status",
                self._said_by,
            ),
            self._of_query("drafts", "Drafts", "Somebody still has to finish them.", "is:draft", self._note),
            self._of_query(
                "inferred",
                "Inferred dates",
                "The text does not give them. See whether another source does.",
                "is:inferred",
                self._basis,
            ),
            self._of_query("undated", "Undated events", "Nothing is known of when.", "is:undated", self._wording),
            self._untranslated(),
            self._of_sources(
                "no-address",
                "Sources without an address",
                "Readers cannot look them up on the web.",
                lambda source: source.url is None and source.archived is None,
            ),
            self._of_sources(
                "no-copy",
                "Addresses without an archived copy",
                "The page may change or vanish. Archive it, and write the copy's address as 'archived'.",
                lambda source: source.url is not None and source.archived is None,
            ),
            self._silent(),
        )
        query = str(self._answer.query)
        return OwedReport(
            self._timeline.title, query, len(self._answer.matching), len(self._timeline.events), tuple(sections)
        )

    # Sections

    def _of_query(
        self, id: str, title: str, why: str, query: str, more: Callable[[int], str], *, all_lack: str = ""
    ) -> OwedSection:
        """Return the section of the events that a further query finds."""
        found = find(Query((*self._answer.query.terms, *Query.parse(query).terms)), self._index).events
        return self._section(id, title, why, found, more, query, all_lack)

    def _section(
        self, id: str, title: str, why: str, found: BitMap, more: Callable[[int], str], query: str, all_lack: str
    ) -> OwedSection:
        rows = self._in_order(found)
        return OwedSection(
            id,
            title,
            why,
            len(found),
            lambda: iter(()) if all_lack else (self._item(number, more(number)) for number in rows),
            query,
            all_lack,
        )

    def _in_order(self, events: BitMap) -> Sequence[int]:
        return sorted(events, key=self._answer.rank)

    def _without(self, id: str, title: str, why: str, flag: str, more: Callable[[int], str]) -> OwedSection:
        """Return the section of the events that lack something, unless the timeline does not use it at all."""
        lacks = "" if self._index.flagged(flag, None) else f"No event of this timeline has a {flag}."
        return self._of_query(id, title, why, f"-has:{flag}", more, all_lack=lacks)

    def _disputed(self) -> OwedSection:
        query = "is:disputed"
        found = find(Query((*self._answer.query.terms, *Query.parse(query).terms)), self._index).events
        disputes = Disputes(self._index, self._view.as_of)

        def items() -> Iterator[OwedItem]:
            for number in self._in_order(found):
                answers = (
                    self._item(other, self._said_by(other), relation=RELATIONS[SHOWN_RELATIONS[rank]])
                    for rank, other in disputes.others(number)
                )
                yield self._item(number, self._said_by(number), answers=answers)

        return OwedSection(
            "disputed",
            "Disputed claims",
            "Each with the denials, so that both stand together.",
            len(found),
            items,
            query,
        )

    def _untranslated(self) -> OwedSection:
        quotes = [*self._untranslated_quotes()]

        def items() -> Iterator[OwedItem]:
            for number, quote, language in quotes:
                words = " ".join(quote.exact.split())
                shown = words if len(words) <= _MOST_OF_QUOTE else words[:_MOST_OF_QUOTE].rstrip() + "…"
                yield self._item(number, f"{language}: “{shown}”")

        return OwedSection(
            "untranslated",
            "Quotes without a translation",
            "Readers of the timeline's language may not read them.",
            len(quotes),
            items,
        )

    def _untranslated_quotes(self) -> Iterator[tuple[int, Quote, str]]:
        """Yield the quotes in other languages than the readers' that lack a translation, if there are several at all.

        The readers' language is the timeline's; if it names none, each quote of a timeline in several languages counts.
        """
        sources, own = self._timeline.sources, primary_language(self._timeline.language or "")
        languages = {key: primary_language(source.language) for key, source in sources.items() if source.language}
        if len({own, *languages.values()} - {""}) < 2:
            return
        foreign = {key: language for key, language in languages.items() if language != own}
        having = self._index.having_each("source", self._view.as_of)
        lacking = self._answer.matching & self._index.flagged("untranslated", None)
        for number in self._in_order(lacking & union(map(having, foreign))):
            for quote in self._view.quotes(number):
                if quote.source in foreign and not quote.translation:
                    yield number, quote, foreign[quote.source]

    def _of_sources(self, id: str, title: str, why: str, lacks: Callable[[Source], bool]) -> OwedSection:
        having = self._index.having_each("source", self._view.as_of)
        matching = self._answer.matching
        counts = {
            source.id: count
            for source in self._timeline.sources.values()
            if lacks(source) and (count := having(source.id).intersection_cardinality(matching))
        }

        def items() -> Iterator[OwedItem]:
            for key, count in counts.items():
                source = self._timeline.sources[key]
                issued = date_words(source.issued) if source.issued is not None else "undated"
                edtf = source.issued.text if source.issued is not None else ""
                outlet = self._timeline.outlet_name(source)
                rests = f"{count:,} event rests on it" if count == 1 else f"{count:,} events rest on it"
                yield OwedItem(source.name, key, issued, edtf, more=", ".join(filter(None, (outlet, rests))))

        return OwedSection(id, title, why, len(counts), items)

    def _silent(self) -> OwedSection:
        found = [*silences(self._index.spans, self._answer.matching)]

        def items() -> Iterator[OwedItem]:
            for silence in found:
                yield OwedItem(silence.name, edtf=range_text(silence.first, silence.last))

        return OwedSection(
            "silent",
            "Silent stretches",
            "No event for notably long. Nothing happened, or nothing was looked for.",
            len(found),
            items,
        )

    # Items

    def _item(self, number: int, more: str, *, relation: str = "", answers: Iterable[OwedItem] = ()) -> OwedItem:
        event = self._timeline.events[number]
        return OwedItem(
            event.title,
            event.id,
            date_words(event.date),
            event.date.text,
            self._place(event),
            more,
            relation,
            tuple(answers),
        )

    def _said_by(self, number: int) -> str:
        values = self._timeline.events[number].values
        said = ((word, values[facet]) for facet, word in (("speaker", "said by"), ("via", "via")) if facet in values)
        return ", ".join(f"{word} {self._timeline.value_names('actor', names)}" for word, names in said)

    def _origin(self, number: int) -> str:
        return "".join(f"only {origin.name}" for origin in origins_of(self._view, number))

    def _sources(self, number: int) -> str:
        names = [self._timeline.sources[source].name for source in self._view.sources(number)]
        return ", ".join(names) or "no source"

    def _note(self, number: int) -> str:
        return _first_line(self._timeline.events[number].note)

    def _basis(self, number: int) -> str:
        return _first_line(self._timeline.events[number].date_note) or BASIS_WORDS["inferred"]

    def _wording(self, number: int) -> str:
        wording = self._timeline.events[number].date_text
        return f"“{_first_line(wording)}”" if wording else ""


def _first_line(text: str | None) -> str:
    return (text or "").strip().partition("\n")[0]
