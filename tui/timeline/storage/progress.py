"""How long work reports its progress."""

from __future__ import annotations

from collections.abc import Callable

ProgressCallback = Callable[[str, float], None]
"""Called with the present activity in words ("reading"), and with the share of all work that is done, from 0 to 1."""

READING_SHARE = 0.85
"""The share of the time of building a store that reading takes; the rest is writing."""
