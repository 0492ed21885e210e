"""The trees of facet values, without a screen."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.timelines import BUNDLED
from tui.app.widgets.facet_lines import fit_name
from tui.app.widgets.facet_tree import FacetTree, FacetValue
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.answers import Answer, answer_query
from tui.timeline.search.index import Index

INDEX = Index(read_timeline(BUNDLED))


def answer(text: str) -> Answer:
    return answer_query(Query.parse(text), INDEX)


def test_of_several_new_values_the_first_of_the_panel_is_brought_into_sight() -> None:
    tree = FacetTree()
    tree.set_index(INDEX)
    shown = [line.id for line in tree.lines() if isinstance(line, FacetValue) and line.facet == "actor"]
    for first, second in pairwise(shown):
        for query in (f"actor:{first},{second}", f"actor:{second},{first}"):
            value = tree.to_show(None, answer(query), None)
            assert value is not None
            assert value.id == first


@pytest.mark.parametrize(
    ("name", "width", "expected"),
    [
        ("https://www.example.org/", 14, "example.org   "),
        ("https://en.example.org/wiki/Boudican_revolt", 25, "en.examp…/Boudican_revolt"),
        ("https://a.example/status/1488497810324475909", 20, "a.exampl…10324475909"),
        ("https://a.example/status/1488497810324475909", 1, "…"),
        ("A long name of a source", 10, "A long na…"),
        ("https://", 10, "https://  "),
    ],
)
def test_the_name_of_an_address_keeps_its_end(name: str, width: int, expected: str) -> None:
    assert fit_name(name, width) == expected
