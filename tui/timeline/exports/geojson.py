"""GeoJSON (RFC 7946): the events at places with coordinates, for maps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tui.timeline.dates.words import date_words
from tui.timeline.exports.iso_bounds import iso_bounds
from tui.timeline.exports.json_events import encoded
from tui.timeline.exports.losses import Losses
from tui.timeline.model.entities import NOTHING, Event
from tui.timeline.model.timeline import Timeline


def lines(timeline: Timeline, events: Iterable[Event], losses: Losses) -> Iterator[str]:
    """Yield a feature collection with a line for each event at a place with coordinates."""
    yield '{\n  "type": "FeatureCollection",\n  "features": ['
    separator = "\n"
    for event in events:
        points = list(_points(timeline, event))
        if not points:
            losses.add("event left out: no place with coordinates", "events left out: no place with coordinates")
            continue
        losses.add("quote", "quotes", len(event.quotes))
        losses.add("link between events", "links between events", len(event.links))
        yield f"{separator}    {encoded(_feature(timeline, event, points))}"
        separator = ",\n"
    yield "]\n}\n" if separator == "\n" else "\n  ]\n}\n"


def _points(timeline: Timeline, event: Event) -> Iterator[list[float]]:
    """Yield longitude and latitude, in this order, of an event's places."""
    places = timeline.vocabularies.get("places", NOTHING)
    for value in event.values.get("place", ()):
        place = places.get(value)
        if place is not None and place.lat is not None and place.lon is not None:
            yield [place.lon, place.lat]


def _feature(timeline: Timeline, event: Event, points: list[list[float]]) -> Mapping[str, object]:
    earliest, latest = iso_bounds(event.date, timeline.zone)
    properties: dict[str, object] = {
        "title": event.title,
        "date": event.date.text,
        "date_words": date_words(event.date),
        "earliest": earliest,
        "latest": latest,
        "summary": event.summary or "",
    }
    for spec in timeline.facets:
        if values := event.values.get(spec.name):
            properties[spec.field if spec.field not in properties else f"facets.{spec.field}"] = [
                timeline.name(spec.name, value) for value in values
            ]
    sources = [timeline.sources[source] for source in event.sources]
    properties["urls"] = [url for source in sources for url in (source.url, source.archived) if url]
    properties["media"] = [media.url for media in event.media]
    properties |= {f"data.{name}": value for name, value in event.data.items()}
    geometry: Mapping[str, object] = (
        {"type": "Point", "coordinates": points[0]}
        if len(points) == 1
        else {"type": "MultiPoint", "coordinates": points}
    )
    return {"type": "Feature", "id": event.id, "geometry": geometry, "properties": properties}
