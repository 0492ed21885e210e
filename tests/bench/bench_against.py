"""The same events in Dateline and in other programs that people use for such data: first rows, a filter, memory.

Each program gets the events in a format of its own, with the same text, and filters by the same word. Programs that
filter at every key are timed from the first letter of the word, the others only from the key that starts the filter;
both until the result has been painted. Programs that are not installed are skipped, and the table says so.
"""

from __future__ import annotations

import re
import subprocess
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.generator import timeline_file
from tests.bench.loading import fill_cache
from tests.bench.measurements import Figures, measure_in_turn
from tests.bench.report import megabytes, milliseconds, publish, read_options, table, times
from tests.bench.rival_files import count_matches, rival_files
from tests.bench.rivals import NEEDLE, Rival, rivals
from tests.bench.subject import ROOT, cache_variables, command, full_count
from tests.bench.timed_terminal import TimedTerminal, clean_environment

DATELINE = "Dateline, opened again"
NAMES = ("VisiData", "lnav", "harlequin", "fzf", "less")
_TIMEOUT = 120.0
_ROW = re.compile(r"[●◆○◐▲◇✕] \S")


def drive(rival: Rival, home: Path) -> Figures:
    """Start a program, filter in it, and return its figures."""
    # A home of its own keeps away the user's settings, and anything kept from an earlier run.
    environment = {"HOME": str(home), **cache_variables(home / "cache")}
    figures = {}
    with TimedTerminal(rival.command, environment=environment, directory=ROOT, timeout=_TIMEOUT) as terminal:
        if rival.prompt is not None:
            figures["rows"] = terminal.time_until(rival.prompt)
            *before, last = rival.open_keys
            for keys in before:
                terminal.write(keys)
            figures["rows"] += terminal.press(last, rival.rows)
        else:
            figures["rows"] = terminal.time_until(rival.rows)
        if rival.loaded is not None:
            figures["loaded"] = terminal.time_until(rival.loaded)
        terminal.settle(0.5)
        for keys in rival.untimed_keys:
            terminal.write(keys)
        figures["filter"] = sum(terminal.press(keys, condition) for keys, condition in rival.filter_steps)
        terminal.settle()
        figures["memory"] = terminal.memory().peak
    return figures


def dateline(file: Path, events: int, cache: Path) -> Rival:
    """Return how Dateline is driven."""
    environment = clean_environment() | dict(cache_variables(cache))
    listed = subprocess.run(
        command(file, NEEDLE, "--format", "jsonl"), cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True
    )
    matching = listed.stdout.count(b"\n")
    return Rival(
        command(file),
        rows=_ROW,
        loaded=full_count(events),
        untimed_keys=["/"],
        filter_steps=[(NEEDLE, f"{matching:,} of {full_count(events)}")],
    )


def main() -> None:
    """Measure, and print the table."""
    options = read_options("Compare Dateline with other programs.", rounds=3)
    events = min(options.largest, 100_000)
    file, files = timeline_file(events), rival_files(events)
    others = rivals(files, events, count_matches(files["txt"], NEEDLE))
    with TemporaryDirectory() as folder:
        home = Path(folder)
        fill_cache(file, events, home / "cache")
        programs = {DATELINE: dateline(file, events, home / "cache"), **others}
        subjects = {name: partial(drive, rival, home) for name, rival in programs.items()}
        measured = measure_in_turn(subjects, options.rounds)
    rows = []
    for name in (DATELINE, *NAMES):
        if not measured.has(name, "filter"):
            rows.append([name, "could not be measured" if name in programs else "not installed", *[""] * 5])
            continue
        rows.append(
            [
                name,
                milliseconds(measured.median(name, "rows")),
                milliseconds(measured.median(name, "loaded")) if measured.has(name, "loaded") else "",
                milliseconds(measured.median(name, "filter")),
                times(measured.ratio(name, DATELINE, "filter")) if measured.has(DATELINE, "filter") else "",
                megabytes(measured.median(name, "memory")),
                times(measured.ratio(name, DATELINE, "memory")) if measured.has(DATELINE, "memory") else "",
            ]
        )
    header = [f"{events:,} events", "first rows", "all loaded", "filter", "ratio", "peak memory", "ratio"]
    publish("against", table(header, rows), options.write)


if __name__ == "__main__":
    main()
