"""A look at all pages of a timeline, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import chain, zip_longest
from urllib.parse import urlsplit

from tui.cli.online.fetching import Fetcher, FetchError
from tui.cli.online.pages import look_at, with_copy
from tui.cli.online.polite import PoliteFetcher
from tui.cli.online.state import State
from tui.text.reasons import reason
from tui.timeline.checking.online import Page, urls_of
from tui.timeline.model.entities import Source
from tui.timeline.model.timeline import Timeline

AGENT = "Dateline"
_MOST_FAILURES = 3
"""After so many failures in a row the archive is not asked any more."""

Progress = Callable[[int, int, str], None]
"""Takes the number of pages that are done, that of all, and the URL of the next."""


class Look:
    """A look at all pages of a timeline.

    Args:
        fetcher: makes the requests.
        seconds_between: the time between two requests to one host.
        archive: the URL of an archive's availability interface.
        state: keeps the results.
    """

    def __init__(self, fetcher: Fetcher, seconds_between: float, archive: str, state: State) -> None:
        self._fetcher = PoliteFetcher(fetcher, AGENT, seconds_between=seconds_between)
        self._archive = archive
        self._state = state
        self._failures = 0
        self.notes: list[str] = []
        """The failures of the archive and of the state, in words."""
        self.kept = 0
        """How many pages were known from an earlier look."""

    def at(self, timeline: Timeline, progress: Progress, *, again: bool = False) -> dict[str, Page]:
        """Return the pages of all sources, by URL.

        Args:
            timeline: the timeline.
            progress: called before each page.
            again: also look at those again that were found less than a day ago.

        Raises:
            KeyboardInterrupt: the user has stopped it; the results until then are kept.
        """
        urls = urls_of(timeline)
        pages = {url: page for url, page in self._kept(again=again).items() if url in urls}
        self.kept = len(pages)
        for url in _in_turns(url for url in urls if url not in pages):
            progress(len(pages), len(urls), url)
            pages[url] = self._look(url, urls[url])
        return {url: pages[url] for url in urls}

    def _look(self, url: str, sources: list[Source]) -> Page:
        page = look_at(url, self._fetcher, date.today().isoformat())
        is_settled = not page.is_passing
        if any(source.archived is None for source in sources):
            if self._failures >= _MOST_FAILURES:
                is_settled = False
            else:
                try:
                    page = with_copy(page, self._fetcher, self._archive, _near(sources[0]))
                    self._failures = 0
                except FetchError as error:
                    self._note(f"the archive cannot be asked for copies: {error}")
                    self._failures += 1
                    is_settled = False
        try:
            self._state.add(page, is_settled=is_settled)
        except OSError as error:
            self._note(f"the results cannot be kept: {reason(error)}")
        return page

    def _kept(self, *, again: bool) -> dict[str, Page]:
        try:
            return self._state.pages(again=again)
        except OSError as error:
            self._note(f"the results cannot be kept: {reason(error)}")
            return {}

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)


def _near(source: Source) -> str:
    """Return the day that a copy of a source should be near to: that of its issue, or today."""
    day = source.issued.text[:10] if source.issued is not None else ""
    known = day.replace("-", "")
    return known if len(day) == 10 and len(known) == 8 and known.isdigit() else date.today().strftime("%Y%m%d")


def _in_turns(urls: Iterable[str]) -> Iterable[str]:
    """Return URLs so that the hosts take turns: none has to be waited for while another is free."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        try:
            host = urlsplit(url).netloc.lower()
        except ValueError:
            host = ""
        hosts.setdefault(host, []).append(url)
    return [url for url in chain.from_iterable(zip_longest(*hosts.values())) if url is not None]
