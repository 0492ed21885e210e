"""Events in plain words, for screen readers and braille displays."""

from __future__ import annotations

import re
import unicodedata

import pytest

from tests.timelines import BUNDLED, SMALL, VARIED, changed
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.words import date_words
from tui.timeline.exports.plain import paragraphs
from tui.timeline.model.sort import Sort
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import parse_timeline, read_timeline
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index

SMALL_2 = changed(SMALL, ("dateline: 1", "dateline: 2"))
"""The small timeline without doubt: the intervals of its dates last."""


def spoken(text: str = SMALL_2, query: str = "", sort: str = "date") -> list[str]:
    return list(paragraphs(answer_query(Query.parse(query), Index(parse_timeline(text)), Sort.parse(sort))))


def said(date: str) -> str:
    """Return a date as it is spoken: without dashes."""
    return re.sub(r"\s?–\s?", " to ", date_words(EdtfDate.parse(date)))


BEFORE_2022, EARLY_JANUARY = said("../2021"), said("2023-01-01~/2023-01-10~")


def test_the_small_timeline_in_full() -> None:
    assert spoken() == [
        "A small timeline. 5 events.",
        f"{BEFORE_2022.capitalize()}. Reported, talks. First talks. Actors: Iran, Russia. "
        "Quote from The Herald, 10 November 2022: “des pourparlers”. Date: as stated in the text. "
        "Known since 10 November 2022. Part of: Patrushev lands in Tehran (8 November 2022).",
        "8 November 2022. Reported, visit. Patrushev lands in Tehran. Actors: Nikolai Patrushev, Iran. "
        "Quote from The Herald, 10 November 2022: “Patrouchev a atterri à Téhéran”. "
        "Translation: “Patrushev landed in Tehran”. "
        "Quote from The Herald, February 2023: “la visite de novembre”. "
        "Date: “mardi”, as stated in the text. Known since 10 November 2022. "
        "Rests on a single origin: The Herald. "
        f"Has part: First talks ({BEFORE_2022}). Followed by: Iran denies any delivery (January 2023).",
        "8 November 2022. Confirmed, use. Drones used, a small number of them. Actors: Russia. Weapons: Shahed-136. "
        "Quote from The Herald, 10 November 2022: “un petit nombre de drones”. Date: as stated in the text. "
        "Known since 10 November 2022.",
        f"{EARLY_JANUARY[0].upper()}{EARLY_JANUARY[1:]}. Alleged, delivery, disputed. "
        "Missiles said to have been delivered. "
        "Iran is said to have delivered missiles. Actors: Revolutionary Guards, Russia. Weapons: Fateh-110. "
        "Quote from The Herald, February 2023, paragraph 2: “L’Iran aurait livré des « missiles »”. "
        "Translation: “Iran is said to have delivered “missiles””. "
        "Date: “début janvier”, derived from the text and its issue date. Known since some day of February 2023. "
        "Denied by: Iran denies any delivery (January 2023).",
        "January 2023. Denied, statement. Iran denies any delivery. Said by Iran. Via The Herald. Actors: Iran. "
        "Weapons: Missile. Quote from The Herald, February 2023: “Téhéran a nié”. "
        "Date: inferred, not in the text: it answers the delivery. Known since some day of February 2023. "
        f"Denies: Missiles said to have been delivered ({EARLY_JANUARY}). "
        "Follows: Patrushev lands in Tehran (8 November 2022).",
        "Source: The Herald, “L’accord”, issued 10 November 2022.",
        "Source: The Herald, “La suite”, issued February 2023, inferred: it answers the first. "
        "Address: https://example.org/suite",
    ]


def test_kinds_places_tags_own_facets_data_and_media_are_said() -> None:
    _, pumps, meeting, *_ = spoken(VARIED, "-is:undated")
    assert pumps == (
        "1 May 2022. No status. The pumps fail. The pumps of the old pier fail. 34 people fall ill. Places: Old pier. "
        "Tags: water supply, protest. Topics: Drinking water. 主题: 军事. people ill: 34. tier: primary. cost: 1.5e3. "
        "No quote. No source. Media: A pump, E. Ruiz, https://gazette.example/pump.jpg "
        "Followed by: The board meets (1 March 2023)."
    )
    assert meeting.startswith("1 March 2023. Announced, Board meeting, disputed. The board meets. Actors: ")
    assert "No quote. From minutes.pdf, undated; https://blog.example/meeting, undated. " in meeting


def test_an_event_with_only_a_date_and_a_title_says_what_it_lacks() -> None:
    assert spoken("title: T\nevents: [{date: 2022, title: Bare}]\n") == [
        "T. 1 event.",
        "2022. No status. Bare. No quote. No source.",
    ]


