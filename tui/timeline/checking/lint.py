"""Check a timeline by itself. `tui.timeline.checking.verification` compares it with the articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.timeline.checking.date_rules import check_dates
from tui.timeline.checking.entry_rules import check_coordinates, check_names, check_persons, check_use
from tui.timeline.checking.facet_rules import check_facet_keys
from tui.timeline.checking.findings import Finding, FindingMaker
from tui.timeline.checking.link_rules import check_circles, check_denial, check_order
from tui.timeline.checking.quote_rules import check_quotes
from tui.timeline.checking.rules import unknown_rule
from tui.timeline.model.languages import primary_language
from tui.timeline.model.timeline import Timeline
from tui.timeline.query.binding import bind
from tui.timeline.query.language import Query
from tui.timeline.reading.problems import SourceMap
from tui.timeline.search.index import Index


def check_timeline(timeline: Timeline, source_map: SourceMap, languages: Iterable[str] = ()) -> Iterator[Finding]:
    """Yield the findings in a timeline that can be read, including those that it ignores.

    Args:
        timeline: the timeline.
        source_map: the positions of its values.
        languages: the BCP 47 tags of the languages that readers know besides the timeline's own.
    """
    finding = FindingMaker(source_map)
    readers = {primary_language(tag) for tag in (timeline.language, *languages) if tag}
    for event in timeline.events:
        yield from check_dates(timeline, event, finding)
        yield from check_denial(event, finding)
        yield from check_order(timeline, event, finding)
        yield from check_quotes(timeline, event, readers, finding)
    yield from _check_views(timeline, finding)
    yield from _check_ignored(timeline, finding)
    yield from check_circles(timeline, finding)
    yield from check_use(timeline, finding)
    yield from check_persons(timeline, finding)
    yield from check_coordinates(timeline, finding)
    yield from check_facet_keys(timeline, finding)
    for section in timeline.vocabularies:
        yield from check_names(timeline, section, finding)


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


def _check_ignored(timeline: Timeline, finding: FindingMaker) -> Iterator[Finding]:
    """Check that the rules that the file ignores are rules."""
    for number, rule_id in enumerate(timeline.ignored_checks):
        if problem := unknown_rule(rule_id):
            yield finding("ignored-rule", ("checks", "ignore", number), *problem)
