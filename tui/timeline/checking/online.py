"""Compare a timeline with the pages that its sources lead to, as they were found.

A page is laid out differently from a text that was copied from it, so blanks, the form of quotation marks and capitals
make no difference here. `tui.timeline.checking.verification` compares with texts to the character.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal

from tui.text.folding import fold
from tui.text.frozen import Frozen
from tui.timeline.checking.excerpts import compare_with_nearest
from tui.timeline.checking.findings import Finding, FindingMaker
from tui.timeline.model.entities import Quote, Source
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.problems import SourceMap, ValuePath

Outcome = Literal["read", "gone", "unread"]
"""Whether the page was read, there is none, or it could not be read now."""


class Page(Frozen):
    """The page at the URL of a source, as it was found."""

    url: str
    outcome: Outcome
    day: str
    """When it was looked at: ``2026-11-26``."""
    reason: str = ""
    """Why it was not read, in words."""
    is_passing: bool = False
    """Whether another try may find something else."""
    text: str = ""
    """Its main text: an article without menus and the like."""
    whole: str = ""
    """All text on it."""
    sha256: str = ""
    """Of the main text, with single blanks."""
    moved_to: str | None = None
    """Its new URL, if it has moved for good."""
    copy: str | None = None
    """The URL of a copy in an archive."""
    copy_day: str = ""
    """When that was made: ``2024-03-02``."""


def urls_of(timeline: Timeline) -> dict[str, list[Source]]:
    """Return the sources of each URL, in the order of the file."""
    urls: dict[str, list[Source]] = {}
    for source in timeline.sources.values():
        if source.url is not None:
            urls.setdefault(source.url, []).append(source)
    return urls


def verify_pages(timeline: Timeline, pages: Mapping[str, Page], source_map: SourceMap) -> Iterator[Finding]:
    """Yield the differences between a timeline and the pages of its sources.

    Args:
        timeline: the timeline.
        pages: the pages that were looked at, by URL.
        source_map: the positions of the timeline's values.
    """
    finding = FindingMaker(source_map)
    quotes = _quotes(timeline)
    for url, sources in urls_of(timeline).items():
        page = pages.get(url)
        for source in sources if page is not None else ():
            assert page is not None
            own = quotes.get(source.id, [])
            path = _path(source, own, finding)
            yield from _answer(source, path, page, finding)
            if page.outcome == "read":
                yield from _page(source, path, page, finding)
                for quote_path, quote in own:
                    if not stands(quote, page):
                        yield _missing_quote(quote_path, quote, page, finding)
            if page.copy is not None and source.archived is None:
                yield _copy(source, path, page, finding)


def stands(quote: Quote, page: Page) -> bool:
    """Return whether a quote is on a page that was read."""
    exact = _single_blanks(quote.exact)
    return any(exact in _single_blanks(text) or fold(exact) in _folded(text) for text in (page.text, page.whole))


@lru_cache(4)
def _single_blanks(text: str) -> str:
    return " ".join(text.split())


@lru_cache(4)
def _folded(text: str) -> str:
    return fold(_single_blanks(text))


def _quotes(timeline: Timeline) -> dict[str, list[tuple[ValuePath, Quote]]]:
    """Return the quotes of each source, with their paths."""
    quotes: dict[str, list[tuple[ValuePath, Quote]]] = {}
    for event in timeline.events:
        for number, quote in enumerate(event.quotes):
            quotes.setdefault(quote.source, []).append((("events", event.id, "quotes", number), quote))
    return quotes


def _path(source: Source, quotes: list[tuple[ValuePath, Quote]], finding: FindingMaker) -> ValuePath:
    """Return where a source has its URL: a bare one stands where it is first quoted, if it is."""
    path: ValuePath = ("sources", source.id, "url")
    if finding.is_written(path) or not quotes:
        return path
    return (*quotes[0][0], "source")


def _answer(source: Source, path: ValuePath, page: Page, finding: FindingMaker) -> Iterator[Finding]:
    if page.outcome == "gone":
        right = "readers still have its copy" if source.archived else "find where it is now, or a copy of it"
        yield finding("dead-link", path, f"the page of source '{source.id}' is gone: {page.reason}", right)
    elif page.outcome == "unread":
        wrong = f"the page of source '{source.id}' could not be read: {page.reason}"
        yield finding("unread-page", path, wrong, "look at it in a browser")
    if page.moved_to is not None and page.moved_to != source.url:
        yield finding(
            "moved-page", path, f"the page of source '{source.id}' has moved for good", f"write 'url: {page.moved_to}'"
        )


def _copy(source: Source, path: ValuePath, page: Page, finding: FindingMaker) -> Finding:
    wrong = f"source '{source.id}' names no copy, and the archive has one{f' of {page.copy_day}' * bool(page.copy_day)}"
    if source.id == page.url:
        return finding("archive", path, wrong, f"define it in 'sources', with 'archived: {page.copy}'")
    return finding("archive", path, wrong, f"write 'archived: {page.copy}', or let --write do it")


def _page(source: Source, path: ValuePath, page: Page, finding: FindingMaker) -> Iterator[Finding]:
    if source.page_sha256 is not None and source.page_sha256 != page.sha256:
        when = f" since {source.retrieved.text}" if source.retrieved is not None else ""
        yield finding(
            "page-changed",
            (*path[:-1], "page_sha256"),
            f"the page of source '{source.id}' has changed{when}",
            "read it again; --write takes its digest, if all quotes stand",
        )


def _missing_quote(path: ValuePath, quote: Quote, page: Page, finding: FindingMaker) -> Finding:
    exact = _single_blanks(quote.exact)
    excerpts = compare_with_nearest("quote", exact, page.text) or compare_with_nearest("quote", exact, page.whole)
    right = "see whether it was corrected" if excerpts else "nothing like it is there: it may have been removed"
    wrong = f"a quote of event '{path[1]}' is not in the page {page.url}"
    return finding("page-quote", (*path, "exact"), wrong, right, excerpts)


def fields_to_write(timeline: Timeline, pages: Mapping[str, Page]) -> dict[str, dict[str, str]]:
    """Return the new fields of sources, by their ids.

    A page has been seen to hold its source if it was read and all quotes stand in it. Only sources that the file
    defines have fields.
    """
    quotes = _quotes(timeline)
    found: dict[str, dict[str, str]] = {}
    for url, sources in urls_of(timeline).items():
        page = pages.get(url)
        for source in sources if page is not None else ():
            assert page is not None
            fields = {}
            if source.archived is None and page.copy is not None:
                fields["archived"] = page.copy
            if page.outcome == "read" and all(stands(quote, page) for _, quote in quotes.get(source.id, [])):
                if source.retrieved is None or source.retrieved.text != page.day:
                    fields["retrieved"] = page.day
                if source.page_sha256 != page.sha256:
                    fields["page_sha256"] = page.sha256
            if fields and source.id != url:
                found[source.id] = fields
    return found
