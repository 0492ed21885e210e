"""The parser of the query language. Any text is a query; errors become notices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.timeline.query.terms import EXAMPLES, NAMES, FieldTerm, Notice, Span, Term, TextTerm

_NAME = re.compile(r'(-?)([^\W\d][^\s:,"]*):(?!//)')
"""A name in any script and its colon. Addresses such as ``https://…`` and times of day have no name: they are words."""
_SPACE = re.compile(r"\s*")
_BARE = re.compile(r"\S*")
_BARE_VALUE = re.compile(r"[^\s,]*")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)("?)', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class Parser:
    """Parses the text of one query.

    Args:
        text: the text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._offset = 0
        self.notices: list[Notice] = []
        """The errors in the terms parsed so far, in the order of the text."""

    def terms(self) -> Iterator[Term]:
        """Parse the text, yielding its terms."""
        while True:
            self._take(_SPACE)
            if self._offset >= len(self._text):
                return
            start = self._offset
            name = _NAME.match(self._text, start)
            if name is None:
                yield self._text_term(start)
            else:
                self._offset = name.end()
                lower = name[2].lower()
                yield self._field_term(start, lower if lower in NAMES else name[2], bool(name[1]))

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str]:
        match = pattern.match(self._text, self._offset)
        assert match is not None  # the pattern matches the empty text, or the caller has seen its first character
        self._offset = match.end()
        return match

    def _is_at(self, character: str) -> bool:
        return self._text.startswith(character, self._offset)

    def _text_term(self, start: int) -> TextTerm:
        negated = self._is_at("-") and bool(self._text[start + 1 : start + 2].strip())
        self._offset = start + negated
        text = self._quoted() if self._is_at('"') else self._take(_BARE)[0]
        return TextTerm(text, negated, (start, self._offset))

    def _quoted(self) -> str:
        start = self._offset
        match = self._take(_QUOTED)
        if not match[2]:
            self.notices.append(
                Notice(start, self._offset, 'the quote is not closed; end it with "', is_unfinished=True)
            )
        return _ESCAPED.sub(r"\1", match[1])

    def _field_term(self, start: int, name: str, negated: bool) -> FieldTerm:
        values: list[str] = []
        spans: list[Span] = []
        while True:
            value_start = self._offset
            value = self._quoted() if self._is_at('"') else self._take(_BARE_VALUE)[0]
            if value:
                values.append(value)
                spans.append((value_start, self._offset))
            if not self._is_at(","):
                break
            self._offset += 1
        if not values and name in NAMES:
            message = f"'{name}:' needs a value; write {name}:{EXAMPLES[name]}"
            self.notices.append(Notice(start, self._offset, message, is_unfinished=True))
        return FieldTerm(name, tuple(values), negated, (start, self._offset), tuple(spans))
