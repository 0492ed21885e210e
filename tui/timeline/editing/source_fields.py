"""Fields of sources, written into the text of a timeline's file. Nothing else of it changes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tui.text.frozen import replace
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.editing.event_blocks import is_same
from tui.timeline.editing.whole_file import write_whole
from tui.timeline.editing.yaml_text import scalar
from tui.timeline.model.entities import Source
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.files import decode
from tui.timeline.reading.problems import TimelineError
from tui.timeline.reading.reader import parse_timeline

_BOM = b"\xef\xbb\xbf"
_NOT_IN_FLOW = frozenset(",[]{}")

SourceFields = Mapping[str, Mapping[str, str]]
"""By the id of a source: by key, the text to write there."""


class SourcesNotWrittenError(Exception):
    """The fields cannot be written into the file. Its str() says why, and that nothing is written."""


class _Change(NamedTuple):
    """A part of a text, and the text that takes its place."""

    start: int
    end: int
    text: str


def write_source_fields(path: Path, data: bytes, fields: SourceFields) -> None:
    """Write fields of sources into a timeline's file, once the new text has been read back.

    Args:
        path: the file.
        data: the content that it had when the fields were found, and must still have.
        fields: the fields of sources that the file defines.

    Raises:
        SourcesNotWrittenError: the file is not laid out so that they can be written, or it would not mean the same.
        TimelineError: the file has problems.
        OSError: the file cannot be written, or was changed meanwhile.
    """
    text = decode(data, str(path))
    before = parse_timeline(text, str(path))
    new = with_source_fields(text, fields)
    try:
        found, meant = parse_timeline(new, str(path)), _with_fields(before, fields)
        is_equal = is_same(found, meant) and replace(found, events=()) == replace(meant, events=())
    except TimelineError:
        is_equal = False
    if not is_equal:
        raise SourcesNotWrittenError("its sources are laid out in a way that cannot be added to; nothing is written")
    write_whole(path, _BOM * data.startswith(_BOM) + new.encode(), expected=data)


def _with_fields(timeline: Timeline, fields: SourceFields) -> Timeline:
    """Return a timeline whose sources have the fields."""
    sources: dict[str, Source] = dict(timeline.sources)
    for source_id, values in fields.items():
        made: dict[str, Any] = {
            key: EdtfDate.parse(value) if key == "retrieved" else value for key, value in values.items()
        }
        sources[source_id] = replace(sources[source_id], **made)
    return replace(timeline, sources=sources)


def with_source_fields(text: str, fields: SourceFields) -> str:
    """Return the text of a timeline with fields of its sources added, or replaced where they are there.

    Args:
        text: YAML without problems, as the careful reader takes it.
        fields: the fields of sources that it defines.

    Raises:
        SourcesNotWrittenError: a source is not defined in the text.
    """
    loader: Any = yaml.CLoader if yaml.__with_libyaml__ else yaml.Loader
    root: Any = yaml.compose(text, Loader=loader)
    nodes = _sources(root)
    changes: list[_Change] = []
    for source_id, values in fields.items():
        node = nodes.get(source_id)
        if not isinstance(node, yaml.MappingNode) or not node.value:
            raise SourcesNotWrittenError(f"the file does not define the source '{source_id}'; nothing is written")
        changes += _changes(text, node, values)
    for change in sorted(changes, reverse=True):
        text = text[: change.start] + change.text + text[change.end :]
    return text


def _sources(root: Any) -> dict[str, Any]:
    """Return the nodes of the sources by their ids."""
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "sources" and isinstance(value, yaml.MappingNode):
            return {source_key.value: node for source_key, node in value.value}
    return {}


def _changes(text: str, node: Any, values: Mapping[str, str]) -> Iterator[_Change]:
    """Yield the changes to the text of one source."""
    is_json = text[node.value[0][0].start_mark.index] == '"'
    written = {key.value: value for key, value in node.value}
    added = []
    for key, value in values.items():
        made = json.dumps(value) if is_json else _scalar(value, is_flow=bool(node.flow_style))
        old = written.get(key)
        if old is None:
            added.append((json.dumps(key) if is_json else key, made))
        elif isinstance(old, yaml.ScalarNode) and not old.style:
            start, end = _span(old)
            yield _Change(start, end, made if start < end else f" {made}")
        else:
            yield _Change(*_span(old), made)
    if not added:
        return
    end = max(_end(text, value) for _, value in node.value)
    if node.flow_style:
        yield _Change(end, end, "".join(f", {key}: {value}" for key, value in added))
        return
    newline = "\r\n" if "\r\n" in text else "\n"
    indent = " " * node.value[0][0].start_mark.column
    end = _end_of_line(text, end)
    yield _Change(end, end, "".join(f"{newline}{indent}{key}: {value}" for key, value in added))


def _span(node: Any) -> tuple[int, int]:
    return node.start_mark.index, node.end_mark.index


def _end(text: str, node: Any) -> int:
    """Return the offset after a value, without the blanks and line ends behind it."""
    start, end = _span(node)
    if isinstance(node, (yaml.SequenceNode, yaml.MappingNode)) and not node.flow_style:
        parts = [part for item in node.value for part in (item if isinstance(item, tuple) else (item,))]
        return max(_end(text, part) for part in parts)
    return start + len(text[start:end].rstrip())


def _end_of_line(text: str, offset: int) -> int:
    """Return the end of the line of an offset, behind a comment that stands there."""
    found = [end for end in (text.find("\n", offset), text.find("\r", offset)) if end >= 0]
    return min(found, default=len(text))


def _scalar(value: str, *, is_flow: bool) -> str:
    made = scalar(value)
    return json.dumps(made, ensure_ascii=False) if is_flow and made[:1] != '"' and _NOT_IN_FLOW & {*made} else made
