"""Find the keys of a TOML text, whose positions tomllib does not give."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

KeyPath = tuple[str, ...]
"""The keys that lead to a value: ``("keys", "file.edit")``. A dot in a key is the same as one between keys."""

_KEY = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_STATEMENT = re.compile(rf"[ \t]*\[{{0,2}}[ \t]*(?P<key>{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*)[ \t]*(?P<equals>=[ \t]*)?")


class TomlPosition(NamedTuple):
    """The offsets of a key and of its value. A table has no value of its own: both offsets are those of the key."""

    key: int
    value: int


def find_key(text: str, path: KeyPath) -> TomlPosition:
    """Return where a key is written. For a key in an inline table, that is where the table begins.

    Args:
        text: valid TOML.
        path: the keys that lead to a value in it.
    """
    positions = _key_positions(text)
    name = ".".join(path)
    if name in positions:
        return positions[name]
    while name not in positions:
        name = name[: name.rindex(".")]
    table = positions[name].value
    return TomlPosition(table, table)


@lru_cache(maxsize=1)
def _key_positions(text: str) -> dict[str, TomlPosition]:
    """Return the positions of keys by their paths, joined by dots."""
    positions: dict[str, TomlPosition] = {}
    table: KeyPath = ()
    for start, statement in _statements(text):
        match = _STATEMENT.match(statement)
        assert match is not None, statement
        path = _path(match["key"])
        key = start + match.start("key")
        if match["equals"] is None:
            table, value = path, key
        else:
            path, value = table + path, start + match.end()
        for end in range(1, len(path)):
            positions.setdefault(".".join(path[:end]), TomlPosition(key, key))
        positions[".".join(path)] = TomlPosition(key, value)
    return positions


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield table headers and key-value pairs with their offsets: the fewest lines that tomllib parses together."""
    start, statement = 0, ""
    for line in text.split("\n"):
        statement += f"{line}\n"
        try:
            values = tomllib.loads(statement)
        except tomllib.TOMLDecodeError:  # a value of several lines continues
            continue
        if values:
            yield start, statement
        start, statement = start + len(statement), ""


def _path(key: str) -> KeyPath:
    """Return the parts of a key as it is written, with dots and quotes."""
    value: object = tomllib.loads(f"{key} = 0")
    path: KeyPath = ()
    while isinstance(value, dict):
        [(part, value)] = value.items()
        path += (part,)
    return path
