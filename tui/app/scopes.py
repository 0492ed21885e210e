"""Which keys work where: one `Scope` for each part of the screen that has keys of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.widget import Widget

from tui.app.app_bindings import APP_BINDINGS
from tui.app.chart.timeline_chart import TimelineChart
from tui.app.keys.facet_keys import is_facet_binding
from tui.app.keys.keymap import keys_of
from tui.app.keys.names import character_of, printed
from tui.app.lanes.lanes_view import LanesView
from tui.app.screens.browser import BrowserScreen
from tui.app.screens.changes import ChangesScreen
from tui.app.screens.comparison import ComparisonScreen
from tui.app.screens.export import ExportScreen
from tui.app.screens.help import ExampleLine, HelpScreen, HelpSection
from tui.app.screens.loading import LoadingScreen
from tui.app.screens.matrix import MatrixScreen
from tui.app.screens.note_editor import NoteEditor
from tui.app.screens.owed import OwedScreen
from tui.app.screens.report import ReportScreen
from tui.app.screens.save_view import SaveViewScreen
from tui.app.screens.side_by_side import SideBySide
from tui.app.screens.views import ViewsScreen
from tui.app.widgets.change_list import ChangeList
from tui.app.widgets.dispute_list import DisputeList
from tui.app.widgets.event_detail import EventDetail
from tui.app.widgets.event_list import EventList
from tui.app.widgets.facet_panel import FacetPanel
from tui.app.widgets.find_bar import FindInput
from tui.app.widgets.line_list import LineList
from tui.app.widgets.matrix_grid import MatrixGrid
from tui.app.widgets.query_bar import QueryInput
from tui.app.widgets.reading_list import ReadingList

RESERVED: Mapping[str, str] = {
    "ctrl+p": "opens the command palette",
    "ctrl+c": "copies the text selected with the mouse",
    "ctrl+q": "quits",
}
"""Textual's own keys, which work everywhere and cannot be reassigned, each with what it does."""

_MOST_KEYS_LISTED = 5
"""The help shows more keys for one action as a range."""


class Scope(NamedTuple):
    """A part of the screen with keys of its own."""

    title: str
    owners: Sequence[type[DOMNode]]
    """The classes that declare its keys. The first is the class of the part itself; `App` stands for ours."""
    is_typed: Callable[[str], bool] = lambda character: False
    """Return whether a character is typed as text there, and so cannot be a command."""
    is_alone: bool = False
    """Whether the keys of `ANYWHERE` do not work there."""

    @property
    def owned(self) -> Sequence[tuple[type[DOMNode], Binding]]:
        """The bindings, each with the class whose action it runs."""
        return [(owner, binding) for owner in self.owners for binding in bindings_of(owner)]

    def owned_in(self, browser: BrowserScreen) -> Sequence[tuple[type[DOMNode], Binding]]:
        """Return the same for a browser, in which only the facets that its timeline uses have keys."""
        owned = []
        is_first = True
        for owner, binding in self.owned:
            if not is_facet_binding(binding):
                owned.append((owner, binding))
            elif is_first:
                is_first = False
                owned += [(owner, binding) for binding in browser.facet_bindings.values()]
        return owned

    @property
    def bindings(self) -> Sequence[Binding]:
        """The bindings."""
        return [binding for _, binding in self.owned]


ANYWHERE = Scope("Anywhere", [BrowserScreen, App])
SCOPES = (
    Scope("In the list", [EventList, ReadingList, LineList]),
    Scope("In the lanes", [LanesView]),
    Scope("In the disputed claims", [DisputeList, ReadingList, LineList]),
    Scope("In the detail", [EventDetail]),
    Scope("In the chart", [TimelineChart]),
    Scope("In the facets, where letters narrow", [FacetPanel, LineList], str.isalnum),
    Scope("In the query", [QueryInput], str.isprintable, is_alone=True),
    Scope("In the find line", [FindInput], str.isprintable, is_alone=True),
    Scope("In the matrix", [MatrixGrid, MatrixScreen], is_alone=True),
    Scope("Side by side", [SideBySide], is_alone=True),
    Scope("In the report on reading", [ReportScreen], is_alone=True),
    Scope("In the saved views", [ViewsScreen, LineList], is_alone=True),
    Scope("In the dialog for saving a view", [SaveViewScreen], str.isprintable, is_alone=True),
    Scope("In a note", [NoteEditor], str.isprintable, is_alone=True),
    Scope("In the dialog for a comparison", [ComparisonScreen], str.isprintable, is_alone=True),
    Scope("In a comparison", [ChangesScreen, ChangeList, ReadingList, LineList], is_alone=True),
    Scope("In the export", [ExportScreen, LineList], str.isprintable, is_alone=True),
    Scope("In the report of what is owed", [OwedScreen, LineList], str.isprintable, is_alone=True),
    Scope("While a large timeline is read", [LoadingScreen], is_alone=True),
    Scope("In this help", [HelpScreen, ExampleLine], is_alone=True),
)


def bindings_of(owner: type[DOMNode]) -> Iterator[Binding]:
    """Yield the bindings that a class declares itself, without those that it inherits."""
    for binding in APP_BINDINGS if owner is App else owner.__dict__.get("BINDINGS", ()):
        assert isinstance(binding, Binding)
        yield binding


def all_bindings() -> dict[str, Binding]:
    """Return the bindings of all scopes by their ids."""
    return {binding.id or "": binding for scope in (ANYWHERE, *SCOPES) for binding in scope.bindings}


def help_sections(keymap: Mapping[str, str], focused: Widget | None, browser: BrowserScreen) -> Iterator[HelpSection]:
    """Yield the keys for the help: first those of the focused widget, then those of `ANYWHERE`, then the others.

    Args:
        keymap: the keys that the user has set, by binding id.
        focused: the widget that has the focus.
        browser: the browser, whose facets have keys.
    """
    here = [scope for scope in SCOPES if focused is not None and isinstance(focused, scope.owners[0])]
    for scope in [*here, ANYWHERE, *(scope for scope in SCOPES if scope not in here)]:
        rows = list(_help_rows(scope, [binding for _, binding in scope.owned_in(browser)], keymap))
        if scope is ANYWHERE:
            rows += [(printed(key), effect[0].upper() + effect[1:]) for key, effect in RESERVED.items()]
        yield HelpSection(scope.title, rows)


def _help_rows(scope: Scope, bindings: Sequence[Binding], keymap: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield keys and what they do, without keys that are typed there. Bindings with the same tooltip share a row."""
    by_tooltip: dict[str, list[str]] = {}
    for binding in bindings:
        for key in keys_of(binding, keymap):
            character = character_of(key)
            if character is None or not scope.is_typed(character):
                by_tooltip.setdefault(binding.tooltip, []).append(printed(key))
    for tooltip, keys in by_tooltip.items():
        yield (f"{keys[0]} … {keys[-1]}" if len(keys) > _MOST_KEYS_LISTED else " ".join(keys)), tooltip
