"""A document that a reader keeps about one timeline's file: JSON, read whole and written whole."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tui.files.private import UntrustedError
from tui.reader.folder import folder_of
from tui.reader.kept_error import KeptError
from tui.reader.lock import locked
from tui.text.reasons import reason
from tui.timeline.editing.whole_file import write_whole

_VERSION = 1
_PRIVATE = 0o600


class Kept:
    """One kind of thing that is kept about a timeline's file, such as its saved views.

    Args:
        timeline: the path of the timeline's file; None for one without a file, about which nothing can be kept.
        kind: the name of the kind, in letters.
    """

    def __init__(self, timeline: Path | None, kind: str) -> None:
        self._timeline = timeline
        self._kind = kind
        self._folder = None if timeline is None else folder_of(timeline)
        self._name = f"{kind}.json"
        self.path = None if self._folder is None else self._folder.path / self._name
        """The path of the document, which need not exist; None if nothing can be kept."""

    def read(self) -> Any:
        """Return what is kept, as JSON gives it; None if there is nothing.

        Raises:
            KeptError: the document exists but cannot be read.
        """
        if self._folder is None:
            return None
        try:
            text = self._folder.read(self._name).decode("utf-8", "surrogatepass")
        except FileNotFoundError:
            return None
        except UntrustedError as error:
            raise KeptError(str(error)) from error
        except (OSError, UnicodeDecodeError) as error:
            raise KeptError(f"{self.path} cannot be read: {reason(error)}") from error
        try:
            document = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise KeptError(f"{self.path} is not JSON: {error}; correct it, or move it away") from error
        if not isinstance(document, dict) or document.get("dateline") != _VERSION or self._kind not in document:
            raise KeptError(f"{self.path} has no '{self._kind}' of version {_VERSION}; move it away to begin a new one")
        return document[self._kind]

    def change(self, change: Callable[[Any], Any]) -> None:
        """Replace what is kept, whole or not at all, while no other process does.

        Args:
            change: takes what is kept, or None, and returns what is to be kept.

        Raises:
            KeptError: it cannot be read or written, or there is no file that it would belong to.
        """
        if self._folder is None or self.path is None or self._timeline is None:
            if self._timeline is None:
                raise KeptError("this timeline was piped in: nothing can be kept about it")
            raise KeptError("DATELINE_DATA is empty: nothing is to be kept")
        try:
            self._folder.place_of(self._name)
            with locked(self.path.with_suffix(".lock")):
                document = {
                    "dateline": _VERSION,
                    "file": os.path.realpath(self._timeline),
                    self._kind: change(self.read()),
                }
                text = json.dumps(document, ensure_ascii=False, indent=1)
                write_whole(self.path, f"{text}\n".encode("utf-8", "surrogatepass"), mode=_PRIVATE)
        except UntrustedError as error:
            raise KeptError(str(error)) from error
        except OSError as error:
            raise KeptError(f"{self.path} cannot be written: {reason(error)}") from error
