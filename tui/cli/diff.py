"""``dateline diff``: what differs between two versions of a timeline, event by event."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from tui.cli import exit_codes
from tui.cli.errors import print_error, print_problems
from tui.cli.versions import VersionError, read_version
from tui.text.frozen import Frozen, replace
from tui.text.printable import printable
from tui.timeline.comparing.changes import Comparison, compare
from tui.timeline.comparing.forms import json_lines, markdown_lines, text_lines
from tui.timeline.dates.typed import TypedDateError, typed_range
from tui.timeline.model.as_of import AsOf, AsOfView
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.problems import TimelineError

if TYPE_CHECKING:
    from tui.cli.parser import Parser

_EPILOG = """\
A version is a file, or REV:FILE for a revision in git: main~3:mine.yaml. With
--known, both are one file, as it was known on two days.

examples:
  dateline diff old.yaml mine.yaml
  dateline diff HEAD:mine.yaml mine.yaml               since the last commit
  dateline diff --known 2022-12-01 2023-06-30 mine.yaml    learnt in between
  dateline diff old.yaml mine.yaml --format markdown   to hand on

as git's difftool:
  git config difftool.dateline.cmd 'dateline diff "$LOCAL" "$REMOTE"'
  git difftool -t dateline -- mine.yaml

exit codes: 0 nothing differs, 1 something does, 2 bad input or usage
"""

_FORMS: Mapping[str, Callable[[Comparison], Iterator[str]]] = {
    "text": text_lines,
    "markdown": markdown_lines,
    "json": json_lines,
}


class _Options(Frozen):
    """The arguments, parsed."""

    versions: Sequence[str]
    known: Sequence[str] | None
    format: str


def main(arguments: Sequence[str]) -> int:
    """Compare two versions of a timeline, print what differs, and return the exit code.

    Args:
        arguments: the arguments after ``diff``.
    """
    options = _Options(**vars(_parser().parse_args(arguments)))
    if len(options.versions) != (1 if options.known else 2):
        wanted = "one file after the two days of --known" if options.known else "two versions, OLD and NEW"
        return print_error(f"diff takes {wanted}; see dateline diff --help")
    try:
        timelines = [read_version(version) for version in options.versions]
        if options.known:
            timelines = [_as_known_on(day, timelines[0]) for day in options.known]
    except TimelineError as error:
        return print_problems(*error.lines())
    except VersionError as error:
        return print_error(str(error))
    except TypedDateError as error:
        return print_error(f"--known: {error}")
    comparison = compare(*timelines)
    for line in _FORMS[options.format](comparison):
        print(line if options.format == "json" else printable(line))
    return exit_codes.SUCCESS if comparison.is_empty else exit_codes.DIFFERENT


def _as_known_on(day: str, timeline: Timeline) -> Timeline:
    """Return the part of a timeline that was known on a day, as people type days.

    Raises:
        TypedDateError: the text is no date, or has no last day.
    """
    last = typed_range(day, date.today(), timeline.zone).last
    if last is None:
        raise TypedDateError(f"'{day}' has no last day", "write the day on which it was known")
    view = AsOfView(timeline, AsOf(last, zone=timeline.zone))
    events = tuple(view.event(number) for number in range(len(timeline.events)) if view.has(number))
    return replace(timeline, events=events)


def _parser() -> Parser:
    from tui.cli.parser import Parser

    parser = Parser(
        prog="dateline diff",
        description="Compare two versions of a timeline, event by event.",
        usage="%(prog)s OLD NEW\n       %(prog)s --known DAY DAY FILE",
        epilog=_EPILOG,
    )
    parser.add_argument(
        "versions", nargs="+", metavar="VERSION", help="a file, or REV:FILE in git; - is standard input"
    )
    parser.add_argument("--known", nargs=2, metavar=("DAY", "DAY"), help="compare a file as known on two days")
    parser.add_argument("--format", choices=list(_FORMS), default="text", help="markdown to hand on, json for programs")
    return parser
