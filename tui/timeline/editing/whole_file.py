"""Writing a file whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

_ABANDONED_SECONDS = 3600
_RANDOM = re.compile(r"[a-z0-9_]{8}\.new")
"""What `tempfile.mkstemp` and this module add to the name of a file."""


class ChangedMeanwhileError(OSError):
    """Another program changed the file while it was being rewritten."""


def write_whole(
    path: Path,
    data: bytes | Iterable[bytes],
    *,
    check: Callable[[Path], None] = lambda written: None,
    expected: bytes | None = None,
    mode: int | None = None,
) -> None:
    """Write a file, or replace it, by a new one that has been read back. The mode of a replaced file stays.

    Args:
        path: the file. A symbolic link stays one: the file that it leads to is replaced.
        data: the new content, whole or in chunks, which need not fit in memory together.
        check: called with the path of the new file before it takes the place of the old one; raises an exception if
            that must not be.
        expected: the content that the old file must still have; None if it may have any.
        mode: the permissions of the file; None for those of the old one, or of any new file.

    Raises:
        OSError: the file cannot be written.
        ChangedMeanwhileError: the old file has another content than expected.
    """
    target = Path(os.path.realpath(path))  # unlike Path.resolve, it raises nothing for a link that leads to itself
    if target.is_symlink():
        raise OSError("it is a link that leads to itself; nothing is written")
    if target.exists() and not target.is_file():
        raise OSError("it is not a regular file; nothing is written")
    _remove_abandoned(target)
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".new", dir=target.parent)
    temporary = Path(name)
    try:
        digest = hashlib.sha256()
        with os.fdopen(descriptor, "wb") as file:
            for chunk in [data] if isinstance(data, bytes) else data:
                file.write(chunk)
                digest.update(chunk)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(target) if mode is None else mode)
        with temporary.open("rb") as file:
            written = hashlib.file_digest(file, "sha256")
        if written.digest() != digest.digest():
            raise OSError(f"{temporary} was not written as it should be")
        check(temporary)
        if expected is not None and target.read_bytes() != expected:
            raise ChangedMeanwhileError("it was changed meanwhile; nothing is written")
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _remove_abandoned(target: Path) -> None:
    """Remove the new files of writers that were killed before they could. Those of an hour may still be written."""
    before = time.time() - _ABANDONED_SECONDS
    with suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            if entry.name.startswith(f".{target.name}.") and _RANDOM.fullmatch(entry.name, len(target.name) + 2):
                with suppress(OSError):
                    status = entry.stat(follow_symlinks=False)
                    if stat.S_ISREG(status.st_mode) and status.st_mtime < before:
                        os.unlink(entry.path)  # noqa: PTH108 - the entry has no `Path`


def _mode(path: Path) -> int:
    """Return the permissions of a file, or those of a new one if there is none."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
