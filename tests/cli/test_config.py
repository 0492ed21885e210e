"""The config file: what it says, what is wrong with it and where, and that the command line goes before it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.program import DATELINE, run
from tests.timelines import SMALL
from tui.app.config_check import check
from tui.cli.launch import initial_state
from tui.cli.main import main
from tui.config.config import Config, ConfigError, config_path, parse_config, read_config
from tui.config.toml_positions import places
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.search.saved_views import ViewRequest

Capture = pytest.CaptureFixture[str]


def problems(text: str) -> list[str]:
    """Return what is wrong with a config, without the file's name."""
    return [problem.located("") for problem in parse_config(text, [check])[1]]


def assert_wrong(text: str, *expected: str) -> None:
    """Check that each problem begins at the place of a ^ in the line below it and has a text.

    Args:
        text: the config. Lines of nothing but blanks and one ^ are no part of it: they point at the line above.
        expected: what each problem says, in order.
    """
    lines: list[str] = []
    pointed: list[tuple[int, int]] = []
    for line in text.split("\n"):
        if line.strip() == "^":
            pointed.append((len(lines), line.index("^") + 1))
        else:
            lines.append(line)
    found = parse_config("\n".join(lines), [check])[1]
    assert [f"{problem.wrong}; {problem.right}" for problem in found] == list(expected)
    assert [(problem.line, problem.column) for problem in found] == pointed


# What it says


def test_a_config_says_keys_theme_and_what_the_app_starts_with() -> None:
    text = """
        theme = "dateline-light"
        view = "Denials"
        query = "actor:iran"
        sort = "-known"
        hint = false
        [keys]
        "file.edit" = "E,ctrl+e"
        file.reload = "f5"
    """
    config, wrong = parse_config(text, [check])
    assert not wrong
    assert config == Config(
        {"file.edit": "E,ctrl+e", "file.reload": "f5"}, "dateline-light", "Denials", "actor:iran", "-known", False
    )


def test_an_empty_config_is_as_none() -> None:
    assert parse_config("# nothing yet\n", [check]) == (Config(), [])


@pytest.mark.parametrize(
    "text",
    [
        '[keys]\n"file.edit" = "E"',
        '[keys]\nfile.edit = "E"',
        '[keys]\nfile . "edit" = "E"',
        '[keys.file]\nedit = "E"',
        'keys = { "file.edit" = "E" }',
        'keys.file.edit = "E"',
    ],
)
def test_the_dots_of_an_action_may_be_those_of_toml(text: str) -> None:
    config, wrong = parse_config(text, [check])
    assert (config.keys, wrong) == ({"file.edit": "E"}, [])


# What is wrong with it


def test_all_that_is_wrong_is_told_at_its_place() -> None:
    assert_wrong(
        """\
# theme = "a comment"
theme = "dateline-ligth"  # "no"
        ^
"colour" = 3
^
view = 1
       ^
hint = "yes"
       ^
sort = "dates"
       ^
query = 'colour:red'
        ^
[keys]
"file.edti" = "E"
^
file.reload = "esc"
              ^
list.sort = 5
            ^
"query.clear" = "shift+x, hyperr+x,,F5"
                ^
                ^
                ^
                ^
""",
        "unknown theme 'dateline-ligth'; did you mean 'dateline-light'?",
        "unknown key 'colour'; known keys are theme, view, query, sort, hint, keys",
        "'view' is a number; put it in quotes",
        "'hint' is text; write true or false",
        "unknown order 'dates'; it is one of date, known, -date, -known",
        "in the query, at 1: unknown facet 'colour'; " + _known_facets(),
        "unknown action 'file.edti'; did you mean 'file.edit'?",
        "'esc' is no key; did you mean 'escape'?",
        "the key of 'list.sort' is a number; write it in quotes, several keys with commas: \"x,ctrl+x\"",
        "'shift+x' is no key of its own in a terminal; write 'X'",
        "'hyperr' is nothing to hold down with a key; did you mean 'hyper'?",
        "a key is missing; write its name; that of , is comma",
        "'F5' is no key; did you mean 'f5'?",
    )


def _known_facets() -> str:
    from tui.timeline.query.language import NAMES

    return f"known are {', '.join(NAMES)}"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("theme = dateline-light", "1:9"),
        ('theme = "a"\ntheme = "b"', "2:12"),
        ('\n\n  theme = "a', "3:13"),
        ("[keys", "1:6"),
        ('sort = "date" view = "x"', "1:15"),
        ("just words", "1:6"),
        ('view = "a\x01b"', "1:10"),
    ],
)
def test_what_is_not_toml_is_told_at_its_place(text: str, place: str) -> None:
    [problem] = problems(text)
    assert problem.startswith(f":{place}: this is not TOML: ")


