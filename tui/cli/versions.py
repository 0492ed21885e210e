"""Versions of a timeline that the command line names: a file, standard input, or a file in a revision of git."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.files import decode
from tui.timeline.reading.reader import parse_timeline, read_timeline


class VersionError(Exception):
    """A version that cannot be had; its text says why."""


def read_version(name: str) -> Timeline:
    """Read a version of a timeline.

    Args:
        name: the name of a file, ``-``, or ``REV:FILE``, if no file has that name. The file is looked for from the
            working directory, as git does for ``REV:./FILE``.

    Raises:
        TimelineError: the version cannot be read as a timeline.
        VersionError: git does not have it.
    """
    revision, colon, file = name.partition(":")
    if not colon or not revision or not file or Path(name).exists():
        return read_timeline(name)
    return parse_timeline(decode(_read_revision(revision, file), name), name)


def _read_revision(revision: str, file: str) -> bytes:
    path = file if file.startswith(("/", "./", "../")) else f"./{file}"
    if revision.startswith("-"):
        raise VersionError(f"'{revision}' is no revision; name a commit, a branch or a tag")
    try:
        command = ["git", "cat-file", "blob", f"{revision}:{path}"]
        ran = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except FileNotFoundError:
        raise VersionError(f"{revision}:{file}: git is not installed; name two files") from None
    if ran.returncode:
        said = ran.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise VersionError(f"{revision}:{file}: {said}")
    return ran.stdout
