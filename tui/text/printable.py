"""Make text from a file safe to show: without control sequences, and in its own order.

Each character is replaced by exactly one, so that offsets in the text stay valid.
"""

from __future__ import annotations

import re

INVISIBLE = "◌"
"""The replacement of a character that would be invisible, or would reorder the characters after it."""

_CONTROLS = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "␡"}
_CONTROLS |= dict.fromkeys(range(0x80, 0xA0), "␦")
# Bidirectional overrides, embeddings, isolates and marks; soft hyphen; spaces without width; tags; line and
# paragraph separators; lone surrogates. The joiners U+200C and U+200D stay: Persian and emoji are written with them.
_UNSEEN = (
    "[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)  # compiled when it is first needed, as most texts are plain
_PLAIN = re.compile("[ -~\xa1-\xac\xae-\u0377\u2010-\u2027\u20a0-\u20bf\u2190-\u262f]*")


def is_plain(text: str) -> bool:
    """Return whether a text is one line of Latin or Greek letters and usual symbols, which every terminal shows alike.

    It is a quick test: False is not certain.
    """
    return _PLAIN.fullmatch(text) is not None


def printable(text: str, *, line_feeds: bool = False) -> str:
    """Return text of the same length that is safe to show.

    Control characters become their control pictures, such as ␛, and invisible characters become `INVISIBLE`.

    Args:
        text: the text.
        line_feeds: keep line feeds, for text of several lines.
    """
    if is_plain(text):
        return text
    if line_feeds:
        return "\n".join(map(printable, text.split("\n")))
    return re.sub(_UNSEEN, INVISIBLE, text.translate(_CONTROLS))
