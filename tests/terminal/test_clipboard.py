"""The clipboards of the system and of tmux, with programs that stand in for theirs."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.terminal import clipboard
from tui.terminal.clipboard import Sent, send

AddProgram = Callable[[str, str], None]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin", "CLIPBOARD": str(tmp_path / "clipboard")}


@pytest.fixture
def program(tmp_path: Path) -> AddProgram:
    """Return a function that adds a program, which is a script, to the path."""

    def add(name: str, script: str) -> None:
        path = tmp_path / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)

    return add


def taken(environment: dict[str, str]) -> str:
    return Path(environment["CLIPBOARD"]).read_text(encoding="utf-8")


TAKE = 'cat > "$CLIPBOARD"'
TMUX = 'case "$1" in show-options) echo {} ;; *) echo "$@" > "$CLIPBOARD.how"; cat > "$CLIPBOARD" ;; esac'


async def test_without_a_clipboard_only_the_terminal_has_it(environment: dict[str, str]) -> None:
    assert await send("x", environment | {"PATH": "/nowhere"}) is Sent.TO_TERMINAL


@pytest.mark.parametrize(
    ("name", "variable"), [("wl-copy", "WAYLAND_DISPLAY"), ("xclip", "DISPLAY"), ("xsel", "DISPLAY")]
)
async def test_the_clipboard_of_the_system_takes_it(
    name: str, variable: str, environment: dict[str, str], program: AddProgram
) -> None:
    environment["PATH"] = environment["PATH"].partition(":")[0]
    program(name, "/bin/" + TAKE)
    assert await send("quote « é »\n", environment) is Sent.TO_TERMINAL  # without a display
    assert await send("quote « é »\n", environment | {variable: ":0"}) is Sent.COPIED
    assert taken(environment) == "quote « é »\n"


async def test_over_ssh_the_clipboard_of_the_other_machine_is_left_alone(
    environment: dict[str, str], program: AddProgram
) -> None:
    program("xclip", TAKE)
    assert await send("x", environment | {"DISPLAY": ":0", "SSH_CONNECTION": "a b"}) is Sent.TO_TERMINAL
    assert not Path(environment["CLIPBOARD"]).exists()


async def test_in_a_browser_the_clipboard_of_the_server_is_left_alone(
    environment: dict[str, str], program: AddProgram
) -> None:
    program("xclip", TAKE)
    driver = "textual.drivers.web_driver:WebDriver"
    assert await send("x", environment | {"DISPLAY": ":0", "TEXTUAL_DRIVER": driver}) is Sent.TO_TERMINAL
    assert not Path(environment["CLIPBOARD"]).exists()


@pytest.mark.parametrize("script", ["exit 1", "cat > /dev/null; exit 3", "exec sleep 60"])
async def test_a_program_that_fails_or_hangs_is_given_up(
    script: str, environment: dict[str, str], program: AddProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "_SECONDS", 0.3)
    program("xclip", script)
    before = time.monotonic()
    assert await send("x" * 1_000_000, environment | {"DISPLAY": ":0"}) is Sent.TO_TERMINAL
    assert time.monotonic() - before < 30


async def test_a_program_that_stays_to_own_the_clipboard_is_not_waited_for(
    environment: dict[str, str], program: AddProgram
) -> None:
    program("xclip", TAKE + "; sleep 20 &")
    before = time.monotonic()
    assert await send("x", environment | {"DISPLAY": ":0"}) is Sent.COPIED
    assert time.monotonic() - before < 15


@pytest.mark.parametrize(
    ("setting", "sent", "how"),
    [
        ("on", Sent.TO_TERMINAL, None),
        ("external", Sent.THROUGH_TMUX, "load-buffer -w -"),
        ("off", Sent.KEPT_BY_TMUX, "load-buffer -"),
    ],
)
async def test_in_tmux_its_setting_decides(
    setting: str, sent: Sent, how: str | None, environment: dict[str, str], program: AddProgram
) -> None:
    program("tmux", TMUX.format(setting))
    assert await send("quote", environment | {"TMUX": "/tmp/x,1,0"}) is sent
    if how is not None:
        assert taken(environment) == "quote"
        assert Path(f"{environment['CLIPBOARD']}.how").read_text(encoding="utf-8") == how + os.linesep


async def test_the_messages_are_sentences() -> None:
    for sent in Sent:
        text = sent.value.format(what="the quote {x}")
        assert "the quote {x}" in text
        assert text.endswith(".")
