"""The reader's own note on an event, set apart from the words of sources."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from tui.app.style.styles import STYLES
from tui.terminal.display import displayed
from tui.terminal.glyphs import glyphs


class OwnNote(Static):
    """A note, a click on which opens it, and the mark of an event; hidden where there is neither."""

    DEFAULT_CSS = """
    OwnNote {
        padding: 0 1;
        border-left: dashed $secondary;
        color: $foreground;
    }
    """

    def show(self, note: str, *, is_marked: bool) -> None:
        """Show a note and a mark.

        Args:
            note: the note; empty if there is none.
            is_marked: whether the event is marked.
        """
        self.display = bool(note or is_marked)
        heading = " ".join(
            [
                *((f"{glyphs().marked} marked",) if is_marked else ()),
                *((f"{glyphs().noted} your note",) if note else ()),
            ]
        )
        lines = [Content.styled(heading, STYLES["marked"])]
        if note:
            lines += [Content(displayed(line)) for line in note.split("\n")]
        self.update(Content("\n").join(lines))

    async def on_click(self) -> None:
        """Open the note."""
        await self.run_action("screen.note")
