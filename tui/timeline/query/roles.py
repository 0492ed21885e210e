"""The roles that values of a facet have in a query: the only one, one of several, required too, or excluded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

Role = Literal["only", "or", "and", "not"]
"""``only``: the one value chosen; ``or``: an event may have another of its term instead; ``and``: required beside the
other terms; ``not``: excluded."""


def roles(terms: Iterable[tuple[frozenset[str], bool]]) -> Mapping[str, Role]:
    """Return the role of each value in the terms of one facet.

    Args:
        terms: for each term the ids of its values, and whether it is negated.
    """
    found: dict[str, Role] = {}
    chosen = []
    for values, negated in terms:
        if negated:
            found.update(dict.fromkeys(values, "not"))
        else:
            chosen.append(values)
    for values in sorted(chosen, key=len, reverse=True):  # a value that a term requires is not one of several
        found.update(dict.fromkeys(values, "or" if len(values) > 1 else "and" if len(chosen) > 1 else "only"))
    return found
