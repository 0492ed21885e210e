"""An operation in a process of its own, which ends with it or in the middle of it."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from typing import NamedTuple

from tui.reader.kept_error import KeptError
from tui.timeline.editing.views import ViewNotWrittenError
from tui.timeline.reading.problems import TimelineError

REFUSED, CRASHED = 3, 70


class Ended(NamedTuple):
    """How a process ended."""

    code: int
    """The exit code; `REFUSED` after one of the errors in words, minus the number of a signal that killed it."""
    output: str
    """Its last line is what the process reported at its end."""


def forked(work: Callable[[], int | None], report: Callable[[], str] = lambda: "") -> Ended:
    """Run something in a child, and return how that ended.

    Args:
        work: returns an exit code, or nothing.
        report: returns the last line of the output, in the child after the work.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        code = CRASHED
        try:
            os.dup2(writing, 1)
            os.dup2(writing, 2)
            sys.stdout = os.fdopen(1, "w", encoding="utf-8", errors="replace", closefd=False)
            sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="replace", closefd=False)
            code = _code(work)
            sys.stdout.flush()
            sys.stderr.flush()
            os.write(writing, f"\n{report()}".encode())
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8", errors="replace") as file:
        output = file.read()
    _, status = os.waitpid(child, 0)
    return Ended(os.waitstatus_to_exitcode(status), output)


def _code(work: Callable[[], int | None]) -> int:
    try:
        return work() or 0
    except (KeptError, ViewNotWrittenError, TimelineError, OSError) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return REFUSED
    except SystemExit as error:
        return int(error.code or 0)
    except BaseException:
        traceback.print_exc()
        return CRASHED
