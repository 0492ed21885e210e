"""Actions on the event in the detail pane: copy it, compare it with another, open its source, edit it in its file."""

from __future__ import annotations

from pathlib import Path

from tui.app.screens.browser_interface import BrowserInterface


class EventActions(BrowserInterface):
    """Acts on the event that the browser shows."""

    # Copy

    def action_translate(self) -> None:
        """Show quotes, then with their translations, then the translations alone."""
        self.detail.turn_wording()

    def action_copy(self, with_citation: bool) -> None:
        """Copy the event's quotes exactly as they stand in the source."""
        from tui.timeline.model.citations import citation

        event = self.shown_event
        if event is None:
            self.say_nothing_shown()
            return
        if not event.quotes:
            self.say("This event has no quote to copy.")
            return
        timeline = self.index.timeline
        texts = [citation(timeline, quote) if with_citation else quote.exact for quote in event.quotes]
        one, several = ("with its citation", "with their citations") if with_citation else ("", "")
        what = f"the quote {one}" if len(texts) == 1 else f"{len(texts)} quotes {several}"
        self.copy("\n\n".join(texts), what.rstrip())

    def action_copy_markdown(self) -> None:
        """Copy the event as Markdown, with its quotes, their translations and their sources."""
        from tui.timeline.exports.markdown import one_event

        event = self.shown_event
        if event is None:
            self.say_nothing_shown()
        else:
            self.copy(one_event(self.index.timeline, event), "the event as Markdown")

    def copy(self, text: str, what: str) -> None:
        """Send a text to the clipboard, through the terminal (OSC 52) and beside it, and say how far it has come."""
        self.app.copy_to_clipboard(text)
        characters = "character" if len(text) == 1 else "characters"
        self.run_worker(self._send(text, f"{what} ({len(text):,} {characters})"), group="copying")

    async def _send(self, text: str, what: str) -> None:
        from tui.terminal.clipboard import Sent, send

        sent = Sent.TO_TERMINAL if self.app.is_headless else await send(text)
        self.say(sent.value.format(what=what))

    # Compare

    def action_beside(self, number: int | None = None) -> None:
        """Show the event beside one that disputes it or that it disputes, or else beside one that is linked to it.

        Args:
            number: the other event; None for the first that denies it, or else contradicts it.
        """
        from tui.app.screens.side_by_side import SideBySide
        from tui.timeline.model.threads import thread_of

        answer, shown = self.answer, self.shown
        if shown is None:
            self.say_nothing_shown()
            return
        if number is None and (pair := self.disputed_pair) is not None:
            shown, number = pair
        thread = thread_of(answer.view, shown)
        if not thread.counterparts:
            self.say("This event has no links.")
            return
        self.app.push_screen(SideBySide(answer, thread, number, self.detail.wording), self.jump_to_id)

    def jump_to_id(self, event_id: str | None) -> None:
        """Jump to an event, unless a newer version of the timeline, loaded in the meantime, does not have it."""
        number = None if event_id is None else self.index.timeline.numbers.get(event_id)
        if number is not None:
            self.action_jump(number)

    # Follow links

    def action_jump(self, number: int) -> None:
        """Show an event, such as the other end of a link, and add it to the history."""
        self.catch_up()
        self.session.end_typing()
        self.walk.stop()
        self.session.leave_event(self.shown)
        self.go_to(number)
        self.session.remember_jump()

    def action_link(self, position: int) -> None:
        """Jump to a linked event, by its position in the thread, from 1."""
        from tui.timeline.model.threads import thread_of

        linked = () if self.shown is None else thread_of(self.answer.view, self.shown).linked
        if position <= len(linked):
            self.action_jump(linked[position - 1])
        elif self.shown is None:
            self.say_nothing_shown()
        else:
            count = f"{len(linked)} {'link' if len(linked) == 1 else 'links'}"
            self.say(f"This event has {count}." if linked else "This event has no links.")

    def action_thread(self, step: int) -> None:
        """Show the next event of the thread, or the one before, in order of date; while a find is on, its next hit."""
        if self.is_finding:
            self.action_find(step)
        elif self.shown is None:
            self.say_nothing_shown()
        else:
            number = self.walk.step(self.answer.view, self.shown, step)
            if isinstance(number, int):
                self.go_to(number)
            else:
                self.say(number)

    # Open

    def action_open_source(self) -> None:
        """Open the address of the event's first source that has one. The reader accepts only http and https."""
        event = self.shown_event
        if event is None:
            self.say_nothing_shown()
            return
        sources = self.index.timeline.sources
        urls = [url for source in event.sources if (url := sources[source].url)]
        if urls:
            self.app.open_url(urls[0])
        else:
            self.say("This source has no URL." if event.sources else "This event has no source.")

    # Edit

    @property
    def line_to_edit(self) -> int:
        """The line to open an editor at, from 1: that of the first error in the file, or else that of the event."""
        error_line = None if self.follower is None else self.follower.error_line
        return error_line or (1 if self.shown_event is None else max(1, self.shown_event.line))

    @property
    def file_to_edit(self) -> Path | None:
        """The file to open an editor at: of several, that of the event; None if it is not known."""
        return self.path if self.follower is None else self.follower.file_of(self.shown_event)

    def action_edit(self) -> None:
        """Open the file in the user's editor, and read it again afterwards."""
        from tui.app.screens.editor import EditorError, edit

        if self.app.is_web:
            self.say("The file cannot be edited from a browser.", severity="warning")
        elif self.path is None:
            self.say("This timeline was piped in: there is no file to edit.", severity="warning")
        elif (file := self.file_to_edit) is None:
            self.say(
                "This timeline is made of several files, and it is not known which has this event.", severity="warning"
            )
        else:
            try:
                edit(self.app, file, self.line_to_edit)
            except EditorError as error:
                self.say(str(error), severity=error.severity)
            else:
                self.action_reload()

    def action_reload(self) -> None:
        """Read the file again. If it has an error, the timeline stays as it was."""
        if self.follower is None:
            self.say("This timeline was piped in: there is no file to read again.", severity="warning")
        else:
            self.follower.read(is_requested=True)
