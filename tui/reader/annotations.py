"""A reader's marks and notes on the events of a timeline's file, by the ids of the events.

Those of events that the file no longer has are kept, in case it has them again. Each change reads what is kept and
writes it while no other program does, so that two programs at once lose nothing of each other's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tui.reader.kept import Kept
from tui.text.frozen import Frozen

_KIND = "annotations"
LONGEST_NOTE = 20_000
"""How many characters a note may have."""


class Annotations(Frozen):
    """Marks and notes."""

    marks: tuple[str, ...] = ()
    """The ids of the marked events, in the order in which they were marked."""
    notes: Mapping[str, str] = {}
    """By the id of an event."""


def read_annotations(path: Path | None) -> Annotations:
    """Return the marks and notes on a timeline's file; none for a timeline without one.

    Raises:
        KeptError: they cannot be read.
    """
    return _annotations(Kept(path, _KIND).read())


def mark_event(path: Path | None, event: str, *, is_marked: bool) -> Annotations:
    """Mark an event, or no longer, and return all marks and notes as they are then.

    Raises:
        KeptError: it cannot be kept.
    """

    def change(kept: dict[str, Any]) -> None:
        marks = [mark for mark in _annotations(kept).marks if mark != event]
        kept["marks"] = [*marks, event] if is_marked else marks

    return _changed(path, change)


def note_event(path: Path | None, event: str, note: str) -> Annotations:
    """Replace the note on an event, or remove it if the new one is blank, and return all marks and notes.

    Raises:
        KeptError: it cannot be kept.
    """

    def change(kept: dict[str, Any]) -> None:
        notes = dict(_annotations(kept).notes)
        notes.pop(event, None)
        if text := note.strip()[:LONGEST_NOTE]:
            notes[event] = text
        kept["notes"] = notes

    return _changed(path, change)


def _changed(path: Path | None, change: Callable[[dict[str, Any]], None]) -> Annotations:
    after: dict[str, Any] = {}

    def change_kept(kept: Any) -> dict[str, Any]:
        after.update(kept if isinstance(kept, dict) else {})  # with what a newer version may keep there
        change(after)
        return after

    Kept(path, _KIND).change(change_kept)
    return _annotations(after)


def _annotations(kept: Any) -> Annotations:
    """Return marks and notes from JSON. What makes no sense is left out."""
    if not isinstance(kept, dict):
        return Annotations()
    marks, notes = kept.get("marks"), kept.get("notes")
    return Annotations(
        tuple(dict.fromkeys(mark for mark in marks if isinstance(mark, str))) if isinstance(marks, list) else (),
        {event: note for event, note in notes.items() if isinstance(note, str)} if isinstance(notes, dict) else {},
    )
