"""W3C Web Annotations: each quote as an annotation of the page or file that it stands in.

https://www.w3.org/TR/annotation-model/: a collection whose page has one item per quote, found again by its exact words
(TextQuoteSelector). The event that rests on the quote is in the bodies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote as percent_encoded

from tui.timeline.dates.words import date_words
from tui.timeline.exports.json_events import encoded
from tui.timeline.exports.losses import Losses
from tui.timeline.model.citations import cited
from tui.timeline.model.entities import Event, Quote
from tui.timeline.model.timeline import Timeline


def lines(timeline: Timeline, events: Iterable[Event], losses: Losses) -> Iterator[str]:
    """Yield an annotation collection with a line for each quote."""
    yield '{\n  "@context": "http://www.w3.org/ns/anno.jsonld",\n  "type": "AnnotationCollection",\n'
    yield f'  "label": {encoded(timeline.title)},\n  "first": {{\n    "type": "AnnotationPage",\n    "items": ['
    separator = "\n"
    number = 0
    for event in events:
        if not event.quotes:
            losses.add("event left out: no quote", "events left out: no quote")
        losses.add("link between events", "links between events", len(event.links))
        for position, quote in enumerate(event.quotes, start=1):
            yield f"{separator}      {encoded(_annotation(timeline, event, quote, position))}"
            separator = ",\n"
            number += 1
    yield "]" if separator == "\n" else "\n    ]"
    yield f'\n  }},\n  "total": {number}\n}}\n'


def _annotation(timeline: Timeline, event: Event, quote: Quote, position: int) -> Mapping[str, object]:
    source = timeline.sources[quote.source]
    selector = {"type": "TextQuoteSelector", "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
    target: dict[str, object] = {
        "source": source.url or source.archived or _urn("source", source.id),
        "selector": {key: value for key, value in selector.items() if value},
    }
    if source.archived and source.url:
        target["state"] = {"type": "TimeState", "cached": source.archived}
    bodies = [
        _body(event.title, "identifying"),
        _body(f"{date_words(event.date)} ({event.date.text})", "describing"),
        _body(cited(timeline, source.id), "linking"),
    ]
    if event.summary:
        bodies.append(_body(event.summary, "describing"))
    if quote.translation:
        bodies.append({**_body(quote.translation, "editing"), "language": timeline.language or "und"})
    bodies += [_body(tag, "tagging") for tag in event.values.get("tag", ())]
    return {
        "id": _urn("quote", f"{event.id}:{position}"),
        "type": "Annotation",
        "motivation": "describing",
        "body": bodies,
        "target": target,
    }


def _body(value: str, purpose: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _urn(kind: str, name: str) -> str:
    return f"urn:dateline:{kind}:{percent_encoded(name)}"
