"""The error of what is kept, apart from it so that it can be caught without importing the rest."""

from __future__ import annotations


class KeptError(Exception):
    """A document cannot be read or written. Its str() is the problem and a remedy, for people."""
