"""Keys, bytes and reports from the terminal that Textual's own parser does not survive."""

from __future__ import annotations

import random
import string
import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key
from textual.message import Message

from tests.soak import few
from tui.app import textual_input
from tui.app.textual_input import PLACES, guard_parser, safe_driver_class

PIECES = (
    *(
        "\x1b",
        "\x1b[",
        "\x1b[<",
        "\x1b[M",
        "\x1bO",
        "\x1b]",
        "\x07",
        "\x00",
        "\x7f",
        "\x9b",
        "[",
        ";",
        ":",
        "::",
        "?",
        "<",
    ),
    *("1", "2", "3", "0", "-1", "97", "1086", "106", "48;", "55296", "57344", "1114112", "99999999999"),
    *("u", "~", "A", "M", "m", "t", "R", "I", "P", "$y", "200~", "201~", "x", "й", "\ufffd", "٣"),
)


@pytest.fixture(autouse=True)
def guarded() -> None:
    guard_parser(XTermParser)
    PLACES.clear()


def messages(text: str) -> list[Message]:
    return list(XTermParser().feed(text))


def keys(text: str) -> list[tuple[str, str | None]]:
    return [(message.key, message.character) for message in messages(text) if isinstance(message, Key)]


@pytest.mark.parametrize(
    ("sequence", "expected"),
    [
        ("\x1b[97;1:1u", ("a", "a")),
        ("\x1b[1086::106u", ("о", "о")),
        ("\x1b[1086:1054:106;2;1054u", ("О", "О")),
        ("\x1b[1086:1054:106;2u", ("О", "О")),
        ("\x1b[97:65;2;65u", ("A", "A")),
        ("\x1b[1;1:1A", ("up", None)),
        ("\x1b[1;2:2B", ("shift+down", None)),
        ("\x1b[99;5:1u", ("ctrl+c", None)),
        ("\x1b[27u", ("escape", None)),
        ("\x1b[13;1:1u", ("enter", "\r")),
        ("\x1b[97;;55296u", ("a", "a")),  # a surrogate is no text
    ],
)
def test_a_key_with_sub_fields_is_read(sequence: str, expected: tuple[str, str | None]) -> None:
    assert keys(sequence) == [expected]


@pytest.mark.parametrize(
    "sequence", ["\x1b[97;1:3u", "\x1b[1114112u", "\x1b[55296u", "\x1b[99999999999999u", "\x1b[:;:u"]
)
def test_a_key_that_is_let_go_or_none_is_ignored_with_all_of_its_characters(sequence: str) -> None:
    assert [key for key in keys(f"{sequence}q") if key != ("\x01", "\x01")][-1] == ("q", "q")
    assert len(keys(f"{sequence}q")) <= 2


def test_the_terminal_reports_the_place_of_a_key() -> None:
    messages("\x1b[1086:1054:106;2u\x1b[1092::97;5u\x1b[113::97u")
    assert PLACES == {"о": "j", "О": "J", "ф": "a", "Ф": "A"}  # not of Latin letters: on an AZERTY keyboard q is q


def texts(seed: int, number: int) -> Iterator[str]:
    chance = random.Random(seed)
    for _ in range(number):
        yield "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 14)))


@pytest.mark.sampled
@pytest.mark.parametrize("seed", few(range(12), 2))
def test_no_sequence_ends_the_parser(seed: int) -> None:
    for text in texts(seed, 1_000):
        parser = XTermParser()
        for piece in (text, *string.ascii_letters, ""):
            list(parser.feed(piece))


def test_bytes_that_are_no_utf8_are_replaced() -> None:
    decode = textual_input._lenient_decoder("utf-8")().decode
    assert decode(b"caf\xe9 \xff\xc3") + decode(b"\xa9") == "caf\ufffd \ufffd\u00e9"


@pytest.mark.skipif(sys.platform == "win32", reason="a driver of POSIX")
def test_the_terminal_gets_its_attributes_back_once_all_modes_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    import termios

    from textual.drivers.linux_driver import LinuxDriver

    done: list[str] = []
    monkeypatch.setattr(LinuxDriver, "disable_input", lambda driver: None)
    monkeypatch.setattr(LinuxDriver, "write", lambda driver, text: done.append(text))
    monkeypatch.setattr(termios, "tcsetattr", lambda *arguments: done.append(f"attributes {arguments[2]}"))
    driver: Any = object.__new__(safe_driver_class(LinuxDriver))
    vars(driver).update(fileno=0, attrs_before=["old"], _in_band_window_resize=False)
    driver._writer_thread = SimpleNamespace(stop=lambda: done.append("all is written"))
    driver.stop_application_mode()
    assert done[-2:] == ["all is written", "attributes ['old']"]
    assert "\x1b[?1049l" in done[:-2]
    assert driver.attrs_before == ["old"]
