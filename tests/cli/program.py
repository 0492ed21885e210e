"""The installed program, run as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from tests.eventually import LIMIT

DATELINE = str(Path(sys.executable).with_name("dateline"))
"""Of the environment that the tests run in."""

Ran = subprocess.CompletedProcess[bytes]


def run(
    command: Sequence[str | bytes | Path],
    *,
    directory: Path | None = None,
    environment: Mapping[str, str] | None = None,
    given: bytes = b"",
    output: int | IO[bytes] = subprocess.PIPE,
) -> Ran:
    """Run a command without a terminal and return what came of it.

    Args:
        command: the program and its arguments.
        directory: where it starts.
        environment: variables to be set, beside those of the tests.
        given: its standard input.
        output: where its standard output goes.
    """
    foreign = ("PYTHONPATH", "PYTHONIOENCODING", "PYTHONUTF8", "LC_ALL", "LC_CTYPE", "TERM")
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    return subprocess.run(
        command,
        input=given,
        stdout=output,
        stderr=subprocess.PIPE,
        cwd=directory,
        env=kept | {"LANG": "C.UTF-8"} | dict(environment or {}),
        timeout=LIMIT,
        check=False,
    )
