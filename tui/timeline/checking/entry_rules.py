"""Rules for what events refer to: sources, and the entries of vocabularies."""

from __future__ import annotations

from collections.abc import Iterator

from tui.text.folding import fold
from tui.timeline.checking.findings import Finding, FindingMaker
from tui.timeline.model.facets import BUILT_IN, VOCABULARIES
from tui.timeline.model.timeline import Timeline
from tui.timeline.model.tree import lineage
from tui.timeline.reading.problems import ValuePath


def section_noun(section: str) -> str:
    """Return what an entry of a vocabulary is called: "actor" for ``actors``, the facet's name for an own one."""
    return section.removesuffix("s") if section in VOCABULARIES else section


def section_path(section: str, entry_id: str) -> ValuePath:
    """Return the path of an entry in the file."""
    return (section, entry_id) if section in VOCABULARIES else ("facets", section, "values", entry_id)


def check_use(timeline: Timeline, finding: FindingMaker) -> Iterator[Finding]:
    """Check that sources, entries and own facets are used. An entry is used if one below it is."""
    named_in: dict[str, set[str]] = {section: set() for section in timeline.vocabularies}
    facets: set[str] = set()
    sources: set[str] = set()
    for event in timeline.events:
        for facet, values in event.values.items():
            if section := timeline.specs[facet].vocabulary:
                named_in.setdefault(section, set()).update(values)
        facets.update(event.values)
        sources.update(event.sources)
    outlets = (source.outlet for source in timeline.sources.values())
    named_in.setdefault("actors", set()).update(outlet for outlet in outlets if outlet is not None)
    for section, entries in timeline.vocabularies.items():
        if section not in VOCABULARIES and section not in facets:
            continue  # one finding for the facet will do
        named, noun = named_in[section] & entries.keys(), section_noun(section)
        used = {ancestor for entry_id in named for ancestor in lineage(entries, entry_id)}
        for entry_id in entries:
            if entry_id not in used:
                yield finding(
                    "unused",
                    section_path(section, entry_id),
                    f"no event names {noun} '{entry_id}'",
                    "remove it, or name it where it belongs",
                )
    for spec in timeline.own_facets:
        if spec.name not in facets:
            path = ("facets", spec.name)
            yield finding("unused", path, f"no event has a '{spec.field}'", "remove the facet, or give it to events")
    for source_id in timeline.sources:
        if source_id not in sources:
            yield finding(
                "unused",
                ("sources", source_id),
                f"no event is from source '{source_id}'",
                "remove it, or quote it",
            )


def check_persons(timeline: Timeline, finding: FindingMaker) -> Iterator[Finding]:
    """Check that every person belongs to a state or an organisation, if any person does."""
    actors = timeline.entries("actor")
    persons = [actor.id for actor in actors.values() if actor.kind == "person"]
    lacking = [
        person
        for person in persons
        if not any(actors[ancestor].kind in ("state", "organisation") for ancestor in lineage(actors, person))
    ]
    if len(lacking) == len(persons):
        return
    for person in lacking:
        yield finding(
            "person-without-state",
            ("actors", person),
            f"person '{person}' belongs to no state and no organisation",
            "add the 'part_of' that names one",
        )


def check_coordinates(timeline: Timeline, finding: FindingMaker) -> Iterator[Finding]:
    """Check that a place with a latitude has a longitude, and the reverse."""
    for place in timeline.entries("place").values():
        if (place.lat is None) != (place.lon is None):
            has, lacks = ("lat", "lon") if place.lon is None else ("lon", "lat")
            path = ("places", place.id, has)
            yield finding("half-coordinates", path, f"place '{place.id}' has '{has}' and no '{lacks}'", "add the other")


def check_names(timeline: Timeline, section: str, finding: FindingMaker) -> Iterator[Finding]:
    """Check that no two entries of a section share a name, whatever its case and accents.

    Ids precede names, and names precede aliases: the first to have a name owns it. The values that need no definition,
    such as the built-in kinds, have names too.
    """
    entries = timeline.vocabularies[section]
    undefined = (value for spec in BUILT_IN if spec.vocabulary == section for value in spec.values)
    owners = {fold(entry_id): entry_id for entry_id in (*undefined, *entries)}
    for entry in entries.values():
        owner = owners.setdefault(fold(entry.name), entry.id)
        if owner != entry.id:
            yield finding(
                "shared-alias",
                (*section_path(section, entry.id), "name"),
                f"the name '{entry.name}' of '{entry.id}' is a name of '{owner}' too",
                "tell the two apart, or make them one",
            )
    for entry in entries.values():
        seen: set[str] = set()
        for number, alias in enumerate(entry.aliases):
            path: ValuePath = (*section_path(section, entry.id), "aliases", number)
            folded = fold(alias)
            owner = owners.setdefault(folded, entry.id)
            if owner != entry.id:
                problem = f"alias '{alias}' of '{entry.id}' is a name of '{owner}' too"
                yield finding("shared-alias", path, problem, "leave it to one of the two")
            elif folded in seen:
                problem = f"alias '{alias}' stands twice in '{entry.id}'"
                yield finding("shared-alias", path, problem, "remove one of the two")
            seen.add(folded)
