"""The config file: its settings, its problems and their positions, and its precedence below the command line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.cli.program import DATELINE, run
from tests.timelines import SMALL
from tui.app.config_check import check
from tui.cli.launch import initial_state
from tui.cli.main import main
from tui.config.config import VARIABLE, Config, ConfigError, config_path, parse_config, read_config
from tui.config.toml_positions import find_key
from tui.timeline.query.saved_views import ViewRequest
from tui.timeline.reading.reader import parse_timeline

Capture = pytest.CaptureFixture[str]


def problems(text: str) -> list[str]:
    """Return the problems of a config, without the file's name."""
    return [problem.format("") for problem in parse_config(text, [check])[1]]


def assert_wrong(text: str, *expected: str) -> None:
    """Check the messages and the positions of all problems.

    Args:
        text: the config. A line with nothing but a ^ is not part of it, but points at a problem in the line above.
        expected: the messages of the problems, in order.
    """
    lines: list[str] = []
    positions: list[tuple[int, int]] = []
    for line in text.split("\n"):
        if line.strip() == "^":
            positions.append((len(lines), line.index("^") + 1))
        else:
            lines.append(line)
    found = parse_config("\n".join(lines), [check])[1]
    assert [f"{problem.message}; {problem.remedy}" for problem in found] == list(expected)
    assert [(problem.line, problem.column) for problem in found] == positions


# Settings


def test_every_setting_is_read() -> None:
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


def test_an_empty_config_has_the_default_settings() -> None:
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
def test_the_dots_of_an_action_may_be_written_as_toml_tables(text: str) -> None:
    config, wrong = parse_config(text, [check])
    assert (config.keys, wrong) == ({"file.edit": "E"}, [])


# Problems


def test_every_problem_has_its_position() -> None:
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
query = 'actor:'
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
        "unknown key 'colour'; known keys are theme, view, query, sort, hint, remember, layout, keys",
        "'view' is a number; put it in quotes",
        "'hint' is text; write true or false",
        "unknown order 'dates'; it is one of date, known, -date, -known",
        "in the query, at 1: 'actor:' needs a value; write actor:iran",
        "unknown action 'file.edti'; did you mean 'file.edit'?",
        "'esc' is not a key; did you mean 'escape'?",
        "the key of 'list.sort' is a number; write it in quotes, several keys with commas: \"x,ctrl+x\"",
        "'shift+x' is not a key of its own in a terminal; write 'X'",
        "'hyperr' is not a modifier key; did you mean 'hyper'?",
        "a key is missing; write its name; that of , is comma",
        "'F5' is not a key; did you mean 'f5'?",
    )


@pytest.mark.parametrize(
    ("text", "position"),
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
def test_a_syntax_error_has_its_position(text: str, position: str) -> None:
    [problem] = problems(text)
    assert problem.startswith(f":{position}: this is not TOML: ")


def test_a_byte_that_is_not_utf_8_has_its_position(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b'sort = "date"\nview = "caf\xe9"\n')
    with pytest.raises(ConfigError) as caught:
        read_config(str(path))
    assert caught.value.lines() == [f"{path}:2:12: the byte 0xE9 is not UTF-8; save the file as UTF-8"]


def test_only_the_first_problems_are_listed() -> None:
    many = "\n".join(f"unknown{number} = 1" for number in range(60))
    lines = ConfigError("c", parse_config(many)[1]).lines()
    assert len(lines) == 51
    assert lines[-1] == "c: and 10 more"


# Keys for two actions


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        # both work anywhere
        ('file.edit = "c"', ["'c' is the key of 'query.clear' too; give one of them another"]),
        ('file.edit = "u"\nfile.reload = "u"', ["'u' is the key of 'file.edit' too; give one of them another"]),
        # one works anywhere, and one in the list would hide it
        ('file.edit = "j"', ["'j' is the key of 'list.down' too; give one of them another"]),
        ('list.down = "down,s"', ["'s' is the key of 'facets.status' too; give one of them another"]),
        # a key of Textual's own
        (
            'file.edit = "ctrl+c"',
            ["'ctrl+c' copies the text selected with the mouse, whatever has the focus; name another key"],
        ),
        # a key that types a character
        ('query.leave = "u"', ["'u' is typed in the query; name a key that writes nothing, such as ctrl+t"]),
        ('facets.toggle = "u"', ["'u' is typed in the facets; name a key that writes nothing, such as ctrl+t"]),
    ],
)
def test_a_key_for_two_actions_is_refused(keys: str, expected: list[str]) -> None:
    assert [problem.partition(": ")[2] for problem in problems(f"[keys]\n{keys}")] == expected


