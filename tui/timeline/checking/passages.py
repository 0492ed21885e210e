"""The passage of a text that is nearest to a quote that is not in it, and how the two differ."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from tui.text.folding import fold
from tui.timeline.checking.articles import inside_word, paragraph_of

Span = tuple[int, int]
"""Offsets of the first character and of the one after the last."""


_CONTEXT = 24
_MOST_TOLD = 3


def occurrences(exact: str, where: Sequence[int], text: str) -> list[str]:
    """Return a line for each of the first places where a quote stands, with what is around it."""
    lines = []
    for at in where[:_MOST_TOLD]:
        end = at + len(exact)
        before = text[text.rfind("\n", 0, at) + 1 : at]
        after = text[end:].partition("\n")[0]
        before = before if len(before) <= _CONTEXT else f"…{before[-_CONTEXT:]}"
        after = after if len(after) <= _CONTEXT else f"{after[:_CONTEXT]}…"
        lines.append(f"article ¶ {paragraph_of(text, at)}: {before}⟦{_short(exact)}⟧{after}")
    if len(where) > _MOST_TOLD:
        lines.append(f"and {len(where) - _MOST_TOLD} more")
    return lines


def beside(what: str, exact: str, text: str) -> list[str]:
    """Return the passage of a text that is nearest to a quote, the quote, and their differences; or nothing."""
    span = nearest_passage(exact, text)
    if span is None:
        return []
    passage = text[slice(*span)]
    changes = list(_changes(passage, exact))
    told = Counter(_told(what, passage[slice(*there)], exact[slice(*here)]) for there, here in changes)
    differences = [f"{difference}, {times} times" if times > 1 else difference for difference, times in told.items()]
    if len(differences) > _MOST_TOLD:
        differences[_MOST_TOLD:] = [f"and {len(differences) - _MOST_TOLD} more"]
    label = f"article ¶ {paragraph_of(text, span[0])}: "
    return [
        label + _marked(passage, [there for there, _ in changes]),
        f"{what}: ".ljust(len(label)) + _marked(exact, [here for _, here in changes]),
        "; ".join(differences),
    ]


_TOKEN = re.compile(r"\w+|\W")


def _changes(passage: str, exact: str) -> Iterator[tuple[Span, Span]]:
    """Yield what differs between a passage and a quote: whole words, or the one character that differs in them."""
    there, here = _TOKEN.findall(passage), _TOKEN.findall(exact)
    at_there, at_here = ([0, *accumulate(map(len, tokens))] for tokens in (there, here))
    for tag, a, b, c, d in SequenceMatcher(None, there, here, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        # As many words as there are: each stands for the one in its place.
        each = [(a + n, a + n + 1, c + n, c + n + 1) for n in range(b - a)] if b - a == d - c else [(a, b, c, d)]
        for a, b, c, d in each:
            if there[a:b] != here[c:d]:
                yield _narrowed(passage, (at_there[a], at_there[b]), exact, (at_here[c], at_here[d]))


def _narrowed(passage: str, there: Span, exact: str, here: Span) -> tuple[Span, Span]:
    """Return two spans without what they have in common at their ends, if little but signs is left of them."""
    (start, end), (begin, stop) = there, here
    while start < end and begin < stop and passage[start] == exact[begin]:
        start, begin = start + 1, begin + 1
    while start < end and begin < stop and passage[end - 1] == exact[stop - 1]:
        end, stop = end - 1, stop - 1
    left = max(passage[start:end], exact[begin:stop], key=len)
    few = len(left) == 1 or (len(left) <= 3 and not (passage[start:end] + exact[begin:stop]).isalnum())
    return ((start, end), (begin, stop)) if few else (there, here)


def _told(what: str, there: str, here: str) -> str:
    if len(there) > 3 and unicodedata.normalize("NFC", there) == unicodedata.normalize("NFC", here):
        return f"the article writes {_named(there)} with other characters than the {what}, which look the same"
    if not here:
        return f"the article has {_named(there)}, the {what} does not"
    if not there:
        return f"the {what} has {_named(here)}, the article does not"
    return f"the article has {_named(there)} where the {what} has {_named(here)}"


def _named(text: str) -> str:
    """Name a few characters so that no two of them can be taken for each other."""
    if len(text) > 3 or (text.isalnum() and (len(text) > 1 or text.isascii())):
        return f"“{_short(text)}”"
    return " and ".join(
        f"{character if character.isprintable() and character != ' ' else ''} "
        f"U+{ord(character):04X} ({unicodedata.name(character, 'without a name').lower()})".strip()
        for character in text
    )


def _short(text: str) -> str:
    return text if len(text) <= 4 * _CONTEXT else f"{text[: 2 * _CONTEXT]} … {text[-2 * _CONTEXT :]}"


def _marked(text: str, spans: Sequence[Span]) -> str:
    """Return what is around the spans, each of them in ⟦ ⟧."""
    pieces: list[str] = []
    at = max(0, spans[0][0] - _CONTEXT) if spans else 0
    if at:
        pieces.append("…")
    for place, (start, end) in enumerate(spans):
        if start - at > 2 * _CONTEXT and place:
            pieces += [text[at : at + _CONTEXT], " … ", text[start - _CONTEXT : start]]
        else:
            pieces.append(text[at:start])
        pieces.append(f"⟦{_short(text[start:end])}⟧")
        at = end
    pieces.append(text[at : at + _CONTEXT])
    if at + _CONTEXT < len(text):
        pieces.append("…")
    return "".join(pieces)


# Which passage is nearest

_EDGE = 12
"""So many characters of a quote are its own beginning or end, and hardly another's."""
_SHORT = 24


