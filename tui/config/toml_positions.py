"""Where the keys and values of a TOML file stand in its text, which tomllib does not tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from typing import NamedTuple

Keys = tuple[str, ...]
"""The way to a value: the keys of the tables around it, then its own."""

_BETWEEN = re.compile(r"(?:\s+|#[^\n]*)*")
_BLANKS = re.compile(r"[ \t]*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_TEXT = re.compile(
    r'''"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}|\'{3}(?:[^']|'{1,2}(?!'))*'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*\'''',
    re.DOTALL,
)
_BARE = re.compile(r"[^,\]}#\n]+")


class TomlPosition(NamedTuple):
    """Offsets in the text, from 0."""

    key: int
    """Of the first part of a dotted key, or of the name in a table's head."""
    value: int
    """Of the value; of a table that has a head of its own, and of one that dots imply, that of the key."""


def places(text: str) -> Mapping[Keys, TomlPosition]:
    """Return where each key of a text stands. Of a table that stands there more than once, the first counts.

    Args:
        text: what tomllib reads without complaint. What is within a list is passed over.
    """
    scanner = _Scanner(text)
    scanner.scan()
    return scanner.found


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self.found: dict[Keys, TomlPosition] = {}

    def scan(self) -> None:
        table: Keys = ()
        self._skip(_BETWEEN)
        while self._at < len(self._text):
            if self._next("["):
                self._at += 2 if self._next("[[") else 1
                start, table = self._keys()
                self._add(table, start, None)
                self._at += 2 if self._next("]]") else 1
            else:
                self._pair(table)
            self._skip(_BETWEEN)

    def _pair(self, table: Keys | None) -> None:
        """Pass over a key and its value, and keep their place unless they are in a list."""
        start, keys = self._keys()
        self._at += 1  # the equals sign
        self._skip(_BLANKS)
        if table is not None:
            self._add(table + keys, start, self._at)
        self._value(None if table is None else table + keys)

    def _add(self, keys: Keys, start: int, value: int | None) -> None:
        for end in range(1, len(keys)):
            self.found.setdefault(keys[:end], TomlPosition(start, start))
        self.found.setdefault(keys, TomlPosition(start, start if value is None else value))

    def _keys(self) -> tuple[int, Keys]:
        """Pass over a key with its dots, and return where it begins and its parts."""
        self._skip(_BLANKS)
        start, keys = self._at, [self._key()]
        self._skip(_BLANKS)
        while self._next("."):
            self._at += 1
            self._skip(_BLANKS)
            keys.append(self._key())
            self._skip(_BLANKS)
        return start, tuple(keys)

    def _key(self) -> str:
        written = self._skip(_KEY)
        return str(tomllib.loads(f"k = {written}")["k"]) if written[0] in "\"'" else written

    def _value(self, keys: Keys | None) -> None:
        """Pass over a value. ``keys`` lead to it; None in a list."""
        if self._next("{"):
            self._items("}", lambda: self._pair(keys))
        elif self._next("["):
            self._items("]", lambda: self._value(None))
        elif self._next('"') or self._next("'"):
            self._skip(_TEXT)
        else:
            self._skip(_BARE)

    def _items(self, end: str, item: Callable[[], None]) -> None:
        self._at += 1
        self._skip(_BETWEEN)
        while not self._next(end):
            item()
            self._skip(_BETWEEN)
            if self._next(","):
                self._at += 1
                self._skip(_BETWEEN)
        self._at += 1

    def _next(self, sign: str) -> bool:
        return self._text.startswith(sign, self._at)

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        assert match is not None, (pattern.pattern, self._text[self._at : self._at + 40])
        self._at = match.end()
        return match[0]
