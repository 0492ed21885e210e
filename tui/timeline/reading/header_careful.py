"""The entries and saved views of a file, from its nodes."""

from __future__ import annotations

from collections.abc import Callable

from tui.timeline.model import entities as model
from tui.timeline.model.entities import Actor, SavedView, Source, Weapon
from tui.timeline.model.sort import SORTS
from tui.timeline.reading import schema
from tui.timeline.reading.context import ReadingContext
from tui.timeline.reading.fields import Fields, kind_of
from tui.timeline.reading.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode


class EntryReader:
    """Reads the sections that define sources, actors and weapons.

    Args:
        context: the problems, references and positions of the file. The entries are added to it.
    """

    def __init__(self, context: ReadingContext) -> None:
        self._context = context
        self._readers: dict[str, Callable[[str, Node], None]] = {
            "sources": self._source,
            "actors": self._actor,
            "weapons": self._weapon,
        }

    def read(self, section: str, node: Node) -> None:
        """Read the entries of a section. Other sections are ignored.

        Args:
            section: its key.
            node: its value.
        """
        read_entry = self._readers.get(section)
        if read_entry is None or (isinstance(node, ScalarNode) and node.is_null):
            return
        context = self._context
        if not isinstance(node, MappingNode):
            context.problems.add(
                node.offset, f"'{section}' is {kind_of(node)}", "write a mapping of ids, each with its fields"
            )
            return
        for entry_id, field in node.fields.items():
            context.record((section, entry_id), field.offset)
            context.check_id(entry_id, field.offset)
            read_entry(entry_id, field.node)

    def _source(self, source_id: str, node: Node) -> None:
        context = self._context
        fields = Fields(context, node, f"source '{source_id}'", ("sources", source_id), schema.SOURCE)
        if not fields.is_mapping:
            return
        sha256 = fields.optional("sha256")
        if sha256 is not None and not schema.SHA256.fullmatch(sha256):
            fields.refuse("sha256", f"sha256 '{sha256[:80]}'", "write 64 digits from 0-9 and a-f")
        url = fields.optional("url")
        if url is not None and not schema.ADDRESS.match(url):
            fields.refuse("url", f"url '{url[:80]}'", "write an address that begins with https:// or http://")
        basis = fields.choice("issued_basis", model.BASES, "stated")
        note = fields.optional("issued_note")
        if basis == "inferred" and not note:
            context.problems.add(
                fields.offset,
                f"source '{source_id}' is dated by inference without an 'issued_note'",
                "say from what",
            )
        context.sources[source_id] = Source(
            id=source_id,
            outlet=fields.reference("outlet", "actor", remedy="name an actor of kind outlet") or "",
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
        fields = Fields(self._context, node, f"actor '{actor_id}'", ("actors", actor_id), schema.ACTOR)
        self._context.actors[actor_id] = Actor(
            id=actor_id,
            name=fields.required("name", "add 'name: …'"),
            kind=fields.choice("kind", model.ACTOR_KINDS, "") or None,
            parent=self._parent("actor", actor_id, fields, "part_of"),
            office=fields.optional("office"),
            aliases=tuple(text.value for text in fields.texts("aliases")),
        )

    def _weapon(self, weapon_id: str, node: Node) -> None:
        fields = Fields(self._context, node, f"weapon '{weapon_id}'", ("weapons", weapon_id), schema.WEAPON)
        self._context.weapons[weapon_id] = Weapon(
            id=weapon_id,
            name=fields.required("name", "add 'name: …'"),
            parent=self._parent("weapon", weapon_id, fields, "kind_of"),
            aliases=tuple(text.value for text in fields.texts("aliases")),
        )

    def _parent(self, kind: str, entry_id: str, fields: Fields, key: str) -> str | None:
        parent = fields.reference(key, kind)
        node = fields.node(key)
        if parent and node is not None:
            self._context.refer_to_parent(kind, entry_id, node.offset)
        return parent


def read_views(context: ReadingContext, node: Node) -> tuple[SavedView, ...]:
    """Read the saved views of a file.

    Args:
        context: the problems and positions of the file.
        node: the value of ``views``.
    """
    if isinstance(node, ScalarNode) and node.is_null:
        return ()
    if not isinstance(node, SequenceNode):
        context.problems.add(node.offset, f"'views' is {kind_of(node)}", "write a list, each view after '- '")
        return ()
    views: dict[str, SavedView] = {}
    for index, item in enumerate(node.items):
        fields = Fields(context, item, "a view", ("views", index), schema.VIEW)
        if not fields.is_mapping:
            continue
        view = SavedView(
            name=fields.required("name", "add 'name: …'"),
            query=fields.optional("query") or "",
            sort=fields.choice("sort", SORTS, "date"),
        )
        if view.name in views:
            context.problems.add(item.offset, f"a view named '{view.name}' is there already", "give it another name")
        views[view.name] = view
    return tuple(views.values())
