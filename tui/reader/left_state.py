"""The state in which a reader left a timeline's file: read before the first paint, so by little code.

It is a file of its own in the data folder, with a line for each setting: its name, a blank, and its value.
"""

from __future__ import annotations

import os
from pathlib import Path
from zlib import crc32

from tui.files.private import UntrustedError
from tui.reader.folder import private_folder
from tui.reader.kept_error import KeptError
from tui.text.frozen import Frozen
from tui.timeline.model.sort import SORTS

_HEADER = "dateline-left 1"
_LOCK = "left.lock"
_FOLDER = "left"
MOST_ASKED = 100
"""How many of the queries that were asked are kept, the newest."""
_LONGEST = 4_000
"""Longer texts are not kept."""
_MOST_BYTES = 4 * _LONGEST * (MOST_ASKED + 10)


class LeftState(Frozen):
    """What was on the screen when a reader left."""

    query: str = ""
    sort: str = "date"
    """One of `SORTS`."""
    event: str = ""
    """The id of the event that was shown; empty if there was none."""
    theme: str = ""
    """The theme that the reader chose for this file; empty for the one of the config."""
    theme_before: str = ""
    """The theme that it replaced. Once the config names another, that holds."""
    layout: str = ""
    """The widths of the panels, as `tui.app.screens.panel_widths` writes them."""
    asked: tuple[str, ...] = ()
    """The queries that were asked, the newest last."""

    def theme_over(self, theme: str) -> str:
        """Return the theme to start with, given the one of the config or of the terminal."""
        return self.theme if self.theme and self.theme_before == theme else theme


def read_left(timeline: Path | None) -> LeftState | None:
    """Return the state in which a timeline's file was left; None if there is none.

    Raises:
        KeptError: there is one, but it cannot be read.
    """
    folder = private_folder(_FOLDER)
    if folder is None or timeline is None:
        return None
    path = folder.path / _file_of(timeline)
    try:
        text = folder.read(path.name, _MOST_BYTES).decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return None
    except UntrustedError as error:
        raise KeptError(f"how you left this file cannot be read: {error}") from error
    except OSError as error:
        from tui.text.reasons import reason

        raise KeptError(f"how you left this file cannot be read: {path}: {reason(error)}") from error
    header, *lines = text.split("\n")
    if header != _HEADER:
        raise KeptError(
            f"how you left this file cannot be read: {path} was not written by Dateline; it will be replaced"
        )
    values: dict[str, str] = {}
    asked: list[str] = []
    for line in lines:
        name, _, value = line.partition(" ")
        if name == "asked":
            asked.append(value)
        else:
            values[name] = value
    if values.pop("file", None) != _name_of(timeline):
        return None  # another file whose name has the same checksum
    known = {name: values[name] for name in ("query", "event", "theme", "theme_before", "layout") if name in values}
    sort = values.get("sort", "date")
    return LeftState(sort=sort if sort in SORTS else "date", asked=tuple(asked[-MOST_ASKED:]), **known)


def remember_left(timeline: Path | None, state: LeftState) -> None:
    """Remember the state in which a timeline's file is left, unless nothing can be kept about it."""
    folder = private_folder(_FOLDER)
    if folder is None or timeline is None:
        return
    from tui.reader.lock import locked

    try:
        path = folder.place_of(_file_of(timeline))
        with locked(path.with_name(_LOCK)):
            _write(path, timeline, state)
    except (OSError, UnicodeEncodeError):
        return  # the next start is a fresh one: that is no loss that a reader has to act on


def _write(path: Path, timeline: Path, state: LeftState) -> None:
    """Write the state, with the queries that other programs have asked about the same file in the meantime."""
    from tui.timeline.editing.whole_file import write_whole

    try:
        before = read_left(timeline)
    except KeptError:
        before = None
    asked = dict.fromkeys((*(before.asked if before is not None else ()), *state.asked))
    for text in state.asked:
        asked[text] = asked.pop(text)  # the newest last
    values = [("file", _name_of(timeline)), *state.as_dict().items()]
    lines = [f"{name} {value}" for name, value in values if name != "asked" and value and _is_line(value)]
    lines += [f"asked {text}" for text in [*asked][-MOST_ASKED:] if _is_line(text)]
    text = "\n".join([_HEADER, *lines])
    write_whole(path, text.encode("utf-8", "surrogateescape"), mode=0o600)


def _is_line(text: str) -> bool:
    return "\n" not in text and len(text) <= _LONGEST


def _name_of(timeline: Path) -> str:
    return os.path.realpath(timeline)


def _file_of(timeline: Path) -> str:
    return f"{crc32(os.fsencode(_name_of(timeline))):08x}.txt"
