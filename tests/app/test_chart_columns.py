"""The columns of a chart, the glyphs of its bars, the labels of its axis, and its captions."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from tui.app.chart.bars import NO_LAYER, REST, bar
from tui.app.chart.captions import Weights, caption, format_weight
from tui.app.chart.columns import Columns
from tui.terminal.glyphs import ASCII, UNICODE
from tui.timeline.analysis.histogram import Bucket, Histogram
from tui.timeline.search.spans import SpanGroup

DAYS = st.integers(date(1400, 1, 1).toordinal(), date(2100, 12, 31).toordinal())
WIDTHS = st.integers(18, 300)


def columns_of(days: list[int], width: int) -> Columns:
    groups = [SpanGroup(day, day, BitMap([number])) for number, day in enumerate(days)]
    return Columns.fitting(Histogram(groups).axis(width).buckets, width)


@given(st.lists(DAYS, min_size=1), WIDTHS)
def test_every_bucket_has_a_cell_within_the_width(days: list[int], width: int) -> None:
    columns = columns_of(days, width)
    assert 0 < columns.width <= width
    for bucket in range(len(columns.buckets)):
        cells = columns.cells(bucket)
        assert [columns.bucket_at(x) for x in cells] == [bucket] * max(1, len(cells))


@given(st.lists(DAYS, min_size=1), WIDTHS)
def test_an_axis_has_a_year_and_no_label_overlaps_another(days: list[int], width: int) -> None:
    columns = columns_of(days, width)
    labels = columns.labels(width)
    assert any(text[0].isdigit() for _, text in labels)
    assert all(start + len(text) < after for (start, text), (after, _) in pairwise(labels))
    assert all(start >= 0 and start + len(text) <= width for start, text in labels)
    for start, text in labels:
        if text.isdigit():
            assert str(columns.buckets[columns.bucket_at(start)].first.year) == text


def test_folded_years_are_labelled_where_there_is_room() -> None:
    days = [date(2011, 5, 1).toordinal(), date(2022, 5, 1).toordinal()]
    assert [text for _, text in columns_of(days, 40).labels(40)] == ["2011", "2012–2021", "2022"]
    assert [text for _, text in columns_of(days, 20).labels(20)] == ["2011", "2022"]


# Bars


def bar_glyphs(*layers: float, whole: float | None = None, peak: float = 10, lines: int = 2) -> str:
    return "".join(cell.glyph for cell in bar(layers, whole or sum(layers), peak, lines, UNICODE))


def test_a_bar_has_the_height_of_its_weight_in_eighths_of_a_cell() -> None:
    assert bar_glyphs(10) == "██"
    assert bar_glyphs(5) == "█ "
    assert bar_glyphs(7.5) == "█▄"
    assert bar_glyphs(0) == "  "


def test_a_small_weight_is_visible_but_a_trace_is_not() -> None:
    assert bar_glyphs(1, peak=1000) == "▁ "
    assert bar_glyphs(0.4, peak=1000) == "  "


def test_a_layer_that_fills_a_cell_has_its_own_pattern() -> None:
    assert bar_glyphs(5, 5, 5, 5, peak=20, lines=4) == "█│╱╳"
    assert "".join(cell.glyph for cell in bar([5, 5, 5, 5], 20, 20, 4, ASCII)) == "#|/x"


def test_two_layers_share_a_cell() -> None:
    low, high = bar([2.5, 7.5], 10, 10, 2, UNICODE)
    assert (low.glyph, low.layer, low.behind) == ("▄", 0, 1)
    assert (high.glyph, high.layer, high.is_full) == ("│", 1, True)


def test_events_that_do_not_match_are_on_top_of_the_matching_events() -> None:
    low, high = bar([2.5], 10, 10, 2, UNICODE)
    assert (low.glyph, low.layer, low.behind) == ("▄", 0, REST)
    assert (high.glyph, high.layer) == (UNICODE.rest, REST)
    low, high = bar([5], 7.5, 10, 2, UNICODE)
    assert (high.glyph, high.layer, high.behind) == ("▄", REST, NO_LAYER)


@given(st.lists(st.floats(0, 100), min_size=4, max_size=4), st.floats(0, 100), st.integers(1, 8))
def test_a_bar_has_no_gap(layers: list[float], rest: float, lines: int) -> None:
    whole = sum(layers) + rest
    cells = bar(layers, whole, max(whole, 1), lines, UNICODE)
    assert len(cells) == lines
    drawn = [cell.layer != NO_LAYER for cell in cells]
    assert drawn == sorted(drawn, reverse=True)


def plain_glyphs(*layers: float, whole: float | None = None, peak: float = 10, lines: int = 2) -> str:
    cells = bar(layers, whole or sum(layers), peak, lines, UNICODE, is_plain=True)
    return "".join(cell.glyph for cell in cells)


def test_without_colours_a_cell_has_the_pattern_of_its_largest_layer() -> None:
    assert plain_glyphs(2.5, 7.5) == "││"
    assert plain_glyphs(4, 6) == "█│"
    assert plain_glyphs(2, 4) == "│▂"
    assert plain_glyphs(4, whole=9) == "█░"
    assert plain_glyphs(7, whole=10) == "█▒"
    assert plain_glyphs(9, whole=10) == "██"


def test_without_colours_a_cell_without_matches_has_the_pattern_of_the_rest_or_is_blank() -> None:
    assert plain_glyphs(whole=7.5) == "░░"
    assert plain_glyphs(whole=6) == "░ "


def test_without_colours_few_matches_are_still_visible() -> None:
    assert plain_glyphs(1, whole=10) == "▒░"
    assert plain_glyphs(1, whole=3) == "▂ "


@given(st.lists(st.floats(0, 100), min_size=4, max_size=4), st.floats(0, 100), st.integers(1, 8))
def test_without_colours_no_bar_has_a_gap_and_matches_are_visible(layers: list[float], rest: float, lines: int) -> None:
    whole = sum(layers) + rest
    shape = plain_glyphs(*layers, whole=whole, peak=max(whole, 1), lines=lines).rstrip()
    assert set(shape[:-1]) <= {*UNICODE.layers, UNICODE.rest, UNICODE.some}
    if sum(layers) >= 0.5:
        assert set(shape) - {UNICODE.rest}


# Captions


@pytest.mark.parametrize(
    ("weight", "text"),
    [(0, "0"), (1, "1"), (14.5, "14.5"), (2.04, "2"), (0.03, "under 0.1"), (99.96, "100"), (12345.6, "12,346")],
)
def test_a_weight_below_a_hundred_has_tenths(weight: float, text: str) -> None:
    assert format_weight(weight) == text


def test_a_caption_says_how_many_of_the_events_match() -> None:
    november = Bucket(date(2022, 11, 1), date(2022, 11, 30), "Nov 2022")
    december = Bucket(date(2022, 12, 1), date(2022, 12, 31), "Dec 2022")
    weights = Weights([23, 1], [[10, 1], [4.5, 0]])
    assert caption([november, december], weights, 0, 0) == "Nov 2022: 14.5 of 23 events"
    assert caption([november, december], weights, 1, 1) == "Dec 2022: 1 event"
    assert caption([november, december], weights, 0, 1) == "Nov 2022 – Dec 2022: 15.5 of 24 events"
