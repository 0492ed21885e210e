"""A terminal for tests: a program runs in a pseudo-terminal, and pyte holds what its screen shows.

It answers what a full-screen program asks of a terminal, and keeps from pyte 0.8 the sequences that pyte takes for
something else (it draws ``CSI < u`` as text, and takes ``CSI > 1 u`` for "restore the cursor").
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
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

PATIENCE = 30.0
"""Seconds until a wait fails. Only a failing test waits so long."""

ALTERNATE_SCREEN, CURSOR_SHOWN, MOUSE, FOCUS_EVENTS, BRACKETED_PASTE = 1049, 25, 1000, 1004, 2004
"""Numbers of private modes."""

_PAINTING = 2026
"""The private mode in which a frame is half painted."""

_SLICE = 0.05
"""Seconds between two looks at whether the program still runs."""

_ESCAPE = re.compile(
    rb"""\x1b(?: \[ [0-?]* [ -/]* [@-~]                  # CSI
              | \] [^\x07\x1b]* (?: \x07 | \x1b\\ )      # OSC
              | [PX^_] [^\x1b]* \x1b\\                   # DCS, SOS, PM, APC
              | [^][PX^_] )""",
    re.VERBOSE,
)
_MODE_ASKED = re.compile(rb"\x1b\[\?(\d+)\$p")
_KEYBOARD = re.compile(rb"\x1b\[([<>])\d*u")
_ANY_CSI = re.compile(rb"\x1b\[([^@-~]*)([@-~])")
_PYTE_KNOWS = re.compile(rb"\??[0-9;]*")


@dataclass(frozen=True)
class State:
    """What a program can leave behind in a terminal."""

    private_modes: frozenset[int]
    """Those that are set, by their numbers."""
    keyboard: int
    """How many times the kitty keyboard protocol was asked for, and not given back."""
    attributes: tuple[object, ...]
    """Of the line, as termios gives them: echo, canonical mode, …"""


class _Screen(pyte.Screen):
    """Sends what pyte itself can answer."""

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
        environment: variables to be set, beside those of the tests.
        directory: where it starts.
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
        """All that was written to the terminal."""
        self._screen = _Screen(columns, rows, self.send)
        self._stream = pyte.ByteStream(self._screen)
        self._unfinished = b""
        self._keyboard = 0
        self._master, self._line = pty.openpty()
        self._set_size(columns, rows)
        self.found = self.state
        """How the terminal was before the program."""
        line = self._line
        self._process = subprocess.Popen(
            command,
            stdin=line,
            stdout=line,
            stderr=line,
            cwd=directory,
            env=usual_environment() | dict(environment or {}),
            start_new_session=True,
            # Makes it the terminal of the session, so that /dev/tty and Ctrl+C work.
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )

    # What is on it

    @property
    def lines(self) -> list[str]:
        """The rows of the screen, without the blanks at their ends."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """The screen, with each run of blanks and line ends as one blank."""
        return " ".join(" ".join(self.lines).split())

    @property
    def state(self) -> State:
        """The modes that are set now."""
        modes = frozenset(mode >> 5 for mode in self._screen.mode if not mode & 31)
        attributes = termios.tcgetattr(self._line)
        return State(modes, self._keyboard, (*attributes[:6], tuple(attributes[6])))

    # What is done to it

    def send(self, keys: str) -> None:
        """Type."""
        data = keys.encode()
        while data:
            data = data[os.write(self._master, data) :]

    def tell(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window. The kernel tells the program by SIGWINCH."""
        self._screen.resize(rows, columns)
        self._set_size(columns, rows)

    # What is waited for

    def wait_for(self, text: str) -> None:
        """Wait until a text is on the screen, its blanks being any blanks and line ends."""
        wanted = " ".join(text.split())
        self.wait_until(lambda: wanted in self.text, repr(text))

    def wait_until(self, condition: Callable[[], object], what: str = "a condition") -> None:
        """Wait until a condition holds of a screen that is painted whole.

        Raises:
            AssertionError: if it does not hold in time, or the program has ended without it.
        """
        end = time.monotonic() + PATIENCE
        while True:
            # Read once more after the end was seen, for what was written just before it.
            has_ended = self._process.poll() is not None
            self._read_all()
            if _PAINTING << 5 not in self._screen.mode and condition():
                return
            assert not has_ended, self._told(f"the program ended ({self._process.returncode}) before {what}")
            assert time.monotonic() < end, self._told(f"no {what} within {PATIENCE:.0f} s")
            self._read(_SLICE)

    def wait_for_exit(self) -> int:
        """Wait until the program has ended, and return its exit code."""
        end = time.monotonic() + PATIENCE
        while self._process.poll() is None:
            assert time.monotonic() < end, self._told(f"still running after {PATIENCE:.0f} s")
            self._read(_SLICE)
        self._read_all()
        return self._process.returncode

    def close(self) -> None:
        """End the program, if it still runs, and put the terminal away."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._master)
        os.close(self._line)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # How

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _read_all(self) -> None:
        # What a program has written reaches this end a moment later.
        patience = 0.1 if self._process.poll() is not None else 0.0
        end = time.monotonic() + PATIENCE
        while self._read(patience) and time.monotonic() < end:
            pass

    def _read(self, patience: float) -> bool:
        """Take in what the program has written; return whether there was anything within so many seconds."""
        ready, _, _ = select.select([self._master], [], [], patience)
        if not ready:
            return False
        data = os.read(self._master, 1 << 16)
        self.output += data
        self._take_in(self._unfinished + data)
        return bool(data)

    def _take_in(self, data: bytes) -> None:
        shown = bytearray()
        at = 0
        self._unfinished = b""
        while (start := data.find(b"\x1b", at)) >= 0:
            shown += data[at:start]
            escape = _ESCAPE.match(data, start)
            if escape is None:
                at = len(data)
                self._unfinished = data[start:]
                break
            at = escape.end()
            shown += self._obeyed(escape[0])
        self._stream.feed(bytes(shown + data[at:]))

    def _obeyed(self, sequence: bytes) -> bytes:
        """Do what a sequence says that pyte would get wrong; return what is left for pyte to do."""
        if asked := _MODE_ASKED.fullmatch(sequence):
            mode = int(asked[1])
            known = 0 if mode != _PAINTING else 1 if mode << 5 in self._screen.mode else 2
            self.send(f"\x1b[?{mode};{known}$y")
        elif keyboard := _KEYBOARD.fullmatch(sequence):
            self._keyboard += 1 if keyboard[1] == b">" else -1
        elif csi := _ANY_CSI.fullmatch(sequence):
            return sequence if _PYTE_KNOWS.fullmatch(csi[1]) else b""
        elif sequence[1:2] not in b"PX^_":
            return sequence
        return b""

    def _told(self, what: str) -> str:
        return "\n".join([f"{what}; on the screen:", *self.lines])


def usual_environment() -> dict[str, str]:
    """Return the variables of the tests, less those that would tell the program of another terminal."""
    foreign = re.compile(
        r"COLUMNS|LINES|NO_COLOR|FORCE_COLOR|COLORFGBG|DATELINE_.*|TMUX.*|STY|TEXTUAL.*|TERM.*|LC_.*|PYTHON.*"
    )
    kept = {name: value for name, value in os.environ.items() if not foreign.fullmatch(name)}
    return kept | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
