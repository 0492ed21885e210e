"""Workarounds for bugs in how Textual reads the terminal, and the private names of Textual that they need.

All were seen in Textual 8.2.8:

- A key of the kitty keyboard protocol with sub-fields ends the app: `XTermParser._parse_extended_key` calls `int` on
  a whole field, although a field may be `code:shifted:base` or `modifiers:event` (`ESC[97;1:1u`, `ESC[1086::106u`).
  So does a code that is no character (`ESC[4444444u`).
- So does a byte that is not UTF-8: the decoder of the input is strict.
- A report of a size of zero makes the next mouse event divide by zero.
- Any error in the thread that reads keys ends the app with exit code 0.
- An error in the thread that writes the screen, such as that of a terminal that is gone, makes the app wait for ever.
- The terminal is its old self again before it is sent its old modes, and a Ctrl+C in between discards these.
- The driver for a browser goes on without input, for nobody, when its server is gone.
- A key that the focused widget leaves to the bindings comes back behind the keys that were typed meanwhile. If one of
  these has a priority binding that moves the focus, the first is then a letter for the widget that got it, and is lost.

This module can go when `XTermParser` reads or ignores all of these, and keys are acted on in the order in which they
were typed.
"""

from __future__ import annotations

import asyncio
import codecs
import errno
import os
import re
import signal
import sys
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from functools import lru_cache, partial
from typing import IO, TYPE_CHECKING, Any

from textual.events import Key, Resize
from textual.keys import Keys

if TYPE_CHECKING:
    from textual.app import App
    from textual.driver import Driver
    from textual.message import Message

    class _LinuxDriver(Driver):
        def run_input_thread(self) -> None: ...

    _AppBase = App[Any]
else:
    _AppBase = object


_KITTY_KEY = re.compile(r"\x1b\[((?:[\d:]*;?){2,3})([u~ABCDEFHPQRS])", re.ASCII)
_RELEASE = "3"
"""The event type of a key that is let go."""
_ALTERNATE_KEYS = 0b100
"""The flag of the kitty protocol that asks for the shifted key and for the key's place on a standard keyboard."""
_SHIFT = 1
_MOST_CELLS = 10_000
"""The most columns or rows that are believed."""

PLACES: MutableMapping[str, str] = {}
"""Characters that are not ASCII, each with the character at its place on a standard keyboard.

These are the ones that the terminal reported with a key, so they are right whatever the layout.
"""


_MOST_TURNS = 50
"""The most turns of the event loop in which widgets may act on what they were sent before a key."""


class OrderedKeys(_AppBase):
    """A mixin for an app that acts on keys in the order in which they are typed, however fast."""

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        """Run the binding of a key, if it has one. Return whether it has.

        For a key as it was typed, Textual asks for priority bindings alone, and forwards it to the focused widget if
        there is none. Here the widgets first act on what they were sent before, and the other bindings follow at once,
        unless the focused widget takes letters for itself, or a widget has a method for the key.
        """
        focused = self.focused
        if not priority or focused is None or focused.check_consume_key("a", "a"):
            return await super()._check_bindings(key, priority)
        nodes = [node for node in focused.ancestors_with_self if node is not self]
        for _ in range(_MOST_TURNS):
            if not any(node.message_queue_size for node in nodes):
                break
            await asyncio.sleep(0)
        if await super()._check_bindings(key, priority):
            return True
        methods = f"key_{key}", f"_key_{key}"
        if self.focused is not focused or any(hasattr(node, method) for node in nodes for method in methods):
            return False
        return await super()._check_bindings(key)


def safe_driver_class(driver_class: type[Driver]) -> type[Driver]:
    """Return a class of drivers that survives any input, and reports each key with its place if the terminal can."""
    module: Any = sys.modules[driver_class.__module__]
    if not hasattr(module, "XTermParser"):
        return driver_class  # that of tests
    guard_parser(module.XTermParser)
    if hasattr(module, "getincrementaldecoder"):
        module.getincrementaldecoder = _lenient_decoder
    if hasattr(module, "KITTY_REPORT_ALL_KEYS"):
        module.KITTY_REPORT_ALL_KEYS |= _ALTERNATE_KEYS
    if hasattr(driver_class, "_run_input_thread"):
        return _safe(driver_class)
    return _ending(driver_class) if hasattr(driver_class, "on_meta") else driver_class


def _lenient_decoder(encoding: str) -> Callable[..., codecs.IncrementalDecoder]:
    return lambda: codecs.getincrementaldecoder(encoding)(errors="replace")


