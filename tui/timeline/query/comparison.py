"""Comparisons of numbers and further fields: ``data.casualties:>10``, ``data.tier:primary``, ``origins:2..``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from math import inf
from operator import eq, ge, gt, le, lt

from tui.text.folding import fold

Test = Callable[[str], bool]
"""Returns whether a value of a further field passes."""

_OPERATORS: Mapping[str, Callable[[float, float], bool]] = {"=": eq, ">": gt, ">=": ge, "<": lt, "<=": le}
_NUMBER = r"[-+\N{MINUS SIGN}]?(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][-+]?[0-9]{1,3})?"
_IS_NUMBER = re.compile(rf"\s*({_NUMBER})\s*")
_COMPARISON = re.compile(rf"\s*(>=|<=|>|<|=)\s*({_NUMBER})\s*")
_RANGE = re.compile(rf"\s*({_NUMBER})?\s*\.\.\s*({_NUMBER})?\s*")
_BEGINS_AS_COMPARISON = re.compile(r"\s*[<>=]")


NumberTest = Callable[[float], bool]
"""Returns whether a number passes."""


def parse_number_test(text: str) -> NumberTest | None:
    """Return the test of a number that a typed value stands for; None if it stands for no test.

    It is ``>10``, ``>=10``, ``<10``, ``<=10``, ``=10`` or ``10``; or ``10..20``, ``10..`` or ``..20``, in which the
    ends are included.
    """
    if (found := _RANGE.fullmatch(text)) and any(found.groups()):
        low = -inf if found[1] is None else _float(found[1])
        high = inf if found[2] is None else _float(found[2])
        if None not in found.groups():
            low, high = sorted((low, high))
        return lambda number: low <= number <= high
    if found := _COMPARISON.fullmatch(text):
        compare, other = _OPERATORS[found[1]], _float(found[2])
        return lambda number: compare(number, other)
    equal = number_of(text)
    return None if equal is None else lambda number: number == equal


def parse_test(text: str) -> Test | None:
    """Return the test that a typed value stands for; None if it compares with something that is no number, or is blank.

    - What `parse_number_test` takes: a number that compares so. A text that is no number does not pass, except that a
      number alone is also found in a text that contains it.
    - Any other text: a text that contains it, as words anywhere in an event do.
    """
    needle = fold(text).strip()
    passes = parse_number_test(text)
    if passes is None:
        return (lambda value: needle in fold(value)) if needle and not _BEGINS_AS_COMPARISON.match(text) else None
    if number_of(text) is None:
        return lambda value: (number := number_of(value)) is not None and passes(number)
    return lambda value: needle in fold(value) if (number := number_of(value)) is None else passes(number)


def number_of(text: str) -> float | None:
    """Return a value as a number; None if it is not one."""
    found = _IS_NUMBER.fullmatch(text)
    return _float(found[1]) if found else None


def _float(text: str) -> float:
    return float(text.replace("\N{MINUS SIGN}", "-"))
