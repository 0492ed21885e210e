"""Ids for events whose file gives them none: made from date and title, so that they stay while these do."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

_OTHERS = re.compile(r"[\W_]+")
_MAX_TITLE = 60
"""The most characters of a title in an id."""


def made_id(date: str, title: str) -> str:
    """Return the id of an event, from its date in EDTF and its title. Another event may have the same."""
    words = _OTHERS.sub("-", title.casefold()).strip("-")[:_MAX_TITLE].rstrip("-")
    return "-".join(filter(None, (_OTHERS.sub("-", date).strip("-").lower(), words))) or "event"


def distinct_ids(ids: Iterable[str], made: Collection[int]) -> list[str]:
    """Return ids of events of which no two are equal if only made ones were.

    Of several events with one id the first in the file keeps it; the next ones get ``-2``, ``-3`` and so on after it.

    Args:
        ids: the ids of the events, in the order of the file.
        made: the positions of those that were made.
    """
    found = list(ids)
    taken = {event_id for position, event_id in enumerate(found) if position not in made}
    for position in sorted(made):
        base = event_id = found[position]
        number = 1
        while event_id in taken:
            number += 1
            event_id = f"{base}-{number}"
        taken.add(event_id)
        found[position] = event_id
    return found