def test_bytes_that_are_not_utf_8_are_told_at_their_place(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b'sort = "date"\nview = "caf\xe9"\n')
    with pytest.raises(ConfigError) as caught:
        read_config(str(path))
    assert caught.value.lines() == [f"{path}:2:12: the byte 0xE9 is not UTF-8; save the file as UTF-8"]


def test_no_more_problems_are_told_than_can_be_read() -> None:
    many = "\n".join(f"unknown{number} = 1" for number in range(60))
    lines = ConfigError("c", parse_config(many)[1]).lines()
    assert len(lines) == 51
    assert lines[-1] == "c: and 10 more"


# Keys that would do two things


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        # two that work anywhere
        ('file.edit = "c"', ["'c' is the key of 'query.clear' too; give one of them another"]),
        ('file.edit = "x"\nfile.reload = "x"', ["'x' is the key of 'file.edit' too; give one of them another"]),
        # one that works anywhere and one of the list, which would hide it
        ('file.edit = "j"', ["'j' is the key of 'list.down' too; give one of them another"]),
        ('list.down = "down,s"', ["'s' is the key of 'facets.status' too; give one of them another"]),
        # Textual's own
        (
            'file.edit = "ctrl+c"',
            ["'ctrl+c' copies what the mouse has selected, whatever has the focus; name another key"],
        ),
        # what is typed
        ('query.leave = "x"', ["'x' is typed in the query; name a key that writes nothing, such as ctrl+t"]),
        ('facets.toggle = "x"', ["'x' is typed in the facets; name a key that writes nothing, such as ctrl+t"]),
    ],
)
def test_keys_that_would_do_two_things_are_told(keys: str, expected: list[str]) -> None:
    assert [problem.partition(": ")[2] for problem in problems(f"[keys]\n{keys}")] == expected


@pytest.mark.parametrize(
    "keys",
    [
        'file.edit = "c"\nquery.clear = "e"',  # two that change places
        'file.edit = "x"\nquery.leave = "ctrl+x"',
        'detail.down = "x"\nlist.down = "x"',  # in different parts of the screen
        'query.leave = "f9,enter"',
        'app.back = "escape"\nquery.escape = "escape"',  # as they are
    ],
)
def test_keys_that_do_one_thing_each_are_fine(keys: str) -> None:
    assert problems(f"[keys]\n{keys}") == []


# Where keys and values stand


def test_places_are_right_whatever_toml_there_is() -> None:
    text = '''\
# a [comment] = 1
theme = "x # [y] = \\"" # = "z"
view = """a
[keys]
no = 1 ""\\""""""
when = 1979-05-27 07:32:00 # a date
list = [ {a = 1, b = "]"}, [1, # ]
 2], 'x=]',
]
[ keys . "quo\\u0074ed" ] # [no]
"a.b" . c={d = 1, e.f = '}'}
[[tables]]
n = 1
[[tables]]
n = 2
'''
    tomllib.loads(text)
    found = {
        keys: (text[: place.key].count("\n") + 1, text[place.value :].split("\n")[0][:4])
        for keys, place in places(text).items()
    }
    assert found == {
        ("theme",): (2, '"x #'),
        ("view",): (3, '"""a'),
        ("when",): (6, "1979"),
        ("list",): (7, "[ {a"),
        ("keys",): (10, "keys"),
        ("keys", "quoted"): (10, "keys"),
        ("keys", "quoted", "a.b"): (11, '"a.b'),
        ("keys", "quoted", "a.b", "c"): (11, "{d ="),
        ("keys", "quoted", "a.b", "c", "d"): (11, "1, e"),
        ("keys", "quoted", "a.b", "c", "e"): (11, "e.f "),
        ("keys", "quoted", "a.b", "c", "e", "f"): (11, "'}'}"),
        ("tables",): (12, "tabl"),
        ("tables", "n"): (13, "1"),
    }


_KEYS = st.text("ab-.# \"'=[]", min_size=1, max_size=4)
_TEXTS = st.text("ab\n\"'\\#=[]{},", max_size=8)
_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.integers() | st.booleans() | _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=8,
)


def _written(value: object) -> Iterator[str]:
    """Yield TOML of a value, piece by piece."""
    if isinstance(value, bool):
        yield str(value).lower()
    elif isinstance(value, int):
        yield str(value)
    elif isinstance(value, str):
        yield _quoted(value)
    elif isinstance(value, list):
        yield "[\n# ]\n"
        for item in value:
            yield from (*_written(item), " , # [\n")
        yield "]"
    elif isinstance(value, dict):
        yield "{ "
        for place, (key, item) in enumerate(value.items()):
            yield from (", " if place else "", _quoted(key), " = ", *_written(item))
        yield " }"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    if "\n" in text and not text.startswith("\n"):
        return f'"""{escaped}"""'
    escaped = escaped.replace("\n", "\\n")
    return f'"{escaped}"' if "'" in text or "\n" in text or "\\" in text else f"'{text}'"


