"""Lines of the usual form, read without a YAML parser: twice as fast as with libyaml from Python.

Usual is one key a line, and after it a value on the same line: a text that is plain or in quotes without escapes, plain
texts in brackets, or keys with either in braces. Or a ``>-`` and its lines; or, in lines of their own and indented
alike, a mapping or a list of mappings. Between them may be blank lines, and lines with nothing but a comment.

YAML has many more forms, of which whoever uses this has a parser read what stands in them: what is not usual is not
read at all, and what is means to YAML what it means here.
"""

from __future__ import annotations

import re
from typing import Any

from tui.timeline.reading.schema import NULLS

_KEY = r"\w[\w.-]{0,99}+"  # YAML has keys of up to 1,024 characters
_INSIDE = r"\w[^,:?\#\[\]{}\n]*+(?<![ ])"
"""A plain text inside of brackets or braces."""
_LIST = rf"\[(?:{_INSIDE}(?:,[ ]{_INSIDE})*+)?\]"
_PAIR = rf"({_KEY}):[ ](?:({_INSIDE})|({_LIST}))"
_PAIRS = rf"(?:{_PAIR}(?:,[ ]{_PAIR})*+)?"
"""What is inside of braces."""

_END = r"(?:\n|\Z)"
_PLAIN = r"""(?!-(?!\w))[^?:,\[\]{}\#&*!|>'"%@`\ \n](?:[^:\#\n]++|:(?![ \n])|(?<![ ])\#)*+(?<![ ])"""
_TEXT_ITEM = rf"([ ]*+)-[ ]({_PLAIN})"

_LINE = re.compile(
    rf"""
    ([ ]*+(?:-[ ])?+)({_KEY}):
    (?:
        # a plain text
        [ ]({_PLAIN}){_END}
        # a folded text, its lines indented alike
      | [ ]>-\n(([ ]+)[^ \n].*{_END}(?:\5[^ \n].*{_END})*+)
        # what is in brackets or braces, or in quotes without escapes
      | [ ]({_LIST}|\{{[^{{}}\n]*+\}}|"[^"\\\n]*+"|'(?:[^'\n]++|'')*+'){_END}
      | (?:[ ]+\#.*)?{_END}
    )
    # comments, which are text where they are indented like a folded one
    (?:\n*+(?!\5)[ ]*+\#.*{_END})*+
    | (.+)  # anything else
    """,
    re.VERBOSE,
)
_NOTHING = re.compile(r"(?: *(?:#.*)?\n)*+")
_ITEM = re.compile(_NOTHING.pattern + "( *)- ")

_CONTROLS = bytes(range(32)).replace(b"\n", b"") + b"\x7f"
_NO_CONTROLS = bytes(set(range(256)) - set(_CONTROLS))
_ODD_CHARACTERS = {
    b"\xc2": re.compile(rb"\xc2[\x80-\x9f]"),
    b"\xe2": re.compile(rb"\xe2\x80[\xa8\xa9]"),
    b"\xef": re.compile(rb"\xef(?:\xbb\xbf|\xbf[\xbe\xbf])"),
}
"""What YAML refuses or takes for the end of a line, of what UTF-8 writes in several bytes, by the first of these."""


def are_usual(data: bytes) -> bool:
    """Tell whether a text in UTF-8 has no character that is not usual. In one that has, lines tell nothing."""
    if data.translate(None, _NO_CONTROLS):
        return False
    return not any(first in data and odd.search(data) for first, odd in _ODD_CHARACTERS.items())


def item_starts(text: str) -> list[int]:
    """Return where lines begin that look like items of the list of which a text holds some items; none if none do."""
    first = _ITEM.match(text)
    if first is None:
        return []
    indent = first[1]
    starts = [first.start(1)]
    starts += [found.end() for found in re.compile(rf"\n(?={indent}-[ \n])").finditer(text, first.end())]
    return starts


