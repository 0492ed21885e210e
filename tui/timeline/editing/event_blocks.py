"""The text of a timeline's file with some events and entries changed, and all else, comments too, as it was."""

from __future__ import annotations

import re

from tui.timeline.editing.yaml_text import entry_lines, event_text, sections, timeline_text
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.problems import TimelineError
from tui.timeline.reading.reader import parse_timeline

_ITEM = re.compile(r"( *)- ")
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
    for start in sorted(replaced, reverse=True):
        lines[start : _end_of_block(lines, start, ends[start])] = replaced[start]
    if added and starts:
        end = _end_of_block(lines, 0, _end_of_section(lines, starts[0]))
        if not lines[end - 1].endswith("\n"):
            lines[end - 1] += "\n"
        lines[end:end] = added
    elif added:
        found = next((number for number, line in enumerate(lines) if re.match(r"events:", line)), len(lines))
        lines[found : found + 1] = ["events:\n", *added[1:]]
    return "".join(lines)


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
        for key, fields in entries.items():
            known = was.get(name, {}).get(key)
            if known == fields:
                continue
            made = [f"{line}\n" for line in entry_lines(key, fields)]
            if known is not None and (block := _block_of(lines, name, key)) is not None:
                lines[block[0] : block[1]] = made
            else:
                _insert(lines, name, made)
    return "".join(lines)


def _section_lines(lines: list[str], name: str) -> tuple[int, int] | None:
    """Return where the entries of a section begin and end; None if it has none on lines of their own."""
    for number, line in enumerate(lines):
        if re.match(rf"{re.escape(name)}:\s*(?:#.*)?$", line):
            end = number + 1
            while end < len(lines) and (not lines[end].strip() or lines[end][0] in " #"):
                end += 1
            return number + 1, _end_of_block(lines, number, end)
    return None


def _block_of(lines: list[str], name: str, key: str) -> tuple[int, int] | None:
    found = _section_lines(lines, name)
    if found is None:
        return None
    start, end = found
    for number in range(start, end):
        if re.match(rf"  (?:{re.escape(key)}|\"{re.escape(key)}\"):", lines[number]):
            last = number + 1
            while last < end and (lines[last].startswith("   ") or not lines[last].strip()):
                last += 1
            return number, _end_of_block(lines, number, last)
    return None


def _insert(lines: list[str], name: str, made: list[str]) -> None:
    found = _section_lines(lines, name)
    if found is not None:
        lines[found[1] : found[1]] = made
        return
    at = next((number for number, line in enumerate(lines) if re.match(r"events:", line)), len(lines))
    lines[at:at] = [f"{name}:\n", *made, "\n"]