def _leaves(table: dict[str, Any], before: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, value in table.items():
        yield (*before, key), value
        if isinstance(value, dict):
            yield from _leaves(value, (*before, key))


@given(st.dictionaries(_KEYS, st.dictionaries(_KEYS, _VALUES, max_size=3), max_size=3))
def test_what_stands_at_a_place_is_the_value(tables: dict[str, dict[str, Any]]) -> None:
    text = ""
    for name, table in tables.items():
        text += f"[ {_quoted(name)} ] # {name!r}\n"
        for key, value in table.items():
            text += f"  {_quoted(key.replace(chr(10), ''))}= {''.join(_written(value))} # = 1\n"
    assert tomllib.loads(text) == tables
    found = places(text)
    assert found.keys() == dict(_leaves(tables)).keys()
    for keys, value in _leaves(tables):
        if len(keys) > 1:
            assert text.startswith("".join(_written(value)), found[keys].value)


# Which file it is


def test_the_command_line_goes_before_the_environment_and_that_before_the_platform(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATELINE_CONFIG", "/env.toml")
    assert config_path("/named.toml") == (Path("/named.toml"), True)
    assert config_path(None) == (Path("/env.toml"), True)
    monkeypatch.setenv("DATELINE_CONFIG", "")
    assert config_path(None) == (None, False)
    monkeypatch.delenv("DATELINE_CONFIG")
    path, is_named = config_path(None)
    assert path is not None
    assert (path.name, path.parent.name, is_named) == ("config.toml", "dateline", False)


def test_a_file_that_was_named_has_to_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = str(tmp_path / "nowhere.toml")
    with pytest.raises(ConfigError) as caught:
        read_config(named)
    assert caught.value.lines() == [f"{named}: no such file; give the path of a config file"]
    monkeypatch.delenv("DATELINE_CONFIG")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert read_config() == Config()


@pytest.fixture
def small(tmp_path: Path) -> str:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return str(path)


def test_a_list_does_without_a_config(small: str, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('query = "nowhere"\nwrong = 1\n', encoding="utf-8")
    ran = run([DATELINE, small, "--config", str(config), "--list"])
    assert (ran.returncode, ran.stderr, len(ran.stdout.splitlines())) == (0, b"", 5)


# What the app starts with

VIEWS = SMALL.replace("events:\n", "views:\n  - {name: Denials, query: 'status:denied', sort: -known}\nevents:\n")


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        (Config(), ("", "date", "")),
        (Config(query="iran", sort="-date"), ("iran", "-date", "")),
        (Config(view="Denials"), ("status:denied", "-known", "")),
        (Config(view="Denials", query="iran", sort="date"), ("status:denied iran", "date", "")),
        (
            Config(view="Denial", query="iran"),
            ("iran", "date", "the timeline keeps no view 'Denial'; did you mean 'Denials'?"),
        ),
    ],
)
def test_what_the_app_starts_with(config: Config, expected: tuple[str, str, str]) -> None:
    text, sort, notice = initial_state(ViewRequest(), config, parse_timeline(VIEWS))
    assert (text, str(sort), notice) == expected


# The command that prints one


def test_the_config_that_is_printed_changes_nothing_and_names_every_action(capsys: Capture) -> None:
    from tui.app.scopes import all_bindings

    assert main(["config"]) == 0
    printed = capsys.readouterr().out
    assert parse_config(printed, [check]) == (Config(), [])
    settings = [line.removeprefix("# ") for line in printed.splitlines() if line.startswith('# "')]
    config, wrong = parse_config("\n".join(["[keys]", *settings]), [check])
    assert wrong == []
    assert config.keys == {action: binding.key for action, binding in all_bindings().items()}


def test_every_action_of_the_app_can_be_given_another_key() -> None:
    import importlib
    import pkgutil

    from textual.binding import Binding
    from textual.dom import DOMNode

    import tui
    from tui.app.scopes import all_bindings

    for module in pkgutil.iter_modules(tui.__path__):
        importlib.import_module(f"tui.{module.name}")

    def below(owner: type[DOMNode]) -> Iterator[type[DOMNode]]:
        for each in owner.__subclasses__():
            yield each
            yield from below(each)

    declared: Sequence[Any] = [
        binding
        for owner in below(DOMNode)
        if owner.__module__.startswith("tui.")
        for binding in owner.__dict__.get("BINDINGS", ())
    ]
    assert all(isinstance(binding, Binding) and binding.id for binding in declared)
    assert {binding.id for binding in declared} == all_bindings().keys()
