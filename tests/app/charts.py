"""Timelines to draw charts of, and what the chart of an app shows."""

from __future__ import annotations

from collections.abc import Iterable

from tests.app.screen_reader import screen_lines
from tests.timelines import HEAD, event
from tui.app.app import DatelineApp
from tui.app.chart.timeline_chart import TimelineChart
from tui.app.widgets.query_bar import QueryBar

WIDE, MEDIUM, NARROW, SMALLEST = (120, 36), (80, 24), (60, 20), (40, 12)


def _timeline(events: Iterable[tuple[str, str, str]]) -> str:
    """Return a timeline of events, each with its id, date and status."""
    return HEAD + "".join(event(id=name, date=when, status=status) for name, when, status in events)


YEARS = _timeline(
    [
        ("far", "2012-03-04", "confirmed"),
        ("january", "2022-01-05", "reported"),
        ("march", "2022-03-05", "reported"),
        ("march-too", "2022-03", "denied"),
        ("april", "2022-04-30", "alleged"),
        ("june", "2022-06-01", "announced"),
        ("spring", "[2022-03..2022-05]", "planned"),
    ]
)
"""Events in two years with a gap between them."""

HOURS = _timeline(
    [
        ("siege", "2031-03-07T22:00/2031-03-10T06:30", "confirmed"),
        ("lights", "2031-03-07T23:10", "reported"),
        ("shells", '"[2031-03-08T01:00..2031-03-08T03:00]"', "alleged"),
        ("truce", "2031-03-09T10:00/2031-03-09T14:00", "announced"),
    ]
)
"""Events of a few days, by the hour."""


def chart_of(app: DatelineApp) -> TimelineChart:
    return app.browser.query_one(TimelineChart)


def chart_lines(app: DatelineApp) -> list[str]:
    region = chart_of(app).region
    return [line[: region.right] for line in screen_lines(app)[region.y : region.bottom]]


def bar_text(app: DatelineApp) -> str:
    return app.browser.query_one(QueryBar).text


def cell_of(app: DatelineApp, label: str) -> tuple[int, int]:
    """Return the offset of a bucket's bar in the chart."""
    columns = chart_of(app).columns
    bucket = [bucket.label for bucket in columns.buckets].index(label)
    return columns.cells(bucket)[0] + 1, 1


def label_at_cursor(app: DatelineApp) -> str:
    chart = chart_of(app)
    return chart.columns.buckets[chart.cursor].label
