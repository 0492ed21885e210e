"""Makes timelines of any size, the same each time: ``python -m tests.bench.generator 100000 x.yaml``.

They are like those that editors write, but longer: quotes in French with accents, ligatures, typographic apostrophes
and no-break spaces, and translations of most; a tree of some eighty actors and one of some sixty weapons; dates as
uncertain as sources leave them, over twenty years; events that several sources tell of, and that deny, confirm and
follow each other. About 800 bytes an event.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import islice
from math import cbrt, sqrt
from pathlib import Path
from random import Random

from tests.bench.sentences import Both, Language
from tests.bench.uncertain_dates import DAYS, Dates
from tests.bench.vocabulary import KINDS, LIGATURED, SLUGS
from tests.bench.world import Named, World, world

VERSION = 1
"""To be raised when other timelines are made: files that are kept carry it in their names."""

_SEED = 20240911
_WIDTH = 106
_AT_ONCE = 1000
_SLUGS = SLUGS.split()

# The commonest first, each with what share of all comes up to it.
_STATUSES = {
    "reported": 0.46,
    "alleged": 0.66,
    "announced": 0.78,
    "confirmed": 0.87,
    "warned": 0.93,
    "denied": 0.985,
    "planned": 1.0,
}
_RELATIONS = {
    "follows": 0.47,
    "repeats": 0.63,
    "confirms": 0.77,
    "part_of": 0.88,
    "contradicts": 0.96,
    "denies": 1.0,
}


def write_timeline(events: int, write: Callable[[str], object]) -> None:
    """Write a timeline piece by piece, so that it takes little memory.

    Args:
        events: how many events.
        write: takes a text.
    """
    maker = _Maker(events)
    write(maker.head())
    pieces = maker.events()
    while some := "".join(islice(pieces, _AT_ONCE)):
        write(some)


def timeline_file(events: int, folder: Path | None = None) -> Path:
    """Return a file with a timeline of so many events. It is made once, and kept.

    Args:
        events: how many events.
        folder: where files are kept; None is one of the system's temporary folder.
    """
    folder = Path(tempfile.gettempdir(), "dateline-bench") if folder is None else folder
    file = folder / f"timeline-{VERSION}-{events}.yaml"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_suffix(f".{os.getpid()}")
        with unfinished.open("w", encoding="utf-8") as output:
            write_timeline(events, output.write)
        unfinished.rename(file)
    return file


class _Maker:
    def __init__(self, size: int) -> None:
        self._size = size
        self._random = Random(_SEED + size)
        # Names are coined for as long as there is something to tell: by Heaps' law, about as the root of its length.
        names = 1500 + int(20 * sqrt(size))
        self._language = Language(self._random, clauses=min(20_000, 500 + size), names=names)
        self._world: World = world(self._language.people)
        self._dates = Dates(self._random)
        self._sources = max(12, min(2000, round(20 * cbrt(size))))

    # Sources

    def head(self) -> str:
        random = self._random
        lines = [
            "# A timeline made up to measure programs with. No word of it is about anybody.",
            "",
            "dateline: 1",
            f"title: A timeline of {self._size:,} made-up events",
            "description: Made by tests/bench/generator.py.",
            "",
            "sources:",
        ]
        for number in range(self._sources):
            issued = self._issued(number)
            is_undated = number % 11 == 3
            outlet = self._world.outlets[int(random.random() ** 2 * len(self._world.outlets))]
            subject = random.choice(self._language.subjects)
            title = f"{subject[0]} {random.choice(self._language.predicates)[subject[2]]}"
            lines += [
                f"  {_source(number)}:",
                f"    outlet: {outlet.id}",
                f"    title: {title[0].upper()}{title[1:]}",
                f"    issued: {self._dates.iso[issued]}{'~' if is_undated else ''}",
                *(["    issued_basis: inferred", "    issued_note: the page bears no date"] if is_undated else []),
                f"    language: {'fr' if _is_french(number) else 'en'}",
                f"    sha256: {sha256(_source(number).encode()).hexdigest()}",
                f"    url: https://example.org/{outlet.id}/{number}",
            ]
        views = """
views:
  - name: Denials
    query: status:denied
  - name: Disputed claims
    query: is:disputed
  - name: What Valmarie says of missiles
    query: speaker:valmarie weapon:missile
    sort: -date

