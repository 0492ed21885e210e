"""The events of a file, from its nodes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tui.text.frozen import replace
from tui.timeline.model import entities as model
from tui.timeline.model.entities import NOTHING, Event, Link, Media, Quote
from tui.timeline.model.facets import BUILT_IN, STATUSES
from tui.timeline.reading import schema
from tui.timeline.reading.context import ReadingContext
from tui.timeline.reading.event_fast import as_doubt
from tui.timeline.reading.event_ids import made_id, with_settled_ids
from tui.timeline.reading.fields import Fields, texts_of
from tui.timeline.reading.schema import PROVISIONAL
from tui.timeline.reading.yaml_nodes import Field, MappingNode, Node, ScalarNode


class _OtherKey(NamedTuple):
    """A key of an event that may be a facet which the file declares further down."""

    position: int
    """The position of the event in the file."""
    label: str
    key: str
    field: Field


class EventReader:
    """Reads the events of a file one by one, in the order of the file.

    Args:
        text: the file's text.
        context: the problems, references and positions of the file. The events are added to it.
    """

    def __init__(self, text: str, context: ReadingContext) -> None:
        self._text = text
        self._context = context
        self._problems = context.problems
        self._events: list[Event] = []
        self._others: list[_OtherKey] = []
        self._line, self._line_offset = 1, 0
        """The line of the event read last, and an offset in it."""

    def read(self, node: Node) -> None:
        """Read an event."""
        context = self._context
        line = self._line_of(node.offset)
        others: dict[str, Field] = {}
        if isinstance(node, MappingNode):
            others = {key: field for key, field in node.fields.items() if key not in schema.EVENT}
        name = _id_of(node)
        label = f"event '{name}'" if name else "this event"
        fields = Fields(context, node, label, ("events", name), schema.EVENT, others)
        if not fields.is_mapping:
            return
        event_id = self._read_id(fields, node)
        basis = fields.choice("date_basis", model.BASES, "") or None
        note = fields.optional("date_note")
        if basis == "inferred" and not note:
            self._problems.add(fields.offset, f"{label} is dated by inference without a 'date_note'", "say from what")
        quotes, date_text = self._quotes(fields, name), fields.optional("date_text")
        if basis is None and (quotes or date_text):
            basis = "stated"
        event = Event(
            id=event_id,
            date=fields.date("date"),
            title=fields.required("title", "write in a few words what happened"),
            values=_values(fields),
            quotes=quotes,
            cited=fields.sources("sources"),
            date_text=date_text,
            date_basis=basis,
            date_note=note,
            summary=fields.optional("summary"),
            data=fields.data("data") or NOTHING,
            media=self._media(fields, name),
            links=self._links(fields),
            note=fields.optional("note"),
            is_draft=fields.truth("draft"),
            is_internal=fields.truth("internal"),
            line=line,
        )
        self._others += [_OtherKey(len(self._events), label, key, field) for key, field in others.items()]
        self._events.append(event)
        if "id" in fields:
            context.events.setdefault(event_id, event)

    def events(self, *, version: str | None) -> list[Event]:
        """Return all events, in the order of the file. Call it when the whole file has been read.

        Args:
            version: the version of the schema that the file follows.
        """
        self._read_others()
        events = with_settled_ids(self._events)
        if version == "1":
            events = [replace(event, date=date) if (date := as_doubt(event.date)) else event for event in events]
        return events

    def _read_id(self, fields: Fields, node: Node) -> str:
        """Return the id of an event, or one made from its date and title if it has none."""
        context = self._context
        name = _id_of(node)
        context.record(("events", name), node.offset)
        if "id" not in fields:
            return f"{PROVISIONAL}{name}"
        event_id = fields.required("id", "add 'id: …', a short name of its own")
        if event_id:
            offset = fields.offset_of("id")
            context.check_id(event_id, offset)
            if event_id in context.events:
                first = context.events[event_id].line
                self._problems.add(
                    offset, f"event id '{event_id}' is taken on line {first}", "give this event another id"
                )
        return event_id

    def _read_others(self) -> None:
        """Read the values of the facets that the file declares, and add a problem for each unknown key."""
        context, facets = self._context, self._context.own_facets
        known = (*schema.EVENT, *facets)
        for position, label, key, field in self._others:
            spec = facets.get(key)
            if spec is None:
                remedy = context.advice(key, known, f"known keys are {', '.join(known)}; others belong under 'data'")
                self._problems.add(field.offset, f"unknown key '{key}' in {label}", remedy)
                continue
            texts = texts_of(context, field.node, f"'{key}' of {label}")
            if spec.vocabulary:
                for text in texts:
                    context.refer(spec.name, text)
            values = tuple(dict.fromkeys(one_line(text.value) for text in texts))
            if values:
                event = self._events[position]
                self._events[position] = replace(event, values={**event.values, spec.name: values})

    def _quotes(self, event: Fields, name: str) -> tuple[Quote, ...]:
        quotes = []
        for index, node in enumerate(event.items("quotes")):
            path = ("events", name, "quotes", index)
            fields = Fields(self._context, node, f"a quote of {event.label}", path, schema.QUOTE)
            if not fields.is_mapping:
                continue
            self._context.record(path, node.offset)
            quotes.append(
                Quote(
                    source=fields.source("source", "name one of 'sources', or give a URL"),
                    exact=fields.required("exact", "copy the source's words"),
                    translation=fields.optional("translation"),
                    paragraph=fields.whole_number("paragraph"),
                    prefix=fields.verbatim("prefix"),
                    suffix=fields.verbatim("suffix"),
                )
            )
        return tuple(quotes)

    def _media(self, event: Fields, name: str) -> tuple[Media, ...]:
        media = []
        for index, node in enumerate(event.items("media")):
            if isinstance(node, ScalarNode):
                node = MappingNode({"url": Field(node.offset, node)}, node.offset)
            fields = Fields(
                self._context, node, f"a medium of {event.label}", ("events", name, "media", index), schema.MEDIA
            )
            if fields.is_mapping and fields.required("url", "give its address"):
                media.append(Media(fields.url("url") or "", fields.optional("caption"), fields.optional("credit")))
        return tuple(media)

    def _links(self, event: Fields) -> tuple[Link, ...]:
        fields = event.fields("links", tuple(model.RELATIONS))
        if fields is None:
            return ()
        links = []
        for relation in model.RELATIONS:
            for target in fields.texts(relation):
                if target.value == (own := event.optional("id")):
                    self._problems.add(target.offset, f"event '{own}' links to itself", "name another event")
                else:
                    self._context.refer("event", target)
                    links.append(Link(relation, target.value))
        return tuple(dict.fromkeys(links))

    def _line_of(self, offset: int) -> int:
        """Return the line of an offset that is not before the last one."""
        self._line += self._text.count("\n", self._line_offset, offset)
        self._line_offset = offset
        return self._line


def _values(fields: Fields) -> Mapping[str, tuple[str, ...]]:
    """Return the values of the built-in facets."""
    values: dict[str, tuple[str, ...]] = {}
    for spec in BUILT_IN:
        if not spec.field:
            continue
        if spec.name == "status":
            status = fields.choice("status", STATUSES, "")
            found: tuple[str, ...] = (status,) if status else ()
        elif spec.is_single:
            value = fields.reference(spec.field, spec.vocabulary)
            found = (value,) if value else ()
        elif spec.vocabulary:
            found = fields.references(spec.field, spec.vocabulary)
        else:
            found = tuple(dict.fromkeys(one_line(text.value) for text in fields.texts(spec.field)))
        if found:
            values[spec.name] = found
    return values or NOTHING


def one_line(text: str) -> str:
    """Return a text that is a value of a facet: its blanks and line ends are single spaces."""
    return " ".join(text.split())


def _id_of(node: Node) -> str:
    """Return the id of an event, or one made from its date and title if it has none; empty if it has not even these."""
    if not isinstance(node, MappingNode):
        return ""
    texts = {key: field.node.value for key, field in node.fields.items() if isinstance(field.node, ScalarNode)}
    if "id" in node.fields:
        return texts.get("id", "")
    return made_id(texts.get("date", ""), texts.get("title", ""))
