"""The names of keys: as written in a config, as Textual names them, and as printed on keyboards."""

from __future__ import annotations

import string

from textual.keys import Keys, format_key

from tui.app.textual_fixes import key_of
from tui.text.nearest import nearest

_MODIFIERS = ("alt", "ctrl", "hyper", "meta", "shift", "super")
_TYPED = {key_of(character): character for character in string.punctuation + " "}
_NAMED = frozenset(
    name for key in Keys if len(name := key.value.rpartition("+")[2]) > 1 and name.isalnum() and name != "return"
) | frozenset(_TYPED)
_ALSO_CALLED = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    "control": "ctrl",
    "option": "alt",
    "cmd": "super",
}
_PRINTED = {
    "escape": "Esc",
    "enter": "Enter",
    "backspace": "Backspace",
    "delete": "Del",
    "insert": "Ins",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "space": "Space",
}


class KeyNameError(ValueError):
    """A text names no key. The args are the error and the remedy."""


def key_named(text: str) -> str:
    """Return Textual's name of the key that a text names.

    Raises:
        KeyNameError: the text names no key.
    """
    *modifiers, name = text.split("+") if not text.endswith("+") else [*text[:-1].split("+")[:-1], "+"]
    if not text:
        raise KeyNameError("a key is missing", "write its name; that of , is comma")
    for modifier in modifiers:
        if modifier not in _MODIFIERS:
            close = _ALSO_CALLED.get(modifier.lower()) or nearest(modifier, _MODIFIERS)
            remedy = f"did you mean '{close}'?" if close else f"they are {', '.join(_MODIFIERS)}"
            raise KeyNameError(f"'{modifier}' is not a modifier key", remedy)
    if len(name) == 1 and name.isprintable():
        if name.isalpha() and "shift" in modifiers and len(modifiers) == 1:
            raise KeyNameError(f"'{text}' is not a key of its own in a terminal", f"write '{name.upper()}'")
        name = key_of(name)
    elif name not in _NAMED:
        close = _ALSO_CALLED.get(name.lower()) or nearest(name, [*_NAMED, *_ALSO_CALLED])
        close = _ALSO_CALLED.get(close or "", close)
        meant = "+".join([*modifiers, close]) if close else None
        remedy = f"did you mean '{meant}'?" if meant else "write a key such as x, X, ctrl+x, f5 or slash"
        raise KeyNameError(f"'{text}' is not a key", remedy)
    return "+".join([*sorted(set(modifiers)), name])


def printed(key: str) -> str:
    """Return a key as it is printed on keyboards, after its modifiers."""
    *modifiers, name = key.split("+")
    shown = _PRINTED.get(name) or format_key(name)
    if len(shown) > 1 or modifiers:
        shown = shown[0].upper() + shown[1:]
    return "+".join([*(modifier.capitalize() for modifier in modifiers), shown])


def character_of(key: str) -> str | None:
    """Return the character that a key types, or None if it types none."""
    return key if len(key) == 1 else _TYPED.get(key)
