"""The ids of events and sources in a merged timeline: renamed events are followed, and clashing ids are changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tui.text.folding import fold
from tui.timeline.comparing.pairs import pair_events
from tui.timeline.merging.document import Document, Tree
from tui.timeline.merging.values import Conflict
from tui.timeline.reading.schema_json import Json


@dataclass(slots=True)
class MergedIds:
    """The ids of events in the merged timeline, by their ids in one version."""

    base: dict[str, str] = field(default_factory=dict)
    ours: dict[str, str] = field(default_factory=dict)
    theirs: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    """By the id in theirs: the merged id of a source, if ours has another source of that id."""
    conflicts: list[Conflict] = field(default_factory=list)
    told_apart: dict[str, str] = field(default_factory=dict)
    """By the id in theirs: the new id of an event or a source whose id ours gave to another one."""


def merged_ids(base: Document | None, ours: Document, theirs: Document) -> MergedIds:
    """Return the ids of the merged timeline.

    Args:
        base: the version that both others were made from; None if there is none.
        ours: one of them, whose ids stay where theirs did not change them.
        theirs: the other.
    """
    ids = MergedIds()
    _settle_sources(ids, base, ours, theirs)
    of_ours, of_theirs = _renamed(base, ours), _renamed(base, theirs)
    taken: dict[str, None] = {}
    renamed_by_theirs: dict[str, str] = {}
    for event_id in base.event_nodes if base is not None else ():
        mine, their = of_ours.get(event_id), of_theirs.get(event_id)
        if mine is not None and their is not None and mine == event_id != their:
            renamed_by_theirs[mine] = their
        elif mine is not None and their not in (None, mine, event_id):
            ids.conflicts.append(Conflict(("events", mine, "id"), "changed", mine, their))
    for event_id in ours.event_nodes:
        if event_id not in renamed_by_theirs:
            ids.ours[event_id] = event_id
            taken[event_id] = None
    for mine, their in renamed_by_theirs.items():
        ids.ours[mine] = new_id = their if their not in taken else _free(mine, taken)
        taken[new_id] = None
        if new_id != their:
            ids.conflicts.append(Conflict(("events", new_id, "id"), "changed", new_id, their))
    for event_id, mine in of_ours.items():
        ids.base[event_id] = ids.ours[mine]
        if event_id in of_theirs:
            ids.theirs[of_theirs[event_id]] = ids.ours[mine]
    _settle_new(ids, {*of_ours.values()}, {*of_theirs.values()}, ours, theirs)
    old_of_theirs = {new: old for old, new in of_theirs.items()}
    for event_id in theirs.event_nodes:
        if event_id not in ids.theirs:
            ids.theirs[event_id] = new_id = _free(event_id, taken)
            taken[new_id] = None
            if new_id != event_id:
                ids.told_apart[event_id] = new_id
            if event_id in old_of_theirs:
                ids.base[old_of_theirs[event_id]] = new_id
    for event_id in base.event_nodes if base is not None else ():
        ids.base.setdefault(event_id, _free(event_id, taken))  # neither has it
    return ids


def _renamed(base: Document | None, version: Document) -> Mapping[str, str]:
    """Return the ids that the events of the base have in a version, by their old ones."""
    if base is None:
        return {}
    pairs = pair_events(base.timeline, version.timeline)
    return {pair.old.id: pair.new.id for pair in pairs if pair.old is not None and pair.new is not None}


def _settle_new(ids: MergedIds, mine_old: set[str], their_old: set[str], ours: Document, theirs: Document) -> None:
    """Give the events that both sides added one id each, if they are the same event."""
    mine = [event_id for event_id in ours.event_nodes if event_id not in mine_old]
    by_content = {_content(ours.tree["events"][event_id]): event_id for event_id in reversed(mine)}
    free = set(mine)
    for event_id in theirs.event_nodes:
        if event_id in ids.theirs or event_id in their_old:
            continue
        event = theirs.tree["events"][event_id]
        if event_id in free and _is_alike(ours.tree["events"][event_id], event):
            ids.theirs[event_id] = ids.ours[event_id]
        elif (same := by_content.get(_content(event))) in free:
            ids.theirs[event_id] = ids.ours[same or ""]
        free.discard(ids.theirs.get(event_id, ""))


def _content(event: Json) -> str:
    """Return an event without its id, as two people may have given it different ids."""
    return repr(sorted((key, value) for key, value in event.items() if key != "id"))


def _is_alike(ours: Json, theirs: Json) -> bool:
    """Return whether two new events with one id are the same event, though some of their fields may differ."""
    if ours["date"] == theirs["date"] or fold(ours["title"]) == fold(theirs["title"]):
        return True
    quotes = [{(quote["source"], quote["exact"]) for quote in event.get("quotes", ())} for event in (ours, theirs)]
    return bool(quotes[0] & quotes[1])


def _settle_sources(ids: MergedIds, base: Document | None, ours: Document, theirs: Document) -> None:
    """Change the ids of new sources of theirs that ours has given to other new sources."""
    old = {} if base is None else base.tree.get("sources", {})
    mine, their = ours.tree.get("sources", {}), theirs.tree.get("sources", {})
    taken = dict.fromkeys((*mine, *their))
    for source_id, source in their.items():
        if source_id in mine and source_id not in old and not _is_same_source(mine[source_id], source):
            ids.sources[source_id] = ids.told_apart[source_id] = new_id = _free(source_id, taken)
            taken[new_id] = None


def _is_same_source(ours: Json, theirs: Json) -> bool:
    """Return whether two sources with one id may be one: they have an address, a title or a file in common."""
    shared = [key for key in ("url", "title", "file") if key in ours and key in theirs]
    return not shared or any(fold(ours[key]) == fold(theirs[key]) for key in shared)


def _free(wanted: str, taken: Iterable[str]) -> str:
    """Return an id that is not taken, with a number if need be."""
    found, number = wanted, 1
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


def with_merged_ids(tree: Tree, ids: Mapping[str, str], sources: Mapping[str, str]) -> Tree:
    """Return the tree of a version in which all ids, and all references to them, are those of the merged timeline.

    Args:
        tree: the tree.
        ids: the merged ids of its events.
        sources: the merged ids of sources that have other ones.
    """
    events: dict[str, Json] = {}
    for event_id, event in tree["events"].items():
        moved = events[ids[event_id]] = dict(event)
        if "id" in moved:
            moved["id"] = ids[event_id]
        if "links" in moved:
            moved["links"] = {
                relation: list(dict.fromkeys(ids.get(target, target) for target in targets))
                for relation, targets in moved["links"].items()
            }
        if sources:
            _move_sources(moved, sources)
    tree = {**tree, "events": events}
    if sources:
        tree["sources"] = {sources.get(key, key): fields for key, fields in tree["sources"].items()}
    return tree


def _move_sources(event: Json, sources: Mapping[str, str]) -> None:
    if "sources" in event:
        event["sources"] = [sources.get(source, source) for source in event["sources"]]
    if "quotes" in event:
        event["quotes"] = [
            {**quote, "source": sources.get(quote["source"], quote["source"])} for quote in event["quotes"]
        ]
