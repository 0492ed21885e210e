"""Generate timelines of any size, the same each time: ``python -m tests.bench.generator 100000 x.yaml``.

They resemble those that editors write, but are longer: quotes in French with accents, ligatures, typographic
apostrophes and no-break spaces, most of them with a translation; a tree of about eighty actors and one of about sixty
weapons; dates as uncertain as in real sources, over twenty years; events with several sources, and events that deny,
confirm and follow each other. An event takes about 800 bytes.
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

from tests.bench.prose import Prose, capitalized
from tests.bench.sentences import Bilingual, Language
from tests.bench.uncertain_dates import DAYS, Dates
from tests.bench.vocabulary import KINDS, LIGATURED, SLUGS
from tests.bench.world import Named, World, make_world

VERSION = 2
"""Part of the name of a generated file. Increase it whenever the generated timelines change."""

_SEED = 20240911
_WIDTH = 106
_EVENTS_PER_WRITE = 1000
_SLUGS = SLUGS.split()

# The most frequent first, each with the cumulative share up to and including it.
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
    """Write a timeline in pieces, to save memory.

    Args:
        events: the number of events.
        write: called with each piece of text.
    """
    generator = _Generator(events)
    write(generator.header())
    entries = generator.events()
    while piece := "".join(islice(entries, _EVENTS_PER_WRITE)):
        write(piece)


def timeline_file(events: int, folder: Path | None = None) -> Path:
    """Return a file with a generated timeline. It is written once, and kept.

    Args:
        events: the number of events.
        folder: where files are kept; None for a folder in the system's temporary folder.
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


class _Generator:
    def __init__(self, size: int) -> None:
        self._size = size
        self._random = Random(_SEED + size)
        # By Heaps' law, the number of different names grows about as the square root of the length of the text.
        names = 1500 + int(20 * sqrt(size))
        self._language = Language(self._random, clauses=min(20_000, 500 + size), names=names)
        self._world: World = make_world(self._language.people)
        self._prose = Prose(self._random, self._language, size)
        self._dates = Dates(self._random)
        self._sources = max(12, min(2000, round(20 * cbrt(size))))

    # Sources

    def header(self) -> str:
        """Return everything before the events."""
        random = self._random
        lines = [
            "# A timeline made up to measure programs with. No word of it is about anybody.",
            "",
            "dateline: 2",
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
        """Return the day on which a source was published: at even intervals, the last a week after all events."""
        return 7 + number * DAYS // (self._sources - 1)

    # Events

    def _day(self, number: int) -> int:
        return number * DAYS // self._size

    def _id(self, number: int) -> str:
        """Return the id of an event. It is computed from the number, so ids need not be stored for links."""
        return f"{self._dates.iso[self._day(number)][:7]}-{_SLUGS[number * 7919 % len(_SLUGS)]}-{number}"

    def events(self) -> Iterator[str]:
        """Yield the YAML of each event."""
        chance = self._random.random
        dates, sources, world = self._dates, self._sources, self._world
        kinds = KINDS.split()
        for number in range(self._size):
            day = self._day(number)
            if chance() < 0.06:  # reported late, and entered in the order of the reports
                day = max(0, day - int(chance() ** 2 * 1500))
            date, wording = dates(day)
            kind = kinds[int(chance() ** 2 * len(kinds))]
            status = _chosen(_STATUSES, chance())
            first = _first_after(self._day(number), sources) + int(chance() ** 4 * 8)
            source = min(first, sources - 1)

            weapon = self._pick(world.weapons) if chance() < 0.65 else None
            actor = self._pick(world.actors)
            quote = self._prose.sentence(actor, weapon)
            is_statement = kind in ("statement", "assessment") or status in ("warned", "denied")
            title = self._prose.clause(None if is_statement else actor)
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
                f'    title: "{capitalized(actor.english)}: {title}"\n'
                if is_statement
                else f"    title: {capitalized(title)}\n"
            )
            if chance() < 0.55:
                lines.append(f"    summary: {_folded(capitalized(self._prose.clause(actor)) + '.', 6)}\n")
            if is_statement:
                lines.append(f"    speaker: [{self._pick(world.actors).id}]\n")
            if chance() < 0.25:
                lines.append(f"    via: [{self._pick(world.outlets).id}]\n")
            others = {actor.id: None, **{self._pick(world.actors).id: None for _ in range(int(chance() * 3))}}
            lines.append(f"    actors: [{', '.join(others)}]\n")
            if weapon is not None:
                more = f", {other.id}" if chance() < 0.2 and (other := self._pick(world.weapons)) != weapon else ""
                lines.append(f"    weapons: [{weapon.id}{more}]\n")
            lines.append("    quotes:\n")
            lines.append(self._quote(source, quote))
            if chance() < 0.15:
                for _ in range(1 + (chance() < 0.2)):
                    source = min(source + 1 + int(chance() * 3), sources - 1)
                    lines.append(self._quote(source, self._prose.sentence(actor, weapon)))
            lines += self._links(number, status)
            if chance() < 0.12:
                lines.append(f"    note: {_folded(f'By another reading {self._prose.clause()}.', 6)}\n")
            lines.append("\n")
            yield "".join(lines)

    def _pick(self, entries: Sequence[Named]) -> Named:
        """Return a random entry; the first is the most frequent."""
        return entries[int(self._random.random() ** 2.2 * len(entries))]

    def _quote(self, source: int, sentence: Bilingual) -> str:
        chance = self._random.random
        french, english = sentence
        if not _is_french(source):
            return f"      - source: {_source(source)}\n        exact: >-\n{_block(english, 10)}"
        if source % 9 == 4:  # an outlet that uses straight apostrophes
            french = french.replace("’", "'")
        elif source % 97 == 6:
            for plain, joined in LIGATURED.items():
                french = french.replace(plain, joined)
        paragraph = f"        paragraph: {int(chance() ** 2 * 30) + 1}\n" if chance() < 0.6 else ""
        translation = f"        translation: >-\n{_block(english, 10)}" if chance() < 0.85 else ""
        return f"      - source: {_source(source)}\n{paragraph}        exact: >-\n{_block(french, 10)}{translation}"

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
        """Return the number of an event to link to: mostly a recent one, rarely a later or a much earlier one."""
        chance = self._random.random
        distance = chance()
        if distance < 0.95:
            return max(0, number - 1 - int(chance() ** 3 * 400))
        if distance < 0.98 and number + 1 < self._size:
            return min(self._size - 1, number + 1 + int(chance() ** 3 * 100))
        return int(chance() * number)


def _source(number: int) -> str:
    return f"article-{number:04}"


def _is_french(source: int) -> bool:
    return source % 8 != 5


def _first_after(day: int, sources: int) -> int:
    """Return the first source that was published on a day or later."""
    return -(-max(0, day - 7) * (sources - 1) // DAYS)


def _chosen(shares: Mapping[str, float], chance: float) -> str:
    return next(value for value, share in shares.items() if chance < share)


def _folded(text: str, indent: int) -> str:
    """Return a text as a plain scalar on one line, or as a folded block if it is long."""
    return text if len(text) < 90 else ">-\n" + _block(text, indent)[:-1]


def _block(text: str, indent: int) -> str:
    """Return the indented lines of a block scalar."""
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
    parser = argparse.ArgumentParser(description="Generate a timeline of invented events.")
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
