"""The user's config file: keys, theme, and what the app opens with. Imports no Textual."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.text.frozen import Frozen
from tui.text.reasons import reason
from tui.timeline.model.sort import SORTS
from tui.timeline.query.language import Query
from tui.timeline.reading.files import decode
from tui.timeline.reading.problems import MAX_PROBLEMS, Problem, TimelineError

if TYPE_CHECKING:
    from tui.config.toml_positions import KeyPath

VARIABLE = "DATELINE_CONFIG"
"""The environment variable that names another config file; empty for no config at all."""

_TEXT_KEYS = ("theme", "view", "query", "sort")
_KNOWN_KEYS = (*_TEXT_KEYS, "hint", "remember", "layout", "keys")
_TYPES: Mapping[str, tuple[type, str]] = {
    "hint": (bool, "write true or false"),
    "remember": (bool, "write true or false"),
    "keys": (dict, "write a table, headed by [keys]"),
    "layout": (object, ""),
}
"""The types of keys that are not text, each with the remedy for another type."""
_TOMLLIB_POSITION = r" \(at (?:line (\d+), column (\d+)|end of document)\)$"
_REMEDIES = {
    "Invalid value": "put text in quotes",
    "Cannot overwrite a value": "write each key once",
    "Cannot declare": "write each table once",
    "Expected newline or end of document": "one key and its value a line; put text in quotes",
    "Illegal character": "write a line break or a tab as \\n or \\t",
    "Unterminated string": "end the text with the quote that began it",
}
"""Remedies by the beginning of tomllib's message."""
_USUAL_REMEDY = 'a line is a table such as [keys], or a key and its value, such as theme = "dateline-light"'


class ConfigError(Exception):
    """A config file has problems."""

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.file = file
        self.problems = tuple(problems)
        """In the order of the file; at least one."""

    def lines(self) -> list[str]:
        """Return a line for each of the first problems, ``file:line:column: problem; remedy``."""
        lines = [problem.format(self.file) for problem in self.problems[:MAX_PROBLEMS]]
        others = len(self.problems) - len(lines)
        return [*lines, f"{self.file}: and {others:,} more"] if others else lines


_NO_KEYS: Mapping[str, str] = {}


class Config(Frozen):
    """The settings of a config file. The defaults are those of the program."""

    keys: Mapping[str, str] = _NO_KEYS
    """The keys of an action, separated by commas, by the id of its binding."""
    theme: str | None = None
    view: str | None = None
    """The name of a saved view to open with, in timelines that have it."""
    query: str | None = None
    """The query to open with. It narrows the view, if there is one."""
    sort: str | None = None
    """One of `SORTS`."""
    hint: bool = True
    """Whether the app shows a hint when it is opened for the first time."""
    remember: bool = True
    """Whether a file is opened as it was left."""
    layout: str | Mapping[str, str] | None = None
    """The keyboard's layout: one of `LAYOUTS`, or characters, each with the one at its place on a US keyboard."""
    text: str = ""
    """The text of the file."""

    def _compared(self) -> tuple[object, ...]:
        return (self.keys, self.theme, self.view, self.query, self.sort, self.hint, self.remember, self.layout)

    def problem(self, path: KeyPath, wrong: str, right: str, *, of_value: bool = False) -> Problem:
        """Return a problem of a setting, with the position of its key or of its value.

        Args:
            path: the keys that lead to the setting.
            wrong: the problem.
            right: the remedy.
            of_value: whether the position is that of the value.
        """
        from tui.config.toml_positions import find_key

        position = find_key(self.text, path)
        before = self.text[: position.value if of_value else position.key]
        return Problem(wrong, right, before.count("\n") + 1, len(before) - before.rfind("\n"))


Check = Callable[[Config], Iterable[Problem]]
"""Yields the problems of settings that are checked elsewhere."""


def config_path(named: str | None) -> tuple[Path | None, bool]:
    """Return the path of the config file, and whether the user named it, so that it has to exist.

    Args:
        named: the file that the command line names, if any.
    """
    variable = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named), True
    if variable is not None:
        return (Path(variable), True) if variable else (None, False)
    from platformdirs import user_config_path

    return user_config_path("dateline") / "config.toml", False


