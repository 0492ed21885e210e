"""Widgets without border, padding or effects render their lines as Textual would, in fewer steps."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.app.style.line_filters import Ascii
from tui.app.textual_painting import render_plain_lines

WIDTH, HEIGHT = 12, 4


class Lines(Widget):
    """Lines of five, twelve and fifteen cells, in colours of the theme, of the terminal, and dim."""

    DEFAULT_CSS = f"Lines {{ width: {WIDTH}; height: {HEIGHT}; background: $surface; }}"
    rendered = 0

    def render_line(self, y: int) -> Strip:
        self.rendered += 1
        styles = [self.rich_style, Style(color="red"), Style(dim=True, color="#123456")]
        return Strip([Segment(f"é{y}é{y}é", styles[y % 3]), Segment("x" * (0, 7, 10)[y % 3])])


class LinesApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Lines()


def texts(strips: list[Strip]) -> list[list[tuple[str, Style | None]]]:
    """Return the cells of lines, each with its style, however they are divided."""
    return [[(cell, segment.style) for segment in strip for cell in segment.text] for strip in strips]


def as_textual(lines: Lines, crop: Region) -> list[Strip]:
    lines._styles_cache.clear()
    strips = Widget.render_lines(lines, crop)
    lines._styles_cache.clear()
    return strips


@pytest.mark.parametrize("crop", [Region(0, 0, WIDTH, HEIGHT), Region(0, 1, WIDTH, 2), Region(3, 0, 5, 3)], ids=str)
async def test_plain_lines_are_those_of_textual(crop: Region) -> None:
    app = LinesApp()
    async with app.run_test():
        lines = app.query_one(Lines)
        for filters in ([], [Ascii()]):
            app._filters = [*LinesApp()._filters, *filters]
            expected = as_textual(lines, crop)
            strips = render_plain_lines(lines, crop)
            assert strips is not None
            assert texts(strips) == texts(expected)
            assert {strip.cell_length for strip in strips} == {crop.width}


@pytest.mark.parametrize(
    "css",
    ["border: solid red", "padding: 0 1", "outline: solid red", "opacity: 50%", "text-opacity: 50%", "tint: red 20%",
     "hatch: cross red"],
)  # fmt: skip
async def test_lines_with_effects_are_left_to_textual(css: str) -> None:
    class EffectApp(LinesApp):
        CSS = f"Lines {{ {css}; }}"

    app = EffectApp()
    async with app.run_test():
        assert render_plain_lines(app.query_one(Lines), Region(0, 0, WIDTH, HEIGHT)) is None


async def test_a_line_is_rendered_again_when_it_may_have_changed() -> None:
    app = LinesApp()
    async with app.run_test():
        lines = app.query_one(Lines)
        whole = Region(0, 0, WIDTH, HEIGHT)
        as_textual(lines, whole)
        for changed, count in [(None, HEIGHT), (Region(0, 1, WIDTH, 2), 2), (Region(0, 0, 1, 1), 1)]:
            if changed is not None:
                lines.refresh(changed)
            lines.rendered = 0
            render_plain_lines(lines, whole)
            assert lines.rendered == count
            render_plain_lines(lines, whole)
            assert lines.rendered == count


async def test_lines_below_the_content_are_blank() -> None:
    class ScrolledApp(LinesApp):
        CSS = "Lines { overflow-x: scroll; overflow-y: scroll; }"

    app = ScrolledApp()
    async with app.run_test():
        lines = app.query_one(Lines)
        whole = Region(0, 0, WIDTH, HEIGHT)
        expected = as_textual(lines, whole)
        assert texts(render_plain_lines(lines, whole) or []) == texts(expected)
