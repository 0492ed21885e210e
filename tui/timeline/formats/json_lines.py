"""Records in JSON Lines: one object on each line."""

from __future__ import annotations

import json
from typing import Any

from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.json_escapes import with_whole_characters
from tui.timeline.formats.records_of_values import table_of
from tui.timeline.formats.table import Table


def read_table(file: ForeignFile) -> Table:
    """Return the table of a file. A line that is no object is left out, and reported.

    Raises:
        TimelineError: none of its lines is an object.
    """
    file.report.unit = "line"
    decoder = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
    records: list[Any] = []
    lines: list[int] = []
    for number, line in enumerate(file.text.split("\n"), start=1):
        text = line.strip()
        if not text:
            continue
        try:
            value = decoder.decode(with_whole_characters(text))
        except (json.JSONDecodeError, RecursionError):
            file.report.add("lost", "the line is not JSON", number, text)
            continue
        if isinstance(value, dict):
            records.append(value)
            lines.append(number)
        else:
            file.report.add("lost", "the line is no object", number, text)
    if not records:
        raise file.refusal("none of its lines is an object in JSON", "write one object on each line")
    return table_of(file, records, "line", lines)


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
