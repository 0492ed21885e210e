"""A page, read from the web, and its copy in an archive."""

from __future__ import annotations

import hashlib
import json
from importlib.util import find_spec
from urllib.parse import urlencode

from tui.cli.online.extractor import NoTextError, extractor
from tui.cli.online.fetching import FetchError, Response
from tui.cli.online.polite import PoliteFetcher
from tui.text.frozen import replace
from tui.timeline.checking.online import Page
from tui.timeline.reading.schema import ADDRESS

WAYBACK = "https://archive.org/wayback/available"
"""The availability interface of the Wayback Machine."""

_GONE = frozenset((404, 410))
_PAGES = ("text/html", "application/xhtml+xml", "")
_TEXTS = ("text/plain", "text/markdown")


def can_read_pages() -> bool:
    """Return whether the library is installed that takes the text from pages."""
    return find_spec("trafilatura") is not None


def look_at(url: str, fetcher: PoliteFetcher, day: str) -> Page:
    """Return the page at a URL.

    Args:
        url: the URL.
        fetcher: makes the request.
        day: the date of today.
    """
    page = Page(url, "unread", day)
    try:
        response = fetcher.fetch(url)
    except ValueError:
        return replace(page, reason="its address is not one that can be asked")
    except FetchError as error:
        outcome = "gone" if error.is_gone else "unread"
        return replace(page, outcome=outcome, reason=str(error), is_passing=error.is_passing)
    if response.status in _GONE:
        return replace(page, outcome="gone", reason=f"the server answers {response.status}")
    if not 200 <= response.status < 300:
        return replace(page, reason=f"the server answers {response.status}", is_passing=True)
    page = replace(page, moved_to=response.moved_to)
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in (*_PAGES, *_TEXTS):
        return replace(page, reason=f"it is not a page of text, but {kind[:60]}")
    try:
        text, whole = extractor().texts(response.body, response.url, _encoding(response), is_page=kind in _PAGES)
    except NoTextError as error:
        return replace(page, reason=str(error))
    if not (text or whole).strip():
        return replace(page, reason="there is no text on it without running its scripts")
    digest = hashlib.sha256(" ".join((text or whole).split()).encode(errors="replace")).hexdigest()
    return replace(page, outcome="read", text=text, whole=whole, sha256=digest)


def _encoding(response: Response) -> str:
    """Return the encoding that the server names; empty if it names none."""
    _, _, parameters = response.headers.get("content-type", "").partition("charset=")
    return parameters.partition(";")[0].strip(" \"'")


def with_copy(page: Page, fetcher: PoliteFetcher, interface: str, near: str) -> Page:
    """Return a page with its copy in an archive, if that has one.

    Args:
        page: the page.
        fetcher: makes the request.
        interface: the URL of the archive's availability interface.
        near: the date that the copy should be near to, as ``20240302``.

    Raises:
        FetchError: the archive does not answer.
    """
    response = fetcher.ask(f"{interface}?{urlencode({'url': page.url, 'timestamp': near})}")
    if response.status != 200:
        raise FetchError(f"it answers {response.status}")
    try:
        closest = json.loads(response.body)["archived_snapshots"].get("closest") or {}
        url, stamp, status = (closest.get(key, "") for key in ("url", "timestamp", "status"))
        is_there = closest.get("available") is True and str(status)[:1] == "2"
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise FetchError("its answer cannot be understood") from error
    if not is_there or not isinstance(url, str) or not ADDRESS.match(url) or any(map(_is_odd, url)):
        return page
    day = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}" if len(stamp := str(stamp)) >= 8 and stamp.isdigit() else ""
    secure = f"https://{url[7:]}" if url.startswith("http://web.archive.org/") else url
    return replace(page, copy=secure, copy_day=day)


def _is_odd(character: str) -> bool:
    return character.isspace() or not character.isprintable()
