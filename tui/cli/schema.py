"""``dateline schema``: the JSON Schema from which editors complete and check a timeline's YAML."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli import exit_codes
from tui.cli.errors import print_error, print_problems
from tui.text.reasons import reason
from tui.timeline.checking.json_schema import SCHEMA_ID, json_schema
from tui.timeline.editing.whole_file import write_whole

if TYPE_CHECKING:
    from tui.cli.parser import Parser

BESIDE = ".dateline-schema.json"
"""The name of the file that `import` and `new` write beside a timeline, for the editor that opens it."""

MODELINE = f"# yaml-language-server: $schema={BESIDE}\n"
"""The first line of a timeline, by which editors with yaml-language-server find that file, without a network."""

_ID_PREFIX = SCHEMA_ID.rpartition(":")[0]
_EPILOG = f"""\
An editor with yaml-language-server (VS Code, Neovim, Helix, Emacs, …) finds the
schema by its path in the first line of a timeline:
  {MODELINE}
'dateline import' and 'dateline new' write that line, and the schema beside it.

examples:
  dateline schema                              print it
  dateline schema --write {BESIDE}  for the timelines of this folder

exit codes: 0 done, 2 bad input or usage
"""


def main(arguments: Sequence[str]) -> int:
    """Print the schema or write it to a file, and return the exit code.

    Args:
        arguments: the arguments after ``schema``.
    """
    target = _parser().parse_args(arguments).write
    if target is None:
        print(schema_text(), end="")
        return exit_codes.SUCCESS
    try:
        if target.exists() and not _is_ours(target):
            return print_error(f"{target} exists, and is not a schema of Dateline's; name another file, or remove it")
        write_whole(target, schema_text().encode())
    except OSError as error:
        return print_error(f"{target}: {reason(error)}")
    print_problems(f"{target}: the schema, version {SCHEMA_ID.rpartition(':')[2]}")
    return exit_codes.SUCCESS


def schema_text() -> str:
    """Return the schema as JSON, in lines."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"


def write_beside(timeline: Path) -> None:
    """Write the schema beside a timeline, where `MODELINE` names it.

    A file of that name that Dateline has not written is left alone.

    Raises:
        OSError: it cannot be written.
    """
    target = timeline.with_name(BESIDE)
    text = schema_text()
    if not target.exists() or (_is_ours(target) and target.read_text(encoding="utf-8") != text):
        write_whole(target, text.encode())


def _is_ours(path: Path) -> bool:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return False
    return isinstance(value, dict) and str(value.get("$id")).startswith(f"{_ID_PREFIX}:")


def _parser() -> Parser:
    from tui.cli.parser import Parser

    parser = Parser(
        prog="dateline schema",
        description="Print the JSON Schema of a timeline, from which editors complete and check it.",
        epilog=_EPILOG,
    )
    parser.add_argument("--write", type=Path, metavar="FILE", help="write it to this file, in place of an older one")
    return parser
