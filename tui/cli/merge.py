"""``dateline merge``: merge two changed versions of a timeline, for git too, or join several timelines."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli import exit_codes
from tui.cli.errors import print_error, print_problems
from tui.text.frozen import Frozen
from tui.text.reasons import reason
from tui.timeline.reading.files import decode, read_bytes
from tui.timeline.reading.problems import TimelineError

if TYPE_CHECKING:
    from tui.cli.parser import Parser
    from tui.timeline.formats.merge import Part
    from tui.timeline.merging.merge import Merged, Names

_BOM = b"\xef\xbb\xbf"
_EPILOG = """\
Three files are two changed versions, OURS and THEIRS, of a third one, BASE.
They are merged event by event and field by field, in the layout of OURS, which
the result replaces. Where both changed a value, that of OURS stays, with a
comment above it that shows that of THEIRS. An empty BASE counts as none.

Two files, or more with --join, are separate timelines: they are joined, with
one entry for each actor, weapon and place, by name.

examples:
  dateline merge base.yaml mine.yaml theirs.yaml       mine.yaml is the result
  dateline merge base.yaml mine.yaml theirs.yaml -o merged.yaml
  dateline merge war.yaml sanctions.yaml -o all.yaml   joined
  dateline merge --join a.yaml b.yaml c.yaml -o all.yaml

as git's merge driver:
  git config merge.dateline.driver "dateline merge %O %A %B --name %P"
  echo "*.yaml merge=dateline" >> .gitattributes

