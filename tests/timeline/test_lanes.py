"""Lanes: what is drawn of each event in each of its lanes, and what is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from tests.plain import Plain
from tests.timeline.dated_events import dates
from tui.timeline.analysis.lanes.layout import DrawnLane, LaneLayout, heights
from tui.timeline.analysis.lanes.scale import TimeScale, extent_of, whole_scale
from tui.timeline.analysis.lanes.shapes import FADE, Shape, shape_of
from tui.timeline.analysis.lanes.values import Lane, facets_with_lanes, lanes_of
from tui.timeline.dates.calendar import DAY, day_number
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.model.entities import Entry, Event, Link, Source
from tui.timeline.model.timeline import Timeline
from tui.timeline.query.language import Query
from tui.timeline.search.answers import Answer, answer_query
from tui.timeline.search.index import Index

ACTORS = {
    "iran": Entry("iran", "Iran"),
    "irgc": Entry("irgc", "Guards", parent="iran"),
    "navy": Entry("navy", "Navy", parent="irgc"),
    "russia": Entry("russia", "Russia"),
}
QUERIES = ("", "actor:iran", "-actor:irgc", "is:disputed", "in:2001", "known:2010", "status:denied,alleged")


def timeline_of(events: Sequence[Event]) -> Timeline:
    """Return a timeline of some events, which are put in order and given ids."""
    in_order = sorted(events, key=lambda event: event.date.sort_key)
    sources = {"s": Source("s", title="S", issued=EdtfDate.parse("2009"))}
    return Timeline(title="t", events=tuple(in_order), sources=sources, vocabularies={"actors": ACTORS})


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """Draw a timeline of up to 60 events, some of which dispute others."""
    texts = draw(st.lists(dates(), min_size=1, max_size=60))
    if draw(st.booleans()):  # many on one day, with times
        texts += [f"2001-02-03T{minute // 60:02}:{minute % 60:02}" for minute in range(draw(st.integers(0, 90)))]
    events = []
    for number, text in enumerate(texts):
        values = {"actor": tuple(draw(st.sets(st.sampled_from(sorted(ACTORS)))))}
        if draw(st.booleans()):
            values["status"] = (draw(st.sampled_from(["denied", "alleged", "confirmed"])),)
        links = (Link("denies", f"e{draw(st.integers(0, number - 1))}"),) if number and draw(st.booleans()) else ()
        cited = ("s",) if draw(st.booleans()) else ()
        event = Event(f"e{number}", EdtfDate.parse(text), text, values=values, links=links, cited=cited)
        events.append(event)
    return timeline_of(events)


@st.composite
def scales(draw: st.DrawFn, whole: TimeScale) -> TimeScale:
    """Draw the whole scale, or a part of it at any zoom."""
    scale = whole
    for _ in range(draw(st.integers(0, 6))):
        about = draw(st.integers(scale.first, scale.last))
        scale = scale.zoomed(about, *draw(st.sampled_from([(1, 2), (1, 10), (1, 1000), (2, 1)])))
        scale = scale.panned(draw(st.integers(-scale.width, scale.width)))
    return scale


def layout_of(index: Index, answer: Answer, scale: TimeScale) -> LaneLayout:
    return LaneLayout(index.spans, index.flagged("disputed", answer.view.as_of), scale)


def drawn_numbers(layout: LaneLayout, lane: Lane, drawn: DrawnLane) -> Counter[int]:
    """Return how often each event is drawn or counted in a cell."""
    found = Counter(placed.number for placed in drawn.placed)
    found.update(number for counted in drawn.counted for number in counted.events)
    for half, count in enumerate(drawn.density):
        events = layout.events_in(lane.events, half)
        assert len(events) == count
        found.update(events)
    return found


@given(st.data(), timelines(), st.sampled_from(QUERIES), st.integers(1, 90), st.integers(1, 5))
def test_each_event_is_drawn_or_counted_exactly_once_in_each_of_its_lanes(
    data: st.DataObject, timeline: Timeline, text: str, width: int, height: int
) -> None:
    index = Index(timeline)
    query = Query.parse(text)
    answer, plain = answer_query(query, index), Plain(index, query)
    specs = timeline.specs
    spec = specs[data.draw(st.sampled_from(["actor", "status"]))]
    opened = data.draw(st.sets(st.sampled_from(sorted(ACTORS))))
    extent = index.spans.extent or (0, 0)
    layout = layout_of(index, answer, data.draw(scales(whole_scale(extent, width))))
    in_lanes = Counter[int]()
    for lane in lanes_of(index, answer, spec, opened):
        expected = {
            number
            for number in plain.rows()
            if (lane.value in plain.values(timeline.events[number], spec))
            or (lane.value is None and not plain.values(timeline.events[number], spec))
        }
        drawn = layout.draw(lane.events, height)
        found = drawn_numbers(layout, lane, drawn)
        assert set(lane.events) == expected
        assert lane.count == len(expected)
        assert set(found) <= expected
        assert set(found.values()) <= {1}
        assert len(found) + drawn.earlier + drawn.later + drawn.undated == len(expected)
        assert_nothing_overlaps(drawn, width, height)
        in_lanes.update(expected)
    assert set(in_lanes) == set(plain.rows())


def assert_nothing_overlaps(drawn: DrawnLane, width: int, height: int) -> None:
    """Check that marks and counts are within the lane, and not on each other."""
    taken: set[tuple[int, int]] = set()
    for line, first, last in [
        *((placed.line, *placed.core) for placed in drawn.placed),
        *((counted.line, counted.x, counted.x + counted.width - 1) for counted in drawn.counted),
    ]:
        assert 0 <= line < height
        cells = {(line, x) for x in range(first, last + 1)}
        assert not cells & taken
        assert first == 0 or 0 <= first <= last < width
        taken |= cells
    for placed in drawn.placed:
        assert 0 <= placed.shape.first <= placed.shape.mark <= placed.shape.last < width


@given(st.data(), timelines(), st.integers(1, 90))
def test_what_may_be_in_sight_is_drawn_and_the_rest_is_not(data: st.DataObject, timeline: Timeline, width: int) -> None:
    index = Index(timeline)
    answer = answer_query(Query(), index)
    layout = layout_of(index, answer, data.draw(scales(whole_scale(index.spans.extent or (0, 0), width))))
    scale = layout.scale
    [lane] = lanes_of(index, answer, None)
    drawn = layout.draw(lane.events, 200)
    found = set(drawn_numbers(layout, lane, drawn))
    for number, event in enumerate(timeline.events):
        bounds = event.date.bounds
        is_closed = abs(bounds.earliest_start) < 2**60 and abs(bounds.latest_end) < 2**60
        if is_closed:
            assert (number in found) == bounds.possible(scale.first, scale.last)


def scale_of(first: str, last: str, width: int) -> TimeScale:
    bounds = EdtfDate.parse(first).bounds, EdtfDate.parse(last).bounds
    return TimeScale(bounds[0].earliest_start, bounds[1].latest_end, width)


def shape(text: str, scale: TimeScale, extent: tuple[str, str] = ("2000", "2009")) -> Shape | int:
    date = EdtfDate.parse(text)
    ends = scale_of(*extent, 1)
    members = tuple(member.bounds_in(None) for member in date.members)
    return shape_of(date.bounds, scale, (ends.first, ends.last), members, is_all_of=date.is_all_of)


DECADE = scale_of("2000", "2009", 120)
"""Ten years in months, nearly."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2001-01-20", Shape(12, 12, 12)),
        ("2001", Shape(12, 24, 18)),
        ("[2001..2003]", Shape(12, 47, 30)),
        ("2001-01-20/2002-01-20", Shape(12, 24, 12, (25, 49))),
        ("2001/2003", Shape(12, 47, 24, (48, 72))),
        ("2001/..", Shape(12, 119, 24, (48, 239), right="open")),
        ("2001/", Shape(12, 24 + FADE, 18, right="open")),
        ("../2001", Shape(0, 24, 12, (0, 24), left="open")),
        ("/2001-01-20", Shape(12 - FADE, 12, 12, left="open")),
        ("[..2001-01-20]", Shape(12 - FADE, 12, 12, left="open")),
        ("{2001-01-20,2003-01-20}", Shape(12, 36, 12, repeats=(36,))),
        ("1990/2003-01-20", Shape(0, 36, 0, (0, 73), left="cut")),
        ("1990/2020", Shape(0, 119, 0, (0, 239), left="cut", right="cut")),
        ("1999", -1),
        ("1990/", -1),
        ("2010", 1),
    ],
)
def test_shapes_show_what_is_certain_and_what_is_not(text: str, expected: Shape | int) -> None:
    assert shape(text, DECADE) == expected


