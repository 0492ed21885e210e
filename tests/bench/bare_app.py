"""The least that an app of Textual can be: ``empty`` paints a word, ``echo`` repeats what is typed.

What Dateline's costs are held against: nobody who builds on Textual can do with less.
"""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import Input, Static


class EmptyApp(App[None]):
    """Paints a word."""

    def compose(self) -> ComposeResult:
        yield Static("painted")


class EchoApp(App[None]):
    """Repeats what is typed, in the way that Textual's guide teaches."""

    def compose(self) -> ComposeResult:
        yield Input()
        yield Static("painted", id="echo")

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one("#echo", Static).update(f"<{event.value}>")


if __name__ == "__main__":
    {"empty": EmptyApp, "echo": EchoApp}[sys.argv[1]]().run()
