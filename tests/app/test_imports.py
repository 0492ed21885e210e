"""What the first screen does not need is not imported for it, proved in a fresh interpreter."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.timelines import BUNDLED, ROOT

SCRIPT = f"""
import asyncio, sys
from pathlib import Path
from tui import cli, starting
from tui.timeline.opening import Opening

# As `tui.starting` does before it makes the app.
from tui.app import DatelineApp
from tui.config_check import check
from tui.first_start import is_first_start

starting.read_config(None, [check])
is_first_start()
painted = []

def watch(self, screen, renderable, display=DatelineApp._display):
    display(self, screen, renderable)
    painted.append((set(sys.modules), len(screen.query("#events"))))

DatelineApp._display = watch

async def run():
    path = Path({str(BUNDLED)!r})
    app = DatelineApp(Opening(path).at_once(), "", path)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        at_first, lists = painted[0]
        assert lists
        print("then", *sorted(at_first))
        print("later", *sorted(set(sys.modules) - at_first))

asyncio.run(run())
"""

NOT_AT_FIRST = {
    # Screens, and what is done in them
    "tui.commands",
    "tui.editor",
    "tui.help_examples",
    "tui.help_screen",
    "tui.keymap",
    "tui.matrix_grid",
    "tui.matrix_screen",
    "tui.opening_screen",
    "tui.palette",
    "tui.side_by_side",
    "tui.timeline.crossing",
    # What comes a frame after the list, or when there is something to say
    "tui.broken_file_bar",
    "tui.first_hint",
    "tui.bar_chart",
    "tui.chart_bars",
    "tui.chart_columns",
    "tui.chart_words",
    "tui.density_chart",
    "tui.density_counter",
    "tui.drawn_thread",
    "tui.event_detail",
    "tui.facet_panel",
    "tui.quote_view",
    "tui.timeline.density",
    "tui.timeline.gathering",
    "tui.timeline.threads",
    # What is typed
    "tui.completions",
    "tui.timeline.completion",
    "tui.timeline.date_terms",
    "tui.timeline.typed_date_words",
    "tui.timeline.typed_dates",
    # Other commands, and lists
    "tui.argument_parser",
    "tui.check_command",
    "tui.config_command",
    "tui.listing",
    "tui.serve_command",
    "tui.timeline.checks",
    "tui.timeline.exports.csv_table",
    "tui.timeline.exports.markdown",
    "tui.timeline.verification",
    "tui.web_server",
    # Files that are not of the usual form
    "tui.timeline.careful_reader",
    "tui.timeline.event_stream",
    "yaml",
    # Large timelines
    "tui.timeline.building",
    "tui.timeline.cache",
    "tui.timeline.section_file",
    "tui.timeline.stored",
    # Terminals with few colours or characters
    "tui.line_filters",
    # Of others
    "argparse",
    "dateutil",
    "importlib.metadata",
    "multiprocessing",
    "rich.markdown",
    "rich.syntax",
    "rich.traceback",
    "shlex",
    "sqlite3",
    "textual.widgets._footer",
    "textual.widgets._markdown",
    "textual.widgets._text_area",
    "textual_serve",
}


@pytest.fixture(scope="module")
def imported() -> dict[str, set[str]]:
    """Return what was imported when the list had been painted, and what was after that."""
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


def test_what_the_first_screen_does_not_need_is_not_imported_for_it(imported: dict[str, set[str]]) -> None:
    assert imported["then"] & NOT_AT_FIRST == set()


def test_what_is_painted_a_frame_later_is_imported_then(imported: dict[str, set[str]]) -> None:
    assert {"tui.density_chart", "tui.event_detail", "tui.facet_panel"} <= imported["later"]


def test_each_module_of_our_own_that_is_named_here_exists() -> None:
    missing = [
        name
        for name in NOT_AT_FIRST
        if name.startswith("tui.") and not (ROOT / (name.replace(".", "/") + ".py")).is_file()
    ]
    assert missing == []