def test_what_goes_on_fades_out_behind_the_last_date() -> None:
    assert shape("2001-01-20/..", DECADE, ("2000", "2005")) == Shape(12, 72 + FADE, 12, (25, 144), right="open")


def test_events_stack_and_are_counted_where_there_is_no_room() -> None:
    days = ["2001-01-20", "2001-01-21", "2001-01-22", "2005-06-10"]
    timeline = timeline_of([Event(f"e{n}", EdtfDate.parse(text), text) for n, text in enumerate(days)])
    layout = LaneLayout(Index(timeline).spans, BitMap(), DECADE)
    events = BitMap(range(4))
    three = layout.draw(events, 3)
    assert [(placed.number, placed.line) for placed in three.placed] == [(0, 0), (1, 1), (2, 2), (3, 0)]
    assert not three.counted
    one = layout.draw(events, 1)
    assert [placed.number for placed in one.placed] == [3]
    assert [(counted.x, set(counted.events)) for counted in one.counted] == [(12, {0, 1, 2})]
    two = layout.draw(events, 2)
    assert [(placed.number, placed.line) for placed in two.placed] == [(0, 0), (3, 0)]
    assert [(counted.line, counted.x, set(counted.events)) for counted in two.counted] == [(1, 12, {1, 2})]
    # They open as the scale is zoomed in.
    near = DECADE.zoomed(EdtfDate.parse("2001-01-21").bounds.earliest_start, 1, 100)
    assert len(LaneLayout(Index(timeline).spans, BitMap(), near).draw(events, 1).placed) == 3


