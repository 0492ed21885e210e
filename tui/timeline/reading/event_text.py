"""Events as JSON, written without a detour."""

from __future__ import annotations

from functools import lru_cache
from json.encoder import JSONEncoder, encode_basestring

from tui.timeline.model.entities import Event, Quote
from tui.timeline.reading.schema_json import FACET_KEYS, SINGLE_FACETS, event_to_json, is_number

_encode = JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def event_text(event: Event) -> str:
    """Return what `event_to_json` returns as JSON: that of most events takes a third of the time."""
    if event.media or event.is_draft or event.is_internal:
        return _encode(event_to_json(event))
    quoted = encode_basestring
    parts = [f'"id":{quoted(event.id)},"title":{quoted(event.title)}']
    if event.date_text is not None:
        parts.append(f'"date_text":{quoted(event.date_text)}')
    if event.date_basis is not None:
        parts.append(f'"date_basis":{quoted(event.date_basis)}')
    if event.date_note is not None:
        parts.append(f'"date_note":{quoted(event.date_note)}')
    if event.summary is not None:
        parts.append(f'"summary":{quoted(event.summary)}')
    if event.note is not None:
        parts.append(f'"note":{quoted(event.note)}')
    parts.append(f'"date":{quoted(event.date.text)}')
    for facet, values in event.values.items():
        if len(values) == 1 or facet in SINGLE_FACETS:
            parts.append(_text_of_one(facet, values[0]))
        else:
            parts.append(f'"{FACET_KEYS.get(facet, facet)}":[{",".join(map(quoted, values))}]')
    if event.data:
        data = [f"{quoted(name)}:{value if is_number(value) else quoted(value)}" for name, value in event.data.items()]
        parts.append(f'"data":{{{",".join(data)}}}')
    if event.quotes:
        parts.append(f'"quotes":[{",".join(map(_text_of_quote, event.quotes))}]')
    if event.cited:
        parts.append(f'"sources":[{",".join(map(quoted, event.cited))}]')
    if event.links:
        targets: dict[str, list[str]] = {}
        for relation, target in event.links:
            targets.setdefault(relation, []).append(quoted(target))
        links = [f'"{relation}":[{",".join(found)}]' for relation, found in targets.items()]
        parts.append(f'"links":{{{",".join(links)}}}')
    return f"{{{','.join(parts)}}}"


@lru_cache(maxsize=1 << 12)
def _text_of_one(facet: str, value: str) -> str:
    """Return the only value of a facet, and its key, as JSON. Most of them repeat."""
    key, quoted = FACET_KEYS.get(facet, facet), encode_basestring(value)
    return f'"{key}":{quoted}' if facet in SINGLE_FACETS else f'"{key}":[{quoted}]'


def _text_of_quote(quote: Quote) -> str:
    quoted = encode_basestring
    parts = [f'"source":{quoted(quote.source)}']
    if quote.paragraph is not None:
        parts.append(f'"paragraph":{quote.paragraph}')
    parts.append(f'"exact":{quoted(quote.exact)}')
    if quote.prefix is not None:
        parts.append(f'"prefix":{quoted(quote.prefix)}')
    if quote.suffix is not None:
        parts.append(f'"suffix":{quoted(quote.suffix)}')
    if quote.translation is not None:
        parts.append(f'"translation":{quoted(quote.translation)}')
    return f"{{{','.join(parts)}}}"
