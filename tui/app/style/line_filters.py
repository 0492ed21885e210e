"""Line filters for terminals that lack characters or colours. Each changes a line just before it is painted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tui.app.style.themes import LEAST_CONTRAST, contrast
from tui.terminal.ascii import transliterate_cells

_SYSTEMS = {"standard": ColorSystem.STANDARD, "256": ColorSystem.EIGHT_BIT, "windows": ColorSystem.WINDOWS}


def filters_for(color_system: str | None, *, is_ascii: bool) -> Sequence[LineFilter]:
    """Return the filters that a terminal needs.

    Args:
        color_system: Rich's name for the colours that the terminal has; None if it has none.
        is_ascii: whether the terminal has only the characters of ASCII.
    """
    filters: list[LineFilter] = [Ascii()] if is_ascii else []
    if color_system is None:
        filters.append(Colourless())
    elif color_system in _SYSTEMS:
        filters.append(FewColours(_SYSTEMS[color_system]))
    return filters


class Ascii(LineFilter):
    """Transliterate everything, Textual's own borders included, within the same cells.

    Text of a timeline is mostly transliterated before it is laid out, by `fit` and `highlight_matches`, where it can
    have more room.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments in ASCII."""
        return [
            segment
            if segment.text.isascii()
            else Segment(transliterate_cells(segment.text), segment.style, segment.control)
            for segment in segments
        ]


class Colourless(LineFilter):
    """Remove all colours, and keep bold, underline and reverse (https://no-color.org).

    Textual's own filter for ``NO_COLOR`` leaves shades of grey.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments without colours."""
        return [
            Segment(segment.text, segment.style.without_color if segment.style else None, segment.control)
            for segment in segments
        ]


class FewColours(LineFilter):
    """Keep text legible on a terminal with 16 or 256 colours, where Rich takes the nearest of these to each colour."""

    def __init__(self, system: ColorSystem) -> None:
        """Make a filter for a terminal with these colours."""
        super().__init__()
        self._system = system

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments in colours that the terminal has."""
        return [
            Segment(segment.text, _legible(segment.style, self._system) if segment.style else None, segment.control)
            for segment in segments
        ]


@lru_cache(2048)
def _legible(style: Style, system: ColorSystem) -> Style:
    """Return a style in the colours of a system, with enough contrast.

    The contrast is at least that of the style itself, or `LEAST_CONTRAST` where the style has more than that. The
    colour of the text changes as little as possible.
    """
    foreground, background = _nearest(style.color, system), _nearest(style.bgcolor, system)
    if style.color is None or style.bgcolor is None or style.color.is_default:
        return style + Style(color=foreground, bgcolor=background)
    if background is None or background.is_default:
        return style + Style(color=foreground, bgcolor=background)
    least = min(LEAST_CONTRAST, contrast(_truecolor(style.color), _truecolor(style.bgcolor)))
    strongest = max(_BLACK, _WHITE, key=lambda color: contrast(color, _truecolor(background)))
    for step in range(11):
        foreground = _nearest(_truecolor(style.color).blend(strongest, step / 10).rich_color, system)
        if foreground is not None and contrast(_truecolor(foreground), _truecolor(background)) >= least:
            break
    return style + Style(color=foreground, bgcolor=background)


_BLACK, _WHITE = Color.parse("#000000"), Color.parse("#ffffff")
_CUBE = (0, 95, 135, 175, 215, 255)
"""The levels of red, green and blue in colours 16 to 231 of 256. The colours after them are greys."""


def _nearest(color: RichColor | None, system: ColorSystem) -> RichColor | None:
    """Return the nearest colour of a system. Of 256, Rich itself would take a dark blue for a dark bluish grey."""
    if color is None or color.is_default or system != ColorSystem.EIGHT_BIT or color.triplet is None:
        return color.downgrade(system) if color else None
    levels = [min(range(6), key=lambda level: abs(_CUBE[level] - channel)) for channel in color.triplet]
    grey = min(23, max(0, round((sum(color.triplet) / 3 - 8) / 10)))

    def distance(red: int, green: int, blue: int) -> int:
        return sum((mine - theirs) ** 2 for mine, theirs in zip((red, green, blue), color.triplet or (), strict=True))

    is_grey = distance(*[8 + 10 * grey] * 3) < distance(*(_CUBE[level] for level in levels))
    return RichColor.from_ansi(232 + grey if is_grey else 16 + 36 * levels[0] + 6 * levels[1] + levels[2])


def _truecolor(color: RichColor) -> Color:
    """Return a colour as a terminal is likely to show it: every terminal has its own 16."""
    return Color(*color.get_truecolor())
