"""A full disk, a disk that is read only or fails, at each call of the system that changes a file, and at each size.

Each file is the old one or the new one then, nothing temporary is left, and an error names a file and the reason.
"""

from __future__ import annotations

import errno
import os
import resource
import sys
from pathlib import Path
from tempfile import gettempdir

from tests.reliability.faults import Faults
from tests.reliability.forks import CRASHED, forked
from tests.reliability.killed import check_files, expected, try_each
from tests.reliability.operations import OPERATIONS, begin, contents, strays
from tests.reliability.run import Run, Trial, main

ERRORS = (errno.ENOSPC, errno.EROFS, errno.EIO, errno.EACCES, errno.EDQUOT)


def trials(run: Run) -> None:
    """Let one operation after the other fail."""
    try_each(run, try_failure)


def try_failure(name: str, number: int, folder: Path, trial: Trial) -> None:
    """Let the calls of an operation fail, and check the files and the message.

    Raises:
        AssertionError: something is wrong.
    """
    operation, known = OPERATIONS[name], expected(name, folder)
    begin(operation, folder)
    at, error = number % known.calls + 1, ERRORS[trial.random.randrange(len(ERRORS))]
    kind = trial.random.choice(("once", "from then on", "size"))
    size = trial.random.randrange(700) if name != "store" else trial.random.randrange(300_000)
    trial.note(f"{name}, {kind}, call {at} of {known.calls}, {os.strerror(error)}, {size} bytes")
    faults: list[Faults] = []

    def work() -> int | None:
        if kind == "size":
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            return operation.run(folder)
        is_at = (lambda number: number == at) if kind == "once" else (lambda number: number >= at)
        faults.append(Faults(folder, is_at, error))
        return operation.run(folder)

    ended = forked(work, lambda: str(faults[0].hit if faults else 0))
    trial.count("failing calls" if kind != "size" else "full disks")
    assert ended.code != CRASHED, ended.output
    assert "Traceback" not in ended.output, ended.output
    check_files(operation, known, contents(folder))
    if ended.code:
        said = ended.output.rpartition("\n")[0]
        reason = os.strerror(errno.EFBIG if kind == "size" else error)
        assert reason in said, f"no reason: {said}"
        if name != "view in the file":  # the app names the file
            # A store goes into the folder for temporary files where the cache cannot be written.
            assert any(map(said.__contains__, (str(folder), f"{gettempdir()}/dateline-"))), f"no file: {said}"
        trial.count("errors in words")
    elif not operation.is_kept_quietly:
        assert contents(folder) == known.after, "neither done nor refused"
    if kind != "from then on":
        left = [path for path in strays(folder) if kind == "size" or at != known.calls]
        assert len(left) <= (kind == "once"), f"temporary files are left: {left}"
    again = forked(lambda: operation.run(folder))
    if name != "new timeline" or "begun.yaml" not in contents(folder):
        assert again.code == 0, f"the next time: {again.output}"


if __name__ == "__main__":
    sys.exit(main("failing_writes", trials))
