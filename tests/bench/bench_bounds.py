"""What a file costs that has very much of one thing: links to one event, names, a deep tree, a long quote."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.bench.report import read_options, replace_section, table
from tests.bench.shapes import SHAPES
from tests.bench.subject import ROOT, cache_variables, command

PAGE = ROOT / "docs" / "bounds.md"
_FORMS = ("--list", "--format=json")
_REFUSED = 2
"""The exit code of a file that is refused."""


class Cost(NamedTuple):
    """What a command takes."""

    seconds: float
    """Of processors, by all of its processes together: others on the machine do not change it much."""
    megabytes: float
    """The most that one of its processes had at once."""
    is_refused: bool

    def __str__(self) -> str:
        return f"{'refused, ' if self.is_refused else ''}{self.seconds:.2g} s, {self.megabytes:.0f} MB"


def measure(file: Path, form: str) -> Cost:
    """Print a file, which is in no cache, in a form."""
    with TemporaryDirectory() as cache:
        process = subprocess.Popen(
            command(file, form),
            cwd=ROOT,
            env={**os.environ, **cache_variables(Path(cache))},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode == _REFUSED)


def main() -> None:
    """Measure, and print the table."""
    options = read_options("Measure files that have very much of one thing.", rounds=1)
    rows = []
    with TemporaryDirectory() as folder:
        for name, shape in SHAPES.items():
            for form in _FORMS:
                costs = []
                for size in options.sizes:
                    file = shape.write(Path(folder), size)
                    costs.append(str(min(measure(file, form) for _ in range(options.rounds))))
                    file.unlink()
                rows.append([name, form.removeprefix("--").replace("format=json", "JSON"), *costs])
                print(" ".join(rows[-1]), flush=True)
    text = table(["much of", "printed as", *(f"{size:,}" for size in options.sizes)], rows)
    print(f"\n{text}\n", flush=True)
    if options.write:
        replace_section(PAGE, "bounds", text)


if __name__ == "__main__":
    main()
