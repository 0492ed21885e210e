"""The keys of a timeline's file, and the forms of some values."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tui.timeline.model.facets import FIELDS, VOCABULARIES, parent_key

VERSION = "2"
"""The newest version of the schema: the ``dateline`` of a file, assumed for a file without one."""
VERSIONS = ("1", VERSION)
"""The versions that can be read. In version 1 the intervals of dates mean doubt."""

TIMELINE = (
    *("dateline", "title", "description", "language", "timezone", "sources"),
    *VOCABULARIES,
    *("facets", "views", "checks", "events"),
)
VIEW = ("name", "query", "sort")
CHECKS = ("ignore",)
FACET = ("name", "key", "values")
SOURCE = (
    *("outlet", "title", "issued", "issued_basis", "issued_note", "language", "sha256", "file", "url"),
    *("archived", "retrieved", "page_sha256"),
)
_ENTRY_EXTRAS = {"actors": ("kind", "office"), "places": ("lat", "lon")}
ENTRIES: Mapping[str, tuple[str, ...]] = {
    section: (
        "name",
        *filter(None, (parent_key(section),)),
        *_ENTRY_EXTRAS.get(section, ()),
        "aliases",
    )
    for section in VOCABULARIES
}
"""By section that defines values of a built-in facet: the keys of an entry."""
OWN_ENTRY = ("name", "parent", "aliases")
"""The keys of a value of a facet that the file declares."""
_FIRST = ("id", "date", "date_text", "date_basis", "date_note", "kind", "status", "title", "summary", "speaker", "via")
EVENT = (
    *_FIRST,
    *(field for field in FIELDS if field not in _FIRST),
    *("data", "quotes", "sources", "media", "links", "note", "draft", "internal"),
)
QUOTE = ("source", "paragraph", "exact", "prefix", "suffix", "translation")
MEDIA = ("url", "caption", "credit")

_MARKS = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0903\u093a-\u094f"
    r"\u0951-\u0957\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a51\u0a81-\u0acd\u0b01-\u0b57\u0b82-\u0bd7\u0c00-\u0c56\u0c81-\u0cd6"
    r"\u0d00-\u0d57\u0e31-\u0e4e\u0eb1-\u0ecd\u0f18-\u0fbc\u102b-\u103e\u1056-\u1059\u17b4-\u17d3\u3099\u309a"
)
"""Marks that belong to a letter before them, such as vowel signs in Indic scripts, which ``\\w`` leaves out."""
_ID = rf"\w[\w.{_MARKS}-]*"
_PLAIN_ID = re.compile(r"\w[\w.-]*")
"""An id without such marks, as most are: the other pattern takes 0.4 ms to compile."""
SHA256 = re.compile(r"[0-9a-f]{64}")
ADDRESS = re.compile(r"https?://[^\s/]")
"""The beginning of a ``url``."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""The unquoted texts that YAML takes for null."""

BOOLEANS: Mapping[str, bool] = {"true": True, "yes": True, "false": False, "no": False}
"""The texts that are truth values, in any case."""

MAX_DEPTH = 8
"""How deep lists and mappings may be nested below the outermost mapping. The schema needs 6."""

MAX_ITEMS = 10_000
"""How many items a list of an event or of an entry may have, and how many further fields an event: names, quotes, links
to other events, aliases. Any number of events may link to one."""

MAX_LEVELS = 100
"""How many levels the tree of a vocabulary may have: an event is found by each value above its own, so that a deeper
tree would take a time that grows with the square of its depth."""

PROVISIONAL = "?"
"""What an id that was made begins with until all ids of the file are known. No id in a file does."""


def is_id(text: str) -> bool:
    """Return whether a text has the form of an id."""
    return (_PLAIN_ID.fullmatch(text) or re.fullmatch(_ID, text)) is not None
