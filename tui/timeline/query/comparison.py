"""Comparisons of the further fields of events: ``data.casualties:>10``, ``data.tier:primary``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from operator import eq, ge, gt, le, lt

from tui.text.folding import fold
from tui.text.frozen import Frozen

_OPERATORS: Mapping[str, Callable[[float, float], bool]] = {"": eq, "=": eq, ">": gt, ">=": ge, "<": lt, "<=": le}
_NUMBER = r"[-+\N{MINUS SIGN}]?(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][-+]?[0-9]{1,3})?"
_COMPARISON = re.compile(rf"(>=|<=|>|<|=|)\s*({_NUMBER})")
_RANGE = re.compile(rf"({_NUMBER})\.\.({_NUMBER})")
_COMPARES = re.compile(r"[<>=]")


class Comparison(Frozen):
    """A test of one field of an event's data."""

    text: str
    """As it was typed."""
    low: float | None = None
    high: float | None = None
    """The ends of a range, both included; None for any other test."""
    operator: str = ""
    number: float | None = None
    """What a number is compared with; None for a text."""
    word: str = ""
    """The folded text that a text must contain; empty for a number."""

    def matches(self, value: str) -> bool:
        """Return whether a value passes. A text that is a number is compared as a number."""
        if self.low is None and self.number is None:
            return self.word in fold(value)
        number = _number(value)
        if number is None:
            return not self.operator and self.low is None and fold(self.text).strip() in fold(value)
        if self.low is not None and self.high is not None:
            return self.low <= number <= self.high
        assert self.number is not None
        return _OPERATORS[self.operator](number, self.number)


def comparison(text: str) -> Comparison | None:
    """Return the test that a text means: ``>10``, ``10..20``, ``10`` or words; None if it compares with no number."""
    stripped = text.strip()
    if found := _RANGE.fullmatch(stripped):
        low, high = _number(found[1]), _number(found[2])
        return Comparison(text, low, high)
    if found := _COMPARISON.fullmatch(stripped):
        return Comparison(text, operator=found[1], number=_number(found[2]))
    if _COMPARES.match(stripped) or not fold(stripped).strip():
        return None
    return Comparison(text, word=fold(stripped).strip())


def _number(text: str) -> float | None:
    text = text.strip().replace("\N{MINUS SIGN}", "-")
    if not re.fullmatch(_NUMBER, text):
        return None
    return float(text)
