"""The user's config file: keys, theme, and how the app starts. Imports no Textual."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.text.frozen import Frozen
from tui.text.nearest import nearest
from tui.timeline.model.entities import SORTS
from tui.timeline.query.language import Query
from tui.timeline.reading.files import decode
from tui.timeline.reading.problems import MOST_PROBLEMS, Problem, TimelineError

if TYPE_CHECKING:
    from tui.config.toml_positions import Keys, TomlPosition

VARIABLE = "DATELINE_CONFIG"
"""The environment's name for another file; empty for none."""

_TEXTS = ("theme", "view", "query", "sort")
_KNOWN = (*_TEXTS, "hint", "keys")
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_ADVICE = {
    "Invalid value": "put text in quotes",
    "Cannot overwrite a value": "write each key once",
    "Cannot declare": "write each table once",
    "Expected newline or end of document": "one key and its value a line; put text in quotes",
    "Illegal character": "write a line break or a tab as \\n or \\t",
    "Unterminated string": "end the text with the quote that began it",
}


_FORM = 'a line is a table such as [keys], or a key and its value, such as theme = "dateline-light"'


class ConfigError(Exception):
    """A config file cannot be used."""

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.file = file
        self.problems = tuple(problems)
        """In the order of the file; at least one."""

    def lines(self) -> list[str]:
        """Return a line for each problem, ``file:line:column: what is wrong; what would be right``."""
        lines = [problem.located(self.file) for problem in self.problems[:MOST_PROBLEMS]]
        untold = len(self.problems) - len(lines)
        return [*lines, f"{self.file}: and {untold:,} more"] if untold else lines


_NOTHING: Mapping[Any, Any] = {}


class Config(Frozen):
    """What a config file says; by default what the program does without one."""

    keys: Mapping[str, str] = _NOTHING
    """By a binding's id: its keys, with commas between."""
    theme: str | None = None
    view: str | None = None
    """The name of a view to start with, in timelines that keep it."""
    query: str | None = None
    """The query to start with; with a view it narrows that."""
    sort: str | None = None
    """One of `SORTS`."""
    hint: bool = True
    """Whether a first start shows a hint."""
    places: Mapping[Keys, TomlPosition] = _NOTHING
    """Where in the text its keys stand; the actions of ``keys`` by their ids, however their dots are written."""
    text: str = ""

    def _compared(self) -> tuple[object, ...]:
        return (self.keys, self.theme, self.view, self.query, self.sort, self.hint)

    def problem(self, keys: Keys, wrong: str, right: str, *, offset: int | None = None) -> Problem:
        """Return what is wrong with a key, at its place.

        Args:
            keys: the way to it.
            wrong: what is wrong.
            right: what would be right.
            offset: characters from the beginning of the value; None for the key.
        """
        place = self.places[keys]
        at = place.key if offset is None else place.value + offset
        before = self.text[:at]
        return Problem(wrong, right, before.count("\n") + 1, len(before) - before.rfind("\n"))


Check = Callable[[Config], Iterable[Problem]]
"""Finds what is wrong with values that are known elsewhere."""


def config_path(named: str | None) -> tuple[Path | None, bool]:
    """Return where the config file is, and whether the user said so, so that it has to be there.

    Args:
        named: what the command line names, if it does.
    """
    variable = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named), True
    if variable is not None:
        return (Path(variable), True) if variable else (None, False)
    from platformdirs import user_config_path

    return user_config_path("dateline") / "config.toml", False


