"""The command that opens a file at a line in the user's editor."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path

_PLUS = {"vi", "vim", "nvim", "view", "nano", "pico", "emacs", "emacsclient", "micro", "kak", "joe", "jed", "mg", "ne"}
_COLON = {"hx", "helix", "zed", "subl"}
_GOTO = {"code", "code-insiders", "codium", "cursor"}


def editor_command(environment: Mapping[str, str], path: Path, line: int) -> list[str] | None:
    """Return the words of a command, to be run without a shell, or None if no editor is named.

    Args:
        environment: ``VISUAL`` is looked up in it before ``EDITOR``; either may have arguments.
        path: the file.
        line: the line, from 1.
    """
    named = environment.get("VISUAL") or environment.get("EDITOR")
    try:
        words = shlex.split(named or "")
    except ValueError:  # a quote that is not closed
        words = []
    if not words:
        return None
    name = Path(words[0]).name.removesuffix(".exe")
    file, line = str(path.absolute()), max(1, line)
    if name in _PLUS:
        return [*words, f"+{line}", file]
    if name in _COLON:
        return [*words, f"{file}:{line}"]
    if name in _GOTO:
        waiting = [] if {"-w", "--wait"} & set(words) else ["--wait"]
        return [*words, *waiting, "--goto", f"{file}:{line}"]
    return [*words, file]
