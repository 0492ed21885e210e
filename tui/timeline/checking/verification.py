"""Quotes held against the texts of their articles, character for character.

A quote is a TextQuoteSelector (W3C Web Annotation Data Model, 4.2.4): its ``exact`` occurs once in the text, or its
``prefix`` and ``suffix`` settle which occurrence is meant.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping

from tui.timeline.checking.articles import Article, inside_word, is_of_word, paragraph_of, places
from tui.timeline.checking.lint import Finding, Located
from tui.timeline.checking.passages import beside, occurrences
from tui.timeline.model.entities import Quote, Source, Timeline
from tui.timeline.reading.problems import SourceMap, ValuePath

Span = tuple[int, int]


def verify(timeline: Timeline, articles: Mapping[str, Article], marks: SourceMap) -> Iterator[Finding]:
    """Yield what in a timeline is not as its articles have it.

    Args:
        timeline: the timeline.
        articles: the articles, by source, as `read_articles` returns them.
        marks: the places of the timeline's values.
    """
    found = Located(marks)
    for source in timeline.sources.values():
        yield from _source(source, articles, found)
    for event in timeline.events:
        for place, quote in enumerate(event.quotes):
            if quote.source in articles:
                yield from _quote(event.id, ("events", event.id, "quotes", place), quote, articles, found)
        own = [articles[source] for source in event.sources if source in articles]
        if event.date_text is not None and own and not any(event.date_text in article.text for article in own):
            yield found(
                "error",
                "wording",
                ("events", event.id, "date_text"),
                f"'{event.date_text}' is not in {' or '.join(article.file for article in own)}, "
                f"which event '{event.id}' quotes",
                "copy the article's own wording",
                next(filter(None, (beside("date_text", event.date_text, article.text) for article in own)), ()),
            )


def _source(source: Source, articles: Mapping[str, Article], found: Located) -> Iterator[Finding]:
    path = ("sources", source.id)
    article = articles.get(source.id)
    if article is None:
        named = " or ".join([f"named '{source.file}'"] * bool(source.file) + ["of its sha256"] * bool(source.sha256))
        yield found(
            "error",
            "article",
            (*path, "file"),
            f"there is no text {named} for source '{source.id}'" if named else f"source '{source.id}' names no text",
            "put it among the articles, or mend what names it" if named else "add the 'file' that holds it",
        )
        return
    if hashlib.sha256(article.text.encode()).hexdigest() != article.sha256:
        yield found(
            "error",
            "article",
            (*path, "file"),
            f"{article.file}, the text of source '{source.id}', is not UTF-8",
            "save it as UTF-8",
        )
    if source.sha256 is None:
        yield found("lint", "sha256", path, f"source '{source.id}' has no sha256", f"write 'sha256: {article.sha256}'")
    elif source.sha256 != article.sha256:
        others = [other for other, text in articles.items() if text.sha256 == source.sha256]
        whose = f", but that of the text of '{others[0]}'" if others else ""
        yield found(
            "error",
            "sha256",
            (*path, "sha256"),
            f"this is not the sha256 of {article.file}, the text of source '{source.id}'{whose}",
            f"that is {article.sha256}",
        )
    if source.title not in article.text:
        excerpts = beside("title", source.title, article.text)
        yield found(
            "lint",
            "title",
            (*path, "title"),
            f"the title of source '{source.id}' is not in {article.file}",
            "copy it from there" if excerpts else "nothing like it is there: is it the right text?",
            excerpts,
        )


def _quote(
    event_id: str, path: ValuePath, quote: Quote, articles: Mapping[str, Article], found: Located
) -> Iterator[Finding]:
    article = articles[quote.source]
    what = f"a quote of event '{event_id}'"
    where = places(quote, article.text)
    if not where:
        yield _missing(what, path, quote, articles, found)
        return
    if len(where) > 1:
        has_selector = quote.prefix or quote.suffix
        yield found(
            "error",
            "selector",
            (*path, "exact"),
            f"{what} is in {article.file} {len(where)} times{' with this prefix and suffix' if has_selector else ''}",
            f"add {'more of ' if has_selector else ''}the 'prefix' or 'suffix' that settles which",
            occurrences(quote.exact, where, article.text),
        )
        return
    paragraph = paragraph_of(article.text, where[0])
    if quote.paragraph is not None and quote.paragraph != paragraph:
        yield found(
            "error",
            "paragraph",
            (*path, "paragraph"),
            f"{what} is not in paragraph {quote.paragraph} of {article.file}",
            f"it is in paragraph {paragraph}",
        )
    for verb, at in (("begins", where[0]), ("ends", where[0] + len(quote.exact))):
        if inside_word(article.text, at):
            yield found(
                "lint",
                "cut-word",
                (*path, "exact"),
                f"{what} {verb} inside the word “{_word_around(article.text, at)}”",
                "quote whole words",
            )


_BETWEEN = {
    (True, True): "with both this prefix and this suffix",
    (True, False): "before this suffix",
    (False, True): "after this prefix",
    (False, False): "between this prefix and this suffix",
}


def _missing(what: str, path: ValuePath, quote: Quote, articles: Mapping[str, Article], found: Located) -> Finding:
    """Return what is wrong with a quote that is not in its article."""
    article = articles[quote.source]
    prefix, suffix = quote.prefix or "", quote.suffix or ""
    if quote.exact in article.text:
        after, before = prefix + quote.exact in article.text, quote.exact + suffix in article.text
        excerpts = beside("quote", prefix + quote.exact + suffix, article.text)
        where = [match.start() for match in re.finditer(re.escape(quote.exact), article.text)]
        return found(
            "error",
            "selector",
            (*path, "suffix" if after else "prefix"),
            f"{what} is in {article.file}, but not {_BETWEEN[after, before]}",
            "copy what stands right before it and right after it, or leave them out",
            excerpts or occurrences(quote.exact, where, article.text),
        )
    for other, elsewhere in articles.items():
        if places(quote, elsewhere.text):
            return found(
                "error",
                "source",
                (*path, "source"),
                f"{what} is not in {article.file}, but in {elsewhere.file}",
                f"name the source '{other}'",
            )
    excerpts = beside("quote", quote.exact, article.text)
    right = "copy it from there" if excerpts else "nothing like it is there: is the source right?"
    return found("error", "quote", (*path, "exact"), f"{what} is not in {article.file}", right, excerpts)


def _word_around(text: str, at: int) -> str:
    start, end = at, at
    while start and is_of_word(text[start - 1]):
        start -= 1
    while end < len(text) and (is_of_word(text[end]) or unicodedata.combining(text[end])):
        end += 1
    return text[start:end]
