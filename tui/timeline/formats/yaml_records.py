"""Records in YAML: a list of mappings, as Jekyll keeps them in ``_data``, or a mapping that holds one."""

from __future__ import annotations

from typing import Any

import yaml

from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.records_of_values import table_of
from tui.timeline.formats.table import Table

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Makes texts of all scalars: `NO` is not a boolean, and `2022-02-30` not an error."""
_NULLS = frozenset({"~", "null", "Null", "NULL"})


def load_yaml(file: ForeignFile, text: str | None = None, first_line: int = 1) -> Any:
    """Return the value of a file in YAML, its scalars as they are written.

    Args:
        file: the file.
        text: a part of its text; None for all of it.
        first_line: the line at which the part begins.

    Raises:
        TimelineError: it is not YAML, with the position.
    """
    try:
        return _without_nulls(yaml.load(file.text if text is None else text, Loader=_LOADER))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
        line, column = (mark.line + first_line, mark.column + 1) if mark is not None else (0, 0)
        raise file.refusal(f"this is not YAML: {problem}", "mend it here", "", line, column) from error
    except (RecursionError, ValueError) as error:
        raise file.refusal("its values are nested too deep", "write a list of mappings") from error


def read_table(file: ForeignFile) -> Table:
    """Return the table of a file.

    Raises:
        TimelineError: it is not YAML, or holds no records.
    """
    return table_of(file, load_yaml(file))


def _without_nulls(value: Any) -> Any:
    """Make None of the nulls of the outermost mappings, where aliases cannot repeat much."""
    for record in value if isinstance(value, list) else [value]:
        if isinstance(record, dict):
            for key, item in record.items():
                if isinstance(item, str) and item in _NULLS:
                    record[key] = None
    return value
