"""``dateline report``: an editor's list of what is owed to the readers of a timeline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.cli import exit_codes
from tui.cli.bundled import bundled_timeline
from tui.cli.errors import print_error, print_problems
from tui.cli.printing import print_chunks
from tui.cli.query_words import query_text, shield_words, split_file, split_more, unknown_letter
from tui.timeline.analysis.owed.report import place_words
from tui.timeline.exports.owed import SUFFIXES, chunks, form_of
from tui.timeline.loader import Loader
from tui.timeline.model.entities import Event
from tui.timeline.query.language import Query
from tui.timeline.reading.files import STDIN
from tui.timeline.reading.problems import TimelineError
from tui.timeline.search.answers import answer_query

if TYPE_CHECKING:
    from tui.cli.parser import Parser

_EPILOG = """\
It lists accusations that nobody answered, and those with one origin; disputed
claims with the denials beside them; events without a quote or a status, drafts,
dates inferred or missing; sources without an address or a copy; quotes without
a translation; and long stretches without events. A query narrows it.

examples:
  dateline report mine.yaml                     as Markdown, on the screen
  dateline report mine.yaml --output owed.html  as a page
  dateline report mine.yaml actor:iran in:2022  of these events alone
  dateline report events.csv --format json      for programs

exit codes: 0 fine, 1 nothing matches the query, 2 bad input or usage
"""

_LIMIT = 500


def main(arguments: Sequence[str]) -> int:
    """Write the report, and return the exit code.

    Args:
        arguments: the arguments after ``report``.
    """
    arguments = shield_words(arguments)
    if error := unknown_letter(arguments):
        _parser().error(error)
    options = _parser().parse_intermixed_args(arguments)
    file, query = split_file(options.words, options.file)
    more, query = split_more(options.words, query) if file is not None else ((), query)
    output: Path | None = options.output
    form = options.format or (form_of(output.name) if output is not None else None) or "markdown"
    path = bundled_timeline() if file is None else None if file == STDIN else Path(file)
    loader = Loader(
        path,
        form=options.form,
        mapping=None if options.mapping is None else Path(options.mapping),
        more=[Path(name) for name in more],
        use_cache=options.cache,
    )
    if output is not None and path is not None and output.exists() and path.exists() and output.samefile(path):
        return print_error(f"{output} is the timeline itself; choose another name")
    if (
        options.format is None
        and output is not None
        and form_of(output.name) is None
        and output.suffix not in ("", ".txt")
    ):
        return print_error(f"{output}: a report is not {output.suffix}; write .md, .html or .json, or use --format")
    return _write(loader, query_text(query), form, output, options.limit or None)


def _write(loader: Loader, text: str, form: str, output: Path | None, limit: int | None) -> int:
    from tui.timeline.analysis.owed.sections import owed

    try:
        index = loader.load()
    except TimelineError as error:
        return print_problems(*error.lines())
    except OSError as error:
        if error.errno is not None:
            raise
        return print_error(f"{loader.path}: {error}")  # the process that reads a large file has failed
    answer = answer_query(Query.parse(text), index)
    print_error(*(f"the query {text!r}, at {notice.start + 1}: {notice.message}" for notice in answer.notices))
    if not all(notice.is_hint for notice in answer.notices):
        return exit_codes.ERROR
    report = owed(index, answer, _places(loader))
    if not print_chunks(chunks(report, form, limit), output, is_export=True):
        return exit_codes.ERROR
    return exit_codes.SUCCESS if answer.rows or not text else exit_codes.NO_EVENTS


def _places(loader: Loader) -> Callable[[Event], str]:
    """Return a function that returns the file and the line where an event stands, as far as they are known."""
    bundled = bundled_timeline()

    def place(event: Event) -> str:
        file = loader.file_of(event)
        return place_words(Path(file.name) if file is not None and file == bundled else file, event)

    return place


def _limit(text: str) -> int:
    from argparse import ArgumentTypeError

    if not text.isdecimal():
        raise ArgumentTypeError(f"'{text}' is not a number; write {_LIMIT}, or 0 for all")
    return int(text)


def _parser() -> Parser:
    from tui.cli.parser import Parser

    parser: Any = Parser(
        prog="dateline report",
        description="List what a timeline still owes its readers.",
        usage="%(prog)s [FILE] [QUERY…] [--output FILE]",
        epilog=_EPILOG,
    )
    parser.add_file_and_query("the file, and the query that narrows it")
    parser.add_argument(
        "--format", choices=list(SUFFIXES), help="the format (default: by the ending of --output, or markdown)"
    )
    parser.add_argument("--output", type=Path, metavar="FILE", help="write to this file, whole or not at all")
    parser.add_argument(
        "--limit",
        type=_limit,
        default=_LIMIT,
        metavar="N",
        help=f"list at most this many of each kind (default: {_LIMIT}; 0 for all)",
    )
    parser.add_argument("--as", dest="form", metavar="FORMAT", help="the format of the file, whatever its name")
    parser.add_argument("--map", dest="mapping", metavar="FILE", help="a mapping of columns: see dateline describe")
    parser.add_argument("--no-cache", dest="cache", action="store_false", help="do not cache a large file")
    found: Parser = parser
    return found