def read_config(named: str | None = None, checks: Iterable[Check] = ()) -> Config:
    """Read the config file. Only a file that the user named has to exist.

    Args:
        named: the file that the command line names, if any.
        checks: the checks to run on the settings.

    Raises:
        ConfigError: with every problem of the file.
    """
    path, is_named = config_path(named)
    if path is None:
        return Config()
    try:
        text = decode(path.read_bytes(), str(path))
    except FileNotFoundError as error:
        if not is_named:
            return Config()
        raise ConfigError(str(path), [Problem("no such file", "give the path of a config file")]) from error
    except (OSError, ValueError) as error:
        raise ConfigError(
            str(path), [Problem(f"cannot be read: {reason(error)}", "name a file that can be read")]
        ) from error
    except TimelineError as error:
        raise ConfigError(str(path), error.problems) from error
    config, problems = parse_config(text, checks)
    if problems:
        raise ConfigError(str(path), problems)
    return config


def parse_config(text: str, checks: Iterable[Check] = ()) -> tuple[Config, Sequence[Problem]]:
    """Return the valid settings of a config, and its problems in the order of the text."""
    import tomllib

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Config(), [_syntax_problem(str(error), text)]
    except RecursionError:
        return Config(), [Problem("this is nested too deeply", "a config has keys, and one table of keys")]
    keys = values.get("keys")
    bindings = list(_bindings(keys)) if isinstance(keys, dict) else []
    texts: dict[str, Any] = {key: values[key] for key in _TEXT_KEYS if isinstance(values.get(key), str)}
    config = Config(
        keys={action: keys for action, keys in bindings if isinstance(keys, str)},
        layout=values.get("layout"),
        hint=values.get("hint") is not False,
        remember=values.get("remember") is not False,
        text=text,
        **texts,
    )
    problems = [
        *_type_problems(values, config),
        *_binding_problems(bindings, config),
        *_value_problems(config),
        *(problem for check in checks for problem in check(config)),
    ]
    return config, sorted(problems, key=lambda problem: (problem.line, problem.column))


def _bindings(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Yield actions and their keys. The dots in an action's id may be those of TOML, which make tables."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _bindings(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _type_problems(values: Mapping[str, Any], config: Config) -> Iterator[Problem]:
    for key, value in values.items():
        if key not in _KNOWN_KEYS:
            from tui.text.nearest import nearest

            close = nearest(key, _KNOWN_KEYS)
            right = f"did you mean '{close}'?" if close else f"known keys are {', '.join(_KNOWN_KEYS)}"
            yield config.problem((key,), f"unknown key '{key}'", right)
            continue
        expected, right = _TYPES.get(key, (str, "put it in quotes"))
        if not isinstance(value, expected):
            yield config.problem((key,), f"'{key}' is {_type_name(value)}", right, of_value=True)


def _binding_problems(bindings: Iterable[tuple[str, object]], config: Config) -> Iterator[Problem]:
    seen: set[str] = set()
    for action, keys in bindings:
        path = ("keys", action)
        if action in seen:
            yield config.problem(path, f"'{action}' is there twice", "write it once")
        elif not isinstance(keys, str):
            right = 'write it in quotes, several keys with commas: "x,ctrl+x"'
            yield config.problem(path, f"the key of '{action}' is {_type_name(keys)}", right, of_value=True)
        seen.add(action)


def _value_problems(config: Config) -> Iterator[Problem]:
    if config.sort is not None and config.sort not in SORTS:
        right = f"it is one of {', '.join(SORTS)}"
        yield config.problem(("sort",), f"unknown order '{config.sort}'", right, of_value=True)
    if config.layout is not None:
        from tui.config.layouts import layout_problems

        for path, wrong, right in layout_problems(config.layout):
            yield config.problem(("layout", *path), wrong, right, of_value=True)
    if config.query is not None:
        for notice in Query.parse(config.query).notices:
            wrong, _, right = notice.message.partition("; ")
            wrong = f"in the query, at {notice.start + 1}: {wrong}"
            yield config.problem(("query",), wrong, right, of_value=True)


def _type_name(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    names = {str: "text", int: "a number", float: "a number", dict: "a table", list: "a list"}
    return names.get(type(value), "a date")


def _syntax_problem(message: str, text: str) -> Problem:
    """Return the problem of a text that is not TOML, from the message of tomllib."""
    match = re.search(_TOMLLIB_POSITION, message)
    wrong = message[: match.start()] if match else message
    lines = text.split("\n")
    line, column = len(lines), len(lines[-1]) + 1
    if match and match[1]:
        line, column = int(match[1]), int(match[2])
    right = next((remedy for start, remedy in _REMEDIES.items() if wrong.startswith(start)), _USUAL_REMEDY)
    return Problem(f"this is not TOML: {wrong[:1].lower()}{wrong[1:]}", right, line, column)
