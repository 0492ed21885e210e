"""The rules that a check applies, each with its id and what breaks it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Severity = Literal["error", "lint"]
"""``error``: it cannot be right; ``lint``: it is probably not meant."""


class Rule(NamedTuple):
    """A rule of ``dateline check``."""

    id: str
    severity: Severity
    description: str
    """What breaks the rule, in one line."""


_LINTS = {
    "dated-after-source": "an event is dated after its source was issued, and is not planned",
    "date-without-wording": "a date that is not inferred has no 'date_text'",
    "weekday": "the 'date_text' names a weekday that is not the date's",
    "month": "the 'date_text' names a month that is not the date's",
    "year": "the 'date_text' names a year that is not the date's",
    "denial-without-link": "a denial has no link to the event that it denies",
    "part-of-itself": "an event is part of itself through other events",
    "long-quote": "a quote has more than 60 words",
    "translation": "a quote in another language than English has no translation, or one of an unlikely length",
    "unused": "an actor, a weapon or a source is never used",
    "person-without-state": "a person belongs to no state and no organisation",
    "shared-alias": "a name or an alias belongs to two entries, or twice to one",
    "cut-word": "a quote begins or ends inside a word",
    "title": "the title of a source is not in its article",
}
_ERRORS = {
    "schema": "the file does not have the form of a timeline",
    "view": "a saved view has a query that cannot be used in full",
    "article": "a source has no article, or one that is not UTF-8",
    "sha256": "the sha256 of a source is missing, or is not that of its article",
    "quote": "a quote is not in its article",
    "source": "a quote is in the article of another source",
    "selector": "a quote is in its article several times, or not beside its prefix and suffix",
    "paragraph": "a quote is in another paragraph than it says",
    "wording": "the 'date_text' is in none of the articles that the event quotes",
}

RULES: Mapping[str, Rule] = {
    **{rule_id: Rule(rule_id, "error", description) for rule_id, description in _ERRORS.items()},
    **{rule_id: Rule(rule_id, "lint", description) for rule_id, description in _LINTS.items()},
}
"""All rules by their ids."""
