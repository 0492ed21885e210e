"""What ``dateline check`` finds, as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tui.text.printable import printable

if TYPE_CHECKING:
    from tui.timeline.checking.coverage import Coverage
    from tui.timeline.checking.lint import Finding


def as_json(
    file: str, findings: Iterable[Finding], covered: Iterable[Coverage], untold: int, has_articles: bool
) -> str:
    """Return a text of JSON that a terminal shows as it is.

    Args:
        file: the name of the timeline's file.
        findings: what was found, in the order of the file.
        covered: what of the articles is quoted, where that was asked for.
        untold: how many more problems the file has.
        has_articles: whether the quotes were held against articles.
    """
    found = {
        "file": file,
        "verified": has_articles,
        "untold": untold,
        "findings": [
            {
                "severity": finding.severity,
                "rule": finding.rule,
                "line": finding.problem.line,
                "column": finding.problem.column,
                "wrong": finding.problem.wrong,
                "right": finding.problem.right,
                "excerpts": list(finding.excerpts),
            }
            for finding in findings
        ],
        "coverage": [
            {
                "source": article.source,
                "share": round(article.share, 4),
                "sentences": article.sentences,
                "untouched": [{"paragraph": paragraph, "text": sentence} for paragraph, sentence in article.untouched],
            }
            for article in covered
        ],
    }
    return _NOT_ASCII.sub(_escaped, json.dumps(found, ensure_ascii=False, indent=2))


_NOT_ASCII = re.compile(r"[^\n -~]")


def _escaped(match: re.Match[str]) -> str:
    """Return a character of JSON as it is, or as its escape where a terminal would not show but obey it."""
    return match[0] if printable(match[0]) == match[0] else json.dumps(match[0])[1:-1]
