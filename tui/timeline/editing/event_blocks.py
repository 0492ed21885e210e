"""The text of a timeline's file with some events and entries changed, and all else, comments too, as it was."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from itertools import chain

from tui.timeline.editing.yaml_text import entry_lines, event_text, sections, timeline_text
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.problems import TimelineError
from tui.timeline.reading.reader import parse_timeline

_ITEM = re.compile(r"( *)- ")
_KEY = re.compile(r'  (?:"((?:[^"\\]|\\.)+)"|([^\s"].*?)):(?=\s)')
"""The key of an entry."""
_NOTHING = re.compile(r"\s*(?:#.*)?\n?")


def changed_text(text: str, old: Timeline, new: Timeline) -> tuple[str, bool]:
    """Return the text of a file for a changed timeline, and whether its layout could be kept.

    Args:
        text: the file's text.
        old: the timeline that it is read as.
        new: the timeline that it must be read as.
    """
    try:
        changed = _with_sections(_with_events(text, old, new), old, new)
        if is_same(parse_timeline(changed), new):
            return changed, True
    except TimelineError:
        pass
    return timeline_text(new), False


def is_same(one: Timeline, other: Timeline) -> bool:
    """Return whether two timelines are equal but for the lines at which their events stand."""

    def compared(timeline: Timeline) -> tuple[object, ...]:
        events = {event.id: (*event.as_dict().values(),)[:-1] for event in timeline.events}
        vocabularies = {key: dict(entries) for key, entries in timeline.vocabularies.items() if entries}
        return events, dict(timeline.sources), vocabularies, set(timeline.own_facets), timeline.title, timeline.views

    return compared(one) == compared(other)


def _with_events(text: str, old: Timeline, new: Timeline) -> str:
    lines = text.splitlines(keepends=True)
    before = {event.id: event for event in old.events}
    starts = sorted(event.line - 1 for event in old.events)
    item = _ITEM.match(lines[starts[0]]) if starts else None
    indent = "  " if item is None else item[1]
    ends = dict(zip(starts, [*starts[1:], _end_of_section(lines, starts[-1]) if starts else 0], strict=True))
    added = []
    replaced: dict[int, list[str]] = {}
    for event in new.events:
        known = before.get(event.id)
        if known is None:
            added += ["\n", *_indented(event_text(event), indent)]
        elif known != event:
            replaced[known.line - 1] = _indented(event_text(event), indent)
    lines = _with_blocks(lines, {start: _end_of_block(lines, start, ends[start]) for start in replaced}, replaced)
    if added and starts:
        end = _end_of_block(lines, 0, _end_of_section(lines, starts[0]))
        if not lines[end - 1].endswith("\n"):
            lines[end - 1] += "\n"
        lines[end:end] = added
    elif added:
        found = next((number for number, line in enumerate(lines) if re.match(r"events:", line)), len(lines))
        lines[found : found + 1] = ["events:\n", *added[1:]]
    return "".join(lines)


def _with_blocks(lines: list[str], ends: Mapping[int, int], new: Mapping[int, list[str]]) -> list[str]:
    """Return lines with others in place of some blocks, by the index of the first line of each."""
    changed: list[str] = []
    at = 0
    for start in sorted(ends):
        changed += lines[at:start]
        changed += new[start]
        at = ends[start]
    return changed + lines[at:]


def _indented(text: str, indent: str) -> list[str]:
    lines = text.splitlines(keepends=True)
    if indent == "  ":
        return lines
    return [f"{indent}{line[2:]}" if line.strip() else line for line in lines]


def _end_of_section(lines: list[str], start: int) -> int:
    """Return the index of the line that begins the next section behind a line of ``events``."""
    is_flush = lines[start].startswith("-")
    for number in range(start + 1, len(lines)):
        first = lines[number][:1]
        if first.strip() and first != "#" and not (is_flush and first == "-"):
            return number
    return len(lines)


def _end_of_block(lines: list[str], start: int, end: int) -> int:
    """Return the end of a block without the blank lines and comments that stand before what follows it."""
    while end > start + 1 and _NOTHING.fullmatch(lines[end - 1]):
        end -= 1
    return end


def _with_sections(text: str, old: Timeline, new: Timeline) -> str:
    """Return a text with the entries that were added to its sections, or changed."""
    lines = text.splitlines(keepends=True)
    was = sections(old)
    for name, entries in sections(new).items():
        known = was.get(name, {})
        made = {
            key: [f"{line}\n" for line in entry_lines(key, fields)]
            for key, fields in entries.items()
            if known.get(key) != fields
        }
        if made:
            lines = _with_entries(lines, name, made, known)
    return "".join(lines)


def _with_entries(lines: list[str], name: str, made: Mapping[str, list[str]], known: Container[str]) -> list[str]:
    """Return the lines of a file with entries in a section, each in place of the one that it has.

    Args:
        lines: the lines.
        name: the name of the section.
        made: the lines of the entries, by their keys.
        known: the keys of the entries that the section has.
    """
    found = _section_lines(lines, name)
    if found is None:
        at = next((number for number, line in enumerate(lines) if re.match(r"events:", line)), len(lines))
        return [*lines[:at], f"{name}:\n", *chain.from_iterable(made.values()), "\n", *lines[at:]]
    start, end = found
    ends: dict[int, int] = {}
    new: dict[int, list[str]] = {}
    rest = dict(made)
    for number in range(start, end):
        key = _KEY.match(lines[number])
        if key is None or (name_of := key[1] or key[2]) not in rest or name_of not in known:
            continue
        last = number + 1
        while last < end and (lines[last].startswith("   ") or not lines[last].strip()):
            last += 1
        ends[number], new[number] = _end_of_block(lines, number, last), rest.pop(name_of)
    section = _with_blocks(lines[:end], ends, new)
    return [*section, *chain.from_iterable(rest.values()), *lines[end:]]


def _section_lines(lines: list[str], name: str) -> tuple[int, int] | None:
    """Return where the entries of a section begin and end; None if it has none on lines of their own."""
    for number, line in enumerate(lines):
        if re.match(rf"{re.escape(name)}:\s*(?:#.*)?$", line):
            end = number + 1
            while end < len(lines) and (not lines[end].strip() or lines[end][0] in " #"):
                end += 1
            return number + 1, _end_of_block(lines, number, end)
    return None
