"""The terminal, or the browser, that the program runs in."""

from __future__ import annotations

import os
import sys

_DEFAULT_COLUMNS = 80


def is_terminal(stream: object) -> bool:
    """Return whether a stream is a terminal. None, a closed stream, is not."""
    isatty = getattr(stream, "isatty", None)
    return bool(isatty and isatty())


def is_web() -> bool:
    """Return whether a web server runs the program for a visitor, whose browser is the screen."""
    return os.environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver")


def has_screen() -> bool:
    """Return whether the app can be shown on standard output, or in a browser."""
    return is_web() or (is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb")


def take_screen() -> bool:
    """Make sure that the app can read keys and draw; return whether it can.

    Standard input may be closed, or a pipe that the timeline came through, and Textual draws on standard error. Where
    either is no terminal, ``/dev/tty`` takes its place.
    """
    if is_web():
        return True
    try:
        if not is_terminal(sys.__stdin__):
            terminal = os.open("/dev/tty", os.O_RDWR)
            if terminal != 0:
                os.dup2(terminal, 0)
                os.close(terminal)
            # Textual reads from `sys.__stdin__`, Python's own code from `sys.stdin`. Both stay open until the end.
            sys.stdin = open(0, closefd=False)  # noqa: SIM115
            setattr(sys, "__stdin__", sys.stdin)  # noqa: B010 - its type says that it is final
        if not is_terminal(sys.__stderr__):
            screen = open("/dev/tty", "w", encoding="utf-8")  # noqa: SIM115, PTH123
            setattr(sys, "__stderr__", screen)  # noqa: B010
    except OSError:
        return False
    return True


def output_columns() -> int | None:
    """Return the width of the terminal that standard output goes to; None if it goes elsewhere."""
    return (os.get_terminal_size(sys.stdout.fileno()).columns or None) if is_terminal(sys.stdout) else None


def help_columns() -> int:
    """Return the width for help: ``COLUMNS`` of the environment, that of the terminal, or 80."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns):
        return int(columns)
    try:
        terminal = sys.__stdout__.fileno() if sys.__stdout__ is not None else 1
        return os.get_terminal_size(terminal).columns or _DEFAULT_COLUMNS
    except (OSError, ValueError):
        return _DEFAULT_COLUMNS
