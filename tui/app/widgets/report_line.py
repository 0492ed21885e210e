"""The line that says what reading a file guessed, changed or lost, and opens the report."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from tui.timeline.model.remarks import Remark, summary

_PADDING = 2


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
        self._words = ""
        self.display = False
        self.tooltip = "What reading the file guessed, changed or lost"

    def show(self, remarks: Sequence[Remark]) -> None:
        """Show how many remarks of each kind there are."""
        self._words = summary(remarks)
        self.display = bool(self._words)
        self._fit()

    def on_resize(self) -> None:
        """Leave out what the new width has no room for: the key always stays."""
        self._fit()

    def _fit(self) -> None:
        key = (self._key, "bold $accent-foreground")
        gravest = self._words.partition(",")[0]
        for words in (f"Read from another format: {self._words}", self._words, f"{gravest} and more"):
            line = Content.assemble(f"{words} — ", key, " reports")
            if line.cell_length <= self.app.size.width - _PADDING:
                break
        self.update(line)

    async def on_click(self) -> None:
        """Open the report."""
        await self.run_action("screen.report")
