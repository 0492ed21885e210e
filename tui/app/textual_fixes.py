"""Workarounds for bugs of Textual, and the private names of Textual that Dateline uses. No other module uses any.

All were seen in Textual 8.2.8. Each says when it can go. `tui.app.textual_input` has those for reading the terminal,
`tui.app.textual_painting` those for writing it, `tui.app.textual_suspension` those for Ctrl+Z, and
`tui.app.textual_palette` those for the command palette.
"""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingsMap
from textual.css.query import NoMatches
from textual.errors import NoWidget
from textual.events import MouseEvent
from textual.keys import _character_to_key
from textual.notifications import Notification, Notify, SeverityLevel
from textual.screen import Screen

from tui.app.textual_input import safe_driver_class
from tui.app.textual_painting import paint_only_what_changed
from tui.app.textual_suspension import Suspension

if TYPE_CHECKING:
    from types import FrameType

    from textual.app import App
    from textual.dom import DOMNode
    from textual.driver import Driver
    from textual.events import Resize
    from textual.scroll_view import ScrollView

    _AppBase = App[Any]
    _ScreenBase = Screen[Any]
else:
    # A mixin must not be a screen: Textual would apply the styles of the mixin's type instead of those of the class.
    _AppBase = _ScreenBase = object

_ENDING = tuple(
    signal.Signals[name]
    for name in (
        *("SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGVTALRM", "SIGPROF", "SIGXCPU"),
        *("SIGIO", "SIGPWR", "SIGSTKFLT", "SIGSYS", "SIGRTMIN", "SIGRTMAX"),
    )
    if name in signal.Signals.__members__
)
"""The signals that end a program. SIGINT is handled otherwise, so that an editor can have it for itself."""


