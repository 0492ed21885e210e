"""Indexes the words of a store, at a low priority, as a process of its own.

    python -m tui.timeline.storage.build_words DESCRIPTOR words

The descriptor is that of the open store, whose file may have been replaced or removed. `make_words` is the other end.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from tui.timeline.storage.cache import Cache
from tui.timeline.storage.child import end_with_parent, kill_child, start_child
from tui.timeline.storage.section_file import DamagedError, SectionFile

_NICENESS = 5
"""How far the work stands back behind other programs, among them the one that waits for it."""
_SECONDS_BETWEEN_LOOKS = 0.05


def make_words(
    store: SectionFile, path: Path | None, cache: Cache | None, is_stopped: Callable[[], bool]
) -> SectionFile | None:
    """Index the words of a store in a child process.

    Args:
        store: the store.
        path: the timeline's file.
        cache: where the index is kept; None for nowhere.
        is_stopped: returns whether nobody needs the index any more.

    Returns:
        The index; None if it was stopped, or cannot be written.
    """
    with suppress(OSError, DamagedError):
        if cache is not None and path is not None:
            part = cache.new_part(path)
            try:
                return SectionFile(cache.commit_words(path, part)) if _run(store, part, is_stopped) else None
            finally:
                part.unlink(missing_ok=True)
        with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
            part = Path(folder) / "words"
            return SectionFile(part) if _run(store, part, is_stopped) else None  # the open file stays readable
    return None


def _run(store: SectionFile, part: Path, is_stopped: Callable[[], bool]) -> bool:
    """Return whether the index was written."""
    descriptor = store.descriptor
    arguments = [str(descriptor), str(part)]
    nowhere = subprocess.DEVNULL
    with start_child(__name__, arguments, output=nowhere, errors=nowhere, files=[descriptor]) as process:
        while True:
            with suppress(subprocess.TimeoutExpired):
                return process.wait(_SECONDS_BETWEEN_LOOKS) == 0
            if is_stopped():
                kill_child(process)


def main(arguments: Sequence[str]) -> int:
    """Index the words of the store that the arguments name; return the exit code."""
    from tui.timeline.storage.word_store import write_words

    descriptor, part = arguments
    end_with_parent(Path(part))
    os.nice(_NICENESS)
    gc.disable()
    write_words(SectionFile(int(descriptor)), Path(part))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
