"""Ctrl+Z and back: the workarounds for what Textual does when its process is stopped and continued.

All were seen in Textual 8.2.8.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import FrameType

    from textual.app import App
    from textual.driver import Driver


class Suspension:
    """Leave the terminal to the shell on Ctrl+Z, and paint the whole screen when the process is continued.

    Textual paints only what changes after it was continued, on an empty screen. It suspends its own process only, so
    that a shell that waits for another, such as make, never notices. It leaves the terminal's modes to a shell that may
    have taken the terminal back already. It starts its threads twice when a process is continued that was stopped
    behind its back (SIGSTOP). And it handles the signals wherever the main thread is, so that it waits forever for the
    lock of its own queue when it was just writing. This can go when Textual does none of that.
    """

    def __init__(self, app: App[Any], driver: Driver) -> None:
        """Handle the signals of an app that runs in a terminal. Elsewhere, nothing changes."""
        self._app = app
        self._driver: Any = driver
        self._stopping: asyncio.TimerHandle | None = None
        self._stopped_at = self._continued_at = float("-inf")
        """When the last SIGTSTP and the last SIGCONT came. The event loop may learn of them much later."""
        app.app_resume_signal.subscribe(app, lambda _: app.refresh())
        if threading.current_thread() is threading.main_thread() and self._is_in_terminal:
            self._handle_stop()
            asyncio.get_running_loop().add_signal_handler(signal.SIGCONT, self._continue)
            signal.signal(signal.SIGCONT, self._note_continuing)

    def _handle_stop(self) -> None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTSTP, self._stop)
        # The event loop still calls `_stop`, but this comes at once, wherever the main thread is.
        signal.signal(signal.SIGTSTP, self._note_stopping)

    @property
    def _is_in_terminal(self) -> bool:
        return hasattr(signal, "SIGTSTP") and hasattr(self._driver, "_sigtstp_application")

    def suspend(self) -> None:
        """Suspend all processes of the job, if there is a shell that can continue them."""
        if not self._is_in_terminal:
            return
        self._app._suspend_signal()
        self._leave_terminal()
        asyncio.get_running_loop().remove_signal_handler(signal.SIGTSTP)
        os.killpg(0, signal.SIGTSTP)
        sleep(_SECONDS_UNTIL_STOPPED)
        self._handle_stop()
        if self._driver._must_signal_resume:  # the kernel stops no job without a shell
            self._driver.resume_application_mode()

    def _leave_terminal(self) -> None:
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # until the driver resumes
        self._driver.suspend_application_mode()
        self._driver._must_signal_resume = True

    @property
    def _was_continued(self) -> bool:
        """Whether a SIGCONT came after the last SIGTSTP, or so soon before it that they may have been swapped."""
        return self._continued_at > self._stopped_at - _SECONDS_BETWEEN_SWAPPED

    def _stop(self) -> None:
        # Whoever has continued it already, such as a script, does not do so again. An app that is ending restores the
        # terminal itself, and nobody would do so after another change.
        if self._was_continued or not self._app.is_running:
            return
        if self._driver._auto_restart and not self._driver._must_signal_resume:
            self._leave_terminal()
        self._cancel_stop()
        self._stopping = asyncio.get_running_loop().call_later(_SECONDS_UNTIL_CONTINUED, self._stop_process)

    def _stop_process(self) -> None:
        self._stopping = None
        if not self._was_continued and self._app.is_running:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _cancel_stop(self) -> None:
        if self._stopping is not None:
            self._stopping.cancel()
            self._stopping = None

    def _note_stopping(self, number: int, frame: FrameType | None) -> None:
        self._stopped_at = monotonic()

    def _note_continuing(self, number: int, frame: FrameType | None) -> None:
        self._continued_at = monotonic()

    def _continue(self) -> None:
        self._cancel_stop()
        if not self._app.is_running:
            return
        if self._driver._must_signal_resume:
            self._driver._sigcont_application()
        elif self._driver._auto_restart:
            self._app.call_later(self._app.refresh)


_SECONDS_UNTIL_CONTINUED = 0.02
"""How long the event loop takes at most to handle a SIGCONT that came while the terminal was left."""
_SECONDS_BETWEEN_SWAPPED = 0.005
"""How long the handler of a signal takes at most: that of a later one may interrupt it. 0.16 ms were measured."""
_SECONDS_UNTIL_STOPPED = 0.1
"""How long the kernel takes at most to stop a process that sends itself the signal."""
