"""SVG: the events over time in lanes, as the app draws them. All text in it can be selected and searched.

The drawing is light or dark as the reader's screen is. It takes the room that it is given, and prints on one page.
Drafts are left out, and events without a date are only counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import accumulate, product

from tui.text.counts import counted
from tui.text.printable import INVISIBLE, printable
from tui.text.wrapping import cells
from tui.timeline.analysis.lanes.layout import DrawnLane, LaneLayout, heights
from tui.timeline.analysis.lanes.placing import PlacedEvent
from tui.timeline.analysis.lanes.scale import TimeScale, extent_of, whole_scale
from tui.timeline.analysis.lanes.ticks import range_words, ticks_of
from tui.timeline.analysis.lanes.values import Lanes, facets_with_lanes, first_facet, lanes_of
from tui.timeline.dates.calendar import DAY, first_second
from tui.timeline.dates.words import date_words
from tui.timeline.exports.losses import Losses
from tui.timeline.exports.page.selection import selected
from tui.timeline.exports.svg_marks import CELL, event_shapes, mark, middle, number
from tui.timeline.exports.svg_style import style_for
from tui.timeline.model.entities import DISPUTING, Event
from tui.timeline.model.facets import STATUSES
from tui.timeline.model.timeline import Timeline
from tui.timeline.query.language import Query
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index

_CELLS = 190
"""The cells of the scale."""
_LINE = 18
"""The height of a line of a lane."""
_GAP = 8
"""The room between two lanes."""
_HEAD = 106
"""The height of the title and the axis above the lanes."""
_FOOT = 40
_EDGE = 16
"""The room around the drawing."""
_HIGHEST = 14
"""The most lines of a lane."""
_MOST_LINES = 240
"""The most lines of all lanes, unless there are more lanes."""
_LEAST_TITLE, _ENOUGH, _LONGEST = 6, 14, 64
"""The fewest cells of a title, those that it has to have behind its event, and the most."""
_MOST_LINKS = 80
"""If there are more links, only those that dispute are drawn."""
_NO_CHARACTERS = dict.fromkeys((0xFFFE, 0xFFFF), INVISIBLE)
_LINKS = {"contradicts": "denies", "repeats": "confirms"}


def lines(timeline: Timeline, events: Iterable[Event], losses: Losses, facet: str | None = None) -> Iterator[str]:
    """Yield the drawing.

    Args:
        timeline: the timeline.
        events: the events to draw, in any order.
        losses: counts what is left out.
        facet: the name of the facet whose values have lanes; None for the one that the app shows first.
    """
    index = Index(selected(timeline, events, losses))
    yield from _Drawing(index, facet, losses).lines()


def embedded(index: Index, losses: Losses) -> Iterator[str]:
    """Yield the drawing of all events of an index as an element of a page, which has the style sheet for it."""
    yield from _Drawing(index, None, losses, is_embedded=True).lines()


class _Drawing:
    """A drawing of all events of an index."""

    def __init__(self, index: Index, facet: str | None, losses: Losses, *, is_embedded: bool = False) -> None:
        self._is_embedded = is_embedded
        self._timeline = index.timeline
        answer = answer_query(Query(), index)
        facets = facets_with_lanes(index)
        spec = next((spec for spec in facets if spec.name == facet), None) or first_facet(index, facets)
        self._lanes: Lanes = lanes_of(index, answer, spec)
        self._scale: TimeScale = whole_scale(extent_of(index.spans, index.everything) or (0, DAY), _CELLS)
        self._today = first_second(index.today())
        layout = LaneLayout(index.spans, index.flagged("disputed", None), self._scale)
        desired = [layout.desired_height(lane.events, _HIGHEST) for lane in self._lanes]
        self._drawn: Sequence[DrawnLane] = [
            layout.draw(lane.events, height)
            for lane, height in zip(self._lanes, heights(desired, _MOST_LINES), strict=True)
        ]
        self._tops = [_HEAD, *accumulate((each.height * _LINE + _GAP for each in self._drawn), initial=_HEAD)][1:]
        names = (cells(lane.name) + len(str(lane.count)) for lane in self._lanes)
        self._left = _EDGE + CELL * min(34, max([*names, 8], default=8) + 4)
        self._peak = max((max(each.density, default=0) for each in self._drawn), default=0)
        if undated := sum(each.undated for each in self._drawn):
            losses.add("event without a date is only counted", "events without a date are only counted", undated)

    @property
    def _size(self) -> tuple[int, int]:
        return self._left + _CELLS * CELL + _EDGE, self._tops[-1] + _FOOT + _EDGE

    def lines(self) -> Iterator[str]:
        """Yield the document."""
        width, height = self._size
        title = _text(self._timeline.title)
        used = {event.status for event in self._timeline.events}
        style = style_for([status for status in STATUSES if status in used])
        if not self._is_embedded:
            yield '<?xml version="1.0" encoding="UTF-8"?>\n'
        yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">\n'
        yield f"<title>{title}</title>\n" if self._is_embedded else f"<title>{title}</title>\n<style>{style}</style>\n"
        yield f'<rect class="page" width="{width}" height="{height}"/>\n'
        yield f'<text class="title" x="{_EDGE}" y="{_EDGE + 14}">{title}</text>\n'
        count = counted(len(self._timeline.events), "event")
        sight = range_words(self._scale.first, self._scale.last)
        about = f"{count} by {self._lanes.spec.title.lower()}, {sight}"
        yield f'<text class="muted" x="{_EDGE}" y="{_EDGE + 32}">{_text(about)}</text>\n'
        yield from self._axis()
        yield from self._names()
        yield f'<g transform="translate({self._left} 0)">\n'
        yield from self._links()
        for position, (top, drawn) in enumerate(zip(self._tops, self._drawn, strict=False)):
            yield from self._lane(drawn, top, "band" if position % 2 else "page")
        yield "</g>\n"
        yield from self._legend(height - _EDGE)
        yield "</svg>\n"

    def _axis(self) -> Iterator[str]:
        """Yield the bands behind the lanes, the ticks and their names, and the line of today."""
        width, bottom = self._size[0], self._tops[-1]
        for position, top in enumerate(self._tops[:-1]):
            if position % 2:
                height = self._tops[position + 1] - top
                yield f'<rect class="band" y="{top - _GAP // 2}" width="{width}" height="{height}"/>\n'
        ticks = ticks_of(self._scale)
        for tick in ticks.minor:
            x = self._left + tick.x * CELL
            yield f'<path class="grid" d="M{x} {_HEAD - 6}V{bottom}"/><path class="tick" d="M{x} {_HEAD - 12}v6"/>'
            yield f'<text class="muted" x="{x + 3}" y="{_HEAD - 10}">{_text(tick.text)}</text>\n'
        for tick in ticks.major:
            x = self._left + tick.x * CELL
            yield f'<text class="major" x="{x + 3}" y="{_HEAD - 26}">{_text(tick.text)}</text>\n'
        cell = self._scale.cell(self._today + DAY // 2)
        if 0 <= cell < _CELLS:
            x = self._left + cell * CELL
            yield f'<path class="today" d="M{x} {_HEAD - 20}V{bottom}"><title>today</title></path>\n'

    def _names(self) -> Iterator[str]:
        room = (self._left - _EDGE) // CELL
        for lane, drawn, top in zip(self._lanes, self._drawn, self._tops, strict=False):
            count = f"{lane.count:,}" + (f" (?{drawn.undated})" if drawn.undated else "")
            name = _cut(_shown(lane.name), room - len(count) - 2)
            yield f'<text class="name" x="{_EDGE}" y="{top + 13}">{escape(name)}'
            yield f'<title>{_text(lane.name)}</title></text><text class="muted" text-anchor="end"'
            yield f' x="{self._left - 10}" y="{top + 13}">{count}</text>\n'
        if self._lanes.more:
            y = self._tops[-1] + 10
            yield f'<text class="muted" x="{_EDGE}" y="{y}">and {self._lanes.more:,} more without a lane</text>\n'

    # Lanes

    def _lane(self, drawn: DrawnLane, top: int, background: str) -> Iterator[str]:
        for group in drawn.counted:
            y = top + group.line * _LINE + 13
            names = "; ".join(self._timeline.events[each].title for each in group.events[:12])
            yield f'<text class="count" x="{group.x * CELL}" y="{y}">▲{len(group.events)}'
            yield f"<title>{_text(names)}</title></text>\n"
        for half, count in enumerate(drawn.density):
            if count:
                height = max(1.5, (drawn.height * _LINE - 2) * (count / self._peak) ** 0.5)
                y = top + drawn.height * _LINE - height
                yield f'<rect class="dense" x="{number(half * CELL / 2)}" y="{number(y)}" width="{CELL / 2 - 0.5}"'
                yield f' height="{number(height)}"><title>{count:,}</title></rect>'
        for line in range(drawn.height):
            placed = sorted((each for each in drawn.placed if each.line == line), key=lambda each: each.shape.first)
            counts = [each.x for each in drawn.counted if each.line == line]
            yield from self._line(placed, counts, top + line * _LINE, background)

    def _line(self, placed: Sequence[PlacedEvent], counts: Sequence[int], top: int, background: str) -> Iterator[str]:
        """Yield the events of a line with their titles, where these have room: behind, on or before them.

        Args:
            placed: the events, by their first cells.
            counts: the first cells of the counts on the line.
            top: the top of the line.
            background: the class of what is behind a title on a bar.
        """
        taken = -3
        y = top + _LINE / 2
        for each, following in zip(placed, [*placed[1:], None], strict=False):
            event = self._timeline.events[each.number]
            first, last = min(each.shape.first, each.core[0]), max(each.shape.last, each.core[1])
            ahead = [x for x in counts if x > first]
            end = min([_CELLS if following is None else following.shape.first, *ahead])
            yield self._group(each.number, event)
            yield from event_shapes(each, event, y)
            yield "</g>"
            title = _shown(event.title)
            behind, before = end - last - 3, first - taken - 3
            need = min(cells(title), _ENOUGH)
            if behind >= max(need, min(_LEAST_TITLE, need)) or behind >= max(before, _LEAST_TITLE):
                text = _cut(title, min(behind, _LONGEST))
                yield f'<text x="{(last + 2) * CELL}" y="{top + 13}">{escape(text)}</text>\n'
                last += 2 + cells(text)
            elif last - each.core[1] - 4 >= _ENOUGH and end > last and not any(x <= last for x in ahead):
                text = _cut(title, last - each.core[1] - 4)
                x, width = (each.core[1] + 2) * CELL, cells(text) * CELL
                yield f'<rect class="{background}" x="{x - 4}" y="{top + 1}" width="{width}" height="{_LINE - 3}"/>'
                yield f'<text x="{x}" y="{top + 13}">{escape(text)}</text>\n'
            elif before >= _LEAST_TITLE:
                text = _cut(title, min(before, _LONGEST))
                yield f'<text text-anchor="end" x="{(first - 1) * CELL}" y="{top + 13}">{escape(text)}</text>\n'
            taken = max([last, *(x + 6 for x in counts if x <= last + 8)])

    def _group(self, number: int, event: Event) -> str:
        """Return the start of the group of an event, which is named in a tooltip, or by its number in a page."""
        status = event.status or ""
        if self._is_embedded:
            return f'<g class="event {status}" data-event="{number}">'
        return f'<g class="event {status}"><title>{_text(f"{date_words(event.date)}: {event.title}")}</title>'

    def _links(self) -> Iterator[str]:
        """Yield a curve for each link between two events that are drawn."""
        places: dict[int, list[tuple[float, float]]] = {}
        for top, drawn in zip(self._tops, self._drawn, strict=False):
            for each in drawn.placed:
                place = middle(each.shape.mark), top + each.line * _LINE + _LINE / 2
                places.setdefault(each.number, []).append(place)
        links = [
            (relation, number, self._timeline.numbers[target])
            for number, event in enumerate(self._timeline.events)
            for relation, target in event.links
        ]
        links = [link for link in links if link[1] in places and link[2] in places]
        if len(links) > _MOST_LINKS:
            links = [link for link in links if link[0] in DISPUTING]
        for relation, origin, target in links:
            pairs = product(places[origin], places[target])
            (x1, y1), (x2, y2) = min(pairs, key=lambda pair: abs(pair[0][1] - pair[1][1]))
            bend = min(60, 12 + abs(y2 - y1) / 3)
            yield f'<path class="link {_LINKS.get(relation, relation)}" d="M{number(x1)} {number(y1)}'
            yield f'C{number(x1 - bend)} {number(y1)} {number(x2 - bend)} {number(y2)} {number(x2)} {number(y2)}">'
            yield f"<title>{relation.replace('_', ' ')}</title></path>\n"

    def _legend(self, y: int) -> Iterator[str]:
        """Yield the meaning of the marks that are used."""
        used = {event.status for event in self._timeline.events}
        x = _EDGE
        for status in (*(status for status in STATUSES if status in used), *([None] if None in used else [])):
            words = status or "no status"
            yield f'<g class="event {status or ""}">{mark(status, x + 4, y - 4)}</g>'
            yield f'<text class="muted" x="{x + 13}" y="{y}">{words}</text>\n'
            x += 13 + len(words) * CELL + 12
        for sign, words in (("━", "lasted"), ("┄", "in doubt"), ("≠", "disputed"), ("▲3", "three at once")):
            behind = x + (len(sign) + 1) * CELL
            yield f'<text class="muted" x="{x}" y="{y}">{sign}</text>'
            yield f'<text class="muted" x="{behind}" y="{y}">{words}</text>\n'
            x += (len(words) + len(sign) + 3) * CELL


def _shown(text: str) -> str:
    """Return a text in one line, without characters that XML does not have."""
    return printable(text.replace("\n", " ")).translate(_NO_CHARACTERS)


def _text(text: str) -> str:
    """Return a text as it is safe in XML: escaped, and without control characters."""
    return escape(_shown(text))


def _cut(text: str, room: int) -> str:
    """Return a text in at most this many cells, with an ellipsis if it was longer."""
    if cells(text) <= room:
        return text
    while text and cells(text) > room - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"
