"""The columns of a chart, the glyphs of its bars, the labels of its axis, and its captions."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.dated_events import histogram_of
from tui.app.chart.axis_labels import axis_labels
from tui.app.chart.bars import NO_LAYER, REST, bar
from tui.app.chart.captions import Weights, caption, format_weight
from tui.app.chart.columns import Columns
from tui.app.chart.scale import Scale
from tui.terminal.glyphs import ASCII, UNICODE
from tui.timeline.analysis.axis import Bucket, BucketWeights
from tui.timeline.analysis.bucket_names import clock, day_name, short_month
from tui.timeline.dates.calendar import DAY, civil, day_number
from tui.timeline.dates.names import year_name
from tui.timeline.dates.sections import round_year_words
from tui.timeline.dates.time_range import day_text, second_text, year_text

WIDTHS = st.integers(18, 300)
WHOLE_YEARS = st.builds(year_text, st.one_of(st.integers(-3000, 2100), st.integers(-(10**10), 10**10)))
DAYS = st.builds(day_text, st.integers(day_number(-300, 1, 1), day_number(2100, 1, 1)))
NEAR_DAYS = st.builds(day_text, st.integers(day_number(2021, 1, 1), day_number(2023, 1, 1)))
TIMES = st.builds(second_text, st.integers(day_number(2021, 12, 28) * DAY, day_number(2022, 1, 4) * DAY))
TEXTS = st.one_of(*(st.lists(texts, min_size=1, max_size=12) for texts in (WHOLE_YEARS, DAYS, NEAR_DAYS, TIMES)))


def columns_of(texts: list[str], width: int) -> Columns:
    axis = histogram_of(*texts)[0].axis(width)
    return Columns.fitting(axis.buckets, axis.unit, width)


def labels_of(texts: list[str], width: int) -> list[str]:
    return [label.text for label in axis_labels(columns_of(texts, width), width)]


@given(TEXTS, WIDTHS)
def test_every_bucket_has_a_cell_within_the_width(texts: list[str], width: int) -> None:
    columns = columns_of(texts, width)
    assert 0 < columns.width <= width
    for bucket in range(len(columns.buckets)):
        cells = columns.cells(bucket)
        assert [columns.bucket_at(x) for x in cells] == [bucket] * max(1, len(cells))


@given(TEXTS, WIDTHS)
def test_an_axis_has_a_label_and_no_label_touches_another(texts: list[str], width: int) -> None:
    labels = axis_labels(columns_of(texts, width), width)
    assert labels
    assert all(label.x + len(label.text) < after.x for label, after in pairwise(labels))
    assert all(label.x >= 0 for label in labels)
    assert len(labels) == 1 or all(label.x + len(label.text) <= width for label in labels)


@given(TEXTS, WIDTHS)
def test_a_label_names_what_begins_in_its_cell(texts: list[str], width: int) -> None:
    columns = columns_of(texts, width)
    for start, text, first, last in axis_labels(columns, width):
        bucket = columns.buckets[columns.bucket_at(start)]
        assert first <= bucket.last
        assert last >= bucket.first
        year, month, day = civil(bucket.first // DAY)
        if bucket.is_folded:
            assert text == bucket.label
            continue
        names = {f"{day}", short_month(month), year_name(year), round_year_words(year).replace("years ago", "BC")}
        names |= {
            f"{day} {short_month(month)}",
            f"{short_month(month)} {year_name(year)}",
            day_name(bucket.first // DAY),
        }
        assert text in {*names, clock(bucket.first)}


@given(TEXTS, WIDTHS)
def test_the_axis_takes_the_whole_width(texts: list[str], width: int) -> None:
    columns = columns_of(texts, width)
    assert columns.width == width or all(bucket.is_folded for bucket in columns.buckets)


@given(TEXTS, WIDTHS)
def test_bars_of_several_cells_have_a_gap_between_them(texts: list[str], width: int) -> None:
    columns = columns_of(texts, width)
    bars = [i for i, bucket in enumerate(columns.buckets) if not bucket.is_folded]
    assert all(columns.bar_cells(i) for i in bars)
    if sum(len(columns.cells(i)) for i in bars) >= 2 * len(bars):
        assert columns.has_gaps
    widths = {len(columns.bar_cells(i)) for i in bars}
    assert max(widths, default=0) - min(widths, default=0) <= 1


def test_breaks_are_labelled_where_there_is_room() -> None:
    assert labels_of(["2011", "2022"], 40) == ["2011", "2012–2021", "2022"]
    assert labels_of(["2011", "2022"], 20) == ["2011", "2022"]


@pytest.mark.parametrize(
    ("texts", "width", "expected"),
    [
        (["2020-02-10", "2022-11-30"], 40, ["2020", "Jul", "2021", "2022", "Jul"]),
        (["2021-10-05", "2022-09-05"], 14, ["2022", "Jul"]),
        (["2022-03-07", "2022-09-05"], 90, ["Mar 2022", "14", "21", "28", "4 Apr – 28 Aug 2022", "Aug", "Sep"]),
        (["2022-03-31/2022-05-03"], 70, ["Apr 2022", *map(str, range(6, 31, 2)), "May"]),
        (["2022-12-20/2023-01-10"], 50, ["Dec 2022", "25", "30", "Jan 2023", "5", "10"]),
        (["2022-03-07T22:00/2022-03-09T06:30"], 40, ["8 Mar 2022", "12:00", "9 Mar"]),
        (["2022-03-07T22:00/2022-03-07T22:30"], 60, ["7 Mar 2022", "22:10", "22:15", "22:20", "22:25"]),
        (["-0043/0014"], 60, ["40 BC", "30 BC", "20 BC", "10 BC", "AD 10"]),
        (["-0099/0100"], 40, ["100 BC", "50 BC", "AD 1", "AD 50"]),
        (["Y-13800000000/1969"], 80, ["10 billion BC", "5 billion BC", "AD 1"]),
    ],
)
def test_labels_of_an_axis(texts: list[str], width: int, expected: list[str]) -> None:
    assert labels_of(texts, width) == expected


# Bars


def bar_glyphs(*layers: float, whole: float | None = None, peak: float = 10, lines: int = 2) -> str:
    return "".join(
        cell.glyph for cell in bar(layers, whole or sum(layers), Scale(peak, lines), UNICODE, UNICODE.layers)
    )


def test_a_bar_has_the_height_of_its_weight_in_eighths_of_a_cell() -> None:
    assert bar_glyphs(10) == "██"
    assert bar_glyphs(5) == "█ "
    assert bar_glyphs(7.5) == "█▄"
    assert bar_glyphs(0) == "  "


def test_a_small_weight_is_visible_but_a_trace_is_not() -> None:
    assert bar_glyphs(0.5, peak=16) == "▁ "
    assert bar_glyphs(0.4, peak=16) == "  "
    assert bar_glyphs(1, peak=10**6) == "▁ "
    assert bar_glyphs(0.4, peak=10**6) == "  "


def test_heights_are_square_roots_where_one_event_would_be_less_than_an_eighth() -> None:
    assert Scale(16, 2).is_linear
    assert not Scale(17, 2).is_linear
    heights = [Scale(1000, 4).height(weight) for weight in (0, 0.4, 1, 5, 20, 100, 250, 1000)]
    assert heights == [0, 1, 1, 2, 5, 10, 16, 32]


def test_a_layer_that_fills_a_cell_has_its_own_pattern() -> None:
    assert bar_glyphs(5, 5, 5, 5, peak=20, lines=4) == "█│╱╳"
    assert "".join(cell.glyph for cell in bar([5, 5, 5, 5], 20, Scale(20, 4), ASCII, ASCII.layers)) == "#|/x"


def test_a_layer_has_its_shape_where_it_fills_less_than_a_cell() -> None:
    for layer, (low, full) in enumerate(zip("▂╷,x┬", "█│╱╳┼", strict=True)):
        weights = [0.0] * 5
        weights[layer] = 2
        assert bar_glyphs(*weights, peak=16) == f"{low} "
        weights[layer] = 7
        assert bar_glyphs(*weights, peak=16) == ("▇ " if layer == 0 else f"{full} ")


def test_a_bar_on_its_own_shape_is_drawn_in_eighths() -> None:
    assert bar_glyphs(0, 0, 0, 11, peak=16) == "╳▃"
    assert plain_glyphs(0, 0, 0, 11, peak=16) == "╳x"


def test_a_cell_with_several_layers_shows_the_one_that_no_other_cell_shows() -> None:
    low, high = bar([2.5, 7.5], 10, Scale(10, 2), UNICODE, UNICODE.layers)
    assert (low.glyph, low.layer, low.is_full) == ("█", 0, True)
    assert (high.glyph, high.layer, high.is_full) == ("│", 1, True)
    assert bar_glyphs(1, 1, 1, 1, peak=4, lines=4) == "█│╱╳"
    assert bar_glyphs(3, 0, 0, 2, peak=5, lines=2) == "█╳"


@given(st.lists(st.sampled_from((0, 1, 2)), min_size=5, max_size=5))
def test_each_layer_is_seen_by_its_shape_alone(layers: list[float]) -> None:
    for is_plain in (False, True):
        cells = bar(layers, sum(layers), Scale(10, 20), UNICODE, UNICODE.layers, is_plain=is_plain)
        for layer, weight in enumerate(layers):
            glyphs = {cell.glyph for cell in cells if cell.layer == layer}
            assert bool(glyphs) == bool(weight)
            assert not weight or glyphs & {UNICODE.layers[layer], UNICODE.low[layer]}


def test_events_that_do_not_match_are_on_top_of_the_matching_events() -> None:
    low, high = bar([2.5], 10, Scale(10, 2), UNICODE, UNICODE.layers)
    assert (low.glyph, low.layer, low.behind) == ("▄", 0, REST)
    assert (high.glyph, high.layer) == (UNICODE.rest, REST)
    low, high = bar([5], 7.5, Scale(10, 2), UNICODE, UNICODE.layers)
    assert (high.glyph, high.layer, high.behind) == ("▄", REST, NO_LAYER)


@given(st.lists(st.floats(0, 100), min_size=4, max_size=4), st.floats(0, 100), st.integers(1, 8))
def test_a_bar_has_no_gap(layers: list[float], rest: float, lines: int) -> None:
    whole = sum(layers) + rest
    cells = bar(layers, whole, Scale(max(whole, 1), lines), UNICODE, UNICODE.layers)
    assert len(cells) == lines
    drawn = [cell.layer != NO_LAYER for cell in cells]
    assert drawn == sorted(drawn, reverse=True)


def plain_glyphs(*layers: float, whole: float | None = None, peak: float = 10, lines: int = 2) -> str:
    cells = bar(layers, whole or sum(layers), Scale(peak, lines), UNICODE, UNICODE.layers, is_plain=True)
    return "".join(cell.glyph for cell in cells)


def test_without_colours_a_cell_has_the_pattern_of_one_layer() -> None:
    assert plain_glyphs(2.5, 7.5) == "█│"
    assert plain_glyphs(4, 6) == "█│"
    assert plain_glyphs(0, 1, 6, peak=7) == "│╱"
    assert plain_glyphs(2, 4) == "█╷"
    assert plain_glyphs(4, whole=9) == "█░"
    assert plain_glyphs(7, whole=10) == "█▒"
    assert plain_glyphs(9, whole=10) == "██"
    assert plain_glyphs(0, 1, whole=10) == "╷░"


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
    assert set(shape[:-1]) <= {*UNICODE.layers, *UNICODE.low, UNICODE.rest, UNICODE.some}
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
    november, december = Bucket(0, 9, "Nov 2022"), Bucket(10, 19, "Dec 2022")
    whole = BucketWeights([23, 1], [0, 0], [])
    weights = Weights(whole, [BucketWeights([10, 1], [0, 0], []), BucketWeights([4.5, 0], [0, 0], [])])
    assert caption([november, december], weights, 0, 0) == "Nov 2022: 14.5 of 23 events"
    assert caption([november, december], weights, 1, 1) == "Dec 2022: 1 event"
    assert caption([november, december], weights, 0, 1) == "Nov 2022 – Dec 2022: 15.5 of 24 events"


def test_what_lasted_through_several_buckets_is_captioned_once() -> None:
    buckets = [Bucket(10 * i, 10 * i + 9, f"{i}") for i in range(3)]
    lasting = BucketWeights([1, 2, 2], [0, 1, 1.5], [{0: 1, 2: 1}])
    assert caption(buckets, Weights(lasting, [lasting]), 0, 2) == "0 – 2: 1.5 events"
