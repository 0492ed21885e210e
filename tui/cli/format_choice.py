"""``--format``: one of the formats, or ``help``, which lists them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from tui.timeline.exports import FORMATS

HELP = "help"
CHOICES = ("table", *FORMATS, HELP)


class FormatChoice(argparse.Action):
    """Takes the name of a format. ``help`` prints a line for each of them, and exits."""

    def __call__(self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, value: Any, *_: object) -> None:
        """Keep the format, or list all of them."""
        if value == HELP:
            print("\n".join(format_lines()))
            parser.exit()
        setattr(namespace, self.dest, value)


def format_lines() -> Iterator[str]:
    """Yield a line for each format: its name, the ending of its files, and what it is."""
    rows = [("table", "", "the list, as wide as the terminal; the default")]
    rows += [(form.name, form.suffix, form.about) for form in FORMATS.values()]
    names, endings = (max(len(row[column]) for row in rows) for column in (0, 1))
    for name, ending, about in rows:
        yield f"{name:{names}}  {ending:{endings}}  {about}"
