from __future__ import annotations

from pathlib import Path

import pytest

from tui.editor import editor_command

FILE = Path("/a folder/t.yaml")


@pytest.mark.parametrize(
    ("editor", "expected"),
    [
        ("vim", ["vim", "+7", "/a folder/t.yaml"]),
        ("/usr/bin/nano -w", ["/usr/bin/nano", "-w", "+7", "/a folder/t.yaml"]),
        ("emacsclient -t", ["emacsclient", "-t", "+7", "/a folder/t.yaml"]),
        ("micro", ["micro", "+7", "/a folder/t.yaml"]),
        ("hx", ["hx", "/a folder/t.yaml:7"]),
        ("code", ["code", "--wait", "--goto", "/a folder/t.yaml:7"]),
        ("code -w", ["code", "-w", "--goto", "/a folder/t.yaml:7"]),
        ("'/my editors/ed' -x", ["/my editors/ed", "-x", "/a folder/t.yaml"]),
    ],
)
def test_the_line_is_told_as_the_editor_wants_it(editor: str, expected: list[str]) -> None:
    assert editor_command({"EDITOR": editor}, FILE, 7) == expected


def test_visual_goes_before_editor() -> None:
    assert editor_command({"VISUAL": "vi", "EDITOR": "nano"}, FILE, 1) == ["vi", "+1", str(FILE)]


@pytest.mark.parametrize("environment", [{}, {"EDITOR": " "}, {"EDITOR": "'vi"}])
def test_without_an_editor_there_is_no_command(environment: dict[str, str]) -> None:
    assert editor_command(environment, FILE, 1) is None
