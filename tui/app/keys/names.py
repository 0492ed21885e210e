"""The names of keys: as they are written in a config, as Textual has them, and as they are printed on keyboards."""

from __future__ import annotations

import string

from textual.keys import Keys, _character_to_key, format_key

from tui.text.nearest import nearest

_MODIFIERS = ("alt", "ctrl", "hyper", "meta", "shift", "super")
_WRITING = {_character_to_key(character): character for character in string.punctuation + " "}
_NAMED = frozenset(
    name for key in Keys if len(name := key.value.rpartition("+")[2]) > 1 and name.isalnum() and name != "return"
) | frozenset(_WRITING)
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
    """A text that names no key. Its args are what is wrong and what would be right."""


def key_named(text: str) -> str:
    """Return the key that a text names, as Textual has it.

    Raises:
        KeyNameError: there is none.
    """
    *modifiers, name = text.split("+") if not text.endswith("+") else [*text[:-1].split("+")[:-1], "+"]
    if not text:
        raise KeyNameError("a key is missing", "write its name; that of , is comma")
    for modifier in modifiers:
        if modifier not in _MODIFIERS:
            close = _ALSO_CALLED.get(modifier.lower()) or nearest(modifier, _MODIFIERS)
            right = f"did you mean '{close}'?" if close else f"they are {', '.join(_MODIFIERS)}"
            raise KeyNameError(f"'{modifier}' is nothing to hold down with a key", right)
    if len(name) == 1 and name.isprintable():
        if name.isalpha() and "shift" in modifiers and len(modifiers) == 1:
            raise KeyNameError(f"'{text}' is no key of its own in a terminal", f"write '{name.upper()}'")
        name = _character_to_key(name)
    elif name not in _NAMED:
        close = _ALSO_CALLED.get(name.lower()) or nearest(name, [*_NAMED, *_ALSO_CALLED])
        close = _ALSO_CALLED.get(close or "", close)
        meant = "+".join([*modifiers, close]) if close else None
        right = f"did you mean '{meant}'?" if meant else "write such as x, X, ctrl+x, f5 or slash"
        raise KeyNameError(f"'{text}' is no key", right)
    return "+".join([*sorted(set(modifiers)), name])


def printed(key: str) -> str:
    """Return a key as it is printed on keyboards, with what is held down before it."""
    *modifiers, name = key.split("+")
    shown = _PRINTED.get(name) or format_key(name)
    if len(shown) > 1 or modifiers:
        shown = shown[0].upper() + shown[1:]
    return "+".join([*(modifier.capitalize() for modifier in modifiers), shown])


def character_of(key: str) -> str | None:
    """Return what a key writes; None if it writes nothing."""
    return key if len(key) == 1 else _WRITING.get(key)
