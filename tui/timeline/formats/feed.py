"""Feeds: Atom (RFC 4287), RSS 2.0 and JSON Feed. An entry is an event of the day on which it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree.ElementTree import Element

from tui.timeline.formats.foreign import ForeignEvent, ForeignMedia, ForeignSource, ForeignTimeline
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.found_dates import find_date
from tui.timeline.formats.json_records import load_json
from tui.timeline.formats.safe_xml import XmlDocument, local_name, text_of
from tui.timeline.formats.values import as_items, as_text

AUTHOR = "Author"
"""The title of the facet whose values are the authors of entries."""
_DATES = ("published", "pubDate", "date", "updated")
_XML = re.compile(r"<(?:\w+:)?(?:feed|rss|RDF)\b")


def looks_like_feed(text: str) -> bool:
    """Return whether the beginning of a text is Atom, RSS or a JSON Feed."""
    first = text.lstrip()[:1]
    if first == "<":
        return _XML.search(text[:3000]) is not None
    return first == "{" and "jsonfeed.org/version" in text[:2000]


def read_events(file: ForeignFile) -> ForeignTimeline:
    """Return the entries of a feed, in its order.

    Raises:
        TimelineError: it is neither XML nor JSON, or no feed.
    """
    return _read_xml(file) if file.text.lstrip()[:1] == "<" else _read_json(file)


def _read_json(file: ForeignFile) -> ForeignTimeline:
    value = load_json(file)
    items = value.get("items") if isinstance(value, dict) else None
    if not isinstance(items, list):
        raise file.refusal("there are no items", "write a JSON Feed with a list of items")
    outlet = as_text(value.get("title"))
    events = (_json_event(item, number, outlet) for number, item in enumerate(items, start=1) if isinstance(item, dict))
    return ForeignTimeline(
        events,
        file.report,
        title=outlet,
        description=as_text(value.get("description")),
        language=as_text(value.get("language")),
    )


def _json_event(item: Mapping[str, Any], where: int, outlet: str) -> ForeignEvent:
    written = as_text(item.get("date_published")) or as_text(item.get("date_modified"))
    event = ForeignEvent(
        where,
        title=as_text(item.get("title")),
        summary=as_text(item.get("content_html")) or as_text(item.get("content_text")) or as_text(item.get("summary")),
        has_html=bool(as_text(item.get("content_html"))),
        date=_date(written),
    )
    _finish(event, written, as_text(item.get("url")) or as_text(item.get("external_url")), outlet)
    authors = as_items(item.get("authors")) or [item.get("author")]
    _add_authors(event, [as_text(author.get("name")) for author in authors if isinstance(author, dict)])
    event.tags = [as_text(tag) for tag in as_items(item.get("tags")) if as_text(tag)]
    if image := as_text(item.get("image")):
        event.media.append(ForeignMedia(image))
    return event


def _read_xml(file: ForeignFile) -> ForeignTimeline:
    document = XmlDocument(file)
    root = document.root
    channel = next((element for element in root.iter() if local_name(element) in ("channel", "feed")), root)
    outlet = text_of(_child(channel, "title"))

    def events() -> Iterator[ForeignEvent]:
        entries = (element for element in root.iter() if local_name(element) in ("entry", "item"))
        for number, entry in enumerate(entries, start=1):
            event = _xml_event(entry, number, outlet)
            event.line = document.line(entry)
            yield event

    description = text_of(_child(channel, "description")) or text_of(_child(channel, "subtitle"))
    language = text_of(_child(channel, "language"))
    return ForeignTimeline(events(), file.report, title=outlet, description=description, language=language)


def _xml_event(entry: Element, where: int, outlet: str) -> ForeignEvent:
    written = next(
        (text for name in ("published", "pubDate", "date", "updated") if (text := text_of(_child(entry, name)))), ""
    )
    body = next(
        (
            found
            for name in ("encoded", "content", "description", "summary")
            if (found := _child(entry, name)) is not None
        ),
        None,
    )
    event = ForeignEvent(
        where, title=text_of(_child(entry, "title")), summary=text_of(body), has_html=True, date=_date(written)
    )
    _finish(event, written, _link(entry), outlet)
    names = [
        text_of(_child(author, "name")) or text_of(author)
        for author in entry
        if local_name(author) in ("author", "creator")
    ]
    _add_authors(event, names)
    event.tags = [
        name
        for category in entry
        if local_name(category) == "category" and (name := category.get("term") or text_of(category))
    ]
    event.media = [
        ForeignMedia(url)
        for enclosure in entry
        if local_name(enclosure) in ("enclosure", "thumbnail") and (url := enclosure.get("url", ""))
    ]
    return event


def _finish(event: ForeignEvent, written: str, url: str, outlet: str) -> None:
    if written and not event.date:
        event.date_text = written
    if url:
        event.sources.insert(0, ForeignSource(url, event.title, outlet, event.date))


def _add_authors(event: ForeignEvent, names: list[str]) -> None:
    if found := [name for name in names if name]:
        event.facets[AUTHOR] = found


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if local_name(child) == name), None)


def _link(entry: Element) -> str:
    """Return the address of an entry: that of the alternate link in Atom, or the text of the link in RSS."""
    links = [child for child in entry if local_name(child) == "link"]
    for link in sorted(links, key=lambda link: link.get("rel", "alternate") != "alternate"):
        if address := link.get("href") or text_of(link):
            return address
    guid = text_of(_child(entry, "guid"))
    return guid if guid.startswith("http") else ""


def _date(text: str) -> str:
    """Return a date of RFC 3339 or RFC 822 in EDTF; empty if it is neither."""
    if not text:
        return ""
    if found := find_date(text):
        return found
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return ""
    return find_date(moment.isoformat()) or ""
