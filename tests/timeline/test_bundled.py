"""The bundled timeline: faithful to its articles, and as complete as is promised."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest

from tests.timelines import ARTICLES, BUNDLED, needs_articles
from tui.timeline.model.entities import Event, Quote
from tui.timeline.model.facets import STATUSES
from tui.timeline.reading.reader import read_timeline

TIMELINE = read_timeline(BUNDLED)
QUOTES = [(event, quote) for event in TIMELINE.events for quote in event.quotes]


def article(source_id: str) -> str:
    file = TIMELINE.sources[source_id].file
    assert file is not None
    return (ARTICLES / file).read_bytes().decode()


@needs_articles
@pytest.mark.parametrize("source_id", TIMELINE.sources)
def test_each_source_is_the_article_it_says(source_id: str) -> None:
    text = article(source_id)
    assert hashlib.sha256(text.encode()).hexdigest() == TIMELINE.sources[source_id].sha256
    title = TIMELINE.sources[source_id].title
    assert title is not None
    assert title in text


@needs_articles
@pytest.mark.parametrize(("event", "quote"), QUOTES, ids=[event.id for event, _ in QUOTES])
def test_each_quote_is_in_its_article_to_the_character(event: Event, quote: Quote) -> None:
    text = article(quote.source)
    sought = (quote.prefix or "") + quote.exact + (quote.suffix or "")
    assert text.count(sought) == 1
    paragraphs = [line for line in text.split("\n") if line.strip()]
    assert quote.paragraph is not None
    assert quote.exact in paragraphs[quote.paragraph - 1]
    if event.date_text is not None:
        assert any(event.date_text in article(source) for source in event.sources)


@needs_articles
@pytest.mark.parametrize("source_id", TIMELINE.sources)
def test_the_quotes_of_an_article_are_at_most_three_fifths_of_it(source_id: str) -> None:
    text = article(source_id)
    quoted: set[int] = set()
    for _, quote in QUOTES:
        if quote.source == source_id:
            prefix = quote.prefix or ""
            start = text.index(prefix + quote.exact + (quote.suffix or "")) + len(prefix)
            quoted.update(range(start, start + len(quote.exact)))
    assert len(quoted) <= 0.6 * len(text)


def test_quotes_are_short_and_translated() -> None:
    for event, quote in QUOTES:
        assert len(quote.exact.split()) <= 40, event.id
        assert quote.translation, event.id


def test_there_are_enough_events_and_from_each_article() -> None:
    by_source = Counter(source for event in TIMELINE.events for source in event.sources)
    assert len(TIMELINE.events) >= 45
    assert len(by_source) == 5
    assert min(by_source.values()) >= 6


def test_each_denial_says_what_it_denies() -> None:
    for event in TIMELINE.events:
        if event.status == "denied":
            assert any(link.relation in ("denies", "contradicts") for link in event.links), event.id


def test_the_kinds_and_statuses_that_were_asked_for_are_there() -> None:
    assert {event.kind for event in TIMELINE.events} >= {"visit", "talks", "delivery", "statement"}
    assert {event.status for event in TIMELINE.events} == set(STATUSES)
    assert any("blinken" in event.values.get("speaker", ()) for event in TIMELINE.events)


def test_the_trees_are_trees_with_aliases() -> None:
    patrushev, weapon = TIMELINE.entries("actor")["patrushev"], TIMELINE.entries("weapon")["fateh-110"]
    assert patrushev.parent == "russia"
    assert {"Patroushev", "Patrouchev"} <= set(patrushev.aliases)
    assert weapon.parent == "short-range-ballistic-missile"
    assert "Fatah 110" in weapon.aliases
