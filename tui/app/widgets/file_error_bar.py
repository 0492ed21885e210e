"""The bar that says why a file was not read again, for as long as that is so."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from tui.app.style.cells import fit
from tui.text.printable import printable
from tui.timeline.reading.problems import TimelineError

_MOST_LINES = 2


class FileErrorBar(Static):
    """Says what is wrong with the file, in as many as two lines; hidden while nothing is."""

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
        self._said, self._more = "", ""
        self.display = False
        self.line: int | None = None
        """The line of the file where the first problem is, from 1."""
        self.reading: object = None
        """What reads the file at this moment."""

    def tell_progress(self, reading: object, text: str) -> None:
        """Show how far a reading is, unless it is over by now."""
        if reading is self.reading:
            self._said, self._more = printable(text), ""
            self.display = True
            self.set_class(True, "-reading")
            self._fill()

    def tell(self, error: TimelineError, name: str) -> None:
        """Show the first problem of a file, and how many more there are, until `clear`.

        Args:
            error: what is wrong.
            name: what the file is called here.
        """
        first, more = error.problems[0], len(error.problems) - 1 + error.omitted
        self.line = first.line or None
        self._said = printable(f"Not read: {first.format(name)}")
        self._more = f" ({more:,} more)" if more else ""
        self.display = True
        self.set_class(False, "-reading")
        self._fill()

    def clear(self) -> None:
        """Hide: the file is well."""
        self.display, self.line = False, None

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._fill()

    def _fill(self) -> None:
        width = self.scrollable_content_region.width or self.app.size.width - 2
        lines = [line.plain.rstrip() for line in Content(self._said + self._more).wrap(width)]
        if len(lines) > _MOST_LINES:
            rest = " ".join(line.plain.strip() for line in Content(self._said).wrap(width)[_MOST_LINES - 1 :])
            lines = [*lines[: _MOST_LINES - 1], fit(rest, width - len(self._more)).rstrip() + self._more]
        self.update(Content("\n".join(lines)))
