"""The child process that takes the text from pages, any of which may be made to keep a program busy.

It reads pages from standard input, each after a line of JSON that describes it, and answers each with a line of JSON.
"""

from __future__ import annotations

import json
import logging
import sys
from contextlib import suppress
from typing import Any

_MOST_MEMORY = 4 << 30
_MOST_TEXT = 1_000_000
"""How much of a page's text is kept, in characters."""


def main() -> None:
    """Answer until standard input ends."""
    logging.disable(logging.CRITICAL)
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while line := source.readline():
        described = json.loads(line)
        texts = texts_of(source.read(described["size"]), described)
        target.write(json.dumps([text[:_MOST_TEXT] for text in texts]).encode() + b"\n")
        target.flush()


def texts_of(body: bytes, described: dict[str, Any]) -> tuple[str, str]:
    """Return the main text of a page, and all of its text; both are empty if it has none.

    Args:
        body: the page.
        described: its ``url``, its ``encoding`` as the server names it, and whether it ``is_page`` or plain text.
    """
    from trafilatura import extract, html2txt
    from trafilatura.utils import decode_file

    text = _decoded(body, described["encoding"]) or decode_file(body)
    if not described["is_page"] or not text.strip():
        return text, text
    main_text = whole = ""
    with suppress(Exception):  # whatever a library finds in hostile markup: the page has no text then
        main_text = extract(text, url=described["url"], include_comments=False, favor_recall=True) or ""
    with suppress(Exception):
        whole = html2txt(text) or ""
    return main_text, whole


def _decoded(body: bytes, encoding: str) -> str | None:
    """Return a body in the encoding that the server names; None if it names none that fits."""
    try:
        return body.decode(encoding) if encoding else None
    except (LookupError, UnicodeError):
        return None


if __name__ == "__main__":
    main()