class SafeApp(_AppBase):
    """Survive any input, leave the terminal as it was at any end, and keep the exception that ends the app.

    Textual prints the exception over the whole screen with the values of all variables, and returns 0 after a `panic`.
    Here, whoever runs the app can report it after the terminal is restored. Signals end Textual without restoring it.
    This can go when an app can say what is printed, and restores the terminal itself.
    """

    CRASHED = 1
    """The return code after a crash."""

    suspension: Suspension
    """Leaves the terminal to the shell; there is one once the app runs."""
    _hidden_error: BaseException | None = None
    """The first exception that ended a task or a thread, and not the app."""
    has_exited = False
    """Whether `exit` was called. An app that has ended without it was interrupted: Textual returns 0 then, too."""

    def exit(self, result: Any = None, return_code: int = 0, message: Any = None) -> None:
        """End the app, as `App.exit` does."""
        self.has_exited = True
        super().exit(result, return_code, message)

    def on_load(self) -> None:
        """Make sure that the terminal is restored when the process is asked to end. It is not taken over yet."""
        loop = asyncio.get_running_loop()
        for number in _ENDING:
            with suppress(NotImplementedError, RuntimeError):  # no such signals here, or not in the main thread
                loop.add_signal_handler(number, partial(self.exit, return_code=128 + number))
        if not self.is_headless and threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, partial(self._interrupted, loop))

    def _interrupted(self, loop: asyncio.AbstractEventLoop, number: int, frame: FrameType | None) -> None:
        """End the app in the event loop. asyncio ends what runs at a second SIGINT, though it restores the terminal."""
        if not loop.is_closed():  # else the program is ending
            loop.call_soon_threadsafe(partial(self.exit, return_code=128 + number))

    async def run_async(self, **options: Any) -> Any:
        """Run the app, as `App.run_async` does, and then let Python write no more signals to asyncio.

        asyncio closes the socket to which they are written before it says so to Python, which prints a message about a
        signal that comes in between. This can go when asyncio closes it last.
        """
        try:
            return await super().run_async(**options)
        finally:
            if not self.is_headless and threading.current_thread() is threading.main_thread():
                signal.set_wakeup_fd(-1)

    @property
    def crash(self) -> BaseException | None:
        """The exception that ended the app, or something in its background, if one did."""
        from textual.worker import WorkerFailed

        error = self._exception.error if isinstance(self._exception, WorkerFailed) else self._exception
        return error or self._hidden_error

    def keep_hidden_errors(self) -> None:
        """Keep the exceptions that end tasks and threads. Textual hides what Python prints of them."""

        def keep(error: BaseException | None) -> None:
            self._hidden_error = self._hidden_error or error

        if not self.is_headless:
            asyncio.get_running_loop().set_exception_handler(lambda _, context: keep(context.get("exception")))
            threading.excepthook = lambda failed: keep(failed.exc_value)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a notification, as `App.notify` does."""
        seconds = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        self.post_message(Notify(PersistentNotification(message, title, severity, seconds, markup=markup)))

    def action_suspend_process(self) -> None:
        """Suspend all processes of the job, so that a shell notices it though another program waits for this."""
        self.suspension.suspend()

    def on_notify(self, event: Notify) -> None:
        """Let a notification take the place of the one before, if that was of its severity."""
        forget_notifications(self, event.notification.severity)

    def _handle_exception(self, error: Exception) -> None:
        if self.has_exited and _is_of_ending(error):
            self._close_messages_no_wait()
            return
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._return_code = self.CRASHED
        self._close_messages_no_wait()

    def panic(self, *renderables: Any) -> None:
        """End the app, and print the renderables."""
        super().panic(*renderables)
        self._return_code = self.CRASHED

    def _build_driver(self, *args: Any, **kwargs: Any) -> Driver:
        """Handle Ctrl+Z from before the terminal is taken over."""
        driver = super()._build_driver(*args, **kwargs)
        self.suspension = Suspension(self, driver)
        return driver

    def get_driver_class(self) -> type[Driver]:
        """Return the class of the driver, which survives any input."""
        paint_only_what_changed()
        ignore_outdated_sizes()
        return safe_driver_class(super().get_driver_class())


def _is_of_ending(error: Exception) -> bool:
    """Return whether an error is what comes of an app that is asked to end before all its widgets are there."""
    from textual.app import ScreenError
    from textual.widget import MountError

    return isinstance(error, NoMatches | MountError | ScreenError)


def ignore_outdated_sizes() -> None:
    """Lay out no screen for a size that the terminal no longer has. This applies to all apps of the process.

    A layout in another size than the last sends the screen that size once more. Two sizes that wait for a busy screen
    at the same time would follow each other for ever. This can go when a screen has its size from the app alone.
    """
    Screen._on_resize = _resize_screen  # type: ignore[method-assign, assignment]


_on_resize = Screen._on_resize


async def _resize_screen(screen: Screen[Any], event: Resize) -> None:
    event.stop()
    if event.size == screen.app.size:
        await _on_resize(screen, event)


class PersistentNotification(Notification):
    """A notification that always has some time left.

    Textual checks whether a notification has expired, and a moment later sets a timer for the time it has left. If it
    expires in between, the timer repeats without a pause and the app hangs. This can go when `Toast` accepts a
    notification without time left.
    """

    _LEAST_SECONDS = 0.01

    @property
    def time_left(self) -> float:
        """The seconds until the notification expires, or the shortest time that a timer accepts."""
        return max(self._LEAST_SECONDS, super().time_left)

    @property
    def has_expired(self) -> bool:
        """Whether the notification has expired."""
        return super().time_left <= 0


def forget_notifications(app: App[Any], severity: SeverityLevel) -> None:
    """Forget the notifications of a severity, so that the next one takes their place.

    This can go when Textual can replace a notification.
    """
    for notification in [other for other in app._notifications if other.severity == severity]:
        app._unnotify(notification, refresh=False)


class DismissOnce(_ScreenBase):
    """Dismiss a screen only once, even if several close keys are queued.

    `Screen.dismiss` removes the screen on top, whichever that is: a second close key would dismiss the screen below
    too, or end the app if that is the last. This can go when `dismiss` ignores a screen that is not on top.
    """

    def on_mount(self) -> None:
        """Forget what earlier keys did: the messages about that would cover the screen."""
        forget_notifications(self.app, "information")

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Dismiss the screen with a result, if it is on top."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()


def is_over_removed_widget(app: App[Any], event: MouseEvent) -> bool:
    """Return whether the mouse is over a widget that has been removed, such as an expired notification.

    Textual fails when it dispatches such an event, as the widget has no parent. This can go when the compositor no
    longer returns removed widgets.
    """
    try:
        widget, _ = app.get_widget_at(event.x, event.y)
    except NoWidget:
        return False
    return widget.parent is None


async def until_mounted(screen: Screen[Any]) -> None:
    """Wait until a screen is mounted, which takes some milliseconds; a second at most.

    Textual acts on a key that is typed before, when the widgets of the screen are not there. This can go when it waits.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(1):
            await screen._mounted_event.wait()


def update_scroll_bars(view: ScrollView) -> None:
    """Fit the scroll bars of a view to its virtual size.

    A layout does the same but takes longer than everything else that a key does. This can go when `ScrollView` has a
    public method for it.
    """
    view._scroll_update(view.virtual_size)


def replace_bindings(node: DOMNode, is_replaced: Callable[[Binding], bool], bindings: Sequence[Binding]) -> None:
    """Replace some bindings of a node's class by others, which take the position of the first of them.

    This can go when Textual has a public method to change the bindings of one node.
    """
    of_class = [binding for _, binding in type(node)._merged_bindings or BindingsMap()]
    first = next((i for i, binding in enumerate(of_class) if is_replaced(binding)), len(of_class))
    rest = [binding for binding in of_class[first:] if not is_replaced(binding)]
    node._bindings = BindingsMap([*of_class[:first], *bindings, *rest])


def key_of(character: str) -> str:
    """Return the name that Textual gives to the key of a character, such as ``slash``.

    This can go when Textual makes the function public.
    """
    return _character_to_key(character)
