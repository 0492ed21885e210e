"""Rules for quotes that need no article."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator

from tui.timeline.checking.findings import Finding, FindingMaker
from tui.timeline.model.entities import Event, Quote
from tui.timeline.model.languages import primary_language
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.problems import ValuePath

_MOST_WORDS = 60
_COMPARED_LENGTH = 20
"""The number of characters from which the length of a quote says how long its translation should be."""


def check_quotes(
    timeline: Timeline, event: Event, readers: Collection[str], finding: FindingMaker
) -> Iterator[Finding]:
    """Check the lengths of an event's quotes, and their translations.

    Args:
        timeline: the timeline.
        event: one of its events.
        readers: the languages that need no translation, as `primary_language` returns them; empty if none is known.
        finding: makes the findings.
    """
    name = f"a quote of event '{event.id}'"
    for number, quote in enumerate(event.quotes):
        path = ("events", event.id, "quotes", number)
        if (words := len(quote.exact.split())) > _MOST_WORDS:
            yield finding(
                "long-quote", (*path, "exact"), f"{name} has {words} words", "see that all of it belongs to its claim"
            )
        language = timeline.sources[quote.source].language
        if readers and language and primary_language(language) not in readers:
            yield from _translation(quote, name, path, finding)


def _translation(quote: Quote, name: str, path: ValuePath, finding: FindingMaker) -> Iterator[Finding]:
    if quote.translation is None or not quote.translation.strip():
        yield finding("translation", path, f"{name} has no translation", "add a 'translation'")
        return
    path = (*path, "translation")
    if quote.translation.strip() == quote.exact.strip():
        if any(word[0].islower() for word in quote.exact.split()):  # names and numbers may be the same
            yield finding("translation", path, f"the translation of {name} is the quote", "translate it")
        return
    if len(quote.exact) < _COMPARED_LENGTH or _has_wide(quote.exact) or _has_wide(quote.translation):
        return
    ratio = len(quote.translation) / len(quote.exact)
    if not 0.5 <= ratio <= 2:
        yield finding(
            "translation",
            path,
            f"the translation of {name} is {ratio:.1f} times as long as the quote",
            "translate all of the quote" if ratio < 1 else "translate the quote and no more",
        )


def _has_wide(text: str) -> bool:
    """Return whether a text has wide characters, as Chinese does, which say more each than letters do."""
    return any(unicodedata.east_asian_width(character) in "WF" for character in text)