events:
"""
        return "\n".join(lines) + "\n\n" + self._world.yaml + views

    def _issued(self, number: int) -> int:
        """Return the day on which a source came out: they come evenly, and the last a week after the last event."""
        return 7 + number * DAYS // (self._sources - 1)

    # Events

    def _day(self, number: int) -> int:
        return number * DAYS // self._size

    def _id(self, number: int) -> str:
        """Return the id of an event. It follows from its number, so that none need be kept to be referred to."""
        return f"{self._dates.iso[self._day(number)][:7]}-{_SLUGS[number * 7919 % len(_SLUGS)]}-{number}"

    def events(self) -> Iterator[str]:
        chance = self._random.random
        dates, sources, world = self._dates, self._sources, self._world
        kinds = KINDS.split()
        for number in range(self._size):
            day = self._day(number)
            if chance() < 0.06:  # told of late, and entered where it was told
                day = max(0, day - int(chance() ** 2 * 1500))
            date, wording = dates(day)
            kind = kinds[int(chance() ** 2 * len(kinds))]
            status = _chosen(_STATUSES, chance())
            first = _first_after(self._day(number), sources) + int(chance() ** 4 * 8)
            source = min(first, sources - 1)

            weapon = self._some(world.weapons) if chance() < 0.65 else None
            actor = self._some(world.actors)
            quote = self._sentence(actor, weapon)
            is_saying = kind in ("statement", "assessment") or status in ("warned", "denied")
            title = self._clause(None if is_saying else actor)
            lines = [f"  - id: {self._id(number)}\n    date: {date}\n"]
            basis = chance()
            if wording and basis < 0.8:
                lines.append(f"    date_text: {wording}\n")
                lines.append(f"    date_basis: {'stated' if basis < 0.5 else 'derived'}\n")
            else:
                note = "Undated in the article, and counted back from the day on which it was issued."
                lines.append(f"    date_basis: inferred\n    date_note: {note}\n")
            lines.append(f"    kind: {kind}\n    status: {status}\n")
            lines.append(
                f'    title: "{_upper(actor.english)}: {title}"\n' if is_saying else f"    title: {_upper(title)}\n"
            )
            if chance() < 0.55:
                lines.append(f"    summary: {_folded(_upper(self._clause(actor)) + '.', 6)}\n")
            if is_saying:
                lines.append(f"    speaker: [{self._some(world.actors).id}]\n")
            if chance() < 0.25:
                lines.append(f"    via: [{self._some(world.outlets).id}]\n")
            others = {actor.id: None, **{self._some(world.actors).id: None for _ in range(int(chance() * 3))}}
            lines.append(f"    actors: [{', '.join(others)}]\n")
            if weapon is not None:
                more = f", {other.id}" if chance() < 0.2 and (other := self._some(world.weapons)) != weapon else ""
                lines.append(f"    weapons: [{weapon.id}{more}]\n")
            lines.append("    quotes:\n")
            lines.append(self._quote(source, quote))
            if chance() < 0.15:
                for _ in range(1 + (chance() < 0.2)):
                    source = min(source + 1 + int(chance() * 3), sources - 1)
                    lines.append(self._quote(source, self._sentence(actor, weapon)))
            lines += self._links(number, status)
            if chance() < 0.12:
                lines.append(f"    note: {_folded(f'By another reading {self._clause()}.', 6)}\n")
            lines.append("\n")
            yield "".join(lines)

    def _some(self, things: Sequence[Named]) -> Named:
        """Return one of them, the first most often."""
        return things[int(self._random.random() ** 2.2 * len(things))]

    def _clause(self, actor: Named | None = None) -> str:
        """Return what somebody did, in English: mostly the actor, if one is given."""
        chance, language = self._random.random, self._language
        predicate = language.predicates[int(chance() * len(language.predicates))]
        if actor is not None and chance() < 0.6:
            return f"{actor.english} {predicate.english}"
        subject = language.subjects[int(chance() * len(language.subjects))]
        return f"{subject.english} {predicate.english}"

    def _sentence(self, actor: Named, weapon: Named | None) -> Both:
        """Return what a source writes, and its translation."""
        chance, language = self._random.random, self._language
        circumstance = language.circumstances[int(chance() * len(language.circumstances))]
        subject = language.subjects[int(chance() * len(language.subjects))]
        if weapon is not None and chance() < 0.6:
            done = language.verbs[int(chance() * len(language.verbs))]
            number = int(10 ** (4.2 * chance()) + 2)
            told = f"{number:,}".replace(",", "\u00a0")
            what = Both(f"{told} {weapon.french}", f"{number:,} {weapon.english}")
            french = f"{actor.french} {done.singular} {what.french}{circumstance.french}"
            english = f"{actor.english} {done.english} {what.english}{circumstance.english}"
        else:
            predicate = language.predicates[int(chance() * len(language.predicates))]
            french = f"{subject.french} {predicate[subject.number]}{circumstance.french}"
            english = f"{subject.english} {predicate.english}{circumstance.english}"
        form = chance()
        if form < 0.25:
            says = language.speech[int(chance() * len(language.speech))]
            french = f"«\u00a0{_upper(french)}\u00a0», {says.french} {actor.french}"
            english = f"“{_upper(english)}”, {says.english} {actor.english}"
        elif form < 0.4:
            predicate = language.predicates[int(chance() * len(language.predicates))]
            french = f"{french}\u202f; {actor.french} {predicate.singular}"
            english = f"{english}; {actor.english} {predicate.english}"
        elif form < 0.42:
            number = int(chance() * self._size)
            french, english = f"{french} (dossier n°\u00a0{number}-S)", f"{english} (file no. {number}-S)"
        elif form < 0.55:
            place = language.places[int(chance() ** 3 * len(language.places))]
            french, english = f"{french}, en vue de {place}", f"{english}, in sight of {place}"
        return Both(french, english)

    def _quote(self, source: int, sentence: Both) -> str:
        chance = self._random.random
        french, english = sentence
        if not _is_french(source):
            return f"      - source: {_source(source)}\n        exact: >-\n{_block(english, 10)}"
        if source % 9 == 4:  # a house that types with straight apostrophes
            french = french.replace("’", "'")
        elif source % 97 == 6:
            for plain, joined in LIGATURED.items():
                french = french.replace(plain, joined)
        place = f"        paragraph: {int(chance() ** 2 * 30) + 1}\n" if chance() < 0.6 else ""
        meaning = f"        translation: >-\n{_block(english, 10)}" if chance() < 0.85 else ""
        return f"      - source: {_source(source)}\n{place}        exact: >-\n{_block(french, 10)}{meaning}"

    def _links(self, number: int, status: str) -> Iterator[str]:
        chance = self._random.random
        if not number:
            return
        share = chance()
        count = 0 if share < 0.42 else 1 if share < 0.72 else 2 if share < 0.92 else 3
        relations = {_chosen(_RELATIONS, chance()) for _ in range(count)}
        if status == "denied":
            relations.add("denies")
        if not relations:
            return
        yield "    links:\n"
        for relation in _RELATIONS:
            if relation not in relations:
                continue
            if relation == "part_of":
                targets = [number - number % 40 if number % 40 else number - 1]
            else:
                targets = [self._target(number)]
                if chance() < 0.15 and (other := self._target(number)) != targets[0]:
                    targets.append(other)
            yield f"      {relation}: [{', '.join(map(self._id, targets))}]\n"

    def _target(self, number: int) -> int:
        """Return an event that this one may link to: one not long before it, but for a few."""
        chance = self._random.random
        where = chance()
        if where < 0.95:
            return max(0, number - 1 - int(chance() ** 3 * 400))
        if where < 0.98 and number + 1 < self._size:
            return min(self._size - 1, number + 1 + int(chance() ** 3 * 100))
        return int(chance() * number)


def _source(number: int) -> str:
    return f"article-{number:04}"


def _is_french(source: int) -> bool:
    return source % 8 != 5


def _first_after(day: int, sources: int) -> int:
    """Return the first source that came out on a day or later."""
    return -(-max(0, day - 7) * (sources - 1) // DAYS)


def _chosen(shares: Mapping[str, float], chance: float) -> str:
    return next(thing for thing, share in shares.items() if chance < share)


def _upper(text: str) -> str:
    return text[0].upper() + text[1:]


def _folded(text: str, indent: int) -> str:
    """Return a text as a plain scalar on one line, or as a block where it is too long for that."""
    return text if len(text) < 90 else ">-\n" + _block(text, indent)[:-1]


def _block(text: str, indent: int) -> str:
    """Return the lines of a block."""
    margin = " " * indent
    width = _WIDTH - indent
    lines = []
    while len(text) > width:
        end = text.rfind(" ", 0, width)
        lines.append(f"{margin}{text[:end]}\n")
        text = text[end + 1 :]
    lines.append(f"{margin}{text}\n")
    return "".join(lines)


def main() -> None:
    """Write a timeline to a file, or to standard output."""
    parser = argparse.ArgumentParser(description="Make a timeline of made-up events.")
    parser.add_argument("events", type=int)
    parser.add_argument("file", nargs="?", type=Path)
    options = parser.parse_args()
    if options.file is None:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream, when run as a program
        write_timeline(options.events, sys.stdout.write)
    else:
        with options.file.open("w", encoding="utf-8") as output:
            write_timeline(options.events, output.write)


if __name__ == "__main__":
    main()
