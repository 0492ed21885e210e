"""The most that a file may hold, and what is said of more."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from pyroaring import BitMap

from tests.pages import page, rows
from tui.app.widgets.quote_view import MOST_QUOTES
from tui.timeline.formats.csv_table import MOST_CHARACTERS
from tui.timeline.formats.cursor_rows import MOST_ROWS
from tui.timeline.formats.records_of_values import MOST_VALUES
from tui.timeline.formats.safe_xml import MOST_DEPTH
from tui.timeline.formats.several import MOST_BYTES, MOST_FILES
from tui.timeline.formats.spreadsheet import MOST_UNPACKED
from tui.timeline.formats.table import MOST_COLUMNS
from tui.timeline.loader import Loader
from tui.timeline.model.entities import RELATIONS
from tui.timeline.model.links import Links
from tui.timeline.reading.careful_reader import read_carefully
from tui.timeline.reading.files import MAX_BYTES
from tui.timeline.reading.problems import MAX_PROBLEMS, TimelineError
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.reading.schema import MAX_DEPTH, MAX_ITEMS, MAX_LEVELS
from tui.timeline.search.origin_tables import origin_key, origin_tables

HEAD = "title: T\nactors: {{a: {{name: A, aliases: [{aliases}]}}}}\nevents:\n"
EVENT = "- {date: 2020, title: T, KEY: LIST}\n"


def _file(key: str, items: int) -> str:
    if key == "aliases":
        return HEAD.format(aliases=", ".join(map(str, range(items)))) + EVENT.replace(", KEY: LIST", "")
    text = {
        "data": "{" + ", ".join(f"f{number}: {number}" for number in range(items)) + "}",
        "links": "{denies: [" + ", ".join(f"e{number}" for number in range(items)) + "]}",
        "media": "[" + ", ".join(f"https://a.example/{number}" for number in range(items)) + "]",
    }.get(key, "[" + ", ".join(map(str, range(items))) + "]")
    return HEAD.format(aliases="") + EVENT.replace("KEY", key).replace("LIST", text)


@pytest.mark.parametrize("key", ["aliases", "tags", "data", "media"])
def test_a_list_may_have_ten_thousand_items(key: str) -> None:
    text = _file(key, MAX_ITEMS)
    assert parse_timeline(text) == read_carefully(text, "t.yaml")


@pytest.mark.parametrize("key", ["aliases", "tags", "data", "media", "actors", "links", "sources"])
def test_a_longer_list_is_refused_where_it_is_too_long(key: str) -> None:
    text = _file(key, MAX_ITEMS + 1)
    last = {"data": "f10000:", "links": "e10000]", "media": "https://a.example/10000"}.get(key, "10000]")
    line = 2 if key == "aliases" else 4
    column = text.splitlines()[line - 1].index(last) + 1
    with pytest.raises(TimelineError) as caught:
        parse_timeline(text, "t.yaml")
    assert caught.value.lines() == [
        f"t.yaml:{line}:{column}: more than 10,000 items in one list; "
        "a list of an event, or of an entry, has at most so many"
    ]


def test_a_vocabulary_and_a_timeline_may_have_more() -> None:
    values = ", ".join(f"v{number}: V" for number in range(MAX_ITEMS + 1))
    events = "- {date: 2020, title: T}\n" * (MAX_ITEMS + 1)
    text = f"title: T\nfacets: {{topic: {{name: Topics, values: {{{values}}}}}}}\nevents:\n{events}"
    for timeline in (parse_timeline(text), read_carefully(text, "t.yaml")):
        assert len(timeline.events) == len(timeline.vocabularies["topic"]) == MAX_ITEMS + 1


@pytest.mark.parametrize("number", [1, 3])
def test_values_of_a_table_beyond_the_most_are_left_out_and_counted(number: int, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    cell = ";".join(f"t{number}" for number in range(MAX_ITEMS + 5))
    path.write_text("date,title,tags\n" + f'2020-01-01,T,"{cell}"\n' * number)
    for loader in (Loader(path), Loader(path, large_file=1, use_cache=False)):
        timeline = loader.load().timeline
        assert {len(event.values["tag"]) for event in timeline.events} == {MAX_ITEMS}
        (lost,) = [remark for remark in timeline.remarks if remark.kind == "lost"]
        assert (lost.text, lost.times) == ("an event has more than 10,000 values of a kind", number)


def test_origins_are_counted_alike_however_many_an_event_has() -> None:
    """Up to some number they are counted as sets, beyond it one by one."""
    chance = random.Random(1)
    confirms = tuple(RELATIONS).index("confirms")
    links = Links.of([(1, confirms, 0), (2, confirms, 0)])
    own = {
        origin_key(f"o{number}", second, second): BitMap(chance.sample(range(6), 3))
        for number in range(60)
        for second in [chance.randrange(5)]
    }
    table = origin_tables(own, links)["origins"]
    first: dict[tuple[int, str], int] = {}
    for key, events in own.items():
        second, _, name = key.split(" ", 2)
        for event in {*events, *(0 for other in events if other in (1, 2))}:
            first[event, name] = min(first.get((event, name), 9), int(second))
    for event in range(6):
        counts = Counter(second for (number, _), second in first.items() if number == event)
        for level in range(1, 62):
            reached = [second for second in range(5) if sum(counts[each] for each in range(second + 1)) >= level]
            stored = [
                int(key.split()[1]) for key, events in table.items() if event in events and key.split()[0] == str(level)
            ]
            assert stored == reached[:1]


def test_the_page_of_bounds_has_the_numbers_of_the_program() -> None:
    listed = {row[1] for row in rows(page("docs/bounds").partition("<!-- bounds -->")[0])}
    numbers = (
        *(MAX_BYTES, MOST_BYTES, MOST_FILES, MAX_DEPTH, MAX_LEVELS, MAX_ITEMS, MOST_COLUMNS, MOST_CHARACTERS),
        *(MOST_VALUES, MOST_DEPTH, MOST_UNPACKED, MOST_ROWS, MAX_PROBLEMS, MOST_QUOTES),
    )
    assert {f"{number:,}" for number in numbers} == listed - {""}
