"""Silent stretches: notably long times without events."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.dated_events import dates, index_of
from tui.timeline.analysis.histogram import Histogram
from tui.timeline.analysis.silences import silences, silent_buckets

YEARLY = ["2010", "2011", "2012", "2013", "2014", "2015"]


def silent(*texts: str) -> list[str]:
    index = index_of(texts)
    return [silence.name for silence in silences(index.spans, index.everything)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([*YEARLY, "2019", "2020"], ["2016–2018"]),
        ([*YEARLY, "2016", "2017"], []),
        ([*YEARLY, "2018", "2019"], []),  # two years are not notable where events are a year apart
        ([*YEARLY, "2019", "2020", "[2016..2018]"], []),  # perhaps there
        ([*YEARLY, "2019", "2020", "2015/2019"], []),  # under way
        ([*YEARLY, "2019", "2020", "2014/.."], []),
        ([*YEARLY, "2019", "2020", "../.."], ["2016–2018"]),  # undated: nowhere
        ([*YEARLY, "2019", "2020", "../2001"], ["2002–2009"]),
        (["2000", "2010"], []),  # two events leave none
        (["2020-01-01", "2020-01-02", "2020-01-03", "2020-01-04", "2020-03-20"], ["5 Jan – 19 Mar 2020"]),
        (["2020-01-05", "2020-01-12", "2020-01-23", "2020-02-04", "2020-07-20"], ["Mar–Jun 2020"]),
        ([*(f"Y-1380000000{digit}" for digit in range(4)), "Y-4600000000"], ["13.7–4.6 billion years ago"]),
        ([], []),
        (["../.."], []),
    ],
)
def test_a_long_time_without_events_is_named_by_the_whole_units_in_it(texts: list[str], expected: list[str]) -> None:
    assert silent(*texts) == expected


@given(st.lists(dates(), min_size=1, max_size=12))
def test_no_event_may_have_been_under_way_in_a_silent_stretch(texts: list[str]) -> None:
    index = index_of(texts)
    events = [event for event in index.timeline.events if not event.date.is_undated]
    for silence in silences(index.spans, index.everything):
        assert not any(event.date.possible(silence.first, silence.last) for event in events)


@given(st.lists(dates(), min_size=1, max_size=12), st.integers(20, 200))
def test_a_silent_stretch_of_a_chart_has_no_bar_and_is_between_bars(texts: list[str], width: int) -> None:
    index = index_of(texts)
    histogram = Histogram(index.spans)
    if histogram.extent is None:
        return
    axis = histogram.axis(width)
    weights = axis.weights(index.everything)
    for first, last in silent_buckets(axis.buckets, weights.by_bucket, weights.between(0, len(axis.buckets) - 1)):
        assert not any(weights.by_bucket[first : last + 1])
        assert weights.by_bucket[first - 1]
        assert weights.by_bucket[last + 1]
