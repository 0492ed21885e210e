"""The forms of a timeline's values in JSON Schema: texts, dates, lists, references.

An editor gives a plain value the type that YAML gives it: ``title: 1984`` is a number, ``draft: yes`` a text. To the
readers every value is the text that it is, so a form that takes texts takes numbers, too.

The patterns mean the same to Python and to JavaScript, in which ``\\w`` knows no letters beyond ASCII.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tui.timeline.reading.schema import ADDRESS, BOOLEANS, SHA256

Form = dict[str, Any]
"""A JSON Schema."""

_TEXT = ("string", "number")
"""The types of a text. A plain ``true`` is a text to the readers too, but an editor would offer it for every text."""
_NOT_IN_ID = r"\s!-,/:-@\[-^`{-~"
"""The characters that stand in no id, without the punctuation beyond ASCII, which the reader refuses too."""
ID_PATTERN = rf"^[^{_NOT_IN_ID}.\-][^{_NOT_IN_ID}]*$"

_MONTH = "(?:0[1-9X]|1[0-2X]|X[0-9X])"
_SEASON = "(?:2[1-9X]|3[0-9X]|4[01X])"
_DAY = "(?:0[1-9X]|[12][0-9X]|3[01X]|X[0-9X])"
_TIME = r"T(?:[01][0-9]|2[0-3])(?::[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,9})?)?)?(?:Z|[+-][0-9]{2}(?::[0-5][0-9])?)?"
_MARK = "[?~%]?"
_SINGLE = (
    rf"{_MARK}(?:Y-?[1-9][0-9]{{0,11}}(?:E[1-9][0-9]?)?|-?[0-9X]{{4}})(?:S[1-9][0-9]?)?{_MARK}"
    rf"(?:-{_MARK}(?:{_SEASON}{_MARK}|{_MONTH}{_MARK}(?:-{_MARK}{_DAY}{_MARK}(?:{_TIME}{_MARK})?)?))?"
)
_END = rf"(?:\.\.)?{_SINGLE}(?:\.\.)?|(?:\.\.)?"
_MEMBER = rf"(?:{_SINGLE}(?:\.\.(?:{_SINGLE})?)?|\.\.{_SINGLE})"
DATE_PATTERN = rf"^(?:{_SINGLE}|(?:{_END})/(?:{_END})|[\[{{]{_MEMBER}(?:,{_MEMBER})*[\]}}])$"
"""The form of a date. Whether the day is in the calendar, only the reader knows."""

REQUIRED_TEXT: Form = {"type": [*_TEXT], "pattern": r"\S"}
TEXT: Form = {"type": [*_TEXT, "null"]}
TEXTS: Form = {"type": [*_TEXT, "array", "null"], "items": REQUIRED_TEXT}
"""A list of texts, or the single text that stands for one."""
ID: Form = {
    "type": [*_TEXT],
    "pattern": ID_PATTERN,
    "errorMessage": "an id: letters, digits, '-', '_' and '.'",
}
VALUE: Form = {"type": [*_TEXT, "boolean", "null"]}
"""A text, a number or a truth value under a name of the file's own."""
VALUES: Form = {
    "type": [*VALUE["type"], "array"],
    "items": {"type": [*_TEXT, "boolean"], "pattern": r"\S"},
}
"""Values of a facet that the file declares."""
ADDRESS_FORM: Form = {"type": ["string", "null"], "pattern": ADDRESS.pattern}
DIGEST: Form = {"type": ["string", "integer", "null"], "pattern": f"^{SHA256.pattern}$"}
WHOLE_NUMBER: Form = {"type": ["integer", "string", "null"], "minimum": 1, "pattern": "^[0-9]*[1-9][0-9]*$"}
REQUIRED_DATE: Form = {
    "type": ["string", "integer", "array", "object"],
    "minimum": -9999,
    "maximum": 9999,
    "pattern": DATE_PATTERN,
    "items": {"type": ["string", "integer"], "pattern": f"^{_MEMBER}$"},
    "minItems": 1,
    "propertyNames": {"pattern": f"^(?:{_MEMBER}|-?[0-9]+)$"},
    "minProperties": 1,
    "additionalProperties": {"type": "null"},
    "errorMessage": "a date in EDTF, such as 2022-11-08, 2022-11, 2022 or 2022-11-08/2022-11-10",
    "examples": ["2022-11-08", "2022-11", "2022-11-08/2022-11-10", "2022-11-08T14:30", "2022~", "202X"],
}
"""YAML takes the sets ``[a..b]`` and ``{a,b}`` for a list and for a mapping without values."""
DATE: Form = {**REQUIRED_DATE, "type": [*REQUIRED_DATE["type"], "null"]}


def any_case(word: str) -> str:
    """Return a pattern for a word of ASCII in any case."""
    return "".join(f"[{letter.upper()}{letter}]" if letter.isalpha() else rf"\{letter}" for letter in word.lower())


TRUTH: Form = {
    "type": ["boolean", "string", "null"],
    "pattern": f"^(?:{'|'.join(map(any_case, BOOLEANS))})$",
    "errorMessage": "true or false",
}


def degrees(limit: int) -> Form:
    """Return the form of an angle from minus to plus a limit."""
    number = r"^\s*[+-]?[0-9._]+(?:[eE][+-]?[0-9_]+)?\s*$"
    return {"type": ["number", "string", "null"], "minimum": -limit, "maximum": limit, "pattern": number}


def choice(words: Iterable[str], *, is_optional: bool = True) -> Form:
    """Return the form of a text that is one of some words."""
    return {"enum": [*words, None] if is_optional else [*words]}


def list_of(item: Form) -> Form:
    """Return the form of a list, which may be null."""
    return {"type": ["array", "null"], "items": item}


def mapping_of(value: Form, names: Form | None = None) -> Form:
    """Return the form of a mapping from ids to values, which may be null.

    Args:
        value: the form of each value.
        names: the form of the ids, if they must be more than ids.
    """
    return {
        "type": ["object", "null"],
        "propertyNames": names or {"pattern": ID_PATTERN},
        "additionalProperties": value,
    }


def reference(name: str) -> Form:
    """Return a reference to a form that the schema defines once."""
    return {"$ref": f"#/$defs/{name}"}
