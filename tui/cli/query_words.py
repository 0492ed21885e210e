"""The words of the command line, which are no options: the file, and the query."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from tui.timeline.query.language import Query
from tui.timeline.query.terms import NAMES, FieldTerm, TextTerm, quoted_if_needed
from tui.timeline.reading.files import STDIN

_SHIELD = "\0"
"""Before a term that begins with a hyphen."""
_AFTER_DASHES = "\0\0"
"""Before an argument after ``--``."""
_SIGNED_OPTIONS = ("--sort", "--file", "--view", "--config", "--as", "--map")
"""The options whose value may begin with a hyphen."""

_FILE_ENDINGS = (
    *(".yaml", ".yml", ".json", ".jsonl", ".csv", ".tsv", ".xlsx", ".ods", ".ics", ".xml", ".html", ".htm"),
    *(".md", ".markdown", ".txt", ".log", ".plaso", ".mw", ".tab", ".xls", ".xlsm", ".ndjson", ".atom", ".rss", ".bib"),
    *(".db", ".sqlite", ".sqlite3", ".duckdb", ".parquet"),
)
_FIELD = r"[^\W\d][\w.-]+:"
"""The name of a field and its colon; one letter is the drive of a path."""
_VALUE_COMMA = r",(?!\s)"
"""The comma between two values. In a value such as ``8 November, 2022`` a blank follows it."""


def shield_words(arguments: Sequence[str]) -> list[str]:
    """Mark the words that argparse would take for options.

    A word of the query may begin with a hyphen: ``-word`` excludes events. Options have two hyphens, except ``-h``, and
    all arguments after ``--`` are words. The value of an option, as in ``--sort -date``, is joined to it.
    """
    shielded: list[str] = []
    for position, argument in enumerate(arguments):
        if argument == "--":
            return [*shielded, *(_AFTER_DASHES + word for word in arguments[position + 1 :])]
        is_term = argument.startswith("-") and not argument.startswith("--") and argument not in ("-", "-h")
        if is_term and shielded and shielded[-1] in _SIGNED_OPTIONS:
            shielded[-1] += f"={argument}"
        else:
            shielded.append(_SHIELD + argument if is_term else argument)
    return shielded


_LETTER = r"-[A-Za-z]"
_MEANT = {"l": "--list", "v": "--version", "V": "--version", "f": "--file", "o": "--output"}
"""The options that other programs have as letters."""


def unknown_letter(arguments: Sequence[str]) -> str | None:
    """Return an error about the first argument that is a letter with one hyphen, as options of other programs are.

    As a term of the query it would leave out nearly every event.

    Args:
        arguments: the arguments, as `shield_words` returned them.
    """
    for argument in arguments:
        letter = argument.removeprefix(_SHIELD)
        if argument.startswith(_SHIELD) and re.fullmatch(_LETTER, letter):
            meant = _MEANT.get(letter[1])
            right = f"did you mean {meant}? " if meant else ""
            return f"unknown option {letter}; {right}'-- {letter}' leaves out what has this letter"
    return None


def has_options(arguments: Sequence[str]) -> bool:
    """Return whether any argument is an option. Without options, argparse, which is slow to import, is not needed."""
    return any(argument.startswith("-") and argument != STDIN for argument in arguments)


def split_file(words: Sequence[str], file: str | None) -> tuple[str | None, list[str]]:
    """Split words into the file, if one is named, and the words of the query.

    Args:
        words: the positional arguments, as `shield_words` returned them.
        file: the file, if an option names it.
    """
    bare = [word.lstrip(_SHIELD) for word in words]
    if file is None and words and not words[0].startswith(_SHIELD) and _is_file(bare[0]):
        file = bare.pop(0)
    return file, bare


def split_more(words: Sequence[str], query: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Split the words behind a file into further files and folders, and the words of the query.

    Only what is there, and has the ending of a file or a ``/`` in its name, is taken: any other word is looked for.

    Args:
        words: the positional arguments, as `shield_words` returned them.
        query: those behind the file, as `split_file` returned them.
    """
    behind = words[len(words) - len(query) :]
    count = 0
    while count < len(query) and not behind[count].startswith(_SHIELD) and _is_there(query[count]):
        count += 1
    return tuple(query[:count]), list(query[count:])


def _is_there(word: str) -> bool:
    looks_so = word.lower().endswith(_FILE_ENDINGS) or "/" in word or os.sep in word
    return looks_so and os.path.exists(word)  # noqa: PTH110 - Path's fails on a long word


def _is_file(word: str) -> bool:
    """Return whether a word names a file, which need not be there if the word looks like the name of one."""
    if word == STDIN or os.path.isfile(word):  # noqa: PTH113 - Path's fails on a long word
        return True
    if word.startswith("-") or re.match(_FIELD, word):
        return False  # a term of the query, or a URL
    if word.lower().endswith(_FILE_ENDINGS):
        return True
    return ("/" in word or os.sep in word) and not _has_blank(word)


def query_text(words: Sequence[str]) -> str:
    """Join words into the text of a query.

    A word that holds a blank is one value, whose quotes the shell has removed: ``"small number"`` is a phrase, and
    ``after:"nov 2022"`` a date. One that has quotes of its own, or several terms with field names or hyphens, is part
    of the text as it is.
    """
    return " ".join(map(_with_quotes, words))


def _with_quotes(word: str) -> str:
    if '"' in word or not _has_blank(word):
        return word
    first, *others = Query.parse(word).terms
    if not all(map(_is_plain, others)):
        return word
    if isinstance(first, FieldTerm) and (first.values or first.name in NAMES):
        name, _, text = word.strip().partition(":")
        return f"{name}:{','.join(map(quoted_if_needed, re.split(_VALUE_COMMA, text.strip())))}"
    if first.negated:
        return f"-{quoted_if_needed(word.strip()[1:])}"
    return quoted_if_needed(word)


def _is_plain(term: TextTerm | FieldTerm) -> bool:
    """Return whether a term is a word of a phrase or a value, even if a colon is in it."""
    if isinstance(term, FieldTerm):
        return term.name not in NAMES
    return not term.negated


def _has_blank(word: str) -> bool:
    return len(word.split()) > 1
