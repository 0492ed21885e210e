"""Quotes held against the texts of their articles, character for character.

A quote is a TextQuoteSelector (W3C Web Annotation Data Model, 4.2.4): its ``exact`` occurs once in the text, or its
``prefix`` and ``suffix`` settle which occurrence is meant.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from tui.timeline.checks import Finding, Located
from tui.timeline.folding import fold, fold_with_offsets
from tui.timeline.model import Quote, Source, Timeline
from tui.timeline.reader import Marks

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Article:
    """The text of a source."""

    file: str
    text: str
    sha256: str
    """Of its bytes, as 64 lower-case hexadecimal digits."""


def read_articles(timeline: Timeline, folder: Path) -> dict[str, Article]:
    """Return the articles that a folder has, by source: the file that the source names, or else the one of its digest.

    Raises:
        OSError: if the folder or a file in it cannot be read.
    """
    by_digest: dict[str, Article] = {}
    by_name: dict[str, Article] = {}
    for path in sorted(folder.iterdir()):
        if path.is_file():
            data = path.read_bytes()
            try:
                article = Article(path.name, data.decode("utf-8"), hashlib.sha256(data).hexdigest())
            except UnicodeDecodeError:
                continue
            by_digest.setdefault(article.sha256, article)
            by_name[article.file] = article
    articles: dict[str, Article] = {}
    for source in timeline.sources.values():
        article_or_none = by_name.get(source.file or "") or by_digest.get(source.sha256 or "")
        if article_or_none is not None:
            articles[source.id] = article_or_none
    return articles


def verify(timeline: Timeline, articles: Mapping[str, Article], marks: Marks) -> Iterator[Finding]:
    """Yield what in a timeline is not as its articles have it.

    Args:
        timeline: the timeline.
        articles: the articles, by source, as `read_articles` returns them.
        marks: the places of the timeline's values.
    """
    found = Located(marks)
    for source in timeline.sources.values():
        yield from _source(timeline, source, articles, found)
    for event in timeline.events:
        for place, quote in enumerate(event.quotes):
            article = articles.get(quote.source)
            if article is not None:
                yield from _quote(event.id, place, quote, article, found)
        texts = [articles[source].text for source in event.sources if source in articles]
        if event.date_text is not None and texts and not any(event.date_text in text for text in texts):
            yield found(
                "error",
                "wording",
                ("events", event.id, "date_text"),
                f"'{event.date_text}' is not in the article of event '{event.id}'",
                "copy the article's own wording",
                _beside(event.date_text, texts[0]),
            )


def _source(timeline: Timeline, source: Source, articles: Mapping[str, Article], found: Located) -> Iterator[Finding]:
    article = articles.get(source.id)
    if article is None:
        named = f"'{source.file}'" if source.file else "of its sha256"
        yield found(
            "error",
            "article",
            ("sources", source.id, "file"),
            f"there is no text {named} for source '{source.id}'",
            "put it among the articles, or name its file",
        )
        return
    if source.sha256 is None:
        yield found(
            "lint",
            "sha256",
            ("sources", source.id),
            f"source '{source.id}' has no sha256",
            f"write 'sha256: {article.sha256}'",
        )
    elif source.sha256 != article.sha256:
        others = [other for other, text in articles.items() if text.sha256 == source.sha256]
        whose = f"; it is that of the text of '{others[0]}'" if others else ""
        yield found(
            "error",
            "sha256",
            ("sources", source.id, "sha256"),
            f"this is not the sha256 of {article.file}, the text of source '{source.id}'{whose}",
            f"that is {article.sha256}",
        )
    if source.title not in article.text:
        yield found(
            "lint",
            "title",
            ("sources", source.id, "title"),
            f"the title of source '{source.id}' is not in its text",
            "copy it from there",
            _beside(source.title, article.text),
        )


def places(quote: Quote, text: str) -> list[int]:
    """Return the offsets at which a quote occurs in a text with its prefix before it and its suffix after it."""
    prefix, suffix = quote.prefix or "", quote.suffix or ""
    sought = prefix + quote.exact + suffix
    found = []
    at = text.find(sought)
    while at >= 0:
        found.append(at + len(prefix))
        at = text.find(sought, at + 1)
    return found


def paragraph_of(text: str, at: int) -> int:
    """Return which of a text's lines that are not blank an offset is in, the first being 1."""
    return sum(bool(line.strip()) for line in text[:at].split("\n")[:-1]) + 1


def _quote(event_id: str, place: int, quote: Quote, article: Article, found: Located) -> Iterator[Finding]:
    path = ("events", event_id, "quotes", place)
    what = f"a quote of event '{event_id}'"
    text = article.text
    where = places(quote, text)
    if not where:
        if quote.exact in text:
            yield found(
                "error",
                "selector",
                (*path, "prefix" if quote.prefix else "suffix"),
                f"{what} is in {article.file}, but not with this prefix and suffix",
                "copy what stands right before and right after it, or leave them out",
            )
            return
        excerpts = _beside(quote.exact, text)
        right = "copy it from there" if excerpts else "nothing like it is there: is the source right?"
        yield found("error", "quote", (*path, "exact"), f"{what} is not in {article.file}", right, excerpts)
        return
    if len(where) > 1:
        yield found(
            "error",
            "selector",
            (*path, "exact"),
            f"{what} is in {article.file} {len(where)} times",
            "add the 'prefix' or 'suffix' that settles which",
        )
        return
    paragraph = paragraph_of(text, where[0])
    if quote.paragraph is not None and quote.paragraph != paragraph:
        yield found(
            "error",
            "paragraph",
            (*path, "paragraph"),
            f"{what} is not in paragraph {quote.paragraph} of {article.file}",
            f"it is in paragraph {paragraph}",
        )


