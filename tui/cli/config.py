"""``dateline config``: print a config file to begin with, or write it where it is looked for."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from tui.cli import exit_codes
from tui.cli.errors import print_error
from tui.cli.parser import Parser
from tui.config.config import VARIABLE, config_path
from tui.text.printable import printable
from tui.text.reasons import reason

_HEADER = """\
# Dateline reads this file when it starts: {path}
# --config, or DATELINE_CONFIG in the environment, names another one.
# The command line takes precedence over it. Printed lists ignore it.

# theme = "dateline-dark"
{themes}
# view = "the name of a saved view"
# query = "actor:iran -status:denied"
# sort = "date"               # known, -date, -known
# layout = "russian"          # {layouts}, none,
#                             # or a table of your own: {{ "й" = "q" }}
# hint = true                 # false: no hint on the first start
# remember = true             # false: do not open files as you left them

[keys]
# The keys of an action, with commas between: "x", "X", "ctrl+x", "f5", "alt+left", "slash", "comma".
# They replace the keys that the action has. These are all actions, with their keys."""


def main(arguments: Sequence[str]) -> int:
    """Print or write a config file that lists every setting and changes none, and return the exit code.

    Args:
        arguments: the arguments after ``config``.
    """
    parser = Parser(
        prog="dateline config",
        description="Print a config file to start from, with everything that can be set.",
        epilog="example: dateline config --write",
    )
    parser.add_argument("--write", action="store_true", help="write it where Dateline looks for it")
    parser.add_argument("--force", action="store_true", help="replace the file that is there; with --write")
    options = parser.parse_args(arguments)
    if options.write:
        return _write(is_forced=options.force)
    if options.force:
        parser.error("--force goes with --write")
    for line in _lines():
        print(line)
    return exit_codes.SUCCESS


def _write(*, is_forced: bool) -> int:
    """Write the config file, and its folder if that is missing, and return the exit code."""
    from tui.timeline.editing.whole_file import write_whole

    path, _ = config_path(None)
    if path is None:
        return print_error(f"no config is read: {VARIABLE} is empty; unset it, or set it to the name of a file")

    def check(_: Path) -> None:
        if os.path.lexists(path) and not is_forced:
            raise FileExistsError(errno.EEXIST, "it exists already; --force replaces it")

    try:
        check(path)
    except OSError as error:
        return print_error(f"{path}: {reason(error)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return print_error(f"{error.filename or path.parent}: the folder cannot be created: {reason(error)}")
    try:
        write_whole(path, "".join(f"{line}\n" for line in _lines()).encode(), check=check)
    except OSError as error:
        return print_error(f"{path}: {reason(error)}")
    print(f"written: {printable(str(path))}")
    return exit_codes.SUCCESS


def _lines() -> Iterator[str]:
    from textwrap import fill

    from tui.app.config_check import THEMES
    from tui.app.scopes import ANYWHERE, SCOPES
    from tui.config.layouts import LAYOUTS

    path, _ = config_path(None)
    layouts = fill(", ".join(LAYOUTS), 70).replace("\n", "\n#                             # ")
    themes = fill(", ".join(THEMES), 100, initial_indent="#   ", subsequent_indent="#   ", break_on_hyphens=False)
    yield _HEADER.format(path=path or "none is read", themes=themes, layouts=layouts)
    seen: set[str] = set()
    for scope in (ANYWHERE, *SCOPES):
        yield f"\n# {scope.title}"
        for binding in scope.bindings:
            if binding.id and binding.id not in seen:
                seen.add(binding.id)
                setting = f'"{binding.id}" = "{binding.key}"'
                yield f"# {setting:<50} # {binding.tooltip}"
