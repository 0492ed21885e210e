"""The command line: arguments in, exit code out.

Exit codes: 0 all is well, 1 a list has no event in it, 2 bad input or usage. Never imports Textual unless the app
is opened.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from tui.cli.errors import print_error, print_problems
from tui.cli.options import read_arguments
from tui.terminal.ascii import TRANSLITERATE
from tui.terminal.glyphs import glyphs
from tui.timeline.exports import FORMATS
from tui.timeline.loader import Loader
from tui.timeline.query.language import Query
from tui.timeline.reading.files import STDIN
from tui.timeline.reading.problems import TimelineError
from tui.timeline.search.index import Answer, Index, Sort
from tui.timeline.search.saved_views import UnknownViewError, ViewRequest

FOUND, NOTHING_FOUND, INTERRUPTED = 0, 1, 130

_HERE = Path(__file__).parent.parent


def run() -> NoReturn:
    """Run the program and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            is_ascii = glyphs().is_ascii and _is_terminal(stream)
            stream.reconfigure(encoding="ascii" if is_ascii else None, errors=TRANSLITERATE)
    try:
        code = main(sys.argv[1:])
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:  # whoever read the list has seen enough
        _forget_output()
        code = FOUND
    except OSError as error:
        _forget_output()
        code = print_error(f"cannot write: {error.strerror}")
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
        from tui.cli.check import check

        return check(arguments[1:], bundled_timeline())
    if arguments and arguments[0] == "config":
        from tui.cli.config import config

        return config(arguments[1:])
    if arguments and arguments[0] == "serve":
        from tui.cli.serve import serve

        return serve(arguments[1:], bundled_timeline())
    options = read_arguments(arguments)
    if options.file == "":
        return print_error("--file wants the name of a file")
    has_screen = _is_web() or (_is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb")
    listing = options.list or options.plain or options.format or not has_screen
    opening = Loader(_path_of(options.file), keep=options.cache)
    wanted = ViewRequest(options.query, options.view, options.sort)
    try:
        index = opening.try_load()
        if not listing and (_is_web() or _take_terminal()):
            from tui.cli.launch import open_app

            return open_app(opening, index, wanted, config_file=options.config, mouse=options.mouse)
        if index is None:
            index = opening.open()
        text, order = wanted.of(index.timeline)
    except TimelineError as error:
        return print_problems(*error.lines())
    except UnknownViewError as error:
        return print_error(str(error))
    form = "plain" if options.plain else options.format or "table"
    return _list(index, text, Sort.parse(order or "date"), form, options.bom)


def _path_of(file: str | None) -> Path | None:
    """Return the path of the file that is meant, None being standard input."""
    return None if file == STDIN else Path(file if file is not None else bundled_timeline())


def _list(index: Index, text: str, sort: Sort, form: str, bom: bool) -> int:
    answer = index.answer(Query.parse(text), sort)
    if answer.notices:
        return print_error(
            *(f"the query {text!r}, at {notice.start + 1}: {notice.message}" for notice in answer.notices)
        )
    if form == "plain":
        _read_out(answer)
        return FOUND if answer.rows else NOTHING_FOUND
    if form != "table":
        _export(answer, form, bom)
        return FOUND if answer.rows else NOTHING_FOUND
    from tui.cli.table import list_lines

    for line in list_lines(answer, _columns()):
        print(line)
    return FOUND if answer.rows else NOTHING_FOUND


def _read_out(answer: Answer) -> None:
    """Print an answer as paragraphs with empty lines between; a terminal does not break them within a word."""
    from textwrap import fill

    from tui.timeline.exports.plain import paragraphs

    columns = _columns()
    for place, paragraph in enumerate(paragraphs(answer)):
        if place:
            print()
        print(fill(paragraph, columns, break_long_words=False, break_on_hyphens=False) if columns else paragraph)


def _columns() -> int | None:
    """Return how wide the terminal is that standard output goes to; None if it goes elsewhere."""
    return (os.get_terminal_size(sys.stdout.fileno()).columns or None) if _is_terminal(sys.stdout) else None


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


def _is_web() -> bool:
    """Tell whether a web server has started the program for a visitor, whose browser is the screen."""
    return os.environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver")


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
