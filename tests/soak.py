"""How long random tests run: briefly in `make test`, and ten times as long or more in `make soak`."""

from __future__ import annotations

import os

IS_SOAK = os.environ.get("DATELINE_SOAK", "") not in ("", "0")


def examples(count: int) -> int:
    """Return how many examples a Hypothesis test generates that tries so many in `make test`."""
    return 20 * count if IS_SOAK else count
