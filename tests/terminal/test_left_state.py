"""A file opens as it was left, in a real terminal."""

from __future__ import annotations

import stat
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.program import DATELINE
from tests.terminal.terminal import Terminal
from tests.timelines import SMALL
from tui.timeline.loader import LARGE_FILE


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


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_all_that_is_kept_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_text(SMALL + "# as large as one that is kept in the cache\n" * (LARGE_FILE // 40), encoding="utf-8")
    folders = {"DATELINE_DATA": "data", "DATELINE_STATE": "state", "XDG_CACHE_HOME": "cache"}
    kept = {name: str(tmp_path / folder) for name, folder in folders.items()}
    command = ["sh", "-c", 'umask 0; exec "$@"', "sh", DATELINE, str(path)]
    with Terminal(command, environment=kept) as terminal:
        terminal.wait_for("First talks")
        terminal.send("/talks\rM")
        terminal.wait_for("★ marked")
        terminal.send("q")
        assert terminal.wait_for_exit() == 0
    found = [file for folder in folders.values() for file in (tmp_path / folder).rglob("*")]
    assert {file.suffix for file in found if file.is_file()} >= {".json", ".lock", ".store", ".txt"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in found if file.is_file()} == {0o600}
    assert {stat.S_IMODE(file.stat().st_mode) for file in found if file.is_dir()} == {0o700}
    (tmp_path / "data").chmod(0o777)
    with Terminal(command, environment=kept) as terminal:
        terminal.wait_for("others can write")
        terminal.wait_for("go=")  # of the remedy, whose lines end elsewhere with another folder
        assert terminal.text.count("others can write") == 1
        assert "/ talks" not in terminal.text


def test_a_damaged_state_opens_fresh_and_is_said_once(file: str, tmp_path: Path) -> None:
    data = {"DATELINE_DATA": str(tmp_path / "data")}
    visit([file], "5 events", "/teheran\r", "3 of 5 events", **data)
    [path] = (tmp_path / "data" / "left").glob("*.txt")
    path.write_bytes(b"\xff\x00")
    screen = visit([file], "how you left this file", **data)
    assert "5 events" in screen
    assert "how you left" not in visit([file], "5 events", **data)
