"""The lines that the keys of a mapping and the items of a list take in a text of YAML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from tui.timeline.merging.document import Document, Node, fields, is_list, is_mapping


class Block(NamedTuple):
    """A key with its value, or an item of a list, that is not in brackets."""

    key: str
    """Empty for an item of a list."""
    value: Node
    start: int
    """The offset of the key, or of the dash before an item."""
    line_start: int
    """The offset of the line on which it begins."""
    end: int
    """The offset after its last line, line end included."""
    lead: int
    """The offset of the comments right above it; that of its own line if there are none."""

    @property
    def column(self) -> int:
        """The number of characters before it on its line."""
        return self.start - self.line_start


def blocks(text: str, node: Node, floor: int = 0) -> list[Block]:
    """Return the blocks of a mapping or a list; none if it is written in brackets.

    Args:
        text: the text.
        node: the mapping or the list.
        floor: the offset above which no comment belongs to its first block.
    """
    found: list[Block] = []
    if (not is_mapping(node) and not is_list(node)) or node.flow_style:
        return found
    pairs = list(fields(node)) if is_mapping(node) else [("", None, item) for item in node.value]
    for key, key_node, value in pairs:
        start = text.rindex("-", 0, value.start_mark.index) if key_node is None else key_node.start_mark.index
        line_start = text.rfind("\n", 0, start) + 1
        last = content_end(text, value)
        end = line_end(text, last if key_node is None else max(last, key_node.end_mark.index))
        found.append(Block(key, value, start, line_start, end, _lead(text, line_start, floor)))
        floor = end
    return found


class KnownBlocks:
    """The blocks of a document, looked for once in each of its mappings and lists.

    Args:
        document: the document.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._known: dict[tuple[int, int], tuple[list[Block], Mapping[str, Block]]] = {}

    def of(self, node: Node, floor: int = 0) -> list[Block]:
        """Return what `blocks` does."""
        return self._look(node, floor)[0]

    def under(self, key: str, node: Node, floor: int = 0) -> Block | None:
        """Return the block of a key of a mapping; None if it has none."""
        return self._look(node, floor)[1].get(key)

    @cached_property
    def events(self) -> Mapping[str, Block]:
        """The blocks of the events by their ids; none if they are written in brackets."""
        section = self.under("events", self.document.root)
        if section is None or not is_list(section.value):
            return {}
        found = self.of(section.value, line_end(self.document.text, section.start))
        return dict(zip(self.document.event_nodes, found, strict=False))

    def _look(self, node: Node, floor: int) -> tuple[list[Block], Mapping[str, Block]]:
        known = self._known.get((id(node), floor))
        if known is None:
            found = blocks(self.document.text, node, floor)
            known = self._known[id(node), floor] = found, {block.key: block for block in found}
        return known


def content_end(text: str, node: Node) -> int:
    """Return the offset behind the last character of a node that is neither a blank nor a comment."""
    if (is_mapping(node) or is_list(node)) and not node.flow_style and node.value:
        last = node.value[-1]
        if is_list(node):
            return content_end(text, last)
        key_end: int = last[0].end_mark.index
        return max(key_end, content_end(text, last[1]))
    start: int = node.start_mark.index
    return start + len(text[start : node.end_mark.index].rstrip())


def line_end(text: str, offset: int) -> int:
    """Return the offset behind the line that an offset is on."""
    end = text.find("\n", offset)
    return len(text) if end < 0 else end + 1


def _lead(text: str, line_start: int, floor: int) -> int:
    """Return the offset of the first of the comments that stand right above a line."""
    while line_start > floor:
        before = text.rfind("\n", 0, line_start - 1) + 1
        if before < floor or not text[before:line_start].lstrip(" ").startswith("#"):
            break
        line_start = before
    return line_start


def shifted(lines: Sequence[str], column: int, new_column: int) -> list[str]:
    """Return lines with their indent made wider or narrower."""
    if new_column >= column:
        return [f"{' ' * (new_column - column)}{line}" if line.strip() else line for line in lines]
    less = column - new_column
    return [line[min(less, len(line) - len(line.lstrip(" "))) :] for line in lines]
