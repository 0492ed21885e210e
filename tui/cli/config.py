"""``dateline config``: print a config file to begin with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui.cli import exit_codes
from tui.cli.parser import Parser
from tui.config.config import config_path

_HEADER = """\
# Dateline reads this file when it opens: {path}
# Another one is named by --config, or by DATELINE_CONFIG in the environment.
# What the command line says goes before it. A list that is printed does without it.

# theme = "dateline-dark"
{themes}
# view = "the name of a view that a timeline keeps"
# query = "actor:iran -status:denied"
# sort = "date"               # known, -date, -known
# hint = true                 # false: no hint at the first start

[keys]
# The keys of an action, with commas between: "x", "X", "ctrl+x", "f5", "alt+left", "slash", "comma".
# It then has no others. These are the keys that there are."""


def main(arguments: Sequence[str]) -> int:
    """Print a config file that lists every setting and changes none, and return the exit code.

    Args:
        arguments: the arguments after ``config``.
    """
    parser = Parser(
        prog="dateline config",
        description="Print a config file to begin with, with all that can be set.",
        epilog="example: dateline config > ~/.config/dateline/config.toml",
    )
    parser.parse_args(arguments)
    for line in _lines():
        print(line)
    return exit_codes.SUCCESS


def _lines() -> Iterator[str]:
    from textwrap import fill

    from tui.app.config_check import THEMES
    from tui.app.scopes import ANYWHERE, SCOPES

    path, _ = config_path(None)
    themes = fill(", ".join(THEMES), 100, initial_indent="#   ", subsequent_indent="#   ", break_on_hyphens=False)
    yield _HEADER.format(path=path or "none is read", themes=themes)
    seen: set[str] = set()
    for scope in (ANYWHERE, *SCOPES):
        yield f"\n# {scope.title}"
        for binding in scope.bindings:
            if binding.id and binding.id not in seen:
                seen.add(binding.id)
                setting = f'"{binding.id}" = "{binding.key}"'
                yield f"# {setting:<50} # {binding.tooltip}"
