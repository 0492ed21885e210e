"""Comparing the open timeline: with another version of it, or with itself as it was known on an earlier day."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.app.screens.browser_interface import BrowserInterface
from tui.app.screens.changes import ChangesScreen, Compared
from tui.app.textual_fixes import DismissOnce
from tui.app.widgets.key_bar import KeyBar
from tui.app.widgets.line_input import LineInput
from tui.app.widgets.message_line import MessageLine
from tui.terminal.glyphs import glyphs
from tui.timeline.analysis.source_days import source_days
from tui.timeline.comparing.changes import compare
from tui.timeline.comparing.forms import summary
from tui.timeline.comparing.side_by_side import shown_changes
from tui.timeline.comparing.versions import VersionError, as_known_on, read_version
from tui.timeline.dates.time_range import day_text
from tui.timeline.dates.typed import TypedDateError
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.problems import TimelineError


def compared(old: Timeline, old_name: str, new: Timeline, new_name: str) -> Compared:
    """Return what changed from one version of a timeline to another, and what the versions are called."""
    comparison = compare(old, new)
    return Compared(shown_changes(comparison, old, new), old_name, new_name, summary(comparison))


class ComparisonScreen(DismissOnce, ModalScreen[Compared | None]):
    """A dialog that asks what to compare the open timeline with. The result is what changed, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority: the enter key is also that of the fields.
        Binding("enter", "compare", "Compare", priority=True, id="compare.run", tooltip="Show what changed"),
        Binding("escape", "close", "Close", priority=True, id="compare.close", tooltip="Close without comparing"),
    ]
    CSS_PATH = "dialogs.tcss"

    def __init__(self, timeline: Timeline, path: Path | None, *, has_days: bool = False) -> None:
        """Make the dialog.

        Args:
            timeline: the open timeline.
            path: its file, if it has one.
            has_days: ask for two days as of which it was known, not for another version.
        """
        super().__init__()
        self._timeline = timeline
        self._path = path
        self._has_days = has_days
        if has_days:
            days = source_days(timeline)
            first, last = (day_text(days[0]), day_text(days[-1])) if days else ("", "")
            self._fields = {"Known on": LineInput(first), "and later on": LineInput(last)}
        else:
            suggested = f"HEAD:{path.name}" if path is not None and path.is_file() else ""
            self._fields = {"A file, or REV:FILE in git": LineInput(suggested)}
        self._message = MessageLine(classes="gap")

    def compose(self) -> ComposeResult:
        """Lay out the fields and a message."""
        with Vertical(classes="dialog") as dialog:
            for position, (label, field) in enumerate(self._fields.items()):
                yield Static(label, classes="label gap" if position else "label", markup=False)
                yield field
            yield self._message
        dialog.border_title = "What was learnt between two days" if self._has_days else "Compare with an older version"
        yield KeyBar()

    def on_mount(self) -> None:
        """Select the suggestion, so that typing replaces it."""
        field = next(iter(self._fields.values()))
        field.focus()
        field.select_all()

    @on(Input.Changed)
    def _forget_message(self) -> None:
        self._message.say("")

    def action_close(self) -> None:
        """Go back to the browser."""
        self.dismiss(None)

    def action_compare(self) -> None:
        """Compare, and show what changed."""
        values = [field.value.strip() for field in self._fields.values()]
        if not all(values):
            self._message.say("Two days are needed." if self._has_days else "Name a file or a revision.", is_wrong=True)
            return
        self._message.say(f"comparing{glyphs().ellipsis}")
        self._compare(values)

    @work(exclusive=True)
    async def _compare(self, values: list[str]) -> None:
        try:
            found = await asyncio.to_thread(self._compared, values)
        except TimelineError as error:
            self._message.say(error.lines()[0], is_wrong=True)
        except (VersionError, TypedDateError) as error:
            self._message.say(str(error), is_wrong=True)
        else:
            self.dismiss(found)

    def _compared(self, values: list[str]) -> Compared:
        return self._days(*values) if self._has_days else self._version(*values)

    def _days(self, first: str, last: str) -> Compared:
        versions = [as_known_on(day, self._timeline) for day in (first, last)]
        return compared(versions[0], f"known on {first}", versions[1], f"known on {last}")

    def _version(self, name: str) -> Compared:
        folder = None if self._path is None else self._path.parent
        is_file = Path(name).expanduser().exists()
        if not is_file and ":" not in name and self._path is not None and not Path(name).suffix:
            name = f"{name}:{self._path.name}"  # a revision alone
        old = read_version(str(Path(name).expanduser()) if is_file else name, folder)
        return compared(old, name, self._timeline, self._path.name if self._path else self._timeline.title)


def ask_for_comparison(browser: BrowserInterface, *, has_days: bool = False) -> None:
    """Ask what to compare the timeline of a browser with, and show what changed."""
    app: App[None] = browser.app
    if app.is_web and not has_days:
        browser.say("Other files cannot be opened from a browser.", severity="warning")
        return

    def show(found: Compared | None) -> None:
        if found is not None:
            app.push_screen(ChangesScreen(found), browser.jump_to_id)

    app.push_screen(ComparisonScreen(browser.index.timeline, browser.path, has_days=has_days), show)
