"""Where the bars of a chart stand, what they are made of, and what the axis says."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from tui.app.chart.bars import NOTHING, REST, bar
from tui.app.chart.captions import Weights, caption, number
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
def test_all_columns_are_in_sight_and_have_at_least_a_cell(days: list[int], width: int) -> None:
    columns = columns_of(days, width)
    assert 0 < columns.width <= width
    for place in range(len(columns.buckets)):
        assert [columns.place(x) for x in columns.cells(place)] == [place] * max(1, len(columns.cells(place)))


@given(st.lists(DAYS, min_size=1), WIDTHS)
def test_an_axis_always_names_a_year_and_no_label_is_on_another(days: list[int], width: int) -> None:
    columns = columns_of(days, width)
    labels = columns.labels(width)
    assert any(text[0].isdigit() for _, text in labels)
    assert all(start + len(text) < after for (start, text), (after, _) in pairwise(labels))
    assert all(start >= 0 and start + len(text) <= width for start, text in labels)
    for start, text in labels:
        if text.isdigit():
            assert str(columns.buckets[columns.place(start)].first.year) == text


def test_the_years_that_are_folded_are_named_where_there_is_room() -> None:
    days = [date(2011, 5, 1).toordinal(), date(2022, 5, 1).toordinal()]
    assert [text for _, text in columns_of(days, 40).labels(40)] == ["2011", "2012–2021", "2022"]
    assert [text for _, text in columns_of(days, 20).labels(20)] == ["2011", "2022"]


# Bars


def glyphs(*layers: float, whole: float | None = None, peak: float = 10, lines: int = 2) -> str:
    return "".join(cell.glyph for cell in bar(layers, whole or sum(layers), peak, lines, UNICODE))


def test_a_bar_is_as_high_as_its_weight_in_eighths_of_a_cell() -> None:
    assert glyphs(10) == "██"
    assert glyphs(5) == "█ "
    assert glyphs(7.5) == "█▄"
    assert glyphs(0) == "  "


def test_what_is_small_is_still_seen_but_not_a_trace() -> None:
    assert glyphs(1, peak=1000) == "▁ "
    assert glyphs(0.4, peak=1000) == "  "


def test_each_layer_has_its_own_pattern_where_it_fills_a_cell() -> None:
    assert glyphs(5, 5, 5, 5, peak=20, lines=4) == "█│╱╳"
    assert "".join(cell.glyph for cell in bar([5, 5, 5, 5], 20, 20, 4, ASCII)) == "#|/x"


def test_two_layers_share_a_cell() -> None:
    low, high = bar([2.5, 7.5], 10, 10, 2, UNICODE)
    assert (low.glyph, low.layer, low.behind) == ("▄", 0, 1)
    assert (high.glyph, high.layer, high.is_full) == ("│", 1, True)


def test_what_does_not_match_stands_on_top_of_what_does() -> None:
    low, high = bar([2.5], 10, 10, 2, UNICODE)
    assert (low.glyph, low.layer, low.behind) == ("▄", 0, REST)
    assert (high.glyph, high.layer) == (UNICODE.rest, REST)
    low, high = bar([5], 7.5, 10, 2, UNICODE)
    assert (high.glyph, high.layer, high.behind) == ("▄", REST, NOTHING)


@given(st.lists(st.floats(0, 100), min_size=4, max_size=4), st.floats(0, 100), st.integers(1, 8))
def test_every_bar_can_be_drawn(layers: list[float], rest: float, lines: int) -> None:
    whole = sum(layers) + rest
    cells = bar(layers, whole, max(whole, 1), lines, UNICODE)
    assert len(cells) == lines
    drawn = [cell.layer != NOTHING for cell in cells]
    assert drawn == sorted(drawn, reverse=True)  # no gap in it


def plain(*layers: float, whole: float | None = None, peak: float = 10, lines: int = 2) -> str:
    cells = bar(layers, whole or sum(layers), peak, lines, UNICODE, is_plain=True)
    return "".join(cell.glyph for cell in cells)


def test_without_colours_a_cell_has_the_pattern_of_what_has_most_of_it() -> None:
    assert plain(2.5, 7.5) == "││"
    assert plain(4, 6) == "█│"
    assert plain(2, 4) == "│▂"
    assert plain(4, whole=9) == "█░"
    assert plain(7, whole=10) == "█▒"
    assert plain(9, whole=10) == "██"


def test_without_colours_what_does_not_match_has_its_pattern_or_nothing() -> None:
    assert plain(whole=7.5) == "░░"
    assert plain(whole=6) == "░ "


def test_without_colours_the_few_that_match_are_still_told() -> None:
    assert plain(1, whole=10) == "▒░"
    assert plain(1, whole=3) == "▂ "


@given(st.lists(st.floats(0, 100), min_size=4, max_size=4), st.floats(0, 100), st.integers(1, 8))
def test_without_colours_no_bar_has_a_gap_and_what_matches_is_seen(
    layers: list[float], rest: float, lines: int
) -> None:
    whole = sum(layers) + rest
    shape = plain(*layers, whole=whole, peak=max(whole, 1), lines=lines).rstrip()
    assert set(shape[:-1]) <= {*UNICODE.layers, UNICODE.rest, UNICODE.some}
    if sum(layers) >= 0.5:
        assert set(shape) - {UNICODE.rest}


# Words


@pytest.mark.parametrize(
    ("weight", "text"),
    [(0, "0"), (1, "1"), (14.5, "14.5"), (2.04, "2"), (0.03, "under 0.1"), (99.96, "100"), (12345.6, "12,346")],
)
def test_a_weight_is_told_in_tenths_while_it_is_small(weight: float, text: str) -> None:
    assert number(weight) == text


def test_a_caption_tells_what_matches_of_how_many() -> None:
    november = Bucket(date(2022, 11, 1), date(2022, 11, 30), "Nov 2022")
    december = Bucket(date(2022, 12, 1), date(2022, 12, 31), "Dec 2022")
    weights = Weights([23, 1], [[10, 1], [4.5, 0]])
    assert caption([november, december], weights, 0, 0) == "Nov 2022: 14.5 of 23 events"
    assert caption([november, december], weights, 1, 1) == "Dec 2022: 1 event"
    assert caption([november, december], weights, 0, 1) == "Nov 2022 – Dec 2022: 15.5 of 24 events"
