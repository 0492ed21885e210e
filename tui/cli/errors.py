"""What the command line says when it cannot do what it was asked for."""

from __future__ import annotations

import sys

from tui.text.printable import printable

BAD_INPUT = 2
"""The exit code for bad input or usage."""


def print_error(*lines: str) -> int:
    """Print lines on standard error, if there is one, each as the program's own, and return `BAD_INPUT`."""
    return print_problems(*(f"dateline: {line}" for line in lines))


def print_problems(*lines: str) -> int:
    """Print lines on standard error, if there is one, and return `BAD_INPUT`."""
    if sys.stderr is not None:
        for line in lines:
            print(printable(line), file=sys.stderr)
    return BAD_INPUT
