"""Text of which every terminal takes the same width.

Terminals disagree on sequences of several characters that are drawn as one: one moves on by the cells of the whole,
another by those of each part, and what stands beside it moves along. So the screen shows the first part alone. Each
rule is confirmed by measurements in tmux 3.3, and by the tables of Rich and of wcwidth.
"""

from __future__ import annotations

import re
import unicodedata

from tui.text.printable import INVISIBLE, is_plain

_JOINER = "\u200d"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_SKIN_TONES = "\U0001f3fb-\U0001f3ff"
_KEYCAP = "\u20e3"
_VOICED = "\u3099\u309a\uff9e\uff9f"
"""Voiced and semi-voiced sound marks: those that combine, then those of half width."""
_SPACING = str.maketrans({"\u3099": "\u309b", "\u309a": "\u309c", "\uff9e": "\u309b", "\uff9f": "\u309c"})
_JAMO = "\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb"
"""The letters that Korean syllables are composed of."""
_WIDENED = "\u2630-\u2637\u268a-\u268f\U0001d300-\U0001d356\U0001d360-\U0001d376"
"""Symbols that became two cells wide in Unicode 16."""

# The patterns are compiled when they are first needed: few texts need any of them.
_UNSTABLE = f"[{_JOINER}{_SELECTORS}{_SKIN_TONES}{_KEYCAP}{_VOICED}{_JAMO}{_WIDENED}]"
_MODIFIERS = f"[{_SELECTORS}{_SKIN_TONES}{_KEYCAP}]"
_EMOJI = "[\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
_FLAG = "\U0001f3f4"
_TAGGED = f"{_FLAG}{INVISIBLE}+"
"""The flag of a part of a country, whose tags `printable` has made visible."""
_JOINED = f"({_EMOJI}){_MODIFIERS}*(?:{_JOINER}{_EMOJI}{_MODIFIERS}*)+"
_DROPPED = f"(?s){_JOINER}|(?<=.){_MODIFIERS}"
_LEFT = f"[{_SELECTORS}{_SKIN_TONES}{_KEYCAP}{_WIDENED}]"
_WITH_MARK = f"(?s).[{_VOICED}]"
_SYLLABLE = f"[{_JAMO}]+"


def stable(text: str) -> str:
    """Return a text that takes the same number of cells in every terminal. It may be shorter.

    Of emoji that are joined the first is left, without its skin tone. Selectors between the forms of a character,
    joiners, and the frames of keycaps are left out. Sound marks of Japanese and letters of Korean are composed with
    those before them. What stands alone and has no certain width becomes `INVISIBLE`.
    """
    if is_plain(text) or not (re.search(_UNSTABLE, text) or _FLAG in text):
        return text
    text = re.sub(_TAGGED, _FLAG, re.sub(_JOINED, r"\1", text))
    text = re.sub(_DROPPED, "", text)
    text = re.sub(_LEFT, INVISIBLE, text)
    text = re.sub(_WITH_MARK, _composed, text).translate(_SPACING)
    return re.sub(_SYLLABLE, lambda found: unicodedata.normalize("NFC", found[0]), text)


def stable_characters(text: str) -> str:
    """Return a text of the same length that takes the same number of cells in every terminal.

    It is for text that is edited: what joins or modifies another character becomes `INVISIBLE`.
    """
    return text if is_plain(text) else re.sub(_UNSTABLE, _each_stable, text)


def _each_stable(found: re.Match[str]) -> str:
    character = found[0].translate(_SPACING)
    return character if character != found[0] or re.match(f"[{_JAMO}]", character) else INVISIBLE


def _composed(found: re.Match[str]) -> str:
    """Return a letter and the sound mark after it as one character, if there is one."""
    letter, mark = found[0][0], found[0][1]
    composed = unicodedata.normalize("NFKC", letter + unicodedata.normalize("NFKC", mark))
    return composed if len(composed) == 1 else found[0]
