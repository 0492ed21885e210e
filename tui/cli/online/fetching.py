"""The answer of a server, and the interface of whatever gets one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol


class Response(NamedTuple):
    """The answer of a server."""

    url: str
    """The address after all redirects."""
    status: int
    headers: Mapping[str, str]
    """By names in lower case."""
    body: bytes
    moved_to: str | None = None
    """Its new address, if redirects say that it has moved for good."""


class FetchError(Exception):
    """There is no answer that can be used. Its str() says why.

    Args:
        message: why.
        is_gone: whether there is no such server, rather than one that cannot be used now.
        is_passing: whether another try may find something else.
    """

    def __init__(self, message: str, *, is_gone: bool = False, is_passing: bool = True) -> None:
        super().__init__(message)
        self.is_gone = is_gone
        self.is_passing = is_passing and not is_gone


class Fetcher(Protocol):
    """Gets the page at an address."""

    def fetch(self, url: str, before_redirect: Callable[[str], None] = lambda url: None) -> Response:
        """Return the answer of a server, whatever its status.

        Args:
            url: the address.
            before_redirect: called with each further address that it leads to, before that is asked.

        Raises:
            FetchError: there is no answer, or none that can be used; or ``before_redirect`` raised it.
        """
        ...
