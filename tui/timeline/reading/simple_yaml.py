"""Reads lines of simple YAML without a parser, twice as fast as with libyaml from Python.

A simple line has one key, and after it a value: a text that is plain or in quotes without escapes, plain texts in
brackets, or keys with either in braces. Or a value follows in lines of its own, indented alike: a folded text after
``>-``, a mapping, a list of mappings, or a list of plain texts. Blank lines and comment lines may stand between them.

YAML has many more forms. The functions here recognise them and return None, so that the caller can use a parser; what
they do return is what a parser would make of the text.
"""

from __future__ import annotations

import re
from typing import Any

from tui.timeline.reading.schema import NULLS

_KEY = r"\w[\w.-]{0,99}+"  # YAML has keys of up to 1,024 characters
_INSIDE = r"(?:\w|\.\.(?=\w))[^,:?\#\[\]{}\n]*+(?<![ ])"
"""A plain text inside brackets or braces. An open start, as in ``[..2022]``, begins with two points."""
_LIST = rf"\[(?:{_INSIDE}(?:,[ ]{_INSIDE})*+)?\]"
_PAIR = rf"({_KEY}):[ ](?:({_INSIDE})|({_LIST}))"
_PAIRS = rf"(?:{_PAIR}(?:,[ ]{_PAIR})*+)?"
"""The content of braces."""

_END = r"(?:\n|\Z)"
_PLAIN = r"""(?!-(?!\w))[^?:,\[\]{}\#&*!|>'"%@`\ \n](?:[^:\#\n]++|:(?=[^ \n])|(?<![ ])\#)*+(?<![ ])"""
_TEXT_ITEM = rf"([ ]*+)-[ ]({_PLAIN})"

_LINE = re.compile(
    rf"""
    ([ ]*+(?:-[ ])?+)({_KEY}):
    (?:
        # a plain text
        [ ]({_PLAIN}){_END}
        # a folded text, all of its lines indented alike
      | [ ]>-\n(([ ]+)[^ \n].*{_END}(?:\5[^ \n].*{_END})*+)
        # a list in brackets, a mapping in braces, or a text in quotes without escapes
      | [ ]({_LIST}|\{{[^{{}}\n]*+\}}|"[^"\\\n]*+"|'(?:[^'\n]++|'')*+'){_END}
      | (?:[ ]+\#.*)?{_END}
    )
    # comments; indented like a folded text before them, they are part of it
    (?:\n*+(?!\5)[ ]*+\#.*{_END})*+
    | (.+)  # anything else
    """,
    re.VERBOSE,
)
_BLANK_LINES = re.compile(r"(?: *(?:#.*)?\n)*+")
_ITEM = re.compile(_BLANK_LINES.pattern + "( *)- ")

_LONGEST_NULL = max(map(len, NULLS))

_CONTROLS = bytes(range(32)).replace(b"\n", b"") + b"\x7f"
_NOT_CONTROLS = bytes(set(range(256)) - set(_CONTROLS))
_SPECIAL_CHARACTERS = {
    b"\xc2": re.compile(rb"\xc2[\x80-\x9f]"),
    b"\xe2": re.compile(rb"\xe2\x80[\xa8\xa9]"),
    b"\xef": re.compile(rb"\xef(?:\xbb\xbf|\xbf[\xbe\xbf])"),
}
"""By their first byte in UTF-8: the characters of several bytes that YAML refuses or takes for line ends."""


def has_simple_characters(data: bytes) -> bool:
    """Return whether a text in UTF-8 has no character that YAML refuses or takes for a line end, but for line feeds.

    The other functions need such a text.
    """
    if data.translate(None, _NOT_CONTROLS):
        return False
    return not any(first in data and special.search(data) for first, special in _SPECIAL_CHARACTERS.items())


def item_starts(text: str) -> list[int]:
    """Return the offsets of the lines that look like items of a list; none if the text does not begin with an item.

    Args:
        text: consecutive items of one list.
    """
    first = _ITEM.match(text)
    if first is None:
        return []
    indent = first[1]
    starts = [first.start(1)]
    starts += [item.end() for item in re.compile(rf"\n(?={indent}-[ \n])").finditer(text, first.end())]
    return starts


def parse_item(text: str, start: int, end: int) -> dict[str, Any] | None:
    """Read an item of a list.

    Args:
        text: the text in which it stands.
        start: the offset of its first line.
        end: the offset after its last line.

    Returns:
        The item's texts, lists and mappings, with None for each null; or None if the item is not simple.
    """
    items = _parse_lines(text, start, end)
    return items[0] if type(items) is list and len(items) == 1 else None


