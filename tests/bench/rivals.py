"""Other programs for browsing many records, and how each is driven: started, loaded, filtered by a word."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.timed_terminal import Condition

NEEDLE = "tunnel"
"""The word to filter by; about one event in two hundred contains it."""


@dataclass(frozen=True, slots=True)
class Rival:
    """A program with a file in its own format, and the conditions that show how far it is."""

    command: Sequence[str]
    rows: Condition
    """True when the first rows are on the screen."""
    filter_steps: Sequence[tuple[str, Condition]]
    """Keys that filter, each with the condition that it leads to. All of them are timed."""
    open_keys: Sequence[str] = ()
    """Keys that a program needs before it shows rows. Only the last of them is timed."""
    prompt: Condition | None = None
    """True when the program accepts ``open_keys``."""
    loaded: Condition | None = None
    """True when everything has been read; None for a program that does not show it."""
    untimed_keys: Sequence[str] = ()
    """Keys that type the filter in a program that does not filter at every key."""


def _pasted(text: str) -> str:
    """Return a text in the brackets of a paste, so that the program suggests no completions for it."""
    return f"\x1b[200~{text}\x1b[201~"


def find_program(program: str) -> str | None:
    """Return the path of a program, from the folder of our Python or from PATH; None if it is not installed."""
    return shutil.which(program, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))


def rivals(files: Mapping[str, Path], events: int, matching: int) -> Mapping[str, Rival]:
    """Return the programs that are installed, by name.

    Args:
        files: the events in each format, from `tests.bench.rival_files`.
        events: the number of events.
        matching: the number of lines that contain `NEEDLE`.
    """
    with files["txt"].open(encoding="utf-8") as lines:
        first_date = re.compile(re.escape(next(lines).split()[0]))
    candidates: Mapping[str, tuple[str, Callable[[str], Rival]]] = {
        "VisiData": ("vd", lambda program: Rival(
            [program, str(files["csv"])],
            rows=first_date,
            loaded=f"{events} rows",
            untimed_keys=[f"g|{NEEDLE}"],
            filter_steps=[("\r", f"•{matching}"), ('"', f"{matching} rows [")],
        )),
        "lnav": ("lnav", lambda program: Rival(
            [program, "-q", str(files["log"])],
            rows=re.compile(r"\d{4}-\d\d-\d\dT"),
            loaded=re.compile(rf"L{str(events - 1)[:-2]}\d\d "),  # the number of the topmost line; lnav shows the end
            untimed_keys=[f":filter-in {NEEDLE}"],
            filter_steps=[("\r", f"{events - matching} Lines not shown")],
        )),
        "harlequin": ("harlequin", lambda program: Rival(
            [program, "-a", "sqlite", str(files["sqlite"])],
            prompt="Data Catalog",
            open_keys=["\x1bOQ", "\x01", _pasted("select * from event limit 500"), "\n"],
            rows="(500 Records)",
            untimed_keys=["\x1bOQ", "\x01", _pasted(f"select * from event where text like '%{NEEDLE}%'")],
            filter_steps=[("\n", re.compile(r"\((?!500)[\d,]+ Records\)"))],
        )),
        "fzf": ("fzf", lambda program: Rival(
            ["sh", "-c", f"'{program}' --exact --no-sort < '{files['txt']}'"],
            rows=first_date,
            loaded=f"{events}/{events}",
            filter_steps=[(NEEDLE, f"{matching}/{events}")],
        )),
        "less": ("less", lambda program: Rival(
            [program, "-S", str(files["txt"])],
            rows=first_date,
            untimed_keys=[f"&{NEEDLE}"],
            filter_steps=[("\r", lambda lines: not first_date.search(lines[0]) and lines[-1].startswith("& "))],
        )),
    }  # fmt: skip
    return {name: make(path) for name, (program, make) in candidates.items() if (path := find_program(program))}
