"""A saved view, written into the text of a timeline's file. Nothing else of it changes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tui.text.frozen import replace
from tui.text.printable import printable
from tui.timeline.editing.whole_file import write_whole
from tui.timeline.model.entities import SavedView
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.files import decode, read_bytes
from tui.timeline.reading.problems import TimelineError
from tui.timeline.reading.reader import parse_timeline

MOST_BYTES = 20_000_000
"""The size of the largest file that is changed: it is read twice, and all of it is held in memory."""

_BOM = b"\xef\xbb\xbf"
_PLAIN = re.compile(r"[A-Za-z][\w-]*( [\w-]+)*")
"""A name that YAML reads as this text without quotation marks, unless it is one of `_WORDS`."""
_WORDS = frozenset(("y", "yes", "n", "no", "true", "false", "on", "off", "null"))


class ViewNotWrittenError(Exception):
    """The view cannot be written into the file. Its str() says why, and that nothing is written."""


def write_view(path: Path, view: SavedView) -> None:
    """Write a view into a timeline's file, in place of one of the same name.

    Args:
        path: the file.
        view: the view.

    Raises:
        ViewNotWrittenError: the text is not laid out so that a view can be added, or it would not mean the same.
        TimelineError: the file has problems.
        OSError: the file cannot be read or written.
    """
    data = read_bytes(path)
    if len(data) > MOST_BYTES:
        raise ViewNotWrittenError("the file is too large to be changed here; nothing is written")
    text = decode(data, str(path))
    before = parse_timeline(text, str(path))
    new = with_view(text, view)
    others = tuple(other for other in before.views if other.name != view.name)
    try:
        is_equal = _is_equal(parse_timeline(new, str(path)), before, others, view)
    except TimelineError:
        is_equal = False
    if not is_equal:
        raise ViewNotWrittenError("the file is laid out in a way that cannot be added to; nothing is written")
    write_whole(path, _BOM * data.startswith(_BOM) + new.encode(), expected=data)


def _is_equal(new: Timeline, old: Timeline, others: tuple[SavedView, ...], view: SavedView) -> bool:
    """Return whether a timeline is another one with a view added. The lines on which events begin may differ."""
    if sorted(new.views, key=_name) != sorted((*others, view), key=_name):
        return False
    if len(new.events) != len(old.events):
        return False
    if any(replace(one, line=0) != replace(other, line=0) for one, other in zip(new.events, old.events, strict=True)):
        return False
    return replace(new, views=(), events=()) == replace(old, views=(), events=())


def _name(view: SavedView) -> str:
    return view.name


class _Item(NamedTuple):
    """A view in a text."""

    start: int
    """The offset of its first key, or of its opening brace."""
    end: int
    """The offset after its last value, or after its closing brace."""
    name: str


def with_view(text: str, view: SavedView) -> str:
    """Return the text of a timeline with a view added, or replaced if it has one of that name.

    Args:
        text: YAML without problems, as the careful reader takes it.
        view: the view.

    Raises:
        ViewNotWrittenError: the text is written in brackets, as JSON is.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    loader: Any = yaml.CLoader if yaml.__with_libyaml__ else yaml.Loader
    root: Any = yaml.compose(text, Loader=loader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise ViewNotWrittenError("the file is written in brackets, as JSON is; nothing is written")
    for key, value in root.value:
        if key.value == "views":
            return _with_item(text, value, view, newline)
    place: Any = next((key.start_mark for key, _ in root.value if key.value == "events"), None)
    if place is None:
        return f"{text.rstrip()}{newline}views:{newline}{_block_item(view, '  ', newline)}"
    margin = " " * place.column
    return (
        f"{text[: place.index]}views:{newline}{_block_item(view, f'{margin}  ', newline)}{margin}{text[place.index :]}"
    )


def _with_item(text: str, views: Any, view: SavedView, newline: str) -> str:
    """Return a text with a view added to the list of views, or replaced in it."""
    start, end = views.start_mark.index, views.end_mark.index
    if isinstance(views, yaml.ScalarNode):  # null
        return f"{text[:start]}{newline}{_block_item(view, '  ', newline).removesuffix(newline)}{text[end:]}"
    items = [_item_of(text, node) for node in views.value]
    old = next((item for item in items if item.name == view.name), None)
    if views.flow_style:
        new = _flow_item(view)
        if old is not None:
            return text[: old.start] + new + text[old.end :]
        if not items:
            return f"{text[:start]}[{new}]{text[end:]}"
        return f"{text[: items[-1].end]}, {new}{text[items[-1].end :]}"
    if old is not None:
        return text[: old.start] + _block_fields(view, _margin(text, old.start), newline) + text[old.end :]
    last = items[-1]
    dash = text.rindex("-", 0, last.start)
    item = _block_item(view, _margin(text, dash), newline).removesuffix(newline)
    return f"{text[: last.end]}{newline}{item}{text[last.end :]}"


def _item_of(text: str, node: Any) -> _Item:
    start = node.start_mark.index
    # The end of a mapping without braces is the beginning of what follows it, comments between them included.
    end = node.end_mark.index if node.flow_style else max(value.end_mark.index for _, value in node.value)
    name = next((value.value for key, value in node.value if key.value == "name"), "")
    return _Item(start, start + len(text[start:end].rstrip()), name)


def _margin(text: str, offset: int) -> str:
    """Return the blanks that bring a line to the column of an offset."""
    return " " * (offset - max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) - 1)


def _fields(view: SavedView) -> list[tuple[str, str]]:
    fields = [("name", view.name), ("query", view.query)]
    return [*fields, ("sort", view.sort)] if view.sort != "date" else fields


def _block_item(view: SavedView, indent: str, newline: str) -> str:
    return f"{indent}- {_block_fields(view, f'{indent}  ', newline)}{newline}"


def _block_fields(view: SavedView, indent: str, newline: str) -> str:
    return f"{newline}{indent}".join(f"{key}: {_scalar(value)}" for key, value in _fields(view))


def _flow_item(view: SavedView) -> str:
    return f"{{{', '.join(f'{key}: {_scalar(value)}' for key, value in _fields(view))}}}"


def _scalar(text: str) -> str:
    """Return a text as YAML, plain or in quotation marks."""
    if _PLAIN.fullmatch(text) and text.isascii() and text.lower() not in _WORDS:
        return text
    if printable(text) == text and "\\" not in text:
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    """Return a character as it is written in double quotes."""
    if character in '"\\':
        return f"\\{character}"
    return character if printable(character) == character else f"\\U{ord(character):08x}"
