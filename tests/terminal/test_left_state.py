"""A file opens as it was left, in a real terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.program import DATELINE
from tests.terminal.terminal import Terminal
from tests.timelines import SMALL


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return str(path)


def visit(arguments: Sequence[str], expected: str, keys: str = "", after: str = "", **environment: str) -> str:
    """Open the app, wait for a text, press keys, wait for another text, and quit. Return the last screen."""
    with Terminal([DATELINE, *arguments], size=(120, 36), environment=environment) as terminal:
        terminal.wait_for(expected)
        for key in keys:
            terminal.send(key)
        terminal.wait_for(after or expected)
        screen = "\n".join(terminal.lines)
        terminal.send("\x1bq" if after.startswith("/") else "q")
        assert terminal.wait_for_exit() == 0
        return screen


def test_query_and_position_come_back_unless_the_command_line_says_otherwise(file: str, tmp_path: Path) -> None:
    data = {"DATELINE_DATA": str(tmp_path / "data")}
    visit([file], "5 events", "/teheran\rG", "3 of 5 events", **data)
    again = visit([file], "/ teheran", **data)
    assert "3 of 5 events" in again
    assert "4 of 5 events" in visit([file, "actor:iran"], "/ actor:iran", **data)
    visit([file, "--fresh"], "filter by words", **data)
    config = tmp_path / "config.toml"
    config.write_text("remember = false\n", encoding="utf-8")
    visit([file, "--config", str(config), "teheran"], "/ teheran", **data)
    visit([file, "--config", str(config)], "filter by words", **data)


def test_a_damaged_state_opens_fresh_and_is_said_once(file: str, tmp_path: Path) -> None:
    data = {"DATELINE_DATA": str(tmp_path / "data")}
    visit([file], "5 events", "/teheran\r", "3 of 5 events", **data)
    [path] = (tmp_path / "data" / "left").iterdir()
    path.write_bytes(b"\xff\x00")
    screen = visit([file], "how you left this file", **data)
    assert "5 events" in screen
    assert "how you left" not in visit([file], "5 events", **data)
