"""Hashes of ids, by which a store finds an event without reading the ids of the others."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from hashlib import blake2b


def id_hash(event_id: bytes) -> int:
    """Return 64 bits of an id in UTF-8. Nobody can make a file with two ids of the same hash."""
    return int.from_bytes(blake2b(event_id, digest_size=8).digest(), "little")


def sorted_hashes(ids: Sequence[bytes]) -> tuple[array[int], array[int]]:
    """Return the hashes of ids, ascending, and the position of the id that each belongs to."""
    hashes = array("Q", map(id_hash, ids))
    positions = array("I", sorted(range(len(ids)), key=hashes.__getitem__))
    return array("Q", map(hashes.__getitem__, positions)), positions
