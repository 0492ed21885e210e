"""``--plain``, and lists in terminals without UTF-8."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.program import DATELINE, run
from tests.terminal.terminal import Terminal
from tests.timelines import SMALL, VARIED

C_LOCALE = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.fixture
def small(tmp_path: Path) -> str:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return str(path)


def test_each_event_is_a_paragraph(small: str) -> None:
    ran = run([DATELINE, small, "--plain", "weapon:missile", "--sort=-date"])
    paragraphs = ran.stdout.decode().split("\n\n")
    assert paragraphs[0] == "A small timeline. 2 of 5 events for weapon:missile. By date, the newest first."
    assert paragraphs[1].startswith("January 2023. Denied, statement. Iran denies any delivery.")
    assert paragraphs[2].startswith("Some day of about 1 to 10 January 2023.")
    assert "“L’Iran aurait livré des « missiles »”" in paragraphs[2]
    assert ran.stdout.endswith(b"\n")
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_silent_stretches_are_read_out(tmp_path: Path) -> None:
    events = (f"  - {{date: {year}, title: t, tags: [x]}}\n" for year in (2012, 2013, 2014, 2015, 2019, 2020))
    (tmp_path / "t.yaml").write_text(f"title: T\nevents:\n{''.join(events)}", encoding="utf-8")
    whole, some = (run([DATELINE, "t.yaml", "--plain", *query], directory=tmp_path) for query in ([], ["tag:x"]))
    assert whole.stdout.startswith(b"T. 6 events. No events from 2016 to 2018.\n")
    assert some.stdout.startswith(b"T. 6 of 6 events for tag:x. No matching events from 2016 to 2018.\n")


def test_drafts_are_left_out_and_counted(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(VARIED, encoding="utf-8")
    ran = run([DATELINE, "t.yaml", "--plain", "in:2023"], directory=tmp_path)
    assert b"A reply in the Gazette" not in ran.stdout
    assert b"\n\n1 draft is left out.\n\n" in ran.stdout
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_without_matches_it_says_so(small: str) -> None:
    ran = run([DATELINE, small, "--plain", "zzz"])
    assert ran.stdout == b"A small timeline. No event of 5 matches zzz.\n"
    assert ran.returncode == 1


def test_a_query_that_cannot_be_used_is_an_error(small: str) -> None:
    ran = run([DATELINE, small, "--plain", "actor:nobody"])
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert b"unknown actor 'nobody'" in ran.stderr


def test_a_closed_pipe_is_no_error() -> None:
    ran = run(["sh", "-c", '"$0" --plain | head -n 1', DATELINE])
    assert ran.stdout.count(b"\n") == 1
    assert ran.stderr == b""


def test_it_excludes_other_formats(small: str) -> None:
    ran = run([DATELINE, small, "--plain", "--format", "csv"])
    assert ran.returncode == 2
    assert b"not allowed with argument" in ran.stderr


def test_it_imports_neither_textual_nor_rich(small: str) -> None:
    script = """
import sys
from tui.cli.main import main
main(sys.argv[1:])
sys.exit(", ".join({"textual", "rich"} & set(sys.modules)))
"""
    ran = run([sys.executable, "-c", script, small, "--plain"])
    assert ran.stderr == b"\n" or ran.stderr == b""


@pytest.mark.parametrize("option", ["--plain", "--list"])
def test_an_ascii_pipe_gets_transliterated_words(option: str, small: str) -> None:
    ran = run([DATELINE, small, option, "talks"], environment=C_LOCALE)
    assert ran.stdout.isascii()
    assert b"First talks" in ran.stdout
    ran = run([DATELINE, small, "--plain", "visit"], environment=C_LOCALE)
    assert b'"Patrouchev a atterri a Teheran"' in ran.stdout


def test_a_pipe_in_the_c_locale_gets_utf_8(small: str) -> None:
    assert "Téhéran" in run([DATELINE, small, "--plain"], environment={"LC_ALL": "C"}).stdout.decode()


def test_a_terminal_wraps_between_words(small: str) -> None:
    with Terminal([DATELINE, small, "--plain", "visit"], size=(30, 30)) as terminal:
        assert terminal.wait_for_exit() == 0
        assert max(map(len, terminal.lines)) <= 30
        words = " ".join(terminal.lines).split()
        assert "Patrouchev" in " ".join(words).replace("“", "").split()
        assert "Reported," in words


@pytest.mark.parametrize("environment", [C_LOCALE, {"LC_ALL": "C"}, {"DATELINE_ASCII": "1"}], ids=str)
@pytest.mark.parametrize("option", ["--plain", "--list"])
def test_an_ascii_terminal_gets_only_ascii(option: str, environment: dict[str, str], small: str) -> None:
    with Terminal([DATELINE, small, option], size=(40, 60), environment=environment) as terminal:
        assert terminal.wait_for_exit() == 0
        assert terminal.output.isascii()
        assert "Patrushev" in terminal.text


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}], ids=str)
def test_a_dumb_terminal_gets_the_list(environment: dict[str, str], small: str) -> None:
    with Terminal([DATELINE, small], size=(80, 24), environment=environment) as terminal:
        assert terminal.wait_for_exit() == 0
        assert "Patrushev lands in Tehran" in terminal.text
        assert b"\x1b" not in terminal.output
