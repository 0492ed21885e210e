"""A three-way merge of a timeline's file: OURS with what THEIRS changed since BASE."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import takewhile
from typing import NamedTuple

from tui.text.printable import printable
from tui.timeline.editing.upgrade import Upgrade
from tui.timeline.merging.blocks import KnownBlocks
from tui.timeline.merging.document import Document, Tree
from tui.timeline.merging.edits import edited_text
from tui.timeline.merging.ids import MergedIds, merged_ids, with_merged_ids
from tui.timeline.merging.marks import block_at, comment, marked_text
from tui.timeline.merging.render import tree_lines
from tui.timeline.merging.trees import NOTHING_TAKEN, merge_trees, with_all_ids
from tui.timeline.merging.values import Conflict
from tui.timeline.merging.written import Written
from tui.timeline.reading.problems import TimelineError

_NOTHING: Tree = {"events": {}}


class Merged(NamedTuple):
    """A merged timeline's file."""

    text: str
    """Text that can be read as a timeline with every event of both sides."""
    conflicts: Sequence[Conflict]
    told_apart: Mapping[str, str]
    """By the id in theirs: the new id of an event or a source whose id ours gave to another one."""
    is_kept: bool
    """Whether the layout and the comments of ours were kept."""
    events: frozenset[str]
    """The ids of the events that the text must have: those of both sides, and those that one of them added."""
    lines: Sequence[tuple[int, int]]
    """Where each conflict is: the line of the text, and that of theirs; 0 if it is nowhere in it."""


class Names(NamedTuple):
    """The names of the three versions in errors."""

    base: str = "base"
    ours: str = "ours"
    theirs: str = "theirs"


def merge_texts(base: str, ours: str, theirs: str, by_lines: str | None = None, names: Names | None = None) -> Merged:
    """Merge two versions of a timeline's file.

    Args:
        base: the text that both were made from; empty if both were added.
        ours: one of them, whose layout is kept.
        theirs: the other.
        by_lines: the texts merged line by line, with the lines of ours where both changed the same ones; None if that
            is not at hand. If it means what the merged timeline should, the comments that theirs added are in it too.
        names: the names of the three in errors.

    Raises:
        TimelineError: one of them cannot be read as a timeline.
    """
    names = names or Names()
    texts = [base, ours, theirs]
    documents = [Document(text, name) if text.strip() else None for text, name in zip(texts, names, strict=True)]
    versions = {document.timeline.version for document in documents if document is not None}
    if len(versions) > 1:  # what an interval of dates means differs between them
        documents = [document and _upgraded(document) for document in documents]
        by_lines = None
    before, mine, their = (
        documents[0],
        documents[1] or Document(ours, names.ours),
        documents[2] or Document(theirs, names.theirs),
    )
    ids = merged_ids(before, mine, their)
    trees = (
        _NOTHING if before is None else with_merged_ids(before.tree, ids.base, {}),
        with_merged_ids(mine.tree, ids.ours, {}),
        with_merged_ids(their.tree, ids.theirs, ids.sources),
    )
    tree, conflicts, moved = merge_trees(*trees)
    conflicts = [*ids.conflicts, *conflicts]
    for version in (ids.ours, ids.theirs):
        version.update((own, moved.get(merged, merged)) for own, merged in [*version.items()])
    text = next(filter(None, (attempt() for attempt in _attempts(tree, mine, their, ids, by_lines, base))), None)
    is_kept = text is not None
    text = text or _laid_out(tree, is_json=mine.is_in_brackets and not conflicts)
    if text is None:
        text, is_kept, conflicts = mine.text, True, [NOTHING_TAKEN]
    text = _marked(text, conflicts, their)
    old, my_events, their_events = {*ids.base.values()}, {*ids.ours.values()}, {*ids.theirs.values()}
    events = (my_events & their_events) | ((my_events | their_events) - {moved.get(each, each) for each in old})
    if NOTHING_TAKEN in conflicts:
        events = set(mine.event_nodes)
    events -= {
        str(path[1]) for path, reason, own, _ in conflicts if reason == "unreadable" and len(path) == 2 and not own
    }
    return Merged(text, conflicts, ids.told_apart, is_kept, frozenset(events), _lines(text, conflicts, their, ids))


