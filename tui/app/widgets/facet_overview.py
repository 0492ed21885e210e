"""The line of facets above their values, and what the query chooses in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.containers import Vertical
from textual.message import Message
from textual.reactive import reactive

from tui.app.style.cells import fit
from tui.app.widgets.line_list import LineList, Pieces
from tui.terminal.display import displayed
from tui.terminal.glyphs import glyphs
from tui.timeline.model.facets import FacetSpec
from tui.timeline.search.answers import Answer

_MOST_CHOICES = 4
"""The most facets whose choices have a line."""


class _Entry(NamedTuple):
    """A facet in the line of facets."""

    facet: str
    text: str
    style: str
    start: int
    """The offset of its first cell."""


class FacetOverview(LineList, can_focus=False):
    """A line with a key or a dot for each facet and the name of the one at the cursor, and a line for each choice."""

    DEFAULT_CSS = """
    FacetOverview {
        height: 1;
        background: $panel;
    }
    BrowserScreen.-low FacetOverview {
        display: none;
    }
    """

    facet: reactive[str | None] = reactive(None)
    """The facet at the cursor of the panel."""

    @dataclass
    class Pressed(Message):
        """A facet was clicked."""

        facet: str

    def __init__(self) -> None:
        super().__init__()
        self._specs: Sequence[FacetSpec] = ()
        self._keys: Mapping[str, str] = {}
        self._choices: Sequence[tuple[str, str]] = ()
        """By facet, in words: what is chosen."""

    def show(self, answer: Answer, specs: Sequence[FacetSpec], keys: Mapping[str, str], facet: str | None) -> None:
        """Show facets, and what an answer's query chooses in them.

        Args:
            answer: the answer.
            specs: the facets of the panel.
            keys: by the name of a facet, the key that goes to it.
            facet: the facet at the cursor.
        """
        self._specs, self._keys, self.facet = specs, keys, facet
        self._choices = [
            (spec.name, words)
            for spec in specs
            if spec.name in answer.facet_terms and (words := _in_words(answer, spec.name))
        ][:_MOST_CHOICES]
        count = 1 + len(self._choices)
        if count != self.line_count:
            self.styles.height = count
        self.set_lines(count, -1)

    def _entries(self, width: int) -> Iterator[_Entry]:
        chosen = {facet for facet, _ in self._choices}
        keys = {spec.name: self._keys.get(spec.name, glyphs().dot) for spec in self._specs}
        gaps = {name: 1 if name == self.facet or key != glyphs().dot else 0 for name, key in keys.items()}
        rest = sum(cell_len(key) + gaps[name] + (name in chosen) for name, key in keys.items() if name != self.facet)
        x = 1
        for spec in self._specs:
            text = keys[spec.name]
            is_here = spec.name == self.facet
            if is_here:
                title = displayed(spec.title)
                text = f" {fit(title, min(cell_len(title), max(1, width - rest - 5)))} "
            text += glyphs().roles["only"] if spec.name in chosen else ""
            style = "highlight-blurred" if is_here else "chosen" if spec.name in chosen else "muted"
            yield _Entry(spec.name, text, style, x)
            x += cell_len(text) + gaps[spec.name]

    # Lines

    def is_selectable(self, line: int) -> bool:
        """Return whether a line is a choice."""
        return line > 0

    def pieces(self, line: int, width: int) -> Pieces:
        """Return the pieces of the line of facets, or of a choice."""
        if line > 0:
            facet, words = self._choices[line - 1]
            yield f" {fit(self._keys.get(facet, glyphs().dot), 1)} ", "muted"
            yield fit(displayed(words), width - 3), "chosen"
            return
        end = 0
        for entry in self._entries(width):
            yield " " * (entry.start - end), ""
            yield entry.text, entry.style
            end = entry.start + cell_len(entry.text)

    # Mouse

    def line_chosen(self) -> None:
        """Go to the facet of a choice that was clicked."""
        facet, _ = self._choices[self.cursor - 1]
        self.cursor = -1
        self.post_message(self.Pressed(facet))

    def on_click(self, event: events.Click) -> None:
        """Go to a facet that was clicked."""
        if event.y == 0 and event.button == 1:
            width = self.scrollable_content_region.width
            for entry in self._entries(width):
                if entry.start <= event.x < entry.start + cell_len(entry.text):
                    self.post_message(self.Pressed(entry.facet))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Name the facet under the mouse."""
        entries = self._entries(self.scrollable_content_region.width) if event.y == 0 else ()
        under = [entry.facet for entry in entries if entry.start <= event.x < entry.start + cell_len(entry.text)]
        titles = {spec.name: displayed(spec.title) for spec in self._specs}
        self.tooltip = titles[under[0]] if under else None


def _in_words(answer: Answer, facet: str) -> str:
    """Return what a query chooses of a facet: ``Iran + North Korea, not Russia``."""
    timeline = answer.view.timeline
    terms = answer.facet_terms[facet]
    chosen = [sorted(timeline.name(facet, value) for value in term.values) for term in terms if not term.negated]
    excluded = {timeline.name(facet, value) for term in terms if term.negated for value in term.values}
    either = [
        f"({' or '.join(names)})" if len(names) > 1 and len(chosen) > 1 else " or ".join(names) for names in chosen
    ]
    nots = f"not {', '.join(sorted(excluded))}" if excluded else ""
    return ", ".join(filter(None, (" + ".join(either), nots)))


class FacetColumn(Vertical):
    """The facets: their line, and below it the panel."""
