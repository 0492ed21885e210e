"""The config in a real terminal: its problems are printed, and the command line precedes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import DATELINE
from tests.terminal.terminal import Terminal
from tests.timelines import SMALL


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "small.yaml"
    path.write_text(
        SMALL.replace("events:\n", "views:\n  - {name: Drones, query: drones}\nevents:\n"), encoding="utf-8"
    )
    return str(path)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_problems_of_the_config_are_printed_and_the_app_does_not_open(file: str, config: Path) -> None:
    config.write_text('theme = "dateline-drak"\n[keys]\nfile.edit = "c"\n', encoding="utf-8")
    with Terminal([DATELINE, file], environment={"DATELINE_CONFIG": str(config)}, size=(200, 20)) as terminal:
        assert terminal.wait_for_exit() == 2
        assert terminal.lines[:2] == [
            f"{config}:1:9: unknown theme 'dateline-drak'; did you mean 'dateline-dark'?",
            f"{config}:3:13: 'c' is the key of 'query.clear' too; give one of them another",
        ]
        assert b"\x1b" not in terminal.output
        assert terminal.state == terminal.initial_state


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], "/ status:denied"),
        (["iran"], "/ iran"),
        (["--view", "Drones"], "/ drones"),
        (["--config", ""], None),
    ],
)
def test_the_app_opens_as_the_config_says_unless_the_command_line_differs(
    file: str, config: Path, arguments: list[str], expected: str | None
) -> None:
    config.write_text('query = "status:denied"\n', encoding="utf-8")
    with Terminal([DATELINE, file, *arguments], environment={"DATELINE_CONFIG": str(config)}) as terminal:
        if expected is None:
            assert terminal.wait_for_exit() == 2
        else:
            terminal.wait_for(expected)
            terminal.send("q")
            assert terminal.wait_for_exit() == 0


def test_a_view_that_the_timeline_lacks_is_a_notice_in_the_app(file: str, config: Path) -> None:
    config.write_text('view = "Dronse"\n', encoding="utf-8")
    with Terminal([DATELINE, file, "--config", str(config)]) as terminal:
        terminal.wait_for("no view 'Dronse'")
        terminal.wait_for("5 events")
