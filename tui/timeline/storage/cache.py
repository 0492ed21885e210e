"""The folder in which large timelines are kept as they were read, to be open at once the next time.

What is kept is never served for a file that has changed. As in Git's index, a file whose status is as it was, and that
was at rest for a while when it was looked at, is the same; any other is compared by the SHA-256 of its bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import Any

from tui.timeline.storage.section_file import DamagedError, SectionFile

FORMAT = 2
"""To be counted up with each change of what a store holds or of how text is folded."""

MOST_BYTES = 4 * 1024**3
"""The folder holds no more than this; what was not used for longest goes first."""

_MOST_FILES = 64
_AT_REST = 2_000_000_000
"""For so many nanoseconds a file must have been left alone for its status to tell that it is the same."""
_ABANDONED = 3600
"""After so many seconds what is half written is nobody's."""


def version() -> str:
    """Return what a store must have been written by to be read."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        program = version("dateline")
    except PackageNotFoundError:
        program = "unknown"
    return f"{FORMAT} {program} {unicodedata.unidata_version}"


def cache_folder() -> Path:
    """Return the platform's folder for what can be made again."""
    from platformdirs import user_cache_path

    return user_cache_path("dateline", appauthor=False)


class Cache:
    """Stores of timelines, by the paths of the files that they were read from."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def place(self, path: Path) -> Path:
        """Return where the store of a file is."""
        name = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:32]
        return self.folder / f"{name}.store"

    def find(self, path: Path) -> SectionFile | None:
        """Return the store of a file as it is now, or None. What is of no use is thrown away."""
        place = self.place(path)
        try:
            file = SectionFile(place)
            if file.description["version"] == version() and self._is_same(path, file.description["source"]):
                os.utime(place)
                return file
        except FileNotFoundError:
            return None
        except (DamagedError, OSError, ValueError, KeyError, TypeError):
            pass
        self._remove(place)
        return None

    def _is_same(self, path: Path, source: dict[str, Any]) -> bool:
        stamp = self.place(path).with_suffix(".stamp")
        now = _status(path)
        with suppress(OSError, ValueError, KeyError, TypeError):
            kept = json.loads(stamp.read_text())
            if kept["status"] == now and kept["looked"] - max(now[1], now[2]) > _AT_REST:
                return True
        if now[0] != source["size"]:
            return False
        looked = time.time_ns()
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != source["sha256"]:
                return False
        self._stamp(stamp, now, looked)
        return True

    def _stamp(self, stamp: Path, status: list[int], looked: int) -> None:
        part = stamp.with_suffix(f".{os.getpid()}.part")
        with suppress(OSError):
            part.write_text(json.dumps({"status": status, "looked": looked}))
            part.replace(stamp)

    def part(self, path: Path) -> Path:
        """Return where a store can be written before it is whole.

        Raises:
            OSError: nothing can be written there.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        place = self.place(path)
        part = place.with_suffix(f".{os.getpid()}-{time.monotonic_ns()}.part")
        part.touch(mode=0o600)
        part.unlink()
        return part

    def keep(self, path: Path, part: Path) -> Path:
        """Take a store that is whole; return where it is then."""
        place = self.place(path)
        part.replace(place)
        self.shrink(keep=place)
        return place

    def shrink(self, keep: Path | None = None) -> None:
        """Throw away what is abandoned, and what is too much; `keep` last."""
        now = time.time()
        stores = []
        with suppress(OSError):
            for file in self.folder.iterdir():
                with suppress(OSError):
                    status = file.stat()
                    if file.suffix == ".part" and now - status.st_mtime > _ABANDONED:
                        file.unlink()
                    elif file.suffix == ".store":
                        stores.append((file == keep, status.st_mtime, status.st_size, file))
        stores.sort(reverse=True)
        total = 0
        for place, (_, _, size, file) in enumerate(stores):
            total += size
            if total > MOST_BYTES or place >= _MOST_FILES:
                self._remove(file)

    def _remove(self, place: Path) -> None:
        for file in (place, place.with_suffix(".stamp")):
            with suppress(OSError):
                file.unlink(missing_ok=True)


def _status(path: Path) -> list[int]:
    status = path.stat()
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev]