@pytest.mark.parametrize(
    "keys",
    [
        'file.edit = "c"\nquery.clear = "e"',  # two keys swapped
        'file.edit = "u"\nquery.leave = "ctrl+x"',
        'detail.down = "z"\nlist.down = "z"',  # in different parts of the screen
        'query.leave = "f9,enter"',
        'app.back = "escape"\nquery.escape = "escape"',  # the defaults
    ],
)
def test_keys_for_one_action_each_are_accepted(keys: str) -> None:
    assert problems(f"[keys]\n{keys}") == []


# Where keys and values are written

TOML = '''\
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
'''


@pytest.mark.parametrize(
    ("path", "line", "key", "value"),
    [
        (("theme",), 2, "theme", '"x #'),
        (("view",), 3, "view", '"""a'),
        (("when",), 6, "when", "1979"),
        (("list",), 7, "list", "[ {a"),
        (("keys",), 10, "keys", "keys"),
        (("keys", "quoted"), 10, "keys", "keys"),
        (("keys", "quoted", "a.b"), 11, '"a.b', '"a.b'),
        (("keys", "quoted", "a.b", "c"), 11, '"a.b', "{d ="),
        (("keys", "quoted.a.b.c"), 11, '"a.b', "{d ="),
        (("tables",), 12, "tabl", "tabl"),
        (("tables", "n"), 13, "n = ", "1"),
        # in an inline table: where that begins
        (("keys", "quoted", "a.b", "c", "d"), 11, "{d =", "{d ="),
        (("keys", "quoted", "a.b", "c", "e", "f"), 11, "{d =", "{d ="),
    ],
)
def test_a_key_is_found_whatever_surrounds_it(path: tuple[str, ...], line: int, key: str, value: str) -> None:
    tomllib.loads(TOML)
    position = find_key(TOML, path)
    assert TOML[: position.key].count("\n") + 1 == line
    assert TOML[position.key :].startswith(key)
    assert TOML[position.value :].split("\n")[0].startswith(value)


def test_a_key_of_a_table_in_several_parts_is_found() -> None:
    text = 'keys.file.edit = "E"\nkeys.file.reload = "f5"\n'
    assert find_key(text, ("keys",)).key == 0
    assert text[find_key(text, ("keys", "file.reload")).value :] == '"f5"\n'


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
        for number, (key, item) in enumerate(value.items()):
            yield from (", " if number else "", _quoted(key), " = ", *_written(item))
        yield " }"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    if "\n" in text and not text.startswith("\n"):
        return f'"""{escaped}"""'
    escaped = escaped.replace("\n", "\\n")
    return f'"{escaped}"' if "'" in text or "\n" in text or "\\" in text else f"'{text}'"


@given(st.dictionaries(_KEYS, st.dictionaries(_KEYS, _VALUES, max_size=3), max_size=3))
def test_the_value_is_written_at_its_position(tables: dict[str, dict[str, Any]]) -> None:
    text = ""
    for name, table in tables.items():
        text += f"[ {_quoted(name)} ] # {name!r}\n"
        for key, value in table.items():
            text += f"  {_quoted(key)}= {''.join(_written(value))} # = 1\n"
    assert tomllib.loads(text) == tables
    paths = [(name, key) for name, table in tables.items() for key in table]
    assume(len({".".join(path) for path in paths} | tables.keys()) == len(paths) + len(tables))
    for name, key in paths:
        position = find_key(text, (name, key))
        assert text.startswith(_quoted(key), position.key)
        assert text.startswith("".join(_written(tables[name][key])), position.value)


# The path of the file


