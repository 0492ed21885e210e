"""Match the items of two versions of a list, and put the items of both into one order."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

_Key = TypeVar("_Key", bound=Hashable)

_KEYS: Mapping[str, Callable[[Any], Hashable]] = {
    "quotes": lambda quote: (quote["source"], quote["exact"]),
    "media": lambda media: media["url"],
    "views": lambda view: view["name"],
}
"""By the key of a list: what two versions of an item have in common."""
_ALSO: Mapping[str, Callable[[Any], Hashable]] = {"quotes": lambda quote: quote["source"]}
"""The same, if only one item is left with that value: a corrected quote is still the quote of its source."""


def pair_items(old: Sequence[Any], new: Sequence[Any], field: str, *, is_corrected: bool = True) -> dict[int, int]:
    """Return the positions of old items by the positions of their new versions. An item that was added has none.

    Args:
        old: the items of the older list.
        new: the items of the newer list.
        field: the key under which the lists stand.
        is_corrected: take the only other quote of a source for the same one, with other words.
    """
    pairs: dict[int, int] = {}
    for key in filter(None, (repr, _KEYS.get(field), _ALSO.get(field) if is_corrected else None)):
        before = _unique(old, set(pairs.values()), key, is_exact=key is repr)
        after = _unique(new, set(pairs), key, is_exact=key is repr)
        pairs |= {after[value]: before[value] for value in before.keys() & after.keys()}
    return pairs


def _unique(
    items: Sequence[Any], without: set[int], key: Callable[[Any], Hashable], *, is_exact: bool
) -> dict[Hashable, int]:
    """Return the positions of items by their keys. Items that share a key are left out, unless they are equal."""
    found: dict[Hashable, list[int]] = {}
    for position, item in enumerate(items):
        if position not in without:
            found.setdefault(key(item), []).append(position)
    if is_exact:
        return {(value, number): at for value, same in found.items() for number, at in enumerate(same)}
    return {value: same[0] for value, same in found.items() if len(same) == 1}


def interleaved(ours: Iterable[_Key], theirs: Iterable[_Key]) -> list[_Key]:
    """Return keys in the order of ours; each that only theirs have stands behind the key that it follows there."""
    mine = dict.fromkeys(ours)
    first: list[_Key] = []
    behind: dict[_Key, list[_Key]] = {}
    place = first
    for key in theirs:
        if key in mine:
            place = behind.setdefault(key, [])
        else:
            place.append(key)
    return [*first, *(found for key in mine for found in (key, *behind.get(key, ())))]
