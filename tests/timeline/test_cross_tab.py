"""Actors crossed with weapons."""

from __future__ import annotations

import pytest

from tests.timelines import HEAD, SMALL, changed, event
from tui.timeline.analysis.cross_tab import CrossTab, cross
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index


def crossed(query: str = "", text: str = SMALL, **limits: int) -> CrossTab:
    return cross(Index(parse_timeline(text)), Query.parse(query), **limits)


def rows_of(crossing: CrossTab) -> dict[str, list[int]]:
    """Return the counts by actor, in the order of the weapons."""
    return {row.id: list(counts) for row, counts in zip(crossing.rows, crossing.counts, strict=True)}


def test_each_pair_is_counted_with_all_below_it_in_both_trees() -> None:
    crossing = crossed()
    assert [(column.id, column.depth, column.count) for column in crossing.columns] == [
        ("missile", 0, 2),
        ("ballistic-missile", 1, 1),
        ("fateh-110", 2, 1),
        ("drone", 0, 1),
        ("shahed-136", 1, 1),
    ]
    assert list(rows_of(crossing).items()) == [
        ("iran", [2, 1, 1, 0, 0]),
        ("irgc", [1, 1, 1, 0, 0]),
        ("russia", [1, 1, 1, 1, 1]),
    ]


def test_who_has_no_weapon_is_left_out_and_totals_are_what_a_choice_shows() -> None:
    index = Index(parse_timeline(SMALL))
    crossing = cross(index, Query())
    assert "patrushev" not in rows_of(crossing)
    for row in crossing.rows:
        assert row.count == len(answer_query(Query.parse(f"actor:{row.id}"), index).rows)
    for column in crossing.columns:
        assert column.count == len(answer_query(Query.parse(f"weapon:{column.id}"), index).rows)


@pytest.mark.parametrize(
    "query", ["", "status:alleged,denied", "in:2023", "-actor:russia", "-weapon:fateh-110", "known:2022"]
)
def test_each_count_is_that_of_the_query_with_both_chosen(query: str) -> None:
    index = Index(parse_timeline(SMALL))
    crossing = cross(index, Query.parse(query))
    for row, counts in zip(crossing.rows, crossing.counts, strict=True):
        for column, count in zip(crossing.columns, counts, strict=True):
            both = Query.parse(f"{query} actor:{row.id} weapon:{column.id}")
            assert count == len(answer_query(both, index).rows), (row, column)
        assert any(counts)


def test_what_is_chosen_of_actors_and_weapons_does_not_count() -> None:
    assert crossed("actor:iran weapon:drone status:denied") == crossed("status:denied")


def test_the_most_frequent_are_kept_with_all_above_them_and_the_others_counted() -> None:
    crossing = crossed(most_rows=2, most_columns=3)
    assert [row.id for row in crossing.rows] == ["iran", "russia"]
    assert [column.id for column in crossing.columns] == ["missile", "ballistic-missile", "drone"]
    assert (crossing.more_rows, crossing.more_columns) == (1, 2)
    assert rows_of(crossing) == {"russia": [1, 1, 1], "iran": [2, 1, 0]}


def test_without_any_pair_there_is_nothing() -> None:
    crossing = crossed(text=HEAD + event(actors="[iran]"))
    assert (crossing.rows, crossing.columns, crossing.counts) == ([], [], [])


def test_siblings_stand_in_order_of_their_counts() -> None:
    text = changed(SMALL, ("actors: [patrushev, iran]", "actors: [patrushev, russia]\n    weapons: [drone]"))
    assert [row.id for row in crossed(text=text).rows] == ["russia", "patrushev", "iran", "irgc"]
