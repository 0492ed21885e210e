"""The events of an answer, printed in one of the forms that ``--list``, ``--plain`` and ``--format`` name."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from tui.cli import exit_codes
from tui.cli.errors import print_error
from tui.cli.tty import output_columns
from tui.timeline.exports import FORMATS
from tui.timeline.search.answers import Answer
from tui.timeline.search.reader_layer import NO_LAYER, ReaderLayer


def print_answer(
    answer: Answer,
    form: str,
    *,
    bom: bool,
    data_names: Callable[[], Iterable[str]],
    output: Path | None = None,
    layer: ReaderLayer = NO_LAYER,
) -> int:
    """Print the events of an answer on standard output or into a file, and return the exit code.

    Args:
        answer: the events, in the order in which they are printed.
        form: ``table``, ``plain``, or one of `FORMATS`.
        bom: begin CSV with a byte order mark.
        data_names: returns the names of the further fields of the timeline's events, which are columns of CSV.
        output: the file, which is written whole or not at all; None for standard output.
        layer: the marks and notes of the reader that an export has as further fields.
    """
    if form == "table":
        chunks = _table(answer, None if output else output_columns())
    elif form == "plain":
        chunks = _paragraphs(answer, None if output else output_columns())
    else:
        options = {"bom": bom, "data_names": [*data_names(), *layer.data_names]} if form == "csv" else {}
        chunks = export_chunks(answer, form, layer, **options)
    if not print_chunks(chunks, output, is_export=form not in ("table", "plain")):
        return exit_codes.ERROR
    return exit_codes.SUCCESS if answer.rows else exit_codes.NO_EVENTS


def print_chunks(chunks: Iterable[str], output: Path | None, *, is_export: bool) -> bool:
    """Print pieces of text, and return whether that succeeded.

    Args:
        chunks: the pieces.
        output: the file to write; None for standard output.
        is_export: print in UTF-8 and with the line ends of the text, whatever the locale.
    """
    if output is not None:
        return _write(output, chunks)
    if is_export and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    for chunk in chunks:
        print(chunk, end="")  # which does nothing where standard output is closed
    return True


def _write(output: Path, chunks: Iterable[str]) -> bool:
    """Write a file whole or not at all. Return whether that succeeded, after printing why not."""
    from tui.timeline.editing.whole_file import write_whole

    try:
        write_whole(output, (chunk.encode("utf-8", "surrogatepass") for chunk in chunks))
    except OSError as error:
        print_error(f"cannot write {output}: {error.strerror or error}")
        return False
    return True


def _table(answer: Answer, columns: int | None) -> Iterator[str]:
    from tui.cli.table import table_lines

    for line in table_lines(answer, columns):
        yield f"{line}\n"


def _paragraphs(answer: Answer, columns: int | None) -> Iterator[str]:
    """Yield an answer as paragraphs with empty lines between them, wrapped between words in a terminal."""
    from textwrap import fill

    from tui.timeline.exports.plain import paragraphs

    for number, paragraph in enumerate(paragraphs(answer)):
        text = fill(paragraph, columns, break_long_words=False, break_on_hyphens=False) if columns else paragraph
        yield f"\n{text}\n" if number else f"{text}\n"


def export_chunks(answer: Answer, form: str, layer: ReaderLayer = NO_LAYER, **options: Any) -> Iterator[str]:
    """Yield the events of an answer in a format, and report what it has no room for.

    Args:
        answer: the events, in their order.
        form: one of `FORMATS`.
        layer: the marks and notes of the reader that the events have as further fields.
        options: those of the format.
    """
    from tui.timeline.exports.losses import Losses

    losses = Losses()
    events = (layer.annotated(answer.view.event(number), number) for number in answer.rows)
    yield from FORMATS[form].lines(answer.view.timeline, events, losses, **options)
    if found := losses.lines():
        print_error(f"{form} cannot carry everything: {'; '.join(found)}")
