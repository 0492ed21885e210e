"""The examples and figures of the README hold."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.pages import blocks, commands, page, queries
from tests.timelines import BUNDLED, ROOT
from tui.cli.main import main
from tui.timeline.loader import Loader
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.search.answers import answer_query

README = page("README")
[EXAMPLE] = blocks(README, "yaml")

PAGES_WITH_COMMANDS = ("README", "docs/command-line", "docs/checking")


def test_it_has_two_screens_or_so() -> None:
    assert README.count("\n") <= 145


def test_the_example_timeline_can_be_read() -> None:
    timeline = parse_timeline(EXAMPLE)
    assert [event.id for event in timeline.events] == ["arson", "arson-denied"]


def test_the_example_timeline_passes_its_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(EXAMPLE, encoding="utf-8")
    assert main(["check", str(file)]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("query", [*queries(README), *queries(page("docs/query"))])
def test_every_example_query_is_understood_and_finds_events(query: str) -> None:
    answer = answer_query(Query.parse(query), Loader(BUNDLED).load())
    assert answer.notices == ()
    assert answer.rows


RUN_HERE = [
    command
    for name in PAGES_WITH_COMMANDS
    for command in commands(page(name))
    if command.startswith("dateline") and "--articles" not in command
]


def write_examples(folder: Path) -> None:
    """Write the files that the examples name."""
    (folder / "mine.yaml").write_text(EXAMPLE, encoding="utf-8")
    (folder / "a.yaml").write_text(EXAMPLE, encoding="utf-8")
    (folder / "events.csv").write_text("date,title,source\n2020,It began,Gazette\n", encoding="utf-8")
    (folder / "b.jsonl").write_text('{"date": "2021", "title": "It went on"}\n', encoding="utf-8")
    (folder / "notes").mkdir()
    (folder / "notes" / "1.md").write_text("---\ndate: 2022\ntitle: It ended\n---\n", encoding="utf-8")


@pytest.mark.parametrize("command", RUN_HERE)
def test_every_example_command_prints_events(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_examples(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(shlex.split(command)[1:]) < 2, capsys.readouterr().err
    output = capsys.readouterr()
    if "--output" in command:
        assert (tmp_path / command.split()[-1]).stat().st_size
    else:
        assert output.out or "import" in command  # which says on standard error what it has done


def test_every_example_with_make_is_a_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    made = [command.split()[1] for command in commands(README) if command.startswith("make ")]
    assert made == ["run", "test"]
    assert all(f"\n{target}:" in makefile for target in made)
