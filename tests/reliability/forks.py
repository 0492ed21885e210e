"""An operation in a process of its own, which ends with it or in the middle of it."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import NamedTuple, NoReturn

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


class Child:
    """A process that does something.

    Args:
        work: returns an exit code, or nothing.
        report: returns the last line of the output, in the child after the work.
    """

    def __init__(self, work: Callable[[], int | None], report: Callable[[], str] = lambda: "") -> None:
        self._reading, writing = os.pipe()
        self.process = os.fork()
        if not self.process:
            os.close(self._reading)
            _run(work, report, writing)
        os.close(writing)

    def wait(self) -> Ended:
        """Wait until it has ended."""
        with os.fdopen(self._reading, encoding="utf-8", errors="replace") as file:
            output = file.read()
        _, status = os.waitpid(self.process, 0)
        return Ended(os.waitstatus_to_exitcode(status), output)


def forked(work: Callable[[], int | None], report: Callable[[], str] = lambda: "") -> Ended:
    """Run something in a child, and return how that ended. The arguments are those of `Child`."""
    return Child(work, report).wait()


def together(works: Sequence[Callable[[], int | None]]) -> list[Ended]:
    """Run things at the same time, each in a child, and return how they ended."""
    start, begin = os.pipe()
    children = [_started(work, start, begin) for work in works]
    os.close(begin)
    os.close(start)
    return [child.wait() for child in children]


def _started(work: Callable[[], int | None], start: int, begin: int) -> Child:
    def wait_for_others() -> int | None:
        os.close(begin)
        os.read(start, 1)
        return work()

    return Child(wait_for_others)


def _run(work: Callable[[], int | None], report: Callable[[], str], writing: int) -> NoReturn:
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