def nearest_passage(exact: str, text: str) -> Span | None:
    """Return where in a text the passage is that takes the fewest changes to become a quote, or None if none is near.

    A change puts in, takes out or replaces one character. As many as two fifths of the quote's characters are near, or
    a quarter of a short one's; where nothing is, what folds alike counts as the same. Where the quote's own first or
    last characters stand a little off, the passage reaches there: something was left out of the quote.
    """
    span = _nearest(exact, text, str) or _nearest(exact, text, fold)
    if span is None or len(exact) < 2 * _EDGE:
        return span
    start, end = span
    if not text.startswith(first := exact[:_EDGE], start):
        begin = text.rfind(first, max(0, start - 2 * len(exact)), start + _EDGE)
        start = start if begin < 0 else begin
    if not text.endswith(last := exact[-_EDGE:], start, end):
        stop = text.find(last, max(start, end - _EDGE), end + 2 * len(exact))
        end = end if stop < 0 else stop + _EDGE
    return start, end


def _nearest(exact: str, text: str, form: Callable[[str], str]) -> Span | None:
    forms = {character: form(character) for character in {*exact, *text}}
    sought, held = [forms[character] for character in exact], [forms[character] for character in text]
    if not sought or not held:
        return None
    fewest, ends = len(exact), [0]
    # A passage with fewer changes than the quote has pieces has one of the pieces unchanged.
    pieces = len(exact) // 16 + 1
    for spans in (_around(exact, text, pieces), [(0, len(text))]):
        for start, end in spans:
            changes, stops = _fewest_changes(sought, held[start:end])
            if changes < fewest:
                fewest, ends = changes, []
            if changes == fewest:
                ends += [start + stop for stop in stops]
        if fewest < pieces:
            break
    if fewest > (len(exact) // 4 if len(exact) < _SHORT else len(exact) * 2 // 5):
        return None
    end = min(
        (end for end in ends if end <= ends[0] + fewest),
        key=lambda end: (inside_word(text, end), text[end - 1].isspace() != exact[-1].isspace(), -end),
    )
    back = held[max(0, end - len(exact) - fewest) : end][::-1]
    _, lengths = _fewest_changes(sought[::-1], back, anchored=True)
    starts = [end - length for length in lengths if length]
    if not starts:
        return None
    return (
        min(
            starts,
            key=lambda start: (inside_word(text, start), text[start].isspace() != exact[0].isspace(), start),
        ),
        end,
    )


def _around(exact: str, text: str, pieces: int) -> list[Span]:
    """Return the parts of a text in which a piece of a quote stands unchanged, with room for the rest of the quote."""
    size = -(-len(exact) // pieces)
    spans = []
    for offset in range(0, len(exact), size):
        piece = exact[offset : offset + size]
        at = text.find(piece)
        while at >= 0:
            spans.append((max(0, at - offset - pieces), at - offset + len(exact) + pieces))
            at = text.find(piece, at + 1)
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _fewest_changes(sought: Sequence[str], text: Sequence[str], *, anchored: bool = False) -> tuple[int, list[int]]:
    """Return how few changes turn a passage of a text into what is sought, and where such passages end.

    A column of the table of edit distances is held in the bits of two numbers: G. Myers, "A fast bit-vector algorithm
    for approximate string matching", J. ACM 46 (1999), as put by H. Hyyrö (2003).

    Args:
        sought: the characters that are sought.
        text: the characters of the text.
        anchored: passages begin where the text does.
    """
    bits: dict[str, int] = {}
    for place, character in enumerate(sought):
        bits[character] = bits.get(character, 0) | 1 << place
    full = (1 << len(sought)) - 1
    last = 1 << len(sought) - 1
    higher, lower = full, 0  # where the column rises by one from the row above, and where it falls by one
    changes = fewest = len(sought)
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
