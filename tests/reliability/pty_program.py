"""A program in a pseudo-terminal of which only the state matters: its modes, its attributes, and how it ended."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.terminal.terminal import CURSOR_SHOWN, usual_environment

MARK = "DATELINE_SOAK_MARK"
"""The variable by which the processes of a trial are found, those that are left over included."""

_WRAPPING = 7
_USUALLY_SET = (CURSOR_SHOWN, _WRAPPING)
_MODES = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
_KEYBOARD = re.compile(rb"\x1b\[([<>])\d*u")


def _begin() -> None:
    """Take the terminal, and the usual effect of signals that a shell ignores in what it runs in the background."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    for ignored in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_DFL)


class PtyProgram:
    """A program in a terminal of its own.

    Args:
        command: the program and its arguments.
        mark: a text that no other process has in its environment.
        environment: variables to set in addition to those of the tests.
        size: columns and rows.
        folder: the present folder; None for that of the tests.
    """

    def __init__(
        self,
        command: Sequence[str],
        mark: str,
        environment: Mapping[str, str] | None = None,
        size: tuple[int, int] = (100, 30),
        folder: Path | None = None,
    ) -> None:
        self._mark = mark
        self.output = bytearray()
        self._master, self._line = pty.openpty()
        self.resize(*size)
        self._attributes = termios.tcgetattr(self._line)
        self.process = subprocess.Popen(
            command,
            stdin=self._line,
            stdout=self._line,
            stderr=self._line,
            env=usual_environment()
            | dict(os.environ)
            | dict(environment or {})
            | {MARK: mark, "PYTHONFAULTHANDLER": "1"},
            start_new_session=True,
            cwd=folder,
            preexec_fn=_begin,
        )

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window. The kernel sends SIGWINCH to the program."""
        fcntl.ioctl(self._line, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def send(self, data: bytes) -> int:
        """Type bytes, as far as the terminal takes them, and return how many it has taken."""
        os.set_blocking(self._master, False)
        with suppress(OSError):
            return os.write(self._master, data)
        return 0

    def type_all(self, data: bytes, seconds: float = 30.0) -> None:
        """Type all of the bytes, as fast as the program reads them, unless it ends.

        Raises:
            AssertionError: it does not read them in time.
        """
        end = time.monotonic() + seconds
        while data and self.process.poll() is None:
            data = data[self.send(data) :]
            self.read(0.005 if data else 0)
            assert time.monotonic() < end, f"it reads nothing for {seconds} s: {self.stacks()}"

    def read(self, seconds: float) -> None:
        """Read what the program writes, for so many seconds."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 or seconds == 0:
            ready, _, _ = select.select([self._master], [], [], max(0.0, left))
            if not ready:
                return
            with suppress(OSError):
                self.output += os.read(self._master, 1 << 16)

    def read_until(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Read what the program writes until a condition holds, and return whether it does after so many seconds."""
        end = time.monotonic() + seconds
        while not condition() and time.monotonic() < end:
            self.read(0.01)
        return condition()

    def rest(self, seconds: float = 100.0) -> None:
        """Read what the program writes until it has nothing left to do.

        Raises:
            AssertionError: it goes on for so many seconds.
        """
        end, used = time.monotonic() + seconds, b""
        while not self.has_ended:
            with suppress(OSError):
                state, *fields = Path(f"/proc/{self.process.pid}/stat").read_bytes().rpartition(b") ")[2].split()
                if state == b"S" and used == b" ".join(fields[10:12]):
                    return
                used = b" ".join(fields[10:12])
            self.read(0.03)
            assert time.monotonic() < end, f"still busy after {seconds} s: {self.stacks()}"

    def stacks(self) -> str:
        """End the program, and return its state and where its threads were."""
        with suppress(OSError):
            state = Path(f"/proc/{self.process.pid}/stat").read_bytes().rpartition(b") ")[2][:1].decode()
        before = len(self.output)
        self.process.send_signal(signal.SIGABRT)
        self.process.send_signal(signal.SIGCONT)
        if self._master >= 0:
            self.read(1)
        found = bytes(self.output[before:])
        return f"state {state}, {found[found.find(b'Fatal Python error') :].decode(errors='replace')}"

    @property
    def has_ended(self) -> bool:
        """Whether the program has ended."""
        return self.process.poll() is not None

    @property
    def has_started(self) -> bool:
        """Whether the program has taken over the screen."""
        return b"\x1b[?1049h" in self.output

    def hang_up(self) -> None:
        """Close the terminal, as a lost connection does."""
        os.close(self._line)
        os.close(self._master)
        self._line = self._master = -1

    def wait(self, seconds: float = 30.0) -> int:
        """Wait until the program has ended, and return its exit code, or minus the number of a signal.

        Raises:
            AssertionError: it has not ended in time.
        """
        end = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < end, f"still running after {seconds} s: {self.stacks()}"
            if self._master >= 0:
                self.read(0.05)
            else:
                time.sleep(0.02)
        if self._master >= 0:
            self.read(0)
        return self.process.returncode

    def check_terminal(self) -> None:
        """Check that the terminal is as it was before the program started.

        Raises:
            AssertionError: it is not.
        """
        assert termios.tcgetattr(self._line) == self._attributes, "other attributes of the terminal"
        modes = {}
        for match in _MODES.finditer(self.output):
            for mode in match[1].split(b";"):
                modes[int(mode)] = match[2] == b"h"
        changed = [mode for mode, is_set in modes.items() if is_set != (mode in _USUALLY_SET)]
        assert not changed, f"modes that are left changed: {changed}"
        pushed = sum(1 if match[1] == b">" else -1 for match in _KEYBOARD.finditer(self.output))
        assert pushed <= 0, "the kitty keyboard protocol is left pushed"

    def left_over(self) -> list[str]:
        """Return the commands of the processes that still run, the program included."""
        wanted = f"{MARK}={self._mark}\0".encode()
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if wanted in (folder / "environ").read_bytes() + b"\0":
                    found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        return found

    def check_nothing_left(self, seconds: float = 15.0) -> None:
        """Check that no process of the program is left.

        Raises:
            AssertionError: one is.
        """
        end = time.monotonic() + seconds
        while left := self.left_over():
            assert time.monotonic() < end, f"processes are left: {left}"
            time.sleep(0.05)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for descriptor in (self._master, self._line):
            if descriptor >= 0:
                os.close(descriptor)
