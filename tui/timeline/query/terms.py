"""The terms of a query: text, values of a field, and unknown terms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from tui.text.frozen import Frozen

FACETS: tuple[str, ...] = ("actor", "weapon", "status", "kind", "speaker", "via", "source", "year")
"""The fields whose values are the timeline's own."""

DATES: tuple[str, ...] = ("after", "before", "on", "in")
"""The fields that limit the date."""

FLAGS: Mapping[str, tuple[str, ...]] = {
    "is": ("disputed", "inferred"),
    "has": ("translation", "note", "link"),
    "certain": ("yes", "no"),
}
"""The fields that have a fixed list of values."""

NAMES: tuple[str, ...] = (*FACETS, *DATES, "known", *FLAGS, "thread")
"""All fields: every name that can stand before a colon."""

Span = tuple[int, int]
"""Offsets in the query's text of the first character and of the character after the last."""

_NO_SPAN = (0, 0)
"""The span of a term that was not parsed from text."""


class Notice(NamedTuple):
    """A message about a part of a query that is unknown or unfinished, and therefore ignored."""

    start: int
    """Offset of its first character in the query's text."""
    end: int
    """Offset of the character after its last."""
    message: str
    """What is wrong and what would be right, in one line."""


class TextTerm(Frozen):
    """A word or a phrase."""

    text: str
    negated: bool = False
    span: Span = _NO_SPAN

    def _compared(self) -> tuple[object, ...]:
        return (self.text, self.negated)

    def __str__(self) -> str:
        return ("-" if self.negated else "") + quoted_if_needed(self.text)


class FieldTerm(Frozen):
    """A field and its values. An event matches if it has any of them."""

    name: str
    """One of `NAMES`."""
    values: tuple[str, ...]
    """As they were typed: ids, names or aliases. Empty while the term is unfinished."""
    negated: bool = False
    span: Span = _NO_SPAN
    value_spans: tuple[Span, ...] = ()
    """The span of each value; empty for a term that was not parsed from text."""

    def _compared(self) -> tuple[object, ...]:
        return (self.name, self.values, self.negated)

    def __str__(self) -> str:
        return f"{'-' if self.negated else ''}{self.name}:{','.join(map(quoted_if_needed, self.values))}"


class UnknownTerm(Frozen):
    """A term with an unknown field. It is kept as it was typed, and ignored by the search."""

    text: str
    span: Span = _NO_SPAN

    def _compared(self) -> tuple[object, ...]:
        return (self.text,)

    def __str__(self) -> str:
        return self.text


Term = TextTerm | FieldTerm | UnknownTerm

_NEEDS_QUOTES = re.compile(r'[\s,":\\]|^-|^$')


def quoted_if_needed(text: str) -> str:
    """Return a word or a value as it is typed: in quotes if it would mean something else without them."""
    if _NEEDS_QUOTES.search(text):
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return text
