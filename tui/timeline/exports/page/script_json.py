"""JSON within a page: no text in it ends the element that holds it, or hides or reorders what stands around it."""

from __future__ import annotations

import json
import re

from tui.text.printable import printable

_NONCHARACTERS = "\ufffe\uffff"


def script_json(value: object) -> str:
    r"""Return a value as compact JSON that is safe in a ``<script>`` element of any type.

    ``<`` becomes an escape, so that neither ``</script>`` nor ``<!--`` can stand in it, and so do characters that would
    not be seen, lone surrogates and noncharacters, which HTML or UTF-8 do not have.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", r"\u003c")
    shown = printable(text)
    if shown == text and not any(character in text for character in _NONCHARACTERS):
        return text
    return re.sub(_changed(text, shown), lambda found: _escape(found[0]), text)


def _changed(text: str, shown: str) -> str:
    """Return a pattern of the characters of a text that are not shown as they are."""
    found = {one for one, visible in zip(text, shown, strict=True) if one != visible} | set(_NONCHARACTERS)
    return "[" + "".join(map(re.escape, sorted(found))) + "]"


def _escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{int.from_bytes(units[at : at + 2], 'big'):04x}" for at in range(0, len(units), 2))
