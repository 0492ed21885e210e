"""A file to a `Timeline`: by the fast reader if it can read the file, else by the careful one.

Both make the same of a file, and only the careful reader reports problems. It is imported when a file needs it, and
PyYAML with it.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from tui.timeline.reading.fast_reader import read_fast
from tui.timeline.reading.files import STDIN, decode, read_bytes
from tui.timeline.reading.problems import Position, Problem, SourceMap, TimelineError, ValuePath

if TYPE_CHECKING:
    from tui.timeline.model.timeline import Timeline


def read_timeline(path: str | os.PathLike[str]) -> Timeline:
    """Read a timeline from a file, or from standard input if ``path`` is ``-``.

    Raises:
        TimelineError: with every problem of the file, if it cannot be read as a timeline.
    """
    return _read(read_bytes(path), _name_of(path))


def read_with_source_map(path: str | os.PathLike[str]) -> tuple[Timeline, SourceMap]:
    """Read a timeline as `read_timeline` does, and return the positions of its values too.

    Raises:
        TimelineError: with every problem of the file, if it cannot be read as a timeline.
    """
    return read_data_with_source_map(read_bytes(path), _name_of(path))


def read_data_with_source_map(data: bytes, name: str) -> tuple[Timeline, SourceMap]:
    """Read a timeline from the content of a file, and return the positions of its values too.

    Args:
        data: the content.
        name: the name of the file in errors.

    Raises:
        TimelineError: with every problem of the file, if it cannot be read as a timeline.
    """
    return _read(data, name), _LazySourceMap(data, name)


def read_data(data: bytes, name: str) -> Timeline:
    """Read a timeline from the content of a file.

    Args:
        data: the content.
        name: the name of the file in errors.

    Raises:
        TimelineError: with every problem of the file, if it cannot be read as a timeline.
    """
    if b"\0" in data:
        raise TimelineError(name, [Problem("this is not a text file", "a timeline is YAML in UTF-8")])
    return _read(data, name)


def parse_timeline(text: str, name: str = "<text>") -> Timeline:
    """Read a timeline from YAML text.

    Args:
        text: the YAML.
        name: the name of the text in errors.

    Raises:
        TimelineError: with every problem of the text, if it cannot be read as a timeline.
    """
    return _read(text.encode(errors="surrogatepass"), name)


def _name_of(path: str | os.PathLike[str]) -> str:
    return "<stdin>" if path == STDIN else os.fspath(path)


def _read(data: bytes, name: str) -> Timeline:
    with _no_garbage_collection():
        timeline = read_fast(data)
        if timeline is None:
            from tui.timeline.reading.careful_reader import read_carefully

            timeline = read_carefully(decode(data, name), name)
    return timeline


class _LazySourceMap(Mapping[ValuePath, Position]):
    """The positions of a timeline's values. At the first access the timeline is read again, with the careful reader.

    Args:
        data: the content of the timeline's file, without problems.
        name: the name of the file.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name

    @cached_property
    def _positions(self) -> dict[ValuePath, Position]:
        from tui.timeline.reading.careful_reader import read_carefully

        positions: dict[ValuePath, Position] = {}
        with _no_garbage_collection():
            read_carefully(decode(self._data, self._name), self._name, positions)
        return positions

    def __getitem__(self, path: ValuePath) -> Position:
        return self._positions[path]

    def __iter__(self) -> Iterator[ValuePath]:
        return iter(self._positions)

    def __len__(self) -> int:
        return len(self._positions)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Suspend garbage collection. An index forms no cycles, and each collection takes longer the larger it is."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
