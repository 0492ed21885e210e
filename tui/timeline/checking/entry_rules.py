"""Rules for what events refer to: actors, weapons and sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tui.text.folding import fold
from tui.timeline.checking.findings import Finding, FindingMaker
from tui.timeline.model.entities import Entry, Timeline
from tui.timeline.model.tree import lineage
from tui.timeline.reading.problems import ValuePath


def check_use(timeline: Timeline, finding: FindingMaker) -> Iterator[Finding]:
    """Check that actors, weapons and sources are used. An entry is used if one below it is."""
    actors = {source.outlet for source in timeline.sources.values()}
    weapons: set[str] = set()
    sources: set[str] = set()
    for event in timeline.events:
        actors.update(event.actors, event.speaker, event.via)
        weapons.update(event.weapons)
        sources.update(event.sources)
    trees: Iterable[tuple[str, Mapping[str, Entry], set[str]]] = (
        ("actor", timeline.actors, actors),
        ("weapon", timeline.weapons, weapons),
    )
    for noun, entries, named in trees:
        used = {ancestor for entry_id in named for ancestor in lineage(entries, entry_id)}
        for entry_id in entries:
            if entry_id not in used:
                yield finding(
                    "unused",
                    (f"{noun}s", entry_id),
                    f"no event names {noun} '{entry_id}'",
                    "remove it, or name it where it belongs",
                )
    for source_id in timeline.sources:
        if source_id not in sources:
            yield finding(
                "unused",
                ("sources", source_id),
                f"no quote is from source '{source_id}'",
                "remove it, or quote it",
            )


def check_persons(timeline: Timeline, finding: FindingMaker) -> Iterator[Finding]:
    """Check that every person belongs to a state or an organisation."""
    for actor in timeline.actors.values():
        if actor.kind == "person" and not any(
            timeline.actors[ancestor].kind in ("state", "organisation")
            for ancestor in lineage(timeline.actors, actor.id)
        ):
            yield finding(
                "person-without-state",
                ("actors", actor.id),
                f"person '{actor.id}' belongs to no state and no organisation",
                "add the 'part_of' that names one",
            )


def check_names(section: str, entries: Mapping[str, Entry], finding: FindingMaker) -> Iterator[Finding]:
    """Check that no two entries of a section share a name, whatever its case and accents.

    Ids precede names, and names precede aliases: the first to have a name owns it.
    """
    owners = {fold(entry.id): entry.id for entry in entries.values()}
    for entry in entries.values():
        owner = owners.setdefault(fold(entry.name), entry.id)
        if owner != entry.id:
            yield finding(
                "shared-alias",
                (section, entry.id, "name"),
                f"the name '{entry.name}' of '{entry.id}' is a name of '{owner}' too",
                "tell the two apart, or make them one",
            )
    for entry in entries.values():
        seen: set[str] = set()
        for number, alias in enumerate(entry.aliases):
            path: ValuePath = (section, entry.id, "aliases", number)
            folded = fold(alias)
            owner = owners.setdefault(folded, entry.id)
            if owner != entry.id:
                problem = f"alias '{alias}' of '{entry.id}' is a name of '{owner}' too"
                yield finding("shared-alias", path, problem, "leave it to one of the two")
            elif folded in seen:
                problem = f"alias '{alias}' stands twice in '{entry.id}'"
                yield finding("shared-alias", path, problem, "remove one of the two")
            seen.add(folded)
