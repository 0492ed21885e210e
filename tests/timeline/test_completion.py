from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timelines import SMALL
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.search.answers import COUNTED, answer_query
from tui.timeline.search.completion import MOST, Completion, complete
from tui.timeline.search.index import Index

INDEX = Index(parse_timeline(SMALL))


def complete_text(text: str, cursor: int) -> list[Completion]:
    return complete(Query.parse(text), INDEX, text, cursor)


def offered(text: str, cursor: int | None = None) -> list[str]:
    return [completion.text for completion in complete_text(text, len(text) if cursor is None else cursor)]


def completed(text: str) -> str:
    """Return the text with the first completion inserted."""
    completion = complete_text(text, len(text))[0]
    return text[: completion.start] + completion.text + text[completion.end :]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ac", ["actor:"]),
        ("s", ["status:", "speaker:", "source:"]),
        ("actor:", ["iran", "russia", "patrushev", "irgc"]),
        ("actor:teh", ["iran"]),
        ("actor:Patrou", ["patrushev"]),
        ("actor:gard", ["irgc"]),
        ("weapon:fat", ["fateh-110"]),
        ("weapon:drone,fat", ["fateh-110"]),
        ("is:d", ["disputed"]),
        ("certain:", ["yes", "no"]),
        ("in:20", ["2021", "2022", "2023"]),
        ("patrou", ["actor:patrushev"]),
        ("-fat", ["weapon:fateh-110"]),
        ("", []),
        ("iran ", []),
        ('"pat', []),
        ("zzz", []),
    ],
)
def test_completions_are_offered(text: str, expected: list[str]) -> None:
    assert [offer for offer in offered(text) if offer not in ("herald",)] == expected


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


@given(st.one_of(st.text(), st.text(alphabet='aciorsty:,-" 20i')), st.data())
def test_any_text_can_be_completed_and_counts_are_right(text: str, data: st.DataObject) -> None:
    cursor = data.draw(st.integers(0, len(text)))
    completions = complete_text(text, cursor)
    assert len(completions) <= MOST
    for completion in completions:
        assert 0 <= completion.start <= completion.end <= len(text)
        if completion.count is not None and cursor == len(text):
            whole = text[: completion.start] + completion.text + text[completion.end :]
            facets = {term.name for term in Query.parse(whole).terms if hasattr(term, "name")}
            values = [term for term in Query.parse(whole).terms if hasattr(term, "values")]
            if len(values) == 1 and len(values[0].values) == 1 and facets <= set(COUNTED):
                assert completion.count == len(answer_query(Query.parse(whole), INDEX).rows)
