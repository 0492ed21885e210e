"""Web addresses within a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.text.printable import printable

_URL = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
_AFTER_URL = re.compile(r"[.,;:!?'\"»”’*_~]+\Z")
"""What follows a URL at the end of a clause, rather than ending it."""
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def is_address(text: str) -> bool:
    """Return whether all of a text is an address of http or https, without characters that could not be seen."""
    return _URL.fullmatch(text) is not None and printable(text) == text


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the web addresses in a text, without the punctuation after them."""
    for found in _URL.finditer(text):
        url = found[0]
        while url and (shorter := _without_last(url)) != url:
            url = shorter
        if is_address(url):
            yield found.start(), found.start() + len(url)


def _without_last(url: str) -> str:
    """Return a URL without punctuation marks at its end, or without a bracket that it does not open."""
    opening = _BRACKETS.get(url[-1])
    if opening is not None and url.count(url[-1]) > url.count(opening):
        return url[:-1]
    return _AFTER_URL.sub("", url)
