"""Disputed claims with what bears on them, compared with a model that looks at every event and every link."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timelines import HEAD, SMALL, event
from tui.timeline.analysis.disputes import SHOWN_RELATIONS, DisputeRow, DisputeRows, Disputes
from tui.timeline.model.entities import DISPUTING
from tui.timeline.model.sort import Sort
from tui.timeline.query.language import Query
from tui.timeline.reading.problems import TimelineError
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.search.answers import Answer, answer_query
from tui.timeline.search.index import Index


def answered(index: Index, query: str = "", sort: str = "date") -> Answer:
    return answer_query(Query.parse(query), index, Sort.parse(sort))


def rows_of(index: Index, answer: Answer) -> DisputeRows:
    return DisputeRows(Disputes(index, answer.view.as_of), answer)


def listed(rows: DisputeRows) -> list[DisputeRow]:
    return [rows[row] for row in range(len(rows))]


def plain_rows(index: Index, answer: Answer) -> list[DisputeRow]:
    """Return the rows as the documentation says: event by event, link by link."""
    every = answered(index, f"known:{answer.view.as_of.text}" if answer.view.as_of else "", str(answer.sort))
    rows = []
    for claim in every.rows:
        others: dict[int, int] = {}
        for link in answer.view.thread(claim):
            if not link.outgoing and link.relation in SHOWN_RELATIONS:
                rank = SHOWN_RELATIONS.index(link.relation)
                others[link.number] = min(rank, others.get(link.number, rank))
        disputing = [number for number, rank in others.items() if SHOWN_RELATIONS[rank] in DISPUTING]
        if disputing and any(number in answer.matching for number in [claim, *disputing]):
            rows.append(DisputeRow(claim, claim, ""))
            rows += [
                DisputeRow(number, claim, SHOWN_RELATIONS[rank])
                for rank, number in sorted((rank, number) for number, rank in others.items())
            ]
    return rows


def titles(index: Index, query: str = "") -> list[str]:
    rows = listed(rows_of(index, answered(index, query)))
    return [f"{row.relation} {index.timeline.events[row.number].id}".strip() for row in rows]


CHAIN = HEAD + "".join(
    [
        event(id="claim", date="2020-01"),
        event(id="other", date="2020-02"),
        event(id="backed", date="2020-03", links="{confirms: claim}"),
        event(id="doubt", date="2021", links="{contradicts: [claim, denial]}"),
        event(id="denial", date="2022", links="{denies: [claim, other], repeats: backed}"),
        event(id="again", date="2023", links="{denies: denial}"),
    ]
)
"""A denial of two claims that is itself denied and contradicted."""


def test_denials_come_first_then_contradictions_then_confirmations() -> None:
    assert titles(Index(parse_timeline(CHAIN))) == [
        "claim",
        "denies denial",
        "contradicts doubt",
        "confirms backed",
        "other",
        "denies denial",
        "denial",
        "denies again",
        "contradicts doubt",
    ]


def test_a_claim_stands_if_it_or_what_disputes_it_matches() -> None:
    index = Index(parse_timeline(CHAIN))
    assert titles(index, "thread:again") == titles(index)  # the denial is in that thread
    assert titles(index, "in:2023") == ["denial", "denies again", "contradicts doubt"]
    assert titles(index, "in:2020-03") == []  # confirming alone does not make a claim stand


def test_events_that_dispute_each_other_are_two_claims() -> None:
    mutual = HEAD + event(id="a", links="{contradicts: b}") + event(id="b", links="{denies: a, contradicts: a}")
    assert titles(Index(parse_timeline(mutual))) == ["a", "denies b", "b", "contradicts a"]


def test_only_what_was_known_disputes() -> None:
    index = Index(parse_timeline(SMALL))
    assert titles(index, "known:2023-03") == ["delivery", "denies denial"]
    assert titles(index, "known:2022-12") == []


def test_the_row_of_an_event_is_found_below_the_claim_at_hand_first() -> None:
    index = Index(parse_timeline(CHAIN))
    rows, numbers = rows_of(index, answered(index)), index.timeline.numbers
    assert rows.row_of(numbers["denial"]) == 6  # its own
    assert rows.row_of(numbers["denial"], numbers["other"]) == 5
    assert rows.row_of(numbers["doubt"]) == 2
    assert rows.row_of(numbers["backed"]) == 3
    assert rows.row_of(numbers["again"], numbers["claim"]) == 7


links = st.lists(
    st.tuples(st.integers(0, 7), st.sampled_from([*SHOWN_RELATIONS, "follows", "repeats"]), st.integers(0, 7)),
    max_size=25,
)


@given(links, st.sampled_from(["date", "-date", "known", "-known"]), st.integers(0, 255), st.booleans())
def test_any_disputes_are_listed_as_documented(
    given: list[tuple[int, str, int]], sort: str, tagged: int, is_early: bool
) -> None:
    text = HEAD.replace("issued: 2022}", "issued: 2022}, late: {outlet: o, title: L, issued: 2024}")
    for number in range(8):
        by_relation: dict[str, list[str]] = {}
        for origin, relation, target in given:
            if origin == number and target != number:
                by_relation.setdefault(relation, []).append(f"e{target}")
        pairs = ", ".join(f"{key}: [{', '.join(dict.fromkeys(ids))}]" for key, ids in by_relation.items())
        text += event(
            id=f"e{number}",
            date=f"20{10 + number * 3 % 8}",
            quotes=f"[{{source: {'late' if number % 3 == 1 else 's'}, exact: x}}]",
            tags="[it]" if tagged >> number & 1 else "",
            links=f"{{{pairs}}}" if pairs else "",
        )
    try:
        index = Index(parse_timeline(text))
    except TimelineError:  # events that follow each other in a circle
        return
    for query in ("", "tag:it", "known:2023" if is_early else "known:2023 tag:it"):
        answer = answered(index, query, sort)
        rows, expected = rows_of(index, answer), plain_rows(index, answer)
        assert listed(rows) == expected
        for row, found in enumerate(expected):
            assert rows.row_of(found.number, found.claim) == row
            assert rows[rows.row_of(found.number) or 0].number == found.number
        for number in range(8):
            if number not in {found.number for found in expected}:
                assert rows.row_of(number) is None
            nearest = rows.nearest(number, answer.moment)
            assert (nearest is None) == (not expected)
            assert nearest is None or expected[nearest].relation == ""


@pytest.mark.parametrize("row", [-1, 9])
def test_a_row_out_of_range_is_an_error(row: int) -> None:
    index = Index(parse_timeline(CHAIN))
    with pytest.raises(IndexError):
        rows_of(index, answered(index))[row]
