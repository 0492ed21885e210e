"""Rows that say what most rows say: the quick way to an event gives what the usual way does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.soak import examples
from tui.timeline.formats.assemble import Assembler
from tui.timeline.formats.columns import Column
from tui.timeline.formats.foreign import ForeignEvent
from tui.timeline.formats.plain_rows import PlainRows
from tui.timeline.formats.records import RecordReader
from tui.timeline.formats.report import Report
from tui.timeline.formats.table import Row
from tui.timeline.formats.vocabulary import Vocabulary
from tui.timeline.model.entities import Event

ROLES = (
    *("id", "date", "end", "date text", "time", "precision", "title", "status", "kind", "actor", "actor", "speaker"),
    *("via", "weapon", "place", "place 1", "lat", "lon", "coordinates", "tag", "url", "url", "facet", "facet", "data"),
    *("data", "summary", "summary", "note", "ignore"),
)
TEXTS = st.sampled_from(
    [
        *(
            "",
            " ",
            "a",
            "A",
            " a ",
            "a; b",
            "-",
            "a; -",
            "a|\n-;;",
            "a, b",
            "a | A",
            "<b>x</b>",
            "a & b",
            "[x](https://a.example)",
            "é",
        ),
        *("2020-01-05", "5/1/2020", "31.1.2020", "c. 383", "2020", "some day", "10:30", "25:99", "2", "week"),
        *("confirmed", "Denied", "rumoured", "use", "Visit", "12.5", "200", "50.1, 30.2", "x" * 250, "n/a"),
        *("https://a.example/1", "https://a.example/1 https://b.example", "no address", "ftp://x", "e-1", "e 1"),
    ]
)
BLANKS = st.sampled_from(["", "", "", "-"])
CELLS = st.one_of(TEXTS, TEXTS, TEXTS, st.none(), st.lists(TEXTS, max_size=3), st.just({"name": "a"}))


def _made(columns: Sequence[Column], rows: Sequence[Row], *, quickly: bool) -> tuple[list[Event], Any, Any, Any]:
    report = Report("row")
    assembler = Assembler(report, Vocabulary(report, is_part=True), is_part=True)
    assembler.name_facets([column.name for column in columns if column.role == "facet"])
    reader = RecordReader(columns, {}, report)
    if quickly:
        plain = PlainRows(columns, reader, assembler)
        events = [plain.event(row.values, row.number, row.line) for row in rows]
    else:
        events = [assembler.event(foreign) for foreign in reader.events(iter(rows))]
    vocabulary = assembler.vocabulary
    return events, vocabulary.sections, vocabulary.sources, sorted(report.remarks())


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_the_quick_way_gives_the_same_events_entries_and_remarks(data: st.DataObject) -> None:
    roles = data.draw(st.lists(st.sampled_from(ROLES), min_size=1, max_size=8))
    single = [role for role in dict.fromkeys(roles) if ROLES.count(role) == 1]
    roles = [*single, *(role for role in roles if ROLES.count(role) > 1)]
    columns = [
        Column(f"c{number}", role, split=data.draw(st.sampled_from(["", "", ","])), blank=data.draw(BLANKS))
        for number, role in enumerate(roles)
    ]
    cells = data.draw(st.lists(st.lists(CELLS, min_size=len(columns), max_size=len(columns)), max_size=12))
    rows = [Row(number, values, number) for number, values in enumerate([*cells, *cells], start=1)]
    assert _made(columns, rows, quickly=True) == _made(columns, rows, quickly=False)


def test_plain_rows_do_not_go_the_usual_way_and_places_that_repeat_are_looked_at_once() -> None:
    columns = [Column("when", "date"), Column("what", "title"), Column("who", "actor"), Column("where", "place")]
    report = Report("row")
    assembler = Assembler(report, Vocabulary(report, is_part=True), is_part=True)
    reader = RecordReader(columns, {}, report)
    usual, placed = [], []
    event_of, add_places = reader.event, reader.add_places

    def counted(row: Row) -> Any:
        usual.append(row.number)
        return event_of(row)

    def counted_places(event: ForeignEvent, values: Sequence[Any]) -> None:
        placed.append(event.where)
        add_places(event, values)

    reader.event, reader.add_places = counted, counted_places  # type: ignore[method-assign] # to count
    plain = PlainRows(columns, reader, assembler)
    for number in range(1, 50):
        plain.event(["2020-01-01", f"Event {number}" if number != 7 else "", "Port", "Kyiv"], number, number)
    assert (usual, placed) == ([7], [1, 7])
