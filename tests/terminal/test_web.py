"""The app in a real browser: headless Chromium, driven by Playwright, with no way out to any other site."""

from __future__ import annotations

import os
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyte
import pytest

from tests.cli.program import DATELINE
from tests.eventually import eventually
from tests.terminal.terminal import Terminal
from tests.timelines import SMALL

if TYPE_CHECKING:
    from playwright.sync_api import Page, WebSocket

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytest.importorskip("textual_serve", reason="textual-serve is not installed")

CHROMIUM = os.environ.get("DATELINE_CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium; name one in $DATELINE_CHROMIUM")

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_NOT_OF_PYTE = re.compile(rb"\x1b\[[<=>?][0-9;]*\$?[a-zA-Z]")
"""Sequences that set or query modes, which pyte would misread."""


class Visitor:
    """A page of the app, and the output sent to its terminal."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requested: list[str] = []
        """The addresses that the page requested."""
        self._sent = bytearray()
        page.on("request", lambda request: self.requested.append(request.url))
        page.on("websocket", self._listen)

    def _listen(self, connection: WebSocket) -> None:
        self.requested.append(connection.url)
        connection.on("framereceived", lambda frame: self._sent.extend(frame if isinstance(frame, bytes) else b""))

    @property
    def text(self) -> str:
        """The text of the screen, with each run of whitespace as one blank."""
        screen = pyte.Screen(300, 100)
        pyte.ByteStream(screen).feed(_NOT_OF_PYTE.sub(b"", bytes(self._sent)))
        return " ".join(" ".join(screen.display).split())

    def wait_for(self, text: str) -> None:
        self.wait_until(lambda: text in self.text, repr(text))

    def wait_until(self, condition: Callable[[], bool], description: str) -> None:
        eventually(
            condition,
            lambda: f"{description}; on the screen: {self.text}",
            pause=lambda seconds: self.page.wait_for_timeout(1000 * seconds),
        )


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of the app with the small timeline."""
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with Terminal([DATELINE, "serve", str(path), "--port", str(port)], environment={"EDITOR": "vi"}) as terminal:
        terminal.wait_for("Ctrl+C ends it")
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def visitor(tmp_path: Path) -> Iterator[Visitor]:
    with playwright.sync_playwright() as driver:
        context = driver.chromium.launch_persistent_context(
            tmp_path / "profile",
            executable_path=CHROMIUM,
            headless=True,
            args=FLAGS,
            viewport={"width": 1280, "height": 800},
        )
        yield Visitor(context.new_page())
        context.close()


def test_it_paints_filters_by_actor_and_shows_a_quote(address: str, visitor: Visitor) -> None:
    page = visitor.page
    page.goto(address)
    visitor.wait_for("First talks")
    assert page.title() == "Dateline"
    visitor.wait_for("5 events")
    # No click is needed: the page gives the app the focus.
    page.wait_for_function("document.activeElement.className.includes('xterm')")
    plain = page.screenshot()
    page.keyboard.type("/actor:patrushev")
    page.keyboard.press("Enter")
    visitor.wait_for("1 of 5 events")
    visitor.wait_for("Patrouchev a atterri à Téhéran")
    visitor.wait_until(lambda: page.screenshot() != plain, "picture of it")
    page.keyboard.press("t")
    visitor.wait_for("Patrushev landed in Tehran")
    assert {re.sub(r"^(?:http|ws)(://[^/]*).*", r"http\1", url) for url in visitor.requested} == {address}


def test_the_file_cannot_be_edited_from_the_browser_and_the_app_can_be_quit(address: str, visitor: Visitor) -> None:
    page = visitor.page
    page.goto(address)
    visitor.wait_for("First talks")
    page.wait_for_function("document.activeElement.className.includes('xterm')")
    page.keyboard.press("e")
    visitor.wait_for("cannot be edited from a browser")
    page.keyboard.press("q")
    page.wait_for_selector("text=Session ended.")
    page.click("text=Restart")
    visitor.wait_for("First talks")


def test_the_window_can_be_resized(address: str, visitor: Visitor) -> None:
    page = visitor.page
    page.goto(address)
    visitor.wait_for("Actors")
    before = page.screenshot()
    page.set_viewport_size({"width": 420, "height": 500})
    visitor.wait_until(lambda: page.screenshot() != before, "other picture")
    page.wait_for_function("document.activeElement.className.includes('xterm')")
    page.keyboard.press("Enter")
    visitor.wait_for("des pourparlers")
