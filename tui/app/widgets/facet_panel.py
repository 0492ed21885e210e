"""The facet panel: the values to filter by, each with the number of events that choosing it would show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from tui.app.widgets.facet_lines import BUTTONS, header_pieces, indent, value_pieces
from tui.app.widgets.facet_overview import FacetOverview
from tui.app.widgets.facet_tree import FacetHeader, FacetTree, FacetValue, Line
from tui.app.widgets.line_list import LineList, Pieces
from tui.timeline.model.facets import FacetSpec
from tui.timeline.query.roles import Role
from tui.timeline.search.answers import Answer
from tui.timeline.search.index import Index


class FacetPanel(LineList):
    """The values of each facet, in trees. Letters and digits filter the values of the facet at the cursor.

    Bindings:
    | Key | Description |
    |---|---|
    | enter | Choose only this value of its facet, or no longer. |
    | space | Find events with this value too, or no longer. |
    | plus | Require this value beside those already chosen, or no longer. |
    | minus | Exclude the value, or no longer. |
    | right | Open the branch. |
    | left | Close the branch, or the branch around the value. |
    | tab | Go to the next facet. |
    | shift+tab | Go to the previous facet. |
    | backspace | Remove the last letter of the filter. |

    The bindings of `LineList` apply too.
    """

    DEFAULT_CSS = """
    FacetPanel {
        height: 1fr;
        background: $surface;
        scrollbar-background: $surface;
        scrollbar-background-hover: $surface;
        scrollbar-background-active: $surface;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose('only')", "Only this", id="facets.only", tooltip="Choose only this value"),
        Binding("space", "choose('or')", "Or", id="facets.toggle", tooltip="Allow this value too, or no longer"),
        Binding("plus", "choose('and')", "And", id="facets.and", tooltip="Require this value too, or no longer"),
        Binding("minus", "choose('not')", "Not", id="facets.exclude", tooltip="Exclude this value"),
        Binding("right", "branch(True)", "Open", show=False, id="facets.open", tooltip="Show what is below"),
        Binding("left", "branch(False)", "Close", show=False, id="facets.close", tooltip="Hide what is below"),
        Binding("tab", "facet(1)", "Next facet", show=False, id="facets.next", tooltip="Go to the next facet"),
        Binding(
            "shift+tab",
            "facet(-1)",
            "Previous facet",
            show=False,
            id="facets.previous",
            tooltip="Go to the previous facet",
        ),
        Binding("backspace", "widen", "Widen", show=False, id="facets.widen", tooltip="Delete the last letter"),
    ]
    empty = "Nothing to filter by yet."

    @dataclass
    class Chosen(Message):
        """A value was chosen, or is to be chosen no longer."""

        facet: str
        value: str
        how: Role
        """The role that it is to have, or to have no longer."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.overview = FacetOverview()
        """The line of facets, and what is chosen in them. It is mounted above the panel."""
        self._tree = FacetTree()
        self._answer: Answer | None = None
        self._lines: list[Line] = []
        self._specs: Mapping[str, FacetSpec] = {}
        self._keys: Mapping[str, str] = {}
        """By facet: the key that goes to it."""

    def show_index(self, index: Index, keys: Mapping[str, str]) -> None:
        """Replace the values with those of another timeline. They are not shown before `show` is called.

        Args:
            index: the timeline.
            keys: by the name of a facet, the key that goes to it, as it is printed on keyboards.
        """
        self._tree.set_index(index)
        self._specs = index.timeline.specs
        self._keys = keys
        self._answer = None

    def show(self, answer: Answer) -> None:
        """Show the counts and the choices of an answer."""
        before, self._answer = self._answer, answer
        has_other_order = self._tree.sink(answer)
        if before is None or (before.chosen, before.excluded) != (answer.chosen, answer.excluded):
            self._tree.open_above({facet: answer.chosen[facet] | answer.excluded[facet] for facet in answer.chosen})
            new = None if self.has_focus else self._tree.to_show(before, answer, self._value_at_cursor())
            self._update_lines(new or self._value_at_cursor())
        elif has_other_order:
            self._update_lines(self._value_at_cursor())
        else:
            self.refresh()  # the lines are the same, with other counts
        self._show_overview()

    def _show_overview(self) -> None:
        if self._answer is not None:
            specs = [self._specs[facet] for facet in self._tree.facets]
            self.overview.show(self._answer, specs, self._keys, self._facet_at_cursor())

    def watch_cursor(self, old: int, new: int) -> None:
        """Show the facet at the cursor in the line of facets."""
        super().watch_cursor(old, new)
        self.overview.facet = self._facet_at_cursor()

    def go_to(self, facet: str) -> None:
        """Put the cursor on the first value of a facet that is chosen, or else on its first value."""
        values = [(i, line) for i, line in enumerate(self._lines) if isinstance(line, FacetValue)]
        lines = [i for i, value in values if value.facet == facet]
        if lines:
            chosen = [i for i, value in values if value.facet == facet and self._is_chosen(value)]
            self.show_line(lines[-1])
            self.cursor = (chosen or lines)[0]

    def _is_chosen(self, value: FacetValue) -> bool:
        return self._answer is not None and value.id in self._answer.chosen[value.facet]

    def _value_at_cursor(self) -> FacetValue | None:
        line = self._lines[self.cursor] if 0 <= self.cursor < len(self._lines) else None
        return line if isinstance(line, FacetValue) else None

    def _facet_at_cursor(self) -> str | None:
        value = self._value_at_cursor()
        if value is not None:
            return value.facet
        return None if self._tree.filter is None else self._tree.filter[0]

    def _update_lines(self, keep: FacetValue | None) -> None:
        """Replace the lines, and put the cursor on a value, or on the nearest one above it that is shown.

        While the panel has the focus, the value at the cursor stays where it is on the screen.
        """
        lines_above = self.cursor - self.scroll_offset.y
        self._lines = list(self._tree.lines())
        only = None if self._tree.filter is None else self._tree.filter[0]
        lines = {
            (line.facet, line.id): i
            for i, line in enumerate(self._lines)
            if isinstance(line, FacetValue) and only in (None, line.facet)
        }
        cursor = min(lines.values(), default=-1)
        while keep is not None:
            if (keep.facet, keep.id) in lines:
                cursor = lines[keep.facet, keep.id]
                break
            keep = self._tree.parent(keep)
        self.set_lines(len(self._lines), cursor)
        if self.has_focus and 0 <= lines_above < self.size.height:
            self.scroll_to(y=cursor - lines_above, animate=False, immediate=True)
            self.show_line(cursor)
        self.overview.facet = self._facet_at_cursor()

    def on_resize(self) -> None:
        """Show the first lines too, where the value at the cursor is in sight with them."""
        if not self.has_focus and self.cursor < self.scrollable_content_region.height:
            self.scroll_home(animate=False, immediate=True)

    # Lines

    def is_selectable(self, line: int) -> bool:
        """Return whether a line is a value."""
        return isinstance(self._lines[line], FacetValue)

    def pieces(self, line: int, width: int) -> Pieces:
        """Return the pieces of a line: none, a facet's heading, or a value with its count."""
        content = self._lines[line]
        if isinstance(content, FacetHeader):
            spec, filter_ = self._specs[content.facet], self._tree.filter
            typed = filter_[1] if filter_ is not None and self._tree.is_filtered(content.facet) else None
            yield from header_pieces(spec.title, self._keys.get(spec.name, ""), typed, width)
        elif isinstance(content, FacetValue):
            assert self._answer is not None
            buttons = BUTTONS if line == self._hovered else ""
            yield from value_pieces(content, self._answer, width, buttons, is_open=self._tree.is_open(content))

    # Keys and mouse

    def action_choose(self, how: Role) -> None:
        """Choose or exclude the value at the cursor.

        Args:
            how: see `Chosen`.
        """
        value = self._value_at_cursor()
        if value is not None:
            self.post_message(self.Chosen(value.facet, value.id, how))

    def action_branch(self, is_open: bool) -> None:
        """Open or close the branch at the cursor. A value without an open branch closes the branch around it."""
        value = self._value_at_cursor()
        if value is None:
            return
        if is_open and value.has_children:
            self._tree.open(value)
        elif not is_open and value.has_children and self._tree.is_open(value):
            self._tree.close(value)
        elif not is_open and (parent := self._tree.parent(value)) is not None:
            self._tree.close(parent)
            value = parent
        self._update_lines(value)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Return whether a key extends the filter: letters and digits do."""
        return character is not None and character.isalnum()

    def on_key(self, event: events.Key) -> None:
        """Add a letter or digit to the filter of the facet at the cursor."""
        character = event.character
        if character is None or not self.check_consume_key(event.key, character):
            return
        event.stop()
        event.prevent_default()
        facet = self._facet_at_cursor()
        if facet is not None:
            filter_ = self._tree.filter
            before = filter_[1] if filter_ is not None and self._tree.is_filtered(facet) else ""
            self._filter((facet, before + character))

    def _filter(self, filter_: tuple[str, str] | None) -> None:
        value, facet = self._value_at_cursor(), self._facet_at_cursor()
        self._tree.filter = filter_
        self._update_lines(value)
        if facet is not None and self._value_at_cursor() != value:
            self.go_to(facet)

    def action_widen(self) -> None:
        """Remove the last letter of the filter."""
        if self._tree.filter is not None:
            facet, text = self._tree.filter
            self._filter((facet, text[:-1]) if len(text) > 1 else None)

    def clear_filter(self) -> bool:
        """Show all values, and return whether some were hidden by the filter."""
        was_filtered = self._tree.filter is not None
        if was_filtered:
            self._filter(None)
        return was_filtered

    def action_facet(self, step: int) -> None:
        """Go to another facet."""
        facets = [line.facet for line in self._lines if isinstance(line, FacetHeader)]
        facet = self._facet_at_cursor()
        if facets and facet in facets:
            self.go_to(facets[(facets.index(facet) + step) % len(facets)])

    def line_clicked(self, x: int) -> None:
        """Open or close a branch at its sign, require or exclude a value at its button; choose it too elsewhere."""
        value = self._value_at_cursor()
        if value is None or self._answer is None:
            return
        count = self._answer.counts[value.facet].get(value.id, 0)
        buttons = self.scrollable_content_region.width - len(f" {count}  ") - len(BUTTONS)
        if value.has_children and x < indent(value) + 2:
            self.action_branch(not self._tree.is_open(value))
        elif buttons <= x < buttons + len(BUTTONS):
            self.action_choose("and" if x < buttons + len(BUTTONS) // 2 else "not")
        else:
            self.action_choose("or")
