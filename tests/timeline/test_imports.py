"""What runs without a terminal, proved in a fresh interpreter."""

from __future__ import annotations

from tests.interpreter import imported
from tests.timelines import BUNDLED


def test_the_timeline_imports_neither_textual_nor_rich() -> None:
    work = f"""
import pkgutil, importlib, tui.timeline
for module in pkgutil.walk_packages(tui.timeline.__path__, "tui.timeline."):
    importlib.import_module(module.name)
from tui.timeline.reading.reader import read_timeline
from tui.timeline.query.language import Query
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index
assert answer_query(Query.parse("iran actor:iran"), Index(read_timeline({str(BUNDLED)!r}))).rows
"""
    assert imported(work, "textual", "rich") == ""


def test_a_list_is_printed_without_textual() -> None:
    assert imported("from tui.cli.main import main; main(['--list', 'iran'])", "textual") == ""


def test_the_check_would_see_them() -> None:
    assert "textual.app" in imported("import tui.app.app", "textual", "rich").split()
