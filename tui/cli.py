"""The command line: arguments in, exit code out.

Exit codes: 0 all is well, 1 a list has no event in it, 2 bad input or usage. Never imports Textual unless the app
is opened.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from tui.complaints import Parser, complain, tell_problems
from tui.timeline.exports import FORMATS
from tui.timeline.files import STDIN
from tui.timeline.index import Answer, Index, Sort
from tui.timeline.model import SORTS, Timeline
from tui.timeline.problems import TimelineError, nearest
from tui.timeline.query import Query, Words
from tui.timeline.reader import read_timeline

FOUND, NOTHING_FOUND, INTERRUPTED = 0, 1, 130

_HERE = Path(__file__).parent
_EPILOG = """\
A FILE ends in .yaml or .yml, has a / in its name or is there; - is standard
input. Without one, the bundled timeline opens. All other words are the query.

examples:
  dateline                             the bundled timeline
  dateline actor:iran weapon:missile   what concerns Iran and missiles
  dateline status:denied --list        the denials, printed
  dateline speaker:blinken -drone      what Blinken said, but not of drones
  dateline mine.yaml "small number"    a phrase, in a timeline of your own
  curl … | dateline -                  a timeline from a pipe
  dateline check mine.yaml             what is wrong with a timeline

exit codes: 0 fine, 1 nothing matched (in a list), 2 bad input or usage
"""


def run() -> NoReturn:
    """Run the program and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a locale without a character for it gets a question mark
            stream.reconfigure(errors="replace")
    try:
        code = main(sys.argv[1:])
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:  # whoever read the list has seen enough
        _forget_output()
        code = FOUND
    except OSError as error:
        _forget_output()
        code = complain(f"cannot write: {error.strerror}")
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)


def _forget_output() -> None:
    """Keep what is left in the buffer of standard output from failing once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments say and return the exit code.

    Args:
        arguments: those after the program's name.
    """
    if arguments and arguments[0] == "check":
        from tui.check_command import check

        return check(arguments[1:], bundled_timeline())
    options = _parser().parse_intermixed_args(list(_shielded(arguments)))
    words = [word.removeprefix(_SHIELD) for word in options.words]
    file: str | None = options.file
    if file == "":
        return complain("--file wants the name of a file")
    if file is None and words and _is_file(words[0]):
        file = words.pop(0)
    listing = options.list or options.format or not _is_terminal(sys.stdout) or os.environ.get("TERM") == "dumb"
    try:
        timeline = read_timeline(file if file is not None else bundled_timeline())
    except TimelineError as error:
        return tell_problems(*error.lines())
    text = _query_text(words)
    order = options.sort
    if options.view is not None:
        view = next((view for view in timeline.views if view.name == options.view), None)
        if view is None:
            return complain(_unknown_view(options.view, timeline))
        text = f"{view.query} {text}".strip()
        order = order or view.sort
    sort = Sort.parse(order or "date")
    index = Index(timeline)
    if not listing and _take_terminal():
        from tui.app import DatelineApp

        path = None if file == STDIN else Path(file if file is not None else bundled_timeline())
        app = DatelineApp(index, text, path, sort)
        app.run()
        return app.return_code or FOUND
    return _list(index, text, sort, options.format or "table", options.bom)


def _unknown_view(name: str, timeline: Timeline) -> str:
    names = [view.name for view in timeline.views]
    close = nearest(name, names)
    right = f"did you mean '{close}'?" if close else f"it keeps {', '.join(names)}" if names else "it keeps none"
    return f"the timeline keeps no view '{name}'; {right}"


def _list(index: Index, text: str, sort: Sort, form: str, bom: bool) -> int:
    answer = index.answer(Query.parse(text), sort)
    if answer.notices:
        return complain(*(f"the query {text!r}, at {notice.start + 1}: {notice.message}" for notice in answer.notices))
    if form != "table":
        _export(answer, form, bom)
        return FOUND if answer.rows else NOTHING_FOUND
    from tui.listing import list_lines

    width = os.get_terminal_size(sys.stdout.fileno()).columns if _is_terminal(sys.stdout) else None
    for line in list_lines(answer, width or None):
        print(line)
    return FOUND if answer.rows else NOTHING_FOUND


