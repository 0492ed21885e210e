"""Actions on what the reader keeps about events, outside of the file: marks and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.screens.browser_interface import BrowserInterface
from tui.timeline.query.terms import FieldTerm
from tui.timeline.search.reader_layer import ReaderLayer

if TYPE_CHECKING:
    from tui.reader.annotations import Annotations
    from tui.timeline.search.index import Index

_NAMES = ("marked", "noted", "note")


class ReaderActions(BrowserInterface):
    """Shows the reader's marks and notes in the browser, and changes them."""

    _is_layer_read: bool = False
    """Whether the marks and notes have been read, or cannot be."""

    def read_layer_first(self, index: Index) -> None:
        """Read the marks and notes before anything is shown, if the query asks for them."""
        terms = [term for term in self.session.query.terms if isinstance(term, FieldTerm)]
        if any(term.name in _NAMES or not {*_NAMES}.isdisjoint(term.values) for term in terms):
            self.read_layer(index)
            self.session.execute()

    def read_layer_late(self) -> None:
        """Read the marks and notes after the first paint, and show them."""
        was_read = self._is_layer_read
        if not was_read:
            self.read_layer(self.index)
        if self.index.layer:
            self._show_layer(is_query_changed=bool(self.session.query) and not was_read)

    def read_layer(self, index: Index) -> None:
        """Read the marks and notes on a timeline."""
        from tui.reader.kept_error import KeptError
        from tui.reader.layer import reader_layer

        was_read, self._is_layer_read = self._is_layer_read, True
        try:
            index.layer = reader_layer(self.path, index.timeline)
        except KeptError as error:
            if not was_read:
                self.call_after_refresh(self.say, f"Your marks and notes cannot be read: {error}", "warning")

    def _take_annotations(self, kept: Annotations) -> None:
        """Show marks and notes as they are kept now, those included that another program has added."""
        self.index.layer = ReaderLayer.of(self.index.timeline, kept.marks, kept.notes)
        self._show_layer(is_query_changed=bool(self.session.query))

    def _show_layer(self, *, is_query_changed: bool) -> None:
        """Show the marks and notes in the list and the detail.

        Args:
            is_query_changed: the query may find other events now.
        """
        if is_query_changed:
            before = self.answer.matching
            self.session.refresh()
            if self.answer.matching != before:
                self.show_answer(self.shown)
        self.event_list.show_layer(self.index.layer)
        if self.late.is_laid_out:
            self.show_detail()

    def action_mark(self) -> None:
        """Mark the event, or no longer."""
        from tui.reader.annotations import mark_event
        from tui.reader.kept_error import KeptError

        self.catch_up()
        if (number := self.shown) is None or self.is_served():
            return
        event = self.index.timeline.events[number]
        try:
            kept = mark_event(self.path, event.id, is_marked=number not in self.index.layer.marked)
        except KeptError as error:
            self.say(f"The mark could not be saved: {error}", severity="error")
        else:
            self._take_annotations(kept)

    def action_note(self) -> None:
        """Write a note on the event."""
        from tui.app.screens.note_editor import NoteEditor

        self.catch_up()
        if (number := self.shown) is None or self.is_served():
            return
        event = self.index.timeline.events[number]

        def keep(note: str | None) -> None:
            from tui.reader.annotations import note_event
            from tui.reader.kept_error import KeptError

            if note is None:
                return
            try:
                kept = note_event(self.path, event.id, note)
            except KeptError as error:
                self.say(f"The note could not be saved: {error}", severity="error")
            else:
                self._take_annotations(kept)

        self.app.push_screen(NoteEditor(event.title, self.index.layer.notes.get(number, "")), keep)
