"""Error messages of the command line."""

from __future__ import annotations

import sys

from tui.cli import exit_codes
from tui.text.printable import printable


class OnlineError(Exception):
    """The pages of sources cannot be looked at, or what was found cannot be written. Its str() says why."""


def print_error(*messages: str) -> int:
    """Print messages that begin with the program's name, and return `exit_codes.ERROR`."""
    return print_problems(*(f"dateline: {message}" for message in messages))


def print_problems(*lines: str) -> int:
    """Print lines on standard error, unless it is closed, and return `exit_codes.ERROR`."""
    if sys.stderr is not None:
        for line in lines:
            print(printable(line), file=sys.stderr)
    return exit_codes.ERROR
