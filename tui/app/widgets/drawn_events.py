"""The rules and rows of a list of events, as pieces of lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rich.cells import cell_len

from tui.app.style.cells import fit
from tui.app.style.content import split_matches
from tui.app.widgets.date_column import column_date, without_zone
from tui.app.widgets.line_list import Pieces
from tui.terminal.display import displayed
from tui.terminal.glyphs import glyphs
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.sections import POSSIBLE, UNKNOWN_START, TimeUnit
from tui.timeline.model.as_of import first_published
from tui.timeline.model.timeline import Timeline
from tui.timeline.search.answers import Answer
from tui.timeline.search.reader_layer import ReaderLayer

_GREATEST_DATE_WIDTH = 27
_LEAST_GREATEST_DATE_WIDTH = 11
"""However narrow a row is, its date may take as many cells."""
_MORE_FOR_A_START = 3
"""More cells for a date of which not even the start fits."""
_LEAST_DATE_WIDTH = 6
_LEAST_WIDTH_FOR_TWO_DATES = 60
"""A narrower row says only since when an event is known, in the order of that."""


class DrawnEvents:
    """Draws the events of an answer. The column of dates is as wide as those that it was widened for.

    Args:
        timeline: the timeline.
        answer: the answer.
        own: returns the reader's marks and notes.
    """

    def __init__(self, timeline: Timeline, answer: Answer, own: Callable[[], ReaderLayer]) -> None:
        self._timeline = timeline
        self._answer = answer
        self._own = own
        self._date_width = _LEAST_DATE_WIDTH
        self._dates: dict[tuple[int, int], str] = {}
        """By the number of an event and the cells of its date: the date, as each is measured and then drawn."""

    @property
    def _is_by_known(self) -> bool:
        """Whether the rules say when events were known, not when they happened."""
        return self._answer.sort.axis == "known"

    def rule(self, unit: TimeUnit, count: int, width: int) -> Pieces:
        """Yield the pieces of a section's rule.

        Args:
            unit: the unit of time that it names.
            count: how many events are below it.
            width: the cells of the line.
        """
        name = unit.words
        if unit == POSSIBLE:
            name = name[:1].upper() + name[1:]
        elif self._is_by_known:
            name = "known since an unknown date" if unit == UNKNOWN_START else f"known in {name}"
        end = f" {count} "
        yield f" {name} ", "heading"
        yield glyphs().rule * max(0, width - len(name) - 2 - len(end)) + end, "muted"

    def row(self, number: int, unit: TimeUnit, width: int, title: str | None = None) -> Pieces:
        """Yield the pieces of the first line of an event.

        Args:
            number: the number of the event.
            unit: the unit that the rule above names.
            width: the cells of the line.
            title: the part of the title that stands on it; None for all of it, cut if it is too long.
        """
        end = list(self._end(number, width))
        status = self._timeline.events[number].status
        yield glyphs().doubtful if number in self._answer.uncertain else " ", "alleged"
        yield f"{fit(self._date(number, unit, width), self._column(width))} ", "muted"
        yield f"{glyphs().status(status)} ", status or "muted"
        room = self._room(end, width)
        yield from self._words(self.title(number) if title is None else title, room)
        yield from end

    def continued(self, title: str, width: int) -> Pieces:
        """Yield the pieces of a further line of an event, with more of its title."""
        start = self._column(width) + 4
        yield " " * start, ""
        yield from self._words(title, width - start - 1)

    def title(self, number: int) -> str:
        """Return the title of an event, as it is shown."""
        return displayed(self._timeline.events[number].title)

    def room(self, number: int, width: int) -> int:
        """Return the cells for the title of an event in a line of this width."""
        return self._room(self._end(number, width), width)

    def widen(self, dated: Iterable[tuple[int, TimeUnit]], width: int) -> bool:
        """Widen the column of dates for some events. Return whether it is wider now.

        Args:
            dated: the numbers of the events, each with the unit that the rule above it names.
            width: the cells of a line.
        """
        before = self._date_width
        needed = max((cell_len(self._date(number, unit, width)) for number, unit in dated), default=0)
        self._date_width = max(before, min(needed, _most(width) + _MORE_FOR_A_START))
        return self._date_width > before

    def _column(self, width: int) -> int:
        return min(self._date_width, _most(width) + _MORE_FOR_A_START)

    def _date(self, number: int, unit: TimeUnit, width: int) -> str:
        """Return the date of an event, or since when it is known in an order by that."""
        key = number, _most(width)
        if key not in self._dates:
            self._dates[key] = self._worded_date(number, unit, key[1])
        return self._dates[key]

    def _worded_date(self, number: int, unit: TimeUnit, most: int) -> str:
        event = self._timeline.events[number]
        date: EdtfDate | None = event.date
        if self._is_by_known:
            date = first_published(self._timeline.sources[source] for source in event.sources)
        if date is None:
            return ""
        for width in (most, most + _MORE_FOR_A_START):
            text = column_date(date, unit, width)
            if cell_len(text) <= width:
                return text
        return without_zone(text)

    def _words(self, title: str, room: int) -> Pieces:
        for text, is_match in split_matches(fit(title, room), self._answer.needles):
            yield text, "hit" if is_match else ""

    def _room(self, end: Pieces, width: int) -> int:
        return width - self._column(width) - 4 - sum(cell_len(text) for text, _ in end) - 1

    def _end(self, number: int, width: int) -> Pieces:
        """Yield what stands after the title of an event."""
        event = self._timeline.events[number]
        if self._is_by_known and width >= _LEAST_WIDTH_FOR_TWO_DATES:
            yield f" ({column_date(event.date, None, _most(width))})", "muted"
        if number in self._own().marked:
            yield f" {glyphs().marked}", "marked"
        if number in self._own().notes:
            yield f" {glyphs().noted}", "marked"
        if event.is_draft:
            yield f" {glyphs().draft}", "warned"
        if self._answer.view.is_disputed(number):
            yield f" {glyphs().disputed}", "disputed"
        sources = len(self._answer.view.sources(number))
        if sources > 1:
            yield f" {glyphs().several_sources}{sources}", "muted"


def _most(width: int) -> int:
    """Return the most cells that a date takes in a line of a width, if its start is not longer."""
    return min(_GREATEST_DATE_WIDTH, max(_LEAST_GREATEST_DATE_WIDTH, width // 4))
