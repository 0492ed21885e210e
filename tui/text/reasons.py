"""Errors of the operating system in words."""

from __future__ import annotations


def reason(error: OSError | ValueError) -> str:
    """Return what an error says in words, even if the system has none for it."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
