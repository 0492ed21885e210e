"""Transliterate text for terminals and files that have only ASCII."""

from __future__ import annotations

import re
import unicodedata

from tui.terminal.glyphs import ASCII, UNICODE

_PUNCTUATION = {
    **dict.fromkeys("‘’‚‛ʼ′", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("•●", "*"),
    "…": "...",
    "¶": "par.",
    "€": "EUR",
    "×": "x",
    "⁄": "/",  # as in ½
}
_LETTERS = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i"}
"""The letters of Western Europe that do not decompose, so that these languages need no further package."""
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
_BOXES_AND_BLOCKS = "\u2500-\u259f"
"""The range of box drawing characters and block elements, for a regular expression."""
_FIELD = rf"([^{_BOXES_AND_BLOCKS}]+?)( {{2,}}|\Z|(?=[{_BOXES_AND_BLOCKS}]))|[{_BOXES_AND_BLOCKS}]+"
"""A text and the blanks that separate it from the next column; or a run of lines and blocks."""


def _glyph_pairs() -> dict[str, str]:
    """Return the ASCII glyph for each of our Unicode glyphs."""
    pairs: dict[str, str] = {}
    for name, unicode_glyph in UNICODE.as_dict().items():
        ascii_glyph = getattr(ASCII, name)
        if name == "statuses":
            pairs.update((glyph, ascii_glyph[status]) for status, glyph in unicode_glyph.items())
        elif isinstance(unicode_glyph, str) and name != "bars":
            pairs[unicode_glyph] = ascii_glyph
    return pairs


_KNOWN = _glyph_pairs() | _LETTERS | _PUNCTUATION


def transliterate(text: str) -> str:
    """Return text in ASCII, with as many letters as that takes.

    The result may be longer or shorter than the text. Where columns have to stay aligned, transliterate before they
    are laid out, or use `transliterate_cells`.
    """
    return text if text.isascii() else text.translate(_TRANSLITERATION)


class _TransliterationTable(dict[int, str]):
    """A table for `str.translate` that fills itself: each character in as many ASCII letters as it takes."""

    def __missing__(self, code: int) -> str:
        letters = self[code] = _transliterated(chr(code))
        return letters


def _transliterated(character: str) -> str:
    if character.isascii():
        return character
    if known := _KNOWN.get(character):
        return known
    parts = unicodedata.normalize("NFKD", character)
    letters = "".join(_PUNCTUATION.get(part, part) for part in parts if not unicodedata.combining(part))
    if letters and letters.isascii():
        return letters
    from anyascii import anyascii  # takes longer to import than all of this module

    return anyascii(character) or ("" if _is_silent(character) else "?")


def _is_silent(character: str) -> bool:
    """Return whether nothing stands for a character in a transliteration: an accent, a joiner, or a mute letter."""
    category = unicodedata.category(character)
    is_ideograph = unicodedata.east_asian_width(character) == "W"
    return category == "Cf" or (category[0] in "LM" and not is_ideograph)


class _CellTable(dict[int, str]):
    """A table for `str.translate` that fills itself: each character in ASCII, cut or padded to its own cells."""

    def __missing__(self, code: int) -> str:
        from rich.cells import cell_len

        character = chr(code)
        plain = _DRAWN.get(character) or _KNOWN.get(character)
        if plain is None:
            plain = "+" if "\u2500" <= character <= "\u259f" else _transliterated(character)
        cells = cell_len(character)
        plain = self[code] = plain[:cells].ljust(cells)
        return plain


_TRANSLITERATION = _TransliterationTable()
_CELLS = _CellTable()


def transliterate_cells(text: str) -> str:
    """Return text in ASCII that takes the same number of cells, so that the columns of a line stay aligned.

    A column ends at two or more blanks, or at a line or block that is drawn. A text that becomes longer takes its room
    from the blanks that follow it, of which one stays; where they are too few, each of its characters is cut to the
    cells that it had.
    """
    if text.isascii():
        return text
    from rich.cells import cell_len

    width = cell_len(text)  # for a cluster, such as a flag, less than the sum of its parts
    fields = []
    for field in re.finditer(_FIELD, text):
        words, blanks = field[1] or "", field[2] or ""
        if not words:
            fields.append(field[0].translate(_CELLS))
            continue
        cells = cell_len(words) + len(blanks)
        spelled = transliterate(words)
        is_last = field.end() == len(text)
        if len(spelled) > cells - (bool(blanks) and not is_last) or not spelled.isprintable():
            spelled = words.translate(_CELLS)
        fields.append(spelled.ljust(cells))
    return "".join(fields)[:width].ljust(width)
