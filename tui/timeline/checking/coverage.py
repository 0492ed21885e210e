"""How much of the articles is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tui.text.frozen import Frozen
from tui.timeline.checking.articles import Article, Span, quote_offsets
from tui.timeline.model.timeline import Timeline


class Coverage(Frozen):
    """How much of an article the quotes of a timeline cover."""

    source: str
    """The id of the article's source."""
    share: float
    """The share of the characters that are in a quote: from 0 to 1."""
    sentences: int
    """The number of sentences."""
    untouched: tuple[tuple[int, str], ...]
    """The sentences that no quote touches, each with the number of its paragraph."""


_SENTENCE_END = re.compile(
    r"""[.!?…]+ (?: \s?[»”’] | ["')\]] )*                     # with the closing quotation marks and brackets
        \s+ (?= (?: [-–—«“‘"'(\[] \s? )* (?P<next> \w ))""",
    re.VERBOSE,
)


def coverage(timeline: Timeline, articles: Mapping[str, Article]) -> Iterator[Coverage]:
    """Yield the coverage of each article."""
    for source_id, article in articles.items():
        quoted = bytearray(len(article.text))  # 1 for each character in a quote
        for quote in (quote for event in timeline.events for quote in event.quotes if quote.source == source_id):
            for offset in quote_offsets(quote, article.text)[:1]:
                quoted[offset : offset + len(quote.exact)] = b"\1" * len(quote.exact)
        paragraph = offset = count = 0
        untouched = []
        for line in article.text.split("\n"):
            paragraph += bool(line.strip())
            for start, end in sentences(line):
                count += 1
                if not any(quoted[offset + start : offset + end]):
                    untouched.append((paragraph, line[start:end]))
            offset += len(line) + 1
        share = sum(quoted) / len(quoted) if quoted else 0.0
        yield Coverage(source_id, share, count, tuple(untouched))


def sentences(line: str) -> Iterator[Span]:
    """Yield the spans of the sentences in a line.

    A sentence ends with its punctuation mark, unless a small letter follows, or with the line. Text without letters and
    digits is not a sentence.
    """
    start = 0
    for end in [*(match.end() for match in _SENTENCE_END.finditer(line) if not match["next"].islower()), len(line)]:
        sentence = line[start:end]
        if any(map(str.isalnum, sentence)):
            yield start + len(sentence) - len(sentence.lstrip()), start + len(sentence.rstrip())
        start = end
