"""The written form of values in one file, to be copied into another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tui.timeline.merging.blocks import Block, KnownBlocks, line_end, shifted
from tui.timeline.merging.document import Document
from tui.timeline.merging.values import Path


class Written:
    """The values of a document as they are written in it.

    Args:
        document: the document.
        ids: the ids that its events have in it, by their merged ids.
    """

    def __init__(self, document: Document, ids: Mapping[str, str]) -> None:
        self._document = document
        self._ids = ids
        self._blocks = KnownBlocks(document)

    def lines(self, path: Path, value: Any) -> list[str] | None:
        """Return the lines of a value under its key, or as an item, with the comments right above and no indent.

        Args:
            path: where it stands in the merged timeline.
            value: the merged value.

        Returns:
            The lines; None if the document has another value there, or writes it in brackets.
        """
        found = self._find(path, value)
        if found is None:
            return None
        text = self._document.text
        is_behind_dash = bool(text[found.line_start : found.start].strip(" "))  # as the first key of an item is
        start = found.start if is_behind_dash else found.lead
        lines = text[start : found.end].replace("\r\n", "\n").removesuffix("\n").split("\n")
        return [*lines[:is_behind_dash], *shifted(lines[is_behind_dash:], found.column, 0)]

    def _find(self, path: Path, value: Any) -> Block | None:
        document = self._document
        tree: Any = document.tree
        node, floor = document.root, 0
        found: Block | None = None
        if path[0] == "events" and len(path) > 1:
            event_id = self._ids.get(str(path[1]), "")
            tree = tree["events"].get(event_id)
            found = self._blocks.events.get(event_id)
            if tree is None or found is None:
                return None
            node, floor = found.value, found.start
            path = path[2:]
        for position, key in enumerate(path):
            below = self._blocks.of(node, floor)
            if isinstance(key, int):
                if position < len(path) - 1 or value not in tree or len(below) != len(tree):
                    return None
                key = tree.index(value)
                tree, found = tree[key], below[key]
            else:
                found = self._blocks.under(key, node, floor)
                tree = tree.get(key) if isinstance(tree, dict) else None
            if found is None or tree is None:
                return None
            node, floor = found.value, line_end(document.text, found.start)
        return found if tree == value else None
