"""One visitor of ``dateline serve``: the app that runs for them, and the messages between it and their browser.

The page sends JSON: ``["stdin", text]``, ``["resize", {"width": 80, "height": 24}]``, ``["ping", …]``, ``["focus"]``
and ``["blur"]``. It gets the app's output as bytes, and as JSON ``["pong", …]``, ``["open_url", …]`` and, at the end,
``["ended", words]``. Between the app and this process go packets as `textual.drivers.web_driver` describes them.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from aiohttp import WSMsgType, web

from tui.cli import exit_codes

MOST_MESSAGE_BYTES = 1 << 17
"""The size of a message. A longer one, such as a huge paste, ends the visit."""
MOST_COLUMNS, MOST_ROWS = 600, 300
"""The size that a browser's window can claim to have."""
_MESSAGES_PER_SECOND, _MESSAGES_AT_ONCE = 200, 600
_BYTES_PER_SECOND, _BYTES_AT_ONCE = 1 << 16, 1 << 18
"""What is sent faster waits."""
_SECONDS_TO_QUIT = 3.0
"""How long the app may take to end after it was asked to."""
_MOST_ERROR_BYTES = 1 << 16
_ALONE = 128 + signal.SIGHUP if hasattr(signal, "SIGHUP") else None
"""The exit code of an app whose visitor, or server, has gone."""
_READY = b"__GANGLION__\n"
"""The line that the app writes before its packets."""
_LONGEST_PING = 100

ENDED = "Session ended."
CRASHED = "Dateline has crashed. Whoever serves it finds a report."
log = logging.getLogger("dateline")


class Visit:
    """Runs the app for one visitor."""

    def __init__(
        self,
        websocket: web.WebSocketResponse,
        command: Sequence[str],
        *,
        idle_seconds: float,
        shown: Callable[[str], str],
    ) -> None:
        """Make a visit, which `run` begins.

        Args:
            websocket: the connection to the browser, prepared.
            command: the program to run and its arguments.
            idle_seconds: how long the visitor may do nothing.
            shown: makes an error of the program fit for a visitor.
        """
        self._websocket = websocket
        self._command = command
        self._idle_seconds = idle_seconds
        self._shown = shown
        self._messages = _Allowance(_MESSAGES_PER_SECOND, _MESSAGES_AT_ONCE)
        self._bytes = _Allowance(_BYTES_PER_SECOND, _BYTES_AT_ONCE)
        self._last_input = _now()
        self._ending: asyncio.Event = asyncio.Event()
        self._words = ""
        """Why the visit ends, once that is known."""

    async def run(self, width: int, height: int) -> None:
        """Run the app until it ends or the visitor leaves. No process is left.

        Args:
            width: the columns of the browser's window.
            height: its rows.
        """
        process = await asyncio.create_subprocess_exec(
            *self._command, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=_environment(width, height)
        )
        errors = asyncio.create_task(_first_bytes(process))
        tasks = [
            asyncio.create_task(work)
            for work in (self._pass_on(process), self._receive(process), self._watch(), self._ending.wait())
        ]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks[1:]:
                task.cancel()
            await _end(process, tasks[0])
            for failed in await asyncio.gather(*tasks, return_exceptions=True):
                if isinstance(failed, Exception) and not isinstance(failed, ConnectionError):
                    log.error("a visit ended: %r", failed)
            printed = await asyncio.wait_for(errors, _SECONDS_TO_QUIT)
            words = self._words or self._words_for(process.returncode, printed.decode("utf-8", "replace"))
            await self._say_goodbye(words)

    def end(self, words: str) -> None:
        """Make the visit end soon.

        Args:
            words: the reason, for the visitor.
        """
        self._words = self._words or words
        self._ending.set()

    async def _watch(self) -> None:
        """Wait until the visitor has done nothing for too long."""
        while (left := self._last_input + self._idle_seconds - _now()) > 0:
            await asyncio.sleep(left)
        self._words = f"{ENDED} Nothing was done for a long time."

    def _words_for(self, code: int | None, errors: str) -> str:
        """Return what the visitor should know about the end of the app."""
        if code in (exit_codes.SUCCESS, exit_codes.INTERRUPTED, _ALONE):
            return ENDED
        if code == exit_codes.ERROR and errors:
            return f"{ENDED}\n\n{self._shown(errors).strip()}"
        log.error("the app of a visitor ended with exit code %s: %s", code, errors.strip())
        return CRASHED

    async def _say_goodbye(self, words: str) -> None:
        with suppress(ConnectionError, RuntimeError, TimeoutError):  # the visitor may have gone
            async with asyncio.timeout(_SECONDS_TO_QUIT):
                await self._websocket.send_json(["ended", words])
                await self._websocket.close()

    # From the app

    async def _pass_on(self, process: Process) -> None:
        """Send the output of the app to the browser until it ends."""
        output = process.stdout
        assert output is not None
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while (line := await output.readline()) != _READY:
                if not line:
                    return
            while True:
                kind = await output.readexactly(1)
                payload = await output.readexactly(int.from_bytes(await output.readexactly(4), "big"))
                if kind == b"D":
                    await self._websocket.send_bytes(payload)
                elif kind == b"M":
                    message = json.loads(payload)
                    if message["type"] == "open_url":
                        address = {"url": message["url"], "new_tab": message["new_tab"]}
                        await self._websocket.send_json(["open_url", address])

    # From the browser

    async def _receive(self, process: Process) -> None:
        """Give the app what the visitor types, no faster than people type, until they leave."""
        assert process.stdin is not None
        async for message in self._websocket:
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                continue  # an error, after which the connection is closed
            data = message.data.encode() if message.type is WSMsgType.TEXT else message.data
            await self._messages.take(1)
            await self._bytes.take(len(data))
            if message.type is not WSMsgType.TEXT:
                continue
            packet = await self._packet(message.data)
            if packet:
                process.stdin.write(packet)
                await process.stdin.drain()

    async def _packet(self, text: str) -> bytes:
        """Return what the app is to get for a message; nothing for one that makes no sense."""
        try:
            kind, *rest = json.loads(text)
            data = rest[0] if rest else None
        except (ValueError, TypeError, RecursionError):
            return b""
        if kind == "stdin" and isinstance(data, str):
            self._last_input = _now()
            return _framed(b"D", data.encode("utf-8", "replace"))
        if kind == "resize" and isinstance(data, dict):
            width, height = size_of(data.get("width"), data.get("height"))
            return _meta({"type": "resize", "width": width, "height": height})
        if kind in ("focus", "blur"):
            return _meta({"type": kind})
        if kind == "ping" and len(text) <= _LONGEST_PING:
            await self._websocket.send_json(["pong", data])
        return b""