@lru_cache(maxsize=1)
def _safe(driver_class: type[_LinuxDriver]) -> type[Driver]:
    class SafeDriver(driver_class):  # type: ignore[valid-type, misc]
        """Reports an error of the threads that read keys and write the screen as any other, and starts no second ones.

        A process that is stopped and continued before the app handles signals would start its threads twice. The first
        of them would read on when the app has ended, and the process would never end.
        """

        def start_application_mode(self) -> None:
            if self._key_thread is not None and self._key_thread.is_alive():
                return
            module: Any = sys.modules[driver_class.__module__]
            writer = module.WriterThread  # the one that was set the last time, if the app was suspended since
            writer = writer.func if isinstance(writer, partial) else _safe_writer(writer)
            module.WriterThread = partial(writer, report=self._failed)
            super().start_application_mode()

        def stop_application_mode(self) -> None:
            """Leave the terminal, whose attributes come last: Ctrl+C is a key until all modes are written."""
            driver: Any = self
            attributes, driver.attrs_before = driver.attrs_before, None
            super().stop_application_mode()
            driver.attrs_before = attributes
            if driver._writer_thread is not None:
                driver._writer_thread.stop()
            if attributes is not None:
                termios = sys.modules[driver_class.__module__].termios
                with suppress(termios.error):  # the terminal is gone
                    termios.tcsetattr(driver.fileno, termios.TCSANOW, attributes)

        def _get_terminal_size(self) -> tuple[int, int]:
            """Return what shutil does: importing that loads four libraries for compression."""
            try:
                size = os.get_terminal_size(sys.__stdout__.fileno())  # type: ignore[union-attr]
            except (AttributeError, OSError, ValueError):
                size = os.terminal_size((0, 0))
            is_known = all(size) and not {"COLUMNS", "LINES"} & os.environ.keys()
            return (size.columns, size.lines) if is_known else super()._get_terminal_size()

        def _run_input_thread(self) -> None:
            try:
                self.run_input_thread()
            except Exception as error:
                self._failed(error)

        def _failed(self, error: Exception) -> None:
            if isinstance(error, OSError) and error.errno == errno.EIO:  # the terminal is gone
                self._app.call_later(self._app.exit, return_code=128 + signal.SIGHUP)
            else:
                self._app.call_later(self._app._handle_exception, error)

        def _disable_mouse_support(self) -> None:
            super()._disable_mouse_support()
            driver: Any = self
            if driver._mouse_pixels:  # Textual leaves the next program with the positions of the mouse in pixels
                driver._mouse_pixels = False
                self.write("\x1b[?1016l")
                self.flush()

        def process_message(self, message: Message) -> None:
            if not (isinstance(message, Resize) and _is_absurd(message)):
                super().process_message(message)

    return SafeDriver


def _safe_writer(thread_class: Any) -> Any:
    class SafeWriter(thread_class):  # type: ignore[misc]
        """Reports an error, and then takes what the app writes, so that the app does not wait for ever."""

        def __init__(self, file: IO[str], report: Callable[[Exception], None]) -> None:
            super().__init__(file)
            self._report = report

        def run(self) -> None:
            try:
                super().run()
            except Exception as error:
                with suppress(OSError):  # else Python could not write the rest at its end
                    os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
                self._report(error)
                while self._queue.get() is not None:
                    pass

    return SafeWriter


@lru_cache(maxsize=1)
def _ending(driver_class: type[_LinuxDriver]) -> type[Driver]:
    class EndingDriver(driver_class):  # type: ignore[valid-type, misc]
        """Ends the app once the server that it runs for is gone: the driver would wait without input forever."""

        def run_input_thread(self) -> None:
            super().run_input_thread()
            if not self.exit_event.is_set():
                self._app.call_later(self._app.exit, return_code=128 + signal.SIGHUP)

    return EndingDriver


def _is_absurd(resize: Resize) -> bool:
    sizes = (resize.size, resize.pixel_size or resize.size)
    return any(size.width < 1 or size.height < 1 for size in sizes) or max(resize.size) > _MOST_CELLS


def guard_parser(parser_class: Any) -> None:
    """Make a class of parsers read the keys of the kitty protocol with all their fields, and survive any sequence.

    Args:
        parser_class: Textual's `XTermParser`, which drivers import late.
    """
    parse_key = parser_class._parse_extended_key
    parse_mouse = parser_class.parse_mouse_code
    if parse_key is _guarded.get(parser_class):
        return

    def parse_extended_key(parser: Any, sequence: str) -> list[Key] | None:
        match = _KITTY_KEY.fullmatch(sequence)
        if match is None:
            return None
        try:
            keys: list[Key] | None = parse_key(parser, _simplified(match))
        except (ValueError, OverflowError):
            keys = None
        return keys or [Key(Keys.Ignore, sequence)]

    def parse_mouse_code(parser: Any, code: str) -> Message | None:
        try:
            message: Message | None = parse_mouse(parser, code)
        except (ArithmeticError, ValueError):
            return None
        return message

    parser_class._parse_extended_key = parse_extended_key
    parser_class.parse_mouse_code = parse_mouse_code
    _guarded[parser_class] = parse_extended_key


_guarded: dict[Any, object] = {}


def _simplified(match: re.Match[str]) -> str:
    """Return a key without the sub-fields that Textual cannot read, having noted the place of the key.

    Raises:
        ValueError: the key is none, or is let go.
        OverflowError: a number is too large for a character.
    """
    codes, modifiers, text = (*match[1].split(";"), "", "", "")[:3]
    code, shifted, base = (*codes.split(":"), "", "", "")[:3]
    modifiers, _, kind = modifiers.partition(":")
    modifiers = "" if modifiers == "1" else modifiers  # 1 stands for none
    if kind == _RELEASE:
        raise ValueError
    if match[2] == "u":
        typed = _character(int(code or 1))
        if base:
            place = _character(int(base))
            if not typed.isascii() and place.isascii() and place.isprintable():
                PLACES[typed] = place
                PLACES[_character(int(shifted)) if shifted else typed.upper()] = place.upper()
        if shifted and not text and int(modifiers or 1) - 1 == _SHIFT:
            text = shifted
    text = ":".join(part for part in text.split(":") if part and _is_typed(int(part)))
    return f"\x1b[{code};{modifiers};{text}{match[2]}"


def _character(code: int) -> str:
    """Return a character.

    Raises:
        ValueError: the code is that of a surrogate, or of no character at all.
        OverflowError: the code is too large for a character.
    """
    character = chr(code)
    if 0xD800 <= code <= 0xDFFF:
        raise ValueError
    return character


def _is_typed(code: int) -> bool:
    """Return whether a code of the text that a key types is that of a character, and no control."""
    return 0x20 <= code < 0x110000 and not 0x7F <= code <= 0x9F and not 0xD800 <= code <= 0xDFFF
