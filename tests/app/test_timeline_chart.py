"""The chart, its keys and the mouse."""

from __future__ import annotations

from threading import current_thread, main_thread
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.app.charts import (
    HOURS,
    MEDIUM,
    NARROW,
    SMALLEST,
    WIDE,
    YEARS,
    bar_text,
    cell_of,
    chart_lines,
    chart_of,
    label_at_cursor,
)
from tests.app.conftest import MakeApp
from tests.app.screen_reader import listed_ids, wait_for_text
from tests.timelines import HEAD, event
from tui.app.app import DatelineApp
from tui.app.chart.counter import CountRequest, CountResult, HistogramCounter
from tui.app.chart.timeline_chart import TimelineChart
from tui.app.widgets.event_list import EventList
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index


async def drag(pilot: Pilot[None], start: str, end: str) -> None:
    app = app_of(pilot)
    await pilot.mouse_down(TimelineChart, offset=cell_of(app, start))
    await pilot.hover(TimelineChart, offset=cell_of(app, end))
    await pilot.mouse_up(TimelineChart, offset=cell_of(app, end))
    await pilot.pause()


def app_of(pilot: Pilot[None]) -> DatelineApp:
    assert isinstance(pilot.app, DatelineApp)
    return pilot.app


# Drawing


@pytest.mark.parametrize(("size", "height"), [((200, 50), 6), (WIDE, 6), (MEDIUM, 3), (NARROW, 3), (SMALLEST, 0)])
async def test_its_height_fits_the_terminal(make_app: MakeApp, size: tuple[int, int], height: int) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        chart = chart_of(app)
        assert (chart.region.height if chart.display else 0) == height
        if height:
            assert chart.region.y < app.browser.query_one(EventList).region.y
            assert any("2022" in line for line in chart_lines(app))


async def test_the_axis_labels_its_years_and_the_folded_years(make_app: MakeApp) -> None:
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


async def test_the_terminal_can_be_resized_at_any_moment(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        for size in [SMALLEST, WIDE, MEDIUM, (200, 50), NARROW, (30, 40), (300, 20), WIDE]:
            await pilot.resize_terminal(*size)
            await pilot.press("h", "right")
        await pilot.pause()
        assert "2022" in chart_lines(app)[4]


async def test_the_highest_bar_reaches_the_top_and_a_legend_explains_the_layers(make_app: MakeApp) -> None:
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


async def test_matching_events_stand_out_from_the_rest(make_app: MakeApp) -> None:
    app = make_app(YEARS, "status:denied")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        chart = chart_of(app)
        labels = [bucket.label for bucket in chart.columns.buckets]
        assert "not matching" in chart_lines(app)[5]
        assert sum(chart.weights.whole.by_bucket) == pytest.approx(7)
        assert chart.weights.matching(0, len(labels) - 1) == pytest.approx(1)
        await pilot.hover(TimelineChart, offset=cell_of(app, "Mar 2022"))
        assert "Mar 2022: 1 of 2.3 events" in chart_lines(app)[5]
        await pilot.hover(EventList)
        assert "Mar 2022" not in chart_lines(app)[5]


async def test_another_query_changes_the_matching_weights(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"status:denied")
        await pilot.pause()
        assert sum(sum(layer.by_bucket) for layer in chart_of(app).weights.layers) == pytest.approx(1)
        await pilot.press("escape", "c")
        await pilot.pause()
        assert sum(sum(layer.by_bucket) for layer in chart_of(app).weights.layers) == pytest.approx(7)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + "  []\n", "Events are drawn here once there are any."),
        (HEAD + event(date='"../.."'), "No event has a date."),
    ],
)
async def test_without_dates_nothing_can_be_chosen(make_app: MakeApp, text: str, message: str) -> None:
    app = make_app(text)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert message in chart_lines(app)[0]
        await pilot.press("h", "right", "space", "shift+left", "enter", "plus", "minus", "[", "]", "G", "escape")
        await pilot.hover(TimelineChart, offset=(5, 1))
        await pilot.click(TimelineChart, offset=(5, 1))
        assert bar_text(app) == ""


# Keys


