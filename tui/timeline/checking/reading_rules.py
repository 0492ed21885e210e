"""Rules for how a file that is not Dateline's own was read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tui.timeline.checking.findings import Finding
from tui.timeline.checking.rules import RULES
from tui.timeline.model.remarks import Remark
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.problems import Position, Problem, ValuePath

_REMEDIES: Mapping[str, str] = {
    "lost": "look whether something is missing",
    "undated": "write a date such as 2022-03-14, or leave the event undated",
    "shortened": "look whether the rest is missing",
    "merged": "look whether they are the same",
    "guessed": "look whether that is meant",
}
"""The kinds of remark that an editor should look at, which are rules by the same names, and what to do."""
_OF_COLUMNS = re.compile(r'(?:.*: )?(?:the column "|the table is one of )')
"""What a guess begins with that only says what a column is; of several files, the name of the file is before it."""


def check_reading(remarks: Iterable[Remark]) -> Iterator[Finding]:
    """Yield a finding for each remark that an editor should look at."""
    for remark in remarks:
        if is_finding(remark):
            text = f"{remark.text}: “{remark.example}”" if remark.example else remark.text
            if remark.times > 1 and not remark.places:
                text = f"{remark.times:,} × {text}"
            problem = Problem(text, _REMEDIES[remark.kind], place=remark.where)
            yield Finding(RULES[remark.kind].severity, remark.kind, problem)


def is_finding(remark: Remark) -> bool:
    """Return whether an editor should look at what a remark says. All others are for information."""
    return remark.kind in _REMEDIES and not (remark.kind == "guessed" and _OF_COLUMNS.match(remark.text))


def lines_of_events(timeline: Timeline) -> Mapping[ValuePath, Position]:
    """Return the positions of the events of a file in another format, where it has lines."""
    return {("events", event.id): (event.line, 1) for event in timeline.events if event.line}