def test_a_lane_has_a_line_for_what_began_before_the_time_in_sight() -> None:
    timeline = timeline_of([Event(text, EdtfDate.parse(text), text) for text in ("2001-02", "2001-02-05/2001-02-09")])
    scale = scale_of("2001-02-03", "2001-02-17", 80)
    assert LaneLayout(Index(timeline).spans, BitMap(), scale).desired_height(BitMap([0, 1]), 4) == 2


def test_very_many_events_are_a_density() -> None:
    start = day_number(2001, 1, 1)
    texts = [EdtfDate.parse(f"200{year}-{month:02}-{day:02}") for year in range(10) for month in range(1, 13)
             for day in range(1, 28)]  # fmt: skip
    timeline = timeline_of([Event(f"e{n}", date, "") for n, date in enumerate(texts)])
    layout = LaneLayout(Index(timeline).spans, BitMap(), DECADE)
    drawn = layout.draw(BitMap(range(len(texts))), 2)
    assert sum(drawn.density) == len(texts)
    assert len(drawn.density) == 240
    assert max(drawn.density) <= 17
    assert layout.half_of(27 * 12) == layout.scale.cell(start * DAY, 2)


def test_trees_open_and_an_event_is_in_the_lanes_above_its_values() -> None:
    values = [("navy",), ("iran", "russia"), ()]
    events = [Event(f"e{n}", EdtfDate.parse("2001"), "", values={"actor": found}) for n, found in enumerate(values)]
    index = Index(timeline_of(events))
    answer = answer_query(Query(), index)
    spec = index.timeline.specs["actor"]

    def lanes(*opened: str) -> list[tuple[str, int, int, bool]]:
        return [
            (lane.name, lane.count, lane.depth, lane.has_children) for lane in lanes_of(index, answer, spec, opened)
        ]

    none = ("no actor", 1, 0, False)
    assert lanes() == [("Iran", 2, 0, True), ("Russia", 1, 0, False), none]
    assert lanes("iran", "irgc") == [
        *(("Iran", 2, 0, True), ("Guards", 1, 1, True), ("Navy", 1, 2, False), ("Russia", 1, 0, False)),
        none,
    ]
    assert lanes("irgc") == lanes()
    assert [spec.name for spec in facets_with_lanes(index)] == ["actor"]


@given(st.integers(-(10**18), 10**18), st.integers(1, 10**18), st.integers(1, 300), st.integers(0, 299))
def test_cells_follow_each_other_without_a_gap(first: int, seconds: int, width: int, cell: int) -> None:
    scale = TimeScale(first, first + seconds - 1, width)
    start, end = scale.start(cell), scale.start(cell + 1)
    assert scale.start(0) == first
    assert scale.start(width) == scale.last + 1
    if start < end:
        assert scale.cell(start) == scale.cell(end - 1) == cell


@given(st.data(), st.integers(1, 300))
def test_zooming_keeps_what_is_at_the_cursor_in_its_cell(data: st.DataObject, width: int) -> None:
    scale = TimeScale(-(10**17), 10**17, width)
    about = data.draw(st.integers(scale.first, scale.last))
    for _ in range(60):
        zoomed = scale.zoomed(about, 1, 2)
        assert abs(zoomed.cell(about) - scale.cell(about)) <= 1
        assert zoomed.first <= about <= zoomed.last
        scale = zoomed
    assert scale.seconds == 600


def test_the_extent_is_that_of_the_events() -> None:
    texts = ["1990", "2001-02-03", "2001/..", "../.."]
    index = Index(timeline_of([Event(f"e{n}", EdtfDate.parse(text), text) for n, text in enumerate(texts)]))
    numbers = {event.title: number for number, event in enumerate(index.timeline.events)}
    day = day_number(2001, 2, 3) * DAY
    assert extent_of(index.spans, BitMap([numbers["2001-02-03"]])) == (day, day + DAY - 1)
    assert extent_of(index.spans, BitMap([numbers["../.."]])) is None
    both = scale_of("1990", "2001", 1)
    assert extent_of(index.spans, index.everything) == (both.first, both.last)


@given(st.lists(st.integers(1, 8), min_size=1, max_size=20), st.integers(1, 60))
def test_lanes_share_the_lines(desired: list[int], available: int) -> None:
    found = heights(desired, available)
    assert all(1 <= height <= most for height, most in zip(found, desired, strict=True))
    assert sum(found) == max(len(desired), min(sum(desired), available))
