"""The web server of ``dateline serve``. Importing it needs textual-serve."""

from __future__ import annotations

import asyncio
import logging
import re
import signal
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import urlsplit

import aiohttp_jinja2
import jinja2
from aiohttp import web
from textual_serve.server import Server, to_int

from tui.cli.web_visit import MOST_MESSAGE_BYTES, Visit, size_of
from tui.text.frozen import Frozen

_LOCAL_NAMES = frozenset({"localhost"})
_HOST = re.compile(r"(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?")
_SECONDS_OF_SILENCE = 15.0
"""How long a connection may be open without a whole request."""
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
      .closed-dialog .message { white-space: pre-wrap; overflow-wrap: anywhere; }
      .closed-dialog .intro { flex-direction: column; height: auto; min-height: 240px; padding: 16px; }
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

      // The last message says why the session ends.
      window.WebSocket = class extends WebSocket {
        constructor(address) {
          super(address.replace(/^wss?:/, location.protocol.replace("http", "ws")));
          this.addEventListener("message", (event) => {
            const [kind, words] = typeof event.data === "string" ? JSON.parse(event.data) : [];
            if (kind === "ended") document.querySelector(".closed-dialog .message").textContent = words;
          });
        }
      };
    </script>"""

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; connect-src 'self' ws://{host} wss://{host}; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Headers of every response: no other site frames or reads the pages, and they load nothing of other sites."""


class Limits(Frozen):
    """What visitors may use up together, and each of them."""

    visitors: int = 20
    """How many can visit at once: each has a process of their own."""
    idle_seconds: float = 3600
    """How long a visitor can do nothing."""


