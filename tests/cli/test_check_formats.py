"""``dateline check`` reads what the browser opens, and says how it was read."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tests.timelines import HEAD, event
from tui.cli.main import main

Capture = pytest.CaptureFixture[str]
TABLE = "date,title,text\n2020-03-14,A,x\nsoon,B,<b>y</b>\n2021-01-01,C,z\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def checked(capsys: Capture, *arguments: str) -> tuple[int, list[str]]:
    code = main(["check", *arguments])
    output, problems = capsys.readouterr()
    return code, [*output.splitlines(), *problems.splitlines()]


def test_a_table_has_its_findings_with_rows_then_what_is_for_information(capsys: Capture) -> None:
    Path("t.csv").write_text(TABLE)
    assert checked(capsys, "t.csv") == (
        1,
        [
            "t.csv:row 3: the date is not understood, and its wording is kept: “soon”;"
            " write a date such as 2022-03-14, or leave the event undated [undated]",
            "t.csv: 1 changed: HTML became text, and its links sources (row 3)",
            't.csv: guessed: the column "date" is taken for date',
            't.csv: guessed: the column "title" is taken for title',
            't.csv: guessed: the column "text" is taken for summary',
            "3 events; 0 quotes, not checked against articles: see --articles; 0 errors, 1 to look at",
        ],
    )


def test_a_clean_table_exits_with_0_and_rules_can_be_ignored(capsys: Capture) -> None:
    Path("t.csv").write_text("date,title\n2020,A\n")
    assert checked(capsys, "t.csv")[0] == 0
    Path("t.csv").write_text(TABLE)
    code, lines = checked(capsys, "t.csv", "--ignore", "undated")
    assert (code, lines[-1].endswith("0 to look at, 1 ignored")) == (0, True)


def test_a_date_order_that_nothing_decides_is_to_look_at(capsys: Capture) -> None:
    Path("t.csv").write_text("date,title\n03/04/2020,A\n")
    code, lines = checked(capsys, "t.csv")
    assert (code, "[guessed]" in lines[0], "day/month/year" in lines[0]) == (1, True, True)


def test_findings_and_remarks_are_there_for_programs(capsys: Capture) -> None:
    Path("t.csv").write_text(TABLE)
    _, lines = checked(capsys, "t.csv", "--format", "json")
    found = json.loads("\n".join(lines))
    assert [(one["rule"], one["place"]) for one in found["findings"]] == [("undated", "row 3")]
    assert found["remarks"][0]["places"] == [3]


def test_the_rules_for_timelines_apply_with_the_line_of_the_event(capsys: Capture) -> None:
    Path("t.csv").write_text(
        "id,date,title,status,follows\na,2020,First,confirmed,b\nb,2021,Second,confirmed,\nc,2019,Third,denied,\n"
    )
    Path("map.toml").write_text('[columns]\nfollows = "links"\n')
    code, lines = checked(capsys, "t.csv", "--map", "map.toml")
    assert code == 1
    assert [line.partition(" ")[0] for line in lines if "[follows-later]" in line] == ["t.csv:2:1:"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.json", '[{"date": "2020", "title": "A"}, {"date": "soon", "title": "B"}]'),
        ("t.jsonl", '{"date": "2020", "title": "A"}\n{"date": "soon", "title": "B"}\n'),
        ("t.yaml", "- {date: 2020, title: A}\n- {date: soon, title: B}\n"),
        ("t.txt", "date;title\n2020;A\nsoon;B\n"),
    ],
)
def test_every_format_is_known_by_its_content(name: str, content: str, capsys: Capture) -> None:
    Path(name).write_text(content)
    code, lines = checked(capsys, name)
    assert (code, "“soon”" in lines[0], lines[0].endswith("[undated]")) == (1, True, True)


def test_a_folder_is_one_timeline(capsys: Capture) -> None:
    Path("f").mkdir()
    Path("f/a.csv").write_text(TABLE)
    Path("f/b.csv").write_text("date,title\n2020,D\n")
    code, lines = checked(capsys, "f")
    assert code == 1
    assert [line for line in lines if "[" in line] == [line for line in lines if "[undated]" in line]
    assert lines[-1].startswith("4 events")


@pytest.mark.parametrize(("text", "code"), [("date,title\n2020,A\n", 0), (TABLE, 1), (HEAD + event(kind="vist"), 2)])
def test_a_pipe_holds_any_format(text: str, code: int, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert checked(capsys, "-")[0] == code


@pytest.mark.parametrize(
    ("content", "arguments", "message"),
    [
        ("", [], "t.csv: the table is empty"),
        (TABLE, ["--as", "xslx"], "unknown format 'xslx'"),
        (TABLE, ["--map", "none.toml"], "none.toml"),
        (TABLE, ["--online", "--write"], "dateline import t.csv -o mine.yaml"),
    ],
)
def test_what_cannot_be_checked_is_refused(content: str, arguments: list[str], message: str, capsys: Capture) -> None:
    Path("t.csv").write_text(content)
    code, lines = checked(capsys, "t.csv", *arguments)
    assert code == 2
    assert message in lines[0]
