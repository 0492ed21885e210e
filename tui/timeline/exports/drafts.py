"""Drafts in exports for readers, which leave them out."""

from __future__ import annotations


def drafts_left_out(number: int) -> str:
    """Return a sentence that says how many drafts are left out."""
    return "1 draft is left out." if number == 1 else f"{number:,} drafts are left out."