class WebServer(Server):
    """Runs the app for each visitor, and refuses what comes from other sites or under other names."""

    def __init__(
        self,
        command: Sequence[str],
        host: str,
        port: int,
        *,
        is_local: bool,
        names: Iterable[str],
        problems: Callable[[], Sequence[str]],
        shown: Callable[[str], str],
        limits: Limits,
    ) -> None:
        """Make a server.

        Args:
            command: the program to run for each visitor, and its arguments.
            host: the address to listen on.
            port: the port to listen on.
            is_local: whether only this machine can reach the address.
            names: further names of this machine by which visitors may call it.
            problems: returns the problems of the file at this moment, as far as they are quickly known.
            shown: makes an error of the program fit for a visitor.
            limits: what visitors may use up.
        """
        address = f"[{host}]" if ":" in host else host
        super().__init__("dateline", host=host, port=port, title="Dateline", public_url=f"http://{address}:{port}")
        self._visited = command
        self._problems = problems
        self._shown = shown
        self._limits = limits
        self._is_local = is_local
        own_name = socket.gethostname().lower()
        here = () if is_local else (own_name, f"{own_name}.local")
        self._names = {*_LOCAL_NAMES, host.lower(), *here, *(name.lower() for name in names)}
        self._visits: set[Visit] = set()
        self._is_looking = asyncio.Lock()
        self._looks = 0
        """How often the file was looked at."""
        self._found: Sequence[str] = ()
        """Its problems the last time."""

    def initialize_logging(self) -> None:
        """Log warnings and errors, but not each request."""
        logging.basicConfig(level=logging.WARNING, format="dateline: %(message)s")

    def serve(self, debug: bool = False) -> None:
        """Serve until Ctrl+C is pressed or the process is asked to end.

        `Server.serve` does the same, but leaves connections that say nothing open for more than a minute each.
        """
        self.initialize_logging()
        loop = asyncio.new_event_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(NotImplementedError):
                loop.add_signal_handler(number, self.request_exit)
        web.run_app(
            self._make_app(),
            host=self.host,
            port=self.port,
            handle_signals=False,
            keepalive_timeout=_SECONDS_OF_SILENCE,
            loop=loop,
            print=None,
        )

    async def _make_app(self) -> web.Application:
        """Return the application: the page, the connection of each visitor, and the files of the page."""
        app = web.Application(middlewares=[self._refuse_others])
        aiohttp_jinja2.setup(app, loader=jinja2.FileSystemLoader(self.templates_path))
        app.add_routes(
            [
                web.get("/", self.handle_index, name="index"),
                web.get("/ws", self.handle_websocket, name="websocket"),
                web.static("/static", self.statics_path, name="static"),
            ]
        )
        app.on_startup.append(self.on_startup)
        app.on_shutdown.append(self.on_shutdown)
        app.on_response_prepare.append(_add_headers)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Print the address of the app."""
        print(f"Dateline is at {self.public_url} - Ctrl+C ends it.", flush=True)

    async def on_shutdown(self, app: web.Application) -> None:
        """End all visits."""
        for visit in self._visits:
            visit.end("Dateline is no longer served.")

    async def handle_index(self, request: web.Request) -> web.Response:
        """Return the page, with addresses under the host name that the browser used.

        While the file is broken, return its problems instead: the app would exit before it shows them.
        """
        if len(self._visits) >= self._limits.visitors:
            return web.Response(status=503, text=self._full(), headers={"Retry-After": "60"})
        if problems := await self._problems_now():
            return web.Response(status=503, text="\n".join([*problems, "", "Reload this page once it is fixed."]))
        context = {
            "font_size": max(6, min(60, to_int(request.query.get("fontsize", ""), 16))),
            "app_websocket_url": f"ws://{request.host}/ws",
            "config": {"static": {"url": "/static/"}},
            "application": {"name": self.title},
        }
        response = aiohttp_jinja2.render_template("app_index.html", request, context)
        response.text = _REMOTE_FONTS.sub(_OWN_HEAD, response.text or "")
        return response

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run the app for a visitor."""
        websocket = web.WebSocketResponse(heartbeat=15, max_msg_size=MOST_MESSAGE_BYTES)
        if not websocket.can_prepare(request):
            raise web.HTTPBadRequest(text="This address is for the page.")
        try:
            await websocket.prepare(request)
        except ConnectionError:  # the visitor has gone already
            return websocket
        if len(self._visits) >= self._limits.visitors:
            await websocket.send_json(["ended", self._full()])
            await websocket.close()
            return websocket
        visit = Visit(websocket, self._visited, idle_seconds=self._limits.idle_seconds, shown=self._shown)
        self._visits.add(visit)
        try:
            width, height = (to_int(request.query.get(name, ""), 0) or None for name in ("width", "height"))
            await visit.run(*size_of(width, height))
        finally:
            self._visits.discard(visit)
        return websocket

    async def _problems_now(self) -> Sequence[str]:
        """Return the problems of the file, as they are found after this is called.

        One looks at a time, as the file may be large, and for all who have asked until then: however many ask, only
        one look waits.
        """
        begun = self._looks
        async with self._is_looking:
            if self._looks == begun:
                self._looks += 1
                self._found = await asyncio.to_thread(self._problems)
            return self._found

    def _full(self) -> str:
        return f"Dateline has {self._limits.visitors} visitors already. Try again later."

    # Others

    @web.middleware
    async def _refuse_others(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Refuse what comes from pages of other sites, or under a name that is not this machine's.

        A site may have rebound its own name to this machine. It cannot do so with an address of numbers.
        """
        if not self._is_named(request.host):
            raise web.HTTPForbidden(text=f"Dateline is at {self.public_url}, or at a name given with --name.")
        origin = request.headers.get("Origin")
        if origin is not None and origin not in (f"http://{request.host}", f"https://{request.host}"):
            raise web.HTTPForbidden(text="This request comes from another site.")
        return await handler(request)

    def _is_named(self, host: str) -> bool:
        """Return whether a host, with or without a port, is this machine."""
        if _HOST.fullmatch(host) is None:
            return False
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        if name in self._names:
            return True
        try:
            address = ip_address(name)
        except ValueError:
            return False
        return address.is_loopback or not self._is_local


async def _add_headers(request: web.Request, response: web.StreamResponse) -> None:
    for name, value in _HEADERS.items():
        response.headers[name] = value.format(host=request.host)
