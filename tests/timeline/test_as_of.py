"""Since when sources and events were known."""

from __future__ import annotations

from datetime import date

import pytest

from tests.timelines import VARIED
from tui.timeline.dates.bounds import OPEN_END, OPEN_START
from tui.timeline.dates.calendar import DAY, first_second, last_second
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.model.as_of import AsOf, AsOfView, is_dated, known_since, sources_that_date
from tui.timeline.model.entities import Source
from tui.timeline.reading.reader import parse_timeline

TIMELINE = parse_timeline(VARIED)


def source(issued: str | None) -> Source:
    return Source("s", title="S", issued=None if issued is None else EdtfDate.parse(issued))


def at(day: str, *, certain: bool = False) -> AsOf:
    return AsOf(last_second(date.fromisoformat(day)), certain)


@pytest.mark.parametrize(
    ("issued", "first", "last"),
    [
        ("2023-03-04", first_second(date(2023, 3, 4)), last_second(date(2023, 3, 4))),
        ("2023-05", first_second(date(2023, 5, 1)), last_second(date(2023, 5, 31))),
        ("2023-05-01T12:00", first_second(date(2023, 5, 1)) + DAY // 2, first_second(date(2023, 5, 1)) + DAY // 2 + 59),
        ("../2023", OPEN_START, last_second(date(2023, 12, 31))),
        ("2023/..", first_second(date(2023, 1, 1)), OPEN_END),
        ("../..", OPEN_START, OPEN_END),
        (None, OPEN_START, OPEN_END),
    ],
)
def test_a_source_is_known_from_the_first_and_certainly_from_the_last_second_of_its_date(
    issued: str | None, first: int, last: int
) -> None:
    assert (known_since(source(issued)), known_since(source(issued), certain=True)) == (first, last)


def test_a_source_without_a_date_does_not_hide_one_that_has_one() -> None:
    dated, undated, missing = source("2023"), source("../.."), source(None)
    assert [is_dated(each) for each in (dated, undated, missing)] == [True, False, False]
    assert sources_that_date([undated, dated, missing]) == [dated]
    assert sources_that_date([undated, missing]) == [undated, missing]
    assert sources_that_date([]) == []


@pytest.mark.parametrize(
    ("as_of", "seen"),
    [
        (None, ["gazette-march", "page"]),
        (at("2023-03-03"), ["page"]),
        (at("2023-03-04"), ["gazette-march", "page"]),
        (at("2023-03-04", certain=True), ["gazette-march"]),
        (at("2023-03-03", certain=True), []),
    ],
)
def test_an_event_is_seen_with_the_sources_that_had_come_out(as_of: AsOf | None, seen: list[str]) -> None:
    view, number = AsOfView(TIMELINE, as_of), TIMELINE.numbers["resignation"]
    assert list(view.sources(number)) == seen
    assert [quote.source for quote in view.quotes(number)] == seen
    assert view.event(number).sources == tuple(seen)
    assert view.has(number) == ("gazette-march" in seen)


def test_sources_that_are_only_cited_are_seen_in_the_same_way() -> None:
    number = TIMELINE.numbers["reply"]
    assert AsOfView(TIMELINE, at("2023-04-30")).event(number).cited == ("page",)
    assert AsOfView(TIMELINE, at("2023-05-01")).event(number).cited == ("gazette", "page")
    assert AsOfView(TIMELINE, at("2023-05-01", certain=True)).event(number).cited == ()


def test_an_event_without_sources_is_always_known() -> None:
    number = TIMELINE.numbers["pumps"]
    assert all(AsOfView(TIMELINE, at("0001-01-01", certain=certain)).has(number) for certain in (True, False))


def test_a_moment_is_written_as_its_day_or_to_the_second() -> None:
    assert at("2022-11-08").text == "2022-11-08"
    assert AsOf(first_second(date(2022, 11, 8)) + 3661).text == "2022-11-08T01:01:01"
