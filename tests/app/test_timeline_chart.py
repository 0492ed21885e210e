"""The chart by its keys and the mouse."""

from __future__ import annotations

from threading import current_thread, main_thread
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.app.conftest import MakeApp
from tests.app.screen_reader import listed_ids, screen_lines, seen
from tests.timelines import HEAD, event
from tui.app.app import DatelineApp
from tui.app.chart.counter import CountRequest, CountResult, HistogramCounter
from tui.app.chart.timeline_chart import TimelineChart
from tui.app.widgets.event_list import EventList
from tui.app.widgets.query_bar import QueryBar
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index

WIDE, MEDIUM, NARROW, SMALLEST = (120, 36), (80, 24), (60, 20), (40, 12)

YEARS = HEAD + "".join(
    event(id=name, date=when, status=status)
    for name, when, status in [
        ("far", "2012-03-04", "confirmed"),
        ("january", "2022-01-05", "reported"),
        ("march", "2022-03-05", "reported"),
        ("march-too", "2022-03", "denied"),
        ("april", "2022-04-30", "alleged"),
        ("june", "2022-06-01", "announced"),
        ("spring", "2022-03/2022-05", "planned"),
    ]
)
"""Of two years with a gap between."""


def chart_of(app: DatelineApp) -> TimelineChart:
    return app.browser.query_one(TimelineChart)


def chart_lines(app: DatelineApp) -> list[str]:
    region = chart_of(app).region
    return [line[: region.right] for line in screen_lines(app)[region.y : region.bottom]]


def bar_text(app: DatelineApp) -> str:
    return app.browser.query_one(QueryBar).text


def cell_of(app: DatelineApp, label: str) -> tuple[int, int]:
    """Return where in the chart the bar of a bucket is."""
    columns = chart_of(app).columns
    place = [bucket.label for bucket in columns.buckets].index(label)
    return columns.cells(place)[0] + 1, 1


async def drag(pilot: Pilot[None], start: str, end: str) -> None:
    app = chart_of_pilot(pilot)
    await pilot.mouse_down(TimelineChart, offset=cell_of(app, start))
    await pilot.hover(TimelineChart, offset=cell_of(app, end))
    await pilot.mouse_up(TimelineChart, offset=cell_of(app, end))
    await pilot.pause()


def chart_of_pilot(pilot: Pilot[None]) -> DatelineApp:
    assert isinstance(pilot.app, DatelineApp)
    return pilot.app


def at_cursor(app: DatelineApp) -> str:
    chart = chart_of(app)
    return chart.columns.buckets[chart.cursor].label


# What it shows


@pytest.mark.parametrize(("size", "height"), [((200, 50), 6), (WIDE, 6), (MEDIUM, 3), (NARROW, 3), (SMALLEST, 0)])
async def test_it_is_as_high_as_there_is_room_for(make_app: MakeApp, size: tuple[int, int], height: int) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        chart = chart_of(app)
        assert (chart.region.height if chart.display else 0) == height
        if height:
            assert chart.region.y < app.browser.query_one(EventList).region.y
            assert any("2022" in line for line in chart_lines(app))


async def test_the_axis_names_its_years_and_those_that_it_leaves_out(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        axis = chart_lines(app)[4]
        assert "2012" in axis
        assert "2013–2021" in axis
        assert "2022" in axis
        assert [bucket.label for bucket in chart_of(app).columns.buckets if bucket.is_folded] == ["2013–2021"]
        for x in range(120, 60, -3):
            await pilot.resize_terminal(x, 36)
            await pilot.pause()
            assert "2022" in chart_lines(app)[4], x


async def test_a_terminal_may_be_resized_at_any_moment(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        for size in [SMALLEST, WIDE, MEDIUM, (200, 50), NARROW, (30, 40), (300, 20), WIDE]:
            await pilot.resize_terminal(*size)
            await pilot.press("h", "right")
        await pilot.pause()
        assert "2022" in chart_lines(app)[4]


async def test_the_highest_bar_reaches_to_the_top_and_words_tell_the_layers(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        lines = chart_lines(app)
        assert "by month · at most 2.3 events" in lines[5]
        assert "confirmed, announced" in lines[5]
        assert "alleged, warned, planned" in lines[5]
        assert "not matching" not in lines[5]
        march, _ = cell_of(app, "Mar 2022")
        drawn = [x for x, glyph in enumerate(lines[0]) if glyph not in " ┊"]
        assert drawn == list(range(march, march + len(drawn)))
        assert drawn


async def test_what_matches_stands_out_from_the_whole(make_app: MakeApp) -> None:
    app = make_app(YEARS, "status:denied")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        chart = chart_of(app)
        labels = [bucket.label for bucket in chart.columns.buckets]
        assert "not matching" in chart_lines(app)[5]
        assert sum(chart.weights.whole) == pytest.approx(7)
        assert sum(map(chart.weights.matching, range(len(labels)))) == pytest.approx(1)
        await pilot.hover(TimelineChart, offset=cell_of(app, "Mar 2022"))
        assert "Mar 2022: 1 of 2.3 events" in chart_lines(app)[5]
        await pilot.hover(EventList)
        assert "Mar 2022" not in chart_lines(app)[5]


async def test_another_query_changes_what_matches(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"status:denied")
        await pilot.pause()
        assert sum(map(sum, chart_of(app).weights.layers)) == pytest.approx(1)
        await pilot.press("escape", "c")
        await pilot.pause()
        assert sum(map(sum, chart_of(app).weights.layers)) == pytest.approx(7)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + "  []\n", "Events are drawn here once there are any."),
        (HEAD + event(date='"../.."'), "No event has a date."),
    ],
)
async def test_without_dates_there_is_nothing_to_choose(make_app: MakeApp, text: str, said: str) -> None:
    app = make_app(text)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert said in chart_lines(app)[0]
        await pilot.press("h", "right", "space", "shift+left", "enter", "plus", "minus", "[", "]", "G", "escape")
        await pilot.hover(TimelineChart, offset=(5, 1))
        await pilot.click(TimelineChart, offset=(5, 1))
        assert bar_text(app) == ""


