"""Edit the text of a timeline's file until it means a merged tree. Everything else stays as it is written."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence, Set
from typing import Any, NamedTuple

from tui.timeline.editing.yaml_text import flow
from tui.timeline.merging.blocks import Block, blocks, content_end, line_end, shifted
from tui.timeline.merging.document import Document, Node, Tree, fields, is_list, is_mapping
from tui.timeline.merging.items import interleaved, pair_items
from tui.timeline.merging.render import in_order, value_lines
from tui.timeline.merging.values import Path
from tui.timeline.merging.written import Written


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


class _UnlikeError(Exception):
    """A value is written in a form whose parts cannot be edited one by one."""


def edited_text(document: Document, ids: Mapping[str, str], tree: Tree, written: Written | None, base: str = "") -> str:
    """Return the text of a document, edited until it means a tree.

    Args:
        document: the document, which is not in brackets.
        ids: the merged ids of its events by those they have in it.
        tree: the merged tree.
        written: where new values are written already; None to lay all of them out anew.
        base: the text that the document was made from. Comments above what is removed go with it, unless they are new.
    """
    return _Editor(document, ids, written, base).edited(tree)


class _Editor:
    def __init__(self, document: Document, ids: Mapping[str, str], written: Written | None, base: str) -> None:
        self._document = document
        self._text = document.text
        self._ids = ids
        self._written = written
        self._old_lines = frozenset(line.strip() for line in base.split("\n"))
        self._edits: list[_Edit] = []

    def edited(self, tree: Tree) -> str:
        """Return the text for a tree."""
        self._edit_mapping(self._document.root, self._document.tree, tree, (), 0)
        return _applied(self._text, self._edits)

    # Mappings

    def _edit_mapping(self, node: Node, old: Mapping[str, Any], new: Mapping[str, Any], path: Path, floor: int) -> None:
        """Change the keys of a mapping that is not in brackets."""
        found = blocks(self._text, node, floor)
        keys = {block.key for block in found}
        if len(keys) != len(node.value) or not found:
            raise _UnlikeError
        for position, block in enumerate(found):
            key = block.key
            if key not in new:
                self._remove(found, position)
            elif old.get(key) != new[key]:
                self._edit_value(block, old.get(key), new[key], (*path, key))
        come = {key for key in new if key not in keys and old.get(key) != new[key]}
        if come:
            self._insert_keys(found, new, come, path)

    def _insert_keys(self, found: Sequence[Block], new: Mapping[str, Any], come: Set[str], path: Path) -> None:
        """Insert new keys, each after the key that it follows in the merged mapping."""
        by_key = {block.key: block for block in found}
        block, column = found[0], found[0].column
        space = [""] if not path and self._is_spaced(found) else []
        for key in new:
            if key in by_key:
                block = by_key[key]
            elif key in come:
                self._insert(block.end, [*space, *self._lines((*path, key), new[key], column)])

    def _is_spaced(self, found: Sequence[Block]) -> bool:
        """Return whether blank lines stand between the sections of the file."""
        return any(self._text[one.end : other.lead].strip(" \r") for one, other in itertools.pairwise(found))

    def _edit_value(self, block: Block, old: Any, new: Any, path: Path) -> None:
        """Change the value of a key."""
        node = block.value
        floor = line_end(self._text, block.start)
        before = len(self._edits)
        try:
            if path == ("events",):
                self._edit_events(node, old, new, floor)
            elif is_mapping(node) and isinstance(new, dict) and isinstance(old, dict) and not node.flow_style:
                self._edit_mapping(node, old, new, path, floor)
            elif is_list(node) and isinstance(new, list) and isinstance(old, list) and not node.flow_style:
                self._edit_list(node, old, new, path, floor)
            else:
                raise _UnlikeError
        except _UnlikeError:
            del self._edits[before:]
            self._replace_value(block, new, path)

    def _replace_value(self, block: Block, new: Any, path: Path) -> None:
        node = block.value
        end = content_end(self._text, node)
        lines = self._lines(path, new, 0)
        while lines[0].startswith("#"):
            lines = lines[1:]  # the comments above the key stay as they are
        is_on_one_line = "\n" not in self._text[block.start : end]
        if is_on_one_line and len(lines) == 1:
            if " #" in lines[0]:
                lines = self._lines(path, new, 0, anew=True)
            value = lines[0].partition(": ")[2]
            if isinstance(new, list) and getattr(node, "flow_style", None):
                value = flow(new)
            elif isinstance(new, dict) and getattr(node, "flow_style", None):
                value = flow(_in_order_of(node, new))
            if value and len(lines) == 1:
                start = node.start_mark.index
                space = " " * self._text.endswith(":", 0, start)
                self._edits.append(_Edit(start, max(start, end), f"{space}{value}"))
                return
        text = self._joined([lines[0], *shifted(lines[1:], 0, block.column)])
        self._edits.append(_Edit(block.start, block.end, text))

    def _remove(self, siblings: Sequence[Block], position: int) -> None:
        """Remove a key or an item with the comments that belong to it."""
        block = siblings[position]
        if self._text[block.line_start : block.start].strip(" "):  # the first key of an item: the next one moves up
            if position + 1 == len(siblings):
                raise _UnlikeError
            self._edits.append(_Edit(block.start, siblings[position + 1].start, ""))
            return
        start, end = block.lead, block.end
        comments = self._text[block.lead : block.line_start].split("\n")
        if any(line.strip() and line.strip() not in self._old_lines for line in comments):
            start = block.line_start
        if position + 1 < len(siblings):
            while end < siblings[position + 1].lead:  # the blank lines between it and the next one
                end = line_end(self._text, end)
        elif position:
            before = siblings[position - 1].end
            behind = before + len(self._text[before:start].rstrip())
            start = behind + 1 if behind > before else before
        self._edits.append(_Edit(start, end, ""))

    # Lists

    def _edit_list(self, node: Node, old: list[Any], new: list[Any], path: Path, floor: int) -> None:
        """Change the items of a list that is not in brackets."""
        found = blocks(self._text, node, floor)
        pairs = pair_items(old, new, str(path[-1]))
        places = [pairs[position] for position in range(len(new)) if position in pairs]
        if len(found) != len(old) or not places or places != sorted(places):
            raise _UnlikeError
        kept = set(places)
        for position in range(len(found)):
            if position not in kept:
                self._remove(found, position)
        before: Block | None = None
        for position, item in enumerate(new):
            if position in pairs:
                before = found[pairs[position]]
                if old[pairs[position]] != item:
                    self._edit_item(before, old[pairs[position]], item, (*path, position))
            else:
                lines = self._lines((*path, position), item, found[0].column)
                self._insert(found[0].lead if before is None else before.end, lines)

    def _edit_item(self, block: Block, old: Any, new: Any, path: Path) -> None:
        node, before = block.value, len(self._edits)
        try:
            if not is_mapping(node) or node.flow_style or not isinstance(new, dict):
                raise _UnlikeError
            self._edit_mapping(node, old, new, path, block.start)
        except _UnlikeError:
            del self._edits[before:]
            if is_mapping(node) and node.flow_style:
                self._edits.append(_Edit(node.start_mark.index, node.end_mark.index, flow(_in_order_of(node, new))))
                return
            lines = self._lines(path, new, block.column)
            while lines[0].lstrip().startswith("#"):
                lines = lines[1:]
            self._edits.append(_Edit(block.line_start, block.end, self._joined(lines)))

    def _edit_events(self, node: Node, old: Tree, new: Tree, floor: int) -> None:
        found = blocks(self._text, node, floor)
        if not found or len(found) != len(old):
            raise _UnlikeError
        own = {self._ids.get(event_id, event_id): event_id for event_id in old}
        by_id = {merged: found[position] for position, merged in enumerate(own)}
        if not by_id.keys() & new.keys():
            raise _UnlikeError
        for position, (merged, block) in enumerate(by_id.items()):
            if merged not in new:
                self._remove(found, position)
            elif old[own[merged]] != new[merged]:
                self._edit_item(block, old[own[merged]], new[merged], ("events", merged))
        is_spaced = len(found) == 1 or any(
            "\n" in self._text[one.end : other.lead] for one, other in itertools.pairwise(found)
        )
        before: Block | None = None
        for merged in interleaved([merged for merged in by_id if merged in new], new):
            if merged in by_id:
                before = by_id[merged]
                continue
            lines = self._lines(("events", merged), new[merged], found[0].column)
            space = [""] if is_spaced else []
            if before is None:
                self._insert(found[0].lead, [*lines, *space])
            else:
                self._insert(before.end, [*space, *lines])

    # Text

    def _lines(self, path: Path, value: Any, indent: int, *, anew: bool = False) -> list[str]:
        """Return the lines of a value: copied from where it is written already, or in a new layout."""
        found = None if self._written is None or anew else self._written.lines(path, value)
        return value_lines(path, value, indent) if found is None else shifted(found, 0, indent)

    def _insert(self, offset: int, lines: Sequence[str]) -> None:
        self._edits.append(_Edit(offset, offset, self._joined(lines)))

    def _joined(self, lines: Sequence[str]) -> str:
        newline = "\r\n" if "\r\n" in self._text else "\n"
        return "".join(f"{line}{newline}" for line in lines)


def _in_order_of(node: Node, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return values in the order of a mapping, with new ones at the end."""
    keys = (key for key, _, _ in fields(node) if key in values)
    return {key: values[key] for key in (*keys, *in_order(values)) if key in values}


def _applied(text: str, edits: Sequence[_Edit]) -> str:
    """Return a text with edits applied. Lines that two edits remove are removed once."""
    pieces: list[str] = []
    offset = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        start = max(edit.start, offset)
        pieces.append(text[offset:start])
        if edit.text and start == len(text) and not text.endswith("\n"):
            pieces.append("\n")
        pieces.append(edit.text)
        offset = max(offset, edit.end)
    return "".join((*pieces, text[offset:]))
