"""The folded texts of events, which searches look in: their own words, and the names that they refer to."""

from __future__ import annotations

from functools import cached_property

from tui.text.folding import fold
from tui.timeline.dates.words import date_words
from tui.timeline.model.entities import Event, bare_source
from tui.timeline.model.timeline import Timeline
from tui.timeline.query.facet_names import FacetNames


class FoldedTexts:
    """Folds the texts of events. Names and dates repeat: each is folded once.

    Args:
        timeline: the entries and sources that the events refer to.
    """

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._sources: dict[str, str] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._values: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}
        """By facet and values of an event: their folded names."""
        self._dates: dict[str, str] = {}

    def share_dates(self, other: FoldedTexts) -> None:
        """Share the folded dates of another one, both ways."""
        self._dates = other._dates

    def own_lines(self, event: Event) -> list[str]:
        """Return the folded texts of an event itself, a line each; the fourth, of its quotes, is empty."""
        summary, note = event.summary, event.note
        lines = [fold(event.title), fold(summary) if summary else "", fold(note) if note else "", ""]
        lines += [fold(text) for text in (event.date_text, event.date_note) if text]
        if event.data:
            lines += [fold(f"{name} {value}") for name, value in event.data.items()]
        if event.media:
            lines += [fold(text) for each in event.media for text in (each.caption, each.credit, each.url) if text]
        return lines

    def quotes(self, event: Event) -> dict[str, list[str]]:
        """Return the folded quotes of an event and their translations, by source. A source may have none."""
        quotes: dict[str, list[str]] = {source: [] for source in event.sources}
        for quote in event.quotes:
            quotes[quote.source] += map(fold, filter(None, (quote.exact, quote.translation)))
        return quotes

    def names(self, event: Event) -> list[str]:
        """Return the folded words of an event's date, and the folded names of its values."""
        when = event.date
        words = self._dates.get(when.text)
        if words is None:
            words = self._dates[when.text] = fold(date_words(when))
        names = [words]
        for values in event.values.items():
            found = self._values.get(values)
            if found is None:
                facet, own = values
                found = self._values[values] = tuple([self._named(facet, value) for value in own])
            names += found
        return [*dict.fromkeys(names)] if len(names) > 2 else names

    @cached_property
    def _facet_names(self) -> FacetNames:
        return FacetNames(self._timeline)

    def _named(self, facet: str, value: str) -> str:
        """Return the folded names of a value, a line each."""
        text = self._names.get((facet, value))
        if text is None:
            names = self._facet_names.values(facet)[value] if value in self._timeline.entries(facet) else (fold(value),)
            text = self._names[facet, value] = "\n".join(names)
        return text

    def source(self, source_id: str) -> str:
        """Return the folded names of a source and of its outlet, a line each."""
        text = self._sources.get(source_id)
        if text is None:
            source = self._timeline.sources.get(source_id) or bare_source(source_id)
            own = filter(None, (source.title, source.url, source.archived, source.file))
            outlet = [] if source.outlet is None else [self._named("actor", source.outlet)]
            text = self._sources[source_id] = "\n".join((*outlet, *map(fold, own)))
        return text
