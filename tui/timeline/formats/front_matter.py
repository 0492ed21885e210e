"""Markdown with front matter in YAML, an event a file: a folder of such files is one table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.records_of_values import Record, table_of
from tui.timeline.formats.report import Report
from tui.timeline.formats.table import Table
from tui.timeline.formats.yaml_records import load_yaml
from tui.timeline.reading.problems import TimelineError

_FENCE = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)(?:\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_DATE = re.compile(
    r"^['\"]?(?:start|event|publish)?[_ -]?(?:date|year|datetime|when|start|fecha|datum)\w*['\"]?[ \t]*:", re.M
)
"""A key of front matter that has a date."""
_BODY = "body"


def has_front_matter(text: str) -> bool:
    """Return whether a text begins with front matter that has a date."""
    fence = _FENCE.match(text)
    return fence is not None and _DATE.search(fence[1]) is not None


def read_table(file: ForeignFile) -> Table:
    """Return the table of one file, which has one row.

    Raises:
        TimelineError: it has no front matter, or none in YAML.
    """
    return table_of(file, [record_of(file)])


def record_of(file: ForeignFile) -> Record:
    """Return the front matter of a file, and the text below it as ``body``.

    Raises:
        TimelineError: it has no front matter, or none in YAML.
    """
    text = file.text
    fence = _FENCE.match(text)
    if fence is None:
        raise file.refusal("it has no front matter", "begin it with a line '---', and end the front matter with one")
    values = load_yaml(file, fence[1], 2)
    if not isinstance(values, dict):
        raise file.refusal("its front matter is not a mapping", "write 'date: …' and 'title: …' on lines of their own")
    body = text[fence.end() :].strip()
    return {**values, **({_BODY: body} if body else {})}


def table_of_files(folder: ForeignFile, files: Sequence[ForeignFile], report: Report) -> Table:
    """Return the table of several files.

    Args:
        folder: names what they are in, in errors.
        files: the files. One that cannot be read is left out, and reported.
        report: takes which were left out.
    """
    records: list[Any] = []
    for number, file in enumerate(files, start=1):
        try:
            records.append(record_of(file))
        except TimelineError as error:
            report.add("lost", f"{error.lines()[0]}", number)
    if not records:
        raise folder.refusal("none of its files has front matter that can be read", "look at the first of them")
    report.unit = "file"
    return table_of(folder, records, "file")
