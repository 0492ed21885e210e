"""The actors and weapons of generated timelines: their YAML, and the words by which sentences name them."""

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
    """An actor or a weapon that events refer to."""

    id: str
    french: str
    """Its form in a sentence: an actor with its article, a weapon in the plural."""
    english: str


class World(NamedTuple):
    """Everything that events refer to, apart from sources and other events."""

    actors: Sequence[Named]
    outlets: Sequence[Named]
    weapons: Sequence[Named]
    yaml: str
    """The definitions of all of them."""


def make_world(people: Sequence[str]) -> World:
    """Return the actors, outlets and weapons.

    Args:
        people: the names of office holders.
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
        for body, kind, english_name, french in _BODIES:
            french = french.format(of=f"d’{name}" if name[0] in "OI" else f"de {name}")
            body_name = english_name.format(english=english)
            actors.append(Named(f"{state}-{body}", french, f"the {body_name}"))
            lines += _actor(f"{state}-{body}", body_name, kind, [french], state)
    outlets = []
    for entry in _entries(vocabulary.OUTLETS):
        outlet, _, name = entry.partition(" ")
        outlets.append(Named(outlet, name, name))
        lines += _actor(outlet, name, "outlet", [])
    weapons = []
    lines += ["", "weapons:"]
    for weapon, parent, name in _weapons():
        is_proper_name = name[0].isupper()
        french_plural = name if is_proper_name else " ".join((plural(name.split()[0]), *name.split()[1:]))
        english = name if is_proper_name else weapon.replace("-", " ")
        weapons.append(Named(weapon, french_plural, english))
        lines += [f"  {weapon}:", f"    name: {english[0].upper()}{english[1:]}"]
        if parent:
            lines.append(f"    kind_of: {parent}")
        aliases = [f"missile {name}", name.replace("-", "")] if is_proper_name else [name, french_plural]
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
        weapon, parent, name = entry.split("|")
        yield weapon, parent, name
