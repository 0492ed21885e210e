"""Text of a timeline as it can be shown: never a control sequence, and every character in its place.

Each character is shown as one character, so that offsets in the text hold for what is shown.
"""

from __future__ import annotations

import re

INVISIBLE = "◌"
"""Stands for a character that would be invisible, or would turn the order of those after it."""

_CONTROLS = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "␡"}
_CONTROLS |= dict.fromkeys(range(0x80, 0xA0), "␦")
# Bidirectional overrides, embeddings, isolates and marks; soft hyphen; spaces without width; tags; line and
# paragraph separators; lone surrogates. The joiners U+200C and U+200D stay: Persian and emoji are written with them.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_PLAIN = re.compile("[ -~\xa1-\xac\xae-\u0377\u2010-\u2027\u20a0-\u20bf]*")


def printable(text: str, *, line_feeds: bool = False) -> str:
    """Return text of the same length that is safe to show.

    Control characters become their pictures, and invisible ones `INVISIBLE`.

    Args:
        text: the text.
        line_feeds: leave line feeds as they are, for text that may have several lines.
    """
    if _PLAIN.fullmatch(text):
        return text
    if line_feeds:
        return "\n".join(map(printable, text.split("\n")))
    return _UNSEEN.sub(INVISIBLE, text.translate(_CONTROLS))
