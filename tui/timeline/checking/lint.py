"""Check a timeline by itself. `tui.timeline.checking.verification` compares it with the articles."""

from __future__ import annotations

from collections.abc import Iterator

from tui.timeline.checking.date_rules import check_dates
from tui.timeline.checking.entry_rules import check_names, check_persons, check_use
from tui.timeline.checking.findings import Finding, FindingMaker
from tui.timeline.checking.link_rules import check_denial, check_parts
from tui.timeline.checking.quote_rules import check_quotes
from tui.timeline.model.timeline import Timeline
from tui.timeline.query.binding import bind
from tui.timeline.query.language import Query
from tui.timeline.reading.problems import SourceMap
from tui.timeline.search.index import Index


def check_timeline(timeline: Timeline, source_map: SourceMap) -> Iterator[Finding]:
    """Yield the findings in a timeline that can be read.

    Args:
        timeline: the timeline.
        source_map: the positions of its values.
    """
    finding = FindingMaker(source_map)
    for event in timeline.events:
        yield from check_dates(timeline, event, finding)
        yield from check_denial(event, finding)
        yield from check_quotes(timeline, event, finding)
    yield from _check_views(timeline, finding)
    yield from check_parts(timeline, finding)
    yield from check_use(timeline, finding)
    yield from check_persons(timeline, finding)
    for section, entries in timeline.vocabularies.items():
        yield from check_names(section, entries, finding)


def _check_views(timeline: Timeline, finding: FindingMaker) -> Iterator[Finding]:
    """Check that the queries of saved views can be used."""
    if not timeline.views:
        return
    index = Index(timeline)
    for number, view in enumerate(timeline.views):
        for notice in bind(Query.parse(view.query), index.names, index.today).notices:
            if notice.is_hint:
                continue
            wrong, _, right = notice.message.partition("; ")
            yield finding("view", ("views", number, "query"), f"view '{view.name}': {wrong}", right)
