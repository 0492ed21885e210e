"""The only way to the network: one request at a time, bounded, and to public addresses alone."""

from __future__ import annotations

import http.client
import socket
import ssl
import zlib
from collections.abc import Callable
from threading import Timer
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPErrorProcessor,
    HTTPRedirectHandler,
    ProxyHandler,
    Request,
    build_opener,
)

from tui.cli.online.connections import SECONDS, Connections, HttpOpener, HttpsOpener
from tui.cli.online.fetching import FetchError, Response
from tui.text.reasons import reason
from tui.text.version import installed_version

MOST_BYTES = 5_000_000
"""The size of the largest page that is read."""
MOST_REDIRECTS = 5
MOST_SECONDS = 60.0
"""How long a whole page may take, however slowly it comes."""

_CHUNK = 1 << 16
_ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5"


def user_agent() -> str:
    """Return the name that servers are given."""
    return f"Dateline/{installed_version() or 'checkout'} (checks the sources of a timeline)"


class WebFetcher:
    """Gets pages from the web.

    Cookies, credentials and proxies are not used. A host is resolved once for each connection, and every address must
    be a public one, so that no name leads into the network of this machine.

    Args:
        allow_private: whether addresses of private networks and of this machine are allowed too.
        most_bytes: the size of the largest page.
        seconds: how long a connection, and each answer on it, may take.
        most_seconds: how long a whole page may take.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        most_bytes: int = MOST_BYTES,
        seconds: float = SECONDS,
        most_seconds: float = MOST_SECONDS,
    ) -> None:
        self._most_bytes = most_bytes
        self._seconds = seconds
        self._most_seconds = most_seconds
        self._agent = user_agent()
        self._allow_private = allow_private

    def fetch(self, url: str, before_redirect: Callable[[str], None] = lambda url: None) -> Response:
        """Return the answer of a server; see `Fetcher`."""
        try:
            request = Request(
                _checked(url), headers={"User-Agent": self._agent, "Accept": _ACCEPT, "Accept-Encoding": "identity"}
            )
        except ValueError as error:
            raise _failure(error) from error
        redirects, connections = _Redirects(before_redirect), Connections(allow_private=self._allow_private)
        opener = build_opener(
            ProxyHandler({}), HttpOpener(connections.connect), HttpsOpener(connections.connect), redirects, _AnyStatus()
        )
        timer = Timer(self._most_seconds, connections.cut)
        timer.start()
        try:
            with opener.open(request, timeout=self._seconds) as answer:
                headers = {name.lower(): value for name, value in answer.headers.items()}
                body = _decoded(self._read(answer), headers.get("content-encoding", ""), self._most_bytes)
                if connections.is_cut:
                    raise OSError
                return Response(answer.geturl(), answer.status, headers, body, redirects.moved_to)
        except (OSError, http.client.HTTPException, ValueError, FetchError) as error:
            if connections.is_cut:
                raise FetchError(f"the page took more than {self._most_seconds:g} seconds") from error
            raise _failure(error) from error
        finally:
            timer.cancel()
            connections.close()

    def _read(self, answer: Any) -> bytes:
        chunks, size = [], 0
        while chunk := answer.read1(_CHUNK):
            chunks.append(chunk)
            size += len(chunk)
            if size > self._most_bytes:
                raise FetchError(f"the page is larger than {self._most_bytes / 1e6:g} MB")
        return b"".join(chunks)


def _checked(url: str) -> str:
    """Return an address in ASCII that can be requested.

    Raises:
        FetchError: it cannot be.
    """
    from urllib.parse import quote

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError("only http and https addresses are looked at", is_passing=False)
    if parts.username is not None or parts.password is not None:
        raise FetchError("the address holds a name or a password, which are not sent", is_passing=False)
    host = parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
    host = f"[{host}]" if ":" in host else host
    place = host if parts.port is None else f"{host}:{parts.port}"
    safe = "/%:=&?~#+!$,;'@()*[]"
    return parts._replace(
        netloc=place, path=quote(parts.path, safe), query=quote(parts.query, safe), fragment=""
    ).geturl()


def _failure(error: object) -> FetchError:
    """Return an error of the network in words."""
    if isinstance(error, FetchError):
        return error
    if isinstance(error, HTTPError):
        is_circle = HTTPRedirectHandler.inf_msg[:20] in error.msg
        where = (
            f"more than {MOST_REDIRECTS} times, or in a circle" if is_circle else "to an address that is not on the web"
        )
        return FetchError(f"it redirects {where}")
    if isinstance(error, URLError):
        return _failure(error.reason)
    if isinstance(error, TimeoutError):
        return FetchError("it does not answer in time")
    if isinstance(error, socket.gaierror):
        is_gone = error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
        return FetchError("there is no such host" if is_gone else "the host cannot be looked up now", is_gone=is_gone)
    if isinstance(error, ssl.SSLCertVerificationError):
        return FetchError(f"its certificate is not valid: {error.verify_message}")
    if isinstance(error, ConnectionRefusedError):
        return FetchError("it refuses the connection")
    return FetchError(reason(error) if isinstance(error, (OSError, ValueError)) else str(error) or type(error).__name__)


class _AnyStatus(HTTPErrorProcessor):
    """Follows redirects, and treats any other status as an answer."""

    def http_response(self, request: Request, response: Any) -> Any:
        """Return an answer as it is, unless it is a redirect."""
        if response.status in (301, 302, 303, 307, 308) and response.headers.get("location"):
            return super().http_response(request, response)
        return response

    https_response = http_response


class _Redirects(HTTPRedirectHandler):
    """Follows a few redirects, to web addresses only, and remembers where a page has moved for good.

    Args:
        before: called with each address before it is asked.
    """

    max_redirections = MOST_REDIRECTS
    max_repeats = 2

    def __init__(self, before: Callable[[str], None]) -> None:
        self._before = before
        self.moved_to: str | None = None
        self._is_for_good = True

    def redirect_request(self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Request | None:
        """Return the request for the address that an answer leads to."""
        url = _checked(newurl)
        self._is_for_good = self._is_for_good and code in (301, 308)
        if self._is_for_good:
            self.moved_to = url
        fp.close()
        self._before(url)
        return super().redirect_request(req, fp, code, msg, headers, url)


def _decoded(body: bytes, encoding: str, most: int) -> bytes:
    """Return a body without the compression that a server used although it was not asked to.

    Raises:
        FetchError: it is damaged, too large, or compressed in another way.
    """
    if encoding.strip().lower() in ("", "identity"):
        return body
    if encoding.strip().lower() not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"the page is compressed with '{encoding[:20]}', which was not asked for")
    try:
        plain = zlib.decompressobj(47).decompress(body, most + 1)
    except zlib.error as error:
        raise FetchError("the page is damaged") from error
    if len(plain) > most:
        raise FetchError(f"the page is larger than {most / 1e6:g} MB")
    return plain
