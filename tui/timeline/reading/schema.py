"""The keys of a timeline's file, and the forms of some values."""

from __future__ import annotations

import re

VERSION = "1"
"""The version of the schema: the ``dateline`` of a file."""

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
"""The beginning of a ``url``."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""The unquoted texts that YAML takes for null."""

MAX_DEPTH = 8
"""How deep lists and mappings may be nested below the outermost mapping. The schema needs 5."""
