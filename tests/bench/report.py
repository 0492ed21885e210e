"""Tables of measurements: printed and, on request, put between their markers in docs/performance.md."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.subject import ROOT

PAGE = ROOT / "docs" / "performance.md"

SIZES = (1_000, 10_000, 100_000)


@dataclass(frozen=True, slots=True)
class Options:
    """How to measure."""

    sizes: tuple[int, ...]
    """Numbers of events, ascending."""
    rounds: int
    write: bool
    """Whether to put the tables into the page."""

    @property
    def largest(self) -> int:
        """The largest number of events."""
        return self.sizes[-1]


def read_options(description: str, rounds: int = 5) -> Options:
    """Read the options of a bench from the command line.

    Args:
        description: what the bench does.
        rounds: the default number of rounds.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of events, separated by commas")
    parser.add_argument("--rounds", type=int, default=rounds, help="how often to measure each subject")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    arguments = parser.parse_args()
    sizes = tuple(sorted(int(size.replace("_", "")) for size in re.split(r"[,\s]+", arguments.sizes.strip())))
    return Options(sizes, arguments.rounds, arguments.write)


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table with aligned columns: the first to the left, the others to the right."""
    columns = list(zip(header, *rows, strict=True))
    widths = [max(3, *map(len, column)) for column in columns]

    def line(cells: Sequence[str]) -> str:
        first, *others = (
            cell.ljust(width) if not column else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        return f"| {' | '.join((first, *others))} |"

    rule = "|".join("-" * (width + 2) if not column else "-" * (width + 1) + ":" for column, width in enumerate(widths))
    return "\n".join([line(header), f"|{rule}|", *map(line, rows)])


def publish(name: str, text: str, write: bool) -> None:
    """Print a text and, if ``write`` is true, put it between its markers in the page."""
    print(f"\n{text}\n", flush=True)
    if write:
        replace_section(PAGE, name, text)


def replace_section(page: Path, name: str, text: str) -> None:
    """Replace the text of a page between the markers ``<!-- name -->`` and ``<!-- /name -->``.

    Raises:
        ValueError: if the page has no such markers.
    """
    section = re.compile(rf"(<!-- {re.escape(name)} -->\n).*?(<!-- /{re.escape(name)} -->)", re.DOTALL)
    old = page.read_text(encoding="utf-8")
    new, replaced = section.subn(lambda match: f"{match[1]}\n{text}\n\n{match[2]}", old)
    if not replaced:
        raise ValueError(f"{page} has no markers for '{name}'")
    page.write_text(new, encoding="utf-8")


def milliseconds(seconds: float) -> str:
    """Return a time in the most readable unit: "12 ms", "0.35 ms", "1.4 s"."""
    if seconds >= 1:
        return f"{seconds:,.1f} s"
    return f"{1000 * seconds:.{0 if seconds >= 0.01 else 1 if seconds >= 0.001 else 2}f} ms"


def megabytes(number: float) -> str:
    """Return an amount of memory: "52 MB"."""
    return f"{number:,.0f} MB"


def times(ratio: float) -> str:
    """Return a ratio: "1.24 ×"."""
    return f"{ratio:,.{0 if ratio >= 20 else 1 if ratio >= 5 else 2}f} ×"
