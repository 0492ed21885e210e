"""The terms of a query: text, and values of a field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from tui.text.frozen import Frozen
from tui.timeline.model.facets import BUILT_IN

FACETS: tuple[str, ...] = tuple(spec.name for spec in BUILT_IN)
"""The built-in facets. A timeline's file may declare more, whose names are fields too."""

DATES: tuple[str, ...] = ("after", "before", "on", "in")
"""The fields that limit the date."""

TEXTS: tuple[str, ...] = ("title", "summary", "quote", "note")
"""The fields that look for a word or a phrase in one text of an event."""

FLAGS: Mapping[str, tuple[str, ...]] = {
    "is": ("disputed", "unanswered", "inferred", "draft", "internal", "undated", "marked", "noted"),
    "has": (
        *("quote", "translation", "summary", "note", "link", "data", "media"),
        *(spec.name for spec in BUILT_IN if spec.name != "year"),
    ),
    "certain": ("yes", "no"),
}
"""The fields that have a fixed list of values. A timeline's own facets are values of ``has`` too."""

NAMES: tuple[str, ...] = (*FACETS, *DATES, "known", *FLAGS, *TEXTS, "origins", "thread")
"""All built-in fields. A timeline's own facets are fields too, and so is `DATA` with the name of a further field."""

DATA = "data."
"""The beginning of the name of a further field of events in a query: ``data.casualties:>10``."""

EXAMPLES: Mapping[str, str] = {
    **{spec.name: spec.example for spec in BUILT_IN},
    "after": "2022-09",
    "before": "2023",
    "on": "2022-11-08",
    "in": "2022",
    "known": "2022-12-31",
    "is": "disputed",
    "has": "quote",
    "certain": "yes",
    "title": "drone",
    "summary": "drone",
    "quote": "drone",
    "note": "drone",
    "origins": ">=2",
    "thread": "an-event-id",
}
"""A value of each built-in field, shown where one is missing."""

Span = tuple[int, int]
"""Offsets in the query's text of the first character and of the character after the last."""

_NO_SPAN = (0, 0)
"""The span of a term that was not parsed from text."""


class Notice(NamedTuple):
    """A message about a part of a query: an error, because of which it is ignored, or a hint at its meaning."""

    start: int
    """Offset of its first character in the query's text."""
    end: int
    """Offset of the character after its last."""
    message: str
    """What is wrong and what would be right, or what the part means, in one line."""
    is_hint: bool = False
    """Whether it is only a hint: no part of the query is ignored because of it."""
    is_unfinished: bool = False
    """Whether the part may simply not be typed in full yet."""


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
    """One of `NAMES`, or any other text as it was typed. Binding decides whether it names a field of the timeline.

    If it does not, the whole term is a word, such as ``windows:evtx:record``.
    """
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

    def is_on(self, field: str) -> bool:
        """Return whether its name is that of a field. Capitals make no difference."""
        return self.name.casefold() == field.casefold()

    def value_span(self, position: int) -> Span:
        """Return the span of a value; that of the term if it was not parsed from text."""
        return self.value_spans[position] if self.value_spans else self.span

    @property
    def as_word(self) -> str:
        """The text to search for if its name is not that of a field."""
        return f"{self.name}:{','.join(self.values)}"


Term = TextTerm | FieldTerm

_NEEDS_QUOTES = r'[\s,":\\]|^-|^//|^$'


def quoted_if_needed(text: str) -> str:
    """Return a word or a value as it is typed: in quotes if it would mean something else without them."""
    if re.search(_NEEDS_QUOTES, text):
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return text
