"""Linked data of a page: the events for search engines (schema.org), the quotes as W3C Web Annotations.

The script of the page takes the texts of events and quotes from here: they stand in the page once.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote as percent_encoded

from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.exports.spans import Point, span_of
from tui.timeline.model.entities import RELATIONS, Entry, Event, Quote, Source
from tui.timeline.model.timeline import Timeline

_OWN_TERMS: dict[str, Any] = {
    **{name: f"urn:dateline:{name}" for name in ("edtf", "status")},
    **{relation: {"@id": f"urn:dateline:{relation}", "@type": "@id"} for relation in RELATIONS},
}
"""What schema.org has no word for."""

_ANNOTATION_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def linked_events(timeline: Timeline) -> dict[str, Any]:
    """Return the events in the order of the timeline, then their sources, places and actors, as schema.org has them.

    Only what ISO 8601 says as well as EDTF becomes a ``startDate`` and an ``endDate``; every date stands as EDTF in a
    term of its own.
    """
    used = {
        facet: {value for event in timeline.events for value in event.values.get(facet, ())}
        for facet in ("actor", "speaker", "place")
    }
    graph: list[dict[str, Any]] = [_event(timeline, event) for event in timeline.events]
    graph += [_source(timeline, source) for source in timeline.sources.values()]
    actors, places = timeline.entries("actor"), timeline.entries("place")
    named = used["actor"] | used["speaker"]
    graph += [_actor(actors[value]) for value in actors if value in named]
    graph += [_place(places[value]) for value in places if value in used["place"]]
    return {"@context": ["https://schema.org", _OWN_TERMS], "@graph": graph}


def linked_quotes(timeline: Timeline) -> dict[str, Any]:
    """Return the quotes, in the order of their events, as an annotation collection."""
    items = [
        _annotation(timeline, event, quote, position)
        for event in timeline.events
        for position, quote in enumerate(event.quotes, start=1)
    ]
    return {
        "@context": _ANNOTATION_CONTEXT,
        "id": "#quotes",
        "type": "AnnotationCollection",
        "label": timeline.title,
        "total": len(items),
        "first": {"type": "AnnotationPage", "items": items},
    }


def _event(timeline: Timeline, event: Event) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": "Event", "@id": f"#{_encoded(event.id)}", "name": event.title}
    span = span_of(event.date)
    if span.is_exact and span.start is not None:
        found["startDate"] = _iso(span.start)
        if span.end is not None:
            found["endDate"] = _iso(span.end)
    if event.summary is not None:
        found["description"] = event.summary
    about = [actor for facet in ("actor", "speaker") for actor in event.values.get(facet, ())]
    if about:
        found["about"] = [{"@id": _entry("actor", actor)} for actor in dict.fromkeys(about)]
    if places := event.values.get("place"):
        found["location"] = [{"@id": _entry("place", place)} for place in places]
    if tags := event.values.get("tag"):
        found["keywords"] = list(tags)
    if event.sources:
        found["subjectOf"] = [{"@id": _entry("source", source)} for source in event.sources]
    found["edtf"] = event.date.text
    if event.status is not None:
        found["status"] = event.status
    for relation, target in event.links:
        found.setdefault(relation, []).append(f"#{_encoded(target)}")
    return found


def _source(timeline: Timeline, source: Source) -> dict[str, Any]:
    outlet = timeline.outlet_name(source)
    found = {
        "@type": "Article" if source.url else "CreativeWork",
        "@id": _entry("source", source.id),
        "name": source.name,
        "publisher": None if outlet is None else {"@type": "Organization", "name": outlet},
        "datePublished": _exact_start(source.issued),
        "url": source.url,
        "archivedAt": source.archived,
        "inLanguage": source.language,
        "identifier": None if source.sha256 is None else f"sha256:{source.sha256}",
    }
    return {key: value for key, value in found.items() if value is not None}


def _exact_start(date: EdtfDate | None) -> str | None:
    """Return a date in ISO 8601 if it is a day, a month or a year without doubt."""
    if date is None:
        return None
    span = span_of(date)
    return _iso(span.start) if span.is_exact and span.start is not None and span.end is None else None


_TYPES = {"person": "Person", "state": "Country", "organisation": "Organization", "outlet": "NewsMediaOrganization"}


def _actor(entry: Entry) -> dict[str, Any]:
    return {"@type": _TYPES.get(entry.kind or "", "Thing"), "@id": _entry("actor", entry.id), "name": entry.name}


def _place(entry: Entry) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": "Place", "@id": _entry("place", entry.id), "name": entry.name}
    if entry.lat is not None and entry.lon is not None:
        found["geo"] = {"@type": "GeoCoordinates", "latitude": entry.lat, "longitude": entry.lon}
    return found


def _annotation(timeline: Timeline, event: Event, quote: Quote, position: int) -> dict[str, Any]:
    source = timeline.sources[quote.source]
    selector = {"type": "TextQuoteSelector", "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
    target: dict[str, Any] = {
        "source": source.url or source.archived or _entry("source", source.id),
        "selector": {key: value for key, value in selector.items() if value is not None},
    }
    if source.archived and source.url:
        target["state"] = {"type": "TimeState", "cached": source.archived}
    bodies: list[dict[str, str]] = [{"source": f"#{_encoded(event.id)}", "purpose": "linking"}]
    if quote.translation is not None:
        language = timeline.language or "und"
        bodies.append({"type": "TextualBody", "value": quote.translation, "language": language, "purpose": "editing"})
    return {
        "id": f"#quote={_encoded(event.id)}/{position}",
        "type": "Annotation",
        "motivation": "describing",
        "body": bodies,
        "target": target,
    }


def _entry(kind: str, name: str) -> str:
    return f"#{kind}={_encoded(name)}"


def _encoded(text: str) -> str:
    return percent_encoded(text, errors="replace")


def _iso(point: Point) -> str:
    """Return a point in ISO 8601. Years of more than four digits have a sign, as ECMAScript and XML Schema have it."""
    year = f"{point.year:04}" if 0 <= point.year <= 9999 else f"{point.year:+07}"
    text = "-".join([year, *(f"{number:02}" for number in (point.month, point.day) if number is not None)])
    if point.hour is None:
        return text
    clock = (point.hour, point.minute or 0, point.second)
    return f"{text}T" + ":".join(f"{number:02}" for number in clock if number is not None)
