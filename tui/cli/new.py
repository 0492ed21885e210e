"""``dateline new``: begin a timeline of your own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli import exit_codes
from tui.cli.errors import print_error, print_problems
from tui.cli.schema import MODELINE, write_beside
from tui.text.reasons import reason
from tui.timeline.editing.whole_file import write_whole
from tui.timeline.editing.yaml_text import scalar
from tui.timeline.reading import schema

if TYPE_CHECKING:
    from tui.cli.parser import Parser

_EPILOG = """\
The file has one event, a draft, for you to replace. Its first line names the
schema, which is written beside it, so that editors can complete the keys.

examples:
  dateline new mine.yaml
  dateline new board.yaml --title "The school board"

exit codes: 0 done, 2 bad input or usage
"""
_TEXT = """\
dateline: {version}
title: {title}

events:
  - date: {today}
    title: This timeline was started
    draft: true
"""


def main(arguments: Sequence[str]) -> int:
    """Write a new timeline, and return the exit code.

    Args:
        arguments: the arguments after ``new``.
    """
    options = _parser().parse_args(arguments)
    target: Path = options.file
    if target.exists() or target.is_symlink():
        return print_error(f"{target} already exists; name another file")
    title = target.stem.replace("_", " ").strip() if options.title is None else options.title.strip()
    if not title:
        return print_error("--title is empty; give the timeline a title")
    text = MODELINE + _TEXT.format(version=schema.VERSION, title=scalar(title), today=date.today().isoformat())
    try:
        write_beside(target)
        write_whole(target, text.encode())
    except OSError as error:
        return print_error(f"{target}: {reason(error)}")
    print_problems(f"{target}: created; edit it, and open it with: dateline {target}")
    return exit_codes.SUCCESS


def _parser() -> Parser:
    from tui.cli.parser import Parser

    parser = Parser(prog="dateline new", description="Begin a timeline of your own.", epilog=_EPILOG)
    parser.add_argument("file", type=Path, metavar="FILE", help="the file to write, such as mine.yaml")
    parser.add_argument("--title", metavar="TEXT", help="its title; by default, the name of the file")
    return parser
