"""Connections to public addresses alone, which another thread can cut."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from typing import Any
from urllib.request import HTTPHandler, HTTPSHandler, Request

from tui.cli.online.fetching import FetchError

SECONDS = 20.0
"""How long a connection, and each answer on it, may take."""

Connect = Callable[..., socket.socket]


class Connections:
    """The connections of one request, which can be cut from another thread, even while a server sends only a trickle.

    Args:
        allow_private: whether addresses of private networks and of this machine are allowed.
    """

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._sockets: list[socket.socket] = []
        """Second handles of the sockets: TLS takes the first."""
        self.is_cut = False

    def connect(self, address: tuple[str, int], timeout: float = SECONDS, *_: object) -> socket.socket:
        """Connect to a host, in place of `socket.create_connection`."""
        if self.is_cut:
            raise OSError
        found = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)
        for *_others, place in found:
            if not self._allow_private and not _is_public(str(place[0])):
                raise FetchError(f"{address[0]} is at a private address ({place[0]}); --allow-private allows these")
        failure: OSError = OSError("the host has no address")
        for family, kind, protocol, _name, place in found:
            made = socket.socket(family, kind, protocol)
            try:
                made.settimeout(timeout)
                made.connect(place)
            except OSError as error:
                made.close()
                failure = error
            else:
                self._sockets.append(made.dup())
                return made
        raise failure

    def cut(self) -> None:
        """End all connections at once."""
        self.is_cut = True
        for handle in self._sockets:
            with suppress(OSError):
                handle.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close the second handles."""
        for handle in self._sockets:
            handle.close()


def _is_public(address: str) -> bool:
    found = ip_address(address.partition("%")[0])
    for inner in (getattr(found, "ipv4_mapped", None), getattr(found, "sixtofour", None)):
        if inner is not None and not inner.is_global:
            return False
    return found.is_global and not found.is_multicast


class HttpOpener(HTTPHandler):
    """Opens http addresses by a function that connects to their hosts."""

    def __init__(self, connect: Connect) -> None:
        super().__init__()
        self._connect = connect

    def http_open(self, req: Request) -> Any:
        """Send a request, and return the answer."""
        return self.do_open(_connection(http.client.HTTPConnection, self._connect), req)


class HttpsOpener(HTTPSHandler):
    """Opens https addresses by a function that connects to their hosts."""

    def __init__(self, connect: Connect) -> None:
        super().__init__(context=ssl.create_default_context())
        self._connect = connect

    def https_open(self, req: Request) -> Any:
        """Send a request, and return the answer."""
        made = _connection(http.client.HTTPSConnection, self._connect)
        return self.do_open(made, req, context=self._context)  # type: ignore[attr-defined]


def _connection(kind: Any, connect: Connect) -> Any:
    """Return a function that makes a connection of `http.client` which connects by another function."""

    def make(*arguments: Any, **options: Any) -> Any:
        made = kind(*arguments, **options)
        made._create_connection = connect
        return made

    return make