def parse_mapping(text: str) -> dict[str, Any] | None:
    """Read a text that is one mapping. Return the same as `parse_item`."""
    start = _BLANK_LINES.match(text)
    mapping = _parse_lines(text, start.end() if start else 0, len(text))
    return mapping if type(mapping) is dict else None


_OpenMappings = list[tuple[int, dict[str, Any], "list[Any] | None"]]
"""The mappings around a line, the innermost last: the column of the keys, the mapping, and the list that it is in."""


def _parse_lines(text: str, start: int, end: int) -> Any:
    """Return the mapping or the list of mappings that some lines are; None if they are not simple."""
    lines = _LINE.findall(text, start, end)
    root: dict[str, Any] = {}
    open_mappings: _OpenMappings = [(-1, root, None)]
    mappings = [root]
    mapping: dict[str, Any] | None = None
    """The mapping of the last key."""
    same_prefix: str | None = None
    """The blanks before a key of the same mapping; None if the next line begins something else."""
    open_key: str | None = ""
    """The last key, if nothing stood after it."""
    items: list[str] = []
    """The list of texts that is being read, if one is."""
    items_indent, item_count = "", 0
    for prefix, key, plain, folded, indent, enclosed, other in lines:
        if other:
            item = re.fullmatch(_TEXT_ITEM, other)
            if item is None:
                return None
            if open_key is not None and mapping is not None and len(item[1]) >= open_mappings[-1][0]:
                mapping[open_key] = items = []
                items_indent, open_key = item[1], None
            elif not items or item[1] != items_indent:
                return None
            items.append(item[2])
            item_count += 1
            continue
        if prefix != same_prefix:
            mapping = _mapping_at(prefix, open_key, open_mappings, mappings)
            if mapping is None:
                return None
            same_prefix, open_key, items = prefix.replace("-", " "), None, []
        assert mapping is not None  # the prefix of the first line differs from None
        if plain:
            # To look for a long text among the nulls would hash it.
            mapping[key] = None if len(plain) <= _LONGEST_NULL and plain in NULLS else plain
        elif folded:
            if len(indent) <= len(prefix):
                return None
            mapping[key] = folded[len(indent) :].removesuffix("\n").replace("\n" + indent, " ")
        elif enclosed:
            mapping[key] = value = _parse_enclosed(enclosed)
            if value is None:
                return None
        else:
            mapping[key] = same_prefix = None  # the next line decides: a key like this one makes the value null
            open_key = key
    # Each line but those of text items made one key, unless a key stood twice in its mapping.
    return root.get("") if sum(map(len, mappings)) == len(lines) - item_count + 1 else None


def _mapping_at(
    prefix: str, open_key: str | None, open_mappings: _OpenMappings, mappings: list[dict[str, Any]]
) -> dict[str, Any] | None:
    """Return the mapping that a key belongs to; None if it cannot belong to any.

    Args:
        prefix: the text before the key: blanks, or blanks and a dash at the start of a list's item.
        open_key: the key of the line before, if nothing stood after it.
        open_mappings: the mappings around the line before; afterwards, those around this line.
        mappings: all mappings; a new one is appended.
    """
    column = len(prefix)
    is_item = prefix.endswith("- ")
    outer_column, outer, _ = open_mappings[-1]
    if open_key is not None and column - (2 if is_item else 1) >= outer_column:
        mapping: dict[str, Any] = {}
        items = [mapping] if is_item else None
        outer[open_key] = items or mapping
    else:
        while open_mappings[-1][0] != column or (is_item and open_mappings[-1][2] is None):
            open_mappings.pop()
            if not open_mappings:
                return None
        if not is_item:
            return open_mappings[-1][1]
        _, _, items = open_mappings.pop()
        assert items is not None
        mapping = {}
        items.append(mapping)
    open_mappings.append((column, mapping, items))
    mappings.append(mapping)
    return mapping


def _parse_enclosed(text: str) -> Any:
    """Return the value that stands in quotes, brackets or braces; None if it is not simple."""
    inside = text[1:-1]
    if text[0] == "[":
        return inside.split(", ") if inside else []
    if text[0] == "'":
        return inside.replace("''", "'")
    if text[0] == '"':
        return inside
    if not re.fullmatch(_PAIRS, inside):  # compiled at first use, as few files have braces
        return None
    pairs = re.findall(_PAIR, inside)
    values = {
        key: _parse_enclosed(items) if items else None if plain in NULLS else plain for key, plain, items in pairs
    }
    return values if len(values) == len(pairs) else None