def test_sources_without_a_quote_are_said_after_those_with_one() -> None:
    text = changed(VARIED, ("    links: {follows: board-meets, denies: board-meets}\n", "    sources: minutes\n"))
    assert "“resigned in March”. Also from minutes.pdf, undated. " in spoken(text, "status:reported")[1]


def test_drafts_are_left_out_and_counted_unless_the_query_asks_for_them() -> None:
    text = "\n".join(spoken(VARIED))
    assert "A reply in the Gazette" not in text
    assert "\n1 draft is left out.\nSource: minutes.pdf, undated." in text
    assert "The archive of the Gazette" not in text
    head, reply, *sources = spoken(VARIED, "is:draft")
    assert head == "The waterworks affair. 1 of 5 events for is:draft."
    assert "No status. Draft. A reply in the Gazette." in reply
    assert len(sources) == 2
    assert not any("left out" in paragraph for paragraph in spoken(VARIED, "-is:draft"))


def test_paragraphs_and_list_items_of_a_text_are_sentences() -> None:
    summary = (
        "summary: |\n      First paragraph.\n\n      Second one\n      goes on\n      - an item\n      * another!\n"
    )
    text = f"title: T\nevents:\n  - date: 2022\n    title: A\n    {summary}"
    assert "A. First paragraph. Second one goes on. an item. another! No quote" in spoken(text)[1]


def test_a_source_that_is_a_bare_url_is_named_by_it() -> None:
    url = "https://a.example/1"
    text = f"title: T\nevents: [{{date: 2022, title: A, quotes: [{{source: '{url}', exact: w}}]}}]\n"
    [_, event, source] = spoken(text)
    assert f"Quote from {url}, undated: “w”." in event
    assert source == f"Source: {url}, undated."


@pytest.mark.parametrize(
    ("issued", "known"),
    [
        ("2022-11-10", "10 November 2022"),
        ("2022-11-10T14:30", "10 November 2022 14:30"),
        ("2022-11", "some day of November 2022"),
        ("[2022-11-01..2022-11-08]", "some day of 1 to 8 November 2022"),
        ("[..2021]", "2021 or earlier"),
        ("2022-11-01/2022-11-08", "some day from 1 to 8 November 2022"),
        ("../2021", "some day until 2021"),
    ],
)
def test_the_day_since_which_an_event_was_known_is_said_as_far_as_it_is_known(issued: str, known: str) -> None:
    source = f"sources: {{s: {{title: S, issued: '{issued}'}}}}"
    text = f"title: T\n{source}\nevents: [{{date: 2020, title: A, sources: s}}]\n"
    assert spoken(text)[1].endswith(f" Known since {known}.")


def test_the_first_paragraph_names_the_timeline_the_query_and_the_order() -> None:
    assert spoken(query="weapon:missile")[0] == "A small timeline. 2 of 5 events for weapon:missile."
    assert spoken(sort="-known")[0] == "A small timeline. 5 events. By when it became known, the newest first."
    assert spoken(query="zzz") == ["A small timeline. No event of 5 matches zzz."]
    as_known = spoken(query="known:2022-12-31")
    assert as_known[0] == "A small timeline. 3 of 5 events for known:2022-12-31. As known on 31 December 2022."
    assert not any("denies" in paragraph for paragraph in as_known)


def test_an_event_that_is_only_possibly_within_the_dates_says_so() -> None:
    [_, delivery, denial, _] = spoken(SMALL, "on:2023-01-05")
    assert "Only possibly within the dates asked for." in delivery
    assert "Only possibly within the dates asked for." in denial


def test_the_office_of_a_speaker_is_named() -> None:
    text = changed(SMALL_2, ("speaker: iran", "speaker: patrushev"))
    assert "Said by Nikolai Patrushev, Secretary of the Security Council." in spoken(text)[5]


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ('"Is it so?"', "Is it so? Actors"),
        ('"He said “no.”"', "He said “no.” Actors"),
        ('"a\\nb"', "a b. Actors"),
        ('"a\\e[31mb"', "a␛[31mb. Actors"),
    ],
)
def test_text_is_on_one_line_and_has_one_full_stop(title: str, sentence: str) -> None:
    assert sentence in spoken(changed(SMALL_2, ("title: First talks", f"title: {title}")))[1]


def test_the_bundled_timeline_is_read_without_symbols() -> None:
    index = Index(read_timeline(BUNDLED))
    sentence = list(paragraphs(answer_query(Query.parse(""), index)))
    assert len(sentence) == 2 + len(index.timeline.events) + len(index.timeline.sources)
    assert not any("\n" in paragraph for paragraph in sentence)
    signs = {character for character in "".join(sentence) if unicodedata.category(character) in ("So", "Sm", "Cc")}
    assert signs <= {"°", "+"}
    assert not re.search(r"[─-▟●◆○◐▲◇✕≠≈]", "".join(sentence))