# What a quote that is not there looks like beside what is

_CONTEXT = 24
_MOST_NAMED = 3


def _beside(exact: str, text: str) -> list[str]:
    """Return the passage of a text that is nearest to a quote, the quote, and their differences; or nothing."""
    span = nearest_passage(exact, text)
    if span is None:
        return []
    passage = text[slice(*span)]
    changes = [
        change for change in SequenceMatcher(None, passage, exact, autojunk=False).get_opcodes() if change[0] != "equal"
    ]
    named = [
        f"{_named(passage[a:b]) or 'nothing'} where the quote has {_named(exact[c:d]) or 'nothing'}"
        for _, a, b, c, d in changes[:_MOST_NAMED]
    ]
    if len(changes) > _MOST_NAMED:
        named.append(f"{len(changes) - _MOST_NAMED} more differences")
    return [
        f"article ¶ {paragraph_of(text, span[0])}: {_marked(passage, [(a, b) for _, a, b, _, _ in changes])}",
        f"quote:{' ' * len(str(paragraph_of(text, span[0])))}     {_marked(exact, [(c, d) for *_, c, d in changes])}",
        f"the article has {'; '.join(named)}",
    ]


def nearest_passage(exact: str, text: str) -> Span | None:
    """Return where in a text the passage is that is nearest to a quote, or None if none is near.

    Runs of the quote's characters that stand in the text too vote for where the quote would begin.
    """
    folded, offsets = fold_with_offsets(text)
    sought = fold(exact)
    for length in (16, 8, 5):
        votes: Counter[int] = Counter()
        for at in range(max(0, len(sought) - length) + 1):
            found = folded.find(run := sought[at : at + length])
            while found >= 0 and run.strip():
                votes[(found - at) // 4] += 1
                found = folded.find(run, found + 1)
        if votes:
            near = votes.most_common(1)[0][0] * 4
            return _trimmed(exact, text, offsets, near, near + len(sought))
    return None


def _trimmed(exact: str, text: str, offsets: list[int], start: int, end: int) -> Span:
    """Return a span without what at its ends has no part in the quote."""
    slack = 12
    low = offsets[max(0, min(start - slack, len(offsets) - 1))]
    high = offsets[max(0, min(end + slack, len(offsets) - 1))]
    matcher = SequenceMatcher(None, text[low:high], exact, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return low, high
    first, last = blocks[0], blocks[-1]
    # What the quote has before its first and after its last common run stands in the article for as many characters.
    return (
        max(low, low + first.a - first.b),
        min(high, low + last.a + last.size + len(exact) - last.b - last.size),
    )


def _named(text: str) -> str:
    """Name a few characters so that no two of them can be taken for each other."""
    if len(text) != 1:
        return f"“{text}”" if text else ""
    name = unicodedata.name(text, "unnamed").lower()
    return f"{text!r} (U+{ord(text):04X}, {name})" if text.isprintable() else f"U+{ord(text):04X} ({name})"


def _marked(text: str, spans: list[Span]) -> str:
    """Return what is around the spans, each of them in ⟦ ⟧."""
    pieces: list[str] = []
    at = max(0, spans[0][0] - _CONTEXT) if spans else 0
    if at:
        pieces.append("…")
    for place, (start, end) in enumerate(spans):
        if start - at > 2 * _CONTEXT and place:
            pieces += [text[at : at + _CONTEXT], " … ", text[start - _CONTEXT : start]]
        else:
            pieces.append(text[at:start])
        pieces.append(f"⟦{text[start:end]}⟧")
        at = end
    pieces.append(text[at : at + _CONTEXT])
    if at + _CONTEXT < len(text):
        pieces.append("…")
    return "".join(pieces)


# What no quote touches


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of an article the quotes of a timeline carry."""

    source: str
    share: float
    """Of the text's characters, those in a quote: from 0 to 1."""
    sentences: int
    untouched: tuple[tuple[int, str], ...]
    """The sentences that no quote touches, each with its paragraph."""


_SENTENCE = re.compile(r"\S.*?(?:[.!?…]+[»\"”’)]*(?=\s+[\"«“‘(]?\s?[^\W\d_a-z])|(?=\n|$))", re.MULTILINE)


def coverage(timeline: Timeline, articles: Mapping[str, Article]) -> Iterator[Coverage]:
    """Yield, for each article, what no quote touches."""
    for source_id, article in articles.items():
        spans = sorted(
            (at, at + len(quote.exact))
            for event in timeline.events
            for quote in event.quotes
            if quote.source == source_id
            for at in places(quote, article.text)[:1]
        )
        quoted = bytearray(len(article.text))
        for start, end in spans:
            quoted[start:end] = b"\1" * (end - start)
        sentences = [match.span() for match in _SENTENCE.finditer(article.text)]
        untouched = [
            (paragraph_of(article.text, start), article.text[start:end])
            for start, end in sentences
            if not any(quoted[start:end])
        ]
        share = sum(quoted) / len(quoted) if quoted else 0.0
        yield Coverage(source_id, share, len(sentences), tuple(untouched))
