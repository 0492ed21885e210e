"""The command that `C` copies, run by a shell."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.program import run
from tests.timelines import SMALL
from tui.app.screens.query_session import QuerySession
from tui.app.screens.shell_command import program, quoted, shell_command
from tui.timeline.loader import Loader
from tui.timeline.model.sort import BY_DATE, Sort

NAMES = [
    b"plain.yaml",
    b"a b.yaml",
    b'it\'s "q" $HOME `id`.yaml',
    b"-x.yaml",
    b"--list",
    b"status:denied",
    "запад\n2.yaml".encode(),
    b"caf\xe9 $(id).yaml",
]
QUERIES = [
    "",
    "actor:iran weapon:missile",
    "-status:denied",
    "-x",
    "-h",
    '"small number"',
    '-"small number"',
    'actor:"revolutionary guards",patrushev',
    'after:"nov 2022"',
    "« missiles »",
    "it's",
    "$HOME `id` \\ * ? ! # ~ & ; | < > ( )",
    "--list",
    "plain.yaml",
    "téhéran in:2022",
    '"say \\"it\\""',
]


def listed(command: str, directory: Path) -> tuple[str, str]:
    ran = run(["sh", "-c", command], directory=directory)
    return ran.stdout.decode(), ran.stderr.decode()


@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_the_command_opens_a_file_of_any_name(name: bytes, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_text(SMALL, encoding="utf-8")
    session = QuerySession(Loader(path).load(), "actor:iran", Sort.parse("-known"))
    output, problems = listed(shell_command(Loader(path), session.query, session.sort), tmp_path)
    assert problems == ""
    assert len(output.splitlines()) == len(session.answer.rows) > 1


@pytest.mark.parametrize("text", QUERIES)
def test_the_command_asks_the_same_query(text: str, tmp_path: Path) -> None:
    path = tmp_path / "timeline.yaml"
    path.write_text(SMALL, encoding="utf-8")
    session = QuerySession(Loader(path).load(), text, BY_DATE)
    output, _ = listed(shell_command(Loader(path), session.query, session.sort), tmp_path)
    titles = [session.index.timeline.events[row].title for row in session.answer.rows]
    lines = output.splitlines()
    assert len(lines) == len(titles)
    assert all(title in line for title, line in zip(titles, lines, strict=True))


def test_the_program_is_named_as_the_shell_finds_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert program()[-1].endswith(("main.py", "tui"))
    (tmp_path / "dateline").write_text("")
    (tmp_path / "dateline").chmod(0o755)
    assert program() == ["dateline"]


def test_any_word_is_read_back_by_a_shell() -> None:
    for word in ("", "a", "a b", "'", '"', "\\", "$x", "\n x", "é", os.fsdecode(b"\xff'\"$ \xe9")):
        ran = run(["sh", "-c", f"printf %s {quoted(word)}"])
        assert os.fsdecode(ran.stdout) == word
    ran = run(["sh", "-c", f"printf %s {quoted(chr(0xD800) + os.fsdecode(bytes([0xFF])))}"])
    assert os.fsdecode(ran.stdout) == "\ufffd" + os.fsdecode(b"\xff")  # half a character is in no bytes


@pytest.mark.parametrize("name", ["a b.dat", "a b.csv"])
def test_the_command_names_the_format_or_all_files(name: str, tmp_path: Path) -> None:
    table, other = tmp_path / name, tmp_path / "other one.yaml"
    table.write_text("date,title\n2022-01-01,A storm\n2022-02-01,A flood\n", encoding="utf-8")
    other.write_text("dateline: 2\ntitle: T\nevents: [{date: 2022-03-01, title: A fire}]\n", encoding="utf-8")
    loader = Loader(table, form="csv") if table.suffix == ".dat" else Loader(table, more=[other])
    session = QuerySession(loader.load(), "in:2022", BY_DATE)
    output, _ = listed(shell_command(loader, session.query, session.sort), tmp_path)
    titles = ["A storm", "A flood", *(["A fire"] if loader.more else [])]
    assert [line.split("  ")[-1] for line in output.splitlines()] == titles
