"""Exporting the events that are shown: in a format, to a file or to the clipboard."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.app.screens.export_text import Exported, problem_with_name, suggested_name, with_suffix_of
from tui.app.textual_fixes import DismissOnce
from tui.app.widgets.choice_list import ChoiceList
from tui.app.widgets.key_bar import KeyBar
from tui.app.widgets.line_input import LineInput
from tui.app.widgets.message_line import MessageLine
from tui.terminal.glyphs import glyphs
from tui.text.frozen import replace
from tui.text.reasons import reason
from tui.timeline.editing.whole_file import write_whole
from tui.timeline.exports import FORMATS, ExportFormat
from tui.timeline.exports.losses import Losses
from tui.timeline.exports.refusal import CannotExportError

MOST_COPIED = 1_000_000
"""The most characters that are put on the clipboard."""

_OTHER_LINES = 8
"""The lines of the screen that are not for the formats: the border, the name, a message and the key bar."""


class ExportResult(NamedTuple):
    """What has been done, or what to copy."""

    message: str
    """What has been written; for a text to copy, what it is."""
    text: str | None = None
    """The text to copy."""


class _ClosedError(Exception):
    """The dialog was closed before the export was complete."""


class ExportScreen(DismissOnce, ModalScreen[ExportResult | None]):
    """A dialog that asks for a format and a file, and writes the events. The result is None if nothing is done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority: the enter key is also that of the fields.
        Binding("enter", "write", "Write", priority=True, id="export.write", tooltip="Write the file"),
        Binding("y,ctrl+y", "copy", "Copy", key_display="^y", id="export.copy", tooltip="Copy it instead"),
        Binding(
            "n,ctrl+n", "notes", "With notes", key_display="^n", id="export.notes",
            tooltip="Add your own marks and notes, or leave them out",
        ),
        Binding(
            "o,ctrl+o", "public", "Public", key_display="^o", id="export.public",
            tooltip="Leave out drafts and what is internal, or take them in again",
        ),
        Binding("escape", "close", "Close", priority=True, id="export.close", tooltip="Close without writing"),
    ]  # fmt: skip
    CSS_PATH = "dialogs.tcss"

    def __init__(self, exported: Exported, path: Path | None, query: str, form: str) -> None:
        """Make the dialog.

        Args:
            exported: the events.
            path: the file of the timeline, if it has one, which is never written.
            query: the query that finds the events.
            form: the name of the format to begin with.
        """
        super().__init__()
        self._exported = exported
        self._path = path
        self._query = query
        self._forms = list(FORMATS.values())
        self._first = list(FORMATS).index(form) if form in FORMATS else 0
        self._suggested = suggested_name(self._forms[self._first], path, query)
        self._replaced: str | None = None
        """The name of the existing file that the next enter key replaces."""
        self._is_closed = False
        self._choices = ChoiceList([(each.name, each.about) for each in self._forms], self._first)
        self._field = LineInput(self._suggested)
        self._message = MessageLine()

    def compose(self) -> ComposeResult:
        """Lay out the formats, the name of the file and a message."""
        self._fit_choices(self.app.size.height)  # for the first frame, too
        with Vertical(classes="dialog") as dialog:
            yield self._choices
            yield Static("File", classes="label gap")
            yield self._field
            yield self._message
        dialog.border_title = f"Export {self._exported.count}"
        yield KeyBar()

    def on_resize(self) -> None:
        """Leave room for the name below the formats."""
        self._fit_choices(self.size.height)

    def _fit_choices(self, lines: int) -> None:
        self._choices.styles.max_height = max(1, lines - _OTHER_LINES)

    @property
    def form(self) -> ExportFormat:
        """The format that is chosen."""
        return self._forms[self._choices.chosen]

    @on(ChoiceList.Changed)
    def _fit_name(self) -> None:
        field, suggested = self._field, suggested_name(self.form, self._path, self._query)
        if field.value == self._suggested:
            field.value = suggested
        else:
            field.value = with_suffix_of(field.value, self.form, self._forms)
        self._suggested = suggested

    @on(Input.Changed)
    def _forget_message(self) -> None:
        if self._replaced != self._field.value:
            self._replaced = None
            self._message.say("")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out the key of marks and notes where there are none."""
        return action != "notes" or bool(self._exported.layer)

    def action_notes(self) -> None:
        """Add the reader's marks and notes, or leave them out again."""
        self._export(has_notes=not self._exported.has_notes)

    def action_public(self) -> None:
        """Leave out what is not for the public, or take it in again."""
        self._export(is_public=not self._exported.is_public)

    def _export(self, *, has_notes: bool = False, is_public: bool = False) -> None:
        """Change which edition is exported: the public one never has notes."""
        self._exported = replace(self._exported, has_notes=has_notes, is_public=is_public)
        edition = "with your marks and notes" if has_notes else "public edition" if is_public else ""
        self.query_one(".dialog").border_subtitle = edition

    # Write

    def action_close(self) -> None:
        """Go back to the browser, and write nothing."""
        self._is_closed = True
        self.dismiss(None)

    def action_write(self) -> None:
        """Write the file, after asking if there is one of that name."""
        name = self._field.value.strip()
        problem = self._problem(name)
        if problem is not None:
            self._message.say(problem, is_wrong=True)
            self._field.focus()
        elif Path(name).expanduser().exists() and self._replaced != self._field.value:
            self._replaced = self._field.value
            self._message.say(f"{name} exists already: Enter replaces it.", is_wrong=True)
        else:
            self._message.say(f"writing{glyphs().ellipsis}")
            self._write(Path(name).expanduser(), self.form)

    def _problem(self, name: str) -> str | None:
        """Return why no file of a name can be written, as far as that can be known before."""
        if self.app.is_web:
            return "Files cannot be written from a browser: copy the text instead."
        return problem_with_name(name, self._path)

    @work(exclusive=True)
    async def _write(self, path: Path, form: ExportFormat) -> None:
        losses = Losses()
        try:
            edition = await asyncio.to_thread(self._exported.edition)
            await asyncio.to_thread(write_whole, path, self._encoded(edition, form, losses))
        except (OSError, ValueError) as error:
            self._message.say(f"{path} cannot be written: {reason(error)}", is_wrong=True)
        except CannotExportError as error:
            self._message.say(f"{error}.", is_wrong=True)
        except _ClosedError:
            return
        else:
            lost = losses.lines()
            rest = f" It has no room for everything: {'; '.join(lost)}." if lost else ""
            self.dismiss(ExportResult(f"Wrote {edition.count} into {os.fspath(path)}.{rest}"))

    def _encoded(self, edition: Exported, form: ExportFormat, losses: Losses) -> Iterator[bytes]:
        for chunk in edition.encoded(form, losses):
            if self._is_closed:
                raise _ClosedError
            yield chunk

    # Copy

    def action_copy(self) -> None:
        """Copy the text instead of writing it."""
        if self.form.is_binary:
            self._message.say(f"{self.form.name} is not text: write it to a file.", is_wrong=True)
            return
        self._message.say(f"copying{glyphs().ellipsis}")
        self._copy(self.form)

    @work(exclusive=True)
    async def _copy(self, form: ExportFormat) -> None:
        edition = await asyncio.to_thread(self._exported.edition)
        text = await asyncio.to_thread(self._text, edition, form)
        if text is None:
            self._message.say(
                f"That is more than {MOST_COPIED:,} characters: write it to a file instead.", is_wrong=True
            )
        else:
            self.dismiss(ExportResult(f"{edition.count} as {form.name}", text))

    def _text(self, edition: Exported, form: ExportFormat) -> str | None:
        """Return the text of the export; None if it is too long to be copied."""
        pieces, length = [], 0
        for chunk in edition.lines(form, Losses()):
            pieces.append(chunk)
            length += len(chunk)
            if length > MOST_COPIED or self._is_closed:
                return None
        return "".join(pieces)
