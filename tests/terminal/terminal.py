"""A terminal for tests: a program runs in a pseudo-terminal, and pyte holds the contents of the screen.

The terminal answers the queries of a full-screen program, and hides from pyte 0.8 the sequences that pyte misreads (it
draws ``CSI < u`` as text, and takes ``CSI > 1 u`` for "restore the cursor").
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
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

from tests.eventually import eventually

ALTERNATE_SCREEN, CURSOR_SHOWN, MOUSE, FOCUS_EVENTS, BRACKETED_PASTE = 1049, 25, 1000, 1004, 2004
"""Numbers of private modes."""

_PAINTING = 2026
"""The private mode that is set while a frame is painted."""

_ESCAPE = re.compile(
    rb"""\x1b(?: \[ [0-?]* [ -/]* [@-~]                  # CSI
              | \] [^\x07\x1b]* (?: \x07 | \x1b\\ )      # OSC
              | [PX^_] [^\x1b]* \x1b\\                   # DCS, SOS, PM, APC
              | [^][PX^_] )""",
    re.VERBOSE,
)
_MODE_QUERY = re.compile(rb"\x1b\[\?(\d+)\$p")
_KEYBOARD = re.compile(rb"\x1b\[([<>])\d*u")
ENTER_ALTERNATE, _LEAVE_ALTERNATE = b"\x1b[?1049h", b"\x1b[?1049l"
_ANY_CSI = re.compile(rb"\x1b\[([^@-~]*)([@-~])")
_READ_BY_PYTE = re.compile(rb"\??[0-9;]*")


@dataclass(frozen=True)
class State:
    """The state of a terminal that a program can leave changed."""

    private_modes: frozenset[int]
    """The numbers of the modes that are set."""
    keyboard: int
    """How many times the kitty keyboard protocol was pushed and not popped."""
    attributes: tuple[object, ...]
    """The attributes of the line as termios returns them: echo, canonical mode, …"""


class _Screen(pyte.Screen):
    """Sends the answers that pyte itself gives."""

    def __init__(self, columns: int, rows: int, send: Callable[[str], None]) -> None:
        super().__init__(columns, rows)
        self._send = send

    def write_process_input(self, data: str) -> None:
        self._send(data)


class Terminal:
    """A program in a terminal of its own.

    Args:
        command: the program and its arguments.
        size: columns and rows.
        environment: variables to set in addition to those of the tests.
        directory: the working directory.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (120, 36),
        environment: Mapping[str, str] | None = None,
        directory: Path | None = None,
    ) -> None:
        columns, rows = size
        self.output = bytearray()
        """All bytes that were written to the terminal."""
        self._screen = _Screen(columns, rows, self.send)
        self._stream = pyte.ByteStream(self._screen)
        self._unfinished = b""
        self._keyboard = 0
        self._normal_screen: list[str] | None = None
        """The rows of the normal screen while the alternate one is shown."""
        self._master, self._line = pty.openpty()
        self._set_size(columns, rows)
        self.initial_state = self.state
        """The state of the terminal before the program started."""
        line = self._line
        self._process = subprocess.Popen(
            command,
            stdin=line,
            stdout=line,
            stderr=line,
            cwd=directory,
            env=usual_environment() | dict(environment or {}),
            start_new_session=True,
            # Make it the controlling terminal of the session, so that /dev/tty and Ctrl+C work.
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )

    # The screen

    @property
    def lines(self) -> list[str]:
        """The rows of the screen, without trailing blanks."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """The text of the screen, with each run of whitespace as one blank."""
        return " ".join(" ".join(self.lines).split())

    @property
    def state(self) -> State:
        """The current state of the terminal."""
        modes = frozenset(mode >> 5 for mode in self._screen.mode if not mode & 31)
        attributes = termios.tcgetattr(self._line)
        return State(modes, self._keyboard, (*attributes[:6], tuple(attributes[6])))

    # Input

    def send(self, keys: str) -> None:
        """Type keys."""
        self.send_bytes(keys.encode())

    def send_bytes(self, data: bytes) -> None:
        """Send the program bytes, which need not be text."""
        while data:
            data = data[os.write(self._master, data) :]

    def send_signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window. The kernel sends SIGWINCH to the program."""
        self._screen.resize(rows, columns)
        self._set_size(columns, rows)

    # Waiting

    def wait_for(self, text: str) -> None:
        """Wait until a text is on the screen. A blank in it stands for any whitespace."""
        normal = " ".join(text.split())
        self.wait_until(lambda: normal in self.text, repr(text))

    def wait_until(self, condition: Callable[[], object], description: str = "a condition") -> None:
        """Wait until a condition holds between two frames.

        Raises:
            AssertionError: the condition did not hold in time, or before the program ended.
        """

        def holds() -> bool:
            # Read once more after the program has ended, for its last output.
            has_ended = self._process.poll() is not None
            self._read_all()
            if _PAINTING << 5 not in self._screen.mode and condition():
                return True
            assert not has_ended, self._report(f"the program ended ({self._process.returncode}) before {description}")
            return False

        eventually(holds, lambda: self._report(description), pause=self._read)

    def wait_for_exit(self) -> int:
        """Wait until the program has ended, and return its exit code."""
        eventually(lambda: self._process.poll() is not None, lambda: self._report("the exit"), pause=self._read)
        self._read_all()
        return self._process.returncode

    def wait_until_stopped(self) -> None:
        """Wait until the program is stopped by a signal."""

        def is_stopped() -> bool:
            waited = os.waitid(os.P_PID, self._process.pid, os.WSTOPPED | os.WNOHANG | os.WNOWAIT)
            return waited is not None and waited.si_code == os.CLD_STOPPED

        eventually(is_stopped, lambda: self._report("a stop"), pause=self._read)
        os.waitid(os.P_PID, self._process.pid, os.WSTOPPED)
        self._read_all()

    def hang_up(self) -> int:
        """Take the terminal away, as a window that is closed does. Return the exit code of the program."""
        self._close_ends()
        eventually(lambda: self._process.poll() is not None, "the exit after the terminal is gone")
        return self._process.returncode

    def close(self) -> None:
        """Kill the program if it still runs, and close the terminal."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._close_ends()

    def _close_ends(self) -> None:
        for end in (self._master, self._line):
            with suppress(OSError):  # closed already
                os.close(end)
        self._master = self._line = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()

    # Output

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _read_all(self) -> None:
        # Output arrives at this end of the terminal a moment after the program wrote it.
        seconds = 0.1 if self._process.poll() is not None else 0.0
        while self._read(seconds):
            pass

    def _read(self, seconds: float) -> bool:
        """Read the output of the program, waiting for it up to so many seconds; return whether there was any."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return False
        data = os.read(self._master, 1 << 16)
        self.output += data
        self._feed(self._unfinished + data)
        return bool(data)

    def _feed(self, data: bytes) -> None:
        shown = bytearray()
        start = 0
        self._unfinished = b""
        while (found := data.find(b"\x1b", start)) >= 0:
            shown += data[start:found]
            escape = _ESCAPE.match(data, found)
            if escape is None:
                start = len(data)
                self._unfinished = data[found:]
                break
            start = escape.end()
            shown += self._handle(escape[0])
        self._stream.feed(bytes(shown + data[start:]))

    def _handle(self, sequence: bytes) -> bytes:
        """Handle a sequence that pyte would misread; return the bytes that are left for pyte."""
        if query := _MODE_QUERY.fullmatch(sequence):
            mode = int(query[1])
            known = 0 if mode != _PAINTING else 1 if mode << 5 in self._screen.mode else 2
            self.send(f"\x1b[?{mode};{known}$y")
        elif keyboard := _KEYBOARD.fullmatch(sequence):
            self._keyboard += 1 if keyboard[1] == b">" else -1
        elif sequence in (ENTER_ALTERNATE, _LEAVE_ALTERNATE):
            return self._other_screen(sequence) + sequence
        elif csi := _ANY_CSI.fullmatch(sequence):
            return sequence if _READ_BY_PYTE.fullmatch(csi[1]) else b""
        elif sequence[1:2] not in b"PX^_":
            return sequence
        return b""

    def _other_screen(self, sequence: bytes) -> bytes:
        """Return what makes the one screen that pyte has look like the alternate screen, or the normal one again."""
        if sequence == ENTER_ALTERNATE and self._normal_screen is None:
            self._normal_screen = self.lines
            return b"\x1b[2J\x1b[H"
        if sequence == _LEAVE_ALTERNATE and self._normal_screen is not None:
            lines, self._normal_screen = self._normal_screen, None
            rows = (f"\x1b[{row}H{line}".encode() for row, line in enumerate(lines, 1) if line)
            used = sum(1 for line in lines if line)
            return b"\x1b[0m\x1b[2J" + b"".join(rows) + f"\x1b[{used + 1}H".encode()
        return b""

    def _report(self, description: str) -> str:
        return "\n".join([f"{description}; on the screen:", *self.lines])


def usual_environment() -> dict[str, str]:
    """Return the variables of the tests without those that describe another terminal."""
    foreign = re.compile(
        r"COLUMNS|LINES|NO_COLOR|FORCE_COLOR|COLORFGBG|DATELINE_.*|TMUX.*|STY|TEXTUAL.*|TERM.*|LC_.*|PYTHON.*"
    )
    kept = {name: value for name, value in os.environ.items() if not foreign.fullmatch(name)}
    data = {"DATELINE_DATA": os.environ.get("DATELINE_DATA", "")}  # that of one test: no file was left there yet
    return kept | data | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
