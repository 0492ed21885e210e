"""The action that exports the events that are shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from tui.app.screens.browser_interface import BrowserInterface

if TYPE_CHECKING:
    from tui.app.screens.export import ExportResult


class ExportActions(BrowserInterface):
    """Exports what the browser shows."""

    export_format: str = "json"
    """The name of the format that was chosen last."""

    def action_export(self) -> None:
        """Write the events that are shown, in the order in which they are, into a file, or copy them."""
        from tui.app.screens.export import ExportScreen
        from tui.app.screens.export_text import Exported
        from tui.timeline.analysis.public_editions import edition_of_answer, edition_of_disputes

        self.catch_up()
        self.session.end_typing()
        index, answer = self.index, self.answer
        numbers: Sequence[int] = answer.rows
        edition = partial(edition_of_answer, index, answer)
        if self.is_in_disputes and self.dispute_list is not None:
            numbers = self.dispute_list.numbers
            edition = partial(edition_of_disputes, index, numbers, answer.view.as_of)
        if not numbers:
            self.say("No event is shown, so there is nothing to export.")
            return
        exported = Exported(answer.view, numbers, index.further_fields.names, edition, index.layer)
        screen = ExportScreen(exported, self.path, self.session.text, self.export_format)

        def take(result: ExportResult | None) -> None:
            self.export_format = screen.form.name
            if result is not None and result.text is not None:
                self.copy(result.text, result.message)
            elif result is not None:
                self.say(result.message)

        self.app.push_screen(screen, take)
