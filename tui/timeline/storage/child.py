"""Child processes that end with this one, and end those that they started."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

_ROOT = Path(__file__).parents[3]
"""The folder that holds the package, so that the child imports the same code."""


def start_child(
    module: str, arguments: Sequence[str], *, output: int, errors: int | IO[bytes], files: Sequence[int] = ()
) -> subprocess.Popen[str]:
    """Run a module as a child process. It is expected to call `end_with_parent`.

    Args:
        module: its name.
        arguments: its arguments.
        output: where its standard output goes, as `subprocess.Popen` has it.
        errors: where its standard error goes. Nobody reads a pipe before the end, and a full one would stop the child
            forever.
        files: the descriptors that it may use too.
    """
    python_path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        # -P: a package of the same name in the working directory must not be run instead.
        [sys.executable, "-P", "-m", module, *arguments],
        env={**os.environ, "PYTHONPATH": python_path},
        stdin=subprocess.PIPE,  # which the system closes with this process, so that the child ends with it
        stdout=output,
        stderr=errors,
        text=True,
        encoding="utf-8",
        start_new_session=True,
        pass_fds=files,
    )


def temporary_path(suffix: str) -> Path:
    """Return the path of a new file in the temporary folder, which a child may write. There is no such file yet.

    Raises:
        OSError: nothing can be written there.
    """
    handle, name = tempfile.mkstemp(prefix="dateline-", suffix=suffix)
    os.close(handle)
    path = Path(name)
    path.unlink()
    return path


def kill_child(process: subprocess.Popen[str]) -> None:
    """Kill a child and the processes that it has started."""
    if process.poll() is None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def end_with_parent(written: Path) -> None:
    """End this process, those that it started, and a file, once the process that waits for it has ended.

    That one holds the other end of standard input, if this is a pipe, and writes nothing into it.

    Args:
        written: the file that this process writes.
    """
    try:
        if not stat.S_ISFIFO(os.fstat(0).st_mode):
            return
    except OSError:
        return

    def wait() -> None:
        os.read(0, 1)
        with suppress(OSError):
            written.unlink(missing_ok=True)
        os.killpg(0, signal.SIGKILL)

    threading.Thread(target=wait, daemon=True).start()