def _lines(text: str, conflicts: Sequence[Conflict], theirs: Document, ids: MergedIds) -> list[tuple[int, int]]:
    """Return the lines of conflicts in the merged text and in theirs."""
    if not conflicts:
        return []
    document, own = Document(text), {merged: own for own, merged in ids.theirs.items()}
    blocks, their_blocks = KnownBlocks(document), KnownBlocks(theirs)
    lines = []
    for conflict in conflicts:
        path, mine = conflict.path, block_at(blocks, conflict.path)
        if path[:1] == ("events",):
            path = ("events", own.get(str(path[1]), ""), *takewhile(lambda key: isinstance(key, str), path[2:]))
        their = block_at(their_blocks, path) if conflict.theirs is not None and path else None
        lines.append(
            (
                document.line(mine.start) if mine else 0,
                theirs.line(their.start) if their else 0,
            )
        )
    return lines


def _upgraded(document: Document) -> Document:
    """Return a document of version 2 of the schema that means what another one does."""
    return Document(Upgrade(document.text, document.name).text, document.name)


def _laid_out(tree: Tree, *, is_json: bool) -> str | None:
    """Return a tree as Dateline lays it out; None if the text would not mean it."""
    for wanted in (tree, with_all_ids(tree)):
        values = {**wanted, "events": [*wanted["events"].values()]}
        text = "".join(f"{line}\n" for line, _ in tree_lines(wanted))
        if is_json:
            text = json.dumps(values, ensure_ascii=False, indent=2) + "\n"
        if _means(text, wanted):
            return text
    return None


def _attempts(
    tree: Tree, ours: Document, theirs: Document, ids: MergedIds, by_lines: str | None, base: str
) -> Iterator[Callable[[], str | None]]:
    """Yield functions that return a text for the tree, or None if they fail: the first that succeeds is the best."""
    written = Written(theirs, {merged: own for own, merged in ids.theirs.items()})
    if by_lines is not None:
        events = tree["events"]
        known = {own: own if own in events else merged for own, merged in (*ids.theirs.items(), *ids.ours.items())}
        yield partial(_edited, _document(by_lines), known, tree, written, base)
    yield partial(_edited, ours, ids.ours, tree, written, base)
    yield partial(_edited, ours, ids.ours, tree, None, base)
    yield partial(_edited, ours, ids.ours, with_all_ids(tree), written, base)


def _document(text: str) -> Document | None:
    try:
        return Document(text)
    except TimelineError:
        return None


def _edited(
    document: Document | None, ids: Mapping[str, str], tree: Tree, written: Written | None, base: str
) -> str | None:
    """Return the text of a document edited to mean a tree; None if that cannot be done."""
    if document is None:
        return None
    if document.tree == tree:
        return document.text
    if document.is_in_brackets:
        return None
    text = edited_text(document, ids, tree, written, base)
    return text if _means(text, tree) else None


def _means(text: str, tree: Tree) -> bool:
    """Return whether a text is read as a tree."""
    document = _document(text)
    return document is not None and document.tree == tree


def _marked(text: str, conflicts: Sequence[Conflict], theirs: Document) -> str:
    """Return a text with comments on the conflicts. It means the same."""
    if not conflicts:
        return text
    if conflicts[-1].path == ():  # nothing of theirs could be taken
        lines = [printable(line) for line in theirs.text.splitlines()]
        return "".join(
            (*(f"{line}\n" for line in comment(conflicts[-1])), *(f"# theirs: {line}\n" for line in lines), text)
        )
    document = Document(text)
    marked = marked_text(document, conflicts)
    if _means(marked, document.tree):
        return marked
    lines = [line for conflict in conflicts for line in comment(conflict)]
    return "".join(f"{line}\n" for line in lines) + text
