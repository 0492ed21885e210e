"""Text as ASCII, for terminals that have nothing else."""

from __future__ import annotations

import codecs
import unicodedata

from tui.terminal.glyphs import ASCII, UNICODE

TRANSLITERATE = "dateline.transliterate"
"""The name of an error handler for streams: what their encoding lacks is written as close as ASCII comes to it."""

_SPELLED = {
    **dict.fromkeys("‘’‚‛ʼ′", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("•●", "*"),
    "…": "...",
    "¶": "par.",
    "€": "EUR",
    "œ": "oe",
    "Œ": "OE",
    "æ": "ae",
    "Æ": "AE",
    "ß": "ss",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "ı": "i",
    "đ": "d",
    "Đ": "D",
    "×": "x",
    "⁄": "/",  # of ½
}
_DRAWN = {
    **dict.fromkeys("═╌╍╴╶╸╺▀▔🮂", "-"),
    "▁": "_",
    **dict.fromkeys("▂▃▄▅▆▇", " "),  # the ends of scroll bars
    **dict.fromkeys("│┃║╎╏╵╷╹╻▌▐▎▊▏▕▍▋▉", "|"),
    "█": "#",
    "░": ".",
    "▒": ":",
    "▓": "%",
    "⏎": "<",
    "⌫": "<",
}


def _pairs_of_marks() -> dict[str, str]:
    pairs: dict[str, str] = {}
    for name, drawn in UNICODE.as_dict().items():
        plain = getattr(ASCII, name)
        if name == "statuses":
            pairs.update((mark, plain[status]) for status, mark in drawn.items())
        elif isinstance(drawn, str) and name != "bars":
            pairs[drawn] = plain
    return pairs


_MARKS = _pairs_of_marks()


def spelled(text: str) -> str:
    """Return text as ASCII, with as many letters as it takes: for lines that nothing is aligned with."""
    return text if text.isascii() else "".join(map(_spelled, text))


def _spelled(character: str) -> str:
    if character.isascii():
        return character
    if known := _SPELLED.get(character) or _MARKS.get(character):
        return known
    if unicodedata.combining(character):
        return ""
    parts = unicodedata.normalize("NFKD", character)
    return "".join(part if part.isascii() else _SPELLED.get(part, "") for part in parts) or "?"


class _Cells(dict[int, str]):
    """A table for `str.translate` that fills itself: each character as ASCII of as many cells."""

    def __missing__(self, code: int) -> str:
        from rich.cells import cell_len

        character = chr(code)
        plain = _DRAWN.get(character) or _MARKS.get(character)
        if plain is None:
            plain = "+" if "\u2500" <= character <= "\u259f" else _spelled(character)
        cells = cell_len(character)
        plain = self[code] = plain[:cells].ljust(cells)
        return plain


_CELLS = _Cells()


def in_cells(text: str) -> str:
    """Return text as ASCII that takes as many cells."""
    return text if text.isascii() else text.translate(_CELLS)


def _transliterate(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return spelled(error.object[error.start : error.end]), error.end


codecs.register_error(TRANSLITERATE, _transliterate)
