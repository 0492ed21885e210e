"""Events in plain words, for screen readers and braille displays."""

from __future__ import annotations

import re
import unicodedata

import pytest

from tests.timelines import BUNDLED, SMALL, changed
from tui.timeline.exports.plain import paragraphs
from tui.timeline.model.sort import Sort
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import parse_timeline, read_timeline
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index


def spoken(text: str = SMALL, query: str = "", sort: str = "date") -> list[str]:
    return list(paragraphs(answer_query(Query.parse(query), Index(parse_timeline(text)), Sort.parse(sort))))


def test_the_small_timeline_in_full() -> None:
    assert spoken() == [
        "A small timeline. 5 events.",
        "Before 2022. Reported, talks. First talks. Actors: Iran, Russia. Quote from The Herald, 10 November 2022: "
        "“des pourparlers”. Date: as stated in the text. Known since 10 November 2022. "
        "Part of: Patrushev lands in Tehran (8 November 2022).",
        "8 November 2022. Reported, visit. Patrushev lands in Tehran. Actors: Nikolai Patrushev, Iran. "
        "Quote from The Herald, 10 November 2022: “Patrouchev a atterri à Téhéran”. "
        "In English: “Patrushev landed in Tehran”. "
        "Quote from The Herald, February 2023: “la visite de novembre”. "
        "Date: “mardi”, as stated in the text. Known since 10 November 2022. "
        "Has part: First talks (before 2022). Followed by: Iran denies any delivery (January 2023).",
        "8 November 2022. Confirmed, use. Drones used, a small number of them. Actors: Russia. Weapons: Shahed-136. "
        "Quote from The Herald, 10 November 2022: “un petit nombre de drones”. Date: as stated in the text. "
        "Known since 10 November 2022.",
        "About 1 to 10 January 2023. Alleged, delivery, disputed. Missiles said to have been delivered. "
        "Iran is said to have delivered missiles. Actors: Revolutionary Guards, Russia. Weapons: Fateh-110. "
        "Quote from The Herald, February 2023, paragraph 2: “L’Iran aurait livré des « missiles »”. "
        "In English: “Iran is said to have delivered “missiles””. "
        "Date: “début janvier”, derived from the text and its issue date. Known since some day of February 2023. "
        "Denied by: Iran denies any delivery (January 2023).",
        "January 2023. Denied, statement. Iran denies any delivery. Said by Iran. Via The Herald. Actors: Iran. "
        "Weapons: Missile. Quote from The Herald, February 2023: “Téhéran a nié”. "
        "Date: inferred, not in the text: it answers the delivery. Known since some day of February 2023. "
        "Denies: Missiles said to have been delivered (about 1 to 10 January 2023). "
        "Follows: Patrushev lands in Tehran (8 November 2022).",
        "Source: The Herald, “L’accord”, issued 10 November 2022.",
        "Source: The Herald, “La suite”, issued February 2023, inferred: it answers the first. "
        "Address: https://example.org/suite",
    ]


def test_the_first_paragraph_names_the_timeline_the_query_and_the_order() -> None:
    assert spoken(query="weapon:missile")[0] == "A small timeline. 2 of 5 events for weapon:missile."
    assert spoken(sort="-known")[0] == "A small timeline. 5 events. By when it became known, the newest first."
    assert spoken(query="zzz") == ["A small timeline. No event of 5 matches zzz."]
    as_known = spoken(query="known:2022-12-31")
    assert as_known[0] == "A small timeline. 3 of 5 events for known:2022-12-31. As known on 31 December 2022."
    assert not any("denies" in paragraph for paragraph in as_known)


def test_an_event_that_is_only_possibly_within_the_dates_says_so() -> None:
    [_, delivery, denial, _] = spoken(query="on:2023-01-05")
    assert "Only possibly within the dates asked for." in delivery
    assert "Only possibly within the dates asked for." in denial


def test_the_office_of_a_speaker_is_named() -> None:
    text = changed(SMALL, ("speaker: iran", "speaker: patrushev"))
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
    assert sentence in spoken(changed(SMALL, ("title: First talks", f"title: {title}")))[1]


def test_the_bundled_timeline_is_read_without_symbols() -> None:
    index = Index(read_timeline(BUNDLED))
    sentence = list(paragraphs(answer_query(Query.parse(""), index)))
    assert len(sentence) == 2 + len(index.timeline.events) + len(index.timeline.sources)
    assert not any("\n" in paragraph for paragraph in sentence)
    signs = {character for character in "".join(sentence) if unicodedata.category(character) in ("So", "Sm", "Cc")}
    assert signs <= {"°", "+"}
    assert not re.search(r"[─-▟●◆○◐▲◇✕≠≈]", "".join(sentence))
