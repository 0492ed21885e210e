"""Languages by their BCP 47 tags."""

from __future__ import annotations


def primary_language(tag: str) -> str:
    """Return the language of a BCP 47 tag, without the country and the script: ``en`` for ``en-GB``."""
    return tag.strip().replace("_", "-").partition("-")[0].lower()
