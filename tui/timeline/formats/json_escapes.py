"""JSON as it is written: its numbers as texts, and no half characters."""

from __future__ import annotations

import json
import re

AS_WRITTEN = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
"""Decodes numbers as the texts that stand for them."""

_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)"
)


def with_whole_characters(text: str) -> str:
    """Return JSON in which an escape of one half of a surrogate pair, without the other half, is that of U+FFFD.

    Such an escape stands for no character, and no file and no index can hold it. All positions stay the same.
    """
    if "\\ud" not in text and "\\uD" not in text:
        return text
    return _ESCAPE.sub(lambda escape: "\\ufffd" if escape[1] else escape[0], text)
