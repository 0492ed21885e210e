"""Several files and folders as one timeline."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.real_files import real_file
from tests.timeline.formats.foreign import count
from tui.timeline.formats.several import files_of
from tui.timeline.loader import Loader
from tui.timeline.reading.problems import TimelineError
from tui.timeline.search.index import Index

OWN = """\
title: Own
actors: {port: {name: Port Authority}, mayor: {name: Mayor}}
places: {kyiv: {name: Kyiv}}
sources: {s: {title: Gazette, url: 'https://a.example/1'}}
events:
  - {id: x1, date: 2020-01-01, title: Own one, actors: [port], places: [kyiv], sources: [s]}
  - {id: x2, date: 2020-01-02, title: Own two, links: {follows: x1}}
"""
TABLE = """\
id,date,title,actor,country,city,link
x1,2020-02-01,Table one,Port authority,Ukraine,Kyiv,https://a.example/1
x2,2020-02-02,Table two,Mayor,Ukraine,Lviv,https://a.example/2
"""
CARD = """\
---
date: 2020-03-0{number}
title: Card {number}
tags: [a, b{number}]
sources:
  - {{title: Page {number}, url: 'https://b.example/{number}', date: 2020-04-01}}
---

The text of card {number}.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own.yaml").write_text(OWN)
    (tmp_path / "table.csv").write_text(TABLE)
    cards = tmp_path / "cards"
    cards.mkdir()
    for number in (1, 2):
        (cards / f"{number}.md").write_text(CARD.format(number=number))
    return tmp_path


def test_several_files_are_one_timeline(folder: Path) -> None:
    loader = Loader(folder / "own.yaml", more=[folder / "table.csv", folder / "cards"])
    timeline = loader.load().timeline
    index = Index(timeline)
    assert [event.title for event in timeline.events] == [
        *("Own one", "Own two", "Table one", "Table two", "Card 1", "Card 2")
    ]
    assert len({event.id for event in timeline.events}) == 6
    assert (count(index, "file:table.csv"), count(index, "file:own.yaml"), count(index, "file:cards")) == (2, 2, 2)
    assert count(index, "actor:port") == count(index, "place:kyiv") == 2
    assert count(index, "place:ukraine") == 3
    assert {entry.name for entry in timeline.vocabularies["actors"].values()} == {"Port Authority", "Mayor"}
    assert count(index, "source:gazette") == 2
    assert timeline.events[1].links[0].target == timeline.events[0].id


def test_a_folder_of_cards_is_one_table(folder: Path) -> None:
    timeline = Loader(folder / "cards").load().timeline
    first, second = timeline.events
    assert (first.title, first.summary, first.values["tag"]) == ("Card 1", "The text of card 1.", ("a", "b1"))
    source = timeline.sources[second.cited[0]]
    assert (source.title, source.url, source.issued and source.issued.text) == (
        *("Page 2", "https://b.example/2", "2020-04-01"),
    )


def test_a_folder_with_a_loop_of_links_is_read_once(folder: Path) -> None:
    (folder / "cards" / "again").symlink_to(folder)
    (folder / "cards" / "itself.csv").symlink_to("itself.csv")
    (folder / "cards" / "nowhere.csv").symlink_to("missing.csv")
    os.mkfifo(folder / "cards" / "pipe.csv")
    (folder / "cards" / ".hidden.csv").write_text("no table")
    names = [path.name for path in files_of(folder)]
    assert sorted(names) == ["1.md", "2.md", "own.yaml", "table.csv"]


def test_a_file_of_a_folder_that_cannot_be_read_is_reported(folder: Path) -> None:
    (folder / "broken.json").write_text('[{"a": 1},')
    timeline = Loader(folder).load().timeline
    assert len(timeline.events) == 6
    assert any("broken.json" in remark.text for remark in timeline.remarks if remark.kind == "lost")


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TimelineError, match="no file in it that Dateline reads"):
        Loader(tmp_path).load()


def test_the_files_to_watch_are_those_that_are_read(folder: Path) -> None:
    watched = Loader(folder / "table.csv", more=[folder / "cards"]).watched()
    assert {path.name for path in watched} == {"table.csv", "cards", "1.md", "2.md"}


# Files that nobody here wrote


def test_the_kleptocracy_timeline() -> None:
    index = Loader(real_file("kleptocracy")).load()
    timeline = index.timeline
    assert len(timeline.events) == 42
    assert not any(event.date.is_undated for event in timeline.events)
    assert count(index, "has:tag") == 42
    assert sum(source.url is not None for source in timeline.sources.values()) > 100


def test_the_file_of_an_event_is_known(folder: Path) -> None:
    loader = Loader(folder / "own.yaml", more=[folder / "table.csv"])
    files = {event.title: loader.file_of(event) for event in loader.load().timeline.events}
    assert files["Own one"] == folder / "own.yaml"
    assert files["Table two"] == folder / "table.csv"
    whole = Loader(folder)
    found = {event.title: whole.file_of(event) for event in whole.load().timeline.events}
    assert found["Table one"] == folder / "table.csv"
    assert found["Card 1"] is None


def test_files_that_disagree_on_a_tree_make_no_loop(tmp_path: Path) -> None:
    one = "title: One\nactors: {x: X, y: {name: Y, part_of: x}}\nevents: [{date: 2020, title: One, actors: [y]}]\n"
    other = one.replace("x: X, y: {name: Y, part_of: x}", "y: Y, x: {name: X, part_of: y}").replace("One", "Other")
    (tmp_path / "1.yaml").write_text(one)
    (tmp_path / "2.yaml").write_text(other)
    index = Loader(tmp_path).load()
    assert (count(index, "actor:x"), count(index, "actor:y")) == (2, 2)
    assert ("changed", "files disagree on what is part of what: the first one counts") in [
        (remark.kind, remark.text) for remark in index.timeline.remarks
    ]
