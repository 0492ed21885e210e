"""``dateline import``: write Dateline's own YAML from files of other formats, and update what was imported before."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli import exit_codes
from tui.cli.errors import print_error, print_problems
from tui.text.counts import counted, some
from tui.text.frozen import Frozen
from tui.text.printable import printable
from tui.text.reasons import reason
from tui.timeline.reading.files import STDIN, decode, read_bytes
from tui.timeline.reading.problems import TimelineError

if TYPE_CHECKING:
    from tui.cli.parser import Parser
    from tui.timeline.editing.reimport import Base, Changes
    from tui.timeline.model.timeline import Timeline

ENDING = ".import.json"
"""What is added to the name of a file to name what its last import gave."""

_EPILOG = """\
Events that lack a date, a title or a source are marked as drafts. Beside the
file, Dateline remembers what it imported (mine.yaml.import.json): the next
import updates the events by their ids, keeps your edits, and prints the changes
as a diff. The first line names the schema (see dateline schema), by which
editors complete and check the file.

examples:
  dateline import events.csv -o mine.yaml            a timeline to edit
  dateline import events.csv -o mine.yaml            again, when the table has changed
  dateline import notes/ a.json -o all.yaml          several sources
  dateline import events.csv -o mine.yaml --dry-run  what would change

exit codes: 0 done, or nothing to do, 2 bad input or usage
"""


class _Options(Frozen):
    """The arguments, parsed."""

    files: Sequence[str]
    output: str
    form: str | None
    mapping: str | None
    dry_run: bool


def main(arguments: Sequence[str]) -> int:
    """Import files, and return the exit code.

    Args:
        arguments: the arguments after ``import``.
    """
    options = _Options(**vars(_parser().parse_args(arguments)))
    try:
        timeline = _imported(options)
        target = Path(options.output)
        if target.exists():
            return _update(target, timeline, dry_run=options.dry_run)
        return _create(target, timeline, dry_run=options.dry_run)
    except TimelineError as error:
        return print_problems(*error.lines())
    except OSError as error:
        return print_error(f"{options.output}: {reason(error)}")


def _imported(options: _Options) -> Timeline:
    from tui.timeline.loader import Loader

    paths = [Path(name) for name in options.files if name != STDIN]
    mapping = None if options.mapping is None else Path(options.mapping)
    first = paths[0] if paths else None
    loader = Loader(first, form=options.form, mapping=mapping, more=paths[1:], large_file=sys.maxsize, use_cache=False)
    return _with_drafts(loader.load().timeline)


def _with_drafts(timeline: Timeline) -> Timeline:
    """Return a timeline whose events are drafts where something is owed: a date, a title, a source."""
    from tui.text.frozen import replace

    untitled = {place for remark in timeline.remarks if remark.text == "there is no title" for place in remark.places}
    events = tuple(
        replace(event, is_draft=True)
        if not event.is_draft and (event.date.is_undated or not event.sources or (event.line or -1) in untitled)
        else event
        for event in timeline.events
    )
    return replace(timeline, events=events, remarks=())


def _create(target: Path, timeline: Timeline, *, dry_run: bool) -> int:
    from tui.cli.schema import MODELINE, write_beside
    from tui.timeline.editing.reimport import Base
    from tui.timeline.editing.yaml_text import timeline_text

    text = MODELINE + timeline_text(timeline)
    if dry_run:
        _print_text(text)
        return exit_codes.SUCCESS
    # The file itself comes last: without the others, the next import would not know it.
    write_beside(target)
    _keep(target, Base.of(timeline))
    try:
        write_timeline(target, text, timeline, None)
    except BaseException:
        with suppress(OSError):
            _base_path(target).unlink()
        raise
    drafts = sum(event.is_draft for event in timeline.events)
    return _done(f"{target}: {counted(len(timeline.events), 'event')}, of which {drafts:,} are drafts")


def _update(target: Path, timeline: Timeline, *, dry_run: bool) -> int:
    from tui.cli.schema import MODELINE
    from tui.timeline.editing.event_blocks import changed_text, is_same
    from tui.timeline.editing.reimport import Base, updated
    from tui.timeline.reading.reader import parse_timeline

    data = read_bytes(target)
    old_text = decode(data, str(target))
    old = parse_timeline(old_text, str(target))
    base = _base(target)
    if base is None:
        return print_error(f"{target} exists, and no import is known to have made it; name another file, or remove it")
    new, changes = updated(old, timeline, base)
    if is_same(new, old):
        text, is_kept = old_text, True
    else:
        text, is_kept = changed_text(old_text, old, new)
        if not is_kept and old_text.startswith(MODELINE):
            text = MODELINE + text
    _print_diff(old_text, text, str(target))
    if not dry_run:
        if text != old_text:
            write_timeline(target, text, new, data)
        _keep(target, Base.of(timeline))
    return _done(*_summary(target, changes, is_kept=is_kept, dry_run=dry_run))


def write_timeline(target: Path, text: str, timeline: Timeline, expected: bytes | None) -> None:
    """Write a file once it has been read back and means what it should.

    Raises:
        OSError: it cannot be written, or means something else.
    """
    from tui.timeline.editing.event_blocks import is_same
    from tui.timeline.editing.whole_file import write_whole
    from tui.timeline.reading.reader import read_timeline

    def check(written: Path) -> None:
        if not is_same(read_timeline(written), timeline):
            raise OSError("it would not mean the same when it is read; nothing is written")

    write_whole(target, text.encode(), check=check, expected=expected)


def _base(target: Path) -> Base | None:
    """Return what the last import gave; None if nothing is known of one."""
    from tui.timeline.editing.reimport import Base

    try:
        return Base.from_json(_base_path(target).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _keep(target: Path, base: Base) -> None:
    from tui.timeline.editing.whole_file import write_whole

    write_whole(_base_path(target), base.to_json().encode())


def _base_path(target: Path) -> Path:
    return target.with_name(target.name + ENDING)


def _summary(target: Path, changes: Changes, *, is_kept: bool, dry_run: bool) -> list[str]:
    what = f"{len(changes.added):,} added, {len(changes.updated):,} updated"
    lines = [f"{target}: {what}{' (nothing is written)' if dry_run else ''}"]
    if changes.kept:
        lines.append(f"kept as you edited it, though the source has changed: {some(changes.kept)}")
    if changes.gone:
        lines.append(f"no longer in the source, and left as it is: {some(changes.gone)}")
    if changes.removed:
        lines.append(f"removed by you, and not added again: {some(changes.removed)}")
    if not is_kept:
        lines.append("its layout could not be kept: it is laid out anew, without its comments")
    return lines


def _print_text(text: str) -> None:
    for line in text.splitlines():
        print(printable(line))


def _print_diff(old: str, new: str, name: str) -> None:
    from tui.text.line_diff import unified_diff

    for line in unified_diff(old.splitlines(), new.splitlines(), name, f"{name} (imported)"):
        print(printable(line))


def _done(*messages: str) -> int:
    """Print what was done, on standard error."""
    print_problems(*messages)
    return exit_codes.SUCCESS


def _parser() -> Parser:
    from tui.cli.parser import Parser

    parser = Parser(
        prog="dateline import",
        description="Write Dateline's own YAML from files of other formats, or update it.",
        epilog=_EPILOG,
    )
    parser.add_argument("files", metavar="FILE", nargs="+", help="files and folders of any format; - is a pipe")
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help="the file to write, or to update")
    parser.add_argument("--as", dest="form", metavar="FORMAT", help="the format of the files, whatever their names")
    parser.add_argument("--map", dest="mapping", metavar="FILE", help="a mapping of columns: see dateline describe")
    parser.add_argument("--dry-run", action="store_true", help="print what would be written, and write nothing")
    return parser
