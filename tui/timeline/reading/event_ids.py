"""Ids for events whose file gives them none: made from date and title, so that they stay while these do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.text.frozen import replace
from tui.timeline.model.entities import Event
from tui.timeline.reading.schema import PROVISIONAL

_OTHERS = r"[\W_]+"
_MAX_TITLE = 60
"""The most characters of a title in an id."""


def made_id(date: str, title: str) -> str:
    """Return the id of an event, from its date in EDTF and its title. Another event may have the same."""
    words = re.sub(_OTHERS, "-", title.casefold()).strip("-")[:_MAX_TITLE].rstrip("-")
    return "-".join(filter(None, (re.sub(_OTHERS, "-", date).strip("-").lower(), words))) or "event"


def settle_ids(ids: Sequence[str]) -> list[str] | None:
    """Return the ids of events in the place of provisional ones; None if there are none.

    Of several events with one id the first in the file keeps it; the next ones get ``-2``, ``-3`` and so on after it.

    Args:
        ids: the ids of the events, in the order of the file. Those that were made begin with `PROVISIONAL`.
    """
    made = [position for position, event_id in enumerate(ids) if event_id.startswith(PROVISIONAL)]
    if not made:
        return None
    found = [event_id.removeprefix(PROVISIONAL) for event_id in ids]
    if len(set(found)) == len(found):
        return found
    from tui.text.free_names import FreeNames  # most files give all events ids

    found = list(ids)
    taken = set(ids)
    names = FreeNames(taken)
    for position in made:
        event_id = names.free(found[position].removeprefix(PROVISIONAL))
        taken.add(event_id)
        found[position] = event_id
    return found


def with_settled_ids(events: list[Event]) -> list[Event]:
    """Return the events of a file, in its order, with `settle_ids` in the place of provisional ones."""
    ids = settle_ids([event.id for event in events])
    if ids is None:
        return events
    return [
        event if event.id == event_id else replace(event, id=event_id)
        for event, event_id in zip(events, ids, strict=True)
    ]
