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

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)
        self.display = False
        self.tooltip = "What reading the file guessed, changed or lost"

    def show(self, remarks: Sequence[Remark]) -> None:
        """Show how many remarks of each kind there are."""
        words = summary(remarks)
        self.display = bool(words)
        self.update(Content(f"Read from another format: {words}"))

    async def on_click(self) -> None:
        """Open the report."""
        await self.run_action("screen.report")
