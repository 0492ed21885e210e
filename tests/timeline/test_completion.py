from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timelines import SMALL, VARIED
from tui.timeline.query.language import Query
from tui.timeline.query.terms import FieldTerm
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.search.answers import count_events
from tui.timeline.search.completion import MOST, Completion, complete
from tui.timeline.search.index import Index

INDEX = Index(parse_timeline(SMALL))
VARIED_INDEX = Index(parse_timeline(VARIED))


def complete_text(text: str, cursor: int, index: Index = INDEX) -> list[Completion]:
    return complete(Query.parse(text), index, text, cursor)


def offered(text: str, index: Index = INDEX) -> list[str]:
    return [completion.text for completion in complete_text(text, len(text), index)]


def completed(text: str) -> str:
    """Return the text with the first completion inserted."""
    completion = complete_text(text, len(text))[0]
    return text[: completion.start] + completion.text + text[completion.end :]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ac", ["actor:"]),
        ("s", ["status:", "speaker:", "source:", "summary:"]),
        ("t", ["title:", "thread:"]),  # no event has tags
        ("actor:", ["iran", "russia", "patrushev", "irgc"]),
        ("actor:teh", ["iran"]),
        ("actor:Patrou", ["patrushev"]),
        ("actor:gard", ["irgc"]),
        ("weapon:fat", ["fateh-110"]),
        ("weapon:drone,fat", ["fateh-110"]),
        ("is:d", ["disputed", "draft"]),
        ("certain:", ["yes", "no"]),
        ("in:20", ["2023", "2022", "2021"]),
        ("patrou", ["actor:patrushev"]),
        ("-fat", ["weapon:fateh-110"]),
        ("iran ", []),
        ('"pat', []),
        ("zzz", []),
        ("has:t", ["translation"]),
        ("windows:x", []),
    ],
)
def test_completions_are_offered(text: str, expected: list[str]) -> None:
    assert [offer for offer in offered(text) if offer not in ("herald",)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("t", ["tag:", "topic:", "title:", "thread:"]),
        ("leg", ["Legal-basis:"]),
        ("主", ["主题:"]),
        ("data", ["data.people-ill:", "data.tier:", "data.cost:", "data.note-to-self:"]),
        ("data.p", ["data.people-ill:"]),
        ("wea", []),  # no event has weapons
        ("pl", ["place:"]),
        ("place:", ["harbour", "pier", "town-hall"]),
        ("place:molo", ["pier"]),
        ("tag:", ["protest", '"water supply"']),
        ("tag:sup", ['"water supply"']),
        ("Topic:ag", ["water"]),
        ("topic:", ["water", "drinking-water", "money"]),
        ("主题:军", ["军事"]),
        ("legal-basis:", ['"Art. 5"']),
        ("wat", ['tag:"water supply"', "topic:water", "topic:drinking-water"]),
        ("军事", ["主题:军事"]),
        ("trump", ["actor:trumpet"]),  # who speaks takes part; it is offered once
        ("has:t", ["translation", "tag", "topic"]),
        ("has:L", ["link", "Legal-basis"]),
        ("is:d", ["disputed", "draft"]),
        ("data.tier:", []),
        ("title:bo", []),
    ],
)
def test_what_a_file_declares_and_its_events_use_is_completed(text: str, expected: list[str]) -> None:
    found = offered(text, VARIED_INDEX)
    assert [offer for offer in found if offer not in ("actor:trump",)] == expected


def test_an_empty_query_is_completed_with_the_fields_that_mean_something() -> None:
    found = complete_text("", 0)
    assert [each.text for each in found[:4]] == ["actor:", "weapon:", "status:", "kind:"]
    assert "tag:" not in {each.text for each in found}  # no event has tags
    assert all(each.meaning for each in found)


def test_a_completed_field_has_the_meaning_of_its_name() -> None:
    for completion in complete_text("data", 4, VARIED_INDEX):
        assert count_events(Query.parse(f"{completion.text}a,>0"), VARIED_INDEX) > 0, completion


def test_a_completion_replaces_the_typed_part() -> None:
    assert completed("missile ac") == "missile actor:"
    assert completed("missile -actor:teh") == "missile -actor:iran"
    assert completed("actor:russia,teh") == "actor:russia,iran"
    assert completed("-patrou") == "-actor:patrushev"


def test_the_term_at_the_cursor_is_completed() -> None:
    (completion,) = complete_text("actor:teh missile", 9)
    assert (completion.start, completion.end, completion.text) == (6, 9, "iran")


def test_the_most_frequent_values_under_the_rest_of_the_query_come_first() -> None:
    counts = {completion.text: completion.count for completion in complete_text("drone actor:", 12)}
    assert counts["russia"] == 1
    assert counts["iran"] == 0
    assert next(iter(counts)) == "russia"


@given(
    index=st.sampled_from([INDEX, VARIED_INDEX]),
    text=st.one_of(st.text(), st.text(alphabet='aciorsty:,-" 20i.主'), st.sampled_from(["Topic:w", "-tag:", "has:"])),
    data=st.data(),
)
def test_any_text_can_be_completed_and_counts_are_right(index: Index, text: str, data: st.DataObject) -> None:
    cursor = data.draw(st.integers(0, len(text)))
    completions = complete_text(text, cursor, index)
    assert len(completions) <= MOST
    for completion in completions:
        assert 0 <= completion.start <= completion.end <= len(text)
        if completion.count is not None and cursor == len(text):
            query = Query.parse(text[: completion.start] + completion.text + text[completion.end :])
            if all(isinstance(term, FieldTerm) and len(term.values) == 1 for term in query.terms):
                facets = [term.name.casefold() for term in query.terms if isinstance(term, FieldTerm)]
                assert len(facets) != len(set(facets)) or completion.count == count_events(query, index)


def test_a_word_that_may_be_a_date_is_completed_with_dates_that_have_events() -> None:
    assert offered("2022")[:2] == ["in:2022", "in:2022-11"]
    assert "in:2022-11" in offered("novem")
    assert not [offer for offer in offered("no") if offer.startswith("in:")]
    assert not [offer for offer in offered("-2022") if offer.startswith("in:")]


def test_fields_that_find_nothing_in_a_timeline_are_not_offered() -> None:
    plain = Index(parse_timeline("title: T\nevents:\n  - {date: 1990, title: A}\n"))
    assert not {"known:", "thread:", "quote:", "summary:", "note:", "actor:"} & set(offered("", plain))
    assert {"in:", "title:", "is:", "has:"} <= set(offered("", plain))
