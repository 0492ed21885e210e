"""How a source is named to people."""

from __future__ import annotations

from tui.timeline.model import Timeline


def cited(timeline: Timeline, source_id: str) -> str:
    """Return a source's outlet, title and date, as the timeline has them: not yet fit to be shown."""
    source = timeline.sources[source_id]
    return f"{timeline.actors[source.outlet].name}, “{source.title}”, {source.issued.words()}"
