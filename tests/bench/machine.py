"""Describe the machine that measures, in one sentence. As a program, put that sentence into docs/performance.md."""

from __future__ import annotations

import os
import platform
import re
from datetime import date
from importlib.metadata import version
from pathlib import Path

from tests.bench.report import publish, read_options


def describe_machine() -> str:
    """Return the processor, the memory, and the versions of what runs on them."""
    processor = _first(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo")) or platform.machine()
    memory = int(_first(r"MemTotal:\s*(\d+)", Path("/proc/meminfo")) or 0) * 1024 / 1e9
    return (
        f"Measured on {date.today().isoformat()}: {os.cpu_count()} cores of {processor}, {memory:.0f} GB, "
        f"{platform.system()} {platform.release().split('-')[0]}, Python {platform.python_version()}, "
        f"Textual {version('textual')}."
    )


def _first(pattern: str, file: Path) -> str | None:
    try:
        found = re.search(pattern, file.read_text())
    except OSError:
        return None
    return found[1] if found else None


def main() -> None:
    """Print the sentence."""
    publish("machine", describe_machine(), read_options("Describe the machine.").write)


if __name__ == "__main__":
    main()
