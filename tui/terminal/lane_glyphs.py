"""The glyphs that lanes are drawn with, in Unicode and in ASCII. They stand beside those of `tui.terminal.glyphs`."""

from __future__ import annotations

from collections.abc import Mapping

from tui.terminal.glyphs import glyphs
from tui.text.frozen import Frozen


class LaneGlyphs(Frozen):
    """The glyphs of lanes. Each is one cell wide."""

    mark: str
    """The mark of an event without a status."""
    again: str
    """Where it happened again."""
    count: str
    """Before the number of events that are counted in one place."""
    bar: str
    """Three glyphs of what lasted: a full cell, its left half, its right half."""
    doubt: str
    """A cell in which an event may have been."""
    fade: str
    """Three glyphs of a bar that fades out, from the strongest to the weakest."""
    faint_fade: str
    """The same for a stretch of doubt."""
    ragged: str
    """The end of what is only approximate."""
    before: str
    """Something is, or goes on, to the left."""
    after: str
    """The same to the right."""
    grid: str
    """Below the beginning of a longer unit."""
    today: str
    """Below the present day."""
    tick: str
    """On the axis, before a name."""
    links: Mapping[str, str]
    """By kind of link: its line across and down, then its four corners, from the top left in reading order."""
    heads: str
    """The four heads of a link: left, right, up and down."""


UNICODE = LaneGlyphs(
    mark="•",
    again="∙",
    count="▲",
    bar="━╸╺",
    doubt="┈",
    fade="╍┅┉",
    faint_fade="┈┈·",
    ragged="~",
    before="‹",
    after="›",
    grid="┊",
    today="╎",
    tick="╷",
    links={"denies": "═║╔╗╚╝", "confirms": "─│╭╮╰╯", "follows": "╌╎╭╮╰╯", "part_of": "······"},
    heads="◂▸▴▾",
)

ASCII = LaneGlyphs(
    mark=".",
    again=",",
    count="^",
    bar="===",
    doubt="-",
    fade="=--",
    faint_fade="--.",
    ragged="~",
    before="<",
    after=">",
    grid=":",
    today="|",
    tick="|",
    links={"denies": "xxxxxx", "confirms": "-|++++", "follows": ".:....", "part_of": "''''''"},
    heads="<>^v",
)

LINK_KINDS: Mapping[str, str] = {
    "denies": "denies",
    "contradicts": "denies",
    "confirms": "confirms",
    "repeats": "confirms",
    "follows": "follows",
    "part_of": "part_of",
}
"""By relation: the kind of line that its links are drawn with."""


def lane_glyphs() -> LaneGlyphs:
    """Return the glyphs that this terminal can show."""
    return ASCII if glyphs().is_ascii else UNICODE
