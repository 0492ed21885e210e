"""The periods that people name time by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.timeline.analysis.axis_units import DAYS, HOUR, MONTH, QUARTER, UNITS, WEEK, YEAR, AxisUnit
from tui.timeline.analysis.periods import PERIODS, Stretch, base_of, beside, longer_period, period_at, shorter_period
from tui.timeline.analysis.source_days import source_days
from tui.timeline.dates.calendar import DAY, day_number
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.time_range import day_text, range_text
from tui.timeline.reading.reader import parse_timeline

SECONDS = st.integers(day_number(-5000, 1, 1) * DAY, day_number(5000, 1, 1) * DAY)


def stretch(text: str) -> Stretch:
    bounds = EdtfDate.parse(text).bounds
    return Stretch(bounds.earliest_start, bounds.latest_end)


def wider(second: int, text: str, count: int) -> list[str]:
    found, current = [], stretch(text)
    for _ in range(count):
        period = longer_period(second, current)
        assert period is not None
        current = period
        found.append(range_text(*period))
    return found


def test_dates_widen_from_a_minute_to_a_century_and_beyond() -> None:
    second = stretch("2022-11-08T14:30").first
    assert wider(second, "2022-11-08T14:30", 8) == [
        "2022-11-08T14", "2022-11-08", "2022-11-07/2022-11-13", "2022-11", "2022-09/2022-11", "2022", "2020/2029",
        "2000/2099",
    ]  # fmt: skip
    assert wider(stretch("-0043-01-05").first, "-0043-01", 3) == ["-0044-12/-0043-02", "-0043", "-0050/-0041"]


def test_dates_narrow_by_the_same_periods_to_what_is_known() -> None:
    second, current, found = stretch("2022-12-09").first, stretch("2011/2024"), []
    while (period := shorter_period(second, current, DAYS)) is not None:
        current = period
        found.append(range_text(*period))
    assert found == ["2020/2029", "2022", "2022-12/2023-02", "2022-12", "2022-12-05/2022-12-11", "2022-12-09"]


def test_a_season_is_as_long_as_a_quarter_but_not_the_same() -> None:
    september = stretch("2022-09-11").first
    assert longer_period(september, stretch("2022-07/2022-09")) == stretch("2022-09/2022-11")
    quarter = base_of(QUARTER, stretch("2022-07/2022-09"), september)
    assert longer_period(september, quarter) == stretch("2022-09/2022-11")


@given(SECONDS, st.sampled_from(PERIODS), st.sampled_from(PERIODS))
def test_a_longer_period_is_longer_and_a_shorter_one_shorter(second: int, unit: AxisUnit, shortest: AxisUnit) -> None:
    current = period_at(unit, second)
    longer = longer_period(second, current)
    if longer is not None:
        assert longer.first <= second <= longer.last
        assert longer.length > current.length
    if (shorter := shorter_period(second, current, shortest)) is not None:
        assert shorter.first <= second <= shorter.last
        assert shorter.length < current.length


@pytest.mark.parametrize(
    ("unit", "day", "step", "expected"),
    [
        (MONTH, "2024-09-11", -2, "2022-09-11"),
        (QUARTER, "2024-02-29", 1, "2025-02-28"),
        (DAYS, "2022-03-31", -1, "2022-02-28"),
        (WEEK, "2022-12-31", 2, "2023-02-28"),
        (HOUR, "2022-12-31", 1, "2023-01-01"),
        (YEAR, "0001-05-05", -1, "-0009-05-05"),
        (UNITS[-1], "2022-05-05", 0, "2022-05-05"),
    ],
)
def test_the_same_place_in_another_of_the_longer_units(unit: AxisUnit, day: str, step: int, expected: str) -> None:
    second = stretch(day).first + 3600
    found = beside(unit, second, step)
    assert (day_text(found // DAY), found % DAY) == (expected, 3600)


def test_a_source_is_out_from_its_first_day_and_one_without_a_date_is_left_out() -> None:
    timeline = parse_timeline("""\
dateline: 2
title: t
sources:
  later: {title: Later, issued: 2023-05}
  first: {title: First, issued: 2023-03-04}
  until: {title: Until, issued: ../2020-01-05}
  none: {title: None}
events:
  - {id: a, date: 2020, title: A}
""")
    assert list(map(day_text, source_days(timeline))) == ["2020-01-05", "2023-03-04", "2023-05-01"]
