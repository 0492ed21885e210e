"""Run the installed program as a user does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from tests.eventually import LIMIT

DATELINE = str(Path(sys.executable).with_name("dateline"))
"""The program, as it is installed in the environment of the tests."""

Ran = subprocess.CompletedProcess[bytes]


def run(
    command: Sequence[str | bytes | Path],
    *,
    directory: Path | None = None,
    environment: Mapping[str, str] | None = None,
    given: bytes = b"",
    output: int | IO[bytes] = subprocess.PIPE,
) -> Ran:
    """Run a command without a terminal, and return its output and exit code.

    Args:
        command: the program and its arguments.
        directory: the working directory.
        environment: variables to set in addition to those of the tests.
        given: the standard input.
        output: the destination of standard output.
    """
    removed = re.compile(r"PYTHON.*|LC_.*|TERM")
    kept = {name: value for name, value in os.environ.items() if not removed.fullmatch(name)}
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
