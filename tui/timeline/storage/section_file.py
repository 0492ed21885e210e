"""A file of named sections that is read in place, and tells when it is not what was written.

Layout: `MAGIC`; the sections, each at a multiple of eight bytes; a table of them with a description, as JSON; a CRC-32
of each block of `BLOCK` bytes of all that; and a trailer that says where those are, with a CRC-32 of its own and
theirs. A block is checked when something in it is first read, so that opening costs the same for any size.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
from array import array
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import IO, Any, Literal
from zlib import crc32

MAGIC = b"dateline sections 1\n\n\n\n\n"
BLOCK = 1 << 16
_TRAILER = struct.Struct("<QQQI I 24s")
"""Where the table begins and ends, how many blocks, CRC-32 of their CRC-32s, and of the fields before; the magic."""


class DamagedError(Exception):
    """A file is not as it was written."""


class SectionWriter:
    """Writes sections one after the other.

    Args:
        file: open for writing, empty.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._at = 0
        self._rest = b""
        self._checks = array("I")
        self._sections: dict[str, tuple[int, int]] = {}
        self._write(MAGIC)

    def add(self, name: str, data: Iterable[bytes]) -> None:
        """Write a section, given in pieces."""
        self._write(b"\0" * (-self._at % 8))
        start = self._at
        for piece in data:
            self._write(piece)
        self._sections[name] = (start, self._at)

    def add_numbers(self, name: str, numbers: array[int]) -> None:
        """Write a section of numbers, as wide as their array has them."""
        self.add(name, [numbers.tobytes()])

    def finish(self, description: object) -> None:
        """Write what makes it a whole.

        Args:
            description: anything that JSON can hold.
        """
        start = self._at
        self._write(json.dumps({"sections": self._sections, "description": description}).encode())
        end = self._at
        if self._rest:
            self._checks.append(crc32(self._rest))
        checks = self._checks.tobytes()
        self._file.write(checks)
        fields = (start, end, len(self._checks), crc32(checks))
        self._file.write(_TRAILER.pack(*fields, crc32(repr(fields).encode()), MAGIC))

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._at += len(data)
        data = self._rest + data if self._rest else data
        whole = len(data) - len(data) % BLOCK
        for start in range(0, whole, BLOCK):
            self._checks.append(crc32(memoryview(data)[start : start + BLOCK]))
        self._rest = data[whole:]


class SectionFile:
    """A file of sections, read in place.

    Args:
        path: the file.

    Raises:
        DamagedError: if it is no such file, or was cut short.
        OSError: if it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.renew: Callable[[], tuple[Path, bool]] | None = None
        """Called when the file turns out damaged: writes it again, returns its path and whether it is kept there."""
        self._open(path)

    def _open(self, path: Path) -> None:
        file = path.open("rb")
        size = os.fstat(file.fileno()).st_size
        if size < len(MAGIC) + _TRAILER.size:
            file.close()
            raise DamagedError(f"{path}: too short")
        self._file = file
        self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        *fields, check, magic = _TRAILER.unpack(self._bytes(size - _TRAILER.size, size))
        start, end, blocks, checks_check = fields
        if magic != MAGIC or check != crc32(repr(tuple(fields)).encode()):
            raise DamagedError(f"{path}: not as it was written")
        checks = self._bytes(end, end + 4 * blocks)
        if crc32(checks) != checks_check:
            raise DamagedError(f"{path}: not as it was written")
        if blocks != -(-end // BLOCK) or end + 4 * blocks + _TRAILER.size != size:
            raise DamagedError(f"{path}: not as long as it was written")
        self._end = end
        self._checks = array("I", checks)
        self._checked = bytearray(blocks)
        self._check(0, len(MAGIC))
        self._check(start, end)
        table = json.loads(self._bytes(start, end))
        self._sections: dict[str, tuple[int, int]] = table["sections"]
        self.description: Any = table["description"]

    def _bytes(self, start: int, end: int) -> bytes:
        # Read, not looked at in the mapping: what is mapped and was looked at counts as the program's memory.
        return os.pread(self._file.fileno(), max(0, end - start), start)

    def _check(self, start: int, end: int) -> None:
        checked = self._checked
        for block in range(start // BLOCK, -(-end // BLOCK)):
            if not checked[block]:
                at = block * BLOCK
                if crc32(self._bytes(at, min(at + BLOCK, self._end))) != self._checks[block]:
                    raise DamagedError(f"damaged at {at:,}")
                checked[block] = 1

    def place(self, name: str, start: int, end: int | None) -> tuple[mmap.mmap, int, int]:
        """Return the bytes that hold a part of a section, and where in them it begins and ends, once checked.

        Raises:
            DamagedError: if they are not as they were written, and the file cannot be renewed.
        """
        while True:
            first, last = self._sections[name]
            first, last = first + start, last if end is None else first + end
            try:
                self._check(first, last)
            except DamagedError:
                if self.renew is None:
                    raise
                renew, self.renew = self.renew, None  # once: what is damaged again at once will be so for ever
                renewed, is_kept = renew()
                self._open(renewed)
                if not is_kept:
                    renewed.unlink()  # what is open stays readable
            else:
                return self._data, first, last

    def read(self, name: str, start: int = 0, end: int | None = None) -> bytes:
        """Return a part of a section."""
        _, first, last = self.place(name, start, end)
        return self._bytes(first, last)

    def numbers(self, name: str, code: Literal["B", "I", "Q", "i"]) -> Sequence[int]:
        """Return a section of numbers of an `array` type, unread until they are looked at.

        Raises:
            DamagedError: see `place`.
        """
        data, first, last = self.place(name, 0, None)
        return memoryview(data)[first:last].cast(code)

    def has(self, name: str) -> bool:
        """Tell whether there is a section of this name."""
        return name in self._sections
