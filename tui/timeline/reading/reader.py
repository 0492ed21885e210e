"""A file to a `Timeline`: read by its lines where these are of the usual form, else with care.

What is read is the same either way, and problems are told by the careful reader alone. It is imported when a file needs
it, and PyYAML with it.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from tui.timeline.reading.fast_reader import quick_timeline
from tui.timeline.reading.files import STDIN, decode, load
from tui.timeline.reading.problems import Position, SourceMap, ValuePath

if TYPE_CHECKING:
    from tui.timeline.model.entities import Timeline


def read_timeline(path: str | os.PathLike[str]) -> Timeline:
    """Read a timeline from a file, or from standard input if ``path`` is ``-``.

    Raises:
        TimelineError: with every problem of the file, if it cannot be read as a timeline.
    """
    return _read(load(path), _name_of(path))


def read_marked(path: str | os.PathLike[str]) -> tuple[Timeline, SourceMap]:
    """Read a timeline as `read_timeline` does; return the places of its values too.

    Raises:
        TimelineError: with every problem of the file, if it cannot be read as a timeline.
    """
    data, name = load(path), _name_of(path)
    return _read(data, name), _LateMarks(data, name)


def parse_timeline(text: str, name: str = "<text>") -> Timeline:
    """Read a timeline from YAML text.

    Args:
        text: the YAML.
        name: what to call the text in what is said of it.

    Raises:
        TimelineError: with every problem of the text, if it cannot be read as a timeline.
    """
    return _read(text.encode(errors="surrogatepass"), name)


def _name_of(path: str | os.PathLike[str]) -> str:
    return "<stdin>" if path == STDIN else os.fspath(path)


def _read(data: bytes, name: str) -> Timeline:
    with _no_garbage_collection():
        timeline = quick_timeline(data)
        if timeline is None:
            from tui.timeline.reading.careful_reader import read_carefully

            timeline = read_carefully(decode(data, name), name)
    return timeline


class _LateMarks(Mapping[ValuePath, Position]):
    """The places of values, for which a timeline is read once more when the first is asked for.

    Args:
        data: what is in the file of the timeline, in which nothing is wrong.
        name: what it is called.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name

    @cached_property
    def _marks(self) -> dict[ValuePath, Position]:
        from tui.timeline.reading.careful_reader import read_carefully

        marks: dict[ValuePath, Position] = {}
        with _no_garbage_collection():
            read_carefully(decode(self._data, self._name), self._name, marks)
        return marks

    def __getitem__(self, path: ValuePath) -> Position:
        return self._marks[path]

    def __iter__(self) -> Iterator[ValuePath]:
        return iter(self._marks)

    def __len__(self) -> int:
        return len(self._marks)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Nothing that is read forms a cycle, and looking for one makes reading slower the more has been read."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
