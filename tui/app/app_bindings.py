"""The bindings of the app itself, apart from the app so that `tui.app.scopes` can list them without importing it."""

from __future__ import annotations

from textual.binding import Binding, BindingType

APP_BINDINGS: list[BindingType] = [
    Binding(
        "ctrl+z", "suspend_process", "Suspend", show=False, id="app.suspend", tooltip="Suspend; fg in the shell returns"
    ),
]
