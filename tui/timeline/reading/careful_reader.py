"""YAML text to a `Timeline`, with every problem located.

All of a file's problems are told at once, as far as it can be read. What a value refers to may stand before or after
it in the file.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Mapping
from typing import Any

from tui.text.nearest import nearest
from tui.timeline.model import entities as model
from tui.timeline.model.entities import Actor, Event, Link, Quote, SavedView, Source, Timeline, Weapon
from tui.timeline.model.sort import SORTS
from tui.timeline.reading import schema
from tui.timeline.reading.fields import Fields, form_of
from tui.timeline.reading.problems import Position, TimelineError, ValuePath
from tui.timeline.reading.yaml_nodes import (
    Field,
    MappingNode,
    Node,
    Part,
    Problems,
    ScalarNode,
    SequenceNode,
    UnreadableError,
    parts,
)


def read_carefully(text: str, name: str, marks: dict[ValuePath, Position] | None = None) -> Timeline:
    """Read a timeline from YAML text.

    Args:
        text: the YAML.
        name: what to call the text in what is said of it.
        marks: filled with the place of each value, if given.

    Raises:
        TimelineError: with every problem of the text, if it cannot be read as a timeline.
    """
    reader = _Reader(text, marks)
    timeline = reader.read()
    problems = reader.problems
    if timeline is None or problems.count:
        told = problems.located()
        raise TimelineError(name, told, problems.count - len(told))
    return timeline


class _Reader:
    def __init__(self, text: str, marks: dict[ValuePath, Position] | None) -> None:
        self._text = text
        self.problems = Problems(text)
        self.marks = marks
        self._sources: dict[str, Source] = {}
        self._actors: dict[str, Actor] = {}
        self._weapons: dict[str, Weapon] = {}
        self._events: dict[str, Event] = {}
        self._defined: Mapping[str, Mapping[str, object]] = {
            "source": self._sources,
            "actor": self._actors,
            "weapon": self._weapons,
            "event": self._events,
        }
        self._pending: list[tuple[str, str, int]] = []
        self._parents: list[tuple[str, str, int]] = []
        self._line = 1
        self._line_at = 0

    def read(self) -> Timeline | None:
        heads: dict[str, Part] = {}
        try:
            for part in parts(self._text, self.problems, "events"):
                if part.is_item:
                    self._event(part.node)
                else:
                    heads[part.key] = part
                    self._vocabulary(part)
        except UnreadableError:
            # What could be read may refer to what could not, so unknown names say nothing.
            return None
        return self._timeline(heads)

    def _timeline(self, heads: Mapping[str, Part]) -> Timeline:
        for key, part in heads.items():
            if key not in (known := schema.TIMELINE):
                self.problems.add(
                    part.key_at,
                    f"unknown key '{key}' in the timeline",
                    self.advice(key, known, f"known keys are {', '.join(known)}"),
                )
        top = Fields(
            self,
            MappingNode(
                {k: Field(p.key_at, p.node) for k, p in heads.items() if k in ("dateline", "title", "description")}, -1
            ),
            "the timeline",
            (),
            schema.TIMELINE,
        )
        version = top.optional("dateline")
        if version not in (None, schema.VERSION):
            self.problems.add(
                heads["dateline"].node.at,
                f"schema version '{version}'",
                f"this Dateline reads version {schema.VERSION}",
            )
        title = top.required("title", "add 'title: …'")
        events = heads.get("events")
        if events is None:
            self.problems.add(-1, "the timeline has no 'events'", "add 'events:' and a list of them")
        self._resolve()
        self._refuse_loops()
        ordered = sorted(self._events.values(), key=lambda event: event.date.sort_key)
        return Timeline(
            title=title,
            description=top.optional("description"),
            views=self._views(heads["views"].node) if "views" in heads else (),
            sources=self._sources,
            actors=self._actors,
            weapons=self._weapons,
            events=tuple(ordered),
        )

    # What the file defines

    def _vocabulary(self, part: Part) -> None:
        makers: dict[str, Callable[[str, Node], None]] = {
            "sources": self._source,
            "actors": self._actor,
            "weapons": self._weapon,
        }
        node = part.node
        if isinstance(node, ScalarNode) and node.is_null:
            return
        if part.key == "events" and not isinstance(node, SequenceNode):
            self.problems.add(node.at, f"'events' is {form_of(node)}", "write a list, each event after '- '")
        elif make := makers.get(part.key):
            if not isinstance(node, MappingNode):
                self.problems.add(
                    node.at, f"'{part.key}' is {form_of(node)}", "write a mapping of ids, each with its fields"
                )
                return
            for entry_id, field in node.fields.items():
                self.mark((part.key, entry_id), field.at)
                self._check_id(entry_id, field.at)
                make(entry_id, field.node)

    def _source(self, source_id: str, node: Node) -> None:
        fields = Fields(self, node, f"source '{source_id}'", ("sources", source_id), schema.SOURCE)
        if not fields.is_mapping:
            return
        sha256 = fields.optional("sha256")
        if sha256 is not None and not schema.SHA256.fullmatch(sha256):
            self._wrong(fields, "sha256", f"sha256 '{sha256[:80]}'", "write 64 digits from 0-9 and a-f")
        url = fields.optional("url")
        if url is not None and not schema.ADDRESS.match(url):
            self._wrong(fields, "url", f"url '{url[:80]}'", "write an address that begins with https:// or http://")
        basis = fields.choice("issued_basis", model.BASES, "stated")
        note = fields.optional("issued_note")
        if basis == "inferred" and not note:
            self.problems.add(
                fields.at,
                f"source '{source_id}' is dated by inference without an 'issued_note'",
                "say from what",
            )
        self._sources[source_id] = Source(
            id=source_id,
            outlet=fields.reference("outlet", "actor", right="name an actor of kind outlet") or "",
            title=fields.required("title", "give the article's title"),
            issued=fields.date("issued"),
            issued_basis=basis,
            issued_note=note,
            language=fields.optional("language"),
            sha256=sha256,
            file=fields.optional("file"),
            url=url,
        )

    def _actor(self, actor_id: str, node: Node) -> None:
        fields = Fields(self, node, f"actor '{actor_id}'", ("actors", actor_id), schema.ACTOR)
        self._actors[actor_id] = Actor(
            id=actor_id,
            name=fields.required("name", "add 'name: …'"),
            kind=fields.choice("kind", model.ACTOR_KINDS, "") or None,
            parent=self._parent("actor", actor_id, fields, "part_of"),
            office=fields.optional("office"),
            aliases=tuple(text.value for text in fields.texts("aliases")),
        )

    def _weapon(self, weapon_id: str, node: Node) -> None:
        fields = Fields(self, node, f"weapon '{weapon_id}'", ("weapons", weapon_id), schema.WEAPON)
        self._weapons[weapon_id] = Weapon(
            id=weapon_id,
            name=fields.required("name", "add 'name: …'"),
            parent=self._parent("weapon", weapon_id, fields, "kind_of"),
            aliases=tuple(text.value for text in fields.texts("aliases")),
        )

    def _parent(self, what: str, entry_id: str, fields: Fields, key: str) -> str | None:
        parent = fields.reference(key, what)
        node = fields.node(key)
        if parent and node is not None:
            self._parents.append((what, entry_id, node.at))
        return parent

    def _event(self, node: Node) -> None:
        line = self._line_of(node.at)
        raw = node.fields.get("id") if isinstance(node, MappingNode) else None
        name = raw.node.value if raw is not None and isinstance(raw.node, ScalarNode) else ""
        what = f"event '{name}'" if name else "this event"
        fields = Fields(self, node, what, ("events", name), schema.EVENT)
        if not fields.is_mapping:
            return
        event_id = fields.required("id", "add 'id: …', a short name of its own")
        if event_id and raw is not None:
            self.mark(("events", event_id), node.at)
            self._check_id(event_id, raw.node.at)
            if event_id in self._events:
                first = self._events[event_id].line
                self.problems.add(
                    raw.node.at,
                    f"event id '{event_id}' is taken on line {first}",
                    "give this event another id",
                )
        basis = fields.choice("date_basis", model.BASES, "stated")
        note = fields.optional("date_note")
        if basis == "inferred" and not note:
            self.problems.add(fields.at, f"{what} is dated by inference without a 'date_note'", "say from what")
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
        self._events.setdefault(event_id, event)

    def _quotes(self, event: Fields, name: str) -> tuple[Quote, ...]:
        nodes = event.items("quotes")
        if not nodes and (event.node("quotes") is None or isinstance(event.node("quotes"), SequenceNode)):
            self.problems.add(event.at, f"{event.what} has no quote", "add 'quotes:' with the source's own words")
        quotes = []
        for place, node in enumerate(nodes):
            fields = Fields(self, node, f"a quote of {event.what}", ("events", name, "quotes", place), schema.QUOTE)
            if not fields.is_mapping:
                continue
            self.mark(("events", name, "quotes", place), node.at)
            quotes.append(
                Quote(
                    source=fields.reference("source", "source", right="name one of 'sources'") or "",
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
                    self.problems.add(target.at, f"event '{own}' links to itself", "name another event")
                else:
                    self.refer("event", target)
                    links.append(Link(relation, target.value))
        return tuple(dict.fromkeys(links))

    def _views(self, node: Node) -> tuple[SavedView, ...]:
        if isinstance(node, ScalarNode) and node.is_null:
            return ()
        if not isinstance(node, SequenceNode):
            self.problems.add(node.at, f"'views' is {form_of(node)}", "write a list, each view after '- '")
            return ()
        views: dict[str, SavedView] = {}
        for place, item in enumerate(node.items):
            fields = Fields(self, item, "a view", ("views", place), schema.VIEW)
            if not fields.is_mapping:
                continue
            view = SavedView(
                name=fields.required("name", "add 'name: …'"),
                query=fields.optional("query") or "",
                sort=fields.choice("sort", SORTS, "date"),
            )
            if view.name in views:
                self.problems.add(item.at, f"a view named '{view.name}' is there already", "give it another name")
            views[view.name] = view
        return tuple(views.values())

    # What it refers to

    def refer(self, what: str, node: ScalarNode) -> None:
        """Require that the thing named is defined, here or further on in the file."""
        if node.value not in self._defined[what]:
            self._pending.append((what, node.value, node.at))

    def _resolve(self) -> None:
        for what, name, at in self._pending:
            known = self._defined[what]
            if name not in known:
                self.problems.add(
                    at,
                    f"unknown {what} '{name}'",
                    self.advice(name, known, f"define it in '{what}s', or name one that is"),
                )

    def _refuse_loops(self) -> None:
        told: set[str] = set()
        for what, entry_id, at in self._parents:
            entries: Mapping[str, Any] = self._defined[what]
            path = [entry_id]
            while (parent := entries[path[-1]].parent) in entries and parent not in path:
                path.append(parent)
            if parent == entry_id and told.isdisjoint(path):
                told.update(path)
                key = "part_of" if what == "actor" else "kind_of"
                loop = " in ".join(f"'{name}'" for name in (*path, parent))
                self.problems.add(at, f"a loop in the tree of {what}s: {loop}", f"change or remove a '{key}'")

    def advice(self, name: str, known: Collection[str], otherwise: str) -> str:
        """Return what would be right instead of an unknown name."""
        close = None if self.problems.many else nearest(name, known)
        return f"did you mean '{close}'?" if close else otherwise

    def _check_id(self, name: str, at: int) -> None:
        if not schema.ID.fullmatch(name):
            better = re.sub(r"[^\w.]+", "-", name).strip("-.").lower()
            self.problems.add(
                at,
                f"id '{name}' has more than letters, digits, '-', '_' and '.'",
                f"write '{better}'" if better else "write a word",
            )

    def _wrong(self, fields: Fields, key: str, wrong: str, right: str) -> None:
        node = fields.node(key)
        self.problems.add(node.at if node is not None else fields.at, wrong, right)

    # Where it stands

    def mark(self, path: ValuePath, at: Node | int) -> None:
        """Note the place of a value, and of the items of a list, if marks are wanted."""
        if self.marks is None:
            return
        if isinstance(at, int):
            self.marks[path] = self.problems.place(at)
            return
        self.marks[path] = self.problems.place(at.at)
        if isinstance(at, SequenceNode):
            for place, item in enumerate(at.items):
                self.marks[*path, place] = self.problems.place(item.at)

    def mark_fields(self, path: ValuePath, node: MappingNode) -> None:
        """Note the places of a mapping's values, if marks are wanted."""
        if self.marks is not None:
            for key, field in node.fields.items():
                self.mark((*path, key), field.node)

    def _line_of(self, at: int) -> int:
        """Return the line of an offset that is not before the one asked for last."""
        self._line += self._text.count("\n", self._line_at, at)
        self._line_at = at
        return self._line
