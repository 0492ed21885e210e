"""The sections of a list: each row stands under the unit that its date is known to."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.dated_events import dates as near_dates
from tests.timeline.dated_events import index_of, points
from tui.timeline.dates.bounds import OPEN_START
from tui.timeline.dates.calendar import DAY, civil
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.sections import POSSIBLE, UNDATED, UNKNOWN_START, TimeUnit
from tui.timeline.model.entities import Event, Source
from tui.timeline.model.sort import SORTS, Sort
from tui.timeline.model.timeline import Timeline
from tui.timeline.query.language import Query
from tui.timeline.search.answers import Answer, answer_query
from tui.timeline.search.index import Index

FAR_DATES = [
    *("1990", "1990-XX", "199X", "19XX", "1XXX", "1990-21", "1990-33", "1990-01", "1990-01-01", "1990-01-XX", "1990?"),
    *("0043", "0009-09-08/0009-09-09", "12XX", "000X", "-0043", "-004X", "-00XX", "-1XXX", "-0043-03-15", "../1700"),
    *("2000/..", "../..", "1985/1990", "[1990..1992]", "[1990-01..1990-03]", "{1990,1994}", "1950S2", "Y-13800000000"),
    *("Y-138E8S3", "Y-66E6S2", "Y17000", "1990-01-01T10:30", "1990-01-05/..", "/1990", "[..1990]", "1990~/1991-02"),
]
TIMES = st.builds("2031-04-{:02}T{:02}:{:02}".format, st.integers(12, 13), st.integers(0, 23), st.integers(0, 59))
SHORT_DATES = st.one_of(
    TIMES,
    st.sampled_from(["2031-04-12", "2031-04-13", "2031-04", "2031", "2031-04-12T10", "2031-04-12/2031-04-13T09"]),
    st.sampled_from(["[2031-04-12..2031-04-13]", "[2031-04-12..2031-05]", "{2031-04-12,2031-04-13}"]),
)
DATES = st.one_of(
    st.lists(st.sampled_from(FAR_DATES), max_size=12),
    st.lists(near_dates(), max_size=12),
    st.lists(SHORT_DATES, max_size=12),
)


# An obviously right judge


def unit_of(date: EdtfDate, first: int, timeline_unit: str, *, is_known: bool = False) -> TimeUnit:
    """Return the unit of a date, by how precisely it is known.

    Args:
        date: the date.
        first: the first second that it can mean.
        timeline_unit: the shortest unit that the timeline is divided into.
        is_known: whether it is when an event became known, not when it happened.
    """
    if date.is_undated and not is_known:
        return UNDATED
    if first == OPEN_START:
        return UNKNOWN_START
    year, month, _ = civil(first // DAY)
    units = {
        "hour": TimeUnit("hour", first // 3600),
        "day": TimeUnit("day", first // DAY),
        "month": TimeUnit("month", 12 * year + month - 1),
        "year": TimeUnit("year", year),
        "decade": TimeUnit("decade", year // 10),
        "century": TimeUnit("century", year // 100),
        "millennium": TimeUnit("millennium", year // 1000),
    }
    precision = {"second": "hour", "minute": "hour", "season": "year"}.get(date.precision, date.precision)
    if precision == "day" and date.bounds.earliest_start // DAY != date.bounds.latest_start // DAY:
        precision = "month"  # it began on one of several days
    names = list(units)
    unit = units[names[max(names.index(precision), names.index(timeline_unit))]]
    if unit.unit in names[3:] and abs(year) > 9999:
        written = int((date.start or date.end).parts.year)  # type: ignore[union-attr] # it has a start
        return TimeUnit("year", round(written, 2 - len(str(abs(year)))))
    return unit


def judged(answer: Answer, units: list[TimeUnit]) -> list[tuple[TimeUnit, int]]:
    """Return the unit and the first row of each run of rows of one unit."""
    runs = groupby(enumerate(answer.rows), key=lambda row: units[row[1]])
    return [(unit, next(rows)[0]) for unit, rows in runs]


@given(DATES, st.sampled_from(["date", "-date"]), st.data())
def test_each_row_stands_under_the_unit_of_its_date(texts: list[str], sort: str, data: st.DataObject) -> None:
    index = index_of(texts)
    titles = data.draw(st.sampled_from(["", *(f'title:"{text}"' for text in texts), "-title:1", "-title:T1"]))
    answer = answer_query(Query.parse(titles), index, Sort.parse(sort))
    starts = index.spans.bounds.earliest_starts
    units = [
        unit_of(event.date, start, index.spans.unit) for event, start in zip(index.timeline.events, starts, strict=True)
    ]
    assert [tuple(section) for section in answer.sections] == judged(answer, units)
    ranks = [answer.rank(row) for row in answer.rows]
    assert ranks == sorted(ranks)


@given(st.lists(st.lists(st.one_of(points(), st.sampled_from(FAR_DATES)), max_size=3), max_size=12), st.data())
def test_each_row_stands_under_the_unit_since_which_it_was_known(issued: list[list[str]], data: st.DataObject) -> None:
    sources = {text: Source(id=text, title=text, issued=EdtfDate.parse(text)) for texts in issued for text in texts}
    events = [
        Event(id=f"e{number}", date=EdtfDate.parse(f"20{number:02}"), title="t", cited=tuple(dict.fromkeys(texts)))
        for number, texts in enumerate(issued)
    ]
    index = Index(Timeline(title="t", sources=sources, events=tuple(events)))
    for sort in map(Sort.parse, ("known", "-known")):
        answer = answer_query(Query.parse(data.draw(st.sampled_from(["", "-in:2003"]))), index, sort)
        units = []
        for event in events:
            dates = [date for text in event.cited if not (date := EdtfDate.parse(text)).is_undated]
            first = min(dates, key=lambda date: date.bounds.earliest_start, default=EdtfDate.parse("../.."))
            units.append(unit_of(first, first.bounds.earliest_start, "month", is_known=True))
        assert [tuple(section) for section in answer.sections] == judged(answer, units)
        ranks = [answer.rank(row) for row in answer.rows]
        assert ranks == sorted(ranks)
        seconds = [answer.moment(row) or OPEN_START for row in answer.rows]
        assert seconds == sorted(seconds, reverse=sort.descending)


# Cases


def rules(texts: list[str], sort: str = "date") -> list[str]:
    answer = answer_query(Query.parse(""), index_of(texts), Sort.parse(sort))
    return [section.unit.words for section in answer.sections]


def test_a_date_never_stands_under_a_shorter_unit_than_it_is_known_to() -> None:
    texts = ["../..", "../1700", "2000/..", "0043", "0009-09-08/0009-09-09", "12XX", "1990", "1990-01-05", "1990-XX"]
    expected = [
        *("start unknown", "September AD 9", "AD 43", "13th century", "1990", "the 1990s", "January 1990", "2000")
    ]
    assert rules([*texts, "199X"]) == [*expected, "undated"]
    assert rules([*texts, "199X"], "-date") == [*expected[::-1], "undated"]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ["2031-04-12T06:58", "2031-04-12T07:03:41.9", "2031-04-12"],
            ["12 April 2031", "12 April 2031, 06:00", "12 April 2031, 07:00"],
        ),
        (["2031-04-12T22:58", "2031-04-14T07:03", "2031-04-13"], ["12 April 2031", "13 April 2031", "14 April 2031"]),
        (["2031-04-12", "2031-05-14", "2031-05"], ["12 April 2031", "May 2031", "14 May 2031"]),
        (["2031-04-12", "2031-07-14", "2031"], ["2031", "April 2031", "July 2031"]),
        (["1990", "[1990-01-01..1990]"], ["1990", "January 1990"]),
        (["[2031-04-12..2031-04-13]", "2031-04-14"], ["April 2031", "14 April 2031"]),
        (
            ["-0043-03-15", "-0043", "-004X", "-00XX", "-01XX", "-1XXX"],
            ["2nd millennium BC", "2nd century BC", "1st century BC", "50–41 BC", "44 BC", "March 44 BC"],
        ),
        (["000X", "001X", "00XX", "0XXX"], ["1 BC–AD 9", "1st century", "1st millennium", "the AD 10s"]),
        (
            ["Y-138E8S3", "Y-300000S1", "Y-66000000", "Y17000"],
            ["14 billion years ago", "66 million years ago", "300,000 BC", "AD 17,000"],
        ),
    ],
)
def test_rules_are_named_as_people_say_it(texts: list[str], expected: list[str]) -> None:
    assert rules(texts) == expected


@pytest.mark.parametrize("sort", SORTS)
def test_what_is_only_possible_stands_after_the_rest_under_its_own_rule(sort: str) -> None:
    index = index_of(["2022", "2022-10", "[2022-10-30,2022-11-30]", "2022-11-08", "2022-12"])
    answer = answer_query(Query.parse("after:2022-10"), index, Sort.parse(sort))
    certain, possible = ["2022-11-08", "2022-12"], ["2022", "[2022-10-30,2022-11-30]"]
    if sort.startswith("-"):
        certain, possible = certain[::-1], possible[::-1]
    assert [index.timeline.events[row].title for row in answer.rows] == certain + possible
    assert answer.sections[-1].unit == POSSIBLE
    assert answer.sections[-1].start == 2
    ranks = [answer.rank(row) for row in answer.rows]
    assert ranks == sorted(ranks)
