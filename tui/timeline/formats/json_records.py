"""Records in JSON: an array of objects, one object a line, or an object that holds them."""

from __future__ import annotations

import json
from typing import Any

from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.json_escapes import with_whole_characters
from tui.timeline.formats.records_of_values import table_of
from tui.timeline.formats.table import Table


def load_json(file: ForeignFile) -> Any:
    """Return the value of a file in JSON, its numbers as they are written.

    Raises:
        TimelineError: it is not JSON, with the position.
    """
    try:
        return json.loads(with_whole_characters(file.text), parse_float=str, parse_int=str, parse_constant=str)
    except json.JSONDecodeError as error:
        raise file.refusal(
            f"this is not JSON: {error.msg.lower()}", "mend it here", "", error.lineno, error.colno
        ) from error
    except RecursionError as error:
        raise file.refusal("its values are nested too deep", "write a list of objects") from error


def read_table(file: ForeignFile) -> Table:
    """Return the table of a file.

    Raises:
        TimelineError: it is not JSON, or holds no records.
    """
    return table_of(file, load_json(file))
