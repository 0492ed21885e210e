"""JSON Lines: one event on each line, for jq, databases and scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.timeline.exports.json_events import event_json
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline


def lines(timeline: Timeline, events: Iterable[Event]) -> Iterator[str]:
    """Yield a line with a JSON object for each event."""
    for event in events:
        yield event_json(event) + "\n"
