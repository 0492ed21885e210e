"""The clipboard beside the terminal's own: the system's, or that of tmux. Imports no Textual."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from enum import Enum

_SECONDS = 2.0
"""A program that takes longer is given up."""


class Sent(Enum):
    """How far a text is known to have come. The values are what is said, with the name of the text."""

    COPIED = "Copied {what}."
    """A program of the system has taken it."""
    TO_TERMINAL = "Sent {what} to the terminal's clipboard."
    """Whether the terminal takes it cannot be known."""
    THROUGH_TMUX = "Sent {what} through tmux to the terminal's clipboard."
    KEPT_BY_TMUX = (
        "Copied {what} into tmux alone, where it is pasted with prefix ]. "
        "'tmux set -s set-clipboard on' lets it reach the clipboard."
    )


async def send(text: str, environment: Mapping[str, str] = os.environ) -> Sent:
    """Give a text to the clipboard of the system, or to tmux, and return how far it is known to have come.

    The text is expected to have been sent to the terminal too, which does not answer.

    Args:
        text: the text.
        environment: the environment variables.
    """
    if environment.get("TEXTUAL_DRIVER", "").endswith(":WebDriver"):
        return Sent.TO_TERMINAL  # the clipboard here is not the visitor's
    is_remote = any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))
    command = None if is_remote else system_command(environment)
    if command is not None and await _run(command, _encoded(text, command), environment) is not None:
        return Sent.COPIED
    if environment.get("TMUX") and shutil.which("tmux", path=environment.get("PATH")):
        return await _send_to_tmux(text, environment)
    return Sent.TO_TERMINAL


def system_command(environment: Mapping[str, str]) -> Sequence[str] | None:
    """Return the command that puts its standard input into the system's clipboard, if there is one."""
    candidates: list[Sequence[str]] = []
    if environment.get("WAYLAND_DISPLAY"):
        candidates.append(["wl-copy"])
    if environment.get("DISPLAY"):
        candidates += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    if sys.platform == "darwin":
        candidates.append(["pbcopy"])
    if environment.get("WSL_DISTRO_NAME") or sys.platform == "win32":
        candidates.append(["clip.exe"])
    path = environment.get("PATH")
    return next((command for command in candidates if shutil.which(command[0], path=path)), None)


def _encoded(text: str, command: Sequence[str]) -> bytes:
    return text.encode("utf-16" if command[0] == "clip.exe" else "utf-8", "replace")


async def _send_to_tmux(text: str, environment: Mapping[str, str]) -> Sent:
    """Send a text through tmux, which passes on no copy of the programs in it unless ``set-clipboard`` is on."""
    setting = await _run(["tmux", "show-options", "-sv", "set-clipboard"], b"", environment)
    if setting == b"on":
        return Sent.TO_TERMINAL
    is_passed_on = setting == b"external"
    options = ["-w"] if is_passed_on else []
    if await _run(["tmux", "load-buffer", *options, "-"], text.encode("utf-8", "replace"), environment) is None:
        return Sent.TO_TERMINAL
    return Sent.THROUGH_TMUX if is_passed_on else Sent.KEPT_BY_TMUX


async def _run(command: Sequence[str], given: bytes, environment: Mapping[str, str]) -> bytes | None:
    """Run a command; return its output, or None if it failed or took too long.

    A program that stays to own the clipboard must not keep the pipe of its output open, so only tmux has one.
    """
    output = asyncio.subprocess.PIPE if command[0] == "tmux" else asyncio.subprocess.DEVNULL
    program = shutil.which(command[0], path=environment.get("PATH"))
    if program is None:
        return None
    try:
        process = await asyncio.create_subprocess_exec(
            program,
            *command[1:],
            stdin=asyncio.subprocess.PIPE,
            stdout=output,
            stderr=asyncio.subprocess.DEVNULL,
            env=dict(environment),
            start_new_session=True,
        )
    except OSError:
        return None
    try:
        printed, _ = await asyncio.wait_for(process.communicate(given), _SECONDS)
    except (TimeoutError, OSError):
        with suppress(ProcessLookupError):
            process.kill()
        return None
    return None if process.returncode else (printed or b"").strip()
