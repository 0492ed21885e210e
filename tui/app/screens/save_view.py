"""Saving the query as a view under a name: for the reader alone, or in the timeline's file."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.app.style.styles import STYLES
from tui.app.textual_fixes import DismissOnce
from tui.app.widgets.choice_list import ChoiceList
from tui.app.widgets.key_bar import KeyBar
from tui.app.widgets.line_input import LineInput
from tui.app.widgets.message_line import MessageLine
from tui.reader.kept_error import KeptError
from tui.reader.own_views import own_views, save_view
from tui.terminal.display import displayed
from tui.text.reasons import reason
from tui.timeline.model.entities import SavedView
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.problems import TimelineError

_MOST_SUGGESTED = 60
_WRITTEN = (".yaml", ".yml")
"""The endings of the files that a view can be written into: not of tables and other formats, which have no views."""


class SaveViewScreen(DismissOnce, ModalScreen[str | None]):
    """A dialog that asks for the name of a view, and saves it. The result is a message that it was saved, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority: the enter key is also that of the fields.
        Binding("enter", "save", "Save", priority=True, id="save-view.save", tooltip="Save the view"),
        Binding("escape", "close", "Close", priority=True, id="save-view.close", tooltip="Close without saving"),
    ]
    CSS_PATH = "dialogs.tcss"

    def __init__(self, timeline: Timeline, path: Path, query: str, sort: str) -> None:
        """Make the dialog.

        Args:
            timeline: the timeline.
            path: its file.
            query: the query to save.
            sort: the order to save.
        """
        super().__init__()
        self._timeline = timeline
        self._path = path
        self._view = SavedView("", query, sort)
        self._field = LineInput(query[:_MOST_SUGGESTED])
        places = ["for you alone, outside of the file"]
        if path.suffix.lower() in _WRITTEN and path.is_file():
            places.append(f"in the file {path.name}, for all its readers")
        self._places = ChoiceList([(place, "") for place in places], classes="gap")
        self._message = MessageLine(classes="gap")

    def compose(self) -> ComposeResult:
        """Lay out the query, the name, the place and a message."""
        with Vertical(classes="dialog") as dialog:
            yield Static(Content.styled(displayed(self._view.query) or "every event", STYLES["heading"]))
            yield Static("Name", classes="label gap")
            yield self._field
            yield self._places
            yield self._message
        dialog.border_title = "Save the query as a view"
        yield KeyBar()

    def on_mount(self) -> None:
        """Select the suggested name, so that typing replaces it."""
        self._field.focus()
        self._field.select_all()
        self._explain()

    @property
    def _is_in_file(self) -> bool:
        return self._places.chosen == 1

    @on(Input.Changed)
    @on(ChoiceList.Changed)
    def _explain(self) -> None:
        name = self._field.value.strip()
        if any(view.name == name for view in self._present()):
            self._message.say(f"There is a view '{name}' already: Enter replaces it.")
        else:
            self._message.say("")

    def _present(self) -> tuple[SavedView, ...]:
        """Return the views at the chosen place."""
        if self._is_in_file:
            return self._timeline.views
        try:
            return tuple(own_views(self._path))
        except KeptError as error:
            self._message.say(str(error), is_wrong=True)
            return ()

    def action_close(self) -> None:
        """Go back to the browser, and save nothing."""
        self.dismiss(None)

    def action_save(self) -> None:
        """Save the view."""
        name = self._field.value.strip()
        if not name:
            self._message.say("A view needs a name.", is_wrong=True)
            self._field.focus()
            return
        view = SavedView(name, self._view.query, self._view.sort)
        if self._is_in_file:
            if self.app.is_web:
                self._message.say("The file cannot be changed from a browser.", is_wrong=True)
                return
            self._message.say(f"Writing {self._path.name}…")
            self._write(view)
            return
        try:
            save_view(self._path, view)
        except KeptError as error:
            self._message.say(str(error), is_wrong=True)
        else:
            self.dismiss(f"Saved the view '{name}'. v lists the views.")

    @work(exclusive=True)
    async def _write(self, view: SavedView) -> None:
        from tui.timeline.editing.views import ViewNotWrittenError, write_view

        try:
            await asyncio.to_thread(write_view, self._path, view)
        except TimelineError as error:
            self._message.say(f"The file has problems: {error.lines()[0]}", is_wrong=True)
        except OSError as error:
            self._message.say(f"{self._path.name} cannot be written: {reason(error)}", is_wrong=True)
        except ViewNotWrittenError as error:
            self._message.say(f"{self._path.name}: {error}", is_wrong=True)
        else:
            self.dismiss(f"Wrote the view '{view.name}' into {self._path.name}.")
