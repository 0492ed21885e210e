"""``dateline describe``: what the columns of a file are taken for, and what would become of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli import exit_codes
from tui.cli.errors import print_error, print_problems
from tui.text.frozen import Frozen
from tui.text.printable import printable
from tui.text.reasons import reason
from tui.timeline.reading.files import STDIN
from tui.timeline.reading.problems import TimelineError

if TYPE_CHECKING:
    from tui.cli.parser import Parser

_EPILOG = """\
Nothing is changed: this shows how Dateline understands a file, before you open
it. With --write, it writes a mapping beside the file: a text in which you say
what the columns are. Dateline uses it whenever the file is opened.

examples:
  dateline describe events.csv            columns, roles, dates, and what is lost
  dateline describe events.csv --write    events.csv.map.toml, to be corrected
  dateline events.csv --map mine.toml     a mapping under another name

exit codes: 0 fine, 2 bad input or usage
"""


class _Options(Frozen):
    """The arguments, parsed."""

    file: str
    form: str | None
    mapping: str | None
    write: bool


def main(arguments: Sequence[str]) -> int:
    """Describe a file, and return the exit code.

    Args:
        arguments: the arguments after ``describe``.
    """
    options = _Options(**vars(_parser().parse_args(arguments)))
    from tui.timeline.formats.describe import description, mapping_text, timeline_of
    from tui.timeline.formats.foreign_file import ForeignFile
    from tui.timeline.formats.reader import checked_format, read_any_table, read_foreign
    from tui.timeline.formats.registry import FORMATS

    path = None if options.file == STDIN else Path(options.file)
    mapping = None if options.mapping is None else Path(options.mapping)
    file = ForeignFile(path)
    try:
        if path is not None and path.is_dir():
            from tui.timeline.formats.several import read_several

            _print(description(file, "a folder", None, read_several([path], options.form, mapping)))
            return exit_codes.SUCCESS
        form = checked_format(file, options.form)
        read = read_any_table(file, form, mapping) if form in FORMATS and FORMATS[form].is_table else None
        if options.write:
            if read is None or path is None:
                return print_error(f"{file.name} has no columns to map")
            return _write(path, mapping_text(read, path.name))
        timeline = read_foreign(file, form, mapping) if read is None else timeline_of(file, read)
        _print(description(file, form, read, timeline))
    except TimelineError as error:
        return print_problems(*error.lines())
    return exit_codes.SUCCESS


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(printable(line))


def _write(path: Path, text: str) -> int:
    from tui.timeline.formats.mapping import ENDING, read_mapping

    target = path.with_name(path.name + ENDING)
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return print_error(f"{target} exists already; remove it, or edit it")
    except OSError as error:
        return print_error(f"{target}: {reason(error)}")
    read_mapping(target)
    print_problems(f"{target} says what the columns are taken for; edit it, and open {path.name} again")
    return exit_codes.SUCCESS


def _parser() -> Parser:
    from tui.cli.parser import Parser

    parser = Parser(
        prog="dateline describe",
        description="Show what the columns of a file are taken for, and what would become of its rows.",
        epilog=_EPILOG,
    )
    parser.add_argument("file", metavar="FILE", help="a table, records, or any file that Dateline reads; - is a pipe")
    parser.add_argument("--as", dest="form", metavar="FORMAT", help="the format of the file, whatever its name")
    parser.add_argument("--map", dest="mapping", metavar="FILE", help="a mapping that says what the columns are")
    parser.add_argument("--write", action="store_true", help="write the mapping beside the file")
    return parser
