"""The text at the right of the title bar: how many events match, and in which order and as of when they are shown."""

from __future__ import annotations

from collections.abc import Iterator

from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.words import date_words, short_words
from tui.timeline.model.sort import BY_DATE
from tui.timeline.search.answers import Answer

_LEAST_WIDTH_FOR_COUNTS = 70
"""A narrower screen has no room for the longest count beside the title."""
_LEAST_WIDTH_FOR_WORDS = 100
"""A narrower screen abbreviates the day and the order."""

_SEPARATOR = " · "
_ACTIONS = (("as known", "known"), ("known", "known"), ("by ", "sort"))
"""By the beginning of a part of the text: the action of the browser that changes what it says."""


def count_text(answer: Answer, total: int, width: int, counted: str | None = None) -> tuple[str, int]:
    """Return the text, and how many cells to reserve for it, so that the title does not move while a query is typed.

    Args:
        answer: the answer that is shown.
        total: the number of events in the timeline.
        width: the cells of the whole screen.
        counted: what to say in place of the number of events.
    """
    found = len(answer.rows)
    events = "event" if total == 1 else "events"
    count = f"{found:,} of {total:,} {events}" if found != total else f"{total:,} {events}"
    longest = f"{total:,} of {total:,} {events}" if width >= _LEAST_WIDTH_FOR_COUNTS else count
    if counted is not None:
        count = longest = counted
    deviations = list(_deviations(answer, has_room=width >= _LEAST_WIDTH_FOR_WORDS))
    return _SEPARATOR.join([*deviations, count]), 1 + len(_SEPARATOR.join([*deviations, longest]))


def action_at(text: str, offset: int) -> str | None:
    """Return the action of the browser that changes the part of the text at an offset; None if none does."""
    start = 0
    for part in text.split(_SEPARATOR):
        if offset < start + len(part) + len(_SEPARATOR):
            return next((action for beginning, action in _ACTIONS if part.startswith(beginning)), None)
        start += len(part) + len(_SEPARATOR)
    return None


def _deviations(answer: Answer, *, has_room: bool) -> Iterator[str]:
    """Yield the settings that are not the default: the day as of which the timeline is shown, and the order."""
    known, sort = answer.view.as_of, answer.sort
    if known is not None:
        day = EdtfDate.parse(known.text)
        yield f"as known on {date_words(day)} — K changes" if has_room else f"known {short_words(day)}"
    if sort != BY_DATE:
        axis = "by when it became known" if sort.axis == "known" else "by date"
        yield f"{axis}, {'newest' if sort.descending else 'oldest'} first" if has_room else f"by {sort}"
