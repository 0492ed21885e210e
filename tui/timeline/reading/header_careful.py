"""The entries, facets and saved views of a file, from its nodes."""

from __future__ import annotations

from collections.abc import Callable

from tui.timeline.model import entities as model
from tui.timeline.model.entities import Entry, SavedView, Source
from tui.timeline.model.facets import VOCABULARIES, is_reserved, own_facet, parent_key
from tui.timeline.model.sort import SORTS
from tui.timeline.reading import schema
from tui.timeline.reading.context import ReadingContext, noun_of
from tui.timeline.reading.fields import Fields, kind_of
from tui.timeline.reading.problems import ValuePath
from tui.timeline.reading.yaml_nodes import Field, MappingNode, Node, ScalarNode, SequenceNode

ReadEntry = Callable[[str, Node], None]


class EntryReader:
    """Reads the sections that define sources, the values of facets, and facets.

    Args:
        context: the problems, references and positions of the file. The entries are added to it.
    """

    def __init__(self, context: ReadingContext) -> None:
        self._context = context

    def read(self, section: str, node: Node) -> None:
        """Read the entries of a section. Other sections are ignored.

        Args:
            section: its key.
            node: its value.
        """
        read_entry: ReadEntry | None = {"sources": self._source, "facets": self._facet}.get(section)
        if section in VOCABULARIES:
            read_entry = self._entry_reader(section, (section,), schema.ENTRIES[section])
        if read_entry is not None:
            self._read_mapping((section,), f"'{section}'", node, read_entry)

    def _read_mapping(self, path: ValuePath, label: str, node: Node, read_entry: ReadEntry) -> None:
        """Read a mapping of ids."""
        if isinstance(node, ScalarNode) and node.is_null:
            return
        context = self._context
        if not isinstance(node, MappingNode):
            context.problems.add(
                node.offset, f"{label} is {kind_of(node)}", "write a mapping of ids, each with its fields"
            )
            return
        for entry_id, field in node.fields.items():
            context.record((*path, entry_id), field.offset)
            context.check_id(entry_id, field.offset)
            read_entry(entry_id, field.node)

    def _source(self, source_id: str, node: Node) -> None:
        context = self._context
        fields = Fields(context, node, f"source '{source_id}'", ("sources", source_id), schema.SOURCE)
        if not fields.is_mapping:
            return
        basis = fields.choice("issued_basis", model.BASES, "stated")
        note = fields.optional("issued_note")
        if basis == "inferred" and not note:
            context.problems.add(
                fields.offset,
                f"source '{source_id}' is dated by inference without an 'issued_note'",
                "say from what",
            )
        source = Source(
            id=source_id,
            title=fields.optional("title") or None,
            outlet=fields.reference("outlet", "actors"),
            issued=fields.optional_date("issued"),
            issued_basis=basis,
            issued_note=note,
            url=fields.url("url"),
            archived=fields.url("archived"),
            retrieved=fields.optional_date("retrieved"),
            language=fields.optional("language"),
            sha256=_digest(fields, "sha256"),
            file=fields.optional("file") or None,
            page_sha256=_digest(fields, "page_sha256"),
        )
        if not (source.title or source.url or source.file):
            context.problems.add(
                fields.offset, f"source '{source_id}' has no 'title', no 'url' and no 'file'", "give it one of them"
            )
        context.sources[source_id] = source

    def _entry_reader(self, vocabulary: str, path: ValuePath, keys: tuple[str, ...]) -> ReadEntry:
        """Return a function that reads an entry of a vocabulary.

        Args:
            vocabulary: a section, or the name of a facet that the file declares.
            path: where its entries stand.
            keys: the keys of an entry.
        """
        context = self._context
        entries = context.vocabularies.setdefault(vocabulary, {})
        noun, parent = noun_of(vocabulary), parent_key(vocabulary) or "parent"

        def read_entry(entry_id: str, node: Node) -> None:
            if isinstance(node, ScalarNode) and not node.is_null:
                node = MappingNode({"name": Field(node.offset, node)}, node.offset)
            fields = Fields(context, node, f"{noun} '{entry_id}'", (*path, entry_id), keys)
            above = fields.reference(parent, vocabulary) if parent in keys else None
            if above:
                context.refer_to_parent(vocabulary, entry_id, fields.offset_of(parent))
            entries[entry_id] = Entry(
                id=entry_id,
                name=fields.required("name", "add 'name: …'"),
                parent=above,
                aliases=tuple(text.value for text in fields.texts("aliases")),
                kind=fields.choice("kind", model.ENTRY_KINDS, "") or None,
                office=fields.optional("office"),
                lat=fields.degrees("lat", 90),
                lon=fields.degrees("lon", 180),
            )

        return read_entry

    def _facet(self, name: str, node: Node) -> None:
        """Read a facet that the file declares."""
        context = self._context
        fields = Fields(context, node, f"facet '{name}'", ("facets", name), schema.FACET)
        if not fields.is_mapping:
            return
        if is_reserved(name) or name in schema.EVENT or name.casefold() in map(str.casefold, context.own_facets):
            context.problems.add(fields.offset, f"'{name}' means something else already", "give the facet another name")
            return
        title = fields.required("name", "add 'name: …', the header of its values")
        key = fields.optional("key") or ""
        if len(key) > 1:
            fields.refuse("key", f"the key of facet '{name}' is '{key}'", "write one letter, or leave it out")
        values = fields.node("values")
        context.own_facets[name] = own_facet(name, title, key, has_values=values is not None)
        if values is not None:
            path = ("facets", name, "values")
            read_entry = self._entry_reader(name, path, schema.OWN_ENTRY)
            self._read_mapping(path, f"'values' of facet '{name}'", values, read_entry)


def _digest(fields: Fields, key: str) -> str | None:
    """Read a SHA-256."""
    digest = fields.optional(key)
    if digest is not None and not schema.SHA256.fullmatch(digest):
        fields.refuse(key, f"{key} '{digest[:80]}'", "write 64 digits from 0-9 and a-f")
    return digest


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
            context.problems.add(item.offset, f"there is already a view named '{view.name}'", "give it another name")
        views[view.name] = view
    return tuple(views.values())


def read_ignored_checks(context: ReadingContext, node: Node) -> tuple[str, ...]:
    """Read the rules that ``dateline check`` leaves out, from the value of ``checks``."""
    if isinstance(node, ScalarNode) and node.is_null:
        return ()
    fields = Fields(context, node, "'checks'", ("checks",), schema.CHECKS)
    return tuple(text.value for text in fields.texts("ignore"))


def read_timezone(fields: Fields) -> str | None:
    """Read the IANA name of a time zone, from the fields of the timeline."""
    name = fields.optional("timezone")
    if name:
        from zoneinfo import ZoneInfo

        try:
            ZoneInfo(name)
        except (ValueError, OSError, LookupError, RecursionError):
            fields.refuse("timezone", f"unknown time zone '{name}'", "write an IANA name such as Europe/Paris")
    return name or None
