"""The same events in Dateline and in what people would use instead: first rows, a filter, memory.

Each program gets the events in a form of its own, with the same text, and is asked for the same word. Programs that
filter at every key are timed from the first letter of the word, the others only from the key that tells them to, all
up to the painted result. Those that are not installed are left out with a word.
"""

from __future__ import annotations

import re
import subprocess
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.comparing import Figures, in_turn
from tests.bench.generator import timeline_file
from tests.bench.opening import fill_cache
from tests.bench.report import megabytes, milliseconds, options, publish, table, times
from tests.bench.rival_files import matches, rival_files
from tests.bench.rivals import NEEDLE, Rival, rivals
from tests.bench.subject import ROOT, cached_in, command, whole
from tests.bench.timed_terminal import TimedTerminal, clean_environment

DATELINE = "Dateline, opened again"
NAMES = ("VisiData", "lnav", "harlequin", "fzf", "less")
_PATIENCE = 120.0
_ROW = re.compile(r"[●◆○◐▲◇✕] \S")


def drive(rival: Rival, home: Path) -> Figures:
    """Start a program, have it filter, and return what that took."""
    # A home of its own, so that neither anybody's settings matter nor what it kept the last time.
    environment = {"HOME": str(home), **cached_in(home / "cache")}
    figures = {}
    with TimedTerminal(rival.command, environment=environment, directory=ROOT, patience=_PATIENCE) as terminal:
        if rival.begun is not None:
            figures["rows"] = terminal.painted(rival.begun)
            *before, last = rival.first
            for keys in before:
                terminal.write(keys)
            figures["rows"] += terminal.press(last, rival.rows)
        else:
            figures["rows"] = terminal.painted(rival.rows)
        if rival.loaded is not None:
            figures["loaded"] = terminal.painted(rival.loaded)
        terminal.settle(0.5)
        for keys in rival.prepare:
            terminal.write(keys)
        figures["filter"] = sum(terminal.press(keys, wanted) for keys, wanted in rival.steps)
        terminal.settle()
        figures["memory"] = terminal.memory().peak
    return figures


def dateline(file: Path, events: int, cache: Path) -> Rival:
    """Return how Dateline is driven."""
    environment = clean_environment() | dict(cached_in(cache))
    listed = subprocess.run(
        command(file, NEEDLE, "--format", "jsonl"), cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True
    )
    found = listed.stdout.count(b"\n")
    return Rival(
        command(file),
        rows=_ROW,
        loaded=whole(events),
        prepare=["/"],
        steps=[(NEEDLE, f"{found:,} of {whole(events)}")],
    )


def main() -> None:
    """Measure and tell."""
    chosen = options("Dateline and what people would use instead.", rounds=3)
    events = min(chosen.largest, 100_000)
    file, files = timeline_file(events), rival_files(events)
    others = rivals(files, events, matches(files["txt"], NEEDLE))
    with TemporaryDirectory() as folder:
        home = Path(folder)
        fill_cache(file, events, home / "cache")
        driven = {DATELINE: dateline(file, events, home / "cache"), **others}
        found = in_turn({name: partial(drive, rival, home) for name, rival in driven.items()}, chosen.rounds)
    rows = []
    for name in (DATELINE, *NAMES):
        if not found.has(name, "filter"):
            rows.append([name, "could not be measured" if name in driven else "not installed", *[""] * 5])
            continue
        rows.append(
            [
                name,
                milliseconds(found.median(name, "rows")),
                milliseconds(found.median(name, "loaded")) if found.has(name, "loaded") else "",
                milliseconds(found.median(name, "filter")),
                times(found.ratio(name, DATELINE, "filter")) if found.has(DATELINE, "filter") else "",
                megabytes(found.median(name, "memory")),
                times(found.ratio(name, DATELINE, "memory")) if found.has(DATELINE, "memory") else "",
            ]
        )
    head = [f"{events:,} events", "first rows", "all loaded", "filter", "that is", "peak memory", "that is"]
    publish("against", table(head, rows), chosen.write)


if __name__ == "__main__":
    main()
