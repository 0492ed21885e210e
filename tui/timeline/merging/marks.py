"""Conflicts in words: as comments above the values in question in the merged file, and as lines to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tui.text.printable import printable
from tui.timeline.checking.undecided import MARK
from tui.timeline.editing.yaml_text import flow
from tui.timeline.merging.blocks import Block, KnownBlocks, line_end
from tui.timeline.merging.document import Document
from tui.timeline.merging.render import tree_lines, value_lines
from tui.timeline.merging.values import Conflict, Path

_THEIRS = "# theirs:"
_WIDTH = 200
"""Longer values are cut in the list of conflicts. The file has the whole of them."""


def marked_text(document: Document, conflicts: Sequence[Conflict]) -> str:
    """Return the text of a merged document with a comment above each value that somebody has to decide on."""
    above: dict[int, list[str]] = {}
    known = KnownBlocks(document)
    for conflict in conflicts:
        block = block_at(known, conflict.path)
        margin = "" if block is None else _margin(document, block)
        place = 0 if block is None else block.line_start
        above.setdefault(place, []).extend(f"{margin}{line}" for line in comment(conflict))
    newline = "\r\n" if "\r\n" in document.text else "\n"
    pieces: list[str] = []
    at = 0
    for place in sorted(above):
        pieces += [document.text[at:place], *(f"{line}{newline}" for line in above[place])]
        at = place
    return "".join((*pieces, document.text[at:]))


def block_at(known: KnownBlocks, path: Path) -> Block | None:
    """Return the innermost block that contains the value at a path."""
    node, floor = known.document.root, 0
    found: Block | None = None
    if path[:1] == ("events",) and len(path) > 1:
        found = known.events.get(str(path[1]))
        if found is None:
            return None
        node, floor, path = found.value, found.start, path[2:]
    for key in path:
        if isinstance(key, int):
            below = known.of(node, floor)
            inner = below[key] if key < len(below) else None
        else:
            inner = known.under(key, node, floor)
        if inner is None:
            break
        found, node, floor = inner, inner.value, line_end(known.document.text, inner.start)
    return found


def _margin(document: Document, block: Block) -> str:
    """Return the indent of a block."""
    line = document.text[block.line_start : block.start]
    return line[: len(line) - len(line.lstrip(" "))]


def comment(conflict: Conflict) -> Iterator[str]:
    """Yield comments that explain a conflict and give the value of theirs."""
    yield f"{MARK} {printable(reason_words(conflict))}"
    if conflict.reason in ("changed", "unreadable") and conflict.theirs is not None:
        lines = _lines(conflict.path, conflict.theirs)
        yield from (f"{_THEIRS} {printable(line)}".rstrip() for line in lines)


def _lines(path: Path, value: Any) -> list[str]:
    return value_lines(path, value, 0) if path else [line for line, _ in tree_lines(value)]


def reason_words(conflict: Conflict) -> str:
    """Return what happened, such as "title was changed by both; ours stands"."""
    what = path_words(conflict.path)
    match conflict.reason:
        case "changed":
            return f"{what} was changed by both; ours stands"
        case "deleted by ours":
            return f"{what} was deleted by ours and changed by theirs; it stays"
        case "deleted by theirs":
            return f"{what} was deleted by theirs and changed by ours; it stays"
        case "still used":
            who, other = ("ours", "theirs") if conflict.ours is None else ("theirs", "ours")
            return f"{what} was deleted by {who}, and {other} refers to it; it stays"
        case _:
            return f"{what} could not be read with what theirs changed; ours stands"


def value_words(value: Any) -> str:
    """Return a value on one line; the beginning of a long one."""
    words = " ".join(flow(value).split()) if isinstance(value, (dict, list)) else " ".join(str(value).split())
    return words if len(words) <= _WIDTH else f"{words[: _WIDTH - 1]}…"


def path_words(path: Path) -> str:
    """Return what a path leads to, such as "title of event landing"."""
    if not path:
        return "the timeline"
    first, *rest = path
    if first == "events" and rest:
        inner = _inner(rest[1:])
        return f"{inner} of event {rest[0]}" if inner else f"event {rest[0]}"
    if first == "facets" and len(rest) > 2:
        inner = _inner(rest[3:])
        return f"{inner + ' of ' if inner else ''}{rest[2]} in facet {rest[0]}"
    if rest and isinstance(rest[0], str):
        inner = _inner(rest[1:])
        return f"{inner + ' of ' if inner else ''}{rest[0]} in {first}"
    return _inner(path)


def _inner(path: Sequence[str | int]) -> str:
    """Return the last keys of a path in words: "translation of quote 2"."""
    words: list[str] = []
    for key in path:
        if isinstance(key, int):
            words[-1] = f"{words[-1].removesuffix('s')} {key + 1}"
        else:
            words.append(key)
    return " of ".join(reversed(words))
