"""How much of the articles the quotes of a timeline carry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tui.text.frozen import Frozen
from tui.timeline.checking.articles import Article, places
from tui.timeline.checking.passages import Span
from tui.timeline.model.entities import Timeline


class Coverage(Frozen):
    """How much of an article the quotes of a timeline carry."""

    source: str
    share: float
    """Of the text's characters, those in a quote: from 0 to 1."""
    sentences: int
    untouched: tuple[tuple[int, str], ...]
    """The sentences that no quote touches, each with its paragraph."""


_END = re.compile(
    r"""[.!?…]+ (?: \s?[»”’] | ["')\]] )*                     # with the marks that close what is quoted
        \s+ (?= (?: [-–—«“‘"'(\[] \s? )* (?P<next> \w ))""",
    re.VERBOSE,
)


def coverage(timeline: Timeline, articles: Mapping[str, Article]) -> Iterator[Coverage]:
    """Yield, for each article, what no quote touches."""
    for source_id, article in articles.items():
        quoted = bytearray(len(article.text))
        for quote in (quote for event in timeline.events for quote in event.quotes if quote.source == source_id):
            for at in places(quote, article.text)[:1]:
                quoted[at : at + len(quote.exact)] = b"\1" * len(quote.exact)
        paragraph = at = count = 0
        untouched = []
        for line in article.text.split("\n"):
            paragraph += bool(line.strip())
            for start, end in sentences(line):
                count += 1
                if not any(quoted[at + start : at + end]):
                    untouched.append((paragraph, line[start:end]))
            at += len(line) + 1
        share = sum(quoted) / len(quoted) if quoted else 0.0
        yield Coverage(source_id, share, count, tuple(untouched))


def sentences(line: str) -> Iterator[Span]:
    """Yield where the sentences of a line are.

    One ends with its mark, before what is no small letter, or with the line. What has neither letter nor digit is none.
    """
    start = 0
    for end in [*(end.end() for end in _END.finditer(line) if not end["next"].islower()), len(line)]:
        piece = line[start:end]
        if any(map(str.isalnum, piece)):
            yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        start = end
