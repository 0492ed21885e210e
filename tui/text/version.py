"""The version of this program."""

from __future__ import annotations


def installed_version() -> str | None:
    """Return the version of the installed package; None if the program runs from a checkout without it."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("dateline")
    except PackageNotFoundError:
        return None
