"""The scripts and the style sheet of the page, which stand beside this module."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

ANSWERING = ("fold", "parse", "dates", "timeline", "texts", "data_fields", "bind", "find", "roles")
"""The scripts that answer queries, which need no document, in their order."""

SCRIPTS = (*ANSWERING, "elements", "notes", "article", "list", "facets", "chart", "page")
"""All scripts, in the order in which they follow each other in the page."""

STYLES = ("colours", "frame", "query", "chart", "facets", "list", "event", "lanes", "small", "print")
"""All parts of the style sheet, in the order in which they follow each other: later ones override."""


@cache
def source(name: str) -> str:
    """Return the text of a file of the page, with line feeds only."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


def compact(text: str) -> str:
    """Return a script or style sheet without its comments, indentation and empty lines.

    Comments of scripts stand on lines of their own, and no text in one goes over several lines.
    """
    without_comments = re.sub(r"^\s*//[^\n]*$|^/\*.*?\*/$", "", text, flags=re.MULTILINE | re.DOTALL)
    return "\n".join(filter(None, map(str.strip, without_comments.split("\n"))))
