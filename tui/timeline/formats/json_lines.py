"""Records in JSON Lines: one object on each line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.json_escapes import AS_WRITTEN, with_whole_characters
from tui.timeline.formats.records_of_values import table_of
from tui.timeline.formats.report import Report
from tui.timeline.formats.table import Table

_DECODED_TOGETHER = 64
"""How many lines are decoded at once."""
_BETWEEN = "-Infinity"
"""What stands between lines that are decoded at once, and in hardly any file."""
_MARK = object()
"""What it is decoded as."""
_TOGETHER = json.JSONDecoder(
    parse_float=str, parse_int=str, parse_constant=lambda name: _MARK if name == _BETWEEN else name
)


def read_table(file: ForeignFile) -> Table:
    """Return the table of a file. A line that is not an object is left out, and reported.

    Raises:
        TimelineError: none of its lines is an object.
    """
    file.report.unit = "line"
    found = list(objects_of(file.text, file.report))
    if not found:
        raise file.refusal("none of its lines is an object in JSON", "write one object on each line")
    return table_of(file, [record for record, _ in found], "line", [line for _, line in found])


def objects_of(text: str, report: Report) -> Iterator[tuple[dict[str, Any], int]]:
    """Yield the objects of some lines, with the line numbers from 1. A line that is not an object is reported."""
    lines = text.split("\n")
    for start in range(0, len(lines), _DECODED_TOGETHER):
        some = lines[start : start + _DECODED_TOGETHER]
        objects = _decoded_together(some)
        if objects is None:
            yield from decoded_each(some, start + 1, report)
        else:
            yield from zip(objects, count(start + 1), strict=False)


def _decoded_together(lines: Sequence[str]) -> list[dict[str, Any]] | None:
    """Return the objects that lines are, one on each; None unless all are. It takes two thirds of the time."""
    joined = f",{_BETWEEN},".join(lines)
    if joined.count(_BETWEEN) >= len(lines):
        return None
    try:
        values = _TOGETHER.decode(f"[{with_whole_characters(joined)}]")
    except (ValueError, RecursionError):
        return None
    objects: list[dict[str, Any]] = values[::2]
    # A line with half an object would take a mark into its value, and one with two objects would move the marks.
    if len(values) != 2 * len(lines) - 1 or values[1::2].count(_MARK) != len(lines) - 1:
        return None
    return objects if {*map(type, objects)} == {dict} else None


def decoded_each(lines: Sequence[str], first: int, report: Report) -> Iterator[tuple[dict[str, Any], int]]:
    """Yield the objects of some lines, of which the first has a number, as `objects_of` does."""
    decode = AS_WRITTEN.raw_decode
    for line, untrimmed in enumerate(lines, start=first):
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
            report.add("lost", "the line is not an object", line, written)


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
