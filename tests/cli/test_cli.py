"""The command line: output, errors and exit codes."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest
from wcwidth import wcswidth

from tests.cli.program import DATELINE, run
from tests.eventually import LIMIT
from tests.timelines import BUNDLED, HEAD, SMALL, VARIED, event
from tui.cli.main import main
from tui.cli.query_words import query_text, shield_words, split_file
from tui.cli.table import table_lines
from tui.timeline.dates.words import short_words
from tui.timeline.query.language import Query
from tui.timeline.reading.files import MAX_BYTES
from tui.timeline.reading.reader import parse_timeline, read_timeline
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index

SMALL_LIST = """\
2021 or earlier  reported   First talks
8 Nov 2022       reported   Patrushev lands in Tehran
8 Nov 2022       confirmed  Drones used, a small number of them
~1–10 Jan 2023   alleged    Missiles said to have been delivered  (disputed)
Jan 2023         denied     Iran denies any delivery
"""
TALKS, VISIT, DRONES, DELIVERY, DENIAL = (line[28:].split("  ")[0] for line in SMALL_LIST.splitlines())

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def small(tmp_path: Path) -> str:
    """The path of the small timeline."""
    path = tmp_path / "small.yaml"
    path.write_text(SMALL)
    return str(path)


@pytest.fixture
def big(tmp_path: Path) -> str:
    """The path of a timeline whose list does not fit into a pipe."""
    path = tmp_path / "big.yaml"
    path.write_text(
        HEAD + "".join(event(id=f"event-{n}", title=f"Event {n} {'of very many ' * 6}") for n in range(2000))
    )
    return str(path)


def titles(output: str) -> list[str]:
    return [
        title for line in output.splitlines() for title in (TALKS, VISIT, DRONES, DELIVERY, DENIAL) if title in line
    ]


# The list


def test_the_list_has_date_status_title_and_dispute_in_order(small: str, capsys: Capture) -> None:
    assert main([small]) == 0
    assert capsys.readouterr() == (SMALL_LIST, "")


def test_the_bundled_timeline_is_listed_from_any_directory(tmp_path: Path) -> None:
    ran = run([DATELINE], directory=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, b"")
    lines = ran.stdout.decode().splitlines()
    events = read_timeline(BUNDLED).events
    assert len(lines) == len(events) > 0
    for line, listed in zip(lines, events, strict=True):
        assert line.startswith(short_words(listed.date))
        assert listed.title in line


@pytest.mark.parametrize("variables", [{}, {"FORCE_COLOR": "1", "COLUMNS": "20", "TERM": "xterm-256color"}])
def test_a_piped_list_is_neither_coloured_nor_cut(small: str, variables: dict[str, str]) -> None:
    assert run([DATELINE, small], environment=variables).stdout.decode() == SMALL_LIST


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["actor:iran", "weapon:missile"], [DELIVERY, DENIAL]),
        (["actor:iran weapon:missile"], [DELIVERY, DENIAL]),
        (["actor:russia", "-status:alleged", "date"], []),
        (["-status:denied"], [TALKS, VISIT, DRONES, DELIVERY]),
        (["--", "-status:denied"], [TALKS, VISIT, DRONES, DELIVERY]),
        (["-drones", "-weapon:missile"], [TALKS, VISIT]),
        (["small number"], [DRONES]),
        (["number small"], []),
        (["number", "small"], [DRONES]),
        (["--list", "téhéran"], [TALKS, VISIT, DENIAL]),
        (["actor:iran", "weapon:missile", "--list"], [DELIVERY, DENIAL]),
        (["actor:iran", "--list", "weapon:missile"], [DELIVERY, DENIAL]),
        (["--list", "--list", "status:denied"], [DENIAL]),
        (["after:nov 2022"], [DELIVERY, DENIAL]),
        (["on:8 November, 2022"], [VISIT, DRONES]),
        (["actor:revolutionary guards"], [DELIVERY]),
        (["-actor:revolutionary guards", "weapon:missile"], [DENIAL]),
        (["actor:revolutionary guards,patrushev"], [VISIT, DELIVERY]),
        (["weapon:ballistic missile"], [DELIVERY]),
        (["-small number", "-weapon:missile"], [TALKS, VISIT]),
        (['actor:"revolutionary guards" missiles'], [DELIVERY]),
    ],
    ids=" ".join,
)
def test_the_arguments_are_the_query(small: str, arguments: list[str], expected: list[str], capsys: Capture) -> None:
    code = main([small, *arguments])
    output, problems = capsys.readouterr()
    assert titles(output) == expected
    assert problems == "" or (not expected and problems.startswith("dateline: no event matches; without "))
    assert code == (0 if expected else 1)


def test_options_may_stand_before_the_file(small: str, capsys: Capture) -> None:
    assert main(["--list", small, "status:denied"]) == 0
    assert titles(capsys.readouterr().out) == [DENIAL]


def test_a_file_may_have_any_name(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("status:denied", "timeline", "-x"):
        Path(name).write_text(SMALL)
    assert main(["--file", "status:denied", "status:denied"]) == 0
    assert titles(capsys.readouterr().out) == [DENIAL]
    assert main(["timeline", "status:denied"]) == 0
    assert titles(capsys.readouterr().out) == [DENIAL]
    assert main(["--file=-x", "status:denied"]) == 0
    assert titles(capsys.readouterr().out) == [DENIAL]


def test_a_query_that_finds_nothing_says_what_to_leave_out(small: str, capsys: Capture) -> None:
    assert main([small, "actor:iran", "in:3000"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "dateline: no event matches; without in:3000 4 events\n"


def test_a_list_without_events_is_empty_and_exits_with_1(small: str, capsys: Capture) -> None:
    assert main([small, "nowhere-to-be-found"]) == 1
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("actor:nobody", "nobody"),
        ("actor:iran,nobody", "nobody"),
        ("status:denyed", "denied"),
        ("actor:", "actor:"),
        ("actor:united states", "united states"),
        ('"no end', "quote"),
    ],
)
def test_a_query_that_cannot_be_used_is_an_error_and_nothing_is_listed(
    small: str, query: str, named: str, capsys: Capture
) -> None:
    assert main([small, "--list", query]) == 2
    output, problems = capsys.readouterr()
    assert output == ""
    assert problems.startswith("dateline: ")
    assert problems.count("\n") == 1
    assert named in problems.partition(": ")[2].replace(repr(query), "", 1)
    assert "left out" not in problems  # nothing is: there is no list


@pytest.mark.parametrize(
    ("query", "code", "hint"),
    [
        ("windows:evtx:record", 1, "'windows' is not a field"),
        ("colour:red", 1, "'colour' is not a field"),
        ("actr:iran", 1, "did you mean 'actor:'?"),
        ("-colour:red", 0, "'colour' is not a field"),
    ],
)
def test_a_hint_is_printed_and_the_query_is_used(query: str, code: int, hint: str, small: str, capsys: Capture) -> None:
    assert main([small, query]) == code
    output, problems = capsys.readouterr()
    assert output == (SMALL_LIST if code == 0 else "")
    assert problems.startswith(f"dateline: the query {query!r}, at 1: ")
    assert problems.count("\n") == 1
    assert hint in problems


@pytest.mark.parametrize(
    ("argument", "text"),
    [
        ("after:nov 2022", 'after:"nov 2022"'),
        ("after: nov 2022", 'after:"nov 2022"'),
        ("on:nov 8, 2022", 'on:"nov 8, 2022"'),
        ("actor:united states,russia", 'actor:"united states",russia'),
        ("topic:drinking water", 'topic:"drinking water"'),
        ("small number", '"small number"'),
        ("he said: no", '"he said: no"'),
        ("warning: shots fired", '"warning: shots fired"'),
        ("https://x.org/a b", '"https://x.org/a b"'),
        ("14:30 arrested", '"14:30 arrested"'),
        ("a\\b c", '"a\\\\b c"'),
        ("-drone attack", '-"drone attack"'),
        ("-place:old pier", '-place:"old pier"'),
        ("actor:iran weapon:missile", "actor:iran weapon:missile"),
        ("drone -weapon:missile", "drone -weapon:missile"),
        ("drone -missile", "drone -missile"),
        ('actor:"united states" drone', 'actor:"united states" drone'),
        (" drone ", " drone "),
        ("", ""),
    ],
)
def test_an_argument_that_holds_a_blank_is_one_value(argument: str, text: str) -> None:
    assert query_text([argument]) == text
    assert query_text(["x", argument]) == f"x {text}"


@pytest.mark.parametrize("name", ["nothere.csv", "nothere.yaml", "no/where", "a file.json"])
def test_a_missing_file_is_an_error_and_no_search_word(name: str, capsys: Capture) -> None:
    assert main([name, "--list"]) == 2
    assert capsys.readouterr() == ("", f"{name}: no such file; give the path of a timeline in YAML\n")


@pytest.mark.parametrize(
    "word",
    ["https://x.org/a", "on:2022-11-08/2022-11-09", "topic:a/b", "-a/b", "and/or this", "data.path:/tmp/x", "nothere"],
)
def test_a_word_that_looks_like_no_file_is_part_of_the_query(word: str) -> None:
    assert split_file([word, "x.csv"], None) == (None, [word, "x.csv"])


@pytest.mark.parametrize(
    ("arguments", "hint"), [(["-v"], "--version"), (["-l", "status:denied"], "--list"), (["-x"], "-- -x")], ids=str
)
def test_a_letter_with_a_hyphen_is_no_option_and_no_term(arguments: list[str], hint: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    output, problems = capsys.readouterr()
    assert output == ""
    assert f"unknown option {arguments[0]}; " in problems
    assert hint in problems


def test_a_letter_after_two_hyphens_is_a_term(small: str, capsys: Capture) -> None:
    assert main([small, "--list", "--", "-v"]) == 0
    with_v = titles(capsys.readouterr().out)
    assert main([small, "--list"]) == 0
    assert 0 < len(with_v) < len(titles(capsys.readouterr().out))


def test_after_two_hyphens_every_argument_is_part_of_the_query(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("iran", "-drones", "small.yaml"):
        Path(name).write_text(SMALL)
    assert split_file(shield_words(["--", "iran"]), None) == (None, ["iran"])
    assert split_file(shield_words(["--", "small.yaml", "x"]), None) == (None, ["small.yaml", "x"])
    assert split_file(shield_words(["-drones"]), None) == (None, ["-drones"])
    assert split_file(shield_words(["iran", "--", "-x"]), None) == ("iran", ["-x"])
    assert main(["--file", "iran", "--list", "--", "iran", "-drones"]) == 0
    assert DENIAL in titles(capsys.readouterr().out)


# Options


def test_help_fits_a_terminal_and_shows_each_option_and_exit_code() -> None:
    ran = run([DATELINE, "--help"])
    assert (ran.returncode, ran.stderr) == (0, b"")
    text = ran.stdout.decode()
    assert [line for line in text.splitlines() if len(line) > 80] == []
    for word in ("--list", "--file", "--version", "FILE", "QUERY", "examples:", "exit codes:"):
        assert word in text


def test_the_examples_of_the_help_find_something(capsys: Capture) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    examples = re.findall(r"^  dateline(?: (\S.*?))?(?:  .*)?$", capsys.readouterr().out, re.MULTILINE)
    own = [shlex.split(example) for example in examples if not re.search(r"\.\w+\b", example)]
    assert len(own) >= 3
    for arguments in own:
        assert main(arguments) == 0, arguments
        assert capsys.readouterr().err == ""


def test_the_version_is_that_of_the_package(capsys: Capture) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--version"])
    assert capsys.readouterr() == (f"dateline {version('dateline')}\n", "")


@pytest.mark.parametrize("order", ["-date", "date", "known", "-known"])
def test_an_order_may_stand_apart_from_its_option_though_it_begins_with_a_hyphen(
    order: str, small: str, capsys: Capture
) -> None:
    assert main([small, "--list", "--sort", order, "-status:alleged"]) == 0
    apart = capsys.readouterr().out
    assert main([small, "--list", f"--sort={order}", "-status:alleged"]) == 0
    assert apart == capsys.readouterr().out
    assert (titles(apart)[0] == DENIAL) == order.startswith("-")


@pytest.mark.parametrize(
    "arguments",
    [["--nope"], ["--file"], ["--list=1"], ["--lis"], ["--sort"], ["--sort", "-x"], ["--sort", "--list"]],
    ids=" ".join,
)
def test_wrong_usage_exits_with_2_and_prints_the_usage(arguments: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    output, problems = capsys.readouterr()
    assert output == ""
    assert problems.startswith("usage: dateline ")
    assert problems.endswith("; see --help\n")


def test_a_usage_of_several_lines_has_several_lines(capsys: Capture) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["import"])
    assert "␊" not in capsys.readouterr().err


# Bad input


def nothing(path: Path) -> None:
    pass


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)


def itself(path: Path) -> None:
    path.symlink_to(path)


BAD_FILES: list[tuple[Callable[[Path], object], str]] = [
    (nothing, ": no such file; "),
    (Path.mkdir, ": there is no file in it that Dateline reads; "),
    (Path.touch, ": the file is empty; "),
    (itself, ": cannot be read: "),
    (endless, ": this is not a text file; "),
    (huge, ": 2,147,483,649 bytes are too many; "),
    (lambda path: path.write_text("# nothing but this\n"), ": the file is empty; "),
    (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), ": this is not a text file; "),
    (lambda path: path.write_text("title: x", "utf-16"), ": this is not a text file; "),
    (lambda path: path.write_text("title: T\n# Téhéran\n", "latin-1"), ":2:4: the byte 0xE9 is not UTF-8; "),
    (lambda path: path.write_text("title: [\n"), ":2:1: "),
    (lambda path: path.write_text("a: " + 100_000 * "["), ":1:"),
    (lambda path: path.write_text("title: \x1b[31mred\n"), ":1:8: a control character U+001B; "),
]


@pytest.mark.parametrize(
    ("make", "message"), BAD_FILES, ids=[message.strip(":; ").replace(" ", "-")[:30] for _, message in BAD_FILES]
)
def test_a_file_that_cannot_be_read_is_an_error_with_its_position(
    make: Callable[[Path], object], message: str, tmp_path: Path
) -> None:
    make(tmp_path / "t.yaml")
    ran = run([DATELINE, "t.yaml", "--list"], directory=tmp_path)
    assert (ran.returncode, ran.stdout) == (2, b"")
    problems = ran.stderr.decode()
    assert problems.startswith(f"t.yaml{message}")
    assert problems.count("\n") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read any file")
def test_a_file_without_permission_is_an_error(small: str, capsys: Capture) -> None:
    Path(small).chmod(0)
    assert main([small]) == 2
    assert capsys.readouterr() == ("", f"{small}: no permission to read it; change its mode, or name another file\n")


def test_every_problem_of_a_file_is_on_a_line_with_its_position(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(HEAD + event(date="2022-02-30", kind="vist", actors="[irn]"))
    assert main([str(path)]) == 2
    output, problems = capsys.readouterr()
    assert output == ""
    positions = [
        re.fullmatch(rf"{re.escape(str(path))}:(\d+):(\d+): [^;]+; .+", line) for line in problems.splitlines()
    ]
    assert [match and (match[1], match[2]) for match in positions] == [("7", "9"), ("8", "9"), ("12", "12")]


def test_a_named_pipe_is_read(tmp_path: Path, small: str) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    ran = run(
        ["sh", "-c", 'cat small.yaml >pipe.yaml 2>/dev/null & "$1" pipe.yaml', "sh", DATELINE], directory=tmp_path
    )
    assert (ran.stdout.decode(), ran.stderr, ran.returncode) == (SMALL_LIST, b"", 0)


# Standard input and output


def test_a_timeline_is_read_from_standard_input() -> None:
    ran = run([DATELINE, "-", "status:denied"], given=SMALL.encode())
    assert (ran.returncode, titles(ran.stdout.decode()), ran.stderr) == (0, [DENIAL], b"")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (b"", b"<stdin>: the file is empty; "),
        (b"\0", b"<stdin>: this is not a text file; "),
        (b"title: T\n\xff\n", b"<stdin>:2:1: the byte 0xFF is not UTF-8; "),
    ],
)
def test_problems_of_standard_input_are_printed(given: bytes, message: bytes) -> None:
    ran = run([DATELINE, "-"], given=given)
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr.startswith(message)


@pytest.mark.parametrize("name", ["small", "big"])
def test_a_pipe_closed_early_is_no_error(name: str, request: pytest.FixtureRequest) -> None:
    file = request.getfixturevalue(name)
    ran = run(["sh", "-c", '"$1" "$2" --list | head -n 1', "sh", DATELINE, file])
    assert ran.stdout.count(b"\n") == 1
    assert ran.stderr == b""


@pytest.mark.parametrize("arguments", [["small"], ["big"], ["--help"], ["--version"]], ids=" ".join)
def test_a_pipe_closed_from_the_start_is_no_error(arguments: list[str], request: pytest.FixtureRequest) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    file = [request.getfixturevalue(word) if not word.startswith("-") else word for word in arguments]
    ran = run([DATELINE, *file], output=writing)
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_ctrl_c_while_standard_input_is_read_exits_with_130_and_says_nothing() -> None:
    with subprocess.Popen(
        [DATELINE, "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Background jobs ignore the signal, and their children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as program:
        assert program.stdin is not None
        # More than a pipe holds: once this is written, the program is reading.
        program.stdin.write(b"# a comment\n" * 200_000)
        program.send_signal(signal.SIGINT)
        # A read that began just after the signal ends when the input is closed. Without the signal, the exit code is 2.
        output, problems = program.communicate(timeout=LIMIT)
    assert (program.returncode, output, problems) == (130, b"", b"")


# Abuse

# A shell script ($0 is the program), and its exit code; None for any of ours.
SCRIPTS: dict[str, tuple[str, int | None]] = {
    "a word longer than a file name may be": ('"$0" "$(printf %300d 1 | tr " " x)"', 1),
    "a word that is not UTF-8": ('"$0" "$(printf \'\\377\')"', 1),
    "a value that is not UTF-8": ('"$0" "actor:$(printf \'\\377\')"', 2),
    "a file name that is not UTF-8": ('"$0" "$(printf \'\\377\').yaml"', 2),
    "an empty argument": ('"$0" ""', 0),
    "an empty file name": ('"$0" --file=', 2),
    "quotes and hyphens alone": ('"$0" -- - -- \'"\' -', 2),
    "a file as a directory": ('"$0" "$0/x.yaml"', 2),
    "a thousand arguments": ('"$0" $(yes iran | head -n 1000)', 0),
    "a directory that is gone": ('mkdir gone && cd gone && rmdir ../gone && exec "$0"', 0),
    "a relative file in a directory that is gone": ('mkdir gone && cd gone && rmdir ../gone && exec "$0" x.yaml', 2),
    "standard input closed, but needed": ('exec "$0" - <&-', 2),
    "standard input closed, and not needed": ('exec "$0" <&-', 0),
    "standard output closed": ('exec "$0" >&-', None),
    "standard error closed": ('exec "$0" x.yaml 2>&-', 2),
    "all closed": ('exec "$0" <&- >&- 2>&-', None),
    "a full disk": ('exec "$0" >/dev/full', 2),
    "ASCII alone": ('PYTHONIOENCODING=ascii exec "$0"', 0),
    "Latin-1 alone": ('PYTHONIOENCODING=latin-1 exec "$0"', 0),
    "the C locale": ('LC_ALL=C PYTHONCOERCECLOCALE=0 PYTHONUTF8=0 exec "$0"', 0),
    "a problem in ASCII": ('PYTHONIOENCODING=ascii exec "$0" actor:éé', 2),
    "a terminal of no kind": ('TERM= exec "$0"', 0),
}


@pytest.mark.parametrize(("script", "code"), SCRIPTS.values(), ids=SCRIPTS)
def test_abuse_leads_to_no_traceback(script: str, code: int | None, tmp_path: Path) -> None:
    if "/dev/full" in script and not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    ran = run(["sh", "-c", script, DATELINE], directory=tmp_path)
    errors = ran.stderr.decode(errors="replace")
    assert "Traceback" not in errors
    assert "Exception" not in errors
    assert "Error:" not in errors
    assert ran.returncode in ((0, 2) if code is None else (code,)), errors


def test_the_list_is_complete_in_an_encoding_that_lacks_characters(small: str) -> None:
    ran = run([DATELINE, small], environment={"PYTHONIOENCODING": "ascii"})
    assert titles(ran.stdout.decode("ascii")) == titles(SMALL_LIST)


def test_a_failed_write_is_an_error() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        ran = run([DATELINE], output=full)
    assert ran.returncode == 2
    assert ran.stderr.startswith(b"dateline: ")
    assert b"No space left on device" in ran.stderr


# Text of a timeline is shown, never obeyed

NASTY = {
    "ESC": r"a \e[31mb\e]0;c\a",
    "C1 controls": r"a \x9b31m\x9d0;b\x9c",
    "lines": r"a\nb\rc\vd\fe\x85f\u2028g\u2029h",
    "tab and delete": r"a\tb\x7fc\bd",
    "bidi": r"a \u202eb\u202c \u2066c\u2069 \u200fd \u061c",
    "no width": r"a\u200bb\u2060c\ufeffd\u00ade",
    "tags": r"a\U000E0041\U000E007F",
    "markup": r"[red]a[/red] [@click=app.quit]b[/] \\[c",
    "wide": r"漢字かな 한국어 👩‍🚀 e\u0301 \u0915\u094D\u0937",
}


# What an event lacks


def test_an_event_without_a_status_says_so_beside_those_that_have_one(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "t.yaml").write_text(VARIED, encoding="utf-8")
    assert main([str(tmp_path / "t.yaml"), "after:2023-02", "-is:undated"]) == 0
    assert capsys.readouterr().out == (
        "1 Mar 2023  announced  The board meets  (disputed)\n"
        "3 Mar 2023  reported   The board resigns\n"
        "May 2023    no status  A reply in the Gazette  (draft)\n"
    )


def test_a_list_in_which_no_event_has_a_status_has_no_column_for_it(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "t.yaml").write_text("title: T\nevents: [{date: 1990, title: A}, {date: -0043, title: B}]\n")
    assert main([str(tmp_path / "t.yaml")]) == 0
    assert capsys.readouterr().out == "44 BC  B\n1990   A\n"


def timeline_of_titles() -> str:
    return HEAD + "".join(event(id=f"e{n}", title=f'"{title}"') for n, title in enumerate(NASTY.values()))


def is_safe(character: str) -> bool:
    joiners = "\u200c\u200d"  # Persian and emoji are written with them
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} or character in joiners


def test_titles_are_printed_without_any_control_character(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(timeline_of_titles())
    ran = run([DATELINE, "t.yaml"], directory=tmp_path)
    lines = ran.stdout.decode().split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(NASTY)
    assert [character for line in lines for character in line if not is_safe(character)] == []
    listed = dict(zip(NASTY, lines, strict=True))
    assert "a ␛[31mb␛]0;c␇" in listed["ESC"]
    assert "a␊b␍c␋d␌e" in listed["lines"]
    assert "[red]a[/red] [@click=app.quit]b[/] \\[c" in listed["markup"]
    assert "漢字かな 한국어 👩‍🚀 e\u0301" in listed["wide"]


@pytest.mark.parametrize("width", [1, 2, 20, 21, 22, 23, 24, 40, 80])
def test_a_list_is_cut_to_the_cells_of_the_terminal(width: int) -> None:
    answer = answer_query(Query(), Index(parse_timeline(timeline_of_titles())))
    lines = list(table_lines(answer, width))
    assert len(lines) == len(NASTY)
    assert [line for line in lines if wcswidth(line) > width] == []
    whole = list(table_lines(answer))
    for line, uncut in zip(lines, whole, strict=True):
        if width >= 60:
            assert line == uncut or (line.endswith("…") and uncut.startswith(line[:-1]))
        elif width >= 20:
            title = uncut.split(maxsplit=2)[2]
            assert line.startswith("2022 ○ ")
            assert title.startswith(line.removeprefix("2022 ○ ").removesuffix("…"))


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["t.yaml"], id="the file's text"),
        pytest.param(["actor:\x1b[31m\u202ex"], id="the query"),
        pytest.param(["\x1b]0;x\x07.yaml"], id="the file's name"),
        pytest.param(["--\x1b[31m"], id="an option"),
    ],
)
def test_problems_are_printed_without_any_control_character(arguments: list[str], tmp_path: Path) -> None:
    bad = event(text=r'"\e[31mkey\u202e": x', id=r'"\e]0;x\a"', kind=r'"\x9b"')
    (tmp_path / "t.yaml").write_text(HEAD + bad)
    ran = run([DATELINE, *arguments], directory=tmp_path)
    assert ran.returncode == 2
    assert ran.stderr
    assert [character for character in ran.stderr.decode() if not is_safe(character) and character != "\n"] == []


# Imports


@pytest.mark.parametrize("arguments", [["--list"], ["nope.yaml"], ["actor:nobody"]], ids=" ".join)
def test_printing_does_not_import_textual(arguments: list[str]) -> None:
    script = """
import sys
from tui.cli.main import main
main(sys.argv[1:])
sys.exit("Textual was imported" if "textual" in sys.modules else 0)
"""
    ran = run([sys.executable, "-c", script, *arguments], directory=BUNDLED.parent)
    assert b"Textual was imported" not in ran.stderr
    assert ran.returncode == 0
