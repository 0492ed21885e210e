"""The help: keys, the query language, and what the marks mean."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.event_list import EventList
from tui.facet_panel import FacetPanel
from tui.line_list import LineList
from tui.marks import DISPUTED, DOUBTFUL, SEVERAL_SOURCES, STATUS_MARKS, STATUS_MEANINGS
from tui.query_bar import QueryInput

_LANGUAGE = (
    ("iran drone", "both words, anywhere in the event"),
    ('"petit nombre"', "a phrase"),
    ("actor:iran", "Iran and all that belongs to it; a name or an alias will do"),
    ("weapon:missile,drone", "either"),
    ("actor:iran actor:russia", "both"),
    ("-status:denied  -drone", "not"),
    ("speaker: via: source: kind: year:", "who says it, the outlet credited, the article, the sort, the year"),
    ("after:2022-09 before:2023-01", "dates as you type them: nov 2022, last year, 3 months ago; on: in:"),
    ("certain:yes", "surely within these dates, not only possibly"),
    ("known:2022-12-31", "as it was known on that day"),
    ("is:disputed is:inferred", "denied by another; dated from outside the text. has:translation, note, link"),
)
_KEY_NAMES = {
    "slash": "/",
    "question_mark": "?",
    "minus": "-",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "escape": "Esc",
    "f1": "F1",
    "alt+left": "Alt+←",
    "alt+right": "Alt+→",
    "shift+tab": "Shift+Tab",
}


class HelpScreen(ModalScreen[None]):
    """Lies over the browser until it is closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "close", "Close", id="help.close", tooltip="Close the help"),
        Binding("g", "scroll(-1000)", "Top", show=False, id="help.top", tooltip="Scroll to the top"),
        Binding("G", "scroll(1000)", "End", show=False, id="help.end", tooltip="Scroll to the end"),
        Binding("j", "scroll(1)", "Down", show=False, id="help.down", tooltip="Scroll down"),
        Binding("k", "scroll(-1)", "Up", show=False, id="help.up", tooltip="Scroll up"),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        with VerticalScroll(id="help"):
            yield Static(self._text(), markup=False)

    def action_close(self) -> None:
        """Go back to the browser."""
        self.dismiss()

    def action_scroll(self, lines: int) -> None:
        """Scroll the text."""
        self.query_one("#help").scroll_relative(y=lines, animate=False)

    def _text(self) -> Content:
        from tui.browser import BrowserScreen

        parts: list[Content | str | tuple[str, str]] = []
        for heading, bindings in (
            ("Anywhere", BrowserScreen.BINDINGS),
            ("In the list", [*LineList.BINDINGS, *EventList.BINDINGS]),
            ("In the facets, where letters narrow the values", FacetPanel.BINDINGS),
            ("In the query", QueryInput.BINDINGS),
        ):
            parts += [(heading, "bold $ink-accent"), "\n"]
            for keys, tooltip in _keys(bindings):
                parts += [(f"  {keys:<12}", "bold"), tooltip, "\n"]
            parts.append("\n")
        parts += [("  Ctrl+P      ", "bold"), "Every command, themes too\n"]
        parts += [("  Ctrl+C      ", "bold"), "Copy what the mouse has selected\n\n"]
        parts += [("The query", "bold $ink-accent"), "\n"]
        for example, meaning in _LANGUAGE:
            parts += [(f"  {example:<34}", "bold"), meaning, "\n"]
        parts += ["\n", ("The marks", "bold $ink-accent"), "\n"]
        for status, mark in STATUS_MARKS.items():
            parts += [(f"  {mark} {status:<11}", "bold"), STATUS_MEANINGS[status], "\n"]
        parts += [(f"  {DISPUTED} {'disputed':<11}", "bold"), "another event denies or contradicts it\n"]
        parts += [(f"  {SEVERAL_SOURCES}2{'':<11}", "bold"), "the number of sources, where there are several\n"]
        parts += [(f"  {DOUBTFUL} {'possibly':<11}", "bold"), "only possibly within the dates asked for"]
        return Content.assemble(*parts)


def _keys(bindings: Iterable[BindingType]) -> Iterable[tuple[str, str]]:
    """Yield the keys of bindings and what they do; those that do the same are told once."""
    told: dict[str, list[str]] = {}
    for binding in bindings:
        assert isinstance(binding, Binding)
        told.setdefault(binding.tooltip, []).extend(map(_key_name, binding.key.split(",")))
    for tooltip, keys in told.items():
        yield (f"{keys[0]}-{keys[-1]}" if len(keys) > 4 else " ".join(keys)), tooltip


def _key_name(key: str) -> str:
    """Return a key as it is printed on keyboards."""
    name = _KEY_NAMES.get(key, key.replace("ctrl+", "Ctrl+"))
    return name if len(name) == 1 or name != key else name.capitalize()
