"""The command that opens what is shown from a POSIX shell."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from pathlib import Path

from tui.timeline.loader import Loader
from tui.timeline.model.sort import BY_DATE, Sort
from tui.timeline.query.language import Query

_CHECKOUT = Path(__file__).parents[3] / "main.py"
_NO_BYTE = "[\ud800-\udc7f\udd00-\udfff]"
"""The halves of characters that do not stand for a byte. Only a browser or a test can send them."""


def shell_command(loader: Loader, query: Query, sort: Sort, *, is_served: bool = False) -> str:
    """Return a command that opens the files of a loader as it reads them, with a query and an order.

    Args:
        loader: the loader.
        query: the query.
        sort: the order.
        is_served: leave out the folders of this machine, which are none of a visitor's business.
    """
    words = ["dateline"] if is_served else program()
    if loader.path is not None:
        words += ["--file", loader.path.name if is_served else str(loader.path.absolute())]
    if loader.form is not None:
        words.append(f"--as={loader.form}")
    if loader.mapping is not None:
        words.append(f"--map={loader.mapping.absolute()}")
    if loader.sql is not None:
        words.append(f"--sql={loader.sql}")
    if sort != BY_DATE:
        words.append(f"--sort={sort}")
    words += [str(path.absolute()) for path in loader.more]
    if query.terms:
        words += ["--", *map(str, query.terms)]
    return " ".join(map(quoted, words))


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
