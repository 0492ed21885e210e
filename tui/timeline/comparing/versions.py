"""Versions of a timeline that a reader names: a file, a file in a revision of git, or a file as known on a day."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

from tui.text.frozen import replace
from tui.timeline.dates.typed import TypedDateError, typed_range
from tui.timeline.model.as_of import AsOf, AsOfView
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.files import STDIN, decode
from tui.timeline.reading.reader import parse_timeline, read_timeline

_OWN_ENDINGS = ("", ".yaml", ".yml")


class VersionError(Exception):
    """A version that cannot be had; its text says why."""


def read_version(name: str, folder: Path | None = None) -> Timeline:
    """Read a version of a timeline, in any format.

    Args:
        name: the name of a file, ``-``, or ``REV:FILE``, if no file has that name. The file is looked for from the
            working directory, as git does for ``REV:./FILE``. The null device, which git names in the place of a file
            that is not there, is a timeline without events.
        folder: another folder to look for the file of a revision from.

    Raises:
        TimelineError: the version cannot be read as a timeline.
        VersionError: git does not have it.
    """
    if name == os.devnull:
        return Timeline(title="", events=())
    revision, colon, file = name.partition(":")
    if not colon or not revision or not file or Path(name).exists():
        is_own = name == STDIN or Path(name).suffix.lower() in _OWN_ENDINGS
        return read_timeline(name) if is_own else _read_foreign(name)
    data = _read_revision(revision, file, folder)
    if Path(file).suffix.lower() in _OWN_ENDINGS:
        return parse_timeline(decode(data, name), name)
    return _read_foreign(name, data)


def _read_foreign(name: str, data: bytes | None = None) -> Timeline:
    """Read a file of another format."""
    from tui.timeline.formats.foreign_file import ForeignFile
    from tui.timeline.formats.reader import read_foreign

    return read_foreign(ForeignFile(Path(name), data))


def as_known_on(day: str, timeline: Timeline) -> Timeline:
    """Return the part of a timeline that was known on a day.

    Args:
        day: the day, as people type it.
        timeline: the timeline.

    Raises:
        TypedDateError: the text is no date, or has no last day.
    """
    last = typed_range(day, date.today(), timeline.zone).last
    if last is None:
        raise TypedDateError(f"'{day}' has no last day", "write the day on which it was known")
    view = AsOfView(timeline, AsOf(last, zone=timeline.zone))
    events = tuple(view.event(number) for number in range(len(timeline.events)) if view.has(number))
    return replace(timeline, events=events)


def _read_revision(revision: str, file: str, folder: Path | None) -> bytes:
    path = file if file.startswith(("/", "./", "../")) else f"./{file}"
    if revision.startswith("-"):
        raise VersionError(f"'{revision}' is not a revision; name a commit, a branch or a tag")
    try:
        command = ["git", "cat-file", "blob", f"{revision}:{path}"]
        ran = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, cwd=folder, check=False)
    except FileNotFoundError:
        raise VersionError(f"{revision}:{file}: git is not installed; name two files") from None
    if ran.returncode:
        said = ran.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise VersionError(f"{revision}:{file}: {said}")
    return ran.stdout
