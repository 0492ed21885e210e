"""How much tests try: some cases in `make test`; in `make soak-tests` all of them, or many times as many at random."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

Value = TypeVar("Value")

IS_SOAK = os.environ.get("DATELINE_SOAK", "") not in ("", "0")


def few(values: Sequence[Value], count: int) -> Sequence[Value]:
    """Return the values that a slow test runs with: all in `make soak-tests`, and ``count`` of them in `make test`.

    The test has the mark ``sampled``, as `make soak-tests` leaves out those that try nothing more there.
    """
    return values if IS_SOAK else [values[position * (len(values) - 1) // (count - 1)] for position in range(count)]


def examples(count: int) -> int:
    """Return how many examples a Hypothesis test generates that tries so many in `make test`."""
    return 30 * count if IS_SOAK else count
