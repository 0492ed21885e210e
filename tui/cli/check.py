"""``dateline check``: find the faults of a timeline, and compare its quotes with the articles."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli import exit_codes
from tui.cli.bundled import bundled_timeline
from tui.cli.check_input import read_input
from tui.cli.check_report import Report, report_json, report_lines, rule_lines, rules_json
from tui.cli.errors import OnlineError, print_error
from tui.cli.query_words import has_options
from tui.text.frozen import Frozen
from tui.text.printable import printable
from tui.text.reasons import reason
from tui.timeline.checking.findings import Finding
from tui.timeline.checking.lint import check_timeline
from tui.timeline.checking.rules import unknown_rule
from tui.timeline.checking.undecided import check_undecided
from tui.timeline.reading.files import STDIN
from tui.timeline.reading.problems import TimelineError
from tui.timeline.reading.reader import read_with_source_map

if TYPE_CHECKING:
    from tui.cli.parser import Parser
    from tui.timeline.checking.coverage import Coverage
    from tui.timeline.checking.online import Page
    from tui.timeline.model.remarks import Remark
    from tui.timeline.model.timeline import Timeline

_EPILOG = """\
examples:
  dateline check mine.yaml                      the file alone
  dateline check mine.yaml --articles texts/    its quotes too, letter by letter
  dateline check --articles texts/ --coverage   and the sentences not quoted
  dateline check mine.yaml --ignore unused      all but one rule
  dateline check mine.yaml --online             the pages of its sources too
  dateline check mine.yaml --online --write     and the results, into the file
  dateline check events.csv                     what reading it guessed or lost
  dateline check --rules                        the rules, and their reasons

exit codes: 0 clean, 1 only things to look at, 2 errors
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
    online: bool = False
    write: bool = False
    again: bool = False
    wait: float = 2.0
    archive: str | None = None
    allow_private: bool = False
    form: str | None = None
    mapping: Path | None = None


def main(arguments: Sequence[str]) -> int:
    """Check a timeline, print the report, and return the exit code.

    Args:
        arguments: the arguments after ``check``.
    """
    options = _read_arguments(arguments)
    if options.coverage and options.articles is None:
        return print_error("--coverage needs the articles; name their folder with --articles DIR")
    if not options.online and (options.write or options.again or options.allow_private or options.archive):
        return print_error("--write, --again, --archive and --allow-private go with --online")
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
    except OnlineError as error:
        return print_error(str(error))
    except KeyboardInterrupt:
        print_error("stopped; the results so far are kept, so the same command goes on from here")
        return exit_codes.INTERRUPTED
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
    read = read_input(file, options.form, options.mapping)
    timeline, marks = read.timeline, read.source_map
    if options.write and not read.is_own:
        remedy = f"import it first: dateline import {shlex.quote(file)} -o mine.yaml"
        raise OnlineError(f"--write writes only into Dateline's own YAML; {remedy}")
    pages: Mapping[str, Page] | None = None
    if options.online:
        from tui.cli.online.command import OnlineOptions, look_online

        how = OnlineOptions(options.wait, options.archive, options.allow_private, options.again, options.write)
        pages = look_online(file, timeline, how)
        if options.write:
            timeline, marks = read_with_source_map(file)
    languages = [options.language] if options.language else [] if timeline.language else _locale_languages()
    findings = list(check_timeline(timeline, marks, languages))
    if read.text is not None:
        findings += check_undecided(read.text)
    if timeline.remarks:
        from tui.timeline.checking.reading_rules import check_reading

        findings += check_reading(timeline.remarks)
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
    if pages is not None:
        from tui.timeline.checking.online import verify_pages

        findings += verify_pages(timeline, pages, marks)
    ignored = {*options.ignore, *timeline.ignored_checks} - {"schema"}
    kept = [finding for finding in findings if finding.rule not in ignored]
    kept.sort(key=lambda finding: (finding.problem.line, finding.problem.column))
    return Report(
        "<stdin>" if file == STDIN else file,
        kept,
        timeline,
        covered,
        verified_quotes=verified,
        pages=None if pages is None else tuple(page.outcome for page in pages.values()),
        ignored=len(findings) - len(kept),
        remarks=_for_information(timeline),
    )


def _for_information(timeline: Timeline) -> Sequence[Remark]:
    """Return what reading the file did that nobody has to look at."""
    if not timeline.remarks:
        return ()
    from tui.timeline.checking.reading_rules import is_finding

    return [remark for remark in timeline.remarks if not is_finding(remark)]


def _locale_languages() -> list[str]:
    """Return the language of the user's locale, as messages are in it; nothing in the C locale."""
    name = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "").partition(".")[0]
    return [name] if name and name not in ("C", "POSIX") else []


def _seconds(text: str) -> float:
    from argparse import ArgumentTypeError

    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 3600:
        raise ArgumentTypeError(f"'{text}' is not a number of seconds")
    return seconds


def _read_arguments(arguments: Sequence[str]) -> _Options:
    if len(arguments) < 2 and not has_options(arguments):
        return _Options(file=arguments[0] if arguments else None)
    return _Options(**vars(_parser().parse_args(arguments)))


def _parser() -> Parser:
    from tui.cli.parser import Parser

    parser = Parser(
        prog="dateline check",
        description="Check a timeline, and its quotes against the articles or pages they are from.",
        epilog=_EPILOG,
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="the timeline, in any format; - is a pipe")
    parser.add_argument("--as", dest="form", metavar="FORMAT", help="the format of the file, whatever its name")
    parser.add_argument(
        "--map", dest="mapping", type=Path, metavar="FILE", help="a mapping of columns: see dateline describe"
    )
    parser.add_argument("--articles", type=Path, metavar="DIR", help="the folder of the articles' texts")
    parser.add_argument("--coverage", action="store_true", help="print the sentences that no quote touches")
    parser.add_argument("--ignore", action="append", default=[], metavar="RULE", help="turn a rule off; repeatable")
    parser.add_argument("--language", metavar="TAG", help="a language that needs no translation, such as fr")
    parser.add_argument("--online", action="store_true", help="look at the pages of the sources, on the web")
    parser.add_argument("--write", action="store_true", help="with --online, write the results into the file")
    parser.add_argument("--again", action="store_true", help="with --online, forget the results of today")
    parser.add_argument(
        "--wait",
        type=_seconds,
        default=2.0,
        metavar="SECONDS",
        help="the pause between requests to a host (default: 2)",
    )
    parser.add_argument("--archive", metavar="URL", help="ask this archive for copies instead of the Wayback Machine")
    parser.add_argument(
        "--allow-private", action="store_true", help="with --online, allow addresses in your own network"
    )
    parser.add_argument("--rules", action="store_true", help="list the rules, and the reason for each")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="json is for programs")
    return parser
