"""A terminal that tells when something was painted on it.

While a program is busy its output is only taken in, stamped with the time, and its questions answered as a terminal
would. When it has been quiet for a moment the output is played into pyte, piece by piece; what is told is the stamp of
the piece that first made the wanted thing stand on the screen. So neither pyte's slowness nor the moment is counted.
A frame between the marks of synchronized output counts as painted when it is whole.
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
Wanted = str | re.Pattern[str] | Callable[[Lines], object]
"""What is to be on the screen: a text on one line, a pattern found in one, or whatever is true of the lines."""

QUIET = 0.08
"""Seconds of silence after which a program is taken to have painted what it had to."""

_LONGEST_LAG = 0.5
"""Seconds after which output is looked at though there has been no silence."""

_SYNCHRONIZED = 2026
_FRAMES = re.compile(rb".+?(?:\x1b\[\?2026l|\Z)", re.DOTALL)
_QUESTIONS = {
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
_QUESTION = re.compile(b"|".join(map(re.escape, _QUESTIONS)))
_LONGEST_QUESTION = max(map(len, _QUESTIONS))

# What pyte 0.8 takes for something else: private CSI with < = >, mode questions, strings, colons in SGR, cursor shapes.
_NOT_FOR_PYTE = re.compile(
    rb"\x1b(\[[<>=][0-9;]*[A-Za-z]|\[\??[0-9;]*\$[a-z]|[P_^X][^\x1b]*\x1b\\|\[[0-9;:]*:[0-9;:]*m|\[[0-9]* q)"
)
_WHOLE = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[^][PX^_])")


class NotPaintedError(Exception):
    """What was waited for did not come. Says what was on the screen."""


class Memory(NamedTuple):
    """What a program and its children take, in MB (of a million bytes)."""

    now: float
    """Resident now (VmRSS): pages of mapped files that were read are in it, though the system may drop them."""
    peak: float
    """The most that was resident: of those that still run at their own worst moments (VmHWM), or of all at one moment
    of those at which we looked, whichever is more."""
    own: float
    """Resident now, and of no file (RssAnon)."""


class TimedTerminal:
    """A program in a terminal of its own.

    Args:
        command: the program and its arguments.
        size: columns and rows.
        environment: variables to be set, beside those that `environment` leaves.
        directory: where it starts.
        patience: seconds until a wait fails.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (120, 40),
        environment: Mapping[str, str] | None = None,
        directory: Path | None = None,
        patience: float = 60,
    ) -> None:
        columns, rows = size
        self.patience = patience
        """Seconds until a wait fails."""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._unseen: list[tuple[float, bytes]] = []
        self._unfinished = b""
        self._asked = b""
        self._has_ended = False
        self._most = 0
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
            # Makes it the terminal of the session, so that /dev/tty works.
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(line)

    # What is waited for

    def painted(self, wanted: Wanted) -> float:
        """Return the seconds from the program's start until something was on the screen.

        Raises:
            NotPaintedError: if it does not come.
        """
        return self._wait(_test(wanted)) - self._started

    def press(self, keys: str, wanted: Wanted) -> float:
        """Press keys and return the seconds from then until something was on the screen.

        Raises:
            NotPaintedError: if it does not come.
            ValueError: if it is there already.
        """
        self.settle()
        test = _test(wanted)
        if test(self.lines):
            raise ValueError(f"{wanted!r} is on the screen before {keys!r} is pressed")
        return -self._send(keys) + self._wait(test)

    def write(self, keys: str) -> None:
        """Press keys, and wait until the program is quiet."""
        self._send(keys)
        self.settle()

    def settle(self, quiet: float = QUIET, patience: float = 10) -> None:
        """Wait until the program has been quiet for so many seconds, or patience ends."""
        end = monotonic() + patience
        while monotonic() < end and self._read(quiet):
            pass
        self._play(None)

    @property
    def lines(self) -> Lines:
        """The rows of the screen, as of the last wait."""
        lines: Lines = self._screen.display
        return lines

    @property
    def text(self) -> str:
        """The rows that are not empty."""
        return "\n".join(line.rstrip() for line in self.lines if line.strip())

    # What it takes

    def memory(self) -> Memory:
        """Return what the program and its children take."""
        now, peak, own = (self._sum(field) * 1024 / 1e6 for field in ("VmRSS", "VmHWM", "RssAnon"))
        return Memory(now, max(peak, self._most * 1024 / 1e6), own)

    def close(self) -> None:
        """End the program and its children, and put the terminal away."""
        for process in reversed(list(self._tree())):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self._process.wait()
        os.close(self._master)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # How

    def _send(self, keys: str) -> float:
        data = keys.encode()
        now = monotonic()
        while data:
            data = data[os.write(self._master, data) :]
        return now

    def _wait(self, test: Callable[[Lines], object]) -> float:
        """Return the time at which a test first held."""
        end = monotonic() + self.patience
        looked = weighed = monotonic()
        while True:
            has_read = self._read(QUIET)
            now = monotonic()
            if now - weighed > _LONGEST_LAG:  # children may have ended when memory is asked for
                self._most = max(self._most, self._sum("VmRSS"))
                weighed = now
            if self._unseen and (not has_read or now - looked > _LONGEST_LAG):
                at = self._play(test)
                if at is not None:
                    return at
                looked = monotonic()
            if (self._has_ended and not self._unseen) or now > end:
                raise NotPaintedError(f"{'the program ended' if self._has_ended else 'not in time'}:\n{self.text}")

    def _read(self, patience: float) -> bool:
        """Take in what comes within so many seconds; return whether anything did."""
        if self._has_ended or not select.select([self._master], [], [], patience)[0]:
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # nobody has the other end open any more
            data = b""
        if not data:
            self._has_ended = True
            return False
        self._unseen.append((monotonic(), data))
        if b"\x1b" in data or self._asked:
            self._answer(data)
        return True

    def _answer(self, data: bytes) -> None:
        asked = self._asked + data
        end = 0
        for question in _QUESTION.finditer(asked):
            os.write(self._master, _QUESTIONS[question[0]])
            end = question.end()
        # A question may come in two pieces.
        start = asked.rfind(b"\x1b", end)
        self._asked = asked[start:] if start >= 0 and len(asked) - start < _LONGEST_QUESTION else b""

    def _play(self, test: Callable[[Lines], object] | None) -> float | None:
        """Show what was taken in; stop at the piece after which a test holds, and return its time."""
        found = None
        while self._unseen:
            at, data = self._unseen.pop(0)
            data = self._unfinished + data
            start = data.rfind(b"\x1b")
            is_cut = start >= 0 and not _WHOLE.match(data, start)
            data, self._unfinished = (data[:start], data[start:]) if is_cut else (data, b"")
            for frame in _FRAMES.findall(data):
                self._stream.feed(_NOT_FOR_PYTE.sub(b"", frame))
                is_whole = _SYNCHRONIZED << 5 not in self._screen.mode
                if found is None and test is not None and is_whole and test(self.lines):
                    found = at
            if found is not None:
                return found
        return None

    def _sum(self, field: str) -> int:
        return sum(_status(process, field) for process in self._tree())

    def _tree(self) -> Iterator[int]:
        waiting = [self._process.pid]
        while waiting:
            process = waiting.pop()
            yield process
            for children in Path("/proc", str(process), "task").glob("*/children"):
                with suppress(OSError):
                    waiting += map(int, children.read_text().split())


def _status(process: int, field: str) -> int:
    """Return a field of what the kernel tells of a process, in units of 1024 bytes; 0 if it has ended."""
    try:
        text = Path("/proc", str(process), "status").read_text()
    except OSError:
        return 0
    found = re.search(rf"^{field}:\s+(\d+)", text, re.MULTILINE)
    return int(found[1]) if found else 0


def _test(wanted: Wanted) -> Callable[[Lines], object]:
    if isinstance(wanted, str):
        return lambda lines: any(wanted in line for line in lines)
    if isinstance(wanted, re.Pattern):
        return lambda lines: any(wanted.search(line) for line in lines)
    return wanted


def clean_environment() -> dict[str, str]:
    """Return our variables, less those that tell of another terminal, or Python not to keep what it compiles."""
    foreign = re.compile(r"COLUMNS|LINES|NO_COLOR|FORCE_COLOR|TMUX.*|STY|TEXTUAL.*|TERM.*|LC_.*|PYTHON.*")
    kept = {name: value for name, value in os.environ.items() if not foreign.fullmatch(name)}
    return kept | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
