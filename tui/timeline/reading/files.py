"""The bytes of a file, and their text."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from tui.timeline.reading.problems import Problem, TimelineError

STDIN = "-"
"""The name that stands for standard input."""

MOST_BYTES = 2 * 1024**3
"""A file larger than this is refused, lest a mistaken name fill the memory."""


def load(path: str | os.PathLike[str]) -> bytes:
    """Return what is in a file, or in standard input if ``path`` is ``-``.

    Raises:
        TimelineError: if it cannot be had, is a directory, is no text, or is larger than `MOST_BYTES`.
    """

    def refuse(wrong: str, right: str) -> TimelineError:
        name = "<stdin>" if path == STDIN else os.fspath(path)
        return TimelineError(name, [Problem(wrong, right)])

    try:
        if path == STDIN:
            if sys.stdin is None or sys.stdin.isatty():
                raise refuse("nothing is piped in", "pipe a timeline in, or name a file")
            file: Any = sys.stdin.buffer
        else:
            file = Path(path).open("rb")  # noqa: SIM115 - closed below, standard input is not
        with nullcontext(file) if path == STDIN else file:
            status = os.fstat(file.fileno()) if path != STDIN else None
            size = status.st_size if status is not None and stat.S_ISREG(status.st_mode) else 0
            if size > MOST_BYTES:
                raise refuse(f"{size:,} bytes are too many", f"a timeline has at most {MOST_BYTES:,}")
            chunks, total = [], 0
            read = file.read1 if path == STDIN else file.read  # what has come, lest Ctrl+C wait for more
            while chunk := read(1 << 20):
                if b"\0" in chunk:
                    raise refuse("this is not a text file", "a timeline is YAML in UTF-8")
                chunks.append(chunk)
                total += len(chunk)
                if total > MOST_BYTES:
                    raise refuse(f"more than {MOST_BYTES:,} bytes", "a timeline has fewer")
            return b"".join(chunks)
    except FileNotFoundError as error:
        raise refuse("no such file", "give the path of a timeline in YAML") from error
    except IsADirectoryError as error:
        raise refuse("this is a directory", "name a file in it") from error
    except PermissionError as error:
        raise refuse("no permission to read it", "change its mode, or name another file") from error
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise refuse(f"cannot be read: {said}", "name a file that can be read") from error


def decode(data: bytes, name: str) -> str:
    """Return UTF-8 bytes as text, without a byte order mark.

    Raises:
        TimelineError: with the place of the first byte that is not UTF-8.
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
