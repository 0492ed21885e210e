"""Which format a file is in, by its content first and by its ending where the content leaves it open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tui.timeline.formats.registry import FORMATS

if TYPE_CHECKING:
    from tui.timeline.formats.foreign_file import ForeignFile

_OWN = re.compile(
    r"(?:\s|#[^\n]*\n|---[ \t]*\r?\n|%YAML[^\n]*\n)*(?:(?:dateline|title|description|language|timezone|sources|events)"
    r"[ \t]*:(?:\s|$)|\{\s*(?:\"dateline\"|dateline|title)\s*:)"
)
"""The beginning of a timeline of Dateline's own, in YAML or JSON."""
_LIST = re.compile(r"(?:\s|#[^\n]*\n|---[ \t]*\r?\n|%YAML[^\n]*\n)*-[ \t\r\n]")
"""The beginning of a list in YAML."""

DATELINE = "dateline"
"""The name of Dateline's own YAML."""
NAMES = (DATELINE, *FORMATS)
"""What ``--as`` takes."""


def format_of(file: ForeignFile) -> str:
    """Return the name of a file's format; `DATELINE` if it is none that is known.

    Raises:
        TimelineError: it cannot be read.
    """
    for name, form in FORMATS.items():
        if form.magic and file.head.startswith(form.magic):
            return name
    text = file.head_text.lstrip("\ufeff")
    if not _has_other_ending(file.ending) and _OWN.match(text):
        return "markwhen" if _is_markwhen(file.ending, text) else DATELINE
    for name, form in FORMATS.items():
        if form.sign is not None and form.sign(text):
            return "jsonl" if name == "json" and file.ending in FORMATS["jsonl"].endings else name
    for name, form in FORMATS.items():
        if file.ending in form.endings:
            return name
    if file.ending in (".yaml", ".yml"):
        return "yaml" if _LIST.match(text) else DATELINE
    if file.head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "xlsx"
    return _table_or_own(text)


def _has_other_ending(ending: str) -> bool:
    """Return whether an ending is that of a format in which Dateline's own is never written."""
    return any(ending in form.endings for name, form in FORMATS.items() if name != "json")


def _is_markwhen(ending: str, text: str) -> bool:
    """Return whether a text that begins like a timeline of Dateline's own, with its title, goes on as markwhen."""
    if ending in (".yaml", ".yml", ".json") or re.search(r"^[\"']?events[\"']?\s*:", text, re.MULTILINE):
        return False
    from tui.timeline.formats.markwhen import looks_like_markwhen

    return looks_like_markwhen(text)


def _table_or_own(text: str) -> str:
    """Return whether text of an unknown ending is a table or Dateline's own."""
    from tui.timeline.formats.csv_table import looks_like_table

    if _LIST.match(text):
        return "yaml"
    from tui.timeline.formats.dated_headings import looks_like_headings
    from tui.timeline.formats.markwhen import looks_like_markwhen

    if looks_like_table(text):
        return "csv"
    if looks_like_headings(text):
        return "markdown"
    return "markwhen" if looks_like_markwhen(text) else DATELINE
