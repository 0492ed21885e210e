"""PNG: the drawing of `tui.timeline.exports.svg` as a picture, twice as large, by resvg.

resvg is an extra: ``pip install 'dateline[png]'``. It takes the fonts of the system.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from tui.timeline.exports.font_check import missing_characters
from tui.timeline.exports.losses import Losses
from tui.timeline.exports.refusal import CannotExportError, missing_library
from tui.timeline.exports.svg import lines
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline

_ZOOM = 2
"""The pixels of a unit of the drawing, so that it is sharp in print and on dense screens."""
_MOST_PIXELS = 120_000_000
"""A larger picture is drawn in fewer pixels: it takes four bytes of memory for each."""
_BOX = "□"
"""What is drawn in place of a character that no font has."""
_VIEW_BOX = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
_TEXT = re.compile(r"<text[^>]*>([^<]*)")


def chunks(timeline: Timeline, events: Iterable[Event], losses: Losses, facet: str | None = None) -> Iterator[bytes]:
    """Yield the picture.

    Args:
        timeline: the timeline.
        events: the events to draw, in any order.
        losses: counts what is left out, and the characters that no font has.
        facet: the name of the facet whose values have lanes; None for the one that the app shows first.

    Raises:
        CannotExportError: resvg is not installed, or the system has no fonts.
    """
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise missing_library("PNG", "resvg-py", "png") from error
    drawing = "".join(lines(timeline, events, losses, facet))
    texts = set(unescape("".join(_TEXT.findall(drawing))))
    missing = missing_characters(texts, svg_to_bytes)
    if texts and missing >= {each for each in texts if each.isalnum() and each.isascii()}:
        raise CannotExportError("PNG needs a font, and this system has none: install one, such as DejaVu Sans")
    losses.add("character that no font here has", "characters that no font here has", len(missing))
    # A character that no font has would take others in the same text with it.
    drawing = drawing.translate({ord(each): _BOX for each in missing if not each.isascii()})
    size = _VIEW_BOX.search(drawing)
    assert size is not None
    pixels = int(size[1]) * int(size[2])
    yield svg_to_bytes(svg_string=drawing, zoom=min(_ZOOM, (_MOST_PIXELS / pixels) ** 0.5))
