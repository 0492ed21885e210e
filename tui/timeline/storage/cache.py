"""The folder that keeps the stores of large timelines, so that they open quickly the next time.

A store is never served for a file that has changed. As in Git's index, a file counts as unchanged if its status is the
same and it had been left alone for a while when the status was taken. Any other file is compared by its SHA-256.
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

from tui.files.private import PrivateFolder, open_private
from tui.text.version import installed_version
from tui.timeline.storage.section_file import DamagedError, SectionFile

FORMAT = 14
"""To be incremented with every change of what a store holds, or of how text is folded."""

MAX_BYTES = 4 * 1024**3
"""The size of the folder. Beyond it the stores least recently used are removed."""
MAX_STORES = 64

_SETTLED_NANOSECONDS = 2_000_000_000
"""How long a file must have been left alone for its status to prove that it is unchanged."""
_MOST_STAMP_BYTES = 10_000
_ABANDONED_SECONDS = 3600
"""The age from which a half-written file belongs to no running program."""


def store_version() -> str:
    """Return the version of the stores that this program writes. It reads no others."""
    return f"{FORMAT} {installed_version() or 'unknown'} {unicodedata.unidata_version}"


def default_folder() -> Path:
    """Return the platform's folder for this program's cached files."""
    from platformdirs import user_cache_path

    return user_cache_path("dateline", appauthor=False)


class Cache:
    """The stores of timelines, by the paths of the files that they were built from.

    Args:
        folder: where they are; None for the platform's folder. It is created when a store is written.
        max_bytes: how large the folder may grow.
        version: the version of the stores that are served.
        reading: how the files are read, if that is not decided by their content: stores by other readings are others.
    """

    def __init__(
        self,
        folder: Path | None = None,
        *,
        max_bytes: int = MAX_BYTES,
        version: str | None = None,
        reading: bytes = b"",
    ) -> None:
        self._reading = reading
        self.folder = default_folder() if folder is None else folder
        self._private = PrivateFolder(self.folder)
        self._max_bytes = max_bytes
        self._version = store_version() if version is None else version

    def store_path(self, path: Path) -> Path:
        """Return the path of a file's store, whether it exists or not."""
        name = hashlib.sha256(os.fsencode(os.path.realpath(path)) + self._reading).hexdigest()[:32]
        return self.folder / f"{name}.store"

    def find(self, path: Path) -> SectionFile | None:
        """Return the store of a file as it is now; None if there is none.

        Stores that are outdated or damaged, and those of others, are removed.

        Raises:
            UntrustedError: others own the folder or can write it.
        """
        with suppress(FileNotFoundError, NotADirectoryError, PermissionError):
            self._private.check()
        store_path = self.store_path(path)
        try:
            store = SectionFile(store_path)
            if store.description["version"] == self._version and self._is_unchanged(path, store.description["source"]):
                with suppress(OSError):  # on a disk that cannot be written
                    os.utime(store_path)
                return store
        except FileNotFoundError:
            return None
        except (DamagedError, OSError, ValueError, KeyError, TypeError):
            pass
        _remove(store_path)
        return None

    def _is_unchanged(self, path: Path, source: dict[str, Any]) -> bool:
        """Return whether a file still has the size and the hash with which its store was built."""
        stamp_path = _stamp_path(self.store_path(path))
        status = _status(path)
        with suppress(OSError, ValueError, KeyError, TypeError):
            with open_private(stamp_path) as file:
                stamp = json.loads(file.read(_MOST_STAMP_BYTES))
            if stamp["status"] == status and stamp["taken"] - max(status[1], status[2]) > _SETTLED_NANOSECONDS:
                return True
        if status[0] != source["size"]:
            return False
        taken = time.time_ns()
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != source["sha256"]:
                return False
        _write_stamp(stamp_path, status, taken)
        return True

    def new_part(self, path: Path) -> Path:
        """Return a path at which the store of a file, or the index of its words, can be written until it is complete.

        Raises:
            OSError: nothing can be written there.
        """
        self._private.make()
        part = self.store_path(path).with_suffix(f".{os.getpid()}-{time.monotonic_ns()}.part")
        open_private(part, "xb").close()
        part.unlink()
        return part

    def commit(self, path: Path, part: Path) -> Path:
        """Take over a complete store from the path that `new_part` gave; return its path then."""
        store_path = self.store_path(path)
        part.replace(store_path)
        self.shrink(keep=store_path)
        return store_path

    def find_words(self, path: Path, store: SectionFile) -> SectionFile | None:
        """Return the index of the words of a file's store; None if there is none. One of another store is removed."""
        from tui.timeline.storage.word_store import description_of

        words_path = _words_path(self.store_path(path))
        try:
            words = SectionFile(words_path)
            if words.description == description_of(store):
                return words
        except FileNotFoundError:
            return None
        except (DamagedError, OSError, ValueError, KeyError, TypeError):
            pass
        with suppress(OSError):
            words_path.unlink(missing_ok=True)
        return None

    def commit_words(self, path: Path, part: Path) -> Path:
        """Take over the index of the words of a file's store from the path that `new_part` gave; return its path."""
        words_path = _words_path(self.store_path(path))
        part.replace(words_path)
        self.shrink(keep=self.store_path(path))
        return words_path

    def shrink(self, keep: Path | None = None) -> None:
        """Remove abandoned files, and the stores least recently used beyond the limits; the store ``keep`` last."""
        now = time.time()
        stores = []
        with suppress(OSError):
            for file in self.folder.iterdir():
                with suppress(OSError):
                    status = file.lstat()
                    is_old = now - status.st_mtime > _ABANDONED_SECONDS
                    if (file.suffix == ".part" and is_old) or _is_alone(file):
                        file.unlink()
                    elif file.suffix == ".store":
                        size = status.st_size
                        with suppress(OSError):
                            size += _words_path(file).lstat().st_size
                        stores.append((file == keep, status.st_mtime, size, file))
        stores.sort(reverse=True)
        total = 0
        for count, (_, _, size, file) in enumerate(stores, 1):
            total += size
            if total > self._max_bytes or count > MAX_STORES:
                _remove(file)


def _stamp_path(store_path: Path) -> Path:
    """Return the path of the file that keeps the status at which a store's source was last found unchanged."""
    return store_path.with_suffix(".stamp")


def _words_path(store_path: Path) -> Path:
    """Return the path of the file that has the index of the words of a store."""
    return store_path.with_suffix(".words")


def _is_alone(file: Path) -> bool:
    """Return whether a file is the index of the words of a store that is gone."""
    return file.suffix == ".words" and not file.with_suffix(".store").exists()


def _write_stamp(stamp_path: Path, status: list[int], taken: int) -> None:
    part = stamp_path.with_suffix(f".{os.getpid()}.part")
    with suppress(OSError):
        part.unlink(missing_ok=True)
        with open_private(part, "xb") as file:
            file.write(json.dumps({"status": status, "taken": taken}).encode())
        part.replace(stamp_path)


def _remove(store_path: Path) -> None:
    for file in (store_path, _stamp_path(store_path), _words_path(store_path)):
        with suppress(OSError):
            file.unlink(missing_ok=True)


def _status(path: Path) -> list[int]:
    status = path.stat()
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev]
