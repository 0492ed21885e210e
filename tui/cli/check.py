"""``dateline check``: what is wrong with a timeline, and whether its quotes are what the articles say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.errors import print_error
from tui.cli.query_words import has_options
from tui.text.frozen import Frozen
from tui.text.printable import printable
from tui.timeline.checking.lint import Finding, check_timeline
from tui.timeline.model.entities import Timeline
from tui.timeline.reading.files import STDIN
from tui.timeline.reading.problems import TimelineError
from tui.timeline.reading.reader import read_marked

if TYPE_CHECKING:
    from tui.cli.parser import Parser
    from tui.timeline.checking.articles import Article
    from tui.timeline.checking.coverage import Coverage

CLEAN, LINT, ERRORS = 0, 1, 2

_EPILOG = """\
examples:
  dateline check mine.yaml                      the file alone
  dateline check mine.yaml --articles texts/    its quotes too, to the character
  dateline check --articles texts/ --coverage   and what no quote touches

exit codes: 0 clean, 1 only what an editor should look at, 2 errors
"""


class _Options(Frozen):
    """What the arguments ask for."""

    file: str | None = None
    articles: Path | None = None
    coverage: bool = False
    format: str = "text"


def check(arguments: Sequence[str], default: Path) -> int:
    """Check a timeline, print what is found, and return the exit code.

    Args:
        arguments: those after the word ``check``.
        default: the timeline to check if none is named.
    """
    options = _read_arguments(arguments)
    if options.coverage and options.articles is None:
        return print_error("--coverage needs the articles; name their folder with --articles DIR")
    file: str = str(default) if options.file is None else options.file
    name = "<stdin>" if file == STDIN else file
    try:
        timeline, marks = read_marked(file)
    except TimelineError as error:
        findings = [Finding("error", "schema", problem) for problem in error.problems]
        _tell(options.format, error.file, findings, None, [], untold=error.untold)
        return ERRORS
    articles: dict[str, Article] | None = None
    covered: list[Coverage] = []
    findings = list(check_timeline(timeline, marks))
    if options.articles is not None:
        from tui.timeline.checking.articles import read_articles
        from tui.timeline.checking.coverage import coverage
        from tui.timeline.checking.verification import verify

        try:
            articles = read_articles(timeline, options.articles)
        except OSError as error:
            return print_error(f"{options.articles}: {error.strerror}; name the folder of the articles' texts")
        findings += verify(timeline, articles, marks)
        covered += coverage(timeline, articles) if options.coverage else ()
    findings.sort(key=lambda finding: (finding.problem.line, finding.problem.column))
    _tell(options.format, name, findings, timeline, covered, articles=articles)
    if any(finding.severity == "error" for finding in findings):
        return ERRORS
    return LINT if findings else CLEAN


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
        from tui.cli.check_json import as_json

        print(as_json(file, findings, covered, untold, articles is not None))
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


def _coverage_lines(covered: Iterable[Coverage]) -> Iterable[str]:
    for article in covered:
        yield (
            f"{article.source}: {article.share:.1%} quoted; "
            f"no quote touches {len(article.untouched)} of {article.sentences} sentences"
        )
        for paragraph, sentence in article.untouched:
            yield f"    ¶ {paragraph}  {sentence}"
