"""The suggested completions of a query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from rich.cells import cell_len
from textual.message import Message

from tui.app.style.cells import fit
from tui.app.widgets.line_list import LineList, Pieces
from tui.terminal.display import displayed
from tui.timeline.search.completion import Completion

_MOST_LINES = 8
"""The most lines in sight."""


class Suggestions(LineList, can_focus=False):
    """Completions below the query input. Its keys move their cursor, as they never have the focus."""

    DEFAULT_CSS = """
    Suggestions {
        overlay: screen;
        constrain: inside inside;
        width: 68;
        max-width: 100%;
        max-height: 8;
        margin-left: 2;
        background: $panel;
    }
    """
    cursor_style = "suggestion"
    complete_key = "Tab"
    """The printed key that inserts a completion."""

    @dataclass
    class Taken(Message):
        """A completion was clicked."""

        completion: Completion

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._completions: Sequence[Completion] = ()
        self._head_width = 0
        """The cells of the longest name."""
        self.display = False

    def suggest(self, completions: Sequence[Completion]) -> None:
        """Show other completions, or hide if there are none."""
        if not completions and not self._completions:
            return
        if (len(completions), self.display) != (len(self._completions), bool(completions)):
            self.display = bool(completions)
            self.styles.height = max(1, min(_MOST_LINES, len(completions)))
        self._completions = completions
        heads = (displayed(completion.label or completion.text) for completion in completions)
        self._head_width = max(map(cell_len, heads), default=0)
        self.set_lines(len(completions), -1)
        self.scroll_to(y=0, animate=False, immediate=True)

    @property
    def picked(self) -> Completion | None:
        """The highlighted completion; None if there is none."""
        return self._completions[self.cursor] if 0 <= self.cursor < len(self._completions) else None

    @property
    def taken(self) -> Completion | None:
        """The completion that Tab inserts: the highlighted one, or the first that is no earlier query."""
        return self.picked or next(islice(self._completions, self.first, None), None)

    @property
    def first(self) -> int:
        """The line of the first completion after the earlier queries."""
        return next((line for line, each in enumerate(self._completions) if not each.is_query), 0)

    def pieces(self, line: int, width: int) -> Pieces:
        """Return the pieces of a line: the name, the text to insert or what it means, the count, and the key."""
        completion = self._completions[line]
        count = "" if completion.count is None else f" {completion.count:,}"
        key = self.complete_key if completion is self.taken else ""
        key = f" {key:>{max(3, len(self.complete_key))}} "
        head = displayed(completion.label or completion.text)
        tail = displayed(f"{completion.text}  {completion.meaning}" if completion.label else completion.meaning)
        if completion.is_query:
            tail = "asked before"
        rest = max(0, width - len(count) - len(key))
        head_width = min(self._head_width + 3, max(rest * 2 // 3, rest - cell_len(tail)))
        finds_nothing = completion.count == 0
        yield f"{fit(f' {head}', max(0, head_width - 1))} ", "muted" if finds_nothing else ""
        yield fit(tail, rest - head_width), "muted"
        yield count, "muted" if finds_nothing else "label"
        yield key, "heading"

    def cursor_moved(self) -> None:
        """Move the mark of the key, too."""
        self.refresh()

    def line_chosen(self) -> None:
        """Post the completion that was clicked."""
        if (picked := self.picked) is not None:
            self.post_message(self.Taken(picked))
