"""Opening tables: CSV, JSON Lines and Parquet in Dateline, first and again, beside VisiData with the same CSV.

VisiData is ready when it has loaded all rows, Dateline when it shows the count of all events and can be filtered.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.loading import fill_cache, measure_first_opening, measure_reopening
from tests.bench.measurements import Figures, measure_in_turn
from tests.bench.report import megabytes, milliseconds, publish, read_options, table, times
from tests.bench.rival_files import COLUMNS, count_matches, rival_files
from tests.bench.rivals import NEEDLE, Rival, rivals
from tests.bench.subject import ROOT, cache_variables
from tests.bench.timed_terminal import TimedTerminal

VISIDATA = "VisiData, CSV"
_TIMEOUT = 600.0


def json_lines(source: Path) -> Path:
    """Return the rows of a CSV file as JSON Lines. They are written once, beside it."""
    target = source.with_suffix(".jsonl")
    if not target.exists():
        with source.open(encoding="utf-8", newline="") as rows, target.open("w", encoding="utf-8") as lines:
            reader = csv.reader(rows)
            next(reader)
            lines.writelines(
                json.dumps(dict(zip(COLUMNS, row, strict=True)), ensure_ascii=False) + "\n" for row in reader
            )
    return target


def parquet(source: Path) -> Path:
    """Return the rows of a CSV file as Parquet. They are written once, beside it."""
    import duckdb

    target = source.with_suffix(".parquet")
    if not target.exists():
        unfinished = target.with_suffix(f".{os.getpid()}")
        names = (str(name).replace("'", "''") for name in (source, unfinished))
        rows = "read_csv('{}', all_varchar = true, header = true, quote = '\"', escape = '\"')"
        duckdb.sql(f"COPY (FROM {rows.format(next(names))}) TO '{next(names)}' (FORMAT parquet)")
        unfinished.rename(target)
    return target


def _load(rival: Rival, home: Path) -> Figures:
    """Start VisiData, wait until it has loaded all rows, and return its figures."""
    assert rival.loaded is not None
    environment = {"HOME": str(home), **cache_variables(home / "cache")}
    with TimedTerminal(rival.command, environment=environment, directory=ROOT, timeout=_TIMEOUT) as terminal:
        ready = terminal.time_until(rival.loaded)
        terminal.settle()
        memory = terminal.memory()
        return {"ready": ready, "memory": memory.resident, "peak memory": memory.peak}


def main() -> None:
    """Measure, and print the table."""
    options = read_options("Compare opening tables with VisiData.", rounds=3)
    rows = []
    for events in options.sizes:
        files = rival_files(events)
        tables = {"CSV": files["csv"], "JSON Lines": json_lines(files["csv"]), "Parquet": parquet(files["csv"])}
        others = rivals(files, events, count_matches(files["txt"], NEEDLE))
        with TemporaryDirectory() as folder:
            home = Path(folder)
            subjects: dict[str, Callable[[], Figures]] = {}
            for name, file in tables.items():
                fill_cache(file, events, home / name)
                subjects[f"{name}, for the first time"] = partial(measure_first_opening, file, events)
                subjects[f"{name}, again"] = partial(measure_reopening, file, events, home / name)
            if "VisiData" in others:
                subjects[VISIDATA] = partial(_load, others["VisiData"], home)
            measured = measure_in_turn(subjects, options.rounds)
        has_rival = measured.has(VISIDATA, "ready")
        for name in (*subjects, *([] if VISIDATA in subjects else [VISIDATA])):
            if not measured.has(name, "ready"):
                rows.append([f"{events:,}", name, "not installed", "", "", "", ""])
                continue
            rows.append(
                [
                    f"{events:,}",
                    name,
                    milliseconds(measured.median(name, "ready")),
                    times(measured.ratio(name, VISIDATA, "ready")) if has_rival else "",
                    milliseconds(measured.median(name, "indexed")) if name.endswith("first time") else "",
                    megabytes(measured.median(name, "memory")),
                    times(measured.ratio(name, VISIDATA, "memory")) if has_rival else "",
                ]
            )
    header = ["rows", "opened", "ready", "of VisiData", "words indexed", "memory", "of VisiData"]
    publish("tables", table(header, rows), options.write)


if __name__ == "__main__":
    main()
