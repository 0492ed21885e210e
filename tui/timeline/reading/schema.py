"""What keys the file of a timeline has, and what forms of some values."""

from __future__ import annotations

import re

VERSION = "1"
"""Of the schema: the ``dateline`` of a file."""

TIMELINE = ("dateline", "title", "description", "sources", "actors", "weapons", "views", "events")
VIEW = ("name", "query", "sort")
SOURCE = ("outlet", "title", "issued", "issued_basis", "issued_note", "language", "sha256", "file", "url")
ACTOR = ("name", "kind", "part_of", "office", "aliases")
WEAPON = ("name", "kind_of", "aliases")
EVENT = (
    *("id", "date", "date_text", "date_basis", "date_note", "kind", "status", "title", "summary"),
    *("speaker", "via", "actors", "weapons", "quotes", "links", "note"),
)
QUOTE = ("source", "paragraph", "exact", "prefix", "suffix", "translation")

ID = re.compile(r"\w[\w.-]*")
SHA256 = re.compile(r"[0-9a-f]{64}")
ADDRESS = re.compile(r"https?://[^\s/]")
"""How a ``url`` begins."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""What is nothing to YAML where it stands without quotes."""

DEEPEST = 8
"""Nesting beyond this stops the reading. The keys go down to 5."""
