"""What a merge left for somebody to decide, found by the comments that it wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.timeline.checking.findings import Finding
from tui.timeline.checking.rules import RULES
from tui.timeline.reading.problems import Problem

MARK = "# merge:"
"""What the comment on a conflict begins with."""
_COMMENT = re.compile(rf"^( *){MARK} (.*?)\r?$", re.MULTILINE)


def check_undecided(text: str) -> Iterator[Finding]:
    """Yield a finding for each conflict that `dateline merge` has left in the text of a file."""
    line, offset = 1, 0
    for comment in _COMMENT.finditer(text):
        line += text.count("\n", offset, comment.start())
        offset = comment.start()
        problem = Problem(comment[2], "decide, and remove the comments of the merge", line, len(comment[1]) + 1)
        yield Finding(RULES["undecided"].severity, "undecided", problem)