def usual_item(text: str, start: int, end: int) -> dict[str, Any] | None:
    """Read an item of a list.

    Args:
        text: the text in which it stands, of `are_usual` characters.
        start: the offset of its first line.
        end: the offset after its last.

    Returns:
        Its texts, lists and mappings, with None for a null, as YAML has them; or None if it is not usual.
    """
    items = _values(text, start, end)
    return items[0] if type(items) is list and len(items) == 1 else None


def usual_mapping(text: str) -> dict[str, Any] | None:
    """Read a text, of `are_usual` characters, that is one mapping. Returns what `usual_item` does."""
    start = _NOTHING.match(text)
    mapping = _values(text, start.end() if start else 0, len(text))
    return mapping if type(mapping) is dict else None


_Around = list[tuple[int, dict[str, Any], "list[Any] | None"]]
"""The mappings around a line, the innermost last: the column of its keys, and the list that it is an item of."""


def _values(text: str, start: int, end: int) -> Any:
    """Return the mapping that some lines are, or the list of mappings; None if they are not usual."""
    lines = _LINE.findall(text, start, end)
    whole: dict[str, Any] = {}
    around: _Around = [(-1, whole, None)]
    mappings = [whole]
    into: dict[str, Any] | None = None
    usual: str | None = None
    opened: str | None = ""
    texts: list[str] = []
    dash, text_items = "", 0
    for before, key, plain, folded, indent, other, odd in lines:
        if odd:
            item = re.fullmatch(_TEXT_ITEM, odd)
            if item is None:
                return None
            if opened is not None and into is not None and len(item[1]) >= around[-1][0]:
                into[opened] = texts = []
                dash, opened = item[1], None
            elif not texts or item[1] != dash:
                return None
            texts.append(item[2])
            text_items += 1
            continue
        if before != usual:
            into = _mapping_of(before, opened, around, mappings)
            usual, opened, texts = before.replace("-", " "), None, []
        if into is None:
            return None
        if plain:
            into[key] = plain if plain not in NULLS else None
        elif folded:
            if len(indent) <= len(before):
                return None
            into[key] = folded[len(indent) :].removesuffix("\n").replace("\n" + indent, " ")
        elif other:
            into[key] = value = _enclosed(other)
            if value is None:
                return None
        else:
            into[key] = usual = None  # what comes next says what it is; nothing but null, if it is a key like this
            opened = key
    # A key that stands twice in a mapping is there once.
    return whole.get("") if sum(map(len, mappings)) == len(lines) - text_items + 1 else None


def _mapping_of(before: str, opened: str | None, around: _Around, mappings: list[dict[str, Any]]) -> Any:
    """Return the mapping that a key is of, or None if it can be of none.

    What stands before a key tells whose it is: blanks, or blanks and a dash for the first one of a list's item.

    Args:
        before: what stands before the key.
        opened: the key of the line before, if nothing stood after that.
        around: what is around that line; around this one, afterwards.
        mappings: takes a mapping that begins here.
    """
    column = len(before)
    is_item = before.endswith("- ")
    outer, parent, _ = around[-1]
    if opened is not None and column - (2 if is_item else 1) >= outer:
        mapping: dict[str, Any] = {}
        items = [mapping] if is_item else None
        parent[opened] = items or mapping
    else:
        while around[-1][0] != column or (is_item and around[-1][2] is None):
            around.pop()
            if not around:
                return None
        if not is_item:
            return around[-1][1]
        _, _, items = around.pop()
        assert items is not None
        mapping = {}
        items.append(mapping)
    around.append((column, mapping, items))
    mappings.append(mapping)
    return mapping


def _enclosed(text: str) -> Any:
    """Return what stands in quotes, brackets or braces; None if that is not usual."""
    inside = text[1:-1]
    if text[0] == "[":
        return inside.split(", ") if inside else []
    if text[0] == "'":
        return inside.replace("''", "'")
    if text[0] == '"':
        return inside
    if not re.fullmatch(_PAIRS, inside):  # compiled when first needed, as few files have braces
        return None
    pairs = re.findall(_PAIR, inside)
    values = {key: _enclosed(listed) if listed else None if plain in NULLS else plain for key, plain, listed in pairs}
    return values if len(values) == len(pairs) else None