def test_the_command_line_precedes_the_environment_which_precedes_the_platform(
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


def test_a_file_that_was_named_has_to_exist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_a_list_ignores_the_config(small: str, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('query = "nowhere"\nwrong = 1\n', encoding="utf-8")
    ran = run([DATELINE, small, "--config", str(config), "--list"])
    assert (ran.returncode, ran.stderr, len(ran.stdout.splitlines())) == (0, b"", 5)


# Opening the app

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
            ("iran", "date", "no view 'Denial'; did you mean 'Denials'?"),
        ),
    ],
)
def test_the_app_opens_as_the_config_says(config: Config, expected: tuple[str, str, str]) -> None:
    text, sort, notice, _ = initial_state(ViewRequest(), config, parse_timeline(VIEWS))
    assert (text, str(sort), notice) == expected


# Printing a config


def test_the_printed_config_changes_nothing_and_lists_every_action(capsys: Capture) -> None:
    from tui.app.scopes import all_bindings

    assert main(["config"]) == 0
    printed = capsys.readouterr().out
    assert parse_config(printed, [check]) == (Config(), [])
    settings = [line.removeprefix("# ") for line in printed.splitlines() if line.startswith('# "')]
    config, wrong = parse_config("\n".join(["[keys]", *settings]), [check])
    assert wrong == []
    assert config.keys == {action: binding.key for action, binding in all_bindings().items()}


def test_every_binding_of_the_app_has_an_id_for_the_config() -> None:
    import importlib
    import pkgutil

    from textual.binding import Binding
    from textual.dom import DOMNode

    import tui
    from tui.app.scopes import all_bindings

    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        if module.name != "tui.cli.web_server":  # it needs textual-serve
            importlib.import_module(module.name)

    def subclasses(owner: type[DOMNode]) -> Iterator[type[DOMNode]]:
        for subclass in owner.__subclasses__():
            yield subclass
            yield from subclasses(subclass)

    declared: Sequence[Any] = [
        binding
        for owner in subclasses(DOMNode)
        if owner.__module__.startswith("tui.")
        for binding in owner.__dict__.get("BINDINGS", ())
    ]
    assert all(isinstance(binding, Binding) and binding.id for binding in declared)
    assert {binding.id for binding in declared} == all_bindings().keys()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('layout = "rusian"', "1:10: unknown layout 'rusian'; did you mean 'russian'?"),
        ("layout = 3", "1:10: 'layout' is neither text nor a table; "),
        ('layout = { "йй" = "q" }', "'йй' has no place on a keyboard; "),
        ('layout = { "й" = "ctrl+q" }', "'й' has no place on a keyboard; "),
        ("[layout]\n'й' = 5", "2:7: 'й' has no place on a keyboard; "),
    ],
)
def test_a_layout_that_is_none_is_refused(text: str, problem: str) -> None:
    [found] = problems(text)
    assert problem in found


def test_the_config_is_written_where_it_is_looked_for_and_replaces_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    path = tmp_path / "not" / "there" / "config.toml"
    monkeypatch.setenv(VARIABLE, str(path))
    assert main(["config", "--write"]) == 0
    assert capsys.readouterr() == (f"written: {path}\n", "")
    assert main(["config"]) == 0
    assert path.read_text(encoding="utf-8") == capsys.readouterr().out
    path.write_text("hint = false\n", encoding="utf-8")
    assert main(["config", "--write"]) == 2
    assert capsys.readouterr() == ("", f"dateline: {path}: it exists already; --force replaces it\n")
    assert path.read_text(encoding="utf-8") == "hint = false\n"
    assert main(["config", "--write", "--force"]) == 0
    assert path.read_text(encoding="utf-8") != "hint = false\n"
    assert [file.name for file in path.parent.iterdir()] == ["config.toml"]


def test_a_config_that_cannot_be_written_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file" / "config.toml"))
    assert main(["config", "--write"]) == 2
    assert "the folder cannot be created" in capsys.readouterr().err
    monkeypatch.setenv(VARIABLE, "")
    assert main(["config", "--write"]) == 2
    assert "no config is read" in capsys.readouterr().err
