"""The events of a file, from its nodes."""

from __future__ import annotations

import sys

from tui.timeline.model import entities as model
from tui.timeline.model.entities import Event, Link, Quote
from tui.timeline.reading import schema
from tui.timeline.reading.context import ReadingContext
from tui.timeline.reading.fields import Fields
from tui.timeline.reading.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode


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
        self._line, self._line_offset = 1, 0
        """The line of the event read last, and an offset in it."""

    def read(self, node: Node) -> None:
        """Read an event."""
        context, problems = self._context, self._problems
        line = self._line_of(node.offset)
        id_field = node.fields.get("id") if isinstance(node, MappingNode) else None
        name = id_field.node.value if id_field is not None and isinstance(id_field.node, ScalarNode) else ""
        label = f"event '{name}'" if name else "this event"
        fields = Fields(context, node, label, ("events", name), schema.EVENT)
        if not fields.is_mapping:
            return
        event_id = fields.required("id", "add 'id: …', a short name of its own")
        if event_id and id_field is not None:
            context.record(("events", event_id), node.offset)
            context.check_id(event_id, id_field.node.offset)
            if event_id in context.events:
                first = context.events[event_id].line
                problems.add(
                    id_field.node.offset,
                    f"event id '{event_id}' is taken on line {first}",
                    "give this event another id",
                )
        basis = fields.choice("date_basis", model.BASES, "stated")
        note = fields.optional("date_note")
        if basis == "inferred" and not note:
            problems.add(fields.offset, f"{label} is dated by inference without a 'date_note'", "say from what")
        event = Event(
            id=event_id,
            date=fields.date("date"),
            kind=sys.intern(fields.choice("kind", model.KINDS)),
            status=sys.intern(fields.choice("status", model.STATUSES)),
            title=fields.required("title", "say in a few words what happened"),
            quotes=self._quotes(fields, name),
            date_text=fields.optional("date_text"),
            date_basis=basis,
            date_note=note,
            summary=fields.optional("summary"),
            speaker=fields.references("speaker", "actor"),
            via=fields.references("via", "actor"),
            actors=fields.references("actors", "actor"),
            weapons=fields.references("weapons", "weapon"),
            links=self._links(fields),
            note=fields.optional("note"),
            line=line,
        )
        context.events.setdefault(event_id, event)

    def _quotes(self, event: Fields, name: str) -> tuple[Quote, ...]:
        nodes = event.items("quotes")
        if not nodes and (event.node("quotes") is None or isinstance(event.node("quotes"), SequenceNode)):
            self._problems.add(event.offset, f"{event.label} has no quote", "add 'quotes:' with the source's own words")
        quotes = []
        for index, node in enumerate(nodes):
            path = ("events", name, "quotes", index)
            fields = Fields(self._context, node, f"a quote of {event.label}", path, schema.QUOTE)
            if not fields.is_mapping:
                continue
            self._context.record(path, node.offset)
            quotes.append(
                Quote(
                    source=fields.reference("source", "source", remedy="name one of 'sources'") or "",
                    exact=fields.required("exact", "copy the source's words"),
                    translation=fields.optional("translation"),
                    paragraph=fields.whole_number("paragraph"),
                    prefix=fields.optional("prefix"),
                    suffix=fields.optional("suffix"),
                )
            )
        return tuple(quotes)

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