async def test_h_goes_to_the_chart_at_the_highlighted_event_and_escape_goes_back(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("G", "h")
        assert app.focused is chart_of(app)
        assert label_at_cursor(app) == "Jun 2022"
        assert "Jun 2022: 1 event" in chart_lines(app)[5]
        await pilot.press("left")
        assert label_at_cursor(app) == "May 2022"
        await pilot.press("escape")
        assert isinstance(app.focused, EventList)


async def test_h_stays_in_the_list_where_there_is_no_chart(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=SMALLEST) as pilot:
        await pilot.press("h")
        assert isinstance(app.focused, EventList)


async def test_enter_narrows_to_the_month_at_the_cursor_and_then_removes_the_limit(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("h", "G", "left", "left", "enter")
        assert bar_text(app) == "in:2022-04"
        assert listed_ids(app) == ["april", "spring"]
        await pilot.pause()
        assert "┗" in chart_lines(app)[4]
        assert "┛" in chart_lines(app)[4]
        await pilot.press("enter")
        assert bar_text(app) == ""
        await pilot.pause()
        assert "┗" not in chart_lines(app)[4]


async def test_narrowing_replaces_the_dates_of_the_query_and_keeps_the_rest(make_app: MakeApp) -> None:
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
async def test_enter_narrows_to_all_months_of_a_selection(make_app: MakeApp, keys: tuple[str, ...]) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("h", "G", *keys)
        assert "Mar 2022 – Jun 2022: 5 events" in chart_lines(app)[5]
        await pilot.press("enter")
        assert bar_text(app) == "in:2022-03/2022-06"


async def test_escape_ends_the_selection_before_it_leaves_the_chart(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("h", "G", "shift+left", "escape")
        assert app.focused is chart_of(app)
        assert chart_of(app).selection_start is None
        await pilot.press("shift+left", "left")  # a move ends it too
        assert chart_of(app).selection_start is None
        await pilot.press("escape")
        assert isinstance(app.focused, EventList)
        assert bar_text(app) == ""


async def test_brackets_set_the_beginning_and_the_end_of_the_dates(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("h", "G", "left", "left", "left", "[")
        assert bar_text(app) == "in:2022-03/2022-06"
        await pilot.press("right", "]")
        assert bar_text(app) == "in:2022-03/2022-04"
        assert listed_ids(app) == ["march-too", "march", "april", "spring"]
        await pilot.press("right", "[")  # after their end, which is dropped
        assert bar_text(app) == "in:2022-05/2022-06"
        await pilot.press("g", "[")
        assert bar_text(app) == ""


async def test_plus_zooms_into_half_the_dates_and_minus_zooms_out_again(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("h", "G", "left", "left")
        columns = chart_of(app).columns
        seen = []
        for _ in range(8):
            await pilot.press("plus")
            await pilot.pause()
            assert "2022" in chart_lines(app)[4]
            seen.append((chart_of(app).columns.unit.name, label_at_cursor(app), bar_text(app)))
        assert seen == [
            ("month", "Apr 2022", "in:2012-12/2022-06"),
            ("day", "15 Apr 2022", "in:2022-02/2022-05"),
            ("day", "15 Apr 2022", "in:2022-03-23/2022-05-07"),
            ("day", "15 Apr 2022", "in:2022-04-04/2022-04-26"),
            ("day", "15 Apr 2022", "in:2022-04-10/2022-04-20"),
            ("day", "15 Apr 2022", "in:2022-04-13/2022-04-17"),
            ("day", "15 Apr 2022", "in:2022-04-14/2022-04-15"),
            ("day", "15 Apr 2022", "in:2022-04-15"),
        ]
        for _ in range(12):
            await pilot.press("minus")
            await pilot.pause()
            assert "20" in chart_lines(app)[4]
        assert bar_text(app) == ""
        assert chart_of(app).columns == columns


async def test_a_short_timeline_is_shown_by_hours_and_narrowed_to_minutes(make_app: MakeApp) -> None:
    app = make_app(HOURS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        lines = chart_lines(app)
        assert "by hour · at most 2 events" in lines[5]
        for label in ("8 Mar 2031", "06:00", "12:00", "9 Mar", "10 Mar"):
            assert label in lines[4]
        await pilot.click(TimelineChart, offset=cell_of(app, "9 Mar 2031, 10:00–11:00"))
        await pilot.pause()
        assert bar_text(app) == "in:2031-03-09T10"
        assert listed_ids(app) == ["siege", "truce"]
        await pilot.press("h", "plus")
        await pilot.pause()
        assert chart_of(app).columns.unit.name == "minute"


async def test_a_selection_counts_what_lasted_once(make_app: MakeApp) -> None:
    app = make_app(HOURS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("h", "g", "shift+right", "shift+right", "shift+right", "shift+right")
        assert "7 Mar 2031, 22:00–23:00 – 8 Mar 2031, 02:00–03:00: 3 events" in chart_lines(app)[5]


async def test_events_without_a_status_match_too(make_app: MakeApp) -> None:
    text = "title: t\nevents:\n" + "".join(f"  - {{date: {year}, title: t}}\n" for year in (2001, 2002, 2002))
    app = make_app(text)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        lines = chart_lines(app)
        assert "by year · at most 2 events" in lines[5]
        assert "not matching" not in lines[5]
        assert "status" not in lines[5]
        assert "█" in lines[0]
    mixed = make_app(text + "  - {date: 2001, title: t, status: denied}\n")
    async with mixed.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "╳╳ denied ┼┼ no status" in chart_lines(mixed)[5]


async def test_a_chart_of_many_events_says_that_its_scale_is_not_linear(make_app: MakeApp) -> None:
    years = [2001, *[2002] * 5, *[2004] * 100]
    text = "title: t\nevents:\n" + "".join(f"  - {{date: {year}, title: t}}\n" for year in years)
    app = make_app(text)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "by year · at most 100 events · square-root scale" in chart_lines(app)[5]
        one, five = (chart_lines(app)[3][cell_of(app, label)[0]] for label in ("2001", "2002"))
        assert " " < one < five
    async with make_app(text).run_test(size=MEDIUM) as pilot:
        await pilot.pause()
        assert chart_lines(app_of(pilot))[0].startswith(" by year · at most 100 events · square-root scale ")


async def test_zooming_in_turns_years_into_months(make_app: MakeApp) -> None:
    text = HEAD + "".join(event(id=f"e{year}", date=f"{year}-05") for year in range(1980, 2020))
    app = make_app(text)
    async with app.run_test(size=MEDIUM) as pilot:
        await pilot.press("h", "g")
        assert chart_of(app).columns.unit.name == "year"
        await pilot.press(*["plus"] * 3)
        await pilot.pause()
        assert chart_of(app).columns.unit.name == "month"
        assert bar_text(app) == "in:1980/1984"
        await pilot.press("escape", "c")
        await pilot.pause()
        assert chart_of(app).columns.unit.name == "year"


async def test_zoom_and_selection_survive_a_new_version_of_the_file(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("h", "plus", "home", "shift+right")
        before = [bucket.label for bucket in chart_of(app).columns.buckets], chart_of(app).selected, bar_text(app)
        assert before[1] == (0, 1)
        app.browser.take_index(Index(parse_timeline(YEARS + event(id="new", date="2022-03-09"))))
        await pilot.pause()
        buckets = [bucket.label for bucket in chart_of(app).columns.buckets]
        assert (buckets, chart_of(app).selected, bar_text(app)) == before


async def test_letters_typed_elsewhere_do_not_reach_the_chart(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", "h", "m")
        assert bar_text(app) == "hm"
        await pilot.press("escape", "a", "h", "m")
        assert bar_text(app) == "hm"
        assert app.focused is not chart_of(app)


# Mouse


async def test_a_click_narrows_to_a_month_and_another_click_removes_the_limit(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.click(TimelineChart, offset=cell_of(app, "Mar 2022"))
        await pilot.pause()
        assert bar_text(app) == "in:2022-03"
        assert listed_ids(app) == ["march-too", "march", "spring"]
        await pilot.click(TimelineChart, offset=cell_of(app, "Mar 2022"))
        assert bar_text(app) == ""


@pytest.mark.parametrize(("start", "end"), [("Mar 2022", "May 2022"), ("May 2022", "Mar 2022")])
async def test_a_drag_narrows_to_its_months(make_app: MakeApp, start: str, end: str) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await drag(pilot, start, end)
        assert bar_text(app) == "in:2022-03/2022-05"
        assert listed_ids(app) == ["march-too", "spring", "march", "april"]


async def test_a_drag_over_all_buckets_removes_the_limit(make_app: MakeApp) -> None:
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


async def test_an_outdated_answer_is_not_counted(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        chart, counted = chart_of(app), []
        monkeypatch.setattr(chart, "update_bars", lambda: counted.append(chart._answer))
        old, new = app.browser.answer, answer_query(app.browser.answer.query, app.browser.index)
        chart.show(old)
        chart.show(new)
        await pilot.pause()
        assert counted == [new]


async def test_many_events_are_counted_in_a_thread(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    threads = []
    count = HistogramCounter.count

    def spy(counter: HistogramCounter, request: CountRequest) -> CountResult:
        threads.append(current_thread() is main_thread())
        return count(counter, request)

    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await wait_for_text(pilot, "by month · at most 2.3 events")
        chart_of(app).most_at_once = 3
        monkeypatch.setattr(HistogramCounter, "count", spy)
        await pilot.press("slash", *"status:denied", "enter", "h", "G")
        await wait_for_text(pilot, "Jun 2022: 0 of 1 event")
        await pilot.resize_terminal(80, 36)
        await wait_for_text(pilot, "Jun 2022: 0 of 1 event")
        assert sum(sum(layer.by_bucket) for layer in chart_of(app).weights.layers) == pytest.approx(1)
    assert threads
    assert not any(threads)


async def test_drawing_reads_no_event(make_app: MakeApp) -> None:
    app = make_app(YEARS)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        chart, index = chart_of(app), app.browser.index

        class Blind:
            """Stands for an index, and for its timeline, whose events cannot be read."""

            def __init__(self, seen: object) -> None:
                self._seen = seen

            def __getattr__(self, name: str) -> Any:
                assert name != "events"
                found = getattr(self._seen, name)
                return Blind(found) if name == "timeline" else found

        blind: Index = Blind(index)  # type: ignore[assignment] # stands for one
        chart.show_index(blind)
        chart.show(answer_query(app.browser.answer.query, index))
        await pilot.resize_terminal(100, 36)
        await pilot.pause()
        assert sum(chart.weights.whole.by_bucket) == pytest.approx(7)
