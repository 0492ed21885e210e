"""``dateline check``: what is wrong with a timeline, and whether its quotes are what the articles say."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tui.complaints import Parser, complain
from tui.printable import printable
from tui.timeline.articles import Article, read_articles
from tui.timeline.checks import Finding, check_timeline
from tui.timeline.coverage import Coverage, coverage
from tui.timeline.files import STDIN
from tui.timeline.model import Timeline
from tui.timeline.problems import TimelineError
from tui.timeline.reader import Marks, read_timeline
from tui.timeline.verification import verify

CLEAN, LINT, ERRORS = 0, 1, 2

_EPILOG = """\
examples:
  dateline check mine.yaml                      the file alone
  dateline check mine.yaml --articles texts/    its quotes too, to the character
  dateline check --articles texts/ --coverage   and what no quote touches

exit codes: 0 clean, 1 only what an editor should look at, 2 errors
"""


def check(arguments: Sequence[str], default: Path) -> int:
    """Check a timeline, print what is found, and return the exit code.

    Args:
        arguments: those after the word ``check``.
        default: the timeline to check if none is named.
    """
    options = _parser().parse_args(arguments)
    if options.coverage and options.articles is None:
        return complain("--coverage needs the articles; name their folder with --articles DIR")
    file: str = str(default) if options.file is None else options.file
    name = "<stdin>" if file == STDIN else file
    marks: Marks = {}
    try:
        timeline = read_timeline(file, marks)
    except TimelineError as error:
        findings = [Finding("error", "schema", problem) for problem in error.problems]
        _tell(options.format, error.file, findings, None, [], untold=error.untold)
        return ERRORS
    articles: dict[str, Article] | None = None
    findings = list(check_timeline(timeline, marks))
    if options.articles is not None:
        try:
            articles = read_articles(timeline, options.articles)
        except OSError as error:
            return complain(f"{options.articles}: {error.strerror}; name the folder of the articles' texts")
        findings += verify(timeline, articles, marks)
    findings.sort(key=lambda finding: (finding.problem.line, finding.problem.column))
    covered = list(coverage(timeline, articles)) if options.coverage and articles is not None else []
    _tell(options.format, name, findings, timeline, covered, articles=articles)
    if any(finding.severity == "error" for finding in findings):
        return ERRORS
    return LINT if findings else CLEAN


def _parser() -> Parser:
    parser = Parser(
        prog="dateline check",
        description="Check a timeline, and its quotes against the articles they are from.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="the timeline; - is standard input")
    parser.add_argument("--articles", type=Path, metavar="DIR", help="the folder of the articles' texts")
    parser.add_argument("--coverage", action="store_true", help="print the sentences that no quote touches")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="json is for programs")
    return parser


def _tell(
    form: str,
    file: str,
    findings: Sequence[Finding],
    timeline: Timeline | None,
    covered: Sequence[Coverage],
    *,
    articles: Mapping[str, Article] | None = None,
    untold: int = 0,
) -> None:
    if form == "json":
        told = json.dumps(_as_json(file, findings, covered, untold, articles is not None), ensure_ascii=False, indent=2)
        print(_NOT_ASCII.sub(_escaped, told))
        return
    for finding in findings:
        for line in finding.lines(file):
            print(printable(line))
    if untold:
        print(printable(f"{file}: and {untold:,} more"))
    for line in _coverage_lines(covered):
        print(printable(line))
    if timeline is not None:
        quotes = sum(len(event.quotes) for event in timeline.events)
        verified = "held against the articles" if articles is not None else "not held against articles: see --articles"
        errors = sum(finding.severity == "error" for finding in findings)
        print(
            f"{_count(len(timeline.events), 'event')}; {_count(quotes, 'quote')}, {verified}; "
            f"{_count(errors, 'error')}, {len(findings) - errors:,} to look at"
        )


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


_NOT_ASCII = re.compile(r"[^\n -~]")


def _escaped(match: re.Match[str]) -> str:
    """Return a character of JSON as it is, or as its escape where a terminal would not show but obey it."""
    return match[0] if printable(match[0]) == match[0] else json.dumps(match[0])[1:-1]


def _coverage_lines(covered: Iterable[Coverage]) -> Iterable[str]:
    for article in covered:
        yield (
            f"{article.source}: {article.share:.1%} quoted; "
            f"no quote touches {len(article.untouched)} of {article.sentences} sentences"
        )
        for paragraph, sentence in article.untouched:
            yield f"    ¶ {paragraph}  {sentence}"


def _as_json(
    file: str, findings: Iterable[Finding], covered: Iterable[Coverage], untold: int, has_articles: bool
) -> dict[str, object]:
    return {
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
