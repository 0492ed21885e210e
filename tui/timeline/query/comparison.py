"""Comparisons of the further fields of events: ``data.casualties:>10``, ``data.tier:primary``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from operator import eq, ge, gt, le, lt

from tui.text.folding import fold

Test = Callable[[str], bool]
"""Returns whether a value of a further field passes."""

_OPERATORS: Mapping[str, Callable[[float, float], bool]] = {"=": eq, ">": gt, ">=": ge, "<": lt, "<=": le}
_NUMBER = r"[-+\N{MINUS SIGN}]?(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][-+]?[0-9]{1,3})?"
_IS_NUMBER = re.compile(rf"\s*({_NUMBER})\s*")
_COMPARISON = re.compile(rf"\s*(>=|<=|>|<|=)\s*({_NUMBER})\s*")
_RANGE = re.compile(rf"\s*({_NUMBER})\s*\.\.\s*({_NUMBER})\s*")
_BEGINS_AS_COMPARISON = re.compile(r"\s*[<>=]")


def parse_test(text: str) -> Test | None:
    """Return the test that a typed value stands for; None if it compares with something that is no number, or is blank.

    - ``>10``, ``>=10``, ``<10``, ``<=10``, ``=10`` and ``10..20``, in which both ends are included: a number that
      compares so. A text that is no number does not pass.
    - ``10``: a number equal to it, or a text that contains it.
    - Any other text: a text that contains it, as words anywhere in an event do.
    """
    if found := _RANGE.fullmatch(text):
        low, high = sorted((_float(found[1]), _float(found[2])))
        return _of_numbers(lambda number: low <= number <= high)
    if found := _COMPARISON.fullmatch(text):
        compare, other = _OPERATORS[found[1]], _float(found[2])
        return _of_numbers(lambda number: compare(number, other))
    needle = fold(text).strip()
    if not needle or _BEGINS_AS_COMPARISON.match(text):
        return None
    equal = number_of(text)
    if equal is None:
        return lambda value: needle in fold(value)
    return lambda value: needle in fold(value) if (number := number_of(value)) is None else number == equal


def number_of(text: str) -> float | None:
    """Return the number that a value is; None for any other text."""
    found = _IS_NUMBER.fullmatch(text)
    return _float(found[1]) if found else None


def _of_numbers(passes: Callable[[float], bool]) -> Test:
    return lambda value: (number := number_of(value)) is not None and passes(number)


def _float(text: str) -> float:
    return float(text.replace("\N{MINUS SIGN}", "-"))
