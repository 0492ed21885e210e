"""Reads timelines with care: YAML in all of its forms, and every problem with its position.

All problems of a file are reported together, as far as the file can be read. A value may refer to something that is
defined before or after it.
"""

from __future__ import annotations

from collections.abc import Mapping

from tui.text.frozen import replace
from tui.timeline.model.entities import Source
from tui.timeline.model.order import sort_events
from tui.timeline.model.timeline import Timeline, with_bare_sources, zone_of
from tui.timeline.reading import schema
from tui.timeline.reading.context import ReadingContext
from tui.timeline.reading.event_careful import EventReader
from tui.timeline.reading.event_fast import as_doubt
from tui.timeline.reading.fields import Fields, kind_of
from tui.timeline.reading.header_careful import EntryReader, read_ignored_checks, read_timezone, read_views
from tui.timeline.reading.problem_log import WHOLE_FILE
from tui.timeline.reading.problems import Position, TimelineError, ValuePath
from tui.timeline.reading.yaml_nodes import (
    Field,
    MappingNode,
    ScalarNode,
    Section,
    SequenceNode,
    UnreadableError,
    read_sections,
)


def read_carefully(text: str, name: str, positions: dict[ValuePath, Position] | None = None) -> Timeline:
    """Read a timeline from YAML text.

    Args:
        text: the YAML.
        name: the name of the text in errors.
        positions: filled with the position of each value, if given.

    Raises:
        TimelineError: with every problem of the text, if it cannot be read as a timeline.
    """
    context = ReadingContext(text, positions)
    timeline = _read(text, context)
    problems = context.problems
    if timeline is None or problems.count:
        reported = problems.first()
        raise TimelineError(name, reported, problems.count - len(reported))
    return timeline


def _read(text: str, context: ReadingContext) -> Timeline | None:
    """Return the timeline, as far as it has no problems; None if the text cannot be read to its end."""
    events, entries = EventReader(text, context), EntryReader(context)
    sections: dict[str, Section] = {}
    try:
        for section in read_sections(text, context.problems, "events"):
            if section.is_item:
                events.read(section.node)
            else:
                sections[section.key] = section
                entries.read(section.key, section.node)
                _check_events(context, section)
    except UnreadableError:
        # References are not checked: their targets may be in the part that could not be read.
        return None
    return _timeline(context, sections, events)


def _check_events(context: ReadingContext, section: Section) -> None:
    """Add a problem if the section is ``events`` and not a list."""
    node = section.node
    if isinstance(node, SequenceNode) or (isinstance(node, ScalarNode) and node.is_null):
        return
    if section.key == "events":
        context.problems.add(node.offset, f"'events' is {kind_of(node)}", "write a list, each event after '- '")


def _timeline(context: ReadingContext, sections: Mapping[str, Section], events: EventReader) -> Timeline:
    problems = context.problems
    known = schema.TIMELINE
    for key, section in sections.items():
        if key not in known:
            problems.add(
                section.offset,
                f"unknown key '{key}' in the timeline",
                context.advice(key, known, f"known keys are {', '.join(known)}"),
            )
    texts = {
        key: Field(section.offset, section.node)
        for key, section in sections.items()
        if key in ("dateline", "title", "description", "language", "timezone")
    }
    fields = Fields(context, MappingNode(texts, WHOLE_FILE), "the timeline", (), known)
    version = fields.optional("dateline")
    if version not in (None, *schema.VERSIONS):
        versions = " and ".join(schema.VERSIONS)
        fields.refuse("dateline", f"schema version '{version}'", f"this Dateline reads versions {versions}")
    title = fields.required("title", "add 'title: …'")
    if "events" not in sections:
        problems.add(WHOLE_FILE, "the timeline has no 'events'", "add 'events:' and a list of them")
    timezone = read_timezone(fields)
    read_events = events.events(version=version)
    context.events.update((event.id, event) for event in read_events)  # a link may point to a made id
    context.check_references()
    sources: Mapping[str, Source] = context.sources
    if version == "1":
        sources = {
            source.id: replace(source, issued=as_doubt(source.issued) or source.issued) if source.issued else source
            for source in sources.values()
        }
    sources = with_bare_sources(sources, read_events)
    return Timeline(
        title=title,
        events=sort_events(read_events, zone_of(timezone)),
        sources=sources,
        vocabularies={section: entries for section, entries in context.vocabularies.items() if entries},
        own_facets=tuple(context.own_facets.values()),
        description=fields.optional("description"),
        language=fields.optional("language"),
        timezone=timezone,
        views=read_views(context, sections["views"].node) if "views" in sections else (),
        ignored_checks=read_ignored_checks(context, sections["checks"].node) if "checks" in sections else (),
        version=int(version) if version in schema.VERSIONS else int(schema.VERSION),
    )
