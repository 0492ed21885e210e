"""Snapshots of a table that is open, and of the report on how it was read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.locks import others_than_locked
from tui.app.app import DatelineApp
from tui.timeline.loader import Loader

OTHER_VERSIONS = others_than_locked("textual", "rich")
pytestmark = pytest.mark.skipif(bool(OTHER_VERSIONS), reason=f"the snapshots are of other versions: {OTHER_VERSIONS}")

TABLE = """\
id;Datum;Titel;Land;Ort;Front;Quelle
1;03/04/2020;Der Hafen wird gesperrt;Ukraine;Odesa;Süd;https://a.example/1
1;25/04/2020;Der Hafen öffnet wieder;Ukraine;Odesa;Süd;https://a.example/2
3;irgendwann;Ein Schiff läuft ein;Ukraine;odesa;Süd;https://a.example/3
4;c. 1905;Der Leuchtturm wird gebaut;;;Nord;
5;14 & 28/10/2020;Zwei Sitzungen;Ukraine;Kyjiw;Nord;https://a.example/4
6;18-23/03/2020;Eine Woche Streik;Ukraine;Kyjiw;Nord;https://a.example/5
"""


@pytest.mark.parametrize("size", [(120, 36), (80, 24)], ids=["120x36", "80x24"])
@pytest.mark.parametrize("keys", [["G"], ["i"]], ids=["table", "report"])
def test_a_table_and_its_report(
    tmp_path: Path, snap_compare: Callable[..., bool], keys: list[str], size: tuple[int, int]
) -> None:
    path = tmp_path / "hafen.csv"
    path.write_text(TABLE, encoding="utf-8")
    loader = Loader(path)
    app = DatelineApp(loader.load(), "", path, reloader=loader, seconds_between_polls=3600)
    assert snap_compare(app, press=keys, terminal_size=size)
