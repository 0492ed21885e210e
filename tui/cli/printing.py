"""The events of an answer, printed in one of the forms that ``--list``, ``--plain`` and ``--format`` name."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.cli import exit_codes
from tui.cli.errors import print_error
from tui.cli.tty import is_terminal, output_columns
from tui.text.reasons import reason
from tui.timeline.exports import FORMATS
from tui.timeline.exports.refusal import CannotExportError
from tui.timeline.search.answers import Answer
from tui.timeline.search.reader_layer import NO_LAYER, ReaderLayer

if TYPE_CHECKING:
    from tui.timeline.analysis.silences import Silence


def print_answer(
    answer: Answer,
    form: str,
    *,
    bom: bool,
    data_names: Callable[[], Iterable[str]],
    output: Path | None = None,
    layer: ReaderLayer = NO_LAYER,
    silences: Sequence[Silence] = (),
) -> int:
    """Print the events of an answer on standard output or into a file, and return the exit code.

    Args:
        answer: the events, in the order in which they are printed.
        form: ``table``, ``plain``, or one of `FORMATS`.
        bom: begin CSV with a byte order mark.
        data_names: returns the names of the further fields of the timeline's events, which are columns of CSV.
        output: the file, which is written whole or not at all; None for standard output.
        layer: the marks and notes of the reader that an export has as further fields.
        silences: the silent stretches between the events, which ``plain`` reads out.
    """
    chunks: Iterator[str | bytes]
    if form == "table":
        chunks = _table(answer, None if output else output_columns())
    elif form == "plain":
        chunks = _paragraphs(answer, silences, None if output else output_columns())
    else:
        options = {"bom": bom, "data_names": [*data_names(), *layer.data_names]} if form == "csv" else {}
        chunks = export_chunks(answer, form, layer, **options)
    if not print_chunks(chunks, output, is_export=form not in ("table", "plain")):
        return exit_codes.ERROR
    return exit_codes.SUCCESS if answer.rows else exit_codes.NO_EVENTS


def print_chunks(chunks: Iterable[str | bytes], output: Path | None, *, is_export: bool) -> bool:
    """Print pieces of text or bytes, and return whether that succeeded.

    Args:
        chunks: the pieces.
        output: the file to write; None for standard output.
        is_export: print in UTF-8 and with the line ends of the text, whatever the locale.
    """
    if output is not None:
        return _write(output, chunks)
    if is_export and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    try:
        for chunk in chunks:
            if isinstance(chunk, str):
                print(chunk, end="")  # which does nothing where standard output is closed
            elif sys.stdout is not None:
                sys.stdout.buffer.write(chunk)
    except CannotExportError as error:
        print_error(str(error))
        return False
    return True


def _write(output: Path, chunks: Iterable[str | bytes]) -> bool:
    """Write a file whole or not at all. Return whether that succeeded, after printing why not."""
    from tui.timeline.editing.whole_file import write_whole

    try:
        encoded = (chunk.encode("utf-8", "surrogatepass") if isinstance(chunk, str) else chunk for chunk in chunks)
        write_whole(output, encoded)
    except OSError as error:
        print_error(f"cannot write {output}: {reason(error)}")
        return False
    except CannotExportError as error:
        print_error(str(error))
        return False
    return True


def _table(answer: Answer, columns: int | None) -> Iterator[str]:
    from tui.cli.table import table_lines

    for line in table_lines(answer, columns):
        yield f"{line}\n"


def _paragraphs(answer: Answer, silences: Sequence[Silence], columns: int | None) -> Iterator[str]:
    """Yield an answer as paragraphs with empty lines between them, wrapped between words in a terminal."""
    from textwrap import fill

    from tui.timeline.exports.plain import paragraphs

    for number, paragraph in enumerate(paragraphs(answer, silences)):
        text = fill(paragraph, columns, break_long_words=False, break_on_hyphens=False) if columns else paragraph
        yield f"\n{text}\n" if number else f"{text}\n"


def is_for_files(form: str, output: Path | None) -> bool:
    """Return whether a format is no text, but would be printed in a terminal, after reporting that."""
    is_wrong = form in FORMATS and FORMATS[form].is_binary and output is None and is_terminal(sys.stdout)
    if is_wrong:
        print_error(f"{form} is not text: write it to a file, as by --output timeline{FORMATS[form].suffix}")
    return is_wrong


def export_chunks(answer: Answer, form: str, layer: ReaderLayer = NO_LAYER, **options: Any) -> Iterator[str | bytes]:
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
    export = FORMATS[form].encoded if FORMATS[form].is_binary else FORMATS[form].lines
    yield from export(answer.view.timeline, events, losses, **options)
    if found := losses.lines():
        print_error(f"{form} cannot carry everything: {'; '.join(found)}")
