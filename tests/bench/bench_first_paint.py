"""How soon the bundled timeline is on the screen, beside an app of Textual that does nothing at all.

Each is started in a pseudo-terminal of its own, in turn; ``--list`` and ``check`` are timed to their end. The empty app
is measured twice, to show how far the same thing is from itself.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from time import monotonic

from tests.bench.comparing import Figures, in_turn
from tests.bench.report import megabytes, milliseconds, options, publish, table, times
from tests.bench.subject import ANY_COUNT, BUNDLED, ROOT, bare, command
from tests.bench.timed_terminal import TimedTerminal, Wanted, clean_environment

EMPTY = "an empty Textual app"


def painted(program: Sequence[str], wanted: Wanted) -> Figures:
    """Return how long it took to the first paint, and the memory then."""
    with TimedTerminal(program, directory=ROOT) as terminal:
        return {"time": terminal.painted(wanted), "memory": terminal.memory().peak}


def ended(program: Sequence[str]) -> Figures:
    """Return how long it took to the end, which has to be a good one."""
    start = monotonic()
    code = subprocess.run(program, cwd=ROOT, env=clean_environment(), stdout=subprocess.PIPE, check=False).returncode
    if code:
        raise ValueError(f"it ended with exit code {code}")
    return {"time": monotonic() - start}


def main() -> None:
    """Measure and tell."""
    chosen = options("How soon the bundled timeline is on the screen.", rounds=15)
    subjects = {
        EMPTY: lambda: painted(bare("empty"), "painted"),
        f"{EMPTY}, again": lambda: painted(bare("empty"), "painted"),
        "Dateline, the bundled timeline on the screen": lambda: painted(command(), ANY_COUNT),
        "`dateline --list`, to its end": lambda: ended(command("--list")),
        "`dateline check`, to its end": lambda: ended(command("check", BUNDLED)),
    }
    found = in_turn(subjects, chosen.rounds)
    rows = [
        [
            name,
            milliseconds(found.median(name, "time")),
            times(found.ratio(name, EMPTY, "time")),
            megabytes(found.median(name, "memory")) if found.has(name, "memory") else "",
        ]
        for name in subjects
        if name not in found.failed
    ]
    publish("first-paint", table(["started", "median", "of an empty app", "peak memory"], rows), chosen.write)


if __name__ == "__main__":
    main()
