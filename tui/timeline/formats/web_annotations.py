"""Annotations of web pages: W3C Web Annotations, and what Hypothesis exports in JSON.

https://www.w3.org/TR/annotation-model/, https://h.readthedocs.io/en/latest/api/. Each annotation is an event of the day
on which it was made, with the words that it marks as a quote of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.formats.foreign import ForeignEvent, ForeignQuote, ForeignSource, ForeignTimeline
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.found_dates import find_date
from tui.timeline.formats.json_records import load_json
from tui.timeline.formats.values import as_mapping, as_text

_LISTS = ("annotations", "rows", "items", "@graph")
_MADE_NOTE = "when the annotation was made"
_OWN_DATE = re.compile(r".*\((?P<edtf>[^()]+)\)")
"""The words and the EDTF of a date, as Dateline writes them into a body."""


def looks_like_annotations(text: str) -> bool:
    """Return whether the beginning of a text in JSON holds annotations."""
    head = text.lstrip()[:1]
    return head in ("{", "[") and (
        re.search(r'"(?:type|@type)"\s*:\s*(?:\[\s*)?"Annotation(?:Collection|Page)?"', text) is not None
        or (re.search(r'"TextQuoteSelector"', text) is not None and re.search(r'"target"\s*:', text) is not None)
    )


def read_events(file: ForeignFile) -> ForeignTimeline:
    """Return the annotations of a file, in its order.

    Raises:
        TimelineError: it is not JSON, or holds no annotations.
    """
    value = load_json(file)
    found = list(_annotations(value))
    if not found:
        raise file.refusal("there are no annotations", "write a collection, a page or a list of annotations")
    title = as_text(value.get("label")) if isinstance(value, dict) else ""
    return ForeignTimeline(
        (_event(annotation, number) for number, annotation in enumerate(found, start=1)), file.report, title=title
    )


def _annotations(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the annotations of a list, a page, a collection with its pages in it, or an export of Hypothesis."""
    if isinstance(value, list):
        for item in value:
            yield from _annotations(item)
    elif isinstance(value, dict):
        if "target" in value:
            yield value
        elif isinstance(value.get("first"), dict):
            yield from _annotations(value["first"])
        else:
            for name in _LISTS:
                yield from _annotations(value.get(name))
        if "target" not in value and isinstance(value.get("next"), dict):
            yield from _annotations(value["next"])


def _event(annotation: Mapping[str, Any], where: int) -> ForeignEvent:
    event = ForeignEvent(where, id=as_text(annotation.get("id")).rpartition("/")[2])
    made = (
        as_text(annotation.get("created")) or as_text(annotation.get("modified")) or as_text(annotation.get("updated"))
    )
    event.date, event.date_text = find_date(made) or "" if made else "", ""
    if made and not event.date:
        event.date_text = made
    event.date_note = _MADE_NOTE if made else ""
    event.tags = [as_text(tag) for tag in _list(annotation.get("tags")) if as_text(tag)]
    translation = _take_bodies(event, annotation)
    if text := as_text(annotation.get("text")):
        event.summary = text
    event.may_have_html, event.has_markdown_links = True, "](" in event.summary
    source = _source(annotation)
    for target in _list(annotation.get("target")):
        exact, prefix, suffix, address = _selected(target)
        cited = ForeignSource(address or source.url, source.title)
        cited.archived = as_text(as_mapping(as_mapping(target).get("state")).get("cached"))
        if exact:
            event.quotes.append(ForeignQuote(exact, cited, translation, prefix, suffix))
        elif cited.url or cited.title:
            event.sources.append(cited)
    if not event.title and not event.summary and event.quotes:
        event.title = event.quotes[0].exact
    for name in ("user", "creator", "group"):
        value = annotation.get(name)
        if text := as_text(value.get("name") or value.get("id")) if isinstance(value, dict) else as_text(value):
            event.data[name] = text.removeprefix("acct:")
    return event


def _take_bodies(event: ForeignEvent, annotation: Mapping[str, Any]) -> str:
    """Take title, summary, tags and date from the bodies of an annotation, and return the translation of its quote."""
    translation = ""
    for body in _list(annotation.get("body")) + _list(annotation.get("bodyValue")):
        value = as_text(body.get("value")) if isinstance(body, dict) else as_text(body)
        purpose = as_text(as_mapping(body).get("purpose"))
        if not value:
            continue
        if purpose == "tagging":
            event.tags.append(value)
        elif purpose == "identifying" and not event.title:
            event.title = value
        elif purpose == "editing":
            translation = value
        elif purpose == "linking":
            continue
        elif (own := _OWN_DATE.fullmatch(value)) and EdtfDate.try_parse(own["edtf"]) is not None:
            event.date, event.date_text, event.date_note = own["edtf"], "", ""
        else:
            event.summary = "\n\n".join(filter(None, (event.summary, value)))
    return translation


def _source(annotation: Mapping[str, Any]) -> ForeignSource:
    titles = _list(as_mapping(annotation.get("document")).get("title"))
    return ForeignSource(as_text(annotation.get("uri")), as_text(titles[0]) if titles else "")


def _selected(target: Any) -> tuple[str, str, str, str]:
    """Return the exact words that a target selects, those before and behind them, and the address of its page."""
    if not isinstance(target, dict):
        return "", "", "", as_text(target)
    source = target.get("source")
    address = as_text(source.get("id")) if isinstance(source, dict) else as_text(source) or as_text(target.get("id"))
    for selector in _list(target.get("selector")):
        if isinstance(selector, dict) and as_text(selector.get("type")) == "TextQuoteSelector":
            return (
                as_text(selector.get("exact")),
                str(selector.get("prefix") or ""),
                str(selector.get("suffix") or ""),
                address,
            )
    return "", "", "", address


def _list(value: Any) -> list[Any]:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return list(value)
    return [] if value is None else [value]