class _Allowance:
    """An amount that may be used up: so much per second, and more at once after a pause."""

    def __init__(self, per_second: float, most: float) -> None:
        self._per_second, self._most = per_second, most
        self._left, self._since = most, _now()

    async def take(self, amount: float) -> None:
        """Use up an amount, after waiting until it is allowed."""
        now = _now()
        self._left = min(self._most, self._left + (now - self._since) * self._per_second) - amount
        self._since = now
        if self._left < 0:
            await asyncio.sleep(-self._left / self._per_second)


def _now() -> float:
    return asyncio.get_running_loop().time()


def size_of(width: object, height: object) -> tuple[int, int]:
    """Return the size of a window within reasonable bounds, given columns and rows as a browser claims them."""

    def bounded(given: object, usual: int, most: int) -> int:
        return max(1, min(most, given)) if isinstance(given, int) and not isinstance(given, bool) else usual

    return bounded(width, 80, MOST_COLUMNS), bounded(height, 24, MOST_ROWS)


def _framed(kind: bytes, payload: bytes) -> bytes:
    return kind + len(payload).to_bytes(4, "big") + payload


def _meta(message: Mapping[str, Any]) -> bytes:
    return _framed(b"M", json.dumps(message).encode())


async def _first_bytes(process: Process) -> bytes:
    """Return the first bytes of an app's standard error, having read all of it."""
    assert process.stderr is not None
    first = b""
    while data := await process.stderr.read(1 << 12):
        first += data[: _MOST_ERROR_BYTES - len(first)]
    return first


async def _end(process: Process, output: asyncio.Task[Any]) -> None:
    """End an app, and wait until it has ended."""
    assert process.stdin is not None
    with suppress(ConnectionError, RuntimeError):
        process.stdin.write(_meta({"type": "quit"}))
        process.stdin.close()
    try:
        async with asyncio.timeout(_SECONDS_TO_QUIT):
            await process.wait()
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
    output.cancel()
    await process.wait()


def _environment(width: int, height: int) -> dict[str, str]:
    """Return the environment of the app: that of this process, without all that belongs to its user alone."""
    foreign = {"VISUAL", "EDITOR", "COLORFGBG", "NO_COLOR", "TMUX", "LINES"}
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    return {
        # Browsers show all characters, whatever this terminal shows.
        "DATELINE_ASCII": "0",
        **kept,
        "DATELINE_CONFIG": "",
        "DATELINE_DATA": "",
        "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
        "TEXTUAL_FPS": "60",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TERM_PROGRAM": "textual",
        "COLUMNS": str(width),
        "ROWS": str(height),
    }
