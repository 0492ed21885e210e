"""A mapping file: what the columns of a table are, decided by its owner. It is TOML, kept beside the data or named.

dates = "day first"
numbers = "year"

[columns]
"arms/munition" = "facet"
entry = "id"

[split]
"arms/munition" = ","
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tui.text.frozen import Frozen
from tui.text.nearest import nearest
from tui.text.reasons import reason
from tui.timeline.formats.columns import Column
from tui.timeline.formats.found_dates import NUMBERS, DateStyle
from tui.timeline.formats.roles import ROLES
from tui.timeline.reading.problems import Problem, TimelineError

ENDING = ".map.toml"
"""What is added to the name of a file to name its mapping."""
ORDERS: Mapping[str, str] = {"day first": "dmy", "month first": "mdy"}
_MOST_BYTES = 1 << 20


class TableMapping(Frozen):
    """What a mapping file decides. What it leaves out is guessed."""

    columns: Mapping[str, Column] = {}
    order: str | None = None
    """The order of day and month in digits: "dmy" or "mdy"."""
    numbers: str | None = None
    """What bare numbers in dates are: one of `NUMBERS`."""
    title: str = ""
    timezone: str = ""
    format: str = ""

    def style(self, found: DateStyle) -> DateStyle:
        """Return how dates are written, where the mapping decides it."""
        return DateStyle(self.order or found.order, self.numbers or found.numbers, found.is_midnight)


def mapping_beside(path: Path) -> Path | None:
    """Return the mapping that is kept beside a file; None if there is none."""
    found = path.with_name(path.name + ENDING)
    return found if found.is_file() else None


def read_mapping(path: Path) -> TableMapping:
    """Read a mapping file.

    Raises:
        TimelineError: with all that is wrong with it.
    """
    name = str(path)
    try:
        data = path.read_bytes()[:_MOST_BYTES]
        values = tomllib.loads(data.decode())
    except (OSError, UnicodeDecodeError) as error:
        problem = Problem(f"cannot be read: {reason(error)}", "name a mapping file in TOML")
        raise TimelineError(name, [problem]) from error
    except tomllib.TOMLDecodeError as error:
        raise TimelineError(name, [Problem(str(error), "write it as TOML")]) from error
    problems: list[Problem] = []
    known = ("columns", "split", "dates", "numbers", "title", "timezone", "format")
    for key in values.keys() - set(known):
        problems.append(Problem(f"unknown key '{key}'", _advice(key, known)))
    columns = _columns(values, problems)
    order = _choice(values, "dates", tuple(ORDERS), problems)
    numbers = _choice(values, "numbers", NUMBERS, problems)
    if problems:
        raise TimelineError(name, problems)
    return TableMapping(
        columns,
        ORDERS[order] if order else None,
        numbers,
        str(values.get("title", "")),
        str(values.get("timezone", "")),
        str(values.get("format", "")),
    )


def _columns(values: Mapping[str, Any], problems: list[Problem]) -> dict[str, Column]:
    columns, split = values.get("columns", {}), values.get("split", {})
    if not isinstance(columns, dict) or not isinstance(split, dict):
        problems.append(Problem("'columns' or 'split' is not a table", "write [columns], and a line for each column"))
        return {}
    found = {}
    for name, role in columns.items():
        if role not in ROLES:
            problems.append(
                Problem(f"unknown role '{role}' of the column \"{name}\"", _advice(str(role), tuple(ROLES)))
            )
            continue
        found[name] = Column(name, role, "by the mapping", str(split.get(name, "")))
    return found


def _choice(values: Mapping[str, Any], key: str, known: tuple[str, ...], problems: list[Problem]) -> str | None:
    value = values.get(key)
    if value is None:
        return None
    if value not in known:
        problems.append(Problem(f"unknown {key} '{value}'", _advice(str(value), known)))
        return None
    return str(value)


def _advice(word: str, known: tuple[str, ...]) -> str:
    near = nearest(word, known)
    return f"did you mean '{near}'?" if near else f"it is one of {', '.join(known)}"
