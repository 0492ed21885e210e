"""Finding events by words of their titles."""

from __future__ import annotations

import pytest

from tests.timelines import BUNDLED, SMALL, VARIED
from tui.text.folding import fold
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index
from tui.timeline.search.titles import find_titles


@pytest.mark.parametrize(
    "text", [SMALL, VARIED, BUNDLED.read_text(encoding="utf-8")], ids=["small", "varied", "bundled"]
)
@pytest.mark.parametrize("typed", ["miss", "IRAN Deni", "the", "a", "l'", "é", "zzz", "", "  ", "to the", "\ud800"])
@pytest.mark.parametrize("query", ["", "actor:iran", "known:2022-12-01"])
def test_all_words_must_be_in_the_title(text: str, typed: str, query: str) -> None:
    index = Index(parse_timeline(text))
    answer = answer_query(Query.parse(query), index)
    found = [number for events in find_titles(typed, answer, index) for number in events]
    words = fold(typed).split()
    expected = {
        number
        for number, event in enumerate(index.timeline.events)
        if words and answer.view.has(number) and all(word in fold(event.title) for word in words)
    }
    assert set(found) == expected
    assert len(found) == len(expected)
    matching = [number in answer.matching for number in found]
    assert matching == sorted(matching, reverse=True)
