"""Programs that people look through many records with, and how each is driven: started, loaded, filtered by a word."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.timed_terminal import Wanted

NEEDLE = "tunnel"
"""One event in some two hundred has it."""


@dataclass(frozen=True, slots=True)
class Rival:
    """A program over a file of its own kind, and what is on its screen when it is where one wants it."""

    command: Sequence[str]
    rows: Wanted
    """The first rows stand there."""
    steps: Sequence[tuple[str, Wanted]]
    """Keys that filter, and what they lead to. All of them are timed."""
    first: Sequence[str] = ()
    """Keys without which no rows come. The last of them is timed."""
    begun: Wanted | None = None
    """When those can be pressed."""
    loaded: Wanted | None = None
    """All has been read; None where a program does not tell."""
    prepare: Sequence[str] = ()
    """Keys that type what is to be filtered by, where it is filtered only when told; they are not timed."""


def _pasted(text: str) -> str:
    """Return a text as a terminal pastes it, so that nothing is offered while it is typed."""
    return f"\x1b[200~{text}\x1b[201~"


def installed(program: str) -> str | None:
    """Return the path of a program: beside our Python, or where the system looks; None if it is not installed."""
    return shutil.which(program, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))


def rivals(files: Mapping[str, Path], events: int, matching: int) -> Mapping[str, Rival]:
    """Return those that are installed, by their names.

    Args:
        files: the events in each form, as `tests.bench.rival_files` makes them.
        events: how many there are.
        matching: how many of their lines have the word in them.
    """
    with files["txt"].open(encoding="utf-8") as lines:
        first_date = re.compile(re.escape(next(lines).split()[0]))
    candidates: Mapping[str, tuple[str, Callable[[str], Rival]]] = {
        "VisiData": ("vd", lambda program: Rival(
            [program, str(files["csv"])],
            rows=first_date,
            loaded=f"{events} rows",
            prepare=[f"g|{NEEDLE}"],
            steps=[("\r", f"•{matching}"), ('"', f"{matching} rows [")],
        )),
        "lnav": ("lnav", lambda program: Rival(
            [program, "-q", str(files["log"])],
            rows=re.compile(r"\d{4}-\d\d-\d\dT"),
            loaded=re.compile(rf"L{str(events - 1)[:-2]}\d\d "),  # the number of its topmost line: it shows the end
            prepare=[f":filter-in {NEEDLE}"],
            steps=[("\r", f"{events - matching} Lines not shown")],
        )),
        "harlequin": ("harlequin", lambda program: Rival(
            [program, "-a", "sqlite", str(files["sqlite"])],
            begun="Data Catalog",
            first=["\x1bOQ", "\x01", _pasted("select * from event limit 500"), "\n"],
            rows="(500 Records)",
            prepare=["\x1bOQ", "\x01", _pasted(f"select * from event where text like '%{NEEDLE}%'")],
            steps=[("\n", re.compile(r"\((?!500)[\d,]+ Records\)"))],
        )),
        "fzf": ("fzf", lambda program: Rival(
            ["sh", "-c", f"'{program}' --exact --no-sort < '{files['txt']}'"],
            rows=first_date,
            loaded=f"{events}/{events}",
            steps=[(NEEDLE, f"{matching}/{events}")],
        )),
        "less": ("less", lambda program: Rival(
            [program, "-S", str(files["txt"])],
            rows=first_date,
            prepare=[f"&{NEEDLE}"],
            steps=[("\r", lambda lines: not first_date.search(lines[0]) and lines[-1].startswith("& "))],
        )),
    }  # fmt: skip
    return {name: make(path) for name, (program, make) in candidates.items() if (path := installed(program))}
