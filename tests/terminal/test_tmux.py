"""The installed program in tmux, on a private server."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.cli.program import DATELINE
from tests.eventually import LIMIT, eventually
from tests.terminal.terminal import usual_environment
from tests.timelines import SMALL

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

PANE_MODES = "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{mouse_sgr_flag} #{keypad_flag} #{keypad_cursor_flag}"
"""The modes of a pane, as a format of tmux."""


class Tmux:
    """One window with a shell in it."""

    def __init__(self, directory: Path, size: tuple[int, int]) -> None:
        self._folder = TemporaryDirectory()  # the path of a socket has to be shorter than those of pytest
        self._environment = {**usual_environment(), "LC_ALL": "C.UTF-8"}
        self._socket = f"{self._folder.name}/socket"
        self._directory, self._size = directory, size

    def open(self) -> None:
        columns, rows = map(str, self._size)
        self.run("-f", os.devnull, "new-session", "-d", "-x", columns, "-y", rows, "-c", str(self._directory), "sh")
        self.type("PS1='rea''dy> '; clear", "Enter")
        self.wait_for("ready>")

    def run(self, *arguments: str) -> str:
        ran = subprocess.run(
            ["tmux", "-S", self._socket, *arguments],
            env=self._environment,
            capture_output=True,
            timeout=LIMIT,
            check=True,
        )
        return ran.stdout.decode()

    def type(self, text: str, *keys: str) -> None:
        """Type a text literally, and then keys by their names."""
        if text:
            self.run("send-keys", "-l", text)
        if keys:
            self.run("send-keys", *keys)

    def start(self, *arguments: str, **environment: str) -> None:
        variables = [f"{name}={value}" for name, value in environment.items()]
        self.type(shlex.join(["env", *variables, DATELINE, *arguments]), "Enter")

    def resize(self, columns: int, rows: int) -> None:
        self.run("resize-window", "-x", str(columns), "-y", str(rows))

    @property
    def lines(self) -> list[str]:
        return self.run("capture-pane", "-p").split("\n")

    @property
    def text(self) -> str:
        """The text of the pane, with each run of whitespace as one blank."""
        return " ".join(" ".join(self.lines).split())

    @property
    def painted(self) -> str:
        """The contents of the pane, with the sequences that style them."""
        return self.run("capture-pane", "-p", "-e")

    @property
    def modes(self) -> str:
        return self.run("display-message", "-p", PANE_MODES).strip()

    def wait_for(self, text: str) -> None:
        self.wait_until(lambda: text in self.text, repr(text))

    def wait_until(self, condition: Callable[[], bool], description: str) -> None:
        eventually(condition, lambda: "\n".join([f"{description}; in the pane:", *self.lines]))

    def close(self) -> None:
        subprocess.run(
            ["tmux", "-S", self._socket, "kill-server"], env=self._environment, capture_output=True, check=False
        )
        self._folder.cleanup()


Open = Callable[..., Tmux]


def style_codes(painted: str) -> set[str]:
    return {code for codes in re.findall(r"\x1b\[([0-9;:]*)m", painted) for code in codes.split(";")}


@pytest.fixture
def open_tmux(tmp_path: Path) -> Iterator[Open]:
    """Return a function that opens tmux at a size, in a folder with the small timeline."""
    (tmp_path / "small.yaml").write_text(SMALL, encoding="utf-8")
    opened: list[Tmux] = []

    def open_window(columns: int = 120, rows: int = 36) -> Tmux:
        tmux = Tmux(tmp_path, (columns, rows))
        opened.append(tmux)
        tmux.open()
        return tmux

    yield open_window
    for tmux in opened:
        tmux.close()


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 36), (300, 100)], ids=str)
def test_it_opens_filters_and_shows_a_quote(size: tuple[int, int], open_tmux: Open) -> None:
    tmux = open_tmux(*size)
    tmux.start("small.yaml")
    tmux.wait_for("A small timeline")
    tmux.wait_for("First talks")
    tmux.type("/actor:patrushev", "Enter")
    tmux.wait_for("1 of 5")
    tmux.wait_until(lambda: "Drones used" not in tmux.text, "only matching events")
    tmux.wait_for("Patrushev lands")
    tmux.type("", "Enter")
    tmux.wait_until(lambda: "Patrouchev a atterri à Téhéran" in tmux.text.replace("▌ ", ""), "quote")


def test_a_window_can_be_resized(open_tmux: Open) -> None:
    tmux = open_tmux()
    tmux.start("small.yaml")
    tmux.wait_for("des pourparlers")
    tmux.type("jj")
    tmux.wait_for("un petit nombre de drones")
    for size in [(40, 12), (300, 100), (20, 5), (70, 20)]:
        tmux.resize(*size)
    tmux.resize(60, 14)
    tmux.wait_until(lambda: "un petit nombre" not in tmux.text and "Drones used" in tmux.text, "narrow screen")
    tmux.resize(120, 36)
    tmux.wait_for("un petit nombre de drones")


def test_no_color_disables_all_colours(open_tmux: Open) -> None:
    tmux = open_tmux()
    tmux.start("small.yaml", "drones", NO_COLOR="1")
    tmux.wait_for("1 of 5")
    tmux.wait_for("un petit nombre de drones")
    tmux.wait_until(lambda: {"1", "4", "7"} <= style_codes(tmux.painted), "bold, underlined and reversed text")
    codes = style_codes(tmux.painted)
    assert codes <= {"", "0", "1", "4", "7", "39", "49"}, codes


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "", "LANG": "C"},
    ],
    ids=str,
)
def test_the_c_locale_shows_only_ascii(locale: dict[str, str], open_tmux: Open) -> None:
    tmux = open_tmux(160, 40)
    tmux.start("small.yaml", **locale)
    tmux.wait_for("First talks")
    tmux.type("j", "Enter")
    tmux.wait_for("Patrouchev a atterri a Teheran")
    tmux.wait_for("o First talks")
    tmux.wait_for("* Drones used")
    for key, shown in (("?", "- Help -"), ("C-p", "commands, values, titles, dates"), ("a", "Only this")):
        assert shown not in tmux.text
        tmux.type("", key)
        tmux.wait_for(shown)
        assert tmux.text.isascii(), {character for character in tmux.text if not character.isascii()}
        tmux.type("", "Escape")
        tmux.wait_until(lambda shown=shown: shown not in tmux.text, f"end of {shown}")  # type: ignore[misc]
        assert tmux.text.isascii(), {character for character in tmux.text if not character.isascii()}


@pytest.mark.parametrize("term", ["screen", "xterm-16color", "linux", "tmux-256color"])
def test_a_terminal_with_few_colours_gets_no_others(term: str, open_tmux: Open) -> None:
    tmux = open_tmux()
    tmux.start("small.yaml", "drones", TERM=term, COLORTERM="")
    tmux.wait_for("un petit nombre de drones")
    is_256 = term == "tmux-256color"
    tmux.wait_until(lambda: bool(re.search("38;5;" if is_256 else r"\x1b\[[0-9;]*7m", tmux.painted)), "the highlight")
    assert not re.search(r"[34]8[;:]2[;:]", tmux.painted)
    assert ("38;5;" in tmux.painted) == is_256


def test_a_dumb_terminal_gets_a_printed_list(open_tmux: Open) -> None:
    tmux = open_tmux()
    tmux.start("small.yaml", TERM="dumb")
    tmux.wait_for("Iran denies any delivery ready>")
    assert tmux.modes.startswith("0"), "not on the alternate screen"


@pytest.mark.parametrize(("arguments", "mouse"), [([], "1"), (["--no-mouse"], "0")], ids=["mouse", "no mouse"])
def test_the_mouse_can_be_left_to_the_terminal(arguments: list[str], mouse: str, open_tmux: Open) -> None:
    tmux = open_tmux()
    tmux.start("small.yaml", *arguments)
    tmux.wait_for("First talks")
    assert tmux.modes.split()[2] == mouse


@pytest.mark.parametrize("end", ["q", "C-q"])
def test_quitting_restores_the_modes_of_the_terminal(end: str, open_tmux: Open) -> None:
    tmux = open_tmux()
    tmux.type("stty -a > before; echo kept here", "Enter")
    tmux.wait_for("kept here ready>")
    before = tmux.modes
    tmux.start("small.yaml")
    tmux.wait_for("First talks")
    assert tmux.modes != before
    tmux.type("", end)
    tmux.wait_until(lambda: tmux.modes == before, "modes as before")
    tmux.wait_for("kept here ready>")
    tmux.wait_until(lambda: "First talks" not in tmux.text, "the end of the screen")
    tmux.type("clear; stty -a | cmp - before && echo the $((1+1)) are same", "Enter")
    tmux.wait_for("the 2 are same")
