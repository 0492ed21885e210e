"""Open a file at a line in the user's editor."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from textual.app import App, SuspendNotSupported
from textual.notifications import SeverityLevel

from tui.text.reasons import reason


class EditorError(Exception):
    """No editor could be opened. Its str() says why."""

    def __init__(self, message: str, severity: SeverityLevel = "warning") -> None:
        super().__init__(message)
        self.severity = severity


class _Syntax(NamedTuple):
    """The arguments by which an editor opens a file at a line."""

    arguments: Sequence[str]
    """Templates of the last arguments."""
    waits: Sequence[str] = ()
    """Options, any of which makes an editor with a window wait until the file is closed. The first is added."""


_PLUS = _Syntax(["+{line}", "{file}"])
_PLUS_WAITING = _Syntax(["+{line}", "{file}"], waits=["-f", "--nofork"])
_COLON = _Syntax(["{file}:{line}"])
_COLON_WAITING = _Syntax(["{file}:{line}"], waits=["--wait", "-w"])
_GOTO = _Syntax(["--goto", "{file}:{line}"], waits=["--wait", "-w"])
_SYNTAXES: Mapping[str, _Syntax] = {
    **dict.fromkeys(["ex", "vi", "view", "vim", "vimx", "nvim", "nano", "pico", "emacs", "emacsclient"], _PLUS),
    **dict.fromkeys(["micro", "kak", "joe", "mg", "ne", "zile"], _PLUS),
    **dict.fromkeys(["gvim", "mvim"], _PLUS_WAITING),
    **dict.fromkeys(["hx", "helix"], _COLON),
    **dict.fromkeys(["zed", "zeditor", "subl"], _COLON_WAITING),
    **dict.fromkeys(["code", "code-insiders", "code-oss", "codium", "vscodium", "cursor", "windsurf"], _GOTO),
}


def editor_command(environment: Mapping[str, str], path: Path, line: int) -> list[str] | None:
    """Return the arguments of a command, to be run without a shell, or None if the user names no editor.

    Args:
        environment: ``VISUAL`` is looked up in it before ``EDITOR``. Either may have arguments.
        path: the file.
        line: the line, from 1. It is left out if the editor is unknown.
    """
    words = _split(environment.get("VISUAL", "")) or _split(environment.get("EDITOR", ""))
    if not words:
        return None
    name = Path(words[0]).name.lower().partition(".")[0]  # vim.basic is vim, code.exe is code
    syntax = _SYNTAXES.get(name, _Syntax(["{file}"]))
    waiting = syntax.waits[:1] if not set(syntax.waits) & set(words) else ()
    file = str(path.absolute())
    return [*words, *waiting, *(argument.format(file=file, line=max(1, line)) for argument in syntax.arguments)]


def _split(command: str) -> list[str]:
    """Split a command into words. A command with an unclosed quote has none."""
    try:
        return shlex.split(command)
    except ValueError:
        return []


def edit(app: App[Any], path: Path, line: int) -> None:
    """Suspend the app and open a file in the user's editor, until the user leaves it.

    Raises:
        EditorError: no editor is named, or it cannot be opened.
    """
    command = editor_command(os.environ, path, line)
    if command is None:
        raise EditorError("Set $VISUAL or $EDITOR to the command of an editor.")
    try:
        with app.suspend():
            failure = run_in_terminal(command)  # an exception that left the block would leave the app suspended
    except SuspendNotSupported:
        raise EditorError("No editor can be opened from here.") from None
    if failure:
        raise EditorError(f"{command[0]} cannot be started: {failure}", "error")


def run_in_terminal(command: Sequence[str]) -> str | None:
    """Run a command and wait for its end. Return why it could not be started, or None if it was."""
    # Ctrl+C is for the editor alone. Not SIG_IGN: the editor would inherit it.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        subprocess.run(command, check=False)
    except OSError as error:
        return reason(error)
    finally:
        signal.signal(signal.SIGINT, before)
    return None
