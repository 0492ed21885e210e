"""Words of a command for a POSIX shell."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from pathlib import Path

_CHECKOUT = Path(__file__).parents[3] / "main.py"
_NO_BYTE = "[\ud800-\udc7f\udd00-\udfff]"
"""The halves of characters that do not stand for a byte. Only a browser or a test can send them."""


def program() -> list[str]:
    """Return the words that start Dateline in a shell: its name if the shell finds it, or else how it was started."""
    if shutil.which("dateline") is not None:
        return ["dateline"]
    if _CHECKOUT.is_file():
        return [sys.executable, str(_CHECKOUT)]
    return [sys.executable, "-m", "tui"]


def quoted(word: str) -> str:
    """Return a word as a shell reads it back, even if the name of a file in it is no text."""
    try:
        word.encode()
    except UnicodeEncodeError:
        octal = "".join(f"\\{byte:03o}" for byte in os.fsencode(re.sub(_NO_BYTE, "\ufffd", word)))
        return f"\"$(printf '{octal}')\""
    return shlex.quote(word)
