"""What can be done with the event that is shown: copy it, open its source, edit it in its file."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from textual.app import SuspendNotSupported
from textual.notifications import SeverityLevel
from textual.screen import Screen

from tui.event_detail import EventDetail, citation
from tui.printable import printable
from tui.timeline.index import Answer, Index
from tui.timeline.model import Event


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

    def action_reload(self) -> None:
        """Read the file again."""
        raise NotImplementedError

    def say(self, message: str, severity: SeverityLevel = "information") -> None:
        """Tell the user something in passing. No text of a timeline or a file is markup."""
        self.notify(printable(message), severity=severity, markup=False)

    # What is done with the event

    def _event(self) -> Event | None:
        """Return the event that is shown, with what of it can be seen."""
        return None if self.shown is None else self.answer.view.event(self.shown)

    def action_translate(self) -> None:
        """Turn quotes into their translations, and back."""
        self.query_one(EventDetail).toggle_translation()

    def action_copy(self, with_citation: bool) -> None:
        """Copy the event's quotes, as they are in the source."""
        event = self._event()
        if event is None:
            return
        if with_citation:
            texts = [citation(event, quote, self.index.timeline) for quote in event.quotes]
        else:
            texts = [quote.exact for quote in event.quotes]
        self.app.copy_to_clipboard("\n\n".join(texts))
        what = "Quote" if len(texts) == 1 else f"{len(texts)} quotes"
        self.say(f"{what} copied{' with the citation' if with_citation else ''}.")

    def action_open_source(self) -> None:
        """Open the address of the event's first source that has one. The reader lets only http and https through."""
        event = self._event()
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
        from tui.editor import editor_command

        if self.path is None:
            self.say("This timeline was piped in: there is no file to edit.", severity="warning")
            return
        event = self._event()
        command = editor_command(os.environ, self.path, event.line if event is not None else 1)
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
    try:
        subprocess.run(command, check=False)
    except OSError as error:
        return error.strerror or str(error)
    return None
