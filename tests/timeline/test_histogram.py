"""Histograms of events over time."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from tests.timelines import HEAD, event
from tui.timeline.analysis.histogram import Axis, Histogram, widened
from tui.timeline.dates.day_range import OPEN_END, OPEN_START
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.search.index import Index
from tui.timeline.search.spans import SpanGroup

DAYS = st.integers(date(1990, 1, 1).toordinal(), date(2030, 12, 31).toordinal())


@st.composite
def spans(draw: st.DrawFn) -> tuple[int, int]:
    """Draw the first and the last day of an event, either of which may be open."""
    first, last = sorted((draw(DAYS), draw(DAYS)))
    kind = draw(st.sampled_from(["closed", "closed", "day", "start", "end", "undated"]))
    if kind == "day":
        return first, first
    return OPEN_START if kind in ("start", "undated") else first, OPEN_END if kind in ("end", "undated") else last


def groups_of(spans: list[tuple[int, int]]) -> list[SpanGroup]:
    events: dict[tuple[int, int], list[int]] = {}
    for number, span in enumerate(spans):
        events.setdefault(span, []).append(number)
    return [SpanGroup(first, last, BitMap(numbers)) for (first, last), numbers in events.items()]


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def histogram_of(*texts: str) -> tuple[Histogram, BitMap]:
    """Return a histogram of events with spans written as ``2022-01-01 2022-12-31``, and their numbers."""
    pairs = [text.split() for text in texts]
    groups = groups_of([(day(first), day(last)) for first, last in pairs])
    return Histogram(groups), BitMap(range(len(texts)))


def weights_of(axis: Axis, events: BitMap) -> dict[str, float]:
    return {bucket.label: weight for bucket, weight in zip(axis.buckets, axis.weights(events), strict=True)}


@given(st.lists(spans(), min_size=1), st.integers(1, 600), st.sets(st.integers(0, 20)))
def test_the_weights_add_up_to_the_number_of_events(
    event_spans: list[tuple[int, int]], most: int, chosen: set[int]
) -> None:
    histogram = Histogram(groups_of(event_spans))
    if histogram.extent is None:
        return
    axis = histogram.axis(most)
    matching = BitMap(chosen) & BitMap(range(len(event_spans)))
    for found in (BitMap(range(len(event_spans))), matching):
        weights = axis.weights(found)
        assert sum(weights) == pytest.approx(len(found))
        assert all(weight >= 0 for weight in weights)


@given(st.lists(spans(), min_size=1), st.integers(10, 600))
def test_buckets_have_no_gaps_and_cover_all_dates(event_spans: list[tuple[int, int]], most: int) -> None:
    histogram = Histogram(groups_of(event_spans))
    if histogram.extent is None:
        return
    axis = histogram.axis(most)
    assert len(axis.buckets) <= most
    for before, after in pairwise(axis.buckets):
        assert before.last.toordinal() + 1 == after.first.toordinal()
    assert axis.buckets[0].first.toordinal() <= histogram.extent[0]
    assert histogram.extent[1] <= axis.buckets[-1].last.toordinal()


@given(spans(), st.integers(10, 600))
def test_an_event_is_spread_evenly_over_its_days(span: tuple[int, int], most: int) -> None:
    anchors = [(day("1990-01-01"), day("1990-01-01")), (day("2030-12-31"), day("2030-12-31"))]
    histogram = Histogram(groups_of([span, *anchors]))
    assert histogram.extent is not None
    first = histogram.extent[0] if span[0] == OPEN_START else span[0]
    last = histogram.extent[1] if span[1] == OPEN_END else span[1]
    axis = histogram.axis(most)
    for bucket, weight in zip(axis.buckets, axis.weights(BitMap([0])), strict=True):
        shared = min(last, bucket.last.toordinal()) - max(first, bucket.first.toordinal()) + 1
        assert weight == pytest.approx(max(0, shared) / (last - first + 1))


def test_the_unit_is_as_fine_as_there_is_room_for() -> None:
    histogram, events = histogram_of("2020-02-10 2020-02-10", "2021-05-01 2021-08-31", "2022-11-30 2022-11-30")
    assert weights_of(histogram.axis(34), events)["Jun 2021"] == pytest.approx(30 / 123)
    assert histogram.axis(34).unit == "month"
    assert list(weights_of(histogram.axis(33), events))[:2] == ["Jan–Mar 2020", "Apr–Jun 2020"]
    assert weights_of(histogram.axis(11), events) == pytest.approx({"2020": 1, "2021": 1, "2022": 1})
    assert weights_of(histogram.axis(2), events) == pytest.approx({"2020–2029": 3})
    old, events = histogram_of(*(f"{year}-04-03 {year}-04-03" for year in range(1500, 2000, 9)))
    assert old.axis(60).unit == "decade"
    assert list(weights_of(old.axis(10), events)) == ["1500–1599", "1600–1699", "1700–1799", "1800–1899", "1900–1999"]


def test_events_far_apart_have_breaks_between_them() -> None:
    histogram, _ = histogram_of("0033-04-03 0033-04-03", "1914-06-28 1914-06-28", "2001-09-11 2001-09-11")
    assert [bucket.label for bucket in histogram.axis(10).buckets] == ["33", "34–1913", "1914", "1915–2000", "2001"]


def test_empty_years_are_folded_into_one_bucket_with_the_weight_of_long_spans() -> None:
    histogram, events = histogram_of(
        "2011-01-01 2022-12-31", *["2015-07-14 2015-07-14"] * 2, *["2022-11-01 2022-11-01"] * 9
    )
    axis = histogram.axis(60)
    assert [bucket.label for bucket in axis.buckets if bucket.is_folded] == ["2011–2014", "2016–2021"]
    weights = weights_of(axis, events)
    assert weights["2011–2014"] == pytest.approx(4 / 12, rel=0.01)
    assert weights["Jul 2015"] == pytest.approx(2, abs=0.02)
    assert sum(weights.values()) == pytest.approx(12)


def test_a_single_long_span_is_not_folded() -> None:
    histogram, events = histogram_of("1990-01-01 1999-12-31")
    axis = histogram.axis(20)
    assert not any(bucket.is_folded for bucket in axis.buckets)
    assert weights_of(axis, events)["1995"] == pytest.approx(0.1, rel=0.01)


def test_years_with_many_long_spans_are_not_folded() -> None:
    histogram, _ = histogram_of(*["2011-01-01 2022-12-31"] * 20)
    assert not any(bucket.is_folded for bucket in histogram.axis(200).buckets)


def test_a_window_has_finer_buckets_and_the_weights_of_its_days() -> None:
    histogram, events = histogram_of("1950-01-01 1950-01-01", "2020-12-01 2021-01-31", "2021-03-05 2021-03-05")
    axis = histogram.axis(40, (day("2021-01-01"), day("2021-12-31")))
    assert axis.unit == "month"
    assert [axis.buckets[0].label, axis.buckets[-1].label] == ["Jan 2021", "Dec 2021"]
    assert weights_of(axis, events)["Jan 2021"] == pytest.approx(0.5)
    assert sum(axis.weights(events)) == pytest.approx(1.5)


def test_open_spans_reach_to_the_ends_of_the_timeline() -> None:
    text = event(id="a", date='"../2001"') + event(id="b", date="2001-01/..") + event(id="c", date="2003-12-31")
    index = Index(parse_timeline(HEAD + text))
    histogram = Histogram(index.spans.groups)
    axis = histogram.axis(3)
    weights = weights_of(axis, index.everything)
    assert weights == pytest.approx({"2001": 1 + 1 / 3, "2002": 1 / 3, "2003": 1 + 1 / 3}, rel=0.01)


@pytest.mark.parametrize("groups", [[], [SpanGroup(OPEN_START, OPEN_END, BitMap([0]))]])
def test_a_timeline_without_dates_has_no_axis(groups: list[SpanGroup]) -> None:
    histogram = Histogram(groups)
    assert histogram.extent is None
    with pytest.raises(ValueError, match="no event has a date"):
        histogram.axis(80)


def test_an_axis_finds_the_bucket_of_a_day() -> None:
    histogram, _ = histogram_of("2020-02-10 2020-02-10", "2020-12-24 2020-12-24")
    axis = histogram.axis(20)
    assert axis.buckets[axis.bucket_at(day("2020-03-31"))].label == "Mar 2020"
    assert axis.bucket_at(day("1066-10-14")) == 0
    assert axis.bucket_at(day("2066-10-14")) == len(axis.buckets) - 1


def test_a_widened_window_stays_within_the_extent() -> None:
    extent = day("2020-01-15"), day("2023-12-20")

    def wider(first: str, last: str) -> tuple[str, str] | None:
        found = widened(date.fromisoformat(first), date.fromisoformat(last), extent)
        return None if found is None else tuple(date.fromordinal(day).isoformat() for day in found)  # type: ignore[return-value]

    assert wider("2022-06-01", "2022-09-30") == ("2022-04-01", "2022-11-30")
    assert wider("2022-06-01", "2022-06-30") == ("2022-06-01", "2022-07-31")
    assert wider("2020-01-01", "2020-12-31") == ("2020-01-01", "2021-12-31")
    assert wider("2023-07-01", "2023-12-31") == ("2023-01-01", "2023-12-31")
    assert wider("2020-01-01", "2021-12-31") is None
