"""The command line: arguments in, exit code out.

Exit codes: 0 all is well, 1 a list has no event in it, 2 bad input or usage. Never imports Textual unless the app
is opened.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from tui.printable import printable
from tui.timeline.files import STDIN
from tui.timeline.index import Index
from tui.timeline.problems import TimelineError
from tui.timeline.query import Query
from tui.timeline.reader import read_timeline

FOUND, NOTHING_FOUND, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130

_HERE = Path(__file__).parent
_EPILOG = """\
FILE is a name that ends in .yaml or .yml, has a / in it or is that of a file; - reads standard input. Without one,
the bundled timeline opens. All other words are the query.

examples:
  dateline                                    the bundled timeline
  dateline actor:iran weapon:missile          what Iran did, or said, about missiles
  dateline status:denied --list               the denials, printed
  dateline 'speaker:blinken -weapon:drone'    what Blinken said, but not of drones
  dateline mine.yaml "small number"           a phrase, in a timeline of your own
  curl … | dateline - | less                  a timeline from a pipe

exit codes: 0 fine, 1 nothing matched (in a list), 2 bad input or usage
"""


def run() -> NoReturn:
    """Run the program and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a locale without a character for it gets a question mark
            stream.reconfigure(errors="replace")
    try:
        code = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the list has seen enough. What is left in the buffer must not fail once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = FOUND
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments say and return the exit code.

    Args:
        arguments: those after the program's name.
    """
    options = _parser().parse_args(list(_shielded(arguments)))
    words = [word.removeprefix(_SHIELD) for word in options.words]
    file = options.file
    if file is None and words and _is_file(words[0]):
        file = words.pop(0)
    listing = options.list or not _is_terminal(sys.stdout) or os.environ.get("TERM") == "dumb"
    try:
        timeline = read_timeline(file if file is not None else bundled_timeline())
    except TimelineError as error:
        print(*map(printable, error.lines()), sep="\n", file=sys.stderr)
        return BAD_INPUT
    text = _query_text(words)
    index = Index(timeline)
    if not listing and _take_terminal():
        from tui.app import DatelineApp

        path = None if file == STDIN else Path(file if file is not None else bundled_timeline())
        app = DatelineApp(index, text, path)
        app.run()
        return app.return_code or FOUND
    answer = index.answer(Query.parse(text))
    if answer.notices:
        for notice in answer.notices:
            place = f"dateline: in the query {text!r} at {notice.start + 1}"
            print(f"{place}: {printable(notice.message)}", file=sys.stderr)
        return BAD_INPUT
    from tui.listing import list_lines

    width = os.get_terminal_size(sys.stdout.fileno()).columns if _is_terminal(sys.stdout) else None
    for line in list_lines(timeline, answer.rows, width or None):
        print(line)
    return FOUND if answer.rows else NOTHING_FOUND


def bundled_timeline() -> Path:
    """Return the path of the timeline that comes with the program: in its package, or beside it in a checkout."""
    packaged = _HERE / "timeline.yaml"
    return packaged if packaged.exists() else _HERE.parent / "timeline.yaml"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dateline",
        description="Browse a timeline of sourced events: filter by actor or weapon, read the source's words.",
        usage="%(prog)s [FILE] [QUERY…] [--list]",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("words", nargs="*", metavar="FILE, QUERY", help="the file, and what to look for in it")
    parser.add_argument("--file", metavar="FILE", help="the file, whatever its name")
    parser.add_argument("--list", action="store_true", help="print the events; so does a run that is piped")
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
            return [*shielded, "--", *arguments[place + 1 :]]
        is_term = argument.startswith("-") and not argument.startswith("--") and argument not in ("-", "-h")
        shielded.append(_SHIELD + argument if is_term else argument)
    return shielded


def _is_file(word: str) -> bool:
    if word == STDIN or word.lower().endswith((".yaml", ".yml")):
        return True
    return "/" in word or os.sep in word or Path(word).is_file()


def _query_text(words: Sequence[str]) -> str:
    """Return the query that these arguments are. An argument with spaces in it, but no syntax, is a phrase."""
    return " ".join(f'"{word}"' if " " in word and not set(word) & set('":-') else word for word in words)


def _is_terminal(stream: object) -> bool:
    isatty = getattr(stream, "isatty", None)
    return bool(isatty and isatty())


def _take_terminal() -> bool:
    """Make standard input the terminal, if it is not (a timeline was piped in); return whether it now is."""
    if _is_terminal(sys.__stdin__):
        return True
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
        os.dup2(terminal, 0)
        os.close(terminal)
        sys.stdin = open(0, closefd=False)  # noqa: SIM115 - it lives as long as the program
    except OSError:
        return False
    return True
