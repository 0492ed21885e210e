"""Operators of other query languages, explained where they are typed: ``AND``, ``|``, ``*``, brackets."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tui.timeline.query.terms import FieldTerm, Term, TextTerm, quoted_if_needed

_EITHER = ("OR", "|", "||")
_BOTH = ("AND", "&", "&&", "+")
_BRACKETS = "()[]{}"
_WILDCARDS = re.compile(r"[*?]+")


ALSO_CALLED = {
    **dict.fromkeys(("date", "when", "day", "month", "during"), "in"),
    **dict.fromkeys(("since", "from", ">"), "after"),
    **dict.fromkeys(("until", "to", "till"), "before"),
    **dict.fromkeys(("who", "with", "actors", "people", "person"), "actor"),
    **dict.fromkeys(("by", "says", "said", "author"), "speaker"),
    **dict.fromkeys(("where", "location", "places"), "place"),
    **dict.fromkeys(("type", "category"), "kind"),
    **dict.fromkeys(("text", "body"), "quote"),
    **dict.fromkeys(("outlet", "site", "url"), "source"),
    **dict.fromkeys(("tags", "label", "topic"), "tag"),
    **dict.fromkeys(("corroboration", "corroborated", "corroborations"), "origins"),
}
"""By names that are no fields here: the fields that do the same."""


def explain_word(terms: Sequence[Term], position: int, either: Callable[[], str]) -> str | None:
    """Explain a word that is an operator in other query languages, and say what to write; None for other words.

    Args:
        terms: the terms of the query.
        position: the position of the word among them.
        either: returns an example of a term with two values.
    """
    word = terms[position]
    if not isinstance(word, TextTerm) or not _is_bare(word):
        return None
    text = word.text
    if text in _EITHER:
        joined = _joined(terms, position)
        example = f": {joined}" if joined else f", between values of a field: {either()}"
        return f"{_as_it_is(text)}; a comma means either{example}"
    if text in _BOTH:
        return f"{_as_it_is(text)}; leave it out, as all terms must match"
    if text == "NOT":
        return f"{_as_it_is(text)}; a minus means not: {_negated(terms, position)}"
    if "://" in text:
        return None
    if len(parts := text.split("|")) > 1 and all(parts):
        return f"{_as_it_is('|')}; a comma means either, between values of a field: {either()}"
    if text[0] in _BRACKETS or text[-1] in _BRACKETS:
        bracket = text[0] if text[0] in _BRACKETS else text[-1]
        return f"{_as_it_is(bracket)}; all terms must match, and a comma means either: {either()}"
    if wildcard := _WILDCARDS.search(text):
        longest = max(_WILDCARDS.split(text), key=len)
        remedy = f"a part of a word is enough: {longest}" if longest else "an empty query finds every event"
        return f"{_as_it_is(wildcard[0])}; {remedy}"
    if len(text) > 1 and text[0] == "+":
        return f"{_as_it_is('+')}; leave it out, as all terms must match: {text.lstrip('+')}"
    if len(text) > 1 and text[0] == "!":
        return f"{_as_it_is('!')}; a minus means not: -{text.lstrip('!')}"
    return None


def explain_value(field: str, typed: str) -> str | None:
    """Say what to write instead of an unknown value with operators of other languages; None if it has none."""
    if "|" in typed:
        return f"a comma means either: {field}:{','.join(map(quoted_if_needed, filter(None, typed.split('|'))))}"
    if _WILDCARDS.search(typed):
        longest = max(_WILDCARDS.split(typed), key=len)
        remedy = (
            f"the beginning of a name is enough: {field}:{longest}" if longest else f"has:{field} finds all with one"
        )
        return remedy
    if typed[0] in _BRACKETS or typed[-1] in _BRACKETS:
        return f"brackets have no meaning here; a comma means either: {field}:{typed.strip(_BRACKETS)},…"
    return None


def _is_bare(word: TextTerm) -> bool:
    """Return whether a word was typed without quotes and without a minus."""
    start, end = word.span
    return not word.negated and end - start == len(word.text) > 0


def _as_it_is(sign: str) -> str:
    return f"'{sign}' is looked for as a word" if sign.isalpha() else f"'{sign}' is looked for as it is"


def _joined(terms: Sequence[Term], position: int) -> str:
    """Return the terms on both sides as one term; empty if they are not of one field."""
    sides = [terms[near] for near in (position - 1, position + 1) if 0 <= near < len(terms)]
    fields = [side for side in sides if isinstance(side, FieldTerm) and side.values and not side.negated]
    if len(fields) == 2 and fields[0].is_on(fields[1].name):
        return str(FieldTerm(fields[0].name, (*fields[0].values, *fields[1].values)))
    if len(fields) == 1 and fields[0] is sides[0] and len(sides) == 2 and isinstance(sides[1], TextTerm):
        return str(FieldTerm(fields[0].name, (*fields[0].values, sides[1].text)))
    return ""


def _negated(terms: Sequence[Term], position: int) -> str:
    if position + 1 == len(terms):
        return "-word"
    return f"-{terms[position + 1]}".replace("--", "-")
