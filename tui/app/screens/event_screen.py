"""What can be done with the event that is shown: copy it, hold it against another, open its source, edit its file."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported
from textual.notifications import SeverityLevel
from textual.screen import Screen

from tui.text.printable import printable
from tui.timeline.model.citations import citation
from tui.timeline.model.entities import Event
from tui.timeline.search.answers import Answer
from tui.timeline.search.index import Index

if TYPE_CHECKING:
    from tui.app.widgets.event_detail import EventDetail


class EventScreen(Screen[None]):
    """A screen that shows one event of a timeline at a time."""

    index: Index
    """The timeline, ready to be asked."""
    path: Path | None
    """The file that the timeline is from, if it can be edited and read again."""

    @property
    def answer(self) -> Answer:
        """What the query finds."""
        raise NotImplementedError

    @property
    def shown(self) -> int | None:
        """The number of the event that is shown."""
        raise NotImplementedError

    @property
    def detail(self) -> EventDetail:
        """The pane that shows it."""
        raise NotImplementedError

    def action_jump(self, number: int) -> None:
        """Show another event."""
        raise NotImplementedError

    def action_reload(self) -> None:
        """Read the file again."""
        raise NotImplementedError

    def line_to_edit(self) -> int:
        """Return the line of the file that an editor is to be opened at, from 1."""
        event = self.shown_event
        return 1 if event is None else event.line

    def say(self, message: str, severity: SeverityLevel = "information") -> None:
        """Tell the user something in passing. No text of a timeline or a file is markup."""
        self.notify(printable(message), severity=severity, markup=False)

    # What is done with the event

    @property
    def shown_event(self) -> Event | None:
        """Return the event that is shown, with what of it can be seen."""
        return None if self.shown is None else self.answer.view.event(self.shown)

    def action_translate(self) -> None:
        """Turn quotes into their translations, and back."""
        self.detail.toggle_translation()

    def action_copy(self, with_citation: bool) -> None:
        """Copy the event's quotes, as they are in the source."""
        event = self.shown_event
        if event is None:
            return
        if not event.quotes:
            self.say("This event has no quote to copy.")
            return
        texts = [citation(self.index.timeline, quote) if with_citation else quote.exact for quote in event.quotes]
        one, several = ("with its citation", "with their citations") if with_citation else ("", "")
        what = f"the quote {one}" if len(texts) == 1 else f"{len(texts)} quotes {several}"
        self._copy("\n\n".join(texts), what.rstrip())

    def action_copy_markdown(self) -> None:
        """Copy the event as Markdown, with its quotes, their translations and their sources."""
        from tui.timeline.exports.markdown import one_event

        event = self.shown_event
        if event is not None:
            self._copy(one_event(self.index.timeline, event), "the event as Markdown")

    def _copy(self, text: str, what: str) -> None:
        """Put a text on the clipboard, through the terminal (OSC 52), and say so."""
        self.app.copy_to_clipboard(text)
        self.say(f"Copied {what} ({len(text):,} {'character' if len(text) == 1 else 'characters'}).")

    def action_beside(self, number: int | None = None) -> None:
        """Read the event beside one that disputes it, or that it disputes; without any, beside one linked to it.

        Args:
            number: the other event; None for the first in order of date.
        """
        from tui.app.screens.side_by_side import SideBySide
        from tui.timeline.model.threads import thread_of

        if self.shown is None:
            return
        thread = thread_of(self.answer.view, self.shown)
        if not thread.counterparts:
            self.say("This event is linked to no other.")
            return
        translated = self.detail.translated
        self.app.push_screen(SideBySide(self.answer, thread, number, translated=translated), self._leave_beside)

    def _leave_beside(self, event_id: str | None) -> None:
        numbers = self.index.timeline.numbers
        if event_id is not None and event_id in numbers:
            self.action_jump(numbers[event_id])

    def action_open_source(self) -> None:
        """Open the address of the event's first source that has one. The reader lets only http and https through."""
        event = self.shown_event
        if event is None:
            return
        urls = [url for source in event.sources if (url := self.index.timeline.sources[source].url)]
        if urls:
            self.app.open_url(urls[0])
        else:
            self.say("The timeline gives no address for this source.")

    def action_open_address(self, url: str) -> None:
        """Open an address that was clicked in the detail pane."""
        self.app.open_url(url)

    # What is done with the file

    def action_edit(self) -> None:
        """Open the file at the event's line in the user's editor, and read it again after."""
        from tui.app.screens.editor_command import editor_command

        if self.app.is_web:
            self.say("The file cannot be edited from a browser.", severity="warning")
            return
        if self.path is None:
            self.say("This timeline was piped in: there is no file to edit.", severity="warning")
            return
        command = editor_command(os.environ, self.path, self.line_to_edit())
        if command is None:
            self.say("Set $VISUAL or $EDITOR to the command of an editor.", severity="warning")
            return
        try:
            with self.app.suspend():
                failure = _run(command)  # an error that left the block would leave the terminal to nobody
        except SuspendNotSupported:
            self.say("No editor can be opened from here.", severity="warning")
            return
        if failure:
            self.say(f"{command[0]} cannot be started: {failure}", severity="error")
        else:
            self.action_reload()


def _run(command: list[str]) -> str | None:
    """Run a command in the terminal; return why it could not be started, if it could not."""
    before = signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl+C is the editor's; not ignored: it would inherit that
    try:
        subprocess.run(command, check=False)
    except OSError as error:
        return error.strerror or str(error)
    finally:
        signal.signal(signal.SIGINT, before)
    return None
