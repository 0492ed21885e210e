"""Which keys do what, and where: what Textual is told of it, and what the help shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from textual.binding import Binding, BindingType
from textual.dom import DOMNode

from tui.app.app import DatelineApp
from tui.app.chart.timeline_chart import TimelineChart
from tui.app.keys.names import KeyNameError, character_of, key_named
from tui.app.screens.browser import BrowserScreen
from tui.app.screens.help import ExampleLine, HelpScreen
from tui.app.screens.loading import LoadingScreen
from tui.app.screens.matrix import MatrixScreen
from tui.app.screens.side_by_side import SideBySide
from tui.app.widgets.event_detail import EventDetail
from tui.app.widgets.event_list import EventList
from tui.app.widgets.facet_panel import FacetPanel
from tui.app.widgets.line_list import LineList
from tui.app.widgets.matrix_grid import MatrixGrid
from tui.app.widgets.query_bar import QueryInput
from tui.config.config import Config
from tui.text.nearest import nearest
from tui.timeline.reading.problems import Problem

RESERVED: Mapping[str, str] = {
    "ctrl+p": "opens every command",
    "ctrl+c": "copies what the mouse has selected",
    "ctrl+q": "leaves the program",
}
"""Textual's own keys, that work anywhere, and what they do."""


class Scope(NamedTuple):
    """A part of the screen with keys of its own."""

    title: str
    classes: Sequence[type[DOMNode]]
    """Those whose keys it has; the first is that of the part itself."""
    is_typed: Callable[[str], bool] = lambda character: False
    """Tells whether a character is typed there, and thus no command."""
    is_alone: bool = False
    """The keys that work anywhere do not work there."""

    @property
    def owned(self) -> Sequence[tuple[type[DOMNode], Binding]]:
        """Its own keys, each with the class whose action it runs."""
        return [(owner, binding) for owner in self.classes for binding in _declared(owner)]

    @property
    def bindings(self) -> Sequence[Binding]:
        """Its own keys."""
        return [binding for _, binding in self.owned]


ANYWHERE = Scope("Anywhere", [BrowserScreen, DatelineApp])
SCOPES = (
    Scope("In the list", [EventList, LineList]),
    Scope("In the detail", [EventDetail]),
    Scope("In the chart", [TimelineChart]),
    Scope("In the facets, where letters narrow", [FacetPanel, LineList], str.isalnum),
    Scope("In the query", [QueryInput], str.isprintable, is_alone=True),
    Scope("Actors by weapons", [MatrixGrid, MatrixScreen], is_alone=True),
    Scope("Side by side", [SideBySide], is_alone=True),
    Scope("While a large timeline is read", [LoadingScreen], is_alone=True),
    Scope("In this help", [HelpScreen, ExampleLine], is_alone=True),
)


def _declared(owner: type[DOMNode]) -> Iterator[Binding]:
    bindings: Iterable[BindingType] = owner.__dict__.get("BINDINGS", ())
    for binding in bindings:
        assert isinstance(binding, Binding)
        yield binding


def all_bindings() -> dict[str, Binding]:
    """Return the bindings of all scopes by their ids."""
    return {binding.id or "": binding for scope in (ANYWHERE, *SCOPES) for binding in scope.bindings}


def keys_of(binding: Binding, keymap: Mapping[str, str]) -> list[str]:
    """Return the keys of a binding, as the user has them."""
    return [key.strip() for key in keymap.get(binding.id or "", binding.key).split(",")]


def keymap_of(config: Config) -> dict[str, str]:
    """Return the keys of a config, as Textual names them. The config has been checked."""
    return {action: ",".join(key_named(key.strip()) for key in keys.split(",")) for action, keys in config.keys.items()}


def check_keys(config: Config) -> Iterator[Problem]:
    """Find actions that there are not, texts that name no key, and keys that would do two things."""
    known = all_bindings()
    keymap: dict[str, str] = {}
    for action, written in config.keys.items():
        if action not in known:
            close = nearest(action, known)
            right = f"did you mean '{close}'?" if close else "'dateline config' prints all that there are"
            yield config.problem(("keys", action), f"unknown action '{action}'", right)
            continue
        keys = []
        for text in written.split(","):
            try:
                keys.append(key_named(text.strip()))
            except KeyNameError as error:
                yield config.problem(("keys", action), *error.args, offset=0)
        for key in set(keys) & RESERVED.keys():
            wrong = f"'{key}' {RESERVED[key]}, whatever has the focus"
            yield config.problem(("keys", action), wrong, "name another key", offset=0)
        if keys and set(keys) != set(keys_of(known[action], {})):
            keymap[action] = ",".join(keys)
    yield from _clashes(config, keymap)


def _clashes(config: Config, keymap: Mapping[str, str]) -> Iterator[Problem]:
    """Find keys that would do two things in one scope, or that are typed there. Only what was changed can clash."""
    told: set[tuple[str, str]] = set()
    order = list(keymap)
    for scope in SCOPES:
        held: dict[str, list[str]] = {}
        for binding in [*scope.bindings, *(() if scope.is_alone else ANYWHERE.bindings)]:
            for key in keys_of(binding, keymap):
                held.setdefault(key, []).append(binding.id or "")
        for key, actions in held.items():
            changed = sorted(set(actions) & keymap.keys(), key=order.index)
            if len(set(actions)) > 1 and changed and (changed[-1], key) not in told:
                told.add((changed[-1], key))
                other = next(action for action in actions if action != changed[-1])
                wrong = f"'{key}' is the key of '{other}' too"
                yield config.problem(("keys", changed[-1]), wrong, "give one of them another", offset=0)
        for action in {binding.id or "" for binding in _declared(scope.classes[0])} & keymap.keys():
            for key in keymap[action].split(","):
                character = character_of(key)
                if character is not None and scope.is_typed(character):
                    wrong = f"'{key}' is typed {scope.title[0].lower()}{scope.title[1:].partition(',')[0]}"
                    right = "name a key that writes nothing, such as ctrl+t"
                    yield config.problem(("keys", action), wrong, right, offset=0)
