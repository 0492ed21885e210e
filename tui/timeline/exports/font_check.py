"""Which characters no font of the system has: a picture shows an empty box for them, or nothing."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from html import escape

_CELL = 20
"""The pixels of a character that is tried, in both directions."""
_NOWHERE = "\u0378"
"""A character that neither Unicode nor any font has."""
_MOST = 400
"""The most characters that are tried."""


def missing_characters(texts: Iterable[str], render: Callable[..., bytes]) -> set[str]:
    """Return the characters that look like one that no font has.

    Args:
        texts: characters.
        render: draws an SVG document as PNG, as resvg does.
    """
    tried = sorted(each for each in set(texts) if not each.isspace() and each.isprintable())[:_MOST]
    shown = "".join(
        f'<text x="{number * _CELL}" y="15">{escape(each)}</text>' for number, each in enumerate([_NOWHERE, *tried])
    )
    width = _CELL * (len(tried) + 1)
    picture = render(
        svg_string=f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_CELL}" width="{width}" '
        f'height="{_CELL}" font-size="14" font-family="sans-serif">{shown}</svg>'
    )
    rows = list(_rows(picture))

    def look(number: int) -> list[bytes]:
        """Return the pixels of a character, each of four bytes."""
        first = 4 * _CELL * number
        return [row[first : first + 4 * _CELL] for row in rows]

    nothing = [bytes(4 * _CELL)] * _CELL
    return {each for number, each in enumerate(tried, start=1) if look(number) in (look(0), nothing)}


def _rows(png: bytes) -> Iterator[bytes]:
    """Yield the rows of a PNG with eight bits for each of red, green, blue and alpha, as resvg writes it.

    https://www.w3.org/TR/png/#9Filters
    """
    width, _ = struct.unpack(">II", png[16:24])
    data, offset = b"", 8
    while offset < len(png):
        (length,) = struct.unpack(">I", png[offset : offset + 4])
        if png[offset + 4 : offset + 8] == b"IDAT":
            data += png[offset + 8 : offset + 8 + length]
        offset += length + 12
    filtered = zlib.decompress(data)
    size = width * 4
    above = bytearray(size)
    for start in range(0, len(filtered), size + 1):
        kind, row = filtered[start], bytearray(filtered[start + 1 : start + 1 + size])
        for position in range(size) if kind else ():
            left = row[position - 4] if position >= 4 else 0
            corner = above[position - 4] if position >= 4 else 0
            row[position] = (row[position] + _predicted(kind, left, above[position], corner)) & 0xFF
        yield bytes(row)
        above = row


def _predicted(kind: int, left: int, up: int, corner: int) -> int:
    """Return what a filter of PNG adds to a byte."""
    if kind == 1:
        return left
    if kind == 2:
        return up
    if kind == 3:
        return (left + up) // 2
    estimate = left + up - corner
    return min((left, up, corner), key=lambda each: abs(estimate - each))
