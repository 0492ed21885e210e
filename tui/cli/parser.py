"""What the parsers of the command line have in common."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from tui.cli.errors import print_problems

_WIDTH = 80


class Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal, its description and epilog as they are written.

    It asks the system for the width itself: argparse makes one of these for each option that is added, and would
    import `shutil` for it, with all that reads compressed files.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


def _columns() -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ is not None else 1).columns or _WIDTH
    except (OSError, ValueError):
        return _WIDTH


class Parser(argparse.ArgumentParser):
    """Says nothing that a terminal would take for a command, and wants options by their whole names."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"formatter_class": Help, "allow_abbrev": False, **given})

    def error(self, message: str) -> NoReturn:
        """Print the usage and what is wrong with it, and leave."""
        self.exit(print_problems(self.format_usage().rstrip(), f"dateline: {message}; see --help"))


class Version(argparse.Action):
    """Prints the version of the installed package."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, dest, nargs=0, default=argparse.SUPPRESS, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Print it, and leave."""
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"dateline {version('dateline')}")
        except PackageNotFoundError:
            print("dateline (from a checkout)")
        parser.exit()
