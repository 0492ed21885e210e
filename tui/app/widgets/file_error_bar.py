"""The bar that says why a changed file could not be read."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from tui.app.style.cells import fit
from tui.terminal.display import displayed, for_terminal
from tui.timeline.reading.problems import TimelineError

_MOST_LINES = 2


class FileErrorBar(Static):
    """The first problem of a file, or the progress of reading it, in at most two lines; hidden without either.

    It has the class ``-reading`` while it shows progress.
    """

    DEFAULT_CSS = """
    FileErrorBar {
        height: auto;
        max-height: 2;
        padding: 0 1;
        background: $surface;
        color: $error-foreground;
        &.-reading {
            color: $accent-foreground;
        }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)
        self._message, self._more = "", ""
        self.display = False
        self.line: int | None = None
        """The line of the first problem in the file, from 1; None if there is none."""

    def show_progress(self, text: str) -> None:
        """Show the progress of reading the file, until an error is shown or `clear` is called."""
        self._message, self._more = displayed(text), ""
        self.display = True
        self.set_class(True, "-reading")
        self._fill()

    def show_error(self, error: TimelineError, name: str) -> None:
        """Show the first problem of a file and the number of other problems, until `clear` is called.

        Args:
            error: the problems.
            name: the name of the file.
        """
        first, more = error.problems[0], len(error.problems) - 1 + error.omitted
        self.line = first.line or None
        self._message = displayed(f"Not read: {first.format(name)}")
        self._more = f" ({more:,} more)" if more else ""
        self.display = True
        self.set_class(False, "-reading")
        self._fill()

    def clear(self) -> None:
        """Hide the bar, as the file has been read without a problem."""
        self.display, self.line = False, None

    def on_resize(self) -> None:
        """Wrap the lines again."""
        self._fill()

    def _fill(self) -> None:
        width = self.scrollable_content_region.width or self.app.size.width - 2
        message = for_terminal(self._message)
        lines = [line.plain.rstrip() for line in Content(message + self._more).wrap(width)]
        if len(lines) > _MOST_LINES:
            rest = " ".join(line.plain.strip() for line in Content(message).wrap(width)[_MOST_LINES - 1 :])
            lines = [*lines[: _MOST_LINES - 1], fit(rest, width - len(self._more)).rstrip() + self._more]
        self.update(Content("\n".join(lines)))
