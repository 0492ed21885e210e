"""The list as a table of lines."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tests.timelines import BUNDLED
from tui.cli.table import table_lines
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import parse_timeline, read_timeline
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index


@pytest.mark.parametrize(
    ("width", "mark"), [(120, "  (disputed)"), (80, "  (disputed)"), (60, "  (disputed)"), (40, " ≠")]
)
def test_that_an_event_is_disputed_is_never_cut(width: int, mark: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_ASCII", "0")
    answer = answer_query(Query.parse("is:disputed"), Index(read_timeline(BUNDLED)))
    lines = list(table_lines(answer, width))
    assert lines
    for line in lines:
        assert line.endswith(mark)
        assert cell_len(line) <= width


@pytest.mark.parametrize("width", [1, 5, 10, 20, 30])
def test_lines_fit_the_narrowest_terminal(width: int) -> None:
    answer = answer_query(Query(), Index(read_timeline(BUNDLED)))
    assert all(cell_len(line) <= width for line in table_lines(answer, width))


def test_that_an_event_is_internal_is_said() -> None:
    timeline = parse_timeline(
        "title: T\nevents: [{date: 2022, title: Hushed, internal: true}, {date: 2023, title: Open}]\n"
    )
    hushed, open_one = table_lines(answer_query(Query(), Index(timeline)))
    assert hushed.endswith("Hushed  (internal)")
    assert open_one.endswith("Open")
