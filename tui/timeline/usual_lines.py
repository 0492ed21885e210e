"""An event whose lines are the usual ones, read without a YAML parser: twice as fast as with libyaml from Python.

Usual is one key a line, and after it a value on the same line, or a ``>-`` with its lines, or a list in brackets with
nothing but ids in it. YAML has many more forms, of which whoever uses this has a parser read what stands in them: what
is not usual is not read at all, and what is means to YAML what it means here.
"""

from __future__ import annotations

import re
from typing import Any

_LINE = re.compile(
    r"""
    ([ ]*(?:-[ ])?)([a-z_]+):
    (?:
        # a plain text
        [ ]([^-?:,\[\]{}\#&*!|>'"%@`\ \n](?:[^:\#\n]++|:(?![ \n])|(?<![ ])\#)*+(?<![ ]))\n
        # a folded text, its lines indented alike
      | [ ]>-\n(([ ]+)[^ \n].*\n(?:\5[^ \n].*\n)*+)
        # a list of ids, or a text in quotes without escapes
      | [ ](\[(?:\w[\w.-]*+(?:,[ ]\w[\w.-]*+)*+)?\]|"[^"\\\n]*+"|'(?:[^'\n]++|'')*+')\n
      | \n
    )
    | (.+)  # anything else
    """,
    re.VERBOSE,
)
_ITEM = re.compile(r"\n*( *)- ")

_CONTROLS = bytes(range(32)).replace(b"\n", b"") + b"\x7f"
_NO_CONTROLS = bytes(set(range(256)) - set(_CONTROLS))
_ODD_CHARACTERS = (rb"\xc2[\x80-\x9f]", rb"\xe2\x80[\xa8\xa9]", rb"\xef\xbb\xbf", rb"\xef\xbf[\xbe\xbf]")
"""What YAML refuses or takes for the end of a line, of what UTF-8 writes in several bytes."""

_NULLS = frozenset({"~", "null", "Null", "NULL"})


def are_usual(text: str) -> bool:
    """Tell whether a text has no characters that are not usual. In one that has, no event can be read by its lines."""
    data = text.encode()
    return not data.translate(None, _NO_CONTROLS) and not any(re.search(odd, data) for odd in _ODD_CHARACTERS)


def item_starts(text: str) -> list[int]:
    """Return where lines begin that look like items of the list of which a text holds some items; none if none do."""
    first = _ITEM.match(text)
    if first is None:
        return []
    indent = first[1]
    starts = [first.start(1)]
    starts += [found.end() for found in re.compile(rf"\n(?={indent}-[ \n])").finditer(text, first.end())]
    return starts


def usual_values(text: str, start: int, end: int) -> dict[str, Any] | None:
    """Read an item of a list.

    Args:
        text: the text in which it stands, of `are_usual` characters.
        start: the offset of its first line.
        end: the offset after its last.

    Returns:
        Its texts, lists and mappings, with None for a null, as YAML has them; or None if it is not usual.
    """
    # What stands before a key tells whose it is: blanks, or blanks and a dash for the first one of a list's item.
    lines = _LINE.findall(text, start, end)
    if not lines or not lines[0][0].endswith("- "):
        return None
    outer = _blank(lines[0][0])
    values: dict[str, Any] = {}
    into, mappings = values, [values]
    items: list[Any] = []
    usual = dash = opened = None
    for before, key, plain, folded, indent, other, odd in lines:
        if before != usual:
            if before == outer:
                into, usual, dash = values, outer, None
            elif before == dash:
                into, usual = {}, _blank(before)
                items.append(into)
                mappings.append(into)
            elif opened is not None and before.startswith(outer):
                into, usual = {}, _blank(before)
                mappings.append(into)
                values[opened] = into
                if before != usual:
                    values[opened] = items = [into]
                    dash = before
            elif not values:
                usual = outer
            else:
                return None
            opened = None
        if plain:
            into[key] = plain if plain not in _NULLS else None
        elif folded:
            if len(indent) <= len(before):
                return None
            into[key] = folded[len(indent) : -1].replace("\n" + indent, " ")
        elif other:
            inside = other[1:-1]
            if other[0] == "[":
                into[key] = inside.split(", ") if inside else []
            else:
                into[key] = inside.replace("''", "'") if other[0] == "'" else inside
        elif odd or into is not values:
            return None
        else:
            into[key] = usual = None  # what comes next says what it is; nothing but null, if it is a key like this
            opened = key
    return values if sum(map(len, mappings)) == len(lines) else None


def _blank(before: str) -> str:
    """Return what stands before the other keys of a mapping whose first key has this before it."""
    return before.replace("-", " ")
