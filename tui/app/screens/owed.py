"""What the events shown still owe to readers, counted by kind. Kinds can be listed, and all written as a report."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.app.screens.export_text import problem_with_name
from tui.app.style.cells import fit
from tui.app.style.styles import STYLES
from tui.app.textual_fixes import DismissOnce
from tui.app.widgets.choice_list import ChoiceList
from tui.app.widgets.key_bar import KeyBar
from tui.app.widgets.line_input import LineInput
from tui.app.widgets.message_line import MessageLine
from tui.terminal.display import displayed
from tui.terminal.glyphs import glyphs
from tui.text.reasons import reason
from tui.timeline.analysis.owed.report import OwedReport, OwedSection, place_words
from tui.timeline.analysis.owed.sections import owed
from tui.timeline.editing.whole_file import write_whole
from tui.timeline.exports.owed import chunks, form_of
from tui.timeline.model.entities import Event
from tui.timeline.search.answers import Answer
from tui.timeline.search.index import Index

LIMIT = 500
"""The most items of each kind that a report lists."""

_OTHER_LINES = 9
"""The lines of the screen that are for neither kinds nor items: border, reason, file, message and the key bar."""
_MOST_ITEMS = ((32, 4), (20, 2))
"""The most items of the highlighted kind that are shown, by the least height of the screen."""


class OwedResult(NamedTuple):
    """The result of the dialog."""

    query: str = ""
    """The query that finds the events of the chosen kind."""
    message: str = ""
    """A sentence that says what was written."""


class OwedScreen(DismissOnce, ModalScreen[OwedResult | None]):
    """A dialog with the kinds of what is owed, and their counts. Its result is None if it is closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority: the enter key is also that of the fields.
        Binding(
            "enter", "choose", "Show, or write", priority=True, id="owed.choose",
            tooltip="Show the events of this kind; in the name of the file, write the report",
        ),
        Binding("escape", "close", "Close", priority=True, id="owed.close", tooltip="Back to the events"),
    ]  # fmt: skip
    CSS_PATH = "dialogs.tcss"

    def __init__(
        self, index: Index, answer: Answer, path: Path | None, file_of: Callable[[Event], Path | None]
    ) -> None:
        """Make the screen.

        Args:
            index: the timeline.
            answer: the events.
            path: the file of the timeline, if it has one, which is never written.
            file_of: returns the file in which an event stands, if that is known.
        """
        super().__init__()
        self._index = index
        self._answer = answer
        self._path = path
        self._file_of = file_of
        self._report: OwedReport | None = None
        self._replaced: str | None = None
        """The name of the existing file that the next enter key replaces."""
        self._list: ChoiceList | None = None
        self._items = Static(classes="gap", markup=False)
        self._field = LineInput(f"{path.stem if path is not None else 'timeline'}-owed.md")
        self._message = MessageLine()

    def compose(self) -> ComposeResult:
        """Lay out the counts, which come as soon as they are known, the name of a file and a message."""
        with Vertical(classes="dialog") as dialog:
            yield self._items
            yield Static("File, as .md, .html or .json", classes="label gap")
            yield self._field
            yield self._message
        dialog.border_title = "What is owed"
        yield KeyBar()

    def on_mount(self) -> None:
        """Count in the background."""
        self._items.update(Content.styled(f"counting{glyphs().ellipsis}", STYLES["muted"]))
        self._count()

    @work(exclusive=True)
    async def _count(self) -> None:
        self._report = await asyncio.to_thread(
            owed, self._index, self._answer, lambda event: place_words(self._file_of(event), event)
        )
        width = max(len(f"{section.count:,}") for section in self._report.sections)
        self._list = ChoiceList(
            [(f"{section.count:>{width},}  {section.title}", section.query) for section in self._report.sections]
        )
        await self.query_one(".dialog").mount(self._list, before=0)
        self.on_resize()
        self._list.focus()

    def on_resize(self) -> None:
        """Fit the list to the lines that the other parts leave."""
        if self._list is not None:
            items = self._most_items + 3 if self._most_items else 0
            self._list.styles.max_height = max(1, self.size.height - _OTHER_LINES - items)
            self._show_items()

    @property
    def _most_items(self) -> int:
        return next((most for height, most in _MOST_ITEMS if self.size.height >= height), 0)

    @property
    def _section(self) -> OwedSection | None:
        """The kind that is highlighted."""
        return None if self._report is None or self._list is None else self._report.sections[self._list.chosen]

    @on(ChoiceList.Changed)
    def _show_items(self) -> None:
        """Show why the highlighted kind is owed, and its first items."""
        if (section := self._section) is not None:
            self._items.update(Content("\n").join(self._lines(section)))

    def _lines(self, section: OwedSection) -> Iterator[Content]:
        yield Content.styled(section.why, STYLES["heading"])
        if section.all_lack:
            yield Content(section.all_lack)
            return
        for item in islice(section.items(), self._most_items):
            words = f" {glyphs().dot} ".join(filter(None, (item.date, item.title, item.more)))
            yield Content(fit(displayed(words), max(1, self._items.size.width or self.size.width - 4)).rstrip())
        if self._most_items and section.count > self._most_items:
            yield Content.styled(f"and {section.count - self._most_items:,} more", STYLES["muted"])

    @on(Input.Changed)
    def _forget_message(self) -> None:
        if self._replaced != self._field.value:
            self._replaced = None
            self._message.say("")

    def action_close(self) -> None:
        """Go back to the browser."""
        self.dismiss(None)

    def action_choose(self) -> None:
        """Show the events of the highlighted kind; or write the report if the name of the file has the focus."""
        if self._field.has_focus:
            self._try_to_write()
        elif (section := self._section) is not None:
            if not section.count:
                self._message.say("Nothing of this kind is owed.")
            elif not section.query:
                self._message.say("No query finds these: write the report, which lists them.")
            else:
                self.dismiss(OwedResult(query=section.query))

    # Write

    def _try_to_write(self) -> None:
        """Write the report, after asking if there is a file of that name."""
        name = self._field.value.strip()
        problem = "Files cannot be written from a browser." if self.app.is_web else problem_with_name(name, self._path)
        if problem is None and form_of(name) is None:
            problem = f"{name} does not end in .md, .html or .json, which say the format."
        if problem is not None:
            self._message.say(problem, is_wrong=True)
        elif self._report is None:
            self._message.say(f"counting{glyphs().ellipsis}")
        elif Path(name).expanduser().exists() and self._replaced != self._field.value:
            self._replaced = self._field.value
            self._message.say(f"{name} exists already: Enter replaces it.", is_wrong=True)
        else:
            self._message.say(f"writing{glyphs().ellipsis}")
            self._write(self._report, Path(name).expanduser())

    @work(exclusive=True)
    async def _write(self, report: OwedReport, path: Path) -> None:
        form = form_of(path.name)
        assert form is not None
        data = (chunk.encode("utf-8", "surrogatepass") for chunk in chunks(report, form, LIMIT))
        try:
            await asyncio.to_thread(write_whole, path, data)
        except (OSError, ValueError) as error:
            self._message.say(f"{path} cannot be written: {reason(error)}", is_wrong=True)
        else:
            self.dismiss(OwedResult(message=f"Wrote what is owed into {os.fspath(path)}."))
