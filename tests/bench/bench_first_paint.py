"""How soon the bundled timeline is on the screen, compared with a Textual app that does nothing.

Each program starts in a pseudo-terminal of its own, in turn; ``--list`` and ``check`` are timed until they end. The
empty app is measured twice, to show how much two measurements of the same program differ.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from time import monotonic

from tests.bench.measurements import Figures, measure_in_turn
from tests.bench.report import megabytes, milliseconds, publish, read_options, table, times
from tests.bench.subject import ANY_COUNT, BUNDLED, ROOT, bare_command, command
from tests.bench.timed_terminal import Condition, TimedTerminal, clean_environment

EMPTY = "an empty Textual app"


def measure_paint(program: Sequence[str], condition: Condition) -> Figures:
    """Return the time until a program first painted what is expected, and its memory then."""
    with TimedTerminal(program, directory=ROOT) as terminal:
        return {"time": terminal.time_until(condition), "memory": terminal.memory().peak}


def measure_run(program: Sequence[str]) -> Figures:
    """Return how long a program ran.

    Raises:
        ValueError: if its exit code is not 0.
    """
    start = monotonic()
    code = subprocess.run(program, cwd=ROOT, env=clean_environment(), stdout=subprocess.PIPE, check=False).returncode
    if code:
        raise ValueError(f"it ended with exit code {code}")
    return {"time": monotonic() - start}


def main() -> None:
    """Measure, and print the table."""
    options = read_options("Measure how soon the bundled timeline is on the screen.", rounds=15)
    subjects = {
        EMPTY: lambda: measure_paint(bare_command("empty"), "painted"),
        f"{EMPTY}, again": lambda: measure_paint(bare_command("empty"), "painted"),
        "Dateline, the bundled timeline on the screen": lambda: measure_paint(command(), ANY_COUNT),
        "`dateline --list`, to its end": lambda: measure_run(command("--list")),
        "`dateline check`, to its end": lambda: measure_run(command("check", BUNDLED)),
    }
    measured = measure_in_turn(subjects, options.rounds)
    rows = [
        [
            name,
            milliseconds(measured.median(name, "time")),
            times(measured.ratio(name, EMPTY, "time")),
            megabytes(measured.median(name, "memory")) if measured.has(name, "memory") else "",
        ]
        for name in subjects
        if name not in measured.failed
    ]
    publish("first-paint", table(["program", "median", "of an empty app", "peak memory"], rows), options.write)


if __name__ == "__main__":
    main()
