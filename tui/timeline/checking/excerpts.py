"""Excerpts of an article: a quote beside the nearest passage, and a quote among the text around it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from tui.timeline.checking.articles import Span, paragraph_of
from tui.timeline.checking.nearest_passage import nearest_passage

_CONTEXT = 24
"""The number of characters that are shown around what differs."""
_MOST_LISTED = 3
"""The number of occurrences, or of differences, that are listed."""
_TOKEN = re.compile(r"\w+|\W")


def show_occurrences(exact: str, offsets: Sequence[int], text: str) -> list[str]:
    """Return a line for each of the first occurrences of a quote, with the text around it.

    Args:
        exact: the quote.
        offsets: where it occurs.
        text: the text of the article.
    """
    lines = []
    for start in offsets[:_MOST_LISTED]:
        end = start + len(exact)
        before = text[text.rfind("\n", 0, start) + 1 : start]
        after = text[end:].partition("\n")[0]
        before = before if len(before) <= _CONTEXT else f"…{before[-_CONTEXT:]}"
        after = after if len(after) <= _CONTEXT else f"{after[:_CONTEXT]}…"
        lines.append(f"article ¶ {paragraph_of(text, start)}: {before}⟦{_shortened(exact)}⟧{after}")
    if len(offsets) > _MOST_LISTED:
        lines.append(f"and {len(offsets) - _MOST_LISTED} more")
    return lines


def compare_with_nearest(name: str, exact: str, text: str) -> list[str]:
    """Return the passage that is nearest to a quote, the quote below it, and their differences in words.

    Args:
        name: the name of the quote in the lines: ``quote``, ``title``.
        exact: the quote.
        text: the text of the article.

    Returns:
        Three lines; none if no passage is near.
    """
    span = nearest_passage(exact, text)
    if span is None:
        return []
    passage = text[slice(*span)]
    changes = list(_changes(passage, exact))
    counts = Counter(_difference(name, passage[slice(*theirs)], exact[slice(*ours)]) for theirs, ours in changes)
    differences = [f"{text}, {count} times" if count > 1 else text for text, count in counts.items()]
    if len(differences) > _MOST_LISTED:
        differences[_MOST_LISTED:] = [f"and {len(differences) - _MOST_LISTED} more"]
    label = f"article ¶ {paragraph_of(text, span[0])}: "
    return [
        label + _bracketed(passage, [theirs for theirs, _ in changes]),
        f"{name}: ".ljust(len(label)) + _bracketed(exact, [ours for _, ours in changes]),
        "; ".join(differences),
    ]


def _changes(passage: str, exact: str) -> Iterator[tuple[Span, Span]]:
    """Yield the spans in which a passage and a quote differ: whole words, or the one character that differs in them."""
    theirs, ours = _TOKEN.findall(passage), _TOKEN.findall(exact)
    their_offsets, our_offsets = ([0, *accumulate(map(len, tokens))] for tokens in (theirs, ours))
    for tag, a, b, c, d in SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        # As many words on both sides: each replaces the one at its position.
        pairs = [(a + n, a + n + 1, c + n, c + n + 1) for n in range(b - a)] if b - a == d - c else [(a, b, c, d)]
        for a, b, c, d in pairs:
            if theirs[a:b] != ours[c:d]:
                yield _narrowed(passage, (their_offsets[a], their_offsets[b]), exact, (our_offsets[c], our_offsets[d]))


def _narrowed(passage: str, their_span: Span, exact: str, our_span: Span) -> tuple[Span, Span]:
    """Return two spans without their common beginning and end, if only a character or a few signs are left."""
    (start, end), (our_start, our_end) = their_span, our_span
    while start < end and our_start < our_end and passage[start] == exact[our_start]:
        start, our_start = start + 1, our_start + 1
    while start < end and our_start < our_end and passage[end - 1] == exact[our_end - 1]:
        end, our_end = end - 1, our_end - 1
    theirs, ours = passage[start:end], exact[our_start:our_end]
    length = max(len(theirs), len(ours))
    is_little = length == 1 or (length <= 3 and not (theirs + ours).isalnum())
    return ((start, end), (our_start, our_end)) if is_little else (their_span, our_span)


def _difference(name: str, theirs: str, ours: str) -> str:
    """Return a difference in words.

    Args:
        name: the name of the quote.
        theirs: the characters of the article.
        ours: the characters of the quote.
    """
    if len(theirs) > 3 and unicodedata.normalize("NFC", theirs) == unicodedata.normalize("NFC", ours):
        return f"the article writes {_named(theirs)} with other characters than the {name}, which look the same"
    if not ours:
        return f"the article has {_named(theirs)}, the {name} does not"
    if not theirs:
        return f"the {name} has {_named(ours)}, the article does not"
    return f"the article has {_named(theirs)} where the {name} has {_named(ours)}"


def _named(text: str) -> str:
    """Return a text in quotation marks; a few characters that could be mistaken for others by their Unicode names."""
    if len(text) > 3 or (text.isalnum() and (len(text) > 1 or text.isascii())):
        return f"“{_shortened(text)}”"
    return " and ".join(
        f"{character if character.isprintable() and character != ' ' else ''} "
        f"U+{ord(character):04X} ({unicodedata.name(character, 'without a name').lower()})".strip()
        for character in text
    )


def _shortened(text: str) -> str:
    return text if len(text) <= 4 * _CONTEXT else f"{text[: 2 * _CONTEXT]} … {text[-2 * _CONTEXT :]}"


def _bracketed(text: str, spans: Sequence[Span]) -> str:
    """Return the text around spans, with each span in ⟦ ⟧."""
    parts: list[str] = []
    shown = max(0, spans[0][0] - _CONTEXT) if spans else 0
    if shown:
        parts.append("…")
    for number, (start, end) in enumerate(spans):
        if start - shown > 2 * _CONTEXT and number:
            parts += [text[shown : shown + _CONTEXT], " … ", text[start - _CONTEXT : start]]
        else:
            parts.append(text[shown:start])
        parts.append(f"⟦{_shortened(text[start:end])}⟧")
        shown = end
    parts.append(text[shown : shown + _CONTEXT])
    if shown + _CONTEXT < len(text):
        parts.append("…")
    return "".join(parts)