exit codes: 0 merged, 1 something is left to decide, 2 bad input or usage
"""


class _Options(Frozen):
    """The arguments, parsed."""

    files: Sequence[str]
    output: str | None
    join: bool
    title: str | None
    name: str | None


def main(arguments: Sequence[str]) -> int:
    """Merge or join timelines, and return the exit code.

    Args:
        arguments: the arguments after ``merge``.
    """
    options = _Options(**vars(_parser().parse_args(arguments)))
    is_join = options.join or len(options.files) == 2
    if not is_join and len(options.files) != 3:
        return print_error(
            "merge takes BASE, OURS and THEIRS, or the files to join with --join; see dateline merge --help"
        )
    if is_join and (options.output is None or len(options.files) < 2):
        return print_error("to join files, name two or more, and with -o the file to write; see dateline merge --help")
    if options.title is not None and not is_join:
        return print_error("--title is for files that are joined; see dateline merge --help")
    try:
        return _join(options) if is_join else _merge(options)
    except TimelineError as error:
        return print_problems(*error.lines(), "nothing is written")
    except OSError as error:
        why = reason(error).removesuffix("; nothing is written")
        return print_error(f"{options.output or options.name or options.files[1]}: {why}; nothing is written")


# Three versions


def _merge(options: _Options) -> int:
    from tui.timeline.editing.whole_file import write_whole
    from tui.timeline.merging.merge import merge_texts

    names = _names(options)
    datas = [read_bytes(file) for file in options.files]
    base, ours, theirs = (decode(data, name) for data, name in zip(datas, names, strict=True))
    merged = merge_texts(base, ours, theirs, _by_lines(options.files), names)
    target = Path(options.output or options.files[1])

    def check(written: Path) -> None:
        _prove(written, merged)

    data = _BOM * datas[1].startswith(_BOM) + merged.text.encode()
    if options.output is not None or data != datas[1]:
        write_whole(target, data, check=check, expected=None if options.output else datas[1])
    print_problems(*_report(merged, options.output or names.ours, names.theirs))
    return exit_codes.CONFLICT if merged.conflicts else exit_codes.SUCCESS


def _names(options: _Options) -> Names:
    """Return the names of the versions for a reader: git gives temporary files, and the name of the real one."""
    from tui.timeline.merging.merge import Names

    if options.name is None:
        return Names(*options.files)
    return Names(f"{options.name} (base)", options.name, f"{options.name} (theirs)")


def _prove(written: Path, merged: Merged) -> None:
    """Check a file that was written, before it takes the place of the old one.

    Raises:
        OSError: it cannot be read, or lacks an event.
    """
    from tui.timeline.reading.reader import read_timeline

    try:
        timeline = read_timeline(written)
    except TimelineError as error:
        raise OSError(f"what was merged could not be read: {error.problems[0].message}") from error
    lost = sorted(merged.events - timeline.numbers.keys())
    if lost:
        raise OSError(f"what was merged lacks the event {lost[0]}")


def _by_lines(files: Sequence[str]) -> str | None:
    """Return three files merged line by line by git, with ours where both differ; None if git cannot do it."""
    base, ours, theirs = (f"./{file}" if file.startswith("-") else file for file in files)
    try:
        command = ["git", "merge-file", "-p", "--ours", ours, base, theirs]
        ran = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except OSError:
        return None
    try:
        return None if ran.returncode else ran.stdout.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None


def _report(merged: Merged, name: str, theirs: str) -> list[str]:
    """Return what the user has to know, line by line."""
    from tui.text.counts import counted
    from tui.timeline.merging.marks import reason_words, value_words

    lines = [
        f"{name}: {old} of theirs is {new} now: ours has another one of this id"
        for old, new in merged.told_apart.items()
    ]
    for conflict, (line, their_line) in zip(merged.conflicts, merged.lines, strict=True):
        where = f"{name}:{line}" if line else name
        said = f"{where}: {reason_words(conflict)}"
        if conflict.ours is not None:
            said += f"; ours: {value_words(conflict.ours)}"
        if conflict.theirs is not None:
            place = f" ({theirs}:{their_line})" if their_line else ""
            said += f"; theirs{place}: {value_words(conflict.theirs)}"
        lines.append(said)
    if not merged.is_kept:
        lines.append(f"{name}: its layout could not be kept: it is laid out anew, without its comments")
    if merged.conflicts:
        lines.append(f"{name}: {counted(len(merged.conflicts), 'thing')} to decide; look for '# merge:'")
    return lines


# Timelines of their own


def _join(options: _Options) -> int:
    from tui.cli.import_file import write_timeline
    from tui.text.counts import counted
    from tui.timeline.editing.yaml_text import timeline_text
    from tui.timeline.merging.join import join

    assert options.output is not None
    parts = [_part(name, position, options.files) for position, name in enumerate(options.files)]
    joined = join(parts, options.title)
    target = Path(options.output)
    write_timeline(target, timeline_text(joined.timeline), joined.timeline, None)
    events = counted(len(joined.timeline.events), "event")
    print_problems(f"{target}: {events} of {len(parts)} files", *joined.remarks)
    return exit_codes.SUCCESS


def _part(name: str, position: int, names: Sequence[str]) -> Part:
    """Read one of the files to join."""
    from tui.timeline.formats.merge import Part
    from tui.timeline.loader import Loader

    path = Path(name)
    is_named_twice = sum(Path(other).name == path.name for other in names) > 1
    loaded = Loader(path, large_file=sys.maxsize, use_cache=False).load()
    return Part(
        f"{name} {position + 1}" if names.count(name) > 1 else name if is_named_twice else path.name, loaded.timeline
    )


def _parser() -> Parser:
    from tui.cli.parser import Parser

    parser = Parser(
        prog="dateline merge",
        description="Merge two changed versions of a timeline, or join timelines.",
        usage="""%(prog)s [-o FILE] [--name NAME] BASE OURS THEIRS
       %(prog)s [--join] [--title TITLE] -o FILE FILE FILE…""",
        epilog=_EPILOG,
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="BASE, OURS and THEIRS, or files to join")
    parser.add_argument("-o", "--output", metavar="FILE", help="write this file, and leave OURS as it is")
    parser.add_argument("--join", action="store_true", help="join the files, however many they are")
    parser.add_argument("--title", metavar="TITLE", help="the title of the joined timeline")
    parser.add_argument("--name", metavar="NAME", help="what OURS is called in messages; git's %%P")
    return parser
