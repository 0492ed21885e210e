"""The web server of ``dateline serve``. Imported only there: it needs textual-serve."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from aiohttp import web
from textual_serve.server import Server

_LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
_ELSEWHERE = re.compile(r'<link\s[^>]*href="https://fonts\.[^>]*>')
"""What has a page load a font from another site, which that one then knows of, and which nobody has who is offline."""
_HERE = """\
<title>Dateline</title>
    <style>
      @font-face {
        font-family: "Roboto Mono";
        font-weight: 100 700;
        src: url("/static/fonts/RobotoMono-VariableFont_wght.ttf");
      }
    </style>
    <script>
      // Keys go to the app as soon as it has painted, not only after a click.
      new MutationObserver((changes, observer) => {
        const keys = document.querySelector(".xterm-helper-textarea");
        if (keys && document.body.classList.contains("-first-byte")) {
          observer.disconnect();
          keys.focus();
        }
      }).observe(document.documentElement, { attributes: true, childList: true, subtree: true });
    </script>"""


class WebServer(Server):
    """Shows an app to each visitor. Pages of other sites get no connection to it."""

    def __init__(
        self, command: str, host: str, port: int, *, is_local: bool, problems: Callable[[], Sequence[str]]
    ) -> None:
        """Make a server.

        Args:
            command: what is run for each visitor, by a shell.
            host: the address to listen at.
            port: the port to listen at.
            is_local: the address is one that only this machine can reach.
            problems: tells what is wrong with the file at this moment, as far as that can be told at once.
        """
        address = f"[{host}]" if ":" in host else host
        super().__init__(command, host=host, port=port, title="Dateline", public_url=f"http://{address}:{port}")
        self._problems = problems
        self._names = _LOCAL_NAMES | {host} if is_local else None

    def initialize_logging(self) -> None:
        """Tell only what goes wrong, not each request."""
        logging.basicConfig(level=logging.WARNING, format="dateline: %(message)s")

    async def on_startup(self, app: web.Application) -> None:
        """Say where the app is."""
        print(f"Dateline is at {self.public_url} - Ctrl+C ends it.", flush=True)

    async def handle_index(self, request: web.Request) -> web.Response:
        """Return the page, its addresses under the name that the browser knows this machine by.

        While the file is broken, the page tells how: the app would end before there is anything to see.
        """
        self._check(request)
        if problems := await asyncio.to_thread(self._problems):
            return web.Response(status=503, text="\n".join([*problems, "", "Load this page again when it is mended."]))
        self.public_url = f"http://{request.host}"
        response = await super().handle_index(request)
        assert isinstance(response, web.Response)
        response.text = _ELSEWHERE.sub(_HERE, response.text or "")
        return response

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run the app for a visitor."""
        self._check(request)
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc != request.host:
            raise web.HTTPForbidden(text="This page is of another site.")
        return await super().handle_websocket(request)

    def _check(self, request: web.Request) -> None:
        """Refuse a visitor whose browser was led here by another name, as by a site that rebinds its own."""
        if self._names is not None and urlsplit(f"//{request.host}").hostname not in self._names:
            raise web.HTTPForbidden(text=f"Dateline is at {self.public_url}.")
