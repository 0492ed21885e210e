"""The events of an answer, printed in one of the forms that ``--list``, ``--plain`` and ``--format`` name."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import TextIOWrapper

from tui.cli import exit_codes
from tui.cli.tty import output_columns
from tui.timeline.exports import FORMATS
from tui.timeline.search.answers import Answer


def print_answer(answer: Answer, form: str, *, bom: bool, data_names: Callable[[], Iterable[str]]) -> int:
    """Print the events of an answer on standard output, and return the exit code.

    Args:
        answer: the events, in the order in which they are printed.
        form: ``table``, ``plain``, or one of `FORMATS`.
        bom: begin CSV with a byte order mark.
        data_names: returns the names of the further fields of the timeline's events, which are columns of CSV.
    """
    if form == "table":
        _print_table(answer)
    elif form == "plain":
        _print_paragraphs(answer)
    else:
        _print_export(answer, form, bom, data_names)
    return exit_codes.SUCCESS if answer.rows else exit_codes.NO_EVENTS


def _print_table(answer: Answer) -> None:
    from tui.cli.table import table_lines

    for line in table_lines(answer, output_columns()):
        print(line)


def _print_paragraphs(answer: Answer) -> None:
    """Print an answer as paragraphs with empty lines between them, wrapped between words in a terminal."""
    from textwrap import fill

    from tui.timeline.exports.plain import paragraphs

    columns = output_columns()
    for number, paragraph in enumerate(paragraphs(answer)):
        if number:
            print()
        print(fill(paragraph, columns, break_long_words=False, break_on_hyphens=False) if columns else paragraph)


def _print_export(answer: Answer, form: str, bom: bool, data_names: Callable[[], Iterable[str]]) -> None:
    """Print an export in UTF-8 and with its own line ends, whatever the locale."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    export: Callable[..., Iterator[str]] = FORMATS[form].lines
    if form == "csv":
        from tui.timeline.exports.csv_table import lines

        export = partial(lines, bom=bom, data_names=data_names())
    for chunk in export(answer.view.timeline, map(answer.view.event, answer.rows)):
        sys.stdout.write(chunk)
