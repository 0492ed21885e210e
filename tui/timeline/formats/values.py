"""Values as tables and JSON have them: texts, lists and mappings, of which any may stand where another is expected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tui.timeline.formats.foreign import ForeignSource

URL = re.compile(r"https?://\S+")
_NESTED = (list, tuple, dict)
_MOST_DIGITS = 9


def as_mapping(value: Any) -> Mapping[str, Any]:
    """Return a value that may be a mapping; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def as_items(value: Any) -> Sequence[Any]:
    """Return a value that may be a list; an empty one for anything else."""
    return value if isinstance(value, list) else ()


def is_list_of_mappings(value: Any) -> bool:
    """Return whether a value is a list of mappings, and not an empty one."""
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def as_text(value: Any) -> str:
    """Return a value as text: a list with commas between its items, a mapping as ``key: item; key: item``."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, _NESTED):
        return _joined(value)
    return str(value).strip()


def _joined(value: Any) -> str:
    """Return a list or a mapping as text, without recursion: JSON may be nested more deeply than Python can call."""
    parts = [_Part("", value)]
    while True:
        part = parts[-1]
        for label, item in part.items:
            if isinstance(item, _NESTED):
                parts.append(_Part(label, item))
                break
            if text := as_text(item):
                part.texts.append(label + text)
        else:
            parts.pop()
            text = part.separator.join(part.texts)
            if not parts:
                return text
            if text:
                parts[-1].texts.append(part.label + text)


class _Part:
    """A list or a mapping that is being joined."""

    __slots__ = ("items", "label", "separator", "texts")

    def __init__(self, label: str, value: Any) -> None:
        self.label = label
        """What stands before its text in that of the part around it."""
        self.items: Iterator[tuple[str, Any]]
        """The labels and items that are left: it goes on behind an item that is a part of its own."""
        if isinstance(value, dict):
            self.items = ((f"{key}: ", item) for key, item in value.items())
            self.separator = "; "
        else:
            self.items = (("", item) for item in value)
            self.separator = ", "
        self.texts: list[str] = []
        """The texts of the items that are joined."""


def whole_number(text: str) -> int:
    """Return the number that some digits are; 0 for any other text, and for more digits than a date or a count has."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else 0


def name_of(item: Any) -> str:
    """Return the name of a thing in a list: a text, or what a mapping says of its name."""
    if isinstance(item, dict):
        for key in ("name", "title", "label", "value", "text", "url"):
            if text := as_text(item.get(key)):
                return text
    return as_text(item)


def source_of(item: Any) -> ForeignSource | None:
    """Return the source that a text or a mapping of a list is; None if it says nothing of one."""
    if not isinstance(item, dict):
        text = as_text(item)
        if not text:
            return None
        return ForeignSource(text) if URL.match(text) else ForeignSource(title=text)

    def first(*keys: str) -> str:
        return next((text for key in keys if (text := as_text(item.get(key)))), "")

    url, title = first("url", "href", "link", "uri"), first("title", "name", "label", "text", "source")
    outlet = first("outlet", "publisher", "publication", "site")
    if not (url or title or outlet):
        return None
    return ForeignSource(
        url,
        title,
        outlet,
        first("date", "published", "issued"),
        first("archive_url", "archived", "archive", "archived_url"),
        first("retrieved", "accessed", "access_date"),
        first("language", "lang"),
    )
