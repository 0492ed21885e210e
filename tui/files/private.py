"""Folders and files for their owner alone. All that is kept about a timeline is written and read through here.

What others own or could have written is not trusted: it is neither read nor written. A link that the user has made in
place of a whole folder is followed, one in the folder or of another user is not. Hard links do no harm: each file is
replaced by a new one, never written again. Where there are no owners and modes, as on Windows, the folders of a user
are private anyway.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

_FOLDER, _FILE = 0o700, 0o600
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_WRITTEN_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH
_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Do not follow a link, and do not wait for whoever writes into a pipe."""


class UntrustedError(OSError):
    """Others own a folder or a file, or can write it. Its str() says so and how to mend it, for people."""


class PrivateFolder:
    """A folder for its owner alone, which need not exist.

    Args:
        root: the folder that holds all of a kind.
        inside: the names of the folders that lead from there to this one; none if the root itself is meant.
        is_named: the user has named the root, so its mode stays as it is. Nothing in it can be read by others.
    """

    def __init__(self, root: Path, *inside: str, is_named: bool = False) -> None:
        self._folders = [root]
        for name in inside:
            self._folders.append(self._folders[-1] / name)
        self._is_named = is_named
        self.path = self._folders[-1]

    def check(self) -> None:
        """Make sure that the folder is the user's own, and close it to others. It need not exist.

        Raises:
            UntrustedError: others own it or can write it.
            OSError: that cannot be known.
        """
        for folder in self._folders:
            is_root = folder is self._folders[0]
            try:
                status = folder.lstat()
                if stat.S_ISLNK(status.st_mode):
                    _check_link(folder, status, is_root=is_root)
                    status = folder.stat()
            except FileNotFoundError:
                return
            _check_owner(folder, status)
            if status.st_mode & _WRITTEN_BY_OTHERS and _has_owners():
                raise UntrustedError(_written_by_others(folder, "-R "))
            if not (is_root and self._is_named):
                _close(folder, status)

    def make(self) -> None:
        """Make the folder and the missing ones above it.

        Raises:
            UntrustedError: others own it or can write it.
            OSError: it cannot be made.
        """
        self.check()  # before anything is made in it
        root = self._folders[0]
        missing = [parent for parent in root.parents if not parent.exists()]
        for folder in (*reversed(missing), *self._folders):
            with suppress(FileExistsError):
                folder.mkdir(mode=_FOLDER)
                folder.chmod(_FOLDER)  # whatever the umask takes away
        self.check()
        if not self.path.is_dir():
            raise NotADirectoryError(f"{self.path} is not a folder")

    def read(self, name: str, most: int = -1) -> bytes:
        """Return the content of a file, or so many bytes of it.

        Raises:
            FileNotFoundError: there is none.
            UntrustedError: others own the folder or the file, or can write it.
            OSError: it cannot be read.
        """
        self.check()
        with open_private(self.path / name) as file:
            return file.read(most)

    def place_of(self, name: str) -> Path:
        """Return the path at which a file may be written, having made the folder.

        Raises:
            UntrustedError: others own the folder or the file, or can write it.
            OSError: the folder cannot be made.
        """
        self.make()
        path = self.path / name
        with suppress(FileNotFoundError):
            open_private(path).close()
        return path


def open_private(path: Path, mode: str = "rb") -> IO[bytes]:
    """Open a file that only its owner can read and write from now on.

    Args:
        path: the file, in a folder that has been checked.
        mode: ``rb``, ``ab`` or ``xb``.

    Raises:
        UntrustedError: others own the file or can write it, or it is not a regular file.
        OSError: it cannot be opened.
    """
    try:
        file: IO[bytes] = open(path, mode, opener=_opened)  # noqa: SIM115 - `Path.open` takes no opener
    except OSError as error:
        if path.is_symlink():
            raise UntrustedError(f"{path} is a link, which is not followed; replace it by a file") from error
        raise
    try:
        if mode != "rb" and hasattr(os, "fchmod"):
            os.fchmod(file.fileno(), _FILE)  # whatever the umask takes away
        _check_file(path, file)
    except BaseException:
        file.close()
        raise
    return file


def _opened(path: str, flags: int) -> int:
    return os.open(path, flags | _FLAGS, _FILE)


def _check_file(path: Path, file: IO[bytes]) -> None:
    status = os.fstat(file.fileno())
    if not stat.S_ISREG(status.st_mode):
        raise UntrustedError(f"{path} is not a regular file; remove it")
    if not _has_owners():
        return
    _check_owner(path, status)
    if status.st_mode & _WRITTEN_BY_OTHERS and not _is_closed(path.parent):
        raise UntrustedError(_written_by_others(path))
    if status.st_mode & _OTHERS:
        with suppress(OSError):  # on a disk that cannot be written, or knows no modes
            os.fchmod(file.fileno(), status.st_mode & stat.S_IRWXU)


def _has_owners() -> bool:
    return hasattr(os, "geteuid")


def _check_link(folder: Path, status: os.stat_result, *, is_root: bool) -> None:
    """Make sure that the user, or the administrator, has made a link in place of a whole folder.

    Raises:
        UntrustedError: it is the link of another user, or in a folder.
    """
    if not is_root:
        raise UntrustedError(f"{folder} is a link, which is not followed; replace it by a folder")
    if _has_owners() and status.st_uid not in (os.geteuid(), 0):
        raise UntrustedError(f"{folder} is the link of another user, which is not followed; remove it")


def _check_owner(path: Path, status: os.stat_result) -> None:
    if _has_owners() and status.st_uid != os.geteuid():
        raise UntrustedError(
            f"{path} belongs to another user, so it is neither read nor written; move it away, or make it yours: "
            f"chown -R {os.geteuid()} {_quoted(path)}"
        )


def _written_by_others(path: Path, option: str = "") -> str:
    return (
        f"others can write to {path}, so it is neither read nor written; look at what is in it, then close it: "
        f"chmod {option}go= {_quoted(path)}"
    )


def _quoted(path: Path) -> str:
    from shlex import quote

    return quote(str(path))


def _is_closed(folder: Path) -> bool:
    """Return whether only the user can reach what is in a folder, whatever the modes of the files in it."""
    status = folder.stat()
    return status.st_uid == os.geteuid() and not status.st_mode & _OTHERS


def _close(folder: Path, status: os.stat_result) -> None:
    """Close a folder to others, unless they can have written a file in it.

    Raises:
        UntrustedError: they can have.
    """
    if not _has_owners() or not status.st_mode & _OTHERS or not stat.S_ISDIR(status.st_mode):
        return
    for path in _written_in(folder):
        raise UntrustedError(_written_by_others(path))
    with suppress(OSError):
        folder.chmod(status.st_mode & stat.S_IRWXU)


def _written_in(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder that others can write."""
    for path in folder.iterdir():
        status = path.lstat()
        if stat.S_ISREG(status.st_mode) and status.st_mode & _WRITTEN_BY_OTHERS:
            yield path
