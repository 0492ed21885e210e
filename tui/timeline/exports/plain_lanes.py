"""The lanes in words, for a screen reader or a braille display: what happened beside what, lane by lane."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.text.counts import counted
from tui.text.printable import printable
from tui.timeline.analysis.lanes.scale import extent_of
from tui.timeline.analysis.lanes.ticks import range_words
from tui.timeline.analysis.lanes.values import Lane, lanes_of
from tui.timeline.dates.words import date_words
from tui.timeline.exports.left_out import left_out_sentences
from tui.timeline.model.facets import FacetSpec
from tui.timeline.search.answers import Answer
from tui.timeline.search.index import Index


def paragraphs(index: Index, answer: Answer, spec: FacetSpec | None) -> Iterator[str]:
    """Yield a paragraph on all lanes, and one for each: its name, how many events it has, and these by date.

    A public edition says at the end what it leaves out.

    Args:
        index: the timeline.
        answer: the events.
        spec: the facet whose values have lanes; None for one lane with all events.
    """
    lanes = lanes_of(index, answer, spec)
    count, number = len(answer.matching), len(lanes)
    extent = extent_of(index.spans, answer.matching)
    time = "" if extent is None else f", {_spoken(range_words(*extent))}"
    title = "All events" if spec is None else spec.title
    yield _line(f"{title} over time{time}: {counted(count, 'event')} in {counted(number, 'lane')}.")
    for lane in lanes:
        yield _paragraph(answer, lane)
    if lanes.more:
        yield f"{lanes.more:,} more have no lane."
    yield from left_out_sentences(index.timeline, drafts=0)


def _paragraph(answer: Answer, lane: Lane) -> str:
    sentences = [f"{lane.name}: {counted(lane.count, 'event')}."]
    for number in lane.events:
        event = answer.view.timeline.events[number]
        ends = [event.title, event.status or "no status", "disputed" if answer.view.is_disputed(number) else ""]
        words = _spoken(date_words(event.date))
        sentences.append(f"{words[:1].upper()}{words[1:]}: {', '.join(filter(None, ends))}.")
    return _line(" ".join(sentences))


def _spoken(words: str) -> str:
    """Return words without dashes, which screen readers skip."""
    return re.sub(r"\s?–\s?", " to ", words)


def _line(text: str) -> str:
    return printable(re.sub(r"\s+", " ", text))
