"""Histograms of events over time."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from tests.timeline.dated_events import dates, histogram_of, index_of, points
from tests.timelines import HEAD, event
from tui.timeline.analysis.axis import Axis
from tui.timeline.analysis.axis_units import UNITS, WEEK, AxisUnit
from tui.timeline.analysis.histogram import Histogram, widened
from tui.timeline.dates.bounds import OPEN_END, OPEN_START, Bounds
from tui.timeline.dates.calendar import DAY, day_number
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.time_range import range_text
from tui.timeline.search.index import Index


def labels(axis: Axis) -> list[str]:
    return [bucket.label for bucket in axis.buckets]


def weights_of(axis: Axis, events: BitMap) -> dict[str, float]:
    return dict(zip(labels(axis), axis.weights(events).by_bucket, strict=True))


def window(text: str) -> tuple[int, int]:
    """Return the first and the last second of a date."""
    bounds = EdtfDate.parse(text).bounds
    return bounds.earliest_start, bounds.latest_end


# An obviously right judge


def share(first: int, last: int, start: int, end: int) -> float:
    """Return how much of a range is between a start and an end, both included."""
    return max(0, min(last, end) - max(first, start) + 1) / (last - first + 1)


def judged_weight(text: str, start: int, end: int, extent: tuple[int, int]) -> float:
    """Return how likely an event of a date was under way at some second from a start to an end."""

    def of(bounds: Bounds) -> float:
        low, high = extent
        first, latest_start, earliest_end, last = (min(max(second, low), high) for second in bounds)
        started = share(first, latest_start, OPEN_START, end)
        return max(0.0, started - share(earliest_end, last, OPEN_START, start - 1))

    date = EdtfDate.parse(text)
    if date.is_undated:
        return 0
    if len(date.members) > 1:
        members = [member.bounds_in(None) for member in date.members]
        if date.is_all_of:
            return max(map(of, members))
        lengths = [bounds.latest_end - bounds.earliest_start + 1 for bounds in members]
        spread = [share(bounds.earliest_start, bounds.latest_end, start, end) for bounds in members]
        return sum(part * length for part, length in zip(spread, lengths, strict=True)) / sum(lengths)
    return of(date.bounds)


@given(st.lists(dates(), min_size=1, max_size=12), st.integers(10, 300), st.data())
def test_weights_are_what_an_obviously_right_judge_finds(texts: list[str], most: int, data: st.DataObject) -> None:
    index = index_of(texts)
    histogram = Histogram(index.spans)
    if histogram.extent is None:
        return
    shown = data.draw(st.sampled_from([None, *filter(closed, map(window, texts))]), "window")
    axis = histogram.axis(most, shown)
    chosen = BitMap(data.draw(st.sets(st.integers(0, len(texts) - 1))))
    found = axis.weights(chosen)
    in_order = [event.date.text for event in index.timeline.events]
    for bucket, weight in zip(axis.buckets, found.by_bucket, strict=True):
        judged = sum(judged_weight(in_order[i], bucket.first, bucket.last, histogram.extent) for i in chosen)
        assert weight == pytest.approx(judged, abs=1e-6)
    first, last = sorted(data.draw(st.integers(0, len(axis.buckets) - 1)) for _ in range(2))
    start, end = axis.buckets[first].first, axis.buckets[last].last
    if not any(event.date.is_all_of for event in index.timeline.events):
        judged = sum(judged_weight(in_order[i], start, end, histogram.extent) for i in chosen)
        assert found.between(first, last) == pytest.approx(judged, abs=1e-5)


def closed(pair: tuple[int, int]) -> bool:
    return pair[0] > OPEN_START and pair[1] < OPEN_END


@given(st.lists(dates(), min_size=1, max_size=12), st.integers(10, 300))
def test_buckets_have_no_gaps_and_cover_all_dates(texts: list[str], most: int) -> None:
    histogram, _ = histogram_of(*texts)
    if histogram.extent is None:
        return
    axis = histogram.axis(most)
    assert len(axis.buckets) <= most
    for before, after in pairwise(axis.buckets):
        assert before.last + 1 == after.first
    assert axis.buckets[0].first <= histogram.extent[0]
    assert histogram.extent[1] <= axis.buckets[-1].last


@given(st.lists(dates(), min_size=1, max_size=12), st.integers(10, 300))
def test_a_break_hides_nothing_that_lasted_and_no_event_wholly(texts: list[str], most: int) -> None:
    histogram, _ = histogram_of(*texts)
    if histogram.extent is None:
        return
    for bucket in histogram.axis(most).buckets:
        if bucket.is_folded:
            for text in texts:
                date = EdtfDate.parse(text)
                if date.is_undated:
                    continue
                members = [member.bounds_in(None) for member in date.members] if date.is_all_of else [date.bounds]
                if date.is_interval or date.is_all_of:
                    assert not any(bounds.possible(bucket.first, bucket.last) for bounds in members)
                else:
                    assert judged_weight(text, bucket.first, bucket.last, histogram.extent) < 1


@given(st.lists(points(), min_size=1), st.integers(10, 300))
def test_the_weights_of_moments_add_up_to_their_number(texts: list[str], most: int) -> None:
    histogram, events = histogram_of(*texts)
    found = histogram.axis(most).weights(events)
    assert sum(found.by_bucket) == pytest.approx(len(texts))


# Units


def test_the_unit_is_as_short_as_there_is_room_for() -> None:
    histogram, events = histogram_of("2020-02-10", "[2021-05-01..2021-08-31]", "2022-11-30")
    assert weights_of(histogram.axis(34), events)["Jun 2021"] == pytest.approx(30 / 123)
    assert histogram.axis(34).unit.name == "month"
    assert labels(histogram.axis(33))[:2] == ["Jan–Mar 2020", "Apr–Jun 2020"]
    assert weights_of(histogram.axis(11), events) == pytest.approx({"2020": 1, "2021": 1, "2022": 1})
    assert weights_of(histogram.axis(2), events) == pytest.approx({"2020–2029": 3})
    old, _ = histogram_of(*(f"{year}-04-03" for year in range(1500, 2000, 9)))
    assert old.axis(60).unit.name == "decade"
    assert labels(old.axis(10)) == ["1500–1599", "1600–1699", "1700–1799", "1800–1899", "1900–1999"]


@pytest.mark.parametrize(
    ("text", "unit", "first"),
    [
        ("2022-03-07T22:00/2022-03-07T23:30", "minute", "7 Mar 2022, 22:00"),
        ("2022-03-07T12:00/2022-03-07T20:30", "5 minutes", "7 Mar 2022, 12:00–12:05"),
        ("2022-03-07T06:00/2022-03-08T06:30", "15 minutes", "7 Mar 2022, 06:00–06:15"),
        ("2022-03-07T22:00/2022-03-10T06:30", "hour", "7 Mar 2022, 22:00–23:00"),
        ("2022-03-07T22:00/2022-03-15T06:30", "3 hours", "7 Mar 2022, 21:00–24:00"),
        ("2022-03-07T22:00/2022-04-05T06:30", "6 hours", "7 Mar 2022, 18:00–24:00"),
        ("2022-03-07/2022-05-06", "day", "7 Mar 2022"),
        ("2022-03-09/2023-05-06", "week", "7–13 Mar 2022"),
        ("2022-11-29/2023-11-06", "week", "28 Nov – 4 Dec 2022"),
        ("2022-03-09/2028-05-06", "month", "Mar 2022"),
        ("2022-03-09/2048-05-06", "quarter", "Jan–Mar 2022"),
        ("-0043-03-15/0040-05-06", "year", "44 BC"),
        ("0900-05/1453-05-29", "decade", "AD 900–909"),
        ("-0043/1453-05-29", "decade", "51–42 BC"),
        ("-9000/1453", "century", "9001–8902 BC"),
        ("Y-66000000/1969", "million years", "66–65 million years ago"),
        ("Y-300000/1969", "10,000 years", "300,000–290,000 BC"),
        ("Y-13800000000/1969", "100 million years", "13.8–13.7 billion years ago"),
        ("Y-13800000000/Y-13000000000", "10 million years", "13.8–13.79 billion years ago"),
        ("Y-200000000000/Y200000000000", "10 billion years", "200–190 billion years ago"),
    ],
)
def test_units_reach_from_minutes_to_billions_of_years(text: str, unit: str, first: str) -> None:
    histogram, events = histogram_of(text)
    axis = histogram.axis(160)
    assert (axis.unit.name, axis.buckets[0].label) == (unit, first)
    assert set(axis.weights(events).by_bucket) == {1.0} or axis.unit in UNITS[:11]
    for bucket in axis.buckets[:3]:
        # What a bucket writes into a query means the same seconds.
        assert window(range_text(bucket.first, bucket.last)) == (bucket.first, bucket.last)


def test_no_unit_is_shorter_than_dates_are_known_to() -> None:
    assert histogram_of("2022")[0].axis(120).unit.name == "year"
    assert histogram_of("2022", "[2021..2024]")[0].axis(120).unit.name == "year"
    assert histogram_of("2022-03", "2022")[0].axis(120).unit.name == "month"
    assert histogram_of("1853-10/1856-02")[0].axis(120).unit.name == "month"
    assert histogram_of("2022-03-04/2022-05-01")[0].axis(120).unit.name == "day"
    assert histogram_of("2022-03-04")[0].axis(120).unit.name == "day"
    assert histogram_of("2022-03-04T14:30")[0].axis(120).unit.name == "minute"


@given(st.sampled_from(UNITS), st.integers(-(10**18), 10**18))
def test_the_instances_of_a_unit_follow_each_other(unit: AxisUnit, second: int) -> None:
    number = unit.number_at(second)
    assert unit.start(number) <= second < unit.start(number + 1)
    assert unit.number_at(unit.start(number)) == number
    assert unit.number_at(unit.start(number) - 1) == number - 1


def test_weeks_begin_on_monday() -> None:
    monday = day_number(2022, 11, 7) * DAY
    assert WEEK.start(WEEK.number_at(monday + 3 * DAY)) == monday


# What lasted, and what is in doubt


def test_what_lasted_counts_wherever_it_was_under_way() -> None:
    histogram, events = histogram_of("2022-02-24/2022-05-20", "2022-03-16", "2022-07-01")
    axis = histogram.axis(8)
    assert weights_of(axis, events) == pytest.approx(
        {"Feb 2022": 1, "Mar 2022": 2, "Apr 2022": 1, "May 2022": 1, "Jun 2022": 0, "Jul 2022": 1}
    )
    assert axis.weights(events).between(0, 5) == pytest.approx(3)
    assert axis.weights(events).between(1, 2) == pytest.approx(2)


def test_a_doubtful_start_is_spread_and_the_time_after_it_is_not() -> None:
    histogram, events = histogram_of("2021/2022-11", "2023-02-01")
    axis = histogram.axis(30)
    found = weights_of(axis, events)
    assert found["Jan 2021"] == pytest.approx(31 / 365)
    assert found["Jun 2021"] == pytest.approx(181 / 365)
    assert found["Dec 2021"] == found["Nov 2022"] == pytest.approx(1)
    assert found["Dec 2022"] == 0


def test_a_set_counts_where_its_members_are() -> None:
    histogram, events = histogram_of("{2022-01,2022-03}", "[2022-02,2022-05]", "2022-06-01")
    axis = histogram.axis(8)
    assert list(weights_of(axis, events).values()) == pytest.approx([1, 28 / 59, 1, 0, 31 / 59, 1])
    assert axis.weights(events).between(0, 3) == pytest.approx(1 + 28 / 59)
    days_of_set, one = histogram_of("{2020-10-14,2020-10-28}")
    assert list(days_of_set.axis(40).weights(one).by_bucket) == [1.0, *[0.0] * 13, 1.0]


def test_open_spans_reach_to_the_ends_of_the_timeline() -> None:
    histogram, events = histogram_of("../2001-01", "2001-06/..", "2003-12-31")
    assert weights_of(histogram.axis(3), events) == pytest.approx({"2001": 2, "2002": 1, "2003": 2})


def test_an_event_without_a_date_is_nowhere_on_the_chart() -> None:
    histogram, events = histogram_of("2001-01-01", "../..", "2003-12-31")
    assert sum(weights_of(histogram.axis(3), events).values()) == 2


# Breaks


def test_events_far_apart_have_breaks_between_them() -> None:
    histogram, _ = histogram_of("0033-04-03", "1914-06-28", "2001-09-11")
    assert labels(histogram.axis(10)) == ["AD 33", "AD 34–1913", "1914", "1915–2000", "2001"]
    before, _ = histogram_of("-0043-03-15", "0014-08-19")
    assert labels(before.axis(5)) == ["44 BC", "43 BC–AD 13", "AD 14"]


def test_days_and_hours_without_events_are_folded() -> None:
    days_apart, _ = histogram_of("2022-01-03", "2022-05-06")
    assert [bucket.label for bucket in days_apart.axis(64).buckets if bucket.is_folded] == ["Feb–Apr 2022"]
    hours, _ = histogram_of("2022-01-03T14:30", "2022-01-06T10:00", "2022-01-06T12:00")
    assert labels(hours.axis(40))[9:12] == ["3 Jan 2022, 23:00–24:00", "4–5 Jan 2022", "6 Jan 2022, 00:00–01:00"]


def test_a_time_in_which_an_event_is_unlikely_is_folded_with_its_weight() -> None:
    histogram, events = histogram_of("[2011-01-01..2022-12-31]", *["2015-07-14"] * 2, *["2022-11-01"] * 9)
    axis = histogram.axis(60)
    assert [bucket.label for bucket in axis.buckets if bucket.is_folded] == ["2011–2014", "2016–2021"]
    weights = weights_of(axis, events)
    assert weights["2011–2014"] == pytest.approx(4 / 12, rel=0.01)
    assert weights["Jul 2015"] == pytest.approx(2, abs=0.02)
    assert sum(weights.values()) == pytest.approx(12)


def test_no_break_hides_a_time_in_which_an_event_lasted() -> None:
    for text in ("2011-01-01/2022-12-31", "2011/2022", "2011/", "../2021", "1853-10/1856-02"):
        histogram, _ = histogram_of(text, "2010-07-14", "2022-11-01")
        folded = [bucket for bucket in histogram.axis(400).buckets if bucket.is_folded]
        bounds = EdtfDate.parse(text).bounds
        assert not any(bounds.possible(bucket.first, bucket.last) for bucket in folded)


def test_a_single_doubtful_event_is_not_folded() -> None:
    histogram, events = histogram_of("[1990-01-01..1999-12-31]")
    axis = histogram.axis(20)
    assert not any(bucket.is_folded for bucket in axis.buckets)
    assert weights_of(axis, events)["1995"] == pytest.approx(0.1, rel=0.01)


def test_a_time_with_many_doubtful_events_is_not_folded() -> None:
    histogram, _ = histogram_of(*["[2011-01-01..2022-12-31]"] * 20)
    assert not any(bucket.is_folded for bucket in histogram.axis(200).buckets)


# Windows


def test_a_window_has_shorter_buckets_and_the_weights_of_its_time() -> None:
    histogram, events = histogram_of("1950-01-01", "[2020-12-01..2021-01-31]", "2021-03-05")
    axis = histogram.axis(13, window("2021"))
    assert axis.unit.name == "month"
    assert [axis.buckets[0].label, axis.buckets[-1].label] == ["Jan 2021", "Dec 2021"]
    assert weights_of(axis, events)["Jan 2021"] == pytest.approx(0.5)
    assert sum(axis.weights(events).by_bucket) == pytest.approx(1.5)
    month = histogram.axis(40, window("2021-01"))
    assert month.unit.name == "day"
    assert weights_of(month, events)["3 Jan 2021"] == pytest.approx(1 / 62)


def test_a_window_shows_what_began_before_it() -> None:
    histogram, events = histogram_of(
        "1999-01-01", "2020-03-09/2020-04-02", "2020-03-30T12:00/2020-03-31T12:00", "2020-03-31", "2020-04-05T10:00"
    )
    axis = histogram.axis(60, window("2020-03-31T06:00/2020-03-31T17:59"))
    assert axis.unit.name == "15 minutes"
    found = list(axis.weights(events).by_bucket)
    assert found[0] == pytest.approx(2 + 1 / 96)
    assert found[-1] == pytest.approx(1 + 1 / 96)


@pytest.mark.parametrize("texts", [[], ["../.."]])
def test_a_timeline_without_dates_has_no_axis(texts: list[str]) -> None:
    histogram, _ = histogram_of(*texts)
    assert histogram.extent is None
    with pytest.raises(ValueError, match="no event has a date"):
        histogram.axis(80)


def test_an_axis_finds_the_bucket_of_a_second() -> None:
    histogram, _ = histogram_of("2020-02-10", "2020-12-24")
    axis = histogram.axis(12)
    assert axis.buckets[axis.bucket_at(window("2020-03-31")[0])].label == "Mar 2020"
    assert axis.bucket_at(window("1066-10-14")[0]) == 0
    assert axis.bucket_at(window("2066-10-14")[0]) == len(axis.buckets) - 1


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("2022-06/2022-09", "2022-04/2022-11"),
        ("2022-06", "2022-06/2022-07"),
        ("2020", "2020/2021"),
        ("2023-07/2023-12", "2023"),
        ("2020/2021", None),
        ("2022-06-07/2022-06-08", "2022-06-06/2022-06-09"),
        ("2022-06-07T14:00/2022-06-07T14:59", "2022-06-07T14:00/2022-06-07T15:59"),
        ("2022-06-07T14:30", "2022-06-07T14:30/2022-06-07T14:31"),
    ],
)
def test_a_widened_window_consists_of_the_same_units(shown: str, expected: str | None) -> None:
    extent = window("2020-01-15")[0], window("2023-12-20")[1]
    found = widened(*window(shown), extent)
    assert found == (None if expected is None else window(expected))


# The extent


@given(st.lists(dates(), max_size=12))
def test_the_extent_is_from_the_first_known_bound_to_the_last(texts: list[str]) -> None:
    seconds = [second for text in texts for second in EdtfDate.parse(text).bounds if OPEN_START < second < OPEN_END]
    assert index_of(texts).spans.extent == ((min(seconds), max(seconds)) if seconds else None)


def test_the_clock_is_that_of_the_timeline() -> None:
    from tui.timeline.reading.reader import parse_timeline

    text = HEAD.replace("title:", "timezone: Europe/Kyiv\ntitle:", 1) + event(id="a", date="2031-03-08T04:30Z")
    index = Index(parse_timeline(text))
    assert labels(Histogram(index.spans).axis(4)) == ["8 Mar 2031, 06:30"]


def test_a_bucket_that_would_be_alone_stands_among_its_neighbours() -> None:
    histogram, events = histogram_of("2022-11", "2022-11")
    assert labels(histogram.axis(120)) == ["Sep 2022", "Oct 2022", "Nov 2022", "Dec 2022", "Jan 2023"]
    assert list(histogram.axis(120).weights(events).by_bucket) == [0, 0, 2, 0, 0]
    assert labels(histogram.axis(4)) == ["Nov 2022"]
