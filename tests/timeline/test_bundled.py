"""The bundled timeline: faithful to its articles, and as complete as is promised."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from datetime import date

import pytest

from tests.timelines import ARTICLES, BUNDLED, needs_articles
from tui.timeline.model.entities import Event, Quote
from tui.timeline.model.facets import STATUSES
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.answers import Answer, answer_query
from tui.timeline.search.index import Index

TIMELINE = read_timeline(BUNDLED)
INDEX = Index(TIMELINE, lambda: date(2024, 9, 12))
QUOTES = [(event, quote) for event in TIMELINE.events for quote in event.quotes]
EVENTS = {event.id: event for event in TIMELINE.events}
IDS = list(EVENTS)


def article(source_id: str) -> str:
    file = TIMELINE.sources[source_id].file
    assert file is not None
    return (ARTICLES / file).read_bytes().decode()


def answer(query: str) -> Answer:
    return answer_query(Query.parse(query), INDEX)


def found(query: str) -> set[str]:
    return {TIMELINE.events[row].id for row in answer(query).rows}


def view(name: str) -> set[str]:
    (query,) = [saved.query for saved in TIMELINE.views if saved.name == name]
    return found(query)


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
@pytest.mark.parametrize(("event", "quote"), QUOTES, ids=[event.id for event, _ in QUOTES])
def test_each_quote_is_whole_sentences_or_whole_clauses(event: Event, quote: Quote) -> None:
    text = article(quote.source)
    start = text.index(quote.exact)
    before = text[:start].rpartition("\n")[2].rstrip()
    after = text[start + len(quote.exact) :].partition("\n")[0]
    assert not before or before.endswith((".", '."', '".', ".»", ","))
    assert re.match(r"\s*$|\s+[A-ZÀ-Ý\"«]|,", after)
    assert quote.exact.endswith((".", "?", "!", '"', "»")) or not after.strip() or after.startswith(",")
    if before.endswith(","):
        assert re.match(r"(alors|tandis) que ", quote.exact), event.id


@needs_articles
@pytest.mark.parametrize(("event", "quote"), QUOTES, ids=[event.id for event, _ in QUOTES])
def test_no_quote_is_a_headline(event: Event, quote: Quote) -> None:
    assert quote.exact.strip() != TIMELINE.sources[quote.source].title, event.id


def test_quotes_are_short_and_translated() -> None:
    for event, quote in QUOTES:
        assert len(quote.exact.split()) <= 75, event.id
        assert quote.translation, event.id


def test_a_sentence_is_quoted_once_in_an_event() -> None:
    for event in TIMELINE.events:
        for one in event.quotes:
            assert sum(one.exact in other.exact for other in event.quotes) == 1, event.id


def test_there_are_enough_events_and_from_each_article() -> None:
    by_source = Counter(source for event in TIMELINE.events for source in event.sources)
    assert len(TIMELINE.events) >= 100
    assert len(by_source) == 5
    assert min(by_source.values()) >= 15


@pytest.mark.parametrize("event", TIMELINE.events, ids=IDS)
def test_each_title_can_be_read_at_a_glance(event: Event) -> None:
    assert len(event.title) <= 52
    assert " said to " not in event.title
    if ":" in event.title:
        assert event.kind == "statement"
    if "reportedly" in event.title:
        assert event.status in ("alleged", "reported")


@pytest.mark.parametrize("event", TIMELINE.events, ids=IDS)
def test_a_warning_is_called_one_in_french_and_a_plan_a_plan(event: Event) -> None:
    words = {"warned": r"avert|prév(?:ien|en)", "planned": r"prévoit|projets", "confirmed": r"confirm|admis"}
    if event.status in words:
        assert any(re.search(words[event.status], quote.exact) for quote in event.quotes)
    if event.status == "alleged":
        conditional = r"\b\w+r(?:ait|aient)\b|accusé"
        assert any(re.search(conditional, quote.exact) for quote in event.quotes)


@pytest.mark.parametrize("event", TIMELINE.events, ids=IDS)
def test_each_date_says_how_it_is_known(event: Event) -> None:
    assert event.date_basis in ("derived", "inferred")
    assert event.date_note
    if event.date_basis == "derived":
        assert "public record" not in event.date_note or event.status == "planned"


def test_only_what_begins_with_the_invasion_is_dated_to_its_beginning() -> None:
    dated = {event.id for event in TIMELINE.events if event.date.text.startswith("2022-02")}
    assert dated == {"2022-02-invasion-of-ukraine", "ties-closer-since-invasion"}


def test_a_claim_is_dated_when_it_was_made() -> None:
    assert EVENTS["2024-09-blinken-missiles-received"].date.text == "2024-09-10"
    assert EVENTS["2022-iranian-personnel-in-crimea"].date.text == "2022-10-20"
    assert EVENTS["2022-11-patrushev-lands"].date_basis == "derived"


def test_each_event_is_linked() -> None:
    for number, event in enumerate(TIMELINE.events):
        assert TIMELINE.thread(number), event.id


def test_each_denial_says_what_it_denies() -> None:
    for event in TIMELINE.events:
        if event.status == "denied":
            assert any(link.relation in ("denies", "contradicts") for link in event.links), event.id


def links(event_id: str, relation: str) -> set[str]:
    return {link.target for link in EVENTS[event_id].links if link.relation == relation}


DELIVERIES = {
    "2024-01-missile-deliveries-begin",
    "2024-01-four-missile-shipments",
    "2024-02-irgc-missiles-sent",
    "2024-02-reuters-400-missiles",
    "2024-02-hundreds-of-missiles-moved",
}


def test_links_have_the_type_of_what_they_mean() -> None:
    accused = {"2024-09-us-uk-accuse-iran", "2024-09-blinken-missiles-received"}
    assert links("2024-09-peskov-denies-receipt", "denies") == accused
    drones = {"2022-drones-supplied-to-russia", "2022-iran-involved-in-drone-supply"}
    assert links("2024-09-iran-denies-arms-supply", "denies") == accused | drones
    assert links("2024-02-ihnat-denies-deliveries", "denies") == DELIVERIES
    assert links("2022-over-300-iranian-drones", "contradicts") == {"2022-11-iran-admits-few-drones"}
    assert links("2022-12-aircraft-and-helicopters-sought", "contradicts") == {"2022-12-su-35-pilot-training"}
    for event in TIMELINE.events:
        if event.id.startswith("2024"):
            assert "2022-11-iran-denies-missile-sale" not in links(event.id, "contradicts"), event.id
    assert "2022-11-iran-denies-missile-sale" in links("2024-02-reuters-400-missiles", "follows")


def test_the_kinds_and_statuses_that_were_asked_for_are_there() -> None:
    assert {event.kind for event in TIMELINE.events} >= {"visit", "talks", "delivery", "statement"}
    assert {event.status for event in TIMELINE.events} == {*STATUSES, None}
    assert any("blinken" in event.values.get("speaker", ()) for event in TIMELINE.events)


def test_the_trees_are_trees_with_aliases() -> None:
    patrushev, weapon = TIMELINE.entries("actor")["patrushev"], TIMELINE.entries("weapon")["fateh-110"]
    assert patrushev.parent == "russian-security-council"
    assert TIMELINE.entries("actor")["russian-security-council"].parent == "russia"
    assert {"Patroushev", "Patrouchev"} <= set(patrushev.aliases)
    assert weapon.parent == "short-range-ballistic-missile"
    assert "Fatah 110" in weapon.aliases


SPELLINGS = {
    "actor:russia": "Russie, Moscou, Kremlin, russe, russes, autorités russes",
    "actor:iran": "Téhéran, République islamique, iranien, iraniens, iranienne, iraniennes, régime de Téhéran",
    "actor:ukraine": "Kiev, ukrainien, ukrainiens, ukrainienne, ukrainiennes",
    "actor:us": "États-Unis, Washington, américain, américaine, américains, américaines",
    "actor:uk": "Royaume-Uni, Londres, britannique",
    "actor:west": "Occident, occidentaux, pays occidentaux, partenaires occidentaux",
    "actor:irgc": "Gardiens de la Révolution, Gardiens de la Révolution iraniens",
    "actor:patrushev": "Patroushev, Patrouchev, Nikolai Patroushev",
    "actor:russian-security-council": "Conseil national de sécurité russe",
    "actor:us-national-security-council": "Conseil national de sécurité",
    "actor:security-council": "Conseil de sécurité, organe de l'ONU",
    "actor:un": "ONU, Nations unies",
    "actor:ihnat": "Yuriy Ihanat, Yuri Inhat, Inhat",
    "actor:budanov": "Kirillo Budanov",
    "actor:zelensky": "Volodimir Zelensky, Volodymyr Zelensky",
    "actor:peskov": "Dmitri Peskov",
    "actor:putin": "Poutine",
    "actor:russian-armed-forces": "armée russe, troupes russes, pilotes russes",
    "actor:un-diplomat": "diplomate de l'ONU, diplomate des Nations unies",
    "actor:western-military-officials": "responsables militaires occidentaux",
    "actor:western-officials": "responsables occidentaux",
    "actor:ukrainian-officials": "responsables ukrainiens",
    "actor:ukrainian-official-sources": "sources officielles ukrainiennes",
    "actor:unnamed-sources": "certaines sources",
    "actor:china": "Chine",
    "actor:north-korea": "Corée du Nord",
    "weapon:unnamed-arms": "armes, armes iraniennes, paquet d'armes, armements",
    "weapon:missile": "missiles",
    "weapon:ballistic-missile": "missiles balistiques, missiles balistiques sol-sol",
    "weapon:high-precision-ballistic-missile": "haute précision, missiles balistiques de haute précision",
    "weapon:short-range-ballistic-missile": "missiles balistiques de courte portée",
    "weapon:precision-guided-missile": "missiles à guidage de précision",
    "weapon:long-range-missile": "missiles à longue portée",
    "weapon:fateh-110": "Fatah 110",
    "weapon:zolfaghar": "Zulfikar",
    "weapon:drone": "drones, drones militaires, drones iraniens",
    "weapon:shahed": "drones Shahed",
    "weapon:combat-aircraft": "avions de combat, chasseurs",
    "weapon:su-35": "Sukhoi Su-35, chasseurs Sukhoi Su-35",
    "weapon:helicopter": "hélicoptères",
    "weapon:air-defence": "défense aérienne, systèmes de défense aérienne",
    "weapon:spy-satellite": "satellites espions",
    "weapon:rocket": "fusées",
    "weapon:electronic-protection": "anti-brouillage",
    "place:kyiv": "Kiev",
    "place:odesa": "Odessa",
    "place:crimea": "Crimée",
    "place:tehran": "Téhéran",
    "place:caspian-sea": "mer Caspienne",
    "place:middle-east": "Moyen-Orient",
    "place:yemen": "Yémen",
}
"""What the articles write, by what it means."""


@pytest.mark.parametrize(
    ("meaning", "spelling"),
    [(meaning, spelling) for meaning, spellings in SPELLINGS.items() for spelling in spellings.split(", ")],
)
def test_each_spelling_of_the_articles_finds_its_entry(meaning: str, spelling: str) -> None:
    facet = meaning.partition(":")[0]
    assert found(meaning)
    assert found(f'{facet}:"{spelling}"') == found(meaning)


def test_what_was_known_at_the_end_of_2022_has_no_word_of_2024() -> None:
    known = answer("known:2022-12-31")
    assert len(known.rows) >= 50
    for row in known.rows:
        event = known.view.event(row)
        assert {source[-7:-3] for source in event.sources} == {"2022"}, event.id
        texts = (event.title, event.summary, event.note, event.date_note, event.date_text)
        assert not any("2024" in (text or "") for text in texts), event.id


def test_no_event_mixes_articles_of_different_days() -> None:
    for event in TIMELINE.events:
        assert len(set(event.sources)) == 1, event.id


VIEWS = {
    "Who denies what": {
        "2022-07-iran-denies-drone-supply",
        "2022-11-iran-denies-missile-sale",
        "2024-02-ihnat-denies-deliveries",
        "2024-09-iran-denies-arms-supply",
        "2024-09-iran-cooperation-not-about-ukraine",
        "2024-09-peskov-denies-receipt",
    },
    "Disputed claims": {*DELIVERIES, "2024-09-blinken-missiles-received"},
    "Known at the end of 2022": {"2022-11-ihnat-partial-agreement", "2022-12-podolyak-no-missiles-yet"},
    "Deliveries": {*DELIVERIES, "2022-drones-supplied-to-russia", "2024-09-blinken-missiles-received"},
    "Warnings": {"2022-11-ukraine-warns-ballistic-missiles", "2024-west-warns-iran-over-missiles"},
    "Missiles for Russia": {
        *DELIVERIES,
        "2022-11-budanov-delivery-by-end-november",
        "2022-11-ihnat-partial-agreement",
        "2022-12-iran-plans-to-sell-hundreds",
        "2022-12-package-regional-implications",
        "2022-12-podolyak-no-missiles-yet",
        "2024-09-blinken-missiles-received",
        "2024-09-iran-denies-arms-supply",
        "2024-09-peskov-denies-receipt",
    },
    "Drones for Russia": {"2022-drones-supplied-to-russia", "2022-11-iran-admits-few-drones"},
    "What Iran would get": {"2022-12-su-35-pilot-training", "2024-04-iran-seeks-s-400"},
    "The S-400": {"2023-03-s-400-presented", "2024-04-iran-seeks-s-400", "2024-04-jforum-s-400-landscape"},
    "What Tehran says": {"2022-11-iran-admits-few-drones", "2022-11-shamkhani-strategic-priorities"},
    "What Moscow says": {"2024-09-peskov-denies-receipt", "2022-11-patrushev-multipolar-order"},
    "What Kyiv says": {"2022-11-budanov-delivery-by-end-november", "2024-02-ihnat-denies-deliveries"},
    "What Washington says": {"2024-09-burns-warns-of-threat", "2022-12-kirby-defence-partnership"},
    "What London says": {"2022-11-uk-drone-stock-exhausted", "2024-09-us-uk-accuse-iran"},
}


def test_each_view_finds_what_a_reader_comes_for() -> None:
    assert {saved.name for saved in TIMELINE.views} == set(VIEWS)
    for name, events in VIEWS.items():
        assert events <= view(name), name


def test_suppliers_and_receivers_are_told_apart() -> None:
    assert "2022-iranian-personnel-in-crimea" in found("supplier:iran receiver:russia")
    assert "2022-12-su-35-pilot-training" in found("supplier:russia receiver:iran")
    assert not found("supplier:russia receiver:iran") & DELIVERIES
    assert "2022-12-aircraft-and-helicopters-sought" not in found("receiver:iran,russia")
