"""Corrections of how Textual paints: only what changed, all of it, and with steady columns.

It applies to all apps of the process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.color import ColorSystem
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor
from textual.css.model import RuleSet
from textual.geometry import Region
from textual.strip import Strip

from tui.terminal.steady_columns import is_uncertain, steady_line

if TYPE_CHECKING:
    from rich.console import Console
    from textual.widget import Widget

Chops = list[dict[int, Strip | None]]
"""By row and first column: the cells up to the next column at which any widget begins or ends."""


def paint_only_what_changed() -> None:
    """Render only the widgets, and only their lines, that are seen in a region that is to be painted.

    Textual renders all widgets within the rectangle around all such regions, and divides all their lines: at a key,
    most of the screen. It also fails ("'NoneType' object has no attribute 'render'") where a widget returned a line
    whose segments are shorter than its `cell_length`, as Rich measures a text with variation selectors differently
    from its parts; here, blanks fill the gap. The rule sets that it looks up
    whenever it styles a widget have the usual hash, but computed in Python. This can go when Textual does all of that.
    """
    RuleSet.__hash__ = object.__hash__  # type: ignore[method-assign]
    Compositor.render_partial_update = _render_partial_update  # type: ignore[method-assign, assignment]
    Compositor._render_chops = _render_chops  # type: ignore[method-assign, assignment]


def _render_partial_update(compositor: Compositor) -> ChopsUpdate | None:
    screen = compositor.size.region
    regions = [region.intersection(screen) for region in compositor._dirty_regions]
    compositor._dirty_regions.clear()
    spans = list(compositor._regions_to_spans(region for region in regions if region))
    if not spans:
        return None
    return ChopsUpdate(_render_spans(compositor, spans), spans, [cuts[1:] for cuts in compositor.cuts])


def _render_chops(compositor: Compositor, crop: Region, is_rendered: Callable[[int], bool]) -> Chops:
    rows = filter(is_rendered, crop.intersection(compositor.size.region).line_range)
    return _render_spans(compositor, [(y, crop.x, crop.right) for y in rows])


def _render_spans(compositor: Compositor, spans: Iterable[tuple[int, int, int]]) -> Chops:
    """Render the parts of the screen that have cells in some spans.

    Args:
        compositor: the compositor of a screen.
        spans: rows, each with a first column and the column after the last.
    """
    cuts = compositor.cuts
    chops: Chops = [{} for _ in cuts]
    missing: dict[int, list[int]] = {}
    for y, start, end in spans:
        chops[y] = dict.fromkeys(cuts[y][:-1])
        columns = [cut for cut, next_cut in pairwise(cuts[y]) if cut < end and next_cut > start]
        missing.setdefault(y, []).extend(columns)
    for widget, (region, clip) in compositor.visible_widgets.items():  # from front to back
        left, top, width, height = region.intersection(clip)
        right = left + width
        rows = [y for y in range(top, top + height) if y in missing and any(left <= cut < right for cut in missing[y])]
        if not rows:
            continue
        crop = Region(left - region.x, rows[0] - region.y, width, rows[-1] + 1 - rows[0])
        strips = widget.render_lines(crop)
        for y in rows:
            own_cuts = [cut for cut in cuts[y] if left <= cut <= right]
            pieces = strips[y - rows[0]].divide([cut - left for cut in own_cuts[1:]])
            _fill(chops[y], zip(own_cuts, pieces, strict=False))  # a line that is too short has too few pieces
            missing[y] = [cut for cut in missing[y] if chops[y][cut] is None]
            if not missing[y]:
                del missing[y]
    for y, columns in missing.items():
        ends = dict(pairwise(cuts[y]))
        _fill(chops[y], ((cut, Strip.blank(ends[cut] - cut)) for cut in columns))
    return chops


def _fill(line: dict[int, Strip | None], pieces: Iterable[tuple[int, Strip]]) -> None:
    for cut, piece in pieces:
        if line[cut] is None:
            line[cut] = piece


def render_plain_lines(widget: Widget, crop: Region) -> list[Strip] | None:
    """Render lines of a widget that has no border, padding, opacity or other effect; return None if it has one.

    Textual asks for each line again whether it has any of these, and makes four strips of it. This makes one, and uses
    Textual's cache of lines, so that a line is rendered again only if it may have changed.

    Args:
        widget: the widget.
        crop: the region that is rendered, in cells of the widget.
    """
    styles = widget.styles
    has_effects = (
        any(styles.gutter)
        or any(edge for edge, _ in styles.outline)
        or styles.tint.a
        or styles.text_opacity != 1
        or widget.opacity != 1
        or styles.has_rule("hatch")
    )
    if has_effects:
        return None
    lines, width = widget._styles_cache, widget.region.width
    if width != lines._width:
        lines.clear()
        lines._width = width
    base, background = widget.background_colors
    (content_width, content_height), filters = widget.content_region.size, widget.get_line_filters()
    for y in crop.line_range:
        if y in lines._cache and y not in lines._dirty_lines:
            continue
        line = widget.render_line(y) if y < content_height else Strip([])
        if line.cell_length != content_width:
            inner, _ = lines.get_inner_outer(base, background)
            line = line.adjust_cell_length(content_width, inner.rich_style)
        if filters:
            segments = line._segments
            for line_filter in filters:
                segments = line_filter.apply(segments, background)
            line = Strip(segments, content_width)
        lines._cache[y] = line
    lines._dirty_lines.difference_update(crop.line_range)
    strips = [lines._cache[y] for y in crop.line_range]
    start, end = crop.column_span
    return strips if (start, end) == (0, width) else [strip.crop(start, end) for strip in strips]


def keep_columns_steady() -> None:
    """Write lines so that nothing moves beside text that is not as wide in the terminal as Rich measures it.

    Textual writes a line from left to right without placing the cursor in between. This applies to all apps of the
    process, and can go when Textual knows the widths of the terminal.
    """
    # No subclass of `Strip` would be used, and mypy takes the function for one without a class.
    Strip.render = _render_steadily  # type: ignore[method-assign, assignment]


_render = Strip.render


def _render_steadily(strip: Strip, console: Console) -> str:
    """Return the output for a strip, as `Strip.render` does, which caches it."""
    if strip._render_cache is None and is_uncertain(strip.text):
        system = console._color_system or ColorSystem.TRUECOLOR

        def render(text: str, style: Style | None) -> str:
            return text if style is None else Strip.render_style(style, text, system)

        strip._render_cache = steady_line(((text, style) for text, style, _ in strip), render)
    return _render(strip, console)
