"""The report of ``dateline check``, as text and as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui.text.counts import counted
from tui.text.frozen import Frozen
from tui.text.printable import printable
from tui.timeline.checking.rules import RULES
from tui.timeline.model.timeline import Timeline

if TYPE_CHECKING:
    from tui.timeline.checking.coverage import Coverage
    from tui.timeline.checking.findings import Finding
    from tui.timeline.model.remarks import Remark


OUTCOMES = ("read", "gone", "unread")
"""What can become of a page that is looked at."""


class Report(Frozen):
    """The result of a check."""

    file: str
    """The file's name, as it is printed."""
    findings: Sequence[Finding]
    """In the order of the file."""
    timeline: Timeline | None = None
    """None if the file cannot be read as a timeline; its problems are the findings then."""
    coverage: Sequence[Coverage] = ()
    """How much of each article is quoted, if that was requested."""
    verified_quotes: int | None = None
    """How many quotes were compared with an article; None if no articles were given."""
    pages: Sequence[str] | None = None
    """What became of each page that was looked at: ``read``, ``gone`` or ``unread``; None if none were asked for."""
    ignored: int = 0
    """The number of further findings, whose rules the file or the command line ignores."""
    untold: int = 0
    """The number of problems beyond those in the findings."""
    remarks: Sequence[Remark] = ()
    """What reading a file in another format did that nobody has to look at."""

    @property
    def errors(self) -> int:
        """The number of findings that are errors."""
        return sum(finding.severity == "error" for finding in self.findings)


def report_lines(report: Report) -> Iterator[str]:
    """Yield the lines of a report for people. They are not yet safe to print: see `printable`."""
    for finding in report.findings:
        yield from finding.lines(report.file)
    if report.untold:
        yield f"{report.file}: and {report.untold:,} more"
    yield from (f"{report.file}: {remark.words()}" for remark in report.remarks)
    for article in report.coverage:
        yield from _coverage_lines(article)
    if report.timeline is not None:
        yield _summary(report, report.timeline)


def _coverage_lines(article: Coverage) -> Iterator[str]:
    yield (
        f"{article.source}: {article.share:.1%} quoted; "
        f"no quote touches {len(article.untouched)} of {article.sentences} sentences"
    )
    for paragraph, sentence in article.untouched:
        yield f"    ¶ {paragraph}  {sentence}"


def _summary(report: Report, timeline: Timeline) -> str:
    quotes = sum(len(event.quotes) for event in timeline.events)
    verified = "checked against the articles"
    if report.verified_quotes is None:
        verified = "not checked against articles: see --articles"
    elif report.verified_quotes < quotes:
        verified = f"{report.verified_quotes:,} checked against the articles"
    pages = ""
    if report.pages is not None:
        pages = f"{counted(len(report.pages), 'page')}, {report.pages.count('read'):,} read; "
    summary = (
        f"{counted(len(timeline.events), 'event')}; {counted(quotes, 'quote')}, {verified}; {pages}"
        f"{counted(report.errors, 'error')}, {len(report.findings) - report.errors:,} to look at"
    )
    return f"{summary}, {report.ignored:,} ignored" if report.ignored else summary


def rule_lines() -> Iterator[str]:
    """Yield two lines for each rule: its id, severity and description, and the reason for it."""
    width = max(map(len, RULES))
    for rule in RULES.values():
        yield f"{rule.id:{width}}  {rule.severity:5}  {rule.description}"
        yield f"{'':{width}}         {rule.reason}"


def rules_json() -> str:
    """Return the rules for programs, as JSON."""
    return _safe_json([rule._asdict() for rule in RULES.values()])


def report_json(report: Report) -> str:
    """Return a report for programs, as JSON."""
    return _safe_json(_json_fields(report))


def _safe_json(value: object) -> str:
    """Return JSON in which everything that a terminal would obey is escaped."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=2)

    def escaped(match: re.Match[str]) -> str:
        character = match[0]
        return character if printable(character) == character else json.dumps(character)[1:-1]

    return re.sub(r"[^\n -~]", escaped, text)


def _json_fields(report: Report) -> dict[str, object]:
    return {
        "file": report.file,
        "verified": report.verified_quotes is not None,
        "pages": None if report.pages is None else {name: report.pages.count(name) for name in OUTCOMES},
        "untold": report.untold,
        "ignored": report.ignored,
        "findings": [
            {
                "severity": finding.severity,
                "rule": finding.rule,
                "line": finding.problem.line,
                "column": finding.problem.column,
                "place": finding.problem.place,
                "wrong": finding.problem.message,
                "right": finding.problem.remedy,
                "excerpts": list(finding.excerpts),
            }
            for finding in report.findings
        ],
        "remarks": [remark._asdict() for remark in report.remarks],
        "coverage": [
            {
                "source": article.source,
                "share": round(article.share, 4),
                "sentences": article.sentences,
                "untouched": [{"paragraph": paragraph, "text": sentence} for paragraph, sentence in article.untouched],
            }
            for article in report.coverage
        ],
    }
