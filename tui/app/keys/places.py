"""Letters of keyboard layouts that are not Latin, taken for the keys at their places on a US keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.events import Key

from tui.app.textual_fixes import key_of
from tui.app.textual_input import PLACES
from tui.config.layouts import NO_LAYOUT, guessed_places, is_latin, places_of


class KeyPlaces:
    """Finds the key at the place of a letter.

    Args:
        setting: the name of a layout; or characters, each with that of its place, beside the guessed ones; None for
            the guessed ones alone.
    """

    def __init__(self, setting: str | Mapping[str, str] | None = None) -> None:
        self._is_off = setting == NO_LAYOUT
        self._own: Mapping[str, str] = {} if isinstance(setting, str) or setting is None else setting
        self._set = places_of(setting) if isinstance(setting, str) and not self._is_off else {}

    def key_at_place(self, event: Key, is_typed: Callable[[Key], bool], is_command: Callable[[Key], bool]) -> Key:
        """Return the key at the place of a key that is no Latin letter, or the same key.

        The terminal's own report of the place goes before the tables, and the user's map before both.

        Args:
            event: the key.
            is_typed: returns whether a key is typed as text where the focus is.
            is_command: returns whether a key is a command itself. It is one still, unless the user's map has it.
        """
        *modifiers, name = event.key.split("+")
        character = event.character if event.character is not None and not modifiers else name
        if self._is_off or len(character) != 1:
            return event
        place = self._own.get(character)
        if place is None and not is_latin(character):
            place = PLACES.get(character) or self._set.get(character) or guessed_places().get(character)
        elif place is None:
            place = self._set.get(character)
        if place is None or place == character or is_typed(event):
            return event
        if character not in self._own and is_command(event):
            return event
        key = "+".join([*modifiers, place if place.isalnum() else key_of(place)])
        return Key(key, None if modifiers else place)
