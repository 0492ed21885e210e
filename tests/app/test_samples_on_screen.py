"""The samples of other kinds of timelines on the screen: their lists, and their charts at any zoom."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.app.charts import MEDIUM, SMALLEST, WIDE, bar_text, chart_lines, chart_of
from tests.app.screen_reader import screen_lines
from tests.soak import few
from tests.timeline.test_samples import each_sample
from tests.timelines import SAMPLES
from tui.app.app import DatelineApp
from tui.app.chart.axis_labels import axis_labels
from tui.app.chart.columns import Columns
from tui.timeline.analysis.histogram import Histogram
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.index import Index


def index_of(path: Path) -> Index:
    return Index(read_timeline(path), lambda: date(2031, 5, 1))


@pytest.mark.sampled
@each_sample
@pytest.mark.parametrize("size", few([WIDE, MEDIUM, SMALLEST], 2))
async def test_each_event_of_a_sample_is_listed(path: Path, size: tuple[int, int]) -> None:
    index = index_of(path)
    app = DatelineApp(index, path=path)
    async with app.run_test(size=size) as pilot:
        shown = set()
        for _ in index.timeline.events:
            await pilot.pause()
            shown.add(app.browser.shown)
            assert any(line.strip() for line in screen_lines(app)[2:])
            await pilot.press("j")
        assert shown == set(index.everything)


@pytest.mark.sampled
@pytest.mark.parametrize("path", few(list(SAMPLES.values()), 2), ids=lambda path: path.stem)
async def test_a_sample_is_zoomed_to_any_of_its_events_and_out_again(path: Path) -> None:
    index = index_of(path)
    app = DatelineApp(index, path=path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        whole = chart_of(app).columns
        for number in few((0, len(index.everything) // 2, len(index.everything) - 1), 2):
            app.browser.go_to(number)
            await pilot.press("h")
            for _ in range(25):
                await pilot.press("plus")
                answer = app.browser.answer
                assert not answer.notices, bar_text(app)
                assert number in answer.matching, bar_text(app)
                assert any(character.isdigit() for character in chart_lines(app)[4])
            await pilot.press(*["minus"] * 60)
            assert bar_text(app) == ""
            assert chart_of(app).columns == whole
            await pilot.press("escape")


@pytest.mark.parametrize(
    ("name", "width", "unit", "labels"),
    [
        ("siege", 118, "hour", ["8 Mar 2031", "06:00", "09:00", "12:00", "15:00", "18:00", "21:00", "9 Mar"]),
        ("siege", 38, "3 hours", ["8 Mar 2031", "9 Mar", "10 Mar"]),
        ("incident", 78, "5 minutes", ["12 Apr 2031", "07:30", "07:45", "08:00", "08:15", "08:30", "08:45", "09:00"]),
        ("rome", 118, "decade", ["200 BC", "50 BC", "AD 1", "AD 50", "AD 200", "AD 250", "AD 300"]),
        ("deep_time", 78, "100 million years", ["14 billion BC", "13 billion BC", "4 billion BC"]),
        ("school_board", 78, "week", ["Jan 2019", "Feb", "Mar", "1–28 Apr 2019", "May", "Jun"]),
        ("transicion", 78, "month", ["1976", "Apr", "Jul", "Oct", "1977", "Apr", "Jul", "Oct", "1978"]),
        ("xinhai", 38, "month", ["1911", "Jul", "Oct", "1912"]),
    ],
)
def test_the_axis_of_a_sample(name: str, width: int, unit: str, labels: list[str]) -> None:
    axis = Histogram(index_of(SAMPLES[name]).spans).axis(width)
    columns = Columns.fitting(axis.buckets, axis.unit, width)
    assert axis.unit.name == unit
    assert [label.text for label in axis_labels(columns, width)][: len(labels)] == labels


@each_sample
@pytest.mark.parametrize("width", [20, 38, 78, 118, 300])
def test_no_break_of_a_sample_hides_what_lasted(path: Path, width: int) -> None:
    index = index_of(path)
    axis = Histogram(index.spans).axis(width)
    assert len(axis.buckets) <= width
    for bucket in axis.buckets:
        if bucket.is_folded:
            for event in index.timeline.events:
                bounds = event.date.bounds_in(index.timeline.zone)
                assert not (event.date.is_interval and bounds.possible(bucket.first, bucket.last))


# Files that went wrong before

CASES = {
    "dur": ["1337/1453", "1390~", "2022-02-24/2022-05-20", "2022-03-16"],
    "ref": ["1990-XX", "1853-10/1856-02"],
    "und": ["../..", "../1700", "2000/..", "0043", "0009-09-08/0009-09-09", "12XX", "1990", "1990-01-05", "199X"],
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("width", [38, 78, 118])
def test_what_lasted_is_never_folded(name: str, width: int) -> None:
    from tests.timeline.dated_events import histogram_of

    histogram, events = histogram_of(*CASES[name])
    axis = histogram.axis(width)
    for bucket, weight in zip(axis.buckets, axis.weights(events).by_bucket, strict=True):
        if bucket.is_folded:
            assert weight < 1
            for text in CASES[name]:
                lasted = EdtfDate.parse(text)
                assert not (
                    lasted.is_interval and not lasted.is_undated and lasted.bounds.possible(bucket.first, bucket.last)
                )
