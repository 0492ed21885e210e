"""The completions of shells and the man page, as they are in the package, tried in the shells themselves."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.program import run
from tests.eventually import LIMIT
from tests.locks import others_than_locked
from tests.timelines import ROOT
from tui.cli.main import SUBCOMMANDS
from tui.timeline.exports import FORMATS

SHARE = ROOT / "docs" / "share"
BASH = SHARE / "bash-completion" / "completions" / "dateline"
ZSH = SHARE / "zsh" / "site-functions"
FISH = SHARE / "fish" / "vendor_completions.d" / "dateline.fish"
MAN = SHARE / "man" / "man1" / "dateline.1"


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"there is no {program}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with files to complete."""
    for name in ("mine.yaml", "my notes.csv", "check.yaml"):
        (tmp_path / name).touch()
    (tmp_path / "texts").mkdir()
    return tmp_path


@pytest.mark.skipif(bool(others_than_locked("shtab")), reason="another shtab may write other scripts")
def test_the_files_are_those_that_the_parsers_give(tmp_path: Path) -> None:
    assert run([sys.executable, "-m", "docs.shell_files", tmp_path], directory=ROOT).returncode == 0
    assert texts(tmp_path) == texts(SHARE), "write them anew: make completions"


def texts(folder: Path) -> dict[Path, str]:
    return {path.relative_to(folder): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()}


# bash


_ASK_BASH = """\
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _shtab_dateline 2>/dev/null
printf "%s\\n" "${COMPREPLY[@]}"
"""


def in_bash(folder: Path, *words: str) -> set[str]:
    """Return what bash offers for the last of some words."""
    ran = run(["bash", "--norc", "-c", f'source "{BASH}"; {_ASK_BASH}', "bash", "dateline", *words], directory=folder)
    return set(ran.stdout.decode().splitlines()) - {""}


@needs("bash")
def test_bash_completes_subcommands_and_files_as_the_first_word(folder: Path) -> None:
    assert in_bash(folder, "") == {*SUBCOMMANDS, "mine.yaml", "my notes.csv", "check.yaml", "texts"}
    assert in_bash(folder, "ch") == {"check", "check.yaml"}
    assert in_bash(folder, "mine.yaml", "ch") == {"check.yaml"}


@needs("bash")
def test_bash_completes_options_and_their_values(folder: Path) -> None:
    assert in_bash(folder, "mine.yaml", "--format", "") == {"table", *FORMATS, "help"}
    assert in_bash(folder, "mine.yaml", "--sort", "") == {"date", "known", "-date", "-known"}
    assert in_bash(folder, "--outp") == {"--output"}
    assert in_bash(folder, "mine.yaml", "--output", "my") == {"my notes.csv"}
    assert in_bash(folder, "check", "--format", "") == {"text", "json"}
    assert in_bash(folder, "check", "mine.yaml", "--articles", "") == {"texts"}
    assert "unused" in in_bash(folder, "check", "--ignore", "un")
    assert in_bash(folder, "diff", "mine.yaml", "--f") == {"--format"}
    assert in_bash(folder, "import", "mine.yaml", "ch") == {"check.yaml"}
    assert "--list" not in in_bash(folder, "import", "--")


# fish


def in_fish(folder: Path, line: str) -> set[str]:
    """Return what fish offers for the last word of a line, without the descriptions."""
    ran = run(["fish", "--no-config", "-c", f'source "{FISH}"; complete -C "$argv[1]"', line], directory=folder)
    assert ran.returncode == 0, ran.stderr.decode()
    return {offer.partition("\t")[0] for offer in ran.stdout.decode().splitlines()}


@needs("fish")
def test_fish_completes_subcommands_files_options_and_values(folder: Path) -> None:
    assert in_fish(folder, "dateline ") >= {*SUBCOMMANDS, "mine.yaml", "texts/"}
    assert in_fish(folder, "dateline mine.yaml ch") == {"check.yaml"}
    assert in_fish(folder, "dateline mine.yaml --format ") == {"table", *FORMATS, "help"}
    assert in_fish(folder, "dateline check --format ") == {"text", "json"}
    assert in_fish(folder, "dateline check mine.yaml --articles ") == {"texts/"}
    assert in_fish(folder, "dateline import mi") == {"mine.yaml"}
    assert "--coverage" in in_fish(folder, "dateline check --c")


