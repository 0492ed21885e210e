"""A list of choices. The highlighted choice is the chosen one."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.message import Message

from tui.app.style.cells import fit
from tui.app.widgets.line_list import LineList, Pieces
from tui.terminal.display import displayed
from tui.terminal.glyphs import glyphs


class ChoiceList(LineList):
    """Choices with explanations. A mark shows the chosen one, whatever the colours."""

    class Changed(Message):
        """Another choice was chosen."""

    def __init__(self, choices: Sequence[tuple[str, str]], chosen: int = 0, *, classes: str | None = None) -> None:
        """Make the list.

        Args:
            choices: the names, each with an explanation, which may be empty.
            chosen: the index of the choice that is chosen at first.
            classes: the classes of the widget.
        """
        super().__init__(classes=classes)
        self._choices = choices
        self._first_chosen = chosen
        self.styles.height = len(choices)

    def on_mount(self) -> None:
        """Show the choices."""
        self.set_lines(len(self._choices), self._first_chosen)

    @property
    def chosen(self) -> int:
        """The index of the chosen choice."""
        return max(0, self.cursor)

    def pieces(self, line: int, width: int) -> Pieces:
        """Return the pieces of a choice."""
        name, about = self._choices[line]
        yield f"{glyphs().branch_closed if line == self.cursor else ' '} ", "label"
        if about:
            longest = max(cell_len(displayed(other)) for other, _ in self._choices)
            yield fit(displayed(name), min(longest, width - 2)), ""
            yield f"  {fit(displayed(about), width - longest - 4)}", "muted"
        else:
            yield fit(displayed(name), width - 2), ""

    def cursor_moved(self) -> None:
        """Post that another choice was chosen."""
        self.post_message(self.Changed())
