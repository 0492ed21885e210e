"""The cross tab of two facets."""

from __future__ import annotations

import pytest

from tests.timelines import HEAD, SMALL, changed, event
from tui.timeline.analysis.cross_tab import CrossTab, cross_tab, crossable_facets, facets_to_cross
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.search.answers import count_events
from tui.timeline.search.index import Index


def small_cross_tab(query: str = "", text: str = SMALL, **limits: int) -> CrossTab:
    return cross_tab(Query.parse(query), Index(parse_timeline(text)), "actor", "weapon", **limits)


def counts_by_actor(table: CrossTab) -> dict[str, list[int]]:
    """Return the counts of each actor, in the order of the weapons."""
    return {row.id: list(counts) for row, counts in zip(table.rows, table.counts, strict=True)}


def test_a_pair_is_counted_with_all_descendants_of_both() -> None:
    table = small_cross_tab()
    assert [(column.id, column.depth, column.count) for column in table.columns] == [
        ("missile", 0, 2),
        ("ballistic-missile", 1, 1),
        ("fateh-110", 2, 1),
        ("drone", 0, 1),
        ("shahed-136", 1, 1),
    ]
    assert list(counts_by_actor(table).items()) == [
        ("iran", [2, 1, 1, 0, 0]),
        ("irgc", [1, 1, 1, 0, 0]),
        ("russia", [1, 1, 1, 1, 1]),
    ]


def test_an_actor_without_a_weapon_is_left_out_and_totals_are_those_of_the_query() -> None:
    index = Index(parse_timeline(SMALL))
    table = cross_tab(Query(), index, "actor", "weapon")
    assert "patrushev" not in counts_by_actor(table)
    for row in table.rows:
        assert row.count == count_events(Query.parse(f"actor:{row.id}"), index)
    for column in table.columns:
        assert column.count == count_events(Query.parse(f"weapon:{column.id}"), index)


@pytest.mark.parametrize(
    "query", ["", "status:alleged,denied", "in:2023", "-actor:russia", "-weapon:fateh-110", "known:2022"]
)
def test_a_count_is_that_of_the_query_with_both_values_chosen(query: str) -> None:
    index = Index(parse_timeline(SMALL))
    table = cross_tab(Query.parse(query), index, "actor", "weapon")
    for row, counts in zip(table.rows, table.counts, strict=True):
        for column, count in zip(table.columns, counts, strict=True):
            both = Query.parse(f"{query} actor:{row.id} weapon:{column.id}")
            assert count == count_events(both, index), (row, column)
        assert any(counts)


def test_chosen_actors_and_weapons_are_ignored() -> None:
    assert small_cross_tab("actor:iran weapon:drone status:denied") == small_cross_tab("status:denied")


def test_the_most_frequent_are_kept_with_their_ancestors_and_the_rest_is_counted() -> None:
    table = small_cross_tab(most_rows=2, most_columns=3)
    assert [row.id for row in table.rows] == ["iran", "russia"]
    assert [column.id for column in table.columns] == ["missile", "ballistic-missile", "drone"]
    assert (table.more_rows, table.more_columns) == (1, 2)
    assert counts_by_actor(table) == {"russia": [1, 1, 1], "iran": [2, 1, 0]}


def test_a_timeline_without_pairs_has_an_empty_cross_tab() -> None:
    table = small_cross_tab(text=HEAD + event(actors="[iran]"))
    assert (table.rows, table.columns, table.counts) == ([], [], [])


def test_siblings_are_in_descending_order_of_their_counts() -> None:
    text = changed(SMALL, ("actors: [patrushev, iran]", "actors: [patrushev, russia]\n    weapons: [drone]"))
    assert [row.id for row in small_cross_tab(text=text).rows] == ["russia", "patrushev", "iran", "irgc"]


OWN = """\
title: T
sources: {s: {title: S, issued: 2022}}
facets:
  topic: {name: Topics, values: {water: {name: Water}, river: {name: River, parent: water}, money: {name: Money}}}
events:
  - {id: a, date: 2021, title: A, topic: river, tags: [x, y], status: denied, sources: [s]}
  - {id: b, date: 2022, title: B, topic: [water, money], tags: [z], status: confirmed}
  - {id: c, date: 2022, title: C, tags: [z], status: confirmed}
"""


def test_any_two_facets_can_be_crossed() -> None:
    index = Index(parse_timeline(OWN))
    table = cross_tab(Query(), index, "topic", "year")
    assert [(row.id, row.depth) for row in table.rows] == [("water", 0), ("river", 1), ("money", 0)]
    assert [(column.name, column.count) for column in table.columns] == [("2021", 1), ("2022", 2)]
    assert table.counts == [[1, 1], [1, 0], [0, 1]]
    for row, counts in zip(table.rows, table.counts, strict=True):
        for column, count in zip(table.columns, counts, strict=True):
            assert count == count_events(Query.parse(f"topic:{row.id} year:{column.id}"), index)


def test_values_that_have_an_order_keep_it() -> None:
    table = cross_tab(Query(), Index(parse_timeline(OWN)), "status", "tag")
    assert [row.id for row in table.rows] == ["confirmed", "denied"]
    assert [column.id for column in table.columns] == ["z", "x", "y"], "the most frequent first"


def test_the_values_of_the_crossed_facets_that_the_query_chooses_are_ignored() -> None:
    index = Index(parse_timeline(OWN))
    assert cross_tab(Query.parse("topic:river tag:x"), index, "topic", "tag") == cross_tab(
        Query(), index, "topic", "tag"
    )


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        (SMALL, ("actor", "weapon")),
        (OWN, ("tag", "topic")),
        (changed(OWN, ("topic: river, ", ""), ("topic: [water, money], ", "")), ("tag", "status")),
        ("title: T\nevents:\n  - {id: a, date: 2021, title: A, tags: [x]}\n", ("tag", "year")),
        ("title: T\nevents:\n  - {id: a, date: 2021, title: A}\n", None),
        ("title: T\nevents: []\n", None),
    ],
)
def test_actors_and_weapons_are_crossed_first_and_otherwise_the_facets_with_most_values(
    text: str, facets: tuple[str, str] | None
) -> None:
    assert facets_to_cross(Index(parse_timeline(text))) == facets


def test_only_facets_in_use_can_be_crossed() -> None:
    index = Index(parse_timeline(OWN))
    assert [spec.name for spec in crossable_facets(index)] == ["status", "tag", "source", "year", "topic"]
