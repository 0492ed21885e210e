"""``dateline upgrade``: rewrite a file of schema version 1 as version 2, and leave all else as it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli import exit_codes
from tui.cli.errors import print_error, print_problems
from tui.text.frozen import Frozen
from tui.text.printable import printable
from tui.text.reasons import reason
from tui.timeline.editing.upgrade import ChangedMeaningError, Upgrade
from tui.timeline.editing.whole_file import write_whole
from tui.timeline.reading.files import STDIN, decode, read_bytes
from tui.timeline.reading.problems import TimelineError
from tui.timeline.reading.reader import read_timeline

if TYPE_CHECKING:
    from tui.cli.parser import Parser

_BOM = b"\xef\xbb\xbf"
_EPILOG = """\
In version 1 an interval of dates meant doubt; in version 2 it lasts. So each
interval a/b becomes [a..b], and 'dateline: 1' becomes 'dateline: 2'. Comments,
order and layout stay. The file is replaced once the new one has been read back
and means the same.

examples:
  dateline upgrade mine.yaml --dry-run          what would change
  dateline upgrade mine.yaml                    the file itself
  dateline upgrade mine.yaml --output new.yaml  another file
  dateline upgrade - <old.yaml >new.yaml        a pipe

exit codes: 0 done, or nothing to do, 2 bad input or usage
"""


class _Options(Frozen):
    """The arguments, parsed."""

    file: str
    output: str | None
    dry_run: bool


def main(arguments: Sequence[str]) -> int:
    """Upgrade a file, and return the exit code.

    Args:
        arguments: the arguments after ``upgrade``.
    """
    options = _Options(**vars(_parser().parse_args(arguments)))
    name = "<stdin>" if options.file == STDIN else options.file
    try:
        data = read_bytes(options.file)
        upgrade = Upgrade(decode(data, name), name)
        if not upgrade.is_needed:
            return _print_done(f"{name} is of schema version 2 already; nothing is written")
        if options.dry_run:
            for line in _diff(decode(data, name), upgrade.text, name):
                print(printable(line))
            return exit_codes.SUCCESS
        return _write(upgrade, data, options)
    except TimelineError as error:
        return print_problems(*error.lines())
    except ChangedMeaningError as error:
        return print_error(f"{name}: it would not mean the same in version 2: {error}; nothing is written")
    except OSError as error:
        return print_error(f"{options.output or name}: {reason(error)}")


def _write(upgrade: Upgrade, old: bytes, options: _Options) -> int:
    """Write the new text to where the options say.

    Raises:
        OSError: it cannot be written.
        ChangedMeaningError: what was written does not mean the same.
    """
    new = _BOM * old.startswith(_BOM) + upgrade.text.encode()
    output = options.output or options.file
    if output == STDIN:
        if sys.stdout is not None:
            sys.stdout.buffer.write(new)
        return exit_codes.SUCCESS

    def check(written: Path) -> None:
        if not upgrade.is_equal(read_timeline(written)):
            raise ChangedMeaningError("some value would change")

    write_whole(Path(output), new, check=check, expected=None if options.output else old)
    dates = "1 date that meant doubt is" if upgrade.dates == 1 else f"{upgrade.dates:,} dates that meant doubt are"
    return _print_done(f"{output} is of schema version 2 now; {dates} written [a..b]")


def _print_done(message: str) -> int:
    """Print what was done, on standard error: standard output may be the new file."""
    print_problems(message)
    return exit_codes.SUCCESS


def _diff(old: str, new: str, name: str) -> Iterator[str]:
    from tui.text.line_diff import unified_diff

    return unified_diff(old.splitlines(), new.splitlines(), name, f"{name} (version 2)")


def _parser() -> Parser:
    from tui.cli.parser import Parser

    parser = Parser(
        prog="dateline upgrade",
        description="Rewrite a file of schema version 1 as version 2.",
        epilog=_EPILOG,
    )
    parser.add_argument("file", metavar="FILE", help="the timeline; - is standard input, and then standard output")
    parser.add_argument("--output", metavar="FILE", help="write another file, and leave this one as it is")
    parser.add_argument("--dry-run", action="store_true", help="print what would change, as a diff")
    return parser
