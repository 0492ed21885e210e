"""The options of ``dateline`` without a subcommand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tui.cli.query_words import has_options, query_text, shield_words, split_file, split_more, unknown_letter
from tui.text.frozen import Frozen
from tui.timeline.model.sort import SORTS

if TYPE_CHECKING:
    from tui.cli.parser import Parser

_EPILOG = """\
The first word is the FILE if it ends like a file name (.yaml, .csv, …), has a /
in it, or names an existing file; - is standard input. Without a file, the
bundled timeline opens. All other words are the query, and so are all words
after --. A word with a space in it is a phrase, or one value: after:"nov 2022".

examples:
  dateline                             the bundled timeline
  dateline actor:iran weapon:missile   events about Iran and missiles
  dateline status:denied --list        the denials, printed
  dateline speaker:blinken -drone      what Blinken said, but not about drones
  dateline mine.yaml "small number"    a phrase, in a timeline of your own
  dateline a.yaml b.csv notes/         several files and folders at once
  curl … | dateline -                  a timeline from a pipe
  dateline events.csv                  any table of dated rows
  dateline new mine.yaml               begin a timeline of your own
  dateline describe events.csv         what its columns are taken for
  dateline import events.csv -o a.yaml a timeline of your own from it
  dateline check mine.yaml             what is wrong with a timeline
  dateline diff old.yaml new.yaml      what differs between two versions
  dateline report mine.yaml            what it still owes its readers
  dateline upgrade old.yaml            turn schema version 1 into version 2
  dateline serve mine.yaml             the same app in a browser
  dateline config                      a config file to start from

formats:
{formats}

exit codes: 0 fine, 1 nothing matched (in a list), 2 bad input or usage,
70 Dateline crashed
"""


class Options(Frozen):
    """The arguments, parsed."""

    file: str | None = None
    """The name as it was given; None for the bundled timeline."""
    query: str = ""
    list: bool = False
    plain: bool = False
    format: str | None = None
    """One of ``table`` and `FORMATS`."""
    bom: bool = False
    sort: str | None = None
    """One of `SORTS`."""
    view: str | None = None
    lanes: str | None = None
    """The facet whose values have lanes, in words or drawn."""
    output: str | None = None
    """The file to write instead of standard output."""
    config: str | None = None
    """The name of a config file that replaces the user's own."""
    form: str | None = None
    """The name of the file's format; None finds it."""
    mapping: str | None = None
    """The name of the file that says what the columns of a table are."""
    sql: str | None = None
    """A query in SQL whose result is the timeline."""
    report: bool = False
    """Whether to print what reading the file guessed, changed or lost, and no events."""
    more: tuple[str, ...] = ()
    """Further files and folders, which are one timeline with the first."""
    mouse: bool = True
    cache: bool = True
    fresh: bool = False
    with_notes: bool = False
    public: bool = False
    """Whether drafts, what is internal and the reader's own notes are left out."""


def read_arguments(arguments: Sequence[str]) -> Options:
    """Parse the arguments. Help, the version, and wrong arguments end the program.

    Args:
        arguments: the arguments after the program's name.
    """
    arguments = shield_words(arguments)
    if error := unknown_letter(arguments):
        _parser().error(error)
    if not has_options(arguments):
        return _options(arguments, None, {})
    values = vars(_parser().parse_intermixed_args(arguments))
    return _options(values.pop("words"), values.pop("file"), values)


def _options(words: Sequence[str], file: str | None, values: Mapping[str, Any]) -> Options:
    """Return the options of some words, a file that an option names, and the values of the other options."""
    file, query = split_file(words, file)
    more, query = split_more(words, query) if file is not None else ((), query)
    return Options(file, query_text(query), more=more, **values)


def _parser() -> Parser:
    from tui.cli.format_choice import CHOICES, FormatChoice
    from tui.cli.parser import Parser, Version
    from tui.timeline.exports import FORMATS

    parser = Parser(
        prog="dateline",
        description="Browse a timeline of sourced events.",
        usage="%(prog)s [FILE] [QUERY…] [--list]",
        epilog=_EPILOG.replace("{formats}", "\n".join(f"  {form.name:18}{form.about}" for form in FORMATS.values())),
    )
    parser.add_file_and_query("the file, and what to look for in it")
    parser.add_argument("--list", action="store_true", help="print the events instead of opening the app")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--plain", action="store_true", help="print everything in words, for screen readers")
    form.add_argument(
        "--format",
        action=FormatChoice,
        choices=CHOICES,
        metavar="FORMAT",
        help="print in this format; implies --list. --format help lists them",
    )
    parser.add_argument("--output", metavar="FILE", help="write to this file, whole or not at all; implies --list")
    parser.add_argument(
        "--lanes", metavar="FACET", help="with --plain, print lane by lane; with --format svg or png, draw lanes"
    )
    parser.add_argument("--bom", action="store_true", help="begin CSV with a byte order mark, for Excel")
    parser.add_argument("--as", dest="form", metavar="FORMAT", help="the format of the file, whatever its name")
    parser.add_argument("--map", dest="mapping", metavar="FILE", help="a mapping of columns: see dateline describe")
    parser.add_argument("--sql", metavar="QUERY", help="open the result of a query, on a database or on files it names")
    parser.add_argument("--report", action="store_true", help="print what reading the file guessed or lost, and exit")
    parser.add_argument("--sort", choices=SORTS, metavar="ORDER", help="date, known, -date or -known")
    parser.add_argument("--view", metavar="NAME", help="start with a saved view; the query narrows it")
    parser.add_argument("--config", metavar="FILE", help="use this config file instead of your own")
    parser.add_argument("--no-mouse", dest="mouse", action="store_false", help="leave the mouse to the terminal")
    parser.add_argument("--no-cache", dest="cache", action="store_false", help="do not cache a large file")
    parser.add_argument("--with-notes", action="store_true", help="include your own marks and notes")
    parser.add_argument(
        "--public", action="store_true", help="leave out drafts, internal events and your own notes; implies --list"
    )
    parser.add_argument("--fresh", action="store_true", help="ignore where you left off")
    parser.add_argument("--version", action=Version, help="print the version and exit")
    return parser
