"""A line of the list of disputed claims: a claim, or an event that denies, contradicts or confirms it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from tui.app.style.cells import fit
from tui.app.style.content import split_matches
from tui.app.widgets.date_column import column_date
from tui.app.widgets.line_list import Pieces
from tui.terminal.display import displayed
from tui.terminal.glyphs import glyphs
from tui.text.folding import fold
from tui.timeline.analysis.disputes import SHOWN_RELATIONS, DisputeRow
from tui.timeline.model.entities import Event
from tui.timeline.search.answers import Answer
from tui.timeline.search.index import Index

_DATE_WIDTHS = ((60, 20), (40, 14), (0, 11))
"""Pairs: the least width of a row, and the greatest width of its date, in cells."""
_LEAST_WIDTH_FOR_WORDS = 64
"""A narrower row has a glyph for the relation in place of a word."""
_MOST_OF_NAME = 24
_LEAST_LETTERS = 4
"""A shorter word does not show that a title names somebody."""


def heading(width: int) -> Pieces:
    """Yield the pieces of the heading, with the glyphs of relations where rows have no words for them."""
    name = " Disputed claims "
    key = "".join(f" {_glyph(relation)} {relation}" for relation in SHOWN_RELATIONS) + " "
    if width >= _LEAST_WIDTH_FOR_WORDS:
        key = ""
    elif len(name) + cell_len(key) > width:
        name = ""
    yield name, "heading"
    yield glyphs().rule * max(0, width - len(name) - cell_len(key)) + key, "muted"


@dataclass(frozen=True)
class DrawnDisputes:
    """Draws the rows of disputes."""

    index: Index
    answer: Answer
    date_width: int
    """The cells that the longest date needs."""

    def event(self, row: DisputeRow, width: int) -> Pieces:
        """Yield the pieces of a claim, or of an event that bears on it."""
        event = self.answer.view.timeline.events[row.number]
        is_match = row.number in self.answer.matching
        muted = "" if is_match else "muted"
        has_words = width >= _LEAST_WIDTH_FOR_WORDS
        date_width = min(self.date_width, next(greatest for least, greatest in _DATE_WIDTHS if width >= least))
        end = list(self._end(row, event))
        start = list(self._start(row, event, is_match=is_match, has_words=has_words, date_width=date_width))
        yield from ((text, style or muted) for text, style in start)
        room = width - sum(cell_len(text) for text, _ in (*start, *end)) - 1
        who = self._who(event) if row.relation else ""
        if who and room >= 2 * cell_len(who):
            yield f"{who}: ", "label" if is_match else "muted"
            room -= cell_len(who) + 2
        for text, is_hit in split_matches(fit(displayed(event.title), room), self.answer.needles):
            yield text, "hit" if is_hit else muted or ("" if row.relation else "title")
        yield from end

    def _start(
        self, row: DisputeRow, event: Event, *, is_match: bool, has_words: bool, date_width: int
    ) -> Iterator[tuple[str, str]]:
        """Yield the marks, the relation and the date, each with a style; no style is that of the title."""
        if row.number in self.answer.uncertain:
            yield glyphs().doubtful, "alleged"
        else:
            yield glyphs().branch_closed if is_match and self.answer.query else " ", "label"
        date = fit(column_date(event.date, None, date_width), date_width)
        if row.relation:
            relation = f"  {row.relation:<12}" if has_words else f"{_glyph(row.relation)} "
            yield f" {relation}", _style(row.relation) if is_match else "muted"
        yield f"{date} ", "muted"
        if has_words or not row.relation:
            yield f"{glyphs().status(event.status)} ", (event.status or "muted") if is_match else "muted"

    def _end(self, row: DisputeRow, event: Event) -> Iterator[tuple[str, str]]:
        """Yield the marks after the title."""
        own = self.index.layer
        if row.number in own.marked:
            yield f" {glyphs().marked}", "marked"
        if row.number in own.notes:
            yield f" {glyphs().noted}", "marked"
        if event.is_draft:
            yield f" {glyphs().draft}", "warned"
        if row.relation and self.answer.view.is_disputed(row.number):
            yield f" {glyphs().disputed}", "disputed"

    def _who(self, event: Event) -> str:
        """Return who says it, unless the title does: a speaker, or else the outlet that the source credits."""
        facet, values = speakers(event)
        if not values:
            return ""
        name = self.answer.view.timeline.name(facet, values[0])
        words = fold(name).split()
        named = {word for word in words if len(word) >= _LEAST_LETTERS} or set(words)
        if named & set(fold(event.title).split()):
            return ""
        more = f" +{len(values) - 1}" if len(values) > 1 else ""
        return fit(displayed(name), _MOST_OF_NAME).rstrip() + more


def speakers(event: Event) -> tuple[str, Sequence[str]]:
    """Return who says an event, with the facet: the speakers, or else the outlets that its source credits, if any."""
    facet = next((name for name in ("speaker", "via") if event.values.get(name)), "speaker")
    return facet, event.values.get(facet, ())


def _glyph(relation: str) -> str:
    """Return the glyph of a relation to a claim: that of a denial, a dispute or a confirmation."""
    marks = glyphs()
    return {"denies": marks.status("denied"), "contradicts": marks.disputed}.get(relation, marks.status("confirmed"))


def _style(relation: str) -> str:
    return "confirmed" if relation == "confirms" else "denied"
