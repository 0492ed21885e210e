"""Why an export cannot be made."""

from __future__ import annotations


class CannotExportError(Exception):
    """An export cannot be made on this system. Its text says why, and what to do."""


def missing_library(form: str, library: str, extra: str) -> CannotExportError:
    """Return the error that an optional library is not installed.

    Args:
        form: the format, as in a sentence.
        library: the name of the library.
        extra: the extra of this package that installs it.
    """
    return CannotExportError(f"{form} needs {library}, which is not installed: pip install 'dateline[{extra}]'")
