"""The events of an answer by the lanes of a facet: in words, or drawn as SVG."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tui.cli import exit_codes
from tui.cli.errors import print_error
from tui.cli.printing import export_chunks, print_chunks
from tui.cli.tty import output_columns
from tui.timeline.analysis.lanes.values import facets_with_lanes
from tui.timeline.search.answers import Answer
from tui.timeline.search.index import Index

_DRAWN = ("svg", "png")


def print_lanes(index: Index, answer: Answer, facet: str, form: str, output: Path | None) -> int:
    """Print the lanes of a facet on standard output or into a file, and return the exit code.

    Args:
        index: the timeline.
        answer: the events.
        facet: the name of the facet, as it was typed.
        form: ``plain``, ``svg`` or ``png``; ``table``, which is the default, is plain too.
        output: the file; None for standard output.
    """
    specs = facets_with_lanes(index)
    spec = index.timeline.facet(facet)
    if spec not in specs:
        names = ", ".join(spec.name for spec in specs)
        right = f"name one of {names}" if names else "no facet has any"
        return print_error(f"--lanes {facet}: the events have no values of it; {right}")
    if form not in ("plain", "table", *_DRAWN):
        return print_error("--lanes goes with --plain, or with --format svg or png")
    if form in _DRAWN:
        chunks = export_chunks(answer, form, facet=None if spec is None else spec.name)
    else:
        chunks = _words(index, answer, facet, None if output else output_columns())
    if not print_chunks(chunks, output, is_export=form in _DRAWN):
        return exit_codes.ERROR
    return exit_codes.SUCCESS if answer.rows else exit_codes.NO_EVENTS


def _words(index: Index, answer: Answer, facet: str, columns: int | None) -> Iterator[str]:
    from textwrap import fill

    from tui.timeline.exports.plain_lanes import paragraphs

    for number, paragraph in enumerate(paragraphs(index, answer, index.timeline.facet(facet))):
        text = fill(paragraph, columns, break_long_words=False, break_on_hyphens=False) if columns else paragraph
        yield f"\n{text}\n" if number else f"{text}\n"
