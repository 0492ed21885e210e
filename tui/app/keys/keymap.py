"""The user's keys: a keymap gives, by the id of a binding, its keys separated by commas, as Textual names them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from textual.binding import Binding

if TYPE_CHECKING:
    from tui.config.config import Config


class HasKeymap(Protocol):
    """The app, as far as the palette needs to know it."""

    keymap: Mapping[str, str]
    """The keys that the user has set, by binding id."""


def keymap_of(config: Config) -> dict[str, str]:
    """Return the keymap of a config that has been checked."""
    from tui.app.keys.names import key_named

    return {action: ",".join(key_named(key.strip()) for key in keys.split(",")) for action, keys in config.keys.items()}


def keys_of(binding: Binding, keymap: Mapping[str, str]) -> list[str]:
    """Return the keys of a binding under a keymap."""
    return [key.strip() for key in keymap.get(binding.id or "", binding.key).split(",")]
