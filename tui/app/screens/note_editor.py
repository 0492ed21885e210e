"""An editor for the reader's own note on an event."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from tui.app.style.cells import fit
from tui.app.style.styles import STYLES
from tui.app.textual_fixes import DismissOnce
from tui.app.widgets.key_bar import KeyBar
from tui.reader.annotations import LONGEST_NOTE
from tui.terminal.display import displayed


class NoteEditor(DismissOnce, ModalScreen[str | None]):
    """A dialog with the note. The result is its new text, or None if it stays as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+s,escape", "keep", "Keep and close", priority=True, key_display="Esc", id="note.keep",
            tooltip="Keep the note, and close",
        ),
    ]  # fmt: skip
    CSS_PATH = "note_editor.tcss"

    def __init__(self, title: str, note: str) -> None:
        """Make the dialog.

        Args:
            title: the title of the event.
            note: the note as it is.
        """
        super().__init__()
        self._title = title
        self._note = note
        self._area = TextArea(note, soft_wrap=True, show_line_numbers=False, compact=True)

    def compose(self) -> ComposeResult:
        """Lay out the title of the event and the note."""
        with Vertical(classes="note-dialog") as dialog:
            yield Static(
                Content.styled(fit(displayed(self._title), 300).rstrip(), STYLES["title"]), classes="note-title"
            )
            yield self._area
            yield Static(
                Content.styled("kept for you alone, outside of the file; an empty note is removed", STYLES["muted"])
            )
        dialog.border_title = "Your note"
        yield KeyBar()

    def on_mount(self) -> None:
        """Go to the end of the note."""
        self._area.focus()
        self._area.move_cursor(self._area.document.end)

    def action_keep(self) -> None:
        """Keep the note, and go back."""
        text = self._area.text[:LONGEST_NOTE]
        self.dismiss(None if text.strip() == self._note.strip() else text)
