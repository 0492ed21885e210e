"""The rules that a check applies: each with its id, what breaks it, and why that matters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from tui.text.nearest import nearest

Severity = Literal["error", "lint"]
"""``error``: it cannot be right; ``lint``: it is probably not meant."""


class Rule(NamedTuple):
    """A rule of ``dateline check``."""

    id: str
    severity: Severity
    description: str
    """What breaks the rule, in one line."""
    reason: str
    """Why it is a rule, in one line."""


_ERRORS = {
    "schema": (
        "the file does not have the form of a timeline",
        "nothing else can be checked until it can be read; this rule cannot be ignored",
    ),
    "view": (
        "a saved view has a query that cannot be used in full",
        "the view does not show the events that its name promises",
    ),
    "ignored-rule": (
        "'checks' ignores a rule that does not exist",
        "the findings that it is meant for are still reported",
    ),
    "article": (
        "a source has no article, or one that is not UTF-8",
        "its quotes cannot be compared with anything",
    ),
    "sha256": (
        "the sha256 of a source is missing, or is not that of its article",
        "the digest identifies the text that was quoted",
    ),
    "quote": ("a quote is not in its article", "a quote is copied, never typed"),
    "source": ("a quote is in the article of another source", "readers look it up where it is not"),
    "selector": (
        "a quote is in its article several times, or not beside its prefix and suffix",
        "it does not say which occurrence is meant",
    ),
    "paragraph": ("a quote is in a different paragraph from the one it gives", "readers look it up where it is not"),
    "wording": (
        "the 'date_text' is in none of the articles that the event quotes",
        "it gives the source's own wording of the date",
    ),
}
_LINTS = {
    "dated-after-source": (
        "an event is dated after its source was issued, and is neither planned nor announced",
        "a source cannot report what has not happened yet",
    ),
    "date-without-wording": (
        "a stated date has no 'date_text', or a derived one neither that nor a 'date_note'",
        "the wording shows how the date follows from the text",
    ),
    "weekday": ("the 'date_text' names a weekday that is not the date's", "one of the two is wrong"),
    "month": ("the 'date_text' names a month that is not the date's", "one of the two is wrong"),
    "year": ("the 'date_text' names a year that is not the date's", "one of the two is wrong"),
    "denial-without-link": (
        "a denial has no link to the event that it denies",
        "only a link makes the other event disputed",
    ),
    "follows-later": (
        "an event follows one that begins only after it",
        "one of the two dates is wrong, or the link points the wrong way",
    ),
    "follows-itself": ("an event follows itself through other events", "events in a circle have no order"),
    "part-of-itself": ("an event is part of itself through other events", "one of the links points the wrong way"),
    "long-quote": ("a quote has more than 60 words", "a quote carries its claim whole, and no more"),
    "translation": (
        "a quote in another language than the readers' has no translation, or an unlikely one",
        "readers know the timeline's language, and that of --language or of the locale",
    ),
    "unused": (
        "a source, an entry of a vocabulary or a facet is never used",
        "it is a leftover, or an event lacks it",
    ),
    "person-without-state": (
        "a person belongs to no state and no organisation, where other persons do",
        "a query for the state or the organisation does not find the person's events",
    ),
    "shared-alias": (
        "a name or an alias belongs to two entries, or twice to one",
        "a query for the name cannot tell which is meant",
    ),
    "half-coordinates": ("a place has only one of 'lat' and 'lon'", "it cannot be put on a map"),
    "facet-key": (
        "a facet's key does something else already, or is not a letter",
        "the facet has to be opened with the mouse or from the palette",
    ),
    "undecided": ("a merge left something to decide", "one side's change is only in a comment"),
    "cut-word": ("a quote begins or ends inside a word", "the source does not have that word"),
    "title": ("the title of a source is not in its article", "the article may be another one"),
    "lost": ("a part of a file in another format is not in the timeline", "readers do not see it"),
    "undated": ("the date of a file in another format is missing, or not understood", "the event has no place in time"),
    "shortened": ("a part of a value in another format is not in the timeline", "readers do not see the rest"),
    "merged": ("several names or sources of a file in another format became one", "they may be different"),
    "guessed": ("a file in another format was read by a guess", "the guess may be wrong; a mapping decides it"),
    "dead-link": ("the page of a source is gone", "readers cannot look up what is quoted from it"),
    "unread-page": ("the page of a source could not be read", "its quotes could not be looked for"),
    "moved-page": ("the page of a source has moved for good", "its old address will stop leading there"),
    "page-quote": ("a quote is no longer in the page of its source", "the page may have been corrected since"),
    "page-changed": (
        "the page of a source has changed since its 'page_sha256' was written",
        "what was left out of the quotes may have changed",
    ),
    "archive": ("a source names no copy of its page, and an archive has one", "pages disappear, and copies stay"),
}

RULES: Mapping[str, Rule] = {
    **{rule_id: Rule(rule_id, "error", *texts) for rule_id, texts in _ERRORS.items()},
    **{rule_id: Rule(rule_id, "lint", *texts) for rule_id, texts in _LINTS.items()},
}
"""All rules by their ids."""

IGNORABLE: tuple[str, ...] = tuple(rule_id for rule_id in RULES if rule_id != "schema")
"""The ids of the rules that can be ignored."""


def unknown_rule(rule_id: str) -> tuple[str, str] | None:
    """Return the problem with ignoring a rule, and the remedy; None if the rule can be ignored."""
    if rule_id in IGNORABLE:
        return None
    if rule_id in RULES:
        return f"the rule '{rule_id}' cannot be ignored", "fix what it finds"
    return f"there is no rule '{rule_id}'", _remedy(rule_id, IGNORABLE)


def _remedy(rule_id: str, known: Iterable[str]) -> str:
    close = nearest(rule_id, known)
    return f"did you mean '{close}'?" if close else "dateline check --rules lists them"
