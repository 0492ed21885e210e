"""Timelines that are large in one way only, to see what that costs: links to one event, a deep tree, a long quote."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

Lines = Iterator[str]
"""The lines of a file, each with its line end."""


class Shape(NamedTuple):
    """What a timeline has much of."""

    lines: Callable[[int], Lines]
    """Return the file with a number of it."""
    ending: str = ".yaml"
    """The ending of the file's name."""

    def write(self, folder: Path, size: int) -> Path:
        """Write the file with a number of it into a folder."""
        file = folder / f"shape-{size}{self.ending}"
        with file.open("w", encoding="utf-8") as target:
            target.writelines(self.lines(size))
        return file


_EVENT = "  - {id: e, date: 2020-01-01, title: An event"


def _events(size: int) -> Lines:
    yield "title: Events\nevents:\n"
    for number in range(size):
        yield f"  - {{id: e{number}, date: 2020-01-01, title: Event {number}}}\n"


def _links_to_one(size: int) -> Lines:
    yield "title: Links to one event\nevents:\n  - {id: e, date: 2020-01-01, title: The event}\n"
    for number in range(size):
        yield f"  - {{id: e{number}, date: 2020-01-02, title: Event {number}, links: {{denies: e}}}}\n"


def _links_of_one(size: int) -> Lines:
    yield from _events(size)
    links = ", ".join(f"e{number}" for number in range(size))
    yield f"  - {{id: e, date: 2020-01-01, title: The event, links: {{confirms: [{links}]}}}}\n"


def _follows(size: int) -> Lines:
    yield "title: A chain\nevents:\n  - {id: e0, date: 2020-01-01, title: The first}\n"
    for number in range(1, size):
        link = f"links: {{follows: e{number - 1}}}"
        yield f"  - {{id: e{number}, date: 2020-01-01, title: Event {number}, {link}}}\n"


def _actors(size: int) -> Lines:
    yield "title: Actors\nactors:\n"
    for number in range(size):
        yield f"  a{number}: {{name: Actor {number}, aliases: [Alias {number}]}}\n"
    yield "events:\n"
    for number in range(size):
        yield f"  - {{id: e{number}, date: 2020-01-01, title: Event {number}, actors: a{number}}}\n"


def _actors_of_one(size: int) -> Lines:
    yield "title: Actors of one event\nactors:\n"
    for number in range(size):
        yield f"  a{number}: Actor {number}\n"
    names = ", ".join(f"a{number}" for number in range(size))
    yield f"events:\n{_EVENT}, actors: [{names}]}}\n"


def _aliases(size: int) -> Lines:
    names = ", ".join(f"Alias {number}" for number in range(size))
    yield f"title: Aliases\nactors:\n  a: {{name: Actor, aliases: [{names}]}}\nevents:\n{_EVENT}, actors: a}}\n"


def _facet_values(size: int) -> Lines:
    yield "title: Values\nevents:\n"
    for number in range(size):
        yield f"  - {{id: e{number}, date: 2020-01-01, title: Event {number}, tags: [tag {number}]}}\n"


def _tags_of_one(size: int) -> Lines:
    names = ", ".join(f"tag {number}" for number in range(size))
    yield f"title: Values of one event\nevents:\n{_EVENT}, tags: [{names}]}}\n"


def _tree(size: int) -> Lines:
    yield "title: A deep tree\nactors:\n  a0: Actor 0\n"
    for number in range(1, size):
        yield f"  a{number}: {{name: Actor {number}, part_of: a{number - 1}}}\n"
    yield f"events:\n{_EVENT}, actors: a{size - 1}}}\n"


def _tree_used(size: int) -> Lines:
    yield from _tree(size)
    for number in range(size):
        yield f"  - {{id: e{number}, date: 2020-01-01, title: Event {number}, actors: a{number}}}\n"


def _quotes(size: int) -> Lines:
    yield f"title: Quotes\nsources:\n  s: {{title: Source, issued: 2020-01-01}}\nevents:\n{_EVENT}, quotes: [\n"
    for number in range(size):
        yield f"    {{source: s, exact: Words {number}}},\n"
    yield "  ]}\n"


def _sources_of_one(size: int) -> Lines:
    yield "title: Sources of one event\nsources:\n"
    for number in range(size):
        yield f"  s{number}: {{title: Source {number}, issued: 2020-01-01}}\n"
    yield f"events:\n{_EVENT}, quotes: [\n"
    for number in range(size):
        yield f"    {{source: s{number}, exact: Words {number}}},\n"
    yield "  ]}\n"


def _long_quote(size: int) -> Lines:
    yield "title: A long quote\nsources:\n  s: {title: Source, issued: 2020-01-01}\nevents:\n"
    yield "  - id: e\n    date: 2020-01-01\n    title: An event\n    quotes:\n      - source: s\n        exact: |\n"
    for number in range(size):
        yield f"          These are the words of the line {number} of a long quote, in all some eighty letters.\n"


def _long_line(size: int) -> Lines:
    words = " ".join(f"word{number}" for number in range(size))
    yield f"title: A long line\nevents:\n  - id: e\n    date: 2020-01-01\n    title: An event\n    summary: {words}\n"


def _long_title(size: int) -> Lines:
    words = " ".join(f"word{number}" for number in range(size))
    yield f"title: A long title\nevents:\n  - id: e\n    date: 2020-01-01\n    title: {words}\n"


def _data_fields(size: int) -> Lines:
    fields = ", ".join(f"field{number}: {number}" for number in range(size))
    yield f"title: Further fields\nevents:\n{_EVENT}, data: {{{fields}}}}}\n"


def _columns(size: int) -> Lines:
    yield ",".join(("date", "title", *(f"column {number}" for number in range(size)))) + "\n"
    for row in range(10):
        yield ",".join((f"2020-01-{row + 1:02}", f"Event {row}", *(str(number) for number in range(size)))) + "\n"


def _cell(size: int) -> Lines:
    yield "date,title,summary\n2020-01-01,An event," + " ".join(f"word{number}" for number in range(size)) + "\n"


def _table_values(size: int) -> Lines:
    yield "date,title,actor,place,tags\n"
    for row in range(size):
        yield f"2020-01-01,Event {row},Actor {row},Place {row},tag {row}\n"


SHAPES: Mapping[str, Shape] = {
    "events of one day": Shape(_events),
    "links to one event": Shape(_links_to_one),
    "links of one event": Shape(_links_of_one),
    "a chain of events": Shape(_follows),
    "actors, of an event each": Shape(_actors),
    "actors of one event": Shape(_actors_of_one),
    "aliases of one actor": Shape(_aliases),
    "tags, of an event each": Shape(_facet_values),
    "tags of one event": Shape(_tags_of_one),
    "depth of a tree": Shape(_tree),
    "depth of a tree, each with an event": Shape(_tree_used),
    "quotes of one event": Shape(_quotes),
    "sources of one event": Shape(_sources_of_one),
    "lines of one quote": Shape(_long_quote),
    "words of one line": Shape(_long_line),
    "words of a title": Shape(_long_title),
    "further fields of one event": Shape(_data_fields),
    "columns of a table": Shape(_columns, ".csv"),
    "words of a cell": Shape(_cell, ".csv"),
    "rows of a table, each with names": Shape(_table_values, ".csv"),
}
"""By words for it: what a timeline can have much of."""
