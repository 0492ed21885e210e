from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from tui.app.screens.editor import editor_command, run_in_terminal

FILE = Path("/a folder/t.yaml")


@pytest.mark.parametrize(
    ("editor", "expected"),
    [
        ("vi", ["vi", "+7", "/a folder/t.yaml"]),
        ("vim", ["vim", "+7", "/a folder/t.yaml"]),
        ("nvim -u NONE", ["nvim", "-u", "NONE", "+7", "/a folder/t.yaml"]),
        ("/usr/bin/vim.basic", ["/usr/bin/vim.basic", "+7", "/a folder/t.yaml"]),
        ("/usr/bin/nano -w", ["/usr/bin/nano", "-w", "+7", "/a folder/t.yaml"]),
        ("emacs -nw", ["emacs", "-nw", "+7", "/a folder/t.yaml"]),
        ("emacsclient -t", ["emacsclient", "-t", "+7", "/a folder/t.yaml"]),
        ("micro", ["micro", "+7", "/a folder/t.yaml"]),
        ("gvim", ["gvim", "-f", "+7", "/a folder/t.yaml"]),
        ("gvim --nofork", ["gvim", "--nofork", "+7", "/a folder/t.yaml"]),
        ("hx", ["hx", "/a folder/t.yaml:7"]),
        ("helix", ["helix", "/a folder/t.yaml:7"]),
        ("subl", ["subl", "--wait", "/a folder/t.yaml:7"]),
        ("zed -w", ["zed", "-w", "/a folder/t.yaml:7"]),
        ("code", ["code", "--wait", "--goto", "/a folder/t.yaml:7"]),
        ("codium", ["codium", "--wait", "--goto", "/a folder/t.yaml:7"]),
        ("code -w", ["code", "-w", "--goto", "/a folder/t.yaml:7"]),
        ("code --wait -n", ["code", "--wait", "-n", "--goto", "/a folder/t.yaml:7"]),
        ("'/my editors/ed' -x", ["/my editors/ed", "-x", "/a folder/t.yaml"]),
        ("my-editor", ["my-editor", "/a folder/t.yaml"]),
        ("env vi", ["env", "vi", "/a folder/t.yaml"]),
        ("vi; rm -rf $HOME", ["vi;", "rm", "-rf", "$HOME", "/a folder/t.yaml"]),
    ],
)
def test_the_line_is_passed_in_the_syntax_of_the_editor(editor: str, expected: list[str]) -> None:
    assert editor_command({"EDITOR": editor}, FILE, 7) == expected


def test_the_name_of_a_file_is_not_a_template() -> None:
    file = Path("/{file} {0}.yaml")
    assert editor_command({"EDITOR": "hx {line}"}, file, 7) == ["hx", "{line}", f"{file}:7"]


def test_the_path_is_absolute_so_that_it_is_not_taken_for_an_option(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert editor_command({"EDITOR": "vi"}, Path("-x.yaml"), 1) == ["vi", "+1", str(tmp_path / "-x.yaml")]


@pytest.mark.parametrize("visual", ["vi", " vi "])
def test_visual_takes_precedence_over_editor(visual: str) -> None:
    assert editor_command({"VISUAL": visual, "EDITOR": "nano"}, FILE, 1) == ["vi", "+1", str(FILE)]


@pytest.mark.parametrize("visual", ["", " ", "'vi"])
def test_editor_is_used_if_visual_is_unusable(visual: str) -> None:
    assert editor_command({"VISUAL": visual, "EDITOR": "nano"}, FILE, 1) == ["nano", "+1", str(FILE)]


@pytest.mark.parametrize("environment", [{}, {"EDITOR": " "}, {"EDITOR": "'vi"}])
def test_without_an_editor_there_is_no_command(environment: dict[str, str]) -> None:
    assert editor_command(environment, FILE, 1) is None


def test_a_command_that_cannot_be_started_returns_the_reason(tmp_path: Path) -> None:
    assert run_in_terminal([str(tmp_path / "nowhere")]) == "No such file or directory"
    assert run_in_terminal([str(tmp_path)]) == "Permission denied"


def test_an_interrupt_reaches_only_the_editor() -> None:
    before = signal.getsignal(signal.SIGINT)
    kill = f"import os, signal; os.kill({os.getpid()}, signal.SIGINT)"
    assert run_in_terminal([sys.executable, "-c", kill]) is None
    assert signal.getsignal(signal.SIGINT) == before


def test_the_editor_can_be_interrupted(tmp_path: Path) -> None:
    told = tmp_path / "told"
    script = f"import signal, pathlib; pathlib.Path({str(told)!r}).write_text(str(signal.getsignal(signal.SIGINT)))"
    run_in_terminal([sys.executable, "-c", script])
    assert "default_int_handler" in told.read_text()
