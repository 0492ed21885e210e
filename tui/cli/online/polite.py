"""Requests that no server minds: some time apart for each host, and only where its robots.txt allows them."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from tui.cli.online.fetching import Fetcher, FetchError, Response

SECONDS_BETWEEN = 2.0
"""The time between two requests to one host."""
MOST_SECONDS_BETWEEN = 30.0
"""The longest time that a host may ask for. One that asks for more is not asked again."""
_MOST_ROBOTS = 500_000


class PoliteFetcher:
    """A fetcher that leaves each host time between requests, and does not ask for pages that its robots.txt forbids.

    Args:
        fetcher: makes the requests.
        agent: the name that robots.txt is read for.
        seconds_between: the time between two requests to one host.
        clock: returns seconds.
        sleep: waits for a number of seconds.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        agent: str,
        *,
        seconds_between: float = SECONDS_BETWEEN,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._fetcher = fetcher
        self._agent = agent
        self._seconds_between = seconds_between
        self._clock = clock
        self._sleep = sleep
        self._next: dict[str, float] = {}
        """By host: when it may be asked again."""
        self._robots: dict[str, RobotFileParser | None] = {}
        """By scheme and host: the rules of its robots.txt; None if they cannot be known now."""

    def fetch(self, url: str) -> Response:
        """Return the answer of a server; see `Fetcher`.

        Raises:
            FetchError: there is no answer that can be used, its robots.txt forbids it, or the host asks to wait.
        """
        self._wait_where_allowed(url)
        response = self._fetcher.fetch(url, self._wait_where_allowed)
        if response.status in (429, 503) and (wait := _wait_asked_for(response)):
            self._next[_host(response.url)] = self._clock() + wait
        return response

    def ask(self, url: str) -> Response:
        """Return the answer of a server without asking its robots.txt, as for an interface that is meant for programs.

        Raises:
            FetchError: there is no answer that can be used, or the host asks to wait for too long.
        """
        self._wait(url)
        return self._fetcher.fetch(url, self._wait)

    def _wait_where_allowed(self, url: str) -> None:
        """Wait until an address may be asked.

        Raises:
            FetchError: its robots.txt forbids it, or the host asks to wait for too long.
        """
        robots = self._robots_of(url)
        if robots is None:
            raise FetchError("its robots.txt cannot be read now")
        if not robots.can_fetch(self._agent, url):
            raise FetchError("its robots.txt forbids it", is_passing=False)
        delay = robots.crawl_delay(self._agent)
        self._wait(url, float(delay) if delay is not None else 0.0)

    def _wait(self, url: str, delay: float = 0.0) -> None:
        """Wait until the host of an address may be asked, and take note of the request.

        Args:
            url: the address.
            delay: the seconds between two requests that the host asks for.

        Raises:
            FetchError: the host asks to wait for too long.
        """
        host, now = _host(url), self._clock()
        wait = self._next.get(host, now) - now
        if max(wait, delay) > MOST_SECONDS_BETWEEN:
            raise FetchError(f"the host asks to wait for {max(wait, delay):.0f} seconds")
        if wait > 0:
            self._sleep(wait)
        self._next[host] = self._clock() + max(self._seconds_between, delay)

    def _robots_of(self, url: str) -> RobotFileParser | None:
        place = f"{urlsplit(url).scheme}://{urlsplit(url).netloc}"
        if place not in self._robots:
            self._robots[place] = self._read_robots(f"{place}/robots.txt")
        return self._robots[place]

    def _read_robots(self, url: str) -> RobotFileParser | None:
        """Return the rules of a robots.txt, by RFC 9309: none if there is no such file; None if the server fails."""
        response = self.ask(url)
        robots = RobotFileParser(url)
        if response.status >= 500 or response.status == 429:
            return None
        text = response.body[:_MOST_ROBOTS].decode("utf-8", "replace") if response.status < 300 else ""
        robots.parse(text.splitlines())
        return robots


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()


def _wait_asked_for(response: Response) -> float | None:
    """Return the seconds that a busy host asks to wait for; None if it names none."""
    text = response.headers.get("retry-after", "")
    return float(text) if text.isascii() and text.isdigit() else None
