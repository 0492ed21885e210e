"""The pages of one timeline that have been looked at, kept for a day, so that a run that was stopped can go on."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from tui.files.private import PrivateFolder, open_private
from tui.reader.folder import id_of
from tui.timeline.checking.online import Page
from tui.timeline.storage.cache import default_folder

SECONDS_KEPT = 24 * 3600.0
_VERSION = 1
_MOST_BYTES = 500_000_000
_FIELDS = ("url", "outcome", "day", "reason", "text", "whole", "sha256", "moved_to", "copy", "copy_day")


class State:
    """The pages that have been looked at, one in each line of a file that only the user can read.

    Args:
        timeline: the timeline's file; None for standard input, of which nothing is kept.
        folder: where the files are; None for the cache.
        now: the time in seconds since 1970.
    """

    def __init__(self, timeline: Path | None, folder: Path | None = None, now: float | None = None) -> None:
        root = default_folder() if folder is None else folder
        self._folder = PrivateFolder(root, "online")
        self._name = "" if timeline is None else f"{id_of(timeline)}.jsonl"
        self._now = time.time() if now is None else now

    def pages(self, *, again: bool = False) -> dict[str, Page]:
        """Return the pages that need not be looked at again, by URL, and forget the others.

        Args:
            again: forget all.

        Raises:
            OSError: nothing can be kept; its str() says why.
        """
        if not self._name:
            return {}
        lines = [] if again else [*self._lines()]
        path = self._folder.place_of(self._name)
        self._remove_old()
        with suppress(FileNotFoundError):
            path.unlink()
        with open_private(path, "xb") as file:
            for values in lines:
                file.write(_line(values))
        return {values["url"]: _page(values) for values in lines}

    def add(self, page: Page, *, is_settled: bool) -> None:
        """Keep a page.

        Args:
            page: the page.
            is_settled: whether looking again would find the same. A page that could not be read is tried again.

        Raises:
            OSError: it cannot be written.
        """
        if not self._name or not is_settled:
            return
        values = {"version": _VERSION, "at": self._now, **{key: getattr(page, key) for key in _FIELDS}}
        with open_private(self._folder.path / self._name, "ab") as file:
            file.write(_line(values))

    def _remove_old(self) -> None:
        """Remove the files of timelines that have not been looked at for a day."""
        for file in self._folder.path.glob("*.jsonl"):
            with suppress(OSError):
                if self._now - file.stat().st_mtime >= SECONDS_KEPT:
                    file.unlink()

    def _lines(self) -> Iterator[dict[str, Any]]:
        """Yield the lines that are whole and not too old."""
        try:
            data = self._folder.read(self._name, _MOST_BYTES)
        except FileNotFoundError:
            return
        for line in data.splitlines():
            with suppress(ValueError, KeyError, TypeError):
                values = json.loads(line)
                if values["version"] == _VERSION and 0 <= self._now - values["at"] < SECONDS_KEPT:
                    _page(values)
                    yield values


def _line(values: dict[str, Any]) -> bytes:
    return json.dumps(values).encode() + b"\n"


def _page(values: dict[str, Any]) -> Page:
    """Return the page of a line.

    Raises:
        KeyError, TypeError: it is not one.
    """
    optional = ("moved_to", "copy")
    for key in _FIELDS:
        if not isinstance(values[key], str) and not (key in optional and values[key] is None):
            raise TypeError(key)
    return Page(**{key: values[key] for key in _FIELDS})