# zsh


class Zsh:
    """An interactive zsh without a configuration, in a pseudo-terminal."""

    def __init__(self, folder: Path) -> None:
        self._child, self._terminal = pty.fork()
        if not self._child:
            os.chdir(folder)
            os.execvpe("zsh", ["zsh", "-f", "-i"], {**os.environ, "TERM": "dumb", "PROMPT": "", "HOME": str(folder)})
        self._number = 0
        self._ask(f"fpath=({ZSH} $fpath); autoload -Uz compinit; compinit -D -u; LISTMAX=0; unsetopt ZLE; setopt ZLE; ")
        self._ask(
            "zstyle ':completion:*' list-prompt ''; show() { print -r -- \"<$BUFFER>\"; zle redisplay }; zle -N show; "
        )
        self._ask("bindkey '^I' complete-word; bindkey '^X' show; bindkey '^U' kill-whole-line; stty cols 200 rows 200")

    def _read(self, until: str) -> str:
        read, deadline = "", time.monotonic() + LIMIT
        while until not in read and time.monotonic() < deadline:
            if select.select([self._terminal], [], [], 0.1)[0]:
                read += os.read(self._terminal, 65536).decode(errors="replace")
        assert until in read, read
        return read

    def _ask(self, command: str) -> None:
        self._number += 1
        os.write(self._terminal, f"{command}; print done-$(( {self._number} ))\n".encode())
        self._read(f"done-{self._number}")

    def completed(self, line: str) -> str:
        """Return what a line becomes by one Tab."""
        os.write(self._terminal, f"\x15{line}\t\x18".encode())
        return str(re.findall(r"<(dateline[^>]*)>", self._read(">"))[-1]).rstrip()

    def close(self) -> None:
        os.close(self._terminal)
        os.waitpid(self._child, 0)


@pytest.fixture
def zsh(folder: Path) -> Iterator[Zsh]:
    shell = Zsh(folder)
    yield shell
    shell.close()


@needs("zsh")
def test_zsh_completes_subcommands_files_options_and_values(zsh: Zsh) -> None:
    assert zsh.completed("dateline des") == "dateline describe"
    assert zsh.completed("dateline min") == "dateline mine.yaml"
    assert zsh.completed("dateline mine.yaml --format markw") == "dateline mine.yaml --format markwhen"
    assert zsh.completed("dateline check --form") == "dateline check --format"
    assert zsh.completed("dateline check --format js") == "dateline check --format json"
    assert zsh.completed("dateline check --articles te") == "dateline check --articles texts/"


# The man page


@needs("man")
def test_the_man_page_is_shown_with_all_options_and_commands() -> None:
    ran = run(
        ["man", "-l", "-E", "UTF-8", "--warnings=w", str(MAN)], environment={"MANWIDTH": "100", "LC_ALL": "C.UTF-8"}
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    shown = re.sub(r".\x08", "", ran.stdout.decode())
    for word in ("--with-notes", "EXIT STATUS", "DATELINE_DATA", "timelinejs-sheet", "$ dateline status:denied --list"):
        assert word in shown, word
    for name in SUBCOMMANDS:
        assert re.search(rf"^ +dateline {name}$", shown, re.MULTILINE), name


@pytest.mark.parametrize(
    "command",
    [["mandoc", "-T", "lint", "-W", "error"], ["groff", "-man", "-ww", "-z", "-K", "utf8"]],
    ids=lambda command: command[0],
)
def test_no_formatter_complains_of_the_man_page(command: list[str]) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"there is no {command[0]}")
    ran = subprocess.run([*command, str(MAN)], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout + ran.stderr) == (0, "")
