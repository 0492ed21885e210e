"""The first screen imports only what it needs, shown in a fresh interpreter."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.timelines import BUNDLED, ROOT

SCRIPT = f"""
import sys
from tui.cli.late_imports import import_pathlib, import_textual

import_pathlib()
from pathlib import Path
from tui.cli import browse, launch, main
from tui.timeline.loader import Loader

# As `tui.cli.launch` does before it makes the app.
import_textual()
from tui.app.app import DatelineApp

from tui.config.first_start import is_first_start

launch.read_config(None, [launch._check])
is_first_start()
painted = []

def watch(self, screen, renderable, display=DatelineApp._display):
    display(self, screen, renderable)
    painted.append((set(sys.modules), len(screen.query("#events"))))

DatelineApp._display = watch

import asyncio

async def run():
    path = Path({str(BUNDLED)!r})
    app = DatelineApp(Loader(path).try_load(), "", path)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        at_first, lists = painted[0]
        assert lists
        print("first", *sorted(at_first))
        print("later", *sorted(set(sys.modules) - at_first))

asyncio.run(run())
"""

NOT_AT_FIRST = {
    # Screens and their actions
    "tui.app.palette_commands",
    "tui.app.palette_titles",
    "tui.timeline.search.titles",
    "tui.app.screens.editor",
    "tui.app.screens.help_examples",
    "tui.app.screens.help",
    "tui.app.key_check",
    "tui.app.keys.names",
    "tui.app.scopes",
    "tui.app.widgets.drawn_disputes",
    "tui.app.widgets.drawn_matrix",
    "tui.app.widgets.matrix_grid",
    "tui.app.widgets.matrix_layout",
    "tui.app.screens.matrix",
    "tui.app.screens.leaving",
    "tui.app.screens.loading",
    "tui.app.screens.palette",
    "tui.app.textual_palette",
    "tui.app.screens.side_by_side",
    "tui.timeline.analysis.cross_tab",
    "tui.app.lanes.board_view",
    "tui.app.lanes.lanes_view",
    "tui.app.lanes.picture",
    "tui.timeline.analysis.lanes.board",
    "tui.timeline.analysis.lanes.ticks",
    "tui.terminal.lane_glyphs",
    "tui.timeline.formats.reader",
    # Late parts, and messages
    "tui.app.widgets.file_error_bar",
    "tui.app.widgets.first_hint",
    "tui.app.chart.bar_chart",
    "tui.app.chart.bars",
    "tui.app.chart.columns",
    "tui.app.chart.captions",
    "tui.app.chart.timeline_chart",
    "tui.app.chart.counter",
    "tui.app.chart.selectable_chart",
    "tui.app.widgets.thread_lines",
    "tui.app.widgets.dispute_list",
    "tui.app.widgets.find_bar",
    "tui.app.screens.finder",
    "tui.app.screens.export",
    "tui.app.screens.export_text",
    "tui.app.screens.save_view",
    "tui.app.screens.views",
    "tui.app.widgets.choice_list",
    "tui.app.widgets.line_input",
    "tui.app.widgets.view_list",
    "tui.reader.kept",
    "tui.timeline.editing.views",
    "tui.timeline.search.finding",
    "tui.timeline.analysis.disputes",
    "tui.app.widgets.event_detail",
    "tui.app.widgets.facet_lines",
    "tui.app.widgets.facet_overview",
    "tui.app.widgets.facet_panel",
    "tui.app.widgets.facet_tree",
    "tui.app.widgets.quote_view",
    "tui.timeline.analysis.histogram",
    "tui.timeline.search.folded_texts",
    "tui.timeline.search.indexed",
    "tui.timeline.search.indexer",
    "tui.timeline.model.threads",
    # Typing a query
    "tui.timeline.query.binding",
    "tui.timeline.query.parser",
    "tui.timeline.search.known_order",
    "tui.timeline.search.word_index",
    "tui.timeline.search.link_tables",
    "tui.timeline.search.origins",
    "tui.timeline.search.sources_as_of",
    "tui.timeline.search.span_groups",
    "tui.timeline.dates.canonical",
    "tui.timeline.dates.unspecified",
    "tui.text.links",
    "tui.text.nearest",
    "tui.app.widgets.suggestions",
    "tui.timeline.search.completion",
    "tui.timeline.search.date_offers",
    "tui.timeline.search.known_days",
    "tui.timeline.search.ways_out",
    "tui.timeline.query.foreign_syntax",
    "tui.timeline.query.meanings",
    "tui.timeline.query.missing_year",
    "tui.timeline.query.value_examples",
    "tui.timeline.query.date_filter",
    "tui.timeline.dates.typed_vocabulary",
    "tui.timeline.dates.typed_atoms",
    "tui.timeline.dates.typed_date",
    "tui.timeline.dates.typed_forms",
    "tui.timeline.dates.typed_lexer",
    "tui.timeline.dates.typed_numbers",
    "tui.timeline.dates.typed_phrases",
    "tui.timeline.dates.typed_refusals",
    "tui.timeline.dates.typed_text",
    "tui.timeline.dates.typed_today",
    "tui.timeline.dates.typed_years",
    "tui.timeline.dates.typed",
    # Other subcommands and exports, and files of other formats
    "tui.app.config_check",
    "tui.timeline.formats.mapping",
    "tui.cli.parser",
    "tui.cli.check",
    "tui.cli.config",
    "tui.cli.printing",
    "tui.cli.table",
    "tui.cli.serve",
    "tui.timeline.checking.lint",
    "tui.timeline.exports.csv_table",
    "tui.timeline.exports.markdown",
    "tui.timeline.checking.verification",
    "tui.cli.web_server",
    # Files that need the careful reader
    "tui.timeline.reading.careful_reader",
    "tui.timeline.reading.event_ids",
    "tui.timeline.reading.yaml_stream",
    "yaml",
    # Large timelines
    "tui.timeline.storage.build_process",
    "tui.timeline.storage.cache",
    "tui.timeline.storage.section_file",
    "tui.timeline.storage.store_reader",
    # Terminals with few colours or characters
    "tui.app.style.line_filters",
    # Packages of others
    "anyascii",
    "argparse",
    "dateutil",
    "difflib",
    "importlib.metadata",
    "multiprocessing",
    "platform",
    "rich.markdown",
    "rich.syntax",
    "rich.table",
    "rich.traceback",
    "shlex",
    "sqlite3",
    "ssl",
    "tempfile",
    "textual.widgets._directory_tree",
    "textual.widgets._footer",
    "textual.widgets._markdown",
    "textual.widgets._select",
    "textual.widgets._text_area",
    "textual_serve",
    "tomllib",
    "urllib.parse",
    "uuid",
}


MOST_MODULES = 130
"""How many modules of ours the first screen may import. Each takes 0.15 ms: a thousandth of an empty app's start."""


@pytest.fixture(scope="module")
def imported() -> dict[str, set[str]]:
    """Return the modules imported before the list was painted, and those imported later."""
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "DATELINE_ASCII")}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment | {"LC_ALL": "C.UTF-8"},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    return {words[0]: set(words[1:]) for words in lines}


def test_the_first_screen_imports_only_what_it_needs(imported: dict[str, set[str]]) -> None:
    assert imported["first"] & NOT_AT_FIRST == set()


def test_the_first_screen_imports_few_modules(imported: dict[str, set[str]]) -> None:
    own = {name for name in imported["first"] if name.partition(".")[0] == "tui"}
    assert len(own) <= MOST_MODULES, sorted(own)


def test_late_parts_are_imported_a_frame_later(imported: dict[str, set[str]]) -> None:
    assert {"tui.app.chart.timeline_chart", "tui.app.widgets.event_detail", "tui.app.widgets.facet_panel"} <= imported[
        "later"
    ]


def test_each_named_module_exists() -> None:
    missing = [
        name
        for name in NOT_AT_FIRST
        if name.startswith("tui.") and not (ROOT / (name.replace(".", "/") + ".py")).is_file()
    ]
    assert missing == []
