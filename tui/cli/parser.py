"""What the argument parsers of all subcommands have in common."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any, NoReturn

from tui.cli.errors import print_problems
from tui.cli.tty import help_columns


class Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal, with description and epilog as they are written.

    The width is passed in because argparse makes a formatter for each option that is added, and would import `shutil`
    with all of its compression modules to learn the width.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=help_columns() - 2)


class Parser(argparse.ArgumentParser):
    """A parser that wants whole option names, and prints nothing that a terminal would obey."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"formatter_class": Help, "allow_abbrev": False, **options})

    def add_file_and_query(self, words_help: str) -> None:
        """Add the positional arguments, which are the file and the query, and ``--file``."""
        self.add_argument("words", nargs="*", metavar="FILE, QUERY", help=words_help)
        self.add_argument("--file", metavar="FILE", help="open this file, whatever its name")

    def error(self, message: str) -> NoReturn:
        """Print the usage and the error, and exit."""
        self.exit(print_problems(*self.format_usage().splitlines(), f"dateline: {message}; see --help"))


class Version(argparse.Action):
    """Prints the version of the installed package, and exits."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, dest, nargs=0, default=argparse.SUPPRESS, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Print the version, and exit."""
        from tui.text.version import installed_version

        print(f"dateline {installed_version() or '(from a checkout)'}")
        parser.exit()
