"""Arguments of the command line that are no options: the file, and the query."""

from __future__ import annotations

import os
from collections.abc import Sequence

from tui.timeline.query.language import Query, TextTerm
from tui.timeline.reading.files import STDIN

_SHIELD = "\0"


def shielded(arguments: Sequence[str]) -> list[str]:
    """Keep argparse from taking a query's ``-word`` for an option: those have two hyphens here, but for ``-h``."""
    kept: list[str] = []
    for place, argument in enumerate(arguments):
        if argument == "--":
            return [*kept, *(_SHIELD + word for word in arguments[place + 1 :])]
        is_term = argument.startswith("-") and not argument.startswith("--") and argument not in ("-", "-h")
        kept.append(_SHIELD + argument if is_term else argument)
    return kept


def has_options(arguments: Sequence[str]) -> bool:
    """Tell whether any argument is an option. Without one argparse is not needed, which takes long to import."""
    return any(argument.startswith("-") and argument != STDIN for argument in arguments)


def file_and_words(given: Sequence[str], file: str | None) -> tuple[str | None, list[str]]:
    """Return the file that is named, if one is, and the words of the query.

    Args:
        given: the words that argparse found, as `shielded` left them.
        file: the file, if an option names it.
    """
    words = [word.removeprefix(_SHIELD) for word in given]
    if file is None and words and _is_file(words[0]):
        file = words.pop(0)
    return file, words


def _is_file(word: str) -> bool:
    if word == STDIN or word.lower().endswith((".yaml", ".yml")):
        return True
    return "/" in word or os.sep in word or os.path.isfile(word)  # noqa: PTH113 - Path's fails on a long word


def query_text(words: Sequence[str]) -> str:
    """Return the query that these arguments are. One that is only words, with spaces between, is a phrase."""
    return " ".join(f'"{word}"' if _is_phrase(word) else word for word in words)


def _is_phrase(word: str) -> bool:
    terms = Query.parse(word).terms
    return len(terms) > 1 and '"' not in word and all(isinstance(term, TextTerm) and not term.negated for term in terms)
