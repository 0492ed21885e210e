"""TimelineJS 3: the JSON from which https://timeline.knightlab.com draws a timeline in a web page.

TimelineJS takes texts for HTML, so all text is escaped. It knows no doubt: a doubtful date fills its span, and is shown
in words (``display_date``). Drafts are left out. ``edtf`` has the date as it is, which TimelineJS ignores and Dateline
reads back.

Each group takes a row beside its label, and a page of the usual height has room for four; more would cover each other
(https://github.com/NUKnightLab/TimelineJS3/issues/259). So the kinds of events are groups only if they are few. The
text of a slide names its kind in any case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from tui.timeline.dates.words import date_words
from tui.timeline.exports.html_text import escaped_html, html_paragraphs
from tui.timeline.exports.json_events import encoded
from tui.timeline.exports.losses import Losses
from tui.timeline.exports.prose import full_paragraphs
from tui.timeline.exports.spans import Point, Span, span_of
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline

_LONGEST_YEAR = 270_000
"""JavaScript's dates end about there, before and after 1970: beyond it, the scale has to be cosmological."""

_MOST_GROUPS = 4
_MOST_WITH_GROUPS = 500
"""The most slides in groups: of more, which nobody reads in a row of slides, no kinds are looked for in advance."""


def lines(timeline: Timeline, events: Iterable[Event], losses: Losses) -> Iterator[str]:
    """Yield an object with a title slide, and a line for each dated event that is no draft."""
    title = {"text": {"headline": escaped_html(timeline.title), "text": html_paragraphs([timeline.description or ""])}}
    yield f'{{\n  "title": {encoded(title)},\n  "events": ['
    separator = "\n"
    is_cosmological = False
    has_groups, events = with_few_kinds(events)
    for event in events:
        span = slide_span(event, losses)
        if span is not None:
            count_losses(event, losses)
            is_cosmological |= any(abs(point.year) > _LONGEST_YEAR for point in span if isinstance(point, Point))
            yield f"{separator}    {encoded(_slide(timeline, event, span, has_groups))}"
            separator = ",\n"
    yield "]" if separator == "\n" else "\n  ]"
    yield f',\n  "scale": "{"cosmological" if is_cosmological else "human"}"\n}}\n'


def slide_span(event: Event, losses: Losses) -> Span | None:
    """Return the span of an event's slide; None, counted, if it is a draft or has no date to stand at."""
    if event.is_draft:
        losses.add("draft left out", "drafts left out")
        return None
    span = span_of(event.date)
    if span.start is None and span.end is None:
        losses.add("undated event left out", "undated events left out")
        return None
    return span if span.start is not None else Span(span.end, None, False)


def count_losses(event: Event, losses: Losses) -> None:
    """Count what no slide has room for."""
    losses.add("link between events", "links between events", len(event.links))


def with_few_kinds(events: Iterable[Event]) -> tuple[bool, Iterator[Event]]:
    """Return whether some events are of several kinds, but of so few that these can be groups, and the events again.

    The events without a kind have a row too.
    """
    kinds: set[str | None] = set()
    seen: list[Event] = []
    others = iter(events)
    for event in others:
        seen.append(event)
        if not event.is_draft:
            kinds.add(event.kind)
        if len(kinds) > _MOST_GROUPS or len(seen) > _MOST_WITH_GROUPS:
            return False, chain(seen, others)
    return len(kinds) > 1, iter(seen)


def _slide(timeline: Timeline, event: Event, span: Span, has_groups: bool) -> Mapping[str, object]:
    assert span.start is not None
    slide: dict[str, object] = {"start_date": _date(span.start), "unique_id": event.id, "edtf": event.date.text}
    if span.end is not None:
        slide["end_date"] = _date(span.end)
    if not span.is_exact:
        slide["display_date"] = date_words(event.date)
    slide["text"] = {
        "headline": escaped_html(event.title),
        "text": html_paragraphs(full_paragraphs(timeline, event)),
    }
    if event.kind is not None and has_groups:
        slide["group"] = escaped_html(timeline.name("kind", event.kind))
    for media in event.media[:1]:
        texts = {"caption": media.caption, "credit": media.credit}
        slide["media"] = {"url": media.url, **{key: escaped_html(text) for key, text in texts.items() if text}}
    return slide


def _date(point: Point) -> Mapping[str, int]:
    return {unit: number for unit, number in point._asdict().items() if number is not None}