def _export(answer: Answer, form: str, bom: bool) -> None:
    """Write the events of an answer to standard output, as its format wants them whatever the locale."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    export = FORMATS[form]
    if bom and form == "csv":
        from tui.timeline.exports.csv_table import lines

        export = partial(lines, bom=True)
    for piece in export(answer.view.timeline, map(answer.view.event, answer.rows)):
        sys.stdout.write(piece)


def bundled_timeline() -> Path:
    """Return the path of the timeline that comes with the program: in its package, or beside it in a checkout."""
    packaged = _HERE / "timeline.yaml"
    return packaged if packaged.exists() else _HERE.parent / "timeline.yaml"


def _parser() -> Parser:
    parser = Parser(
        prog="dateline",
        description="Browse a timeline of sourced events.",
        usage="%(prog)s [FILE] [QUERY…] [--list]",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("words", nargs="*", metavar="FILE, QUERY", help="the file, and what to look for in it")
    parser.add_argument("--file", metavar="FILE", help="the file, whatever its name")
    parser.add_argument("--list", action="store_true", help="print the events; so does a run that is piped")
    parser.add_argument("--format", choices=["table", *FORMATS], help="the form of what is printed: implies --list")
    parser.add_argument("--bom", action="store_true", help="begin CSV with a byte order mark, as Excel wants it")
    parser.add_argument("--sort", choices=SORTS, metavar="ORDER", help="date, known, -date or -known")
    parser.add_argument("--view", metavar="NAME", help="a view that the file keeps; the query narrows it")
    parser.add_argument("--version", action=_Version, help="print the version and exit")
    return parser


class _Version(argparse.Action):
    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"dateline {version('dateline')}")
        except PackageNotFoundError:
            print("dateline (from a checkout)")
        parser.exit()


_SHIELD = "\0"


def _shielded(arguments: Sequence[str]) -> Sequence[str]:
    """Keep argparse from taking a query's ``-word`` for an option: those have two hyphens here, but for ``-h``."""
    shielded: list[str] = []
    for place, argument in enumerate(arguments):
        if argument == "--":
            return [*shielded, *(_SHIELD + word for word in arguments[place + 1 :])]
        is_term = argument.startswith("-") and not argument.startswith("--") and argument not in ("-", "-h")
        shielded.append(_SHIELD + argument if is_term else argument)
    return shielded


def _is_file(word: str) -> bool:
    if word == STDIN or word.lower().endswith((".yaml", ".yml")):
        return True
    return "/" in word or os.sep in word or os.path.isfile(word)  # noqa: PTH113 - Path's fails on a long word


def _query_text(words: Sequence[str]) -> str:
    """Return the query that these arguments are. One that is only words, with spaces between, is a phrase."""
    return " ".join(f'"{word}"' if _is_phrase(word) else word for word in words)


def _is_phrase(word: str) -> bool:
    terms = Query.parse(word).terms
    return len(terms) > 1 and '"' not in word and all(isinstance(term, Words) and not term.negated for term in terms)


def _is_terminal(stream: object) -> bool:
    isatty = getattr(stream, "isatty", None)
    return bool(isatty and isatty())


def _take_terminal() -> bool:
    """Make the terminal what keys are read from and the screen is drawn on; return whether there is one.

    Standard input may be a pipe that the timeline came through, or closed; Textual draws on standard error.
    """
    try:
        if not _is_terminal(sys.__stdin__):
            terminal = os.open("/dev/tty", os.O_RDWR)
            if terminal != 0:
                os.dup2(terminal, 0)
                os.close(terminal)
            # Textual reads the one, Python's own code the other. Both live as long as the program.
            sys.stdin = open(0, closefd=False)  # noqa: SIM115
            setattr(sys, "__stdin__", sys.stdin)  # noqa: B010 - its type says that it is final
        if not _is_terminal(sys.__stderr__):
            screen = open("/dev/tty", "w", encoding="utf-8")  # noqa: SIM115, PTH123
            setattr(sys, "__stderr__", screen)  # noqa: B010
    except OSError:
        return False
    return True
