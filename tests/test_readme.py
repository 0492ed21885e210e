"""What the README says is true."""

from __future__ import annotations

import re

from tests.timelines import ROOT
from tui.app.chart.timeline_chart import TimelineChart
from tui.app.config_check import check
from tui.app.screens.browser import BrowserScreen
from tui.app.widgets.event_list import EventList
from tui.app.widgets.facet_panel import FacetPanel
from tui.app.widgets.line_list import LineList
from tui.config.config import parse_config
from tui.terminal.glyphs import DISPUTED, DOUBTFUL, SEVERAL_SOURCES, STATUS_MARKS
from tui.timeline.model.entities import ACTOR_KINDS, KINDS, RELATIONS, STATUSES
from tui.timeline.query.language import NAMES
from tui.timeline.reading.reader import parse_timeline

README = (ROOT / "README.md").read_text(encoding="utf-8")
KEYS = {
    "slash": "/",
    "question_mark": "?",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "minus": "-",
    "plus": "+",
    "shift+left": "Shift+←",
    "shift+right": "Shift+→",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "f1": "F1",
    "alt+left": "Alt+←",
    "alt+right": "Alt+→",
    "ctrl+y": "Ctrl+Y",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "backspace": "Backspace",
}


def test_the_example_of_a_timeline_can_be_read() -> None:
    example = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert example is not None
    timeline = parse_timeline(example[1])
    assert [event.id for event in timeline.events] == ["fire", "cause-denied"]


def test_the_example_of_a_config_can_be_used() -> None:
    example = re.search(r"```toml\n(.*?)```", README, re.DOTALL)
    assert example is not None
    config, wrong = parse_config(example[1], [check])
    assert not wrong
    assert config.theme is not None
    assert config.keys["file.edit"] == "E,ctrl+e"


def test_every_key_of_the_browser_is_told() -> None:
    places = (BrowserScreen, LineList, EventList, FacetPanel, TimelineChart)
    for binding in (binding for place in places for binding in place.BINDINGS):
        assert not isinstance(binding, tuple)
        key = binding.key.split(",")[0]
        if key not in {str(digit) for digit in range(2, 9)} | {"home", "end"}:
            assert f"`{KEYS.get(key, key)}`" in README, key


def test_the_schema_names_every_word_of_its_closed_lists() -> None:
    for word in (*KINDS, *STATUSES, *ACTOR_KINDS, *RELATIONS):
        assert word in README, word


def test_the_marks_and_facets_are_told() -> None:
    for status, mark in STATUS_MARKS.items():
        assert f"{mark} {status}" in README
    assert f"{DISPUTED} disputed" in README
    assert f"{SEVERAL_SOURCES}2" in README
    assert f"{DOUBTFUL} only" in README
    assert all(f"{facet}:" in README for facet in NAMES)
