"""A file of named sections that is read in place and detects when it is damaged.

Layout: `MAGIC`; the sections, each at a multiple of eight bytes; a table of their positions with a description of the
whole, as JSON; a CRC-32 of each block of `BLOCK_SIZE` bytes of all that; and a trailer with the position of the table
and CRC-32s of the checksums and of itself. A block is checked when it is first read, so a file of any size opens fast.
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
from weakref import finalize
from zlib import crc32

from tui.files.private import open_private

MAGIC = b"dateline sections 1\n\n\n\n\n"
BLOCK_SIZE = 1 << 16
_TRAILER = struct.Struct("<QQQI I 24s")
"""Start and end of the table, number of blocks, CRC-32 of the blocks' CRC-32s, CRC-32 of the fields before; `MAGIC`."""


_CHANGED = "what the cache holds of the timeline is damaged, and the timeline has changed since; open it again"


class DamagedError(Exception):
    """A file is not as it was written. Its str() says so, for people."""


class SectionWriter:
    """Writes sections one after the other.

    Args:
        file: open for writing, empty.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._size = 0
        self._unchecked = b""
        """The bytes written since the end of the last whole block."""
        self._checksums = array("I")
        self._sections: dict[str, tuple[int, int]] = {}
        self._write(MAGIC)

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write a section, given piece by piece."""
        self._write(b"\0" * (-self._size % 8))
        start = self._size
        for piece in pieces:
            self._write(piece)
        self._sections[name] = (start, self._size)

    def add_numbers(self, name: str, numbers: array[int]) -> None:
        """Write a section of numbers, each as wide as in the array."""
        self.add(name, [numbers.tobytes()])

    def finish(self, description: object) -> None:
        """Write everything that follows the sections.

        Args:
            description: of the whole file; anything that JSON can represent.
        """
        start = self._size
        self._write(json.dumps({"sections": self._sections, "description": description}).encode())
        end = self._size
        if self._unchecked:
            self._checksums.append(crc32(self._unchecked))
        checksums = self._checksums.tobytes()
        self._file.write(checksums)
        fields = (start, end, len(self._checksums), crc32(checksums))
        self._file.write(_TRAILER.pack(*fields, crc32(repr(fields).encode()), MAGIC))

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._size += len(data)
        data = self._unchecked + data if self._unchecked else data
        whole = len(data) - len(data) % BLOCK_SIZE
        for start in range(0, whole, BLOCK_SIZE):
            self._checksums.append(crc32(memoryview(data)[start : start + BLOCK_SIZE]))
        self._unchecked = data[whole:]


class _Opened:
    """A file that is open as long as this object is there."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        finalize(self, os.close, descriptor)


class SectionFile:
    """A file of sections, read in place.

    Args:
        path: the file, or the descriptor of one that is open.

    Raises:
        DamagedError: if it is not a file of sections, or was cut short.
        OSError: if it cannot be read.
    """

    def __init__(self, path: Path | int) -> None:
        self.path = Path(f"/dev/fd/{path}") if isinstance(path, int) else path
        self.rebuild: Callable[[], tuple[Path, bool]] | None = None
        """Called when the file turns out damaged. Writes it again; returns its path, and whether it is kept there."""
        self.is_damaged = False
        """Whether it turned out damaged, and is not written again."""
        self._open(path)

    def duplicate(self) -> int:
        """Return another descriptor of the open file, which the caller has to close."""
        opened = self._opened  # stays open although the file may be found damaged now
        return os.dup(opened.descriptor)

    @property
    def checksums(self) -> bytes:
        """The checksums of all blocks: two files of the same content have the same."""
        return self._checksums.tobytes()

    def _open(self, path: Path | int) -> None:
        with os.fdopen(path, "rb") if isinstance(path, int) else open_private(path) as file:
            size = os.fstat(file.fileno()).st_size
            if size < len(MAGIC) + _TRAILER.size:
                raise DamagedError(f"{path}: too short")
            self._opened = _Opened(os.dup(file.fileno()))
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        *fields, checksum, magic = _TRAILER.unpack(self._bytes(size - _TRAILER.size, size))
        start, end, blocks, checksum_of_checksums = fields
        if magic != MAGIC or checksum != crc32(repr(tuple(fields)).encode()):
            raise DamagedError(f"{path}: not as it was written")
        checksums = self._bytes(end, end + 4 * blocks)
        if crc32(checksums) != checksum_of_checksums:
            raise DamagedError(f"{path}: not as it was written")
        if blocks != -(-end // BLOCK_SIZE) or end + 4 * blocks + _TRAILER.size != size:
            raise DamagedError(f"{path}: not as long as it was written")
        self._end = end
        self._checksums = array("I", checksums)
        self._is_checked = bytearray(blocks)
        self._check(0, len(MAGIC))
        self._check(start, end)
        table = json.loads(self._bytes(start, end))
        self._sections: dict[str, tuple[int, int]] = table["sections"]
        self.description: Any = table["description"]

    def _replace(self, path: Path, is_kept: bool) -> None:
        """Read a file that was written again from now on.

        Raises:
            DamagedError: it is of other content, which must not be mixed with what was read before.
        """
        new = SectionFile(path)
        if not is_kept:
            path.unlink()  # the open file stays readable
        if new.description != self.description or new._sections != self._sections:
            raise DamagedError(_CHANGED)
        self._opened, self._data = new._opened, new._data
        self._end, self._checksums, self._is_checked = new._end, new._checksums, new._is_checked

    def _bytes(self, start: int, end: int) -> bytes:
        # Not copied from the mapping: mapped pages, once touched, count as memory of the program.
        return os.pread(self._opened.descriptor, max(0, end - start), start)

    def _check(self, start: int, end: int) -> None:
        is_checked = self._is_checked
        for block in range(start // BLOCK_SIZE, -(-end // BLOCK_SIZE)):
            if not is_checked[block]:
                offset = block * BLOCK_SIZE
                if crc32(self._bytes(offset, min(offset + BLOCK_SIZE, self._end))) != self._checksums[block]:
                    raise DamagedError(f"what the cache holds of the timeline is damaged at {offset:,}; open it again")
                is_checked[block] = 1

    def locate(self, name: str, start: int = 0, end: int | None = None) -> tuple[mmap.mmap, int, int]:
        """Return the mapped file and where in it a slice of a section starts and ends, after checking the slice.

        Raises:
            DamagedError: if it is not as it was written, and the file cannot be rebuilt.
        """
        while True:
            section_start, section_end = self._sections[name]
            first, last = section_start + start, section_end if end is None else section_start + end
            try:
                self._check(first, last)
            except DamagedError:
                if self.rebuild is None:
                    self.is_damaged = True
                    raise
                rebuild, self.rebuild = self.rebuild, None  # once: a new file that is damaged would be so again
                self._replace(*rebuild())
            else:
                return self._data, first, last

    def read(self, name: str, start: int = 0, end: int | None = None) -> bytes:
        """Return a slice of a section. Raises: see `locate`."""
        _, first, last = self.locate(name, start, end)
        return self._bytes(first, last)

    def numbers(self, name: str, code: Literal["B", "I", "Q", "q"]) -> Sequence[int]:
        """Return a section of numbers of an `array` type code, read from the mapping on access.

        Raises:
            DamagedError: see `locate`.
        """
        data, first, last = self.locate(name)
        return memoryview(data)[first:last].cast(code)
