"""PyYAML's errors in plain words, each with its position and a remedy."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

import yaml

from tui.timeline.reading.schema import MAX_DEPTH, MAX_ITEMS

TOO_MANY = (f"more than {MAX_ITEMS:,} items in one list", "a list of an event, or of an entry, has at most so many")
"""The message and the remedy for a list of an event or an entry that is too long."""
TOO_DEEP = (f"nested more than {MAX_DEPTH} deep", "a timeline is flatter: see the schema in the README")
"""The message and the remedy for lists and mappings that are nested too deep."""

_MESSAGES = (
    # libyaml and PyYAML word the same errors differently; both get these words.
    (
        "mapping values are not allowed",
        "a ': ' inside a value, or a line indented too far",
        "put quotes around the value, or correct the indentation",
    ),
    ("found unexpected end of stream", "a quote is opened here and never closed", "close it"),
    ("but got '<stream end>'", "a bracket is opened here and never closed", "close it"),
    ("did not find expected ',' or", "a bracket is opened here and never closed, or a comma is missing", "close it"),
    ("expected ',' or", "a bracket is opened here and never closed, or a comma is missing", "close it"),
    (
        "did not find expected '-' indicator",
        "a line that is neither the next item of the list nor outside of it",
        "begin it with '- ' or indent it less",
    ),
    (
        "expected <block end>",
        "a line that is neither the next key or item nor outside of its list or mapping",
        "indent it as the lines above it",
    ),
    (
        "did not find expected key",
        "a line that is neither the next key nor outside of the mapping",
        "indent it as the keys above it",
    ),
    ("could not find expected ':'", "a key without a colon", "write 'key: value'"),
    ("escape", "a backslash that begins no escape", "write '\\\\', or put the value in single quotes"),
    ("undefined alias", "an alias, which a timeline does not use", "write the value out"),
)
"""Part of PyYAML's words, and the message and the remedy that replace them."""

_REPORTED_AT_THEIR_START = ("found unexpected end of stream", "',' or", "could not find expected ':'")
"""Parts of PyYAML's words for errors that are reported where the unfinished thing starts, not where it fails."""

_NOT_YAML = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that YAML 1.1 allows only as escapes."""

Explanation = tuple[int, str, str]
"""An offset in the text, a message, and a remedy."""


def explain_reader_error(text: str) -> Explanation:
    """Explain that a text has a character that YAML does not allow."""
    found = _NOT_YAML.search(text)
    offset = found.start() if found else 0
    code = f"U+{ord(text[offset]):04X}" if found else "of an unknown kind"
    return offset, f"a control character {code}", 'remove it, or write it as an escape in "…"'


def explain_yaml_error(error: yaml.MarkedYAMLError, text: str, loader: Any) -> Explanation:
    """Explain an error that PyYAML raised.

    Args:
        error: the error.
        text: the text that was parsed.
        loader: PyYAML's loader that parsed it.
    """
    words = error.problem or error.context or "cannot be read"
    mark: Any = error.problem_mark or error.context_mark
    if error.context_mark is not None and any(part in words for part in _REPORTED_AT_THEIR_START):
        mark = error.context_mark
    offset = min(mark.index, len(text)) if mark is not None else 0
    if re.search("nest|depth", words):
        return _first_too_deep(text[:offset], loader) or offset, *TOO_DEEP
    line_start = text.rfind("\n", 0, offset) + 1
    tab = re.compile(r"[ ]*\t").match(text, line_start) or re.compile(r"\t").match(text, offset)
    if tab and ("tab" in words or "cannot start any token" in words or tab.end() >= offset):
        return tab.end() - 1, "a tab where YAML needs spaces", "indent with spaces"
    if "cannot start any token" in words:
        character = text[offset : offset + 1]
        return offset, f"a value cannot begin with '{character}'", "put quotes around the value"
    for part, message, remedy in _MESSAGES:
        if part in words:
            return offset, f"not YAML: {message}", remedy
    return offset, f"not YAML: {words}", "see the example in the README"


def _first_too_deep(text: str, loader: Any) -> int | None:
    """Return the offset of the first list or mapping that is nested too deep.

    PyYAML from 6.0.4 on has a limit of its own, of a thousand levels, and reaches it before it yields the events of the
    line. The text before that point can be parsed.

    Args:
        text: the text up to where PyYAML gave up.
        loader: PyYAML's loader.
    """
    depth = -1  # the outermost mapping does not count
    with suppress(yaml.YAMLError):
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    mark: Any = event.start_mark
                    return int(mark.index)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    return None
