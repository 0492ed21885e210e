"""The column of dates in the list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.dates.expressions import expressions
from tui.app.widgets.date_column import column_date, without_zone
from tui.timeline.dates.bounds import OPEN_START
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.sections import FINE_UNITS, UNKNOWN_START, TimeUnit, coarse_unit, fine_unit
from tui.timeline.dates.words import short_words


def unit_of(date: EdtfDate, fine: str) -> TimeUnit:
    first = date.bounds.earliest_start
    return UNKNOWN_START if first == OPEN_START else coarse_unit(date, first) or fine_unit(fine, first)


@pytest.mark.parametrize(
    ("text", "fine", "expected"),
    [
        ("2022-11-08", "month", {20: "8 Nov", 5: "8 Nov"}),
        ("2022-11", "month", {20: "Nov"}),
        ("1990", "month", {4: "1990"}),
        ("[2022-11-08..2022-12-12]", "month", {20: "8 Nov – 12 Dec", 14: "8 Nov – 12 Dec", 11: "8 Nov –…"}),
        ("2022-11-08/2022-12-12", "month", {20: "8 Nov → 12 Dec", 14: "8 Nov → 12 Dec", 11: "8 Nov →…"}),
        ("2022-11-08/2023-12-12", "month", {20: "8 Nov → 12 Dec 2023", 14: "8 Nov →…"}),
        ("-0026-01-16/0014-08-19", "month", {27: "16 Jan → 19 Aug AD 14", 20: "16 Jan →…"}),
        ("2031-04-12T06:58:13.204112Z", "day", {20: "06:58:13.204112 UTC", 14: "06:58:13 UTC", 11: "06:58 UTC"}),
        ("2031-03-07T22:00/2031-03-10T06:30", "day", {26: "22:00 → 10 Mar 06:30", 20: "22:00 → 10 Mar 06:30"}),
        ("2031-03-07T22:00", "month", {16: "7 Mar 22:00", 14: "7 Mar 22:00", 11: "7 Mar 22:00"}),
        ("2031-04-12T09:04:02+02:00", "day", {14: "09:04 +02:00", 11: "09:04 +02"}),
        ("1853-10/1856-02", "month", {14: "Oct → Feb 1856"}),
        ("1990-21", "month", {20: "spring"}),
        ("1990-21/1991-22", "month", {30: "spring → summer 1991"}),
        ("1990~", "month", {20: "~1990"}),
        ("1990/1993", "month", {20: "1990 → 1993"}),
        ("1990-XX", "month", {15: "a month in 1990", 14: "month in 1990"}),
        ("Y-138E8S3", "month", {14: "13.8 bn yr ago"}),
        ("Y-538800000/Y-485400000", "month", {31: "538.8 m yr ago → 485.4 m yr ago", 17: "538.8 m yr ago →…"}),
        ("[-3999..-3499]", "month", {14: "4000 – 3500 BC"}),
        ("../..", "month", {14: "undated"}),
    ],
)
def test_a_long_date_loses_what_its_rule_says_and_then_its_end(text: str, fine: str, expected: dict[int, str]) -> None:
    date = EdtfDate.parse(text)
    assert {width: column_date(date, unit_of(date, fine), width) for width in expected} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 Aug 15:03 UTC", "12 Aug 15:03…"),
        ("22 Nov 12:30 -06", "22 Nov 12:30…"),
        ("12:30 -06 –…", "12:30 –…"),
        ("12 Aug", "12 Aug"),
    ],
)
def test_a_date_is_not_cut_within_its_zone(text: str, expected: str) -> None:
    assert without_zone(text) == expected


def test_a_date_keeps_its_year_under_a_rule_that_does_not_name_it() -> None:
    assert column_date(EdtfDate.parse("2022-11-08/2022-12-12"), None, 14) == "8 Nov 2022 →…"


@given(expressions(), st.sampled_from(FINE_UNITS), st.integers(1, 40))
def test_a_date_is_no_longer_than_it_needs_to_be(text: str, fine: str, width: int) -> None:
    date = EdtfDate.parse(text)
    shown = column_date(date, unit_of(date, fine), width)
    short = short_words(date)
    if len(short) <= width:
        rest = iter(short)
        assert all(character in rest for character in shown)  # nothing is added or moved
    assert shown
    assert shown.strip() == shown
