"""A list of what changed between two versions of a timeline, under headings by kind."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.cells import cell_len
from textual.message import Message

from tui.app.style.cells import fit
from tui.app.widgets.line_list import Pieces
from tui.app.widgets.reading_list import ReadingList
from tui.terminal.display import displayed
from tui.timeline.comparing.side_by_side import ShownChange

_STYLES = {"+": "confirmed", "−": "denied", "~": "alleged"}
_WIDEST_DATE = 14


class ChangeList(ReadingList):
    """Changes, one in each line, below the heading of their kind."""

    class Highlighted(Message):
        """Another change was highlighted."""

    class Chosen(Message):
        """The highlighted change was clicked."""

    def __init__(self, changes: Sequence[ShownChange], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: list[ShownChange | str] = []
        for heading, group in groupby(changes, key=lambda change: change.heading):
            found = list(group)
            self._lines += [f"{heading} ({len(found):,})", *found]
        self._positions = [line for line, change in enumerate(self._lines) if not isinstance(change, str)]
        widest = max((cell_len(change.date) for change in changes), default=0)
        self._date_width = min(widest, _WIDEST_DATE)

    def on_mount(self) -> None:
        """Show the changes."""
        self.set_lines(len(self._lines), self._positions[0] if self._positions else -1)

    @property
    def change(self) -> ShownChange | None:
        """The highlighted change."""
        line = self._lines[self.cursor] if self.cursor >= 0 else None
        return None if isinstance(line, str) else line

    @property
    def position(self) -> int:
        """The index of the highlighted change among all; -1 if there is none."""
        return self._positions.index(self.cursor) if self.cursor >= 0 else -1

    def is_selectable(self, line: int) -> bool:
        """Return whether a line is a change."""
        return not isinstance(self._lines[line], str)

    def pieces(self, line: int, width: int) -> Pieces:
        """Return the pieces of a line."""
        change = self._lines[line]
        if isinstance(change, str):
            yield fit(change, width), "heading"
            return
        yield f" {change.sign} ", _STYLES[change.sign]
        rest = width - 3
        if change.date and rest > 3 * self._date_width:
            yield f"{fit(displayed(change.date), self._date_width)}  ", "muted"
            rest -= self._date_width + 2
        yield fit(displayed(change.title), rest), ""

    def cursor_moved(self) -> None:
        """Post that another change is highlighted."""
        self.post_message(self.Highlighted())

    def line_chosen(self) -> None:
        """Post that the highlighted change was clicked."""
        self.post_message(self.Chosen())
