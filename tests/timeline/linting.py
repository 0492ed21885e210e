"""Check the text of a timeline by the rules of `dateline check`."""

from __future__ import annotations

from tui.timeline.checking.findings import Finding
from tui.timeline.checking.lint import check_timeline
from tui.timeline.reading.careful_reader import read_carefully
from tui.timeline.reading.problems import Position, ValuePath


def findings(text: str, *languages: str) -> list[Finding]:
    source_map: dict[ValuePath, Position] = {}
    return list(check_timeline(read_carefully(text, "t.yaml", source_map), source_map, languages))


def report(text: str, *languages: str) -> list[str]:
    return [line for finding in findings(text, *languages) for line in finding.lines("t.yaml")]
