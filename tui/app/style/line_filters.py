"""What becomes of each line just before it is painted, on terminals that lack characters or colours."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rich.cells import cell_len
from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tui.app.style.themes import LEAST_CONTRAST, contrast
from tui.terminal.ascii import in_cells

_SYSTEMS = {"standard": ColorSystem.STANDARD, "256": ColorSystem.EIGHT_BIT, "windows": ColorSystem.WINDOWS}


def filters_for(colours: str | None, *, is_ascii: bool) -> Sequence[LineFilter]:
    """Return what is to be done for a terminal.

    Args:
        colours: the name that Rich gives to the colours that it has; None for none.
        is_ascii: whether it has no other characters than those of ASCII.
    """
    filters: list[LineFilter] = [Ascii()] if is_ascii else []
    if colours is None:
        filters.append(Colourless())
    elif colours in _SYSTEMS:
        filters.append(FewColours(_SYSTEMS[colours]))
    return filters


class Ascii(LineFilter):
    """Makes ASCII of all there is, Textual's own borders and a timeline's text too, in the same cells."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments as ASCII."""
        return [
            segment if segment.text.isascii() else Segment(_fitted(segment.text), segment.style, segment.control)
            for segment in segments
        ]


class Colourless(LineFilter):
    """Takes all colours away and leaves bold, underlined and reversed (https://no-color.org).

    Textual's own filter for ``NO_COLOR`` leaves shades of grey.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments without colours."""
        return [
            Segment(segment.text, segment.style.without_color if segment.style else None, segment.control)
            for segment in segments
        ]


class FewColours(LineFilter):
    """Keeps text legible where a terminal has 16 or 256 colours, of which Rich takes the nearest to each."""

    def __init__(self, system: ColorSystem) -> None:
        """Make a filter for a terminal that has so many colours."""
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
    """Return a style with as much contrast as it had, or at least that of text, its ink as near to what it was."""
    ground = _nearest(style.bgcolor, system)
    ink = _nearest(style.color, system)
    if style.color is None or style.bgcolor is None or ground is None or ground.is_default or style.color.is_default:
        return style + Style(color=ink, bgcolor=ground)
    wanted = min(LEAST_CONTRAST, contrast(_shown(style.color), _shown(style.bgcolor)))
    strongest = max(_BLACK, _WHITE, key=lambda colour: contrast(colour, _shown(ground)))
    for step in range(11):
        ink = _nearest(_shown(style.color).blend(strongest, step / 10).rich_color, system)
        if ink is not None and contrast(_shown(ink), _shown(ground)) >= wanted:
            break
    return style + Style(color=ink, bgcolor=ground)


_BLACK, _WHITE = Color.parse("#000000"), Color.parse("#ffffff")
_CUBE = (0, 95, 135, 175, 215, 255)
"""How strong each of red, green and blue can be in colours 16 to 231. Those from there on are greys."""


def _nearest(color: RichColor | None, system: ColorSystem) -> RichColor | None:
    """Return the nearest colour that there is. Of 256 Rich itself would take a dark blue for a dark bluish grey."""
    if color is None or color.is_default or system != ColorSystem.EIGHT_BIT or color.triplet is None:
        return color.downgrade(system) if color else None
    parts = [min(range(6), key=lambda step: abs(_CUBE[step] - part)) for part in color.triplet]
    grey = min(23, max(0, round((sum(color.triplet) / 3 - 8) / 10)))

    def distance(red: int, green: int, blue: int) -> int:
        return sum((one - other) ** 2 for one, other in zip((red, green, blue), color.triplet or (), strict=True))

    far = distance(*(_CUBE[step] for step in parts))
    is_grey = distance(*[8 + 10 * grey] * 3) < far
    return RichColor.from_ansi(232 + grey if is_grey else 16 + 36 * parts[0] + 6 * parts[1] + parts[2])


def _shown(color: RichColor) -> Color:
    """Return a colour as a terminal is likely to show it: each has its own 16."""
    return Color(*color.get_truecolor())


def _fitted(text: str) -> str:
    width = cell_len(text)  # of a cluster, such as a flag, it is less than that of its parts
    return in_cells(text)[:width].ljust(width)
