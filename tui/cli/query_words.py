"""The words of the command line, which are no options: the file, and the query."""

from __future__ import annotations

import os
from collections.abc import Sequence

from tui.timeline.query.language import Query
from tui.timeline.query.terms import TextTerm
from tui.timeline.reading.files import STDIN

_SHIELD = "\0"


def shield_words(arguments: Sequence[str]) -> list[str]:
    """Mark the words that argparse would take for options.

    A word of the query may begin with a hyphen: ``-word`` excludes events. Options have two hyphens, except ``-h``, and
    all arguments after ``--`` are words.
    """
    shielded: list[str] = []
    for position, argument in enumerate(arguments):
        if argument == "--":
            return [*shielded, *(_SHIELD + word for word in arguments[position + 1 :])]
        is_term = argument.startswith("-") and not argument.startswith("--") and argument not in ("-", "-h")
        shielded.append(_SHIELD + argument if is_term else argument)
    return shielded


def has_options(arguments: Sequence[str]) -> bool:
    """Return whether any argument is an option. Without options, argparse, which is slow to import, is not needed."""
    return any(argument.startswith("-") and argument != STDIN for argument in arguments)


def split_file(words: Sequence[str], file: str | None) -> tuple[str | None, list[str]]:
    """Split words into the file, if one is named, and the words of the query.

    Args:
        words: the positional arguments, as `shield_words` returned them.
        file: the file, if an option names it.
    """
    words = [word.removeprefix(_SHIELD) for word in words]
    if file is None and words and _is_file(words[0]):
        file = words.pop(0)
    return file, words


def _is_file(word: str) -> bool:
    if word == STDIN or word.lower().endswith((".yaml", ".yml")):
        return True
    return "/" in word or os.sep in word or os.path.isfile(word)  # noqa: PTH113 - Path's fails on a long word


def query_text(words: Sequence[str]) -> str:
    """Join words into the text of a query. An argument of several words, such as ``"small number"``, is a phrase."""
    return " ".join(f'"{word}"' if _is_phrase(word) else word for word in words)


def _is_phrase(word: str) -> bool:
    terms = Query.parse(word).terms
    return len(terms) > 1 and '"' not in word and all(isinstance(term, TextTerm) and not term.negated for term in terms)
