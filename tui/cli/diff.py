"""``dateline diff``: what differs between two versions of a timeline, event by event."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli import exit_codes
from tui.cli.errors import print_error, print_problems
from tui.cli.tty import has_screen, take_screen
from tui.text.frozen import Frozen
from tui.text.printable import printable
from tui.timeline.comparing.changes import Comparison, compare
from tui.timeline.comparing.forms import json_lines, markdown_lines, text_lines
from tui.timeline.comparing.versions import VersionError, as_known_on, read_version
from tui.timeline.dates.typed import TypedDateError
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.problems import TimelineError

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.cli.parser import Parser

_EPILOG = """\
A version is a file, or REV:FILE for a revision in git: main~3:mine.yaml. With
--known, both are one file, as it was known on two days.

examples:
  dateline diff old.yaml mine.yaml
  dateline diff HEAD:mine.yaml mine.yaml               since the last commit
  dateline diff --known 2022-12-01 2023-06-30 mine.yaml    learnt in between
  dateline diff old.yaml mine.yaml --browse            side by side, in the app
  dateline diff old.yaml mine.yaml --format markdown   to hand on

as git's difftool:
  git config difftool.dateline.cmd 'dateline diff --browse "$LOCAL" "$REMOTE"'
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
    format: str | None
    browse: bool
    config: str | None
    mouse: bool


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
        timelines = whole = [read_version(version) for version in options.versions]
        if options.known:
            timelines = [as_known_on(day, whole[0]) for day in options.known]
    except TimelineError as error:
        return print_problems(*error.lines())
    except VersionError as error:
        return print_error(str(error))
    except TypedDateError as error:
        return print_error(f"--known: {error}")
    comparison = compare(*timelines)
    if options.browse and not comparison.is_empty and has_screen() and take_screen():
        return _browse(options, comparison, timelines, whole[-1])
    for line in _FORMS[options.format or "text"](comparison):
        print(line if options.format == "json" else printable(line))
    return exit_codes.SUCCESS if comparison.is_empty else exit_codes.DIFFERENT


def _browse(options: _Options, comparison: Comparison, timelines: Sequence[Timeline], newest: Timeline) -> int:
    """Show what differs in the app, over the browser of the newer version, and return the exit code."""
    from tui.cli.launch import open_app
    from tui.timeline.comparing.forms import summary
    from tui.timeline.comparing.side_by_side import shown_changes
    from tui.timeline.loader import Loader
    from tui.timeline.query.saved_views import ViewRequest
    from tui.timeline.search.index import Index

    names = [f"known on {day}" for day in options.known] if options.known else [*options.versions]
    changes = shown_changes(comparison, *timelines)

    def over() -> Screen[str | None]:
        from tui.app.screens.changes import ChangesScreen, Compared

        return ChangesScreen(Compared(changes, names[0], names[1], summary(comparison)))

    path = Path(options.versions[-1])
    loader = Loader(path if path.is_file() else None)
    request = ViewRequest(f'known:"{options.known[1]}"' if options.known else "")
    config, mouse = options.config, options.mouse
    return open_app(loader, Index(newest), request, config_file=config, mouse=mouse, is_fresh=True, over=over)


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
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--format", choices=list(_FORMS), help="text, markdown to hand on, or json for programs")
    form.add_argument("--browse", action="store_true", help="show it in the app, both versions beside each other")
    parser.add_argument("--config", metavar="FILE", help="use this config instead of your own")
    parser.add_argument("--no-mouse", dest="mouse", action="store_false", help="leave the mouse to the terminal")
    return parser
