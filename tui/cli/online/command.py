"""The part of ``dateline check --online`` that other checks lack: look at the pages, and write the results."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from tui.cli.errors import OnlineError, print_error, print_problems
from tui.cli.online.fetcher import WebFetcher
from tui.cli.online.pages import WAYBACK, can_read_pages
from tui.cli.online.run import Look
from tui.cli.online.state import State
from tui.cli.tty import help_columns, is_terminal
from tui.text.frozen import Frozen
from tui.text.printable import printable
from tui.text.reasons import reason
from tui.timeline.checking.online import Page, fields_to_write, urls_of
from tui.timeline.editing.source_fields import SourcesNotWrittenError, write_source_fields
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.files import STDIN, decode, read_bytes
from tui.timeline.reading.reader import parse_timeline


class OnlineOptions(Frozen):
    """How pages are looked at."""

    seconds_between: float
    """The time between two requests to one host."""
    archive: str | None = None
    """The URL of an availability interface; None for that of the Wayback Machine."""
    allow_private: bool = False
    """Whether addresses of private networks and of this machine are looked at."""
    again: bool = False
    """Whether pages that were looked at less than a day ago are looked at again."""
    write: bool = False
    """Whether the results are written into the file."""


def look_online(file: str, timeline: Timeline, options: OnlineOptions) -> Mapping[str, Page]:
    """Return the pages of a timeline's sources and, if that is asked for, write the results into the file.

    Args:
        file: the name of the file, or ``-``.
        timeline: the timeline in it.
        options: how the pages are looked at.

    Raises:
        OnlineError: nothing can be looked at, or the results cannot be written.
        TimelineError: the file has problems by now.
        KeyboardInterrupt: the user has stopped it.
    """
    path = None if file == STDIN else Path(file)
    if options.write and path is None:
        raise OnlineError("--write needs a file, not standard input")
    if urls_of(timeline) and not can_read_pages():
        raise OnlineError("--online needs trafilatura, which takes the text from pages: pip install 'dateline[pages]'")
    fetcher = WebFetcher(allow_private=options.allow_private)
    look = Look(fetcher, options.seconds_between, options.archive or WAYBACK, State(path))
    try:
        pages = look.at(timeline, _show, again=options.again)
    finally:
        _show(0, 0, "")
        print_error(*look.notes)
    if look.kept:
        found = "1 page is" if look.kept == 1 else f"{look.kept:,} pages are"
        print_problems(f"{found} as found less than a day ago; --again looks at all anew")
    if options.write and path is not None:
        _write(path, pages)
    return pages


def _write(path: Path, pages: Mapping[str, Page]) -> None:
    data = read_bytes(path)
    fields = fields_to_write(parse_timeline(decode(data, str(path)), str(path)), pages)
    if not fields:
        print_problems(f"{path}: nothing to write")
        return
    try:
        write_source_fields(path, data, fields)
    except SourcesNotWrittenError as error:
        raise OnlineError(f"{path}: {error}") from error
    except OSError as error:
        raise OnlineError(f"{path}: {reason(error)}") from error
    keys = [key for values in fields.values() for key in values]
    counts = ", ".join(f"{key} {count:,}" for key in dict.fromkeys(keys) if (count := keys.count(key)))
    sources = "1 source is" if len(fields) == 1 else f"{len(fields):,} sources are"
    print_problems(f"{path}: {sources} written: {counts}")


def _show(done: int, all_pages: int, url: str) -> None:
    """Show the progress in one line of a terminal; clear the line if there is no URL."""
    if sys.stderr is None or not is_terminal(sys.stderr):
        return
    text = printable(f"{done:,} of {all_pages:,} pages: {url}")[: max(20, help_columns() - 1)] if url else ""
    sys.stderr.write(f"\r{text}\x1b[K")
    sys.stderr.flush()
