"""The line that says what reading a file guessed, changed or lost, and opens the report."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from tui.timeline.model.remarks import Remark, summary


class ReportLine(Static):
    """How much of a file was not read as it stands, in one line; hidden if nothing was. A click opens the report."""

    DEFAULT_CSS = """
    ReportLine {
        height: 1;
        padding: 0 1;
        background: $surface;
        color: $muted;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        &:hover {
            text-style: underline;
        }
    }
    """

    def __init__(self, key: str, *, id: str | None = None) -> None:
        """Make the line.

        Args:
            key: the key that opens the report, as it is printed.
            id: the id of the widget.
        """
        super().__init__(markup=False, id=id)
        self._key = key
        self.display = False
        self.tooltip = "What reading the file guessed, changed or lost"

    def show(self, remarks: Sequence[Remark]) -> None:
        """Show how many remarks of each kind there are."""
        words = summary(remarks)
        self.display = bool(words)
        key = (self._key, "bold $accent-foreground")
        self.update(Content.assemble(f"Read from another format: {words} — ", key, " reports"))

    async def on_click(self) -> None:
        """Open the report."""
        await self.run_action("screen.report")
