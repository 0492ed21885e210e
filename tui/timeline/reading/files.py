"""The bytes of a file, and their text."""

from __future__ import annotations

import os
import re
import stat
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from tui.text.reasons import reason
from tui.timeline.reading.problems import Problem, TimelineError

STDIN = "-"
"""The name that stands for standard input."""

MAX_BYTES = 2 * 1024**3
"""The size of the largest file that is read, so that a wrong name cannot fill the memory."""


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """Return the content of a text file, or of standard input if ``path`` is ``-``.

    Raises:
        TimelineError: if it cannot be read, is a directory, is not text, or is larger than `MAX_BYTES`.
    """
    return read_content(path, is_text=True)


def read_content(path: str | os.PathLike[str], *, is_text: bool) -> bytes:
    """Return the content of a file, or of standard input if ``path`` is ``-``.

    Args:
        path: the file.
        is_text: refuse a file with NULs in it.

    Raises:
        TimelineError: if it cannot be read, is a directory, is not the text that it should be, or is larger than
            `MAX_BYTES`.
    """

    def refusal(message: str, remedy: str) -> TimelineError:
        name = "<stdin>" if path == STDIN else os.fspath(path)
        return TimelineError(name, [Problem(message, remedy)])

    try:
        if path == STDIN:
            if sys.stdin is None or sys.stdin.isatty():
                raise refusal("nothing is piped in", "pipe a timeline in, or name a file")
            file: Any = sys.stdin.buffer
        else:
            file = Path(path).open("rb")  # noqa: SIM115 - closed below, unlike standard input
        with nullcontext(file) if path == STDIN else file:
            status = os.fstat(file.fileno()) if path != STDIN else None
            size = status.st_size if status is not None and stat.S_ISREG(status.st_mode) else 0
            if size > MAX_BYTES:
                raise refusal(f"{size:,} bytes are too many", f"a timeline has at most {MAX_BYTES:,}")
            # All at once, it is in memory but once. Text comes in pieces, so that what is none is refused at the first.
            wanted = 1 << 20 if is_text or not size else size + 1
            pieces, total = [], 0
            read = file.read1 if path == STDIN else file.read  # read1 returns at once, so that Ctrl+C works
            while piece := read(wanted):
                if is_text and b"\0" in piece:
                    raise refusal("this is not a text file", "a timeline is YAML in UTF-8")
                pieces.append(piece)
                total += len(piece)
                if total > MAX_BYTES:
                    raise refusal(f"more than {MAX_BYTES:,} bytes", "a timeline has fewer")
            return b"".join(pieces)
    except FileNotFoundError as error:
        raise refusal("no such file", "give the path of a timeline in YAML") from error
    except IsADirectoryError as error:
        raise refusal("this is a directory", "name a file in it") from error
    except PermissionError as error:
        raise refusal("no permission to read it", "change its mode, or name another file") from error
    except (OSError, ValueError) as error:
        raise refusal(f"cannot be read: {reason(error)}", "name a file that can be read") from error


def refuse_special(path: Path) -> None:
    """Refuse a path that is neither a file nor a folder, such as a pipe, which would block.

    Raises:
        TimelineError: it is a pipe, a socket or a device.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return  # reading it has the error
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise TimelineError(os.fspath(path), [Problem("this is not a file any more", "put the file back in its place")])


def decode(data: bytes, name: str) -> str:
    """Return UTF-8 bytes as text, without a byte order mark.

    Args:
        data: the bytes.
        name: the name of the file, for the error.

    Raises:
        TimelineError: with the position of the first byte that is not UTF-8.
    """
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        problem = Problem(
            f"the byte 0x{data[error.start]:02X} is not UTF-8",
            "save the file as UTF-8",
            before.count("\n") + 1,
            len(before) - before.rfind("\n"),
        )
        raise TimelineError(name, [problem]) from error


_OWN_ENDINGS = frozenset({".yaml", ".yml"})
_RECORDS = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s|#[^\n]*\n|---[ \t]*\r?\n)*(?:-[ \t\r\n]|[\[{])")
"""The beginning of a list in YAML, or of JSON: no timeline of Dateline's own."""


def is_own(path: Path) -> bool:
    """Return whether a file is YAML whose outermost value is a mapping, as that of a timeline of Dateline's own is.

    A file that cannot be read is one too: reading it has the error.
    """
    if path.suffix.lower() not in _OWN_ENDINGS:
        return False
    try:
        if not path.is_file():
            return True
        with path.open("rb") as file:
            head = file.read(1024)
    except (OSError, ValueError):
        return True
    return _RECORDS.match(head) is None
