"""A web of one host on loopback, for tests of what goes out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, Mapping[str, str], bytes]


def page(*paragraphs: str) -> Answer:
    """Return a page with an article among what stands around it."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    html = f"<html><head><title>T</title></head><body><nav>Menu</nav><article><h1>T</h1>{text}</article></body></html>"
    return 200, {"Content-Type": "text/html; charset=utf-8"}, html.encode()


@dataclass
class Web:
    """What the host answers, and what it was asked."""

    port: int = 0
    answers: dict[str, Answer | Callable[[], Answer]] = field(default_factory=dict)
    """By path, without the query; 404 for all others."""
    asked: list[str] = field(default_factory=list)
    """The paths with their queries, in their order."""
    agents: set[str] = field(default_factory=set)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def pages_asked(self) -> list[str]:
        return [path for path in self.asked if path != "/robots.txt" and not path.startswith("/wayback")]


@contextmanager
def serving() -> Iterator[Web]:
    """Serve a web while the context is open."""
    web = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            web.asked.append(self.path)
            web.agents.add(self.headers["User-Agent"])
            found = web.answers.get(self.path.partition("?")[0], (404, {}, b"none"))
            status, headers, body = found() if callable(found) else found
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
