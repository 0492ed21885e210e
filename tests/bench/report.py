"""Tables of what was measured: printed, and put in their places of docs/performance.md where that is asked for."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.subject import ROOT

PAGE = ROOT / "docs" / "performance.md"

SIZES = (1_000, 10_000, 100_000)
BIG = 1_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """How to measure."""

    sizes: tuple[int, ...]
    """Numbers of events, ascending."""
    rounds: int
    write: bool
    """Whether to put the tables in the page."""

    @property
    def largest(self) -> int:
        """The largest number of events, but for what takes long."""
        return self.sizes[-1]


def options(description: str, rounds: int = 5) -> Options:
    """Read them from the command line.

    Args:
        description: what is measured.
        rounds: how many there are if nothing else is asked for.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of events, with commas between")
    parser.add_argument("--rounds", type=int, default=rounds, help="how often to measure each")
    parser.add_argument("--write", action="store_true", help="put the tables in docs/performance.md")
    given = parser.parse_args()
    sizes = tuple(sorted(int(size.replace("_", "")) for size in re.split(r"[,\s]+", given.sizes.strip())))
    return Options(sizes, given.rounds, given.write)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown, its columns aligned: the first to the left, the others to the right."""
    columns = list(zip(head, *rows, strict=True))
    widths = [max(3, *map(len, column)) for column in columns]

    def line(cells: Sequence[str]) -> str:
        first, *others = (
            cell.ljust(width) if not place else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        return f"| {' | '.join((first, *others))} |"

    rule = "|".join("-" * (width + 2) if not place else "-" * (width + 1) + ":" for place, width in enumerate(widths))
    return "\n".join([line(head), f"|{rule}|", *map(line, rows)])


def publish(name: str, text: str, is_written: bool) -> None:
    """Print a text and, if it is to be written, put it in its place of the page."""
    print(f"\n{text}\n", flush=True)
    if is_written:
        put(PAGE, name, text)


def put(page: Path, name: str, text: str) -> None:
    """Replace what stands in a page between ``<!-- name -->`` and ``<!-- /name -->``.

    Raises:
        ValueError: if there is no such place.
    """
    place = re.compile(rf"(<!-- {re.escape(name)} -->\n).*?(<!-- /{re.escape(name)} -->)", re.DOTALL)
    old = page.read_text(encoding="utf-8")
    new, found = place.subn(lambda match: f"{match[1]}\n{text}\n\n{match[2]}", old)
    if not found:
        raise ValueError(f"{page} has no place for '{name}'")
    page.write_text(new, encoding="utf-8")


def milliseconds(seconds: float) -> str:
    """Return a time as it is read best: "12 ms", "0.35 ms", "1.4 s"."""
    if seconds >= 1:
        return f"{seconds:,.1f} s"
    return f"{1000 * seconds:.{0 if seconds >= 0.01 else 1 if seconds >= 0.001 else 2}f} ms"


def megabytes(number: float) -> str:
    """Return an amount of memory: "52 MB"."""
    return f"{number:,.0f} MB"


def times(ratio: float) -> str:
    """Return a ratio: "1.24 ×"."""
    return f"{ratio:,.{0 if ratio >= 20 else 1 if ratio >= 5 else 2}f} ×"
