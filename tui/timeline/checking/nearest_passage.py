"""The passage of an article that is nearest to a quote that is not in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui.text.folding import fold
from tui.timeline.checking.articles import Span, splits_word

_EDGE = 12
"""The number of characters by which the beginning or the end of a quote is recognised."""
_SHORT = 24
"""Quotes shorter than this must be more similar to a passage than longer ones."""


def nearest_passage(exact: str, text: str) -> Span | None:
    """Return the passage that takes the fewest changes to become a quote, or None if no passage is near.

    A change inserts, deletes or replaces one character. A passage is near if the changes are at most two fifths of the
    quote's characters, or a quarter of a short quote's. If none is near, characters that fold to the same text count as
    equal. If the first or the last characters of the quote are a little outside of the passage, it is extended to
    them: the quote leaves something out.
    """
    span = _nearest(exact, text, str) or _nearest(exact, text, fold)
    if span is None or len(exact) < 2 * _EDGE:
        return span
    start, end = span
    if not text.startswith(first := exact[:_EDGE], start):
        found = text.rfind(first, max(0, start - 2 * len(exact)), start + _EDGE)
        start = start if found < 0 else found
    if not text.endswith(last := exact[-_EDGE:], start, end):
        found = text.find(last, max(start, end - _EDGE), end + 2 * len(exact))
        end = end if found < 0 else found + _EDGE
    return start, end


def _nearest(exact: str, text: str, form: Callable[[str], str]) -> Span | None:
    """Return the nearest passage, comparing the forms of characters.

    Among passages with equally few changes, the first is chosen, and of its possible ends those that split no word and
    have blanks where the quote has blanks.
    """
    forms = {character: form(character) for character in {*exact, *text}}
    pattern, characters = [forms[character] for character in exact], [forms[character] for character in text]
    if not pattern or not characters:
        return None
    fewest, ends = len(exact), [0]
    # Of a quote cut into n pieces, a passage with fewer than n changes has at least one piece unchanged.
    pieces = len(exact) // 16 + 1
    for regions in (_regions_with_a_piece(exact, text, pieces), [(0, len(text))]):
        for region_start, region_end in regions:
            changes, region_ends = _fewest_changes(pattern, characters[region_start:region_end])
            if changes < fewest:
                fewest, ends = changes, []
            if changes == fewest:
                ends += [region_start + end for end in region_ends]
        if fewest < pieces:
            break
    if fewest > (len(exact) // 4 if len(exact) < _SHORT else len(exact) * 2 // 5):
        return None
    end = min(
        (end for end in ends if end <= ends[0] + fewest),
        key=lambda end: (splits_word(text, end), text[end - 1].isspace() != exact[-1].isspace(), -end),
    )
    reversed_text = characters[max(0, end - len(exact) - fewest) : end][::-1]
    _, lengths = _fewest_changes(pattern[::-1], reversed_text, anchored=True)
    starts = [end - length for length in lengths if length]
    if not starts:
        return None
    start = min(
        starts,
        key=lambda start: (splits_word(text, start), text[start].isspace() != exact[0].isspace(), start),
    )
    return start, end


def _regions_with_a_piece(exact: str, text: str, pieces: int) -> list[Span]:
    """Return the regions of a text that have an unchanged piece of a quote, and room for the rest of the quote."""
    size = -(-len(exact) // pieces)
    regions = []
    for piece_start in range(0, len(exact), size):
        piece = exact[piece_start : piece_start + size]
        found = text.find(piece)
        while found >= 0:
            start = found - piece_start
            regions.append((max(0, start - pieces), start + len(exact) + pieces))
            found = text.find(piece, found + 1)
    merged: list[Span] = []
    for start, end in sorted(regions):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _fewest_changes(pattern: Sequence[str], text: Sequence[str], *, anchored: bool = False) -> tuple[int, list[int]]:
    """Return the fewest changes that turn a passage of a text into a pattern, and the ends of such passages.

    The bits of two integers hold the differences between the rows in one column of the edit distances: G. Myers, "A
    fast bit-vector algorithm for approximate string matching", J. ACM 46 (1999), as put by H. Hyyrö (2003).

    Args:
        pattern: the characters of the pattern.
        text: the characters of the text.
        anchored: whether passages begin where the text does.
    """
    bits: dict[str, int] = {}
    for row, character in enumerate(pattern):
        bits[character] = bits.get(character, 0) | 1 << row
    full = (1 << len(pattern)) - 1
    last = 1 << len(pattern) - 1
    higher, lower = full, 0  # the rows that are one more than the row above, and those that are one less
    changes = fewest = len(pattern)
    ends = [0]
    for end, character in enumerate(text, 1):
        same = bits.get(character, 0)
        level = (((same & higher) + higher) ^ higher) | same | lower
        rises = lower | ~(level | higher)
        falls = level & higher
        if rises & last:
            changes += 1
        elif falls & last:
            changes -= 1
        rises = rises << 1 | anchored
        higher = (falls << 1 | ~(level | rises)) & full
        lower = rises & level & full
        if changes <= fewest:
            if changes < fewest:
                fewest, ends = changes, []
            ends.append(end)
    return fewest, ends
