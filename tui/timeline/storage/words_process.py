"""The child process that indexes the words of a store, seen from the process that waits for it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tui.timeline.storage.cache import Cache
from tui.timeline.storage.child import kill_child, start_child, temporary_path
from tui.timeline.storage.section_file import DamagedError, SectionFile
from tui.timeline.storage.word_store import description_of

_PROGRAM = "tui.timeline.storage.build_words"
_SECONDS_BETWEEN_LOOKS = 0.05


def make_words(
    store: SectionFile, path: Path | None, cache: Cache | None, is_stopped: Callable[[], bool]
) -> SectionFile | None:
    """Index the words of a store in a child process, unless another program has done so.

    Args:
        store: the store.
        path: the timeline's file.
        cache: where the index is kept, if it can be written there; None for nowhere.
        is_stopped: returns whether nobody needs the index any more.

    Returns:
        The index; None if it was stopped, or cannot be written anywhere.
    """
    if cache is not None and path is not None:
        with suppress(OSError, DamagedError):
            found = cache.find_words(path, store)
            if found is None:
                part = cache.new_part(path)
                found = _made(store, part, is_stopped)
                if found is not None:
                    found.path = cache.commit_words(path, part)
            return found
    with suppress(OSError, DamagedError):
        part = temporary_path(".words")
        found = _made(store, part, is_stopped)
        part.unlink(missing_ok=True)  # the open file stays readable
        return found
    return None


def _made(store: SectionFile, part: Path, is_stopped: Callable[[], bool]) -> SectionFile | None:
    """Return the index, written to a new file; None if it was stopped.

    Raises:
        DamagedError: it is of another store.
        OSError: it cannot be written.
    """
    descriptor = store.duplicate()
    nowhere = subprocess.DEVNULL
    try:
        arguments = [str(descriptor), str(part)]
        with start_child(_PROGRAM, arguments, output=nowhere, errors=nowhere, files=[descriptor]) as process:
            while process.returncode is None:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(_SECONDS_BETWEEN_LOOKS)
                if is_stopped():
                    kill_child(process)
                    process.wait()
                    part.unlink(missing_ok=True)
                    return None
        if process.returncode:
            raise OSError(f"{part} cannot be written")
        words = SectionFile(part)
        if words.description != description_of(store):
            raise DamagedError(f"{part} is of another store")
        return words
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    finally:
        os.close(descriptor)
