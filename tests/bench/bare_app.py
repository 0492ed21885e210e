"""The smallest Textual apps: ``empty`` paints a word, ``echo`` repeats what is typed.

Dateline is compared with them because no app built on Textual can be faster.
"""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import Input, Static


class EmptyApp(App[None]):
    """Paint one word."""

    def compose(self) -> ComposeResult:
        yield Static("painted")


class EchoApp(App[None]):
    """Repeat what is typed, in the way that Textual's guide teaches."""

    def compose(self) -> ComposeResult:
        yield Input()
        yield Static("painted", id="echo")

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one("#echo", Static).update(f"<{event.value}>")


if __name__ == "__main__":
    {"empty": EmptyApp, "echo": EchoApp}[sys.argv[1]]().run()