def read_config(named: str | None = None, checks: Iterable[Check] = ()) -> Config:
    """Read the config file. One that nobody named need not be there.

    Args:
        named: the file that the command line names, if it does.
        checks: what else is to be checked.

    Raises:
        ConfigError: with all that is wrong.
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
        said = getattr(error, "strerror", None) or str(error)
        raise ConfigError(str(path), [Problem(f"cannot be read: {said}", "name a file that can be read")]) from error
    except TimelineError as error:
        raise ConfigError(str(path), error.problems) from error
    config, problems = parse_config(text, checks)
    if problems:
        raise ConfigError(str(path), problems)
    return config


def parse_config(text: str, checks: Iterable[Check] = ()) -> tuple[Config, Sequence[Problem]]:
    """Return what a config says and what is wrong with it, in the order of its text."""
    import tomllib

    from tui.config.toml_positions import places

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Config(), [_syntax(str(error), text)]
    except RecursionError:
        return Config(), [Problem("this is nested too deeply", "a config has keys, and one table of keys")]
    found = {_flat(keys): place for keys, place in places(text).items()}
    config = Config(places=found, text=text)
    problems = list(_wrong(values, config))
    usable: dict[str, Any] = {name: values[name] for name in _TEXTS if isinstance(values.get(name), str)}
    keys = dict(_actions(values["keys"])) if isinstance(values.get("keys"), dict) else {}
    config = Config(
        keys={action: written for action, written in keys.items() if isinstance(written, str)},
        hint=values.get("hint") is not False,
        places=found,
        text=text,
        **usable,
    )
    problems += (problem for check in checks for problem in check(config))
    return config, sorted(problems, key=lambda problem: (problem.line, problem.column))


def _flat(keys: Keys) -> Keys:
    """Return the way to a value, an action's id as one key: its dots may be TOML's."""
    return (keys[0], ".".join(keys[1:])) if keys[0] == "keys" and len(keys) > 1 else keys


def _actions(table: Mapping[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    """Yield ids and keys; the dots of an id may stand for tables."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _actions(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _wrong(values: Mapping[str, Any], config: Config) -> Iterator[Problem]:
    for name, value in values.items():
        if name not in _KNOWN:
            close = nearest(name, _KNOWN)
            right = f"did you mean '{close}'?" if close else f"known keys are {', '.join(_KNOWN)}"
            yield config.problem((name,), f"unknown key '{name}'", right)
        elif name in _TEXTS and not isinstance(value, str):
            yield config.problem((name,), f"'{name}' is {_kind(value)}", "put it in quotes", offset=0)
        elif name == "hint" and not isinstance(value, bool):
            yield config.problem((name,), f"'hint' is {_kind(value)}", "write true or false", offset=0)
        elif name == "keys" and not isinstance(value, dict):
            yield config.problem((name,), f"'keys' is {_kind(value)}", "write a table, headed by [keys]", offset=0)
    keys = values.get("keys")
    told: set[str] = set()
    for action, written in _actions(keys) if isinstance(keys, dict) else ():
        if action in told:
            yield config.problem(("keys", action), f"'{action}' is there twice", "write it once")
        elif not isinstance(written, str):
            example = 'write it in quotes, several keys with commas: "x,ctrl+x"'
            yield config.problem(("keys", action), f"the key of '{action}' is {_kind(written)}", example, offset=0)
        told.add(action)
    sort = values.get("sort")
    if isinstance(sort, str) and sort not in SORTS:
        yield config.problem(("sort",), f"unknown order '{sort}'", f"it is one of {', '.join(SORTS)}", offset=0)
    query = values.get("query")
    for notice in Query.parse(query).notices if isinstance(query, str) else ():
        wrong, _, right = notice.message.partition("; ")
        yield config.problem(("query",), f"in the query, at {notice.start + 1}: {wrong}", right, offset=0)


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    kinds = {str: "text", int: "a number", float: "a number", dict: "a table", list: "a list"}
    return kinds.get(type(value), "a date")


def _syntax(message: str, text: str) -> Problem:
    """Return what tomllib says of a text that is no TOML."""
    match = _PLACE.search(message)
    wrong = message[: match.start()] if match else message
    lines = text.split("\n")
    line, column = len(lines), len(lines[-1]) + 1
    if match and match[1]:
        line, column = int(match[1]), int(match[2])
    advice = next((right for said, right in _ADVICE.items() if wrong.startswith(said)), _FORM)
    return Problem(f"this is not TOML: {wrong[:1].lower()}{wrong[1:]}", advice, line, column)
