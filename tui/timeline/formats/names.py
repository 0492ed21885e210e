"""Ids of names, so that one name is one thing whatever its capitals, accents and hyphens."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from tui.text.folding import fold
from tui.timeline.model.facets import is_reserved
from tui.timeline.reading import schema

_OTHERS = re.compile(r"[\W_]+")
_MOST = 60


@lru_cache(maxsize=1 << 13)
def name_id(name: str) -> str:
    """Return the id of a name: its letters and digits in small letters, with hyphens between.

    Names that are found by the same words have the same id. One without letters and digits, and one that is long,
    have a number of their own in it.
    """
    folded = fold(name)
    made = _OTHERS.sub("-", folded).strip("-")
    if not made or len(made) > _MOST:
        digest = hashlib.sha256(folded.encode(errors="surrogatepass")).hexdigest()[:8]
        made = f"{made[: _MOST - 9].rstrip('-')}-{digest}".strip("-")
    return made if schema.is_id(made) else f"n-{hashlib.sha256(folded.encode()).hexdigest()[:8]}"


def facet_name(title: str) -> str:
    """Return the name of a facet in a query for a title: ``Violence level`` gives ``violence_level``."""
    name = re.sub(r"\W+", "_", " ".join(title.split()).lower()).strip("_") or "facet"
    if name[0].isdigit():
        name = f"in_{name}"
    return f"{name}_" if is_reserved(name) else name
