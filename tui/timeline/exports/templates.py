"""What the pages in HTML have in common: how their templates are filled, and what their policy allows."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import Any

from jinja2 import Environment, StrictUndefined


def page_environment(**options: Any) -> Environment:
    """Return an environment of Jinja that escapes what is put into a page, and refuses names that nobody set.

    Args:
        options: more options of `jinja2.Environment`.
    """
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined, **options)


def policy_hash(text: str) -> str:
    """Return a style sheet or a script as a Content Security Policy names it, without its quotation marks."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
