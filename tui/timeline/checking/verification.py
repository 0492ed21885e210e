"""Compare quotes with the texts of their articles, character for character.

A quote is a TextQuoteSelector (W3C Web Annotation Data Model, 4.2.4): its ``exact`` occurs once in the text, or its
``prefix`` and ``suffix`` decide which occurrence is meant.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping

from tui.timeline.checking.articles import Article, is_word_character, paragraph_of, quote_offsets, splits_word
from tui.timeline.checking.excerpts import compare_with_nearest, show_occurrences
from tui.timeline.checking.findings import Finding, FindingMaker
from tui.timeline.model.entities import Event, Quote, Source
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.problems import SourceMap, ValuePath


def verify(timeline: Timeline, articles: Mapping[str, Article], source_map: SourceMap) -> Iterator[Finding]:
    """Yield the differences between a timeline and its articles.

    Args:
        timeline: the timeline.
        articles: the articles by the ids of their sources.
        source_map: the positions of the timeline's values.
    """
    finding = FindingMaker(source_map)
    for source in timeline.sources.values():
        article = articles.get(source.id)
        if article is None:
            yield from _missing_article(timeline, source, finding)
        else:
            yield from _digest(source, article, articles, finding)
            yield from _title(source, article, finding)
    for event in timeline.events:
        for number, quote in enumerate(event.quotes):
            if quote.source in articles:
                path = ("events", event.id, "quotes", number)
                yield from _quote(f"a quote of event '{event.id}'", path, quote, articles, finding)
        yield from _wording(event, articles, finding)


def _missing_article(timeline: Timeline, source: Source, finding: FindingMaker) -> Iterator[Finding]:
    """Report a text that is not there, or that quotes are from a source that names none."""
    path: ValuePath = ("sources", source.id)
    names = " or ".join([f"named '{source.file}'"] * bool(source.file) + ["of its sha256"] * bool(source.sha256))
    if names:
        wrong = f"there is no text {names} for source '{source.id}'"
        yield finding("article", (*path, "file"), wrong, "put it among the articles, or correct what names it")
        return
    quotes = [
        ("events", event.id, "quotes", number)
        for event in timeline.events
        for number, quote in enumerate(event.quotes)
        if quote.source == source.id
    ]
    if quotes:
        count = "a quote is" if len(quotes) == 1 else f"{len(quotes)} quotes are"
        wrong = f"{count} from source '{source.id}', which names no text"
        path = path if finding.is_written(path) else quotes[0]  # a bare URL is defined nowhere
        yield finding("article", path, wrong, "add the 'file' that holds it", severity="lint")


def _digest(
    source: Source, article: Article, articles: Mapping[str, Article], finding: FindingMaker
) -> Iterator[Finding]:
    path = ("sources", source.id)
    if hashlib.sha256(article.text.encode()).hexdigest() != article.sha256:
        wrong = f"{article.file}, the text of source '{source.id}', is not UTF-8"
        yield finding("article", (*path, "file"), wrong, "save it as UTF-8")
    if source.sha256 is None:
        wrong = f"source '{source.id}' has no sha256"
        yield finding("sha256", path, wrong, f"write 'sha256: {article.sha256}'", severity="lint")
    elif source.sha256 != article.sha256:
        owner = next((other for other, text in articles.items() if text.sha256 == source.sha256), None)
        suffix = "" if owner is None else f", but that of the text of '{owner}'"
        yield finding(
            "sha256",
            (*path, "sha256"),
            f"this is not the sha256 of {article.file}, the text of source '{source.id}'{suffix}",
            f"that is {article.sha256}",
        )


def _title(source: Source, article: Article, finding: FindingMaker) -> Iterator[Finding]:
    if source.title is not None and source.title not in article.text:
        excerpts = compare_with_nearest("title", source.title, article.text)
        yield finding(
            "title",
            ("sources", source.id, "title"),
            f"the title of source '{source.id}' is not in {article.file}",
            "copy it from there" if excerpts else "nothing like it is there: is it the right text?",
            excerpts,
        )


def _wording(event: Event, articles: Mapping[str, Article], finding: FindingMaker) -> Iterator[Finding]:
    wording = event.date_text
    own = [articles[source_id] for source_id in event.sources if source_id in articles]
    if wording is not None and own and not any(wording in article.text for article in own):
        comparisons = (compare_with_nearest("date_text", wording, article.text) for article in own)
        yield finding(
            "wording",
            ("events", event.id, "date_text"),
            f"'{wording}' is not in {' or '.join(article.file for article in own)}, which event '{event.id}' quotes",
            "copy the article's own wording",
            next(filter(None, comparisons), ()),
        )


def _quote(
    name: str, path: ValuePath, quote: Quote, articles: Mapping[str, Article], finding: FindingMaker
) -> Iterator[Finding]:
    article = articles[quote.source]
    offsets = quote_offsets(quote, article.text)
    if not offsets:
        yield _missing_quote(name, path, quote, articles, finding)
        return
    if len(offsets) > 1:
        has_selector = quote.prefix or quote.suffix
        yield finding(
            "selector",
            (*path, "exact"),
            f"{name} is in {article.file} {len(offsets)} times{' with this prefix and suffix' if has_selector else ''}",
            f"add {'more of ' if has_selector else ''}the 'prefix' or 'suffix' that settles which",
            show_occurrences(quote.exact, offsets, article.text),
        )
        return
    paragraph = paragraph_of(article.text, offsets[0])
    if quote.paragraph is not None and quote.paragraph != paragraph:
        yield finding(
            "paragraph",
            (*path, "paragraph"),
            f"{name} is not in paragraph {quote.paragraph} of {article.file}",
            f"it is in paragraph {paragraph}",
        )
    for verb, offset in (("begins", offsets[0]), ("ends", offsets[0] + len(quote.exact))):
        if splits_word(article.text, offset):
            wrong = f"{name} {verb} inside the word “{_word_around(article.text, offset)}”"
            yield finding("cut-word", (*path, "exact"), wrong, "quote whole words")


_MISMATCHES = {
    (True, True): "with both this prefix and this suffix",
    (True, False): "before this suffix",
    (False, True): "after this prefix",
    (False, False): "between this prefix and this suffix",
}
"""The selector that does not match, by whether the prefix alone matches and whether the suffix alone does."""


def _missing_quote(
    name: str, path: ValuePath, quote: Quote, articles: Mapping[str, Article], finding: FindingMaker
) -> Finding:
    """Return the finding for a quote that is not in its article, or not between its prefix and suffix."""
    article = articles[quote.source]
    if quote.exact in article.text:
        return _wrong_selector(name, path, quote, article, finding)
    for other_id, other in articles.items():
        if quote_offsets(quote, other.text):
            wrong = f"{name} is not in {article.file}, but in {other.file}"
            return finding("source", (*path, "source"), wrong, f"name the source '{other_id}'")
    excerpts = compare_with_nearest("quote", quote.exact, article.text)
    right = "copy it from there" if excerpts else "nothing like it is there: is the source right?"
    return finding("quote", (*path, "exact"), f"{name} is not in {article.file}", right, excerpts)


def _wrong_selector(name: str, path: ValuePath, quote: Quote, article: Article, finding: FindingMaker) -> Finding:
    prefix, suffix = quote.prefix or "", quote.suffix or ""
    prefix_matches, suffix_matches = prefix + quote.exact in article.text, quote.exact + suffix in article.text
    excerpts = compare_with_nearest("quote", prefix + quote.exact + suffix, article.text)
    offsets = [match.start() for match in re.finditer(re.escape(quote.exact), article.text)]
    return finding(
        "selector",
        (*path, "suffix" if prefix_matches else "prefix"),
        f"{name} is in {article.file}, but not {_MISMATCHES[prefix_matches, suffix_matches]}",
        "copy what stands right before it and right after it, or leave them out",
        excerpts or show_occurrences(quote.exact, offsets, article.text),
    )


def _word_around(text: str, offset: int) -> str:
    start, end = offset, offset
    while start and is_word_character(text[start - 1]):
        start -= 1
    while end < len(text) and (is_word_character(text[end]) or unicodedata.combining(text[end])):
        end += 1
    return text[start:end]
