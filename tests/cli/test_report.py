"""``dateline report``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.program import DATELINE, Ran, run
from tests.timeline.test_owed import EVERYTHING
from tui.cli.main import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine.yaml").write_text(EVERYTHING, encoding="utf-8")
    return tmp_path


def report(folder: Path, *arguments: str) -> Ran:
    return run([DATELINE, "report", *arguments], directory=folder)


def test_it_is_markdown_with_counts_at_the_top(folder: Path) -> None:
    ran = report(folder, "mine.yaml")
    lines = ran.stdout.decode().splitlines()
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert lines[:3] == ["# What is owed: Everything owed", "", "All 8 events."]
    assert "| [Unanswered accusations](#unanswered-accusations) | 2 | `is:unanswered` |" in lines
    assert "- 2010 — **South attacked** (`claim`, mine.yaml:12) · said by North" in lines
    assert "  - denied by: 2011 — **South denies it** (`denial`, mine.yaml:19) · said by South" in lines


def test_an_empty_timeline_has_no_events(folder: Path) -> None:
    (folder / "empty.yaml").write_text("title: T\nevents: []\n", encoding="utf-8")
    assert report(folder, "empty.yaml").stdout.decode().splitlines()[2] == "No events."


def test_a_file_is_written_whole_in_the_form_of_its_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, start in (("a.html", "<!DOCTYPE html>"), ("a.json", '{\n  "timeline"'), ("a.md", "# What is owed")):
        assert main(["report", str(folder / "mine.yaml"), "--output", str(folder / name)]) == 0
        assert (folder / name).read_text(encoding="utf-8").startswith(start)
    assert capsys.readouterr().out == ""


def test_the_timeline_is_never_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = str(folder / "mine.yaml")
    assert main(["report", mine, "--output", mine]) == 2
    assert "is the timeline itself" in capsys.readouterr().err
    assert (folder / "mine.yaml").read_text(encoding="utf-8") == EVERYTHING
    assert main(["report", mine, "--output", str(folder / "none" / "a.md")]) == 2
    assert "cannot write" in capsys.readouterr().err


def test_a_query_narrows_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = str(folder / "mine.yaml")
    assert main(["report", mine, "in:2012", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["events"] == 1
    assert main(["report", mine, "nowhere"]) == 1
    assert main(["report", mine, "actor:nobody"]) == 2
    assert "unknown actor 'nobody'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.yaml"], "missing.yaml: "),
        (["mine.yaml", "--limit", "few"], "'few' is not a number"),
        (["mine.yaml", "-o", "a.md"], "unknown option -o; did you mean --output?"),
    ],
)
def test_bad_usage_is_explained(folder: Path, arguments: list[str], message: str) -> None:
    ran = report(folder, *arguments)
    assert ran.returncode == 2
    assert message in ran.stderr.decode()


def test_a_table_has_a_report_with_its_lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "events.csv").write_text("date,title,status\n2020,It began,alleged\n2021,It went on,\n", encoding="utf-8")
    assert main(["report", str(folder / "events.csv"), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    unanswered = found["sections"][0]["items"]
    assert [(item["title"], item["place"]) for item in unanswered] == [("It began", f"{folder / 'events.csv'}:2")]
