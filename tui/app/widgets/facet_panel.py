"""The facets: what can be chosen to filter by, with counts of what choosing it would show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from tui.app.style.cells import fit
from tui.app.widgets.line_list import LineList, Pieces
from tui.terminal.glyphs import glyphs
from tui.text.folding import fold
from tui.text.frozen import Frozen, replace
from tui.text.printable import printable
from tui.timeline.model.entities import KINDS, STATUSES, Entry, Timeline
from tui.timeline.model.tree import depth_first
from tui.timeline.query.facet_names import has_word_prefix
from tui.timeline.query.language import Query
from tui.timeline.search.answers import COUNTED, Answer, answer_query
from tui.timeline.search.index import Index

_HEADINGS = {
    "actor": ("Actors", "a"),
    "weapon": ("Weapons", "w"),
    "status": ("Status", "s"),
    "kind": ("Kinds", ""),
    "speaker": ("Speakers", ""),
    "source": ("Sources", ""),
    "year": ("Years", ""),
}


_DEEPEST_INDENT = 5


class _ValueRow(Frozen):
    facet: str
    id: str
    name: str
    depth: int
    parent: str | None
    is_parent: bool


class _FacetHeader(Frozen):
    facet: str


class FacetPanel(LineList):
    """The values of each facet, in trees, to be chosen and excluded. Letters and digits narrow a facet's values.

    Bindings:
    | Key | Description |
    |---|---|
    | space | Choose the value beside those chosen, or no longer. |
    | enter | Choose only this value of its facet, or no longer. |
    | minus | Exclude the value, or no longer. |
    | right, left | Open or close a branch. |
    | tab, shift+tab | Go to the next facet, or the one before. |
    | backspace | Take back a letter that narrows the values. |

    The keys of `LineList` too.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose('only')", "Only this", id="facets.only", tooltip="Choose only this value"),
        Binding("space", "choose('either')", "Add", id="facets.toggle", tooltip="Choose this value too, or no longer"),
        Binding("minus", "choose('not')", "Exclude", id="facets.exclude", tooltip="Leave this value's events out"),
        Binding("right", "branch(True)", "Open", show=False, id="facets.open", tooltip="Show what is below"),
        Binding("left", "branch(False)", "Close", show=False, id="facets.close", tooltip="Hide what is below"),
        Binding("tab", "facet(1)", "Next facet", show=False, id="facets.next", tooltip="Go to the next facet"),
        Binding("shift+tab", "facet(-1)", "Facet before", show=False, id="facets.previous", tooltip="The facet before"),
        Binding(
            "backspace", "widen", "Widen", show=False, id="facets.widen", tooltip="Take back a letter that narrows"
        ),
    ]
    empty = "Nothing to filter by yet."

    @dataclass
    class Chosen(Message):
        """A value was chosen, or is no longer to be."""

        facet: str
        value: str
        how: str
        """``either``: beside those chosen already; ``only``: instead of them; ``not``: excluded."""

    def __init__(self, timeline: Timeline, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._answer: Answer | None = None
        self._open: set[tuple[str, str]] = set()
        """The branches that are open, by facet and id."""
        self._forced: set[tuple[str, str]] = set()
        """Those of them that a choice below has opened."""
        self._by_id: dict[tuple[str, str], _ValueRow] = {}
        self._values: Mapping[str, list[_ValueRow]] = {}
        self._lines: list[_ValueRow | _FacetHeader | None] = []
        self._timeline = timeline
        self._narrowed: tuple[str, str] | None = None
        """A facet, and what the names of its values that are shown have in them."""

    def show_index(self, index: Index) -> None:
        """Have the values of a timeline that any of its events has, the most frequent first.

        Of one that was read again, branches that were open stay so. The types of weapons are all open at first.
        """
        timeline, totals = index.timeline, answer_query(Query(), index).counts
        self._timeline = timeline
        self._index = index
        self._values = {
            facet: list(_tree(facet, entries, totals[facet]))
            for facet, entries in (("actor", timeline.actors), ("weapon", timeline.weapons))
        }
        self._values["status"] = [_flat("status", status, status) for status in STATUSES if totals["status"][status]]
        kinds = sorted((kind for kind in KINDS if totals["kind"][kind]), key=lambda kind: -totals["kind"][kind])
        self._values["kind"] = [_flat("kind", kind, kind) for kind in kinds]
        self._values["speaker"] = list(_tree("speaker", timeline.actors, totals["speaker"]))
        self._values["source"] = [
            _flat("source", source, index.names.label("source", source)) for source in timeline.sources
        ]
        self._values["year"] = [_flat("year", year, year) for year in totals["year"]]
        weapons = {("weapon", value.id) for value in self._values["weapon"]}
        self._open = (self._open - self._forced) | (weapons - self._by_id.keys())
        self._forced = set()
        self._by_id = {(value.facet, value.id): value for values in self._values.values() for value in values}
        self._answer = None

    def show(self, answer: Answer) -> None:
        """Show the counts and the choices of an answer."""
        before, self._answer = self._answer, answer
        if before is None or (before.chosen, before.excluded) != (answer.chosen, answer.excluded):
            self._open_to_choices()
        self._lay_out(self._at_cursor())

    def go_to(self, facet: str) -> None:
        """Put the highlight on the first value of a facet, or on its first that is chosen."""
        lines = [place for place, line in enumerate(self._lines) if isinstance(line, _ValueRow) and line.facet == facet]
        if lines:
            chosen = [place for place in lines if self._is_chosen(self._lines[place])]
            self.show_line(lines[-1])
            self.cursor = (chosen or lines)[0]

    def _is_chosen(self, line: _ValueRow | _FacetHeader | None) -> bool:
        return isinstance(line, _ValueRow) and self._answer is not None and line.id in self._answer.chosen[line.facet]

    def _at_cursor(self) -> _ValueRow | None:
        line = self._lines[self.cursor] if 0 <= self.cursor < len(self._lines) else None
        return line if isinstance(line, _ValueRow) else None

    def _lay_out(self, keep: _ValueRow | None) -> None:
        self._lines = []
        for facet in COUNTED:
            values = self._values[facet]
            if not values:
                continue
            if self._lines:
                self._lines.append(None)
            self._lines.append(_FacetHeader(facet))
            if self._narrowed is not None and self._narrowed[0] == facet:
                self._lines += [replace(value, depth=0) for value in values if self._is_wanted(value)]
                continue
            shown = {None, *(value.id for value in values if (facet, value.id) in self._open)}
            hidden: set[str] = set()
            for value in values:
                if value.parent in hidden or value.parent not in shown:
                    hidden.add(value.id)
                else:
                    self._lines.append(value)
        places = {(line.facet, line.id): place for place, line in enumerate(self._lines) if isinstance(line, _ValueRow)}
        narrowed = None if self._narrowed is None else self._narrowed[0]
        cursor = next((place for (facet, _), place in places.items() if narrowed in (None, facet)), -1)
        while keep is not None:
            if (keep.facet, keep.id) in places and narrowed in (None, keep.facet):
                cursor = places[keep.facet, keep.id]
                break
            keep = self._parent_of(keep)
        self.set_lines(len(self._lines), cursor)

    def _is_wanted(self, value: _ValueRow) -> bool:
        """Tell whether a word of one of a value's names begins with what narrows its facet."""
        assert self._narrowed is not None
        names = (fold(value.name), *self._index.names.values(value.facet)[value.id])
        return has_word_prefix(names, fold(self._narrowed[1]))

    def _open_to_choices(self) -> None:
        """Open the branches above what is chosen or excluded, and close those that earlier choices had opened."""
        assert self._answer is not None
        self._open -= self._forced
        self._forced = set()
        for facet in COUNTED:
            for value_id in self._answer.chosen[facet] | self._answer.excluded[facet]:
                value = self._by_id.get((facet, value_id))
                while value is not None and (value := self._parent_of(value)) is not None:
                    self._forced.add((facet, value.id))
        self._forced -= self._open
        self._open |= self._forced

    def _parent_of(self, value: _ValueRow) -> _ValueRow | None:
        return None if value.parent is None else self._by_id.get((value.facet, value.parent))

    # Lines

    def is_selectable(self, line: int) -> bool:
        """Tell whether a line is a value."""
        return isinstance(self._lines[line], _ValueRow)

    def pieces(self, line: int, width: int) -> Pieces:
        """Return what is on a line: nothing, a facet's name, or a value with its count."""
        content = self._lines[line]
        if isinstance(content, _FacetHeader):
            name, key = _HEADINGS[content.facet]
            if self._narrowed is not None and self._narrowed[0] == content.facet:
                name = f"{name}: {printable(self._narrowed[1])}"
            yield fit(f" {name}", width - 3), "heading"
            yield f"{key:1}  ", "muted"
        elif isinstance(content, _ValueRow):
            yield from self._value(content, width)

    def _value(self, value: _ValueRow, width: int) -> Pieces:
        answer = self._answer
        assert answer is not None
        count = answer.counts[value.facet].get(value.id, 0)
        chosen = value.id in answer.chosen[value.facet]
        excluded = value.id in answer.excluded[value.facet]
        branch = " "
        if value.is_parent:
            branch = glyphs().branch_open if (value.facet, value.id) in self._open else glyphs().branch_closed
        name_look = "muted" if not count else ""
        if chosen or excluded:
            name_look = "chosen" if chosen else "excluded"
        indent = _indent(value)
        yield " " * indent + f"{branch} ", "muted"
        used = indent + 2
        if value.facet == "status":
            yield f"{glyphs().statuses[value.id]} ", value.id
            used += 2
        sign = glyphs().chosen if chosen else glyphs().excluded if excluded else ""
        number = f" {count}{sign or ' '} "
        yield fit(printable(value.name), width - used - len(number)), name_look
        yield number, name_look or "muted"

    # Keys and mouse

    def action_choose(self, how: str) -> None:
        """Tell that the highlighted value is chosen."""
        value = self._at_cursor()
        if value is not None:
            self.post_message(self.Chosen(value.facet, value.id, how))

    def action_branch(self, is_open: bool) -> None:
        """Open or close the highlighted branch; close the one around it where it has none."""
        value = self._at_cursor()
        if value is None:
            return
        key = (value.facet, value.id)
        if is_open and value.is_parent:
            self._open.add(key)
        elif not is_open and value.is_parent and key in self._open:
            self._open.discard(key)
        elif not is_open and (parent := self._parent_of(value)) is not None:
            self._open.discard((parent.facet, parent.id))
            value = parent
        self._lay_out(value)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters and digits narrow the values."""
        return character is not None and character.isalnum()

    def on_key(self, event: events.Key) -> None:
        """Narrow the values of the facet that the highlight is in."""
        character = event.character
        if character is None or not self.check_consume_key(event.key, character):
            return
        event.stop()
        event.prevent_default()
        facet = self._facet_at_cursor()
        if facet is not None:
            before = self._narrowed[1] if self._narrowed is not None and self._narrowed[0] == facet else ""
            self._narrow((facet, before + character))

    def _facet_at_cursor(self) -> str | None:
        value = self._at_cursor()
        if value is not None:
            return value.facet
        return None if self._narrowed is None else self._narrowed[0]

    def _narrow(self, narrowed: tuple[str, str] | None) -> None:
        keep, facet = self._at_cursor(), self._facet_at_cursor()
        self._narrowed = narrowed
        self._lay_out(keep)
        if facet is not None and self._at_cursor() != keep:
            self.go_to(facet)

    def action_widen(self) -> None:
        """Take back the last letter that narrows the values."""
        if self._narrowed is not None:
            facet, text = self._narrowed
            self._narrow((facet, text[:-1]) if len(text) > 1 else None)

    def widen(self) -> bool:
        """Show all values again; return whether some were hidden."""
        was_narrowed = self._narrowed is not None
        if was_narrowed:
            self._narrow(None)
        return was_narrowed

    def action_facet(self, step: int) -> None:
        """Go to another facet."""
        facets = [line.facet for line in self._lines if isinstance(line, _FacetHeader)]
        facet = self._facet_at_cursor()
        if facets and facet in facets:
            self.go_to(facets[(facets.index(facet) + step) % len(facets)])

    def line_clicked(self, x: int) -> None:
        """Open or close a branch clicked at its mark, choose a value clicked elsewhere."""
        value = self._at_cursor()
        if value is not None and value.is_parent and x < _indent(value) + 2:
            self.action_branch((value.facet, value.id) not in self._open)
        else:
            self.action_choose("either")


def _indent(value: _ValueRow) -> int:
    """Return the cells before a value: the deepest branches of a tree share one indent, so that names have room."""
    return 1 + 2 * min(value.depth, _DEEPEST_INDENT)


def _flat(facet: str, value: str, name: str) -> _ValueRow:
    return _ValueRow(facet, value, name, 0, None, False)


def _tree(facet: str, entries: Mapping[str, Entry], totals: Mapping[str, int]) -> Iterable[_ValueRow]:
    """Yield the entries that any event has, each before those below it, the most frequent first."""
    used = sorted((entry for entry in entries.values() if totals[entry.id]), key=lambda entry: -totals[entry.id])
    for entry, depth, has_children in depth_first(used):
        yield _ValueRow(facet, entry.id, entry.name, depth, entry.parent, has_children)
