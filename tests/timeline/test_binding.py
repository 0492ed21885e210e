"""Binding a query to a timeline."""

from __future__ import annotations

from datetime import date

import pytest

from tests.timelines import SMALL
from tui.timeline.dates.day_range import ALL_DAYS, DayRange
from tui.timeline.model.as_of import AsOf
from tui.timeline.query.binding import TEXT, BoundQuery, BoundTerm, bind
from tui.timeline.query.facet_names import FacetNames
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import parse_timeline

NAMES = FacetNames(parse_timeline(SMALL), lambda: [2021, 2022, 2023])


def bound(text: str) -> BoundQuery:
    return bind(Query.parse(text), NAMES, lambda: date(2024, 9, 12))


def term(field: str, *values: str, negated: bool = False) -> BoundTerm:
    return BoundTerm(field, frozenset(values), negated)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Téhéran", [term(TEXT, "teheran")]),
        ('-"petit  nombre"', [term(TEXT, "petit nombre", negated=True)]),
        ("actor:Téhéran,Moscou", [term("actor", "iran", "russia")]),
        ("actor:Patrou", [term("actor", "patrushev")]),
        ("-weapon:shahed", [term("weapon", "shahed-136", negated=True)]),
        ("year:202", [term("year", "2021", "2022", "2023")]),
        ("is:Disputed", [term("is", "disputed")]),
        ("thread:denial", [term("thread", "denial")]),
        ("actor:iran,zzz", [term("actor", "iran")]),
        ("actor:zzz is:zzz thread:zzz", []),
        ("in:2022 known:2023 certain:yes", []),
    ],
)
def test_typed_values_become_ids(text: str, expected: list[BoundTerm]) -> None:
    assert list(bound(text).terms) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [ALL_DAYS]),
        ("in:2022-11", [DayRange(date(2022, 11, 1), date(2022, 11, 30))]),
        ("after:2022", [DayRange(date(2023, 1, 1), None)]),
        ("before:2022", [DayRange(None, date(2021, 12, 31))]),
        ("after:2021 before:2023", [DayRange(date(2022, 1, 1), date(2022, 12, 31))]),
        ("on:2022-11-08,2023-01-05 in:2022", [DayRange(date(2022, 11, 8), date(2022, 11, 8))]),
        ("in:2021 in:2022", []),
        ("after:9999-12-31", []),
        ("in:zzz", [ALL_DAYS]),
    ],
)
def test_date_terms_become_the_ranges_that_all_of_them_allow(text: str, expected: list[DayRange]) -> None:
    assert list(bound(text).ranges) == expected


def test_negated_date_terms_become_excluded_ranges() -> None:
    query = bound("-in:2022 -after:2023")
    assert query.ranges == (ALL_DAYS,)
    assert query.excluded_ranges == (
        DayRange(date(2022, 1, 1), date(2022, 12, 31)),
        DayRange(date(2024, 1, 1), None),
    )
    assert query.is_dated


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        ("known:2022", AsOf(date(2022, 12, 31))),
        ("known:2021,2022-11", AsOf(date(2022, 11, 30))),
        ("known:2023 known:2022", AsOf(date(2022, 12, 31))),
        ("known:2022 certain:yes", AsOf(date(2022, 12, 31), certain=True)),
        ("known:2022 certain:yes,no", AsOf(date(2022, 12, 31))),
        ("-known:2022", None),
        ("certain:yes", None),
    ],
)
def test_the_timeline_is_seen_as_of_the_earliest_day_that_known_terms_name(text: str, as_of: AsOf | None) -> None:
    assert bound(text).as_of == as_of


def test_a_bound_query_gives_its_values_by_facet() -> None:
    query = bound("actor:iran actor:russia -actor:irgc drone -missile")
    assert query.values("actor") == {"iran", "russia"}
    assert query.values("actor", negated=True) == {"irgc"}
    assert query.needles == ("drone",)


@pytest.mark.parametrize(
    ("text", "span", "message"),
    [
        ("actor:irna missile", (6, 10), "unknown actor 'irna'; did you mean 'iran'?"),
        ("weapon:drone,zzzz", (13, 17), "unknown weapon 'zzzz'; no weapon here has a name that begins so"),
        ("missile year:1890", (13, 17), "unknown year '1890'; no year here has a name that begins so"),
        ("is:disputd", (3, 10), "unknown value 'disputd' of is; did you mean 'disputed'?"),
        ("has:zzz", (4, 7), "unknown value 'zzz' of has; it is one of translation, note, link"),
        ("thread:zzz", (7, 10), "unknown event 'zzz'; T writes this of the event at hand"),
        ("-known:2022", (0, 11), "'-known:' means nothing; write known: with a date"),
        ("-certain:yes", (0, 12), "'-certain:' means nothing; write certain:no, or leave it out"),
        ("before:nov 2023", (0, 15), 'a date in several words; in quotes it is one: before:"nov 2023"'),
    ],
)
def test_a_part_without_meaning_gives_a_notice_with_its_span(text: str, span: tuple[int, int], message: str) -> None:
    (notice,) = bound(text).notices
    assert (notice.start, notice.end) == span
    assert notice.message == message


def test_the_notice_of_an_impossible_date_gives_the_reason() -> None:
    (notice,) = bound("missile in:2022-02-30").notices
    assert (notice.start, notice.end) == (11, 21)
    assert notice.message.startswith("in '2022-02-30': ")
    assert "28" in notice.message


def test_notices_of_the_parser_and_of_binding_are_in_the_order_of_the_text() -> None:
    assert [notice.start for notice in bound("actor:zzz foo:bar is:zzz weapon:").notices] == [6, 10, 21, 25]
