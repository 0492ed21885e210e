"""Records in JSON Lines: one object on each line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.json_escapes import AS_WRITTEN, with_whole_characters
from tui.timeline.formats.records_of_values import table_of
from tui.timeline.formats.report import Report
from tui.timeline.formats.table import Table


def read_table(file: ForeignFile) -> Table:
    """Return the table of a file. A line that is no object is left out, and reported.

    Raises:
        TimelineError: none of its lines is an object.
    """
    file.report.unit = "line"
    found = list(objects_of(file.text, file.report))
    if not found:
        raise file.refusal("none of its lines is an object in JSON", "write one object on each line")
    return table_of(file, [record for record, _ in found], "line", [line for _, line in found])


def objects_of(text: str, report: Report) -> Iterator[tuple[dict[str, Any], int]]:
    """Yield the objects of some lines, with the numbers of these from 1. What is no object is reported."""
    decode = AS_WRITTEN.raw_decode
    for line, untrimmed in enumerate(text.split("\n"), start=1):
        written = untrimmed.strip()
        if not written:
            continue
        try:
            value, end = decode(with_whole_characters(written))
        except (json.JSONDecodeError, RecursionError):
            end = -1
        if end != len(written):
            report.add("lost", "the line is not JSON", line, written)
        elif isinstance(value, dict):
            yield value, line
        else:
            report.add("lost", "the line is no object", line, written)


def looks_like_lines(text: str) -> bool:
    """Return whether the beginning of a text is an object on each line."""
    lines = [line for line in text.split("\n") if line.strip()][:5]
    if len(lines) < 2 or not lines[0].lstrip().startswith("{"):
        return False
    # The last line may be cut.
    try:
        return all(isinstance(json.loads(line, parse_int=str), dict) for line in lines[:-1])
    except (json.JSONDecodeError, RecursionError):
        return False
