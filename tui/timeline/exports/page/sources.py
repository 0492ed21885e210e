"""The scripts and the style sheet of the page, which stand beside this module."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

ANSWERING = ("fold", "parse", "dates", "timeline", "data_fields", "bind", "find", "roles")
"""The scripts that answer queries, which need no document, in their order."""


@cache
def source(name: str) -> str:
    """Return the text of a file of the page, with line feeds only."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")
