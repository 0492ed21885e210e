"""The command that opens a file at a line in the user's editor."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class _Form(NamedTuple):
    """How an editor is told where to open a file."""

    place: Sequence[str]
    """The last words, to be filled in."""
    waits: Sequence[str] = ()
    """Options of which one makes an editor with a window wait until the file is closed; the first is added."""


_PLUS = _Form(["+{line}", "{file}"])
_PLUS_WAITING = _PLUS._replace(waits=["-f", "--nofork"])
_COLON = _Form(["{file}:{line}"])
_COLON_WAITING = _COLON._replace(waits=["--wait", "-w"])
_GOTO = _Form(["--goto", "{file}:{line}"], ["--wait", "-w"])
_FORMS: Mapping[str, _Form] = {
    **dict.fromkeys(["ex", "vi", "view", "vim", "vimx", "nvim", "nano", "pico", "emacs", "emacsclient"], _PLUS),
    **dict.fromkeys(["micro", "kak", "joe", "mg", "ne", "zile"], _PLUS),
    **dict.fromkeys(["gvim", "mvim"], _PLUS_WAITING),
    **dict.fromkeys(["hx", "helix"], _COLON),
    **dict.fromkeys(["zed", "zeditor", "subl"], _COLON_WAITING),
    **dict.fromkeys(["code", "code-insiders", "code-oss", "codium", "vscodium", "cursor", "windsurf"], _GOTO),
}


def editor_command(environment: Mapping[str, str], path: Path, line: int) -> list[str] | None:
    """Return the words of a command, to be run without a shell, or None if no editor is named.

    Args:
        environment: ``VISUAL`` is looked up in it before ``EDITOR``; either may have arguments.
        path: the file.
        line: the line, from 1. An editor that is not known is not told.
    """
    words = _words(environment.get("VISUAL", "")) or _words(environment.get("EDITOR", ""))
    if not words:
        return None
    name = Path(words[0]).name.lower().partition(".")[0]  # vim.basic is vim, code.exe is code
    form = _FORMS.get(name, _Form(["{file}"]))
    waiting = form.waits[:1] if not set(form.waits) & set(words) else ()
    file = str(path.absolute())
    return [*words, *waiting, *(word.format(file=file, line=max(1, line)) for word in form.place)]


def _words(command: str) -> list[str]:
    """Return the words of a command; none of one in which a quote is not closed."""
    try:
        return shlex.split(command)
    except ValueError:
        return []
