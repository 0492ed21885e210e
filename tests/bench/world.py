"""The actors and weapons of generated timelines, as YAML and as what events refer to them by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tests.bench import vocabulary
from tests.bench.sentences import plural

_OFFICES = (
    ("president", "President of {name}"),
    ("foreign-minister", "Minister of Foreign Affairs"),
    ("spokesman", "Spokesman of the government"),
)
_BODIES = (
    ("armed-forces", "organisation", "{english} armed forces", "l’armée {of}"),
    ("arms-industry", "organisation", "{english} arms industry", "l’industrie d’armement {of}"),
    ("delegation", "group", "{english} delegation", "la délégation {of}"),
)


class Named(NamedTuple):
    """Somebody or something that events refer to."""

    id: str
    french: str
    """As it stands in a sentence: an actor with its article, a weapon as one of several."""
    english: str


class World(NamedTuple):
    """What events refer to, beside sources and each other."""

    actors: Sequence[Named]
    outlets: Sequence[Named]
    weapons: Sequence[Named]
    yaml: str
    """Their definitions."""


def world(people: Sequence[str]) -> World:
    """Make it.

    Args:
        people: names for those in office.
    """
    actors: list[Named] = []
    lines = ["actors:"]
    names = iter(people)
    for entry in _entries(vocabulary.STATES):
        state, name, adjective, english, capital = entry.split()
        actors.append(Named(state, f"l’{name}" if name[0] in "OI" else f"la {name}", name))
        lines += _actor(state, name, "state", [capital, f"la {name}", adjective, english])
        for office, title in _OFFICES:
            person = next(names)
            actors.append(Named(f"{state}-{office}", person, person))
            title = title.format(name=name)
            lines += _actor(f"{state}-{office}", person, "person", [person.split()[-1]], state, title)
        for body, kind, called, french in _BODIES:
            french = french.format(of=f"d’{name}" if name[0] in "OI" else f"de {name}")
            actors.append(Named(f"{state}-{body}", french, f"the {called.format(english=english)}"))
            lines += _actor(f"{state}-{body}", called.format(english=english), kind, [french], state)
    outlets = []
    for entry in _entries(vocabulary.OUTLETS):
        outlet, _, name = entry.partition(" ")
        outlets.append(Named(outlet, name, name))
        lines += _actor(outlet, name, "outlet", [])
    weapons = []
    lines += ["", "weapons:"]
    for weapon, wider, name in _weapons():
        has_own_name = name[0].isupper()
        several = name if has_own_name else " ".join((plural(name.split()[0]), *name.split()[1:]))
        english = name if has_own_name else weapon.replace("-", " ")
        weapons.append(Named(weapon, several, english))
        lines += [f"  {weapon}:", f"    name: {english[0].upper()}{english[1:]}"]
        if wider:
            lines.append(f"    kind_of: {wider}")
        aliases = [f"missile {name}", name.replace("-", "")] if has_own_name else [name, several]
        lines.append(f"    aliases: [{', '.join(dict.fromkeys(aliases))}]")
    return World(actors, outlets, weapons, "\n".join(lines) + "\n")


def _actor(
    actor: str, name: str, kind: str, aliases: Sequence[str], part_of: str = "", office: str = ""
) -> Iterator[str]:
    yield f"  {actor}:"
    yield f"    name: {name}"
    yield f"    kind: {kind}"
    if part_of:
        yield f"    part_of: {part_of}"
    if office:
        yield f"    office: {office}"
    if aliases:
        yield f"    aliases: [{', '.join(aliases)}]"


def _entries(text: str) -> list[str]:
    return [entry.strip() for entry in " ".join(text.split()).split(";")]


def _weapons() -> Iterator[tuple[str, str, str]]:
    for entry in _entries(vocabulary.WEAPONS):
        weapon, wider, name = entry.split("|")
        yield weapon, wider, name
