"""CSV for Timesketch (https://timesketch.org/guides/user/import-from-json-csv/), with the doubt of dates beside it.

Timesketch has one instant per row: the earliest start of the event, in UTC, or its latest end where the start is open.
``edtf``, ``earliest`` and ``latest`` say how far it can be from that.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from tui.timeline.dates.bounds import OPEN_END, OPEN_START
from tui.timeline.dates.calendar import DAY, civil
from tui.timeline.exports.csv_table import RowWriter, harmless
from tui.timeline.exports.iso_bounds import iso_bounds
from tui.timeline.exports.losses import Losses
from tui.timeline.exports.prose import event_paragraphs
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline

EPOCH = 719_163 * DAY
"""The second at which 1970 begins."""
_BEFORE_FACETS = (
    "message",
    "timestamp",
    "datetime",
    "timestamp_desc",
    "edtf",
    "earliest",
    "latest",
    "id",
    "description",
)


def lines(timeline: Timeline, events: Iterable[Event], losses: Losses) -> Iterator[str]:
    """Yield a header row and a row for each event with a start in years 1 to 9999."""
    writer = csv.writer(RowWriter(), lineterminator="\r\n")
    facets = [spec for spec in timeline.facets if spec.field]
    names = [spec.field if spec.field not in _BEFORE_FACETS else f"facets.{spec.field}" for spec in facets]
    yield writer.writerow([*_BEFORE_FACETS, *map(harmless, names)])
    for event in events:
        bounds = event.date.bounds_in(timeline.zone)
        is_started = bounds.earliest_start != OPEN_START
        second = bounds.earliest_start if is_started else bounds.latest_end
        if second == OPEN_END or not 1 <= civil(second // DAY)[0] <= 9999:
            losses.add("event left out: no date in years 1 to 9999", "events left out: no date in years 1 to 9999")
            continue
        losses.add("link between events", "links between events", len(event.links))
        earliest, latest = iso_bounds(event.date, timeline.zone)
        yield writer.writerow(
            [
                harmless(event.title),
                (second - EPOCH) * 1_000_000,
                _iso(second),
                "Event" if is_started else "End of event, start unknown",
                event.date.text,
                *(earliest, latest, event.id),
                harmless("\n\n".join(event_paragraphs(timeline, event))),
                *(harmless(timeline.value_names(spec.name, event.values.get(spec.name, ()))) for spec in facets),
            ]
        )


def _iso(second: int) -> str:
    number, rest = divmod(second, DAY)
    year, month, day = civil(number)
    return f"{year:04}-{month:02}-{day:02}T{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}+00:00"
