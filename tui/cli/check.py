"""``dateline check``: find the faults of a timeline, and compare its quotes with the articles."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli import exit_codes
from tui.cli.bundled import bundled_timeline
from tui.cli.check_report import Report, report_json, report_lines, rule_lines, rules_json
from tui.cli.errors import print_error
from tui.cli.query_words import has_options
from tui.text.frozen import Frozen
from tui.text.printable import printable
from tui.text.reasons import reason
from tui.timeline.checking.findings import Finding
from tui.timeline.checking.lint import check_timeline
from tui.timeline.checking.rules import unknown_rule
from tui.timeline.reading.files import STDIN
from tui.timeline.reading.problems import TimelineError
from tui.timeline.reading.reader import read_with_source_map

if TYPE_CHECKING:
    from tui.cli.parser import Parser
    from tui.timeline.checking.coverage import Coverage

_EPILOG = """\
examples:
  dateline check mine.yaml                      the file alone
  dateline check mine.yaml --articles texts/    its quotes too, to the character
  dateline check --articles texts/ --coverage   and what no quote touches
  dateline check mine.yaml --ignore unused      all but one rule
  dateline check --rules                        the rules, and why each is one

exit codes: 0 clean, 1 only what an editor should look at, 2 errors
"""


class _Options(Frozen):
    """The arguments, parsed."""

    file: str | None = None
    articles: Path | None = None
    coverage: bool = False
    format: str = "text"
    rules: bool = False
    ignore: Sequence[str] = ()
    language: str | None = None


def main(arguments: Sequence[str]) -> int:
    """Check a timeline, print the report, and return the exit code.

    Args:
        arguments: the arguments after ``check``.
    """
    options = _read_arguments(arguments)
    if options.coverage and options.articles is None:
        return print_error("--coverage needs the articles; name their folder with --articles DIR")
    if problems := [problem for rule in options.ignore if (problem := unknown_rule(rule))]:
        return print_error(*(f"--ignore: {'; '.join(problem)}" for problem in problems))
    if options.rules:
        _print_lines([rules_json()] if options.format == "json" else rule_lines())
        return exit_codes.SUCCESS
    file = str(bundled_timeline()) if options.file is None else options.file
    try:
        report = _check(file, options)
    except TimelineError as error:
        findings = [Finding("error", "schema", problem) for problem in error.problems]
        report = Report(error.file, findings, untold=error.omitted)
    except OSError as error:
        return print_error(f"{options.articles}: {reason(error)}; name the folder of the articles' texts")
    _print_lines([report_json(report)] if options.format == "json" else report_lines(report))
    if report.errors:
        return exit_codes.ERROR
    return exit_codes.ONLY_LINT if report.findings else exit_codes.SUCCESS


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print(printable(line, line_feeds=True))


def _check(file: str, options: _Options) -> Report:
    """Check a timeline.

    Raises:
        TimelineError: the file cannot be read as a timeline.
        OSError: the articles cannot be read.
    """
    timeline, marks = read_with_source_map(file)
    languages = [options.language] if options.language else [] if timeline.language else _locale_languages()
    findings = list(check_timeline(timeline, marks, languages))
    covered: list[Coverage] = []
    verified = None
    if options.articles is not None:
        from tui.timeline.checking.articles import read_articles
        from tui.timeline.checking.coverage import coverage
        from tui.timeline.checking.verification import verify

        articles = read_articles(timeline, options.articles)
        findings += verify(timeline, articles, marks)
        verified = sum(quote.source in articles for event in timeline.events for quote in event.quotes)
        if options.coverage:
            covered += coverage(timeline, articles)
    ignored = {*options.ignore, *timeline.ignored_checks} - {"schema"}
    kept = [finding for finding in findings if finding.rule not in ignored]
    kept.sort(key=lambda finding: (finding.problem.line, finding.problem.column))
    return Report(
        "<stdin>" if file == STDIN else file,
        kept,
        timeline,
        covered,
        verified_quotes=verified,
        ignored=len(findings) - len(kept),
    )


def _locale_languages() -> list[str]:
    """Return the language of the user's locale, as messages are in it; nothing in the C locale."""
    name = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "").partition(".")[0]
    return [name] if name and name not in ("C", "POSIX") else []


def _read_arguments(arguments: Sequence[str]) -> _Options:
    if len(arguments) < 2 and not has_options(arguments):
        return _Options(file=arguments[0] if arguments else None)
    return _Options(**vars(_parser().parse_args(arguments)))


def _parser() -> Parser:
    from tui.cli.parser import Parser

    parser = Parser(
        prog="dateline check",
        description="Check a timeline, and its quotes against the articles they are from.",
        epilog=_EPILOG,
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="the timeline; - is standard input")
    parser.add_argument("--articles", type=Path, metavar="DIR", help="the folder of the articles' texts")
    parser.add_argument("--coverage", action="store_true", help="print the sentences that no quote touches")
    parser.add_argument("--ignore", action="append", default=[], metavar="RULE", help="leave a rule out; repeatable")
    parser.add_argument("--language", metavar="TAG", help="a language that needs no translation, such as fr")
    parser.add_argument("--rules", action="store_true", help="list the rules, and why each is one")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="json is for programs")
    return parser
