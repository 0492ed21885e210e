"""How long work reports its progress."""

from __future__ import annotations

from collections.abc import Callable

ProgressCallback = Callable[[str, float], None]
"""Called with the present activity in words ("reading"), and with the share of all work that is done, from 0 to 1."""
