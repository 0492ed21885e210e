"""A terminal that measures when something was painted on it.

While a program is busy, its output is only read and given a timestamp, and its terminal queries are answered. When the
program has been quiet for a moment, the output is fed to pyte piece by piece; the result is the timestamp of the piece
that first made the condition true. So neither pyte's slowness nor the quiet moment is counted. A frame of synchronized
output counts as painted when it is complete.
"""

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
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import NamedTuple, Self

import pyte

Lines = Sequence[str]
Condition = str | re.Pattern[str] | Callable[[Lines], object]
"""What the screen must show: a text on one line, a pattern that matches in one, or a predicate of the lines."""

QUIET = 0.08
"""Seconds of silence after which a program counts as having finished painting."""

_LONGEST_LAG = 0.5
"""Seconds after which output is examined even if the program has not been quiet."""

_SYNCHRONIZED = 2026
_FRAMES = re.compile(rb".+?(?:\x1b\[\?2026l|\Z)", re.DOTALL)
_REPLIES = {
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[5n": b"\x1b[0n",
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[0c": b"\x1b[?62;22c",
    b"\x1b[>c": b"\x1b[>1;10;0c",
    b"\x1b[>0c": b"\x1b[>1;10;0c",
    b"\x1b]10;?\x07": b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
    b"\x1b]11;?\x07": b"\x1b]11;rgb:0000/0000/0000\x1b\\",
    b"\x1b]10;?\x1b\\": b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
    b"\x1b]11;?\x1b\\": b"\x1b]11;rgb:0000/0000/0000\x1b\\",
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
}
"""Terminal queries, and the replies of an xterm."""
_QUERY = re.compile(b"|".join(map(re.escape, _REPLIES)))
_LONGEST_QUERY = max(map(len, _REPLIES))

# Sequences that pyte 0.8 misreads: private CSI with < = >, mode queries, strings, colons in SGR, cursor shapes.
_NOT_FOR_PYTE = re.compile(
    rb"\x1b(\[[<>=][0-9;]*[A-Za-z]|\[\??[0-9;]*\$[a-z]|[P_^X][^\x1b]*\x1b\\|\[[0-9;:]*:[0-9;:]*m|\[[0-9]* q)"
)
_COMPLETE = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[^][PX^_])")


class NotPaintedError(Exception):
    """A condition did not become true. The message shows the screen."""


class Memory(NamedTuple):
    """The memory of a program and its children, in MB (of a million bytes)."""

    resident: float
    """Resident now (VmRSS). This includes pages of mapped files, which the system may drop."""
    peak: float
    """The larger of two sums: the peaks (VmHWM) of the processes that still run, and the most that all processes had
    together (VmRSS) whenever it was sampled."""
    anonymous: float
    """Resident now and not backed by a file (RssAnon)."""


class TimedTerminal:
    """A program in a terminal of its own.

    Args:
        command: the program and its arguments.
        size: columns and rows.
        environment: variables to set in addition to `clean_environment`.
        directory: the working directory.
        timeout: seconds until a wait fails.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (120, 40),
        environment: Mapping[str, str] | None = None,
        directory: Path | None = None,
        timeout: float = 60,
    ) -> None:
        columns, rows = size
        self.timeout = timeout
        """Seconds until a wait fails."""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._unplayed: list[tuple[float, bytes]] = []
        self._incomplete = b""
        self._partial_query = b""
        self._has_ended = False
        self._peak = 0
        self._master, line = pty.openpty()
        fcntl.ioctl(line, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._started = monotonic()
        self._process = subprocess.Popen(
            command,
            stdin=line,
            stdout=line,
            stderr=line,
            cwd=directory,
            env=clean_environment() | dict(environment or {}),
            start_new_session=True,
            # Make it the controlling terminal of the session, so that /dev/tty works.
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(line)

    # Waiting

    def time_until(self, condition: Condition) -> float:
        """Return the seconds from the program's start until a condition was true.

        Raises:
            NotPaintedError: if it does not become true in time.
        """
        return self._wait(_predicate(condition)) - self._started

    def time_until_done(self, is_done: Callable[[], bool]) -> float:
        """Return the seconds from the program's start until it had done something beside the terminal.

        Raises:
            NotPaintedError: if it does not do so in time.
        """
        while not is_done():
            self._read(QUIET)
            self._peak = max(self._peak, self._sum("VmRSS"))
            if self._has_ended or monotonic() - self._started > self.timeout:
                raise NotPaintedError(f"not done:\n{self.text}")
        return monotonic() - self._started

    def press(self, keys: str, condition: Condition) -> float:
        """Press keys, and return the seconds from then until a condition was true.

        Raises:
            NotPaintedError: if it does not become true in time.
            ValueError: if it is true before the keys are pressed.
        """
        self.settle()
        test = _predicate(condition)
        if test(self.lines):
            raise ValueError(f"{condition!r} is on the screen before {keys!r} is pressed")
        return -self._send(keys) + self._wait(test)

    def write(self, keys: str) -> None:
        """Press keys, and wait until the program is quiet."""
        self._send(keys)
        self.settle()

    def settle(self, quiet: float = QUIET, timeout: float = 10) -> None:
        """Wait until the program has been quiet for some seconds, or until the timeout."""
        end = monotonic() + timeout
        while monotonic() < end and self._read(quiet):
            pass
        self._play(None)

    @property
    def lines(self) -> Lines:
        """The lines of the screen, as of the last wait."""
        lines: Lines = self._screen.display
        return lines

    @property
    def text(self) -> str:
        """The lines that are not empty."""
        return "\n".join(line.rstrip() for line in self.lines if line.strip())

    # Resources

    def memory(self) -> Memory:
        """Return the memory of the program and its children."""
        resident, peak, anonymous = (self._sum(field) * 1024 / 1e6 for field in ("VmRSS", "VmHWM", "RssAnon"))
        return Memory(resident, max(peak, self._peak * 1024 / 1e6), anonymous)

    def close(self) -> None:
        """Kill the program and its children, and close the terminal."""
        for process in reversed(list(self._tree())):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self._process.wait()
        os.close(self._master)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # Implementation

    def _send(self, keys: str) -> float:
        data = keys.encode()
        now = monotonic()
        while data:
            data = data[os.write(self._master, data) :]
        return now

    def _wait(self, test: Callable[[Lines], object]) -> float:
        """Return the time at which a test was first true."""
        end = monotonic() + self.timeout
        last_played = last_sampled = monotonic()
        while True:
            has_read = self._read(QUIET)
            now = monotonic()
            if now - last_sampled > _LONGEST_LAG:  # children may have ended before `memory` is called
                self._peak = max(self._peak, self._sum("VmRSS"))
                last_sampled = now
            if self._unplayed and (not has_read or now - last_played > _LONGEST_LAG):
                time = self._play(test)
                if time is not None:
                    return time
                last_played = monotonic()
            if (self._has_ended and not self._unplayed) or now > end:
                raise NotPaintedError(f"{'the program ended' if self._has_ended else 'not in time'}:\n{self.text}")

    def _read(self, timeout: float) -> bool:
        """Read what arrives within some seconds; return whether anything did."""
        if self._has_ended or not select.select([self._master], [], [], timeout)[0]:
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # the other end has been closed by all processes
            data = b""
        if not data:
            self._has_ended = True
            return False
        self._unplayed.append((monotonic(), data))
        if b"\x1b" in data or self._partial_query:
            self._reply(data)
        return True

    def _reply(self, data: bytes) -> None:
        """Answer the terminal queries in the output."""
        output = self._partial_query + data
        end = 0
        for query in _QUERY.finditer(output):
            os.write(self._master, _REPLIES[query[0]])
            end = query.end()
        # A query may arrive in two pieces.
        start = output.rfind(b"\x1b", end)
        self._partial_query = output[start:] if start >= 0 and len(output) - start < _LONGEST_QUERY else b""

    def _play(self, test: Callable[[Lines], object] | None) -> float | None:
        """Feed the output to the screen; stop after the piece that makes a test true, and return its time."""
        painted_at = None
        while self._unplayed:
            time, data = self._unplayed.pop(0)
            data = self._incomplete + data
            start = data.rfind(b"\x1b")
            is_cut = start >= 0 and not _COMPLETE.match(data, start)
            data, self._incomplete = (data[:start], data[start:]) if is_cut else (data, b"")
            for frame in _FRAMES.findall(data):
                self._stream.feed(_NOT_FOR_PYTE.sub(b"", frame))
                is_complete = _SYNCHRONIZED << 5 not in self._screen.mode
                if painted_at is None and test is not None and is_complete and test(self.lines):
                    painted_at = time
            if painted_at is not None:
                return painted_at
        return None

    def _sum(self, field: str) -> int:
        return sum(_status(process, field) for process in self._tree())

    def _tree(self) -> Iterator[int]:
        """Yield the ids of the program's process and its descendants."""
        waiting = [self._process.pid]
        while waiting:
            process = waiting.pop()
            yield process
            for children in Path("/proc", str(process), "task").glob("*/children"):
                with suppress(OSError):
                    waiting += map(int, children.read_text().split())


def _status(process: int, field: str) -> int:
    """Return a field of a process's status in /proc, in units of 1024 bytes; 0 if the process has ended."""
    try:
        text = Path("/proc", str(process), "status").read_text()
    except OSError:
        return 0
    found = re.search(rf"^{field}:\s+(\d+)", text, re.MULTILINE)
    return int(found[1]) if found else 0


def _predicate(condition: Condition) -> Callable[[Lines], object]:
    if isinstance(condition, str):
        return lambda lines: any(condition in line for line in lines)
    if isinstance(condition, re.Pattern):
        return lambda lines: any(condition.search(line) for line in lines)
    return condition


def clean_environment() -> dict[str, str]:
    """Return our environment without what describes another terminal or keeps Python from caching bytecode."""
    foreign = re.compile(r"COLUMNS|LINES|NO_COLOR|FORCE_COLOR|TMUX.*|STY|TEXTUAL.*|TERM.*|LC_.*|PYTHON.*")
    kept = {name: value for name, value in os.environ.items() if not foreign.fullmatch(name)}
    return kept | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "DATELINE_DATA": ""}
