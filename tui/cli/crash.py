"""A crash: a fault of Dateline itself, reported in two lines, with a traceback in a file for its owner alone."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tui.cli import exit_codes
from tui.cli.errors import print_error
from tui.config.first_start import private_state_folder
from tui.files.private import open_private
from tui.text.reasons import reason

_MOST_REPORTS = 10
"""Older reports are removed."""
_PREFIX = "crash-"
_LONGEST_MESSAGE = 200


def report_crash(error: BaseException) -> int:
    """Write a report of a crash, print what happened and where the report is, and return the exit code.

    Args:
        error: the exception that nothing has handled. A damaged cache is no bug, and its error is printed as it is.
    """
    from tui.timeline.storage.section_file import DamagedError

    if isinstance(error, DamagedError):
        return print_error(str(error))
    text = _report(error)
    try:
        place = f"the report is {_write_report(text)}; please attach it to an issue"
    except OSError as refused:
        place = f"no report could be written: {reason(refused)}"
        with suppress(OSError, AttributeError):
            sys.stderr.write(text)
    print_error(f"a bug made Dateline crash: {_name(error)}", place)
    return exit_codes.CRASHED


def _name(error: BaseException) -> str:
    message = " ".join(str(error).split())
    if len(message) > _LONGEST_MESSAGE:
        message = f"{message[:_LONGEST_MESSAGE]}…"
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def _report(error: BaseException) -> str:
    from traceback import format_exception

    return "\n".join([*_circumstances(), "", "".join(format_exception(error))])


def _circumstances() -> Iterator[str]:
    """Yield what is needed to see the crash again, and nothing of the timeline."""
    import platform
    from importlib.metadata import PackageNotFoundError, version

    for package in ("dateline", "textual", "rich"):
        with suppress(PackageNotFoundError):
            yield f"{package} {version(package)}"
    yield f"Python {platform.python_version()} on {platform.platform()}"
    for variable in ("TERM", "TERM_PROGRAM", "COLORTERM", "LANG", "LC_ALL", "TMUX", "SSH_TTY"):
        if value := os.environ.get(variable):
            yield f"{variable}={value}"
    with suppress(OSError, AttributeError, ValueError):
        size = os.get_terminal_size(sys.stderr.fileno())
        yield f"{size.columns} columns, {size.lines} rows"


def _write_report(text: str) -> Path:
    """Write a report into the state folder, or where that cannot be written, into the folder of temporary files.

    Raises:
        OSError: neither can be written.
    """
    data = text.encode("utf-8", "backslashreplace")
    try:
        private = private_state_folder()
        private.make()
        folder = private.path
        path = _write_new(folder, data)
    except OSError:
        from tempfile import gettempdir

        return _write_new(Path(gettempdir()), data)
    with suppress(OSError):
        for old in sorted(folder.glob(f"{_PREFIX}*.txt"))[:-_MOST_REPORTS]:
            old.unlink()
    return path


def _write_new(folder: Path, data: bytes) -> Path:
    """Write a file that is new and readable by its owner alone, and return its path."""
    import time

    path = folder / f"{_PREFIX}{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}-{os.getpid()}.txt"
    with open_private(path, "xb") as file:
        file.write(data)
    return path
