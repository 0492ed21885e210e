"""The ticks of a scale of time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.timeline.analysis.lanes.scale import TimeScale
from tui.timeline.analysis.lanes.ticks import range_words, ticks_of
from tui.timeline.dates.calendar import DAY, day_number
from tui.timeline.dates.edtf import EdtfDate


def scale_of(first: str, last: str, width: int = 100) -> TimeScale:
    bounds = EdtfDate.parse(first).bounds, EdtfDate.parse(last).bounds
    return TimeScale(bounds[0].earliest_start, bounds[1].latest_end, width)


@pytest.mark.parametrize(
    ("first", "last", "unit", "minor", "major"),
    [
        ("2031-03-08T04:05", "2031-03-08T04:14", "minute", ["04:05", "04:06"], ["8 Mar 2031"]),
        ("2031-03-07T22:00", "2031-03-08T09:59", "hour", ["22:00", "23:00"], ["7 Mar 2031", "8 Mar 2031"]),
        ("2031-03-07", "2031-03-10", "12 hours", ["00:00", "12:00"], ["7 Mar 2031", "8 Mar 2031"]),
        ("2022-11-03", "2022-11-20", "day", ["3", "4"], ["Nov 2022"]),
        ("2022-11-03", "2023-01-20", "5 days", ["5", "10"], ["Nov 2022", "Dec 2022"]),
        ("2022-02-03", "2023-05-01", "month", ["Mar", "Apr"], ["2022", "2023"]),
        ("2022-02-03", "2025-05-01", "3 months", ["Apr", "Jul"], ["2022", "2023"]),
        ("2015", "2024", "year", ["2015", "2016"], []),
        ("1815", "1914", "10 years", ["1820", "1830"], []),
        ("-0149", "0120", "50 years", ["150 BC", "100 BC", "50 BC", "AD 1", "AD 50"], []),
        ("-0044-01", "-0043-12", "3 months", ["Jan", "Apr"], ["45 BC", "44 BC"]),
        ("Y-13800000000", "2000", "5 billion years", ["10 bn yr ago", "5 bn yr ago"], []),
        ("Y12000-01-01", "Y12000-01-01", "6 months", ["Jan", "Jul"], ["AD 12,000"]),
        ("Y-300000", "Y-200000", "20,000 years", ["300,000 BC", "280,000 BC"], []),
    ],
)
def test_ticks_are_dates_that_people_would_choose(
    first: str, last: str, unit: str, minor: list[str], major: list[str]
) -> None:
    if first.startswith("Y12"):
        day = day_number(12000, 1, 1) * DAY
        scale = TimeScale(day - DAY, day + 3 * 366 * DAY, 60)
    else:
        scale = scale_of(first, last)
    ticks = ticks_of(scale)
    assert ticks.unit == unit
    assert [tick.text for tick in ticks.minor][: len(minor)] == minor
    assert [tick.text for tick in ticks.major][: len(major)] == major


@given(
    st.integers(-(10**17), 10**17),
    st.integers(0, 59).flatmap(lambda power: st.integers(600, 600 + 2**power)),
    st.integers(16, 300),
)
def test_the_axis_has_names_at_every_zoom_and_none_overlap(first: int, seconds: int, width: int) -> None:
    scale = TimeScale(first, first + seconds - 1, width)
    ticks = ticks_of(scale)
    for row in (ticks.minor, ticks.major):
        end = -1
        for tick in row:
            assert end < tick.x
            end = tick.x + len(tick.text)
            assert end < width
    if width >= 40:
        assert ticks.minor
    assert range_words(scale.first, scale.last)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2031-03-07T22:00", "2031-03-08T09:59", "7 Mar 2031, 22:00 – 8 Mar 2031, 09:59"),
        ("2022-11-03", "2023-01-20", "3 Nov 2022 – 20 Jan 2023"),
        ("2015", "2024", "Jan 2015 – Dec 2024"),
        ("1815", "1914", "1815 – 1914"),
        ("-0149", "0120", "150 BC – AD 120"),
        ("Y-4500000000", "Y-2500000000", "4.5 – 2.5 bn yr ago"),
        ("-0149", "-0050", "150 – 51 BC"),
        ("Y-13800000000", "2000", "13.8 bn yr ago – 2000"),
        ("Y-4500000000", "Y-500000000", "4.5 bn yr ago – 500 m yr ago"),
    ],
)
def test_the_time_in_sight_is_named_in_words(first: str, last: str, words: str) -> None:
    scale = scale_of(first, last)
    assert range_words(scale.first, scale.last) == words