# Keys


async def test_h_leads_to_the_chart_at_the_highlighted_event_and_escape_back(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G", "h")
        assert app.focused is chart_of(app)
        assert at_cursor(app) == "Jun 2022"
        assert "Jun 2022: 1 event" in chart_lines(app)[5]
        await pilot.press("left")
        assert at_cursor(app) == "May 2022"
        await pilot.press("escape")
        assert isinstance(app.focused, EventList)


async def test_h_says_why_there_is_no_chart_on_a_small_terminal(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=SMALLEST) as pilot:
        await pilot.press("h")
        assert isinstance(app.focused, EventList)


async def test_enter_narrows_to_the_month_at_the_cursor_and_again_no_longer(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("h", "G", "left", "left", "enter")
        assert bar_text(app) == "in:2022-04"
        assert listed_ids(app) == ["spring", "april"]
        await pilot.pause()
        assert "┗" in chart_lines(app)[4]
        assert "┛" in chart_lines(app)[4]
        await pilot.press("enter")
        assert bar_text(app) == ""
        await pilot.pause()
        assert "┗" not in chart_lines(app)[4]


async def test_other_dates_of_the_query_are_replaced_and_all_else_stays(make_app: MakeApp) -> None:
    app = make_app(YEARS, "after:2021 status:reported,planned year:2022")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("h", "G", "left", "left", "enter")
        assert bar_text(app) == "in:2022-04 status:reported,planned"
        assert listed_ids(app) == ["spring"]


@pytest.mark.parametrize(
    "keys",
    [
        ("shift+left", "shift+left", "shift+left"),
        ("space", "left", "left", "left"),
        ("space", *("left",) * 5, "right", "right"),
    ],
)
async def test_a_selection_narrows_to_all_its_months(make_app: MakeApp, keys: tuple[str, ...]) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("h", "G", *keys)
        assert "Mar 2022 – Jun 2022: 5 events" in chart_lines(app)[5]
        await pilot.press("enter")
        assert bar_text(app) == "in:2022-03/2022-06"


async def test_escape_drops_a_selection_before_it_leaves(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("h", "G", "shift+left", "escape")
        assert app.focused is chart_of(app)
        assert chart_of(app).held is None
        await pilot.press("shift+left", "left")  # moving on drops it too
        assert chart_of(app).held is None
        await pilot.press("escape")
        assert isinstance(app.focused, EventList)
        assert bar_text(app) == ""


async def test_brackets_set_where_the_dates_begin_and_end(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("h", "G", "left", "left", "left", "[")
        assert bar_text(app) == "in:2022-03/2022-06"
        await pilot.press("right", "]")
        assert bar_text(app) == "in:2022-03/2022-04"
        assert listed_ids(app) == ["march-too", "spring", "march", "april"]
        await pilot.press("right", "[")  # after their end: they end nowhere
        assert bar_text(app) == "in:2022-05/2022-06"
        await pilot.press("g", "[")
        assert bar_text(app) == ""


async def test_plus_halves_the_dates_and_shows_no_others_and_minus_leads_back(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("h", "G", "left", "left")
        widths = [len(chart_of(app).columns.buckets)]
        queries = []
        for _ in range(5):
            await pilot.press("plus")
            await pilot.pause()
            assert "2022" in chart_lines(app)[4]
            assert at_cursor(app) == "Apr 2022"
            widths.append(len(chart_of(app).columns.buckets))
            queries.append(bar_text(app))
        assert widths == [17, 8, 4, 2, 1, 1]
        assert queries[-1] == "in:2022-04"
        for _ in range(7):
            await pilot.press("minus")
            await pilot.pause()
            assert "20" in chart_lines(app)[4]
        assert bar_text(app) == ""
        assert len(chart_of(app).columns.buckets) == widths[0]


async def test_years_become_months_when_zoomed_into(make_app: MakeApp) -> None:
    text = HEAD + "".join(event(id=f"e{year}", date=f"{year}-05") for year in range(1980, 2020))
    app = make_app(text)
    async with app.run_test(size=MEDIUM) as pilot:
        await pilot.press("h", "g")
        assert chart_of(app).unit == "year"
        await pilot.press(*["plus"] * 3)
        await pilot.pause()
        assert chart_of(app).unit == "month"
        assert bar_text(app) == "in:1980/1984"
        await pilot.press("escape", "c")
        await pilot.pause()
        assert chart_of(app).unit == "year"


async def test_what_is_zoomed_to_and_selected_is_kept_when_the_file_is_read_again(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("h", "plus", "home", "shift+right")
        before = [bucket.label for bucket in chart_of(app).columns.buckets], chart_of(app).selected, bar_text(app)
        assert before[1] == (0, 1)
        app.browser.take_index(Index(parse_timeline(YEARS + event(id="new", date="2022-03-09"))))
        await pilot.pause()
        buckets = [bucket.label for bucket in chart_of(app).columns.buckets]
        assert (buckets, chart_of(app).selected, bar_text(app)) == before


async def test_letters_typed_elsewhere_stay_there(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", "h", "m")
        assert bar_text(app) == "hm"
        await pilot.press("escape", "a", "h", "m")
        assert bar_text(app) == "hm"
        assert app.focused is not chart_of(app)


# Mouse


async def test_a_click_narrows_to_a_month_and_another_no_longer(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.click(TimelineChart, offset=cell_of(app, "Mar 2022"))
        await pilot.pause()
        assert bar_text(app) == "in:2022-03"
        assert listed_ids(app) == ["march-too", "spring", "march"]
        await pilot.click(TimelineChart, offset=cell_of(app, "Mar 2022"))
        assert bar_text(app) == ""


@pytest.mark.parametrize(("start", "end"), [("Mar 2022", "May 2022"), ("May 2022", "Mar 2022")])
async def test_a_drag_narrows_to_the_months_it_is_over(make_app: MakeApp, start: str, end: str) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await drag(pilot, start, end)
        assert bar_text(app) == "in:2022-03/2022-05"
        assert listed_ids(app) == ["march-too", "spring", "march", "april"]


async def test_a_drag_over_all_there_is_limits_nothing(make_app: MakeApp) -> None:
    app = make_app(YEARS, "in:2022")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await drag(pilot, "Mar 2012", "Jun 2022")
        assert bar_text(app) == ""


async def test_escape_ends_a_drag(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.mouse_down(TimelineChart, offset=cell_of(app, "Mar 2022"))
        await pilot.hover(TimelineChart, offset=cell_of(app, "May 2022"))
        await pilot.press("escape")
        await pilot.mouse_up(TimelineChart, offset=cell_of(app, "May 2022"))
        await pilot.pause()
        assert bar_text(app) == ""


async def test_folded_years_can_be_chosen(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.click(TimelineChart, offset=cell_of(app, "2013–2021"))
        assert bar_text(app) == "in:2013/2021"


# Cost


async def test_an_answer_that_is_overtaken_is_not_counted(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        chart, counted = chart_of(app), []
        monkeypatch.setattr(chart, "draw", lambda: counted.append(chart._answer))
        old, new = app.browser.answer, answer_query(app.browser.answer.query, app.browser.index)
        chart.show(old)
        chart.show(new)
        await pilot.pause()
        assert counted == [new]


async def test_of_many_events_it_is_counted_in_a_thread(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    threads = []
    count = HistogramCounter.count

    def spied(counter: HistogramCounter, wanted: CountRequest) -> CountResult:
        threads.append(current_thread() is main_thread())
        return count(counter, wanted)

    monkeypatch.setattr("tui.app.chart.timeline_chart._AT_ONCE", 3)
    monkeypatch.setattr(HistogramCounter, "count", spied)
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        assert await seen(pilot, "by month · at most 2.3 events")
        await pilot.press("slash", *"status:denied", "enter", "h", "G")
        assert await seen(pilot, "Jun 2022: 0 of 1 event")
        await pilot.resize_terminal(80, 36)
        assert await seen(pilot, "Jun 2022: 0 of 1 event")
        assert sum(map(sum, chart_of(app).weights.layers)) == pytest.approx(1)
    assert threads
    assert not any(threads)


async def test_no_event_is_looked_at_to_draw_it(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        chart, index = chart_of(app), app.browser.index

        class Blind:
            """An index whose timeline cannot be read."""

            def __getattr__(self, name: str) -> Any:
                assert name != "timeline"
                return getattr(index, name)

        blind: Index = Blind()  # type: ignore[assignment] # stands for one
        chart.show_index(blind)
        chart.show(answer_query(app.browser.answer.query, index))
        await pilot.resize_terminal(100, 36)
        await pilot.pause()
        assert sum(chart.weights.whole) == pytest.approx(7)
