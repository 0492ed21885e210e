"""The web server of ``dateline serve``. Importing it needs textual-serve."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from aiohttp import web
from textual_serve.server import Server

_LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
_REMOTE_FONTS = re.compile(r'<link\s[^>]*href="https://fonts\.[^>]*>')
"""The link to a font on another site, which would learn of every visit, and which is missing offline."""
_OWN_HEAD = """\
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
    """Runs the app for each visitor, and refuses connections from the pages of other sites."""

    def __init__(
        self, command: str, host: str, port: int, *, is_local: bool, problems: Callable[[], Sequence[str]]
    ) -> None:
        """Make a server.

        Args:
            command: the shell command to run for each visitor.
            host: the address to listen on.
            port: the port to listen on.
            is_local: whether only this machine can reach the address.
            problems: returns the problems of the file at this moment, as far as they are quickly known.
        """
        address = f"[{host}]" if ":" in host else host
        super().__init__(command, host=host, port=port, title="Dateline", public_url=f"http://{address}:{port}")
        self._problems = problems
        self._names = _LOCAL_NAMES | {host} if is_local else None

    def initialize_logging(self) -> None:
        """Log warnings and errors, but not each request."""
        logging.basicConfig(level=logging.WARNING, format="dateline: %(message)s")

    async def on_startup(self, app: web.Application) -> None:
        """Print the address of the app."""
        print(f"Dateline is at {self.public_url} - Ctrl+C ends it.", flush=True)

    async def handle_index(self, request: web.Request) -> web.Response:
        """Return the page, with addresses under the host name that the browser used.

        While the file is broken, return its problems instead: the app would exit before it shows them.
        """
        self._check(request)
        if problems := await asyncio.to_thread(self._problems):
            return web.Response(status=503, text="\n".join([*problems, "", "Reload this page once it is fixed."]))
        self.public_url = f"http://{request.host}"
        response = await super().handle_index(request)
        assert isinstance(response, web.Response)
        response.text = _REMOTE_FONTS.sub(_OWN_HEAD, response.text or "")
        return response

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run the app for a visitor."""
        self._check(request)
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc != request.host:
            raise web.HTTPForbidden(text="This page is of another site.")
        return await super().handle_websocket(request)

    def _check(self, request: web.Request) -> None:
        """Refuse requests under a foreign host name: a site may have rebound its own name to this machine."""
        if self._names is not None and urlsplit(f"//{request.host}").hostname not in self._names:
            raise web.HTTPForbidden(text=f"Dateline is at {self.public_url}.")
