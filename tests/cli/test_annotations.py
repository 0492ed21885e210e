"""A reader's own marks and notes on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.timelines import SMALL
from tui.cli.main import main
from tui.reader.annotations import mark_event, note_event
from tui.reader.kept import Kept

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def small(tmp_path: Path) -> str:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    mark_event(path, "visit", is_marked=True)
    note_event(path, "talks", "Who paid?\nAsk.")
    return str(path)


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("is:marked", "Patrushev lands in Tehran"),
        ("is:noted", "First talks"),
        ("note:paid", "First talks"),
        ("paid", "First talks"),
    ],
)
def test_marks_and_notes_are_found_in_a_list(small: str, capsys: Capture, query: str, title: str) -> None:
    assert main([small, query, "--list"]) == 0
    [line] = capsys.readouterr().out.splitlines()
    assert line.endswith(title)


def test_no_export_has_them_unless_it_is_asked_for(small: str, capsys: Capture) -> None:
    for form in ("json", "jsonl", "csv", "markdown"):
        assert main([small, "--format", form]) == 0
        assert "Who paid" not in capsys.readouterr().out
        assert main([small, "--format", form, "--with-notes"]) == 0
        assert "Who paid" in capsys.readouterr().out


def test_an_export_has_them_as_further_fields(small: str, capsys: Capture) -> None:
    assert main([small, "--format", "csv", "--with-notes"]) == 0
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    assert rows["visit"]["data.my mark"] == "yes"
    assert rows["talks"]["data.my note"] == "Who paid?\nAsk."
    assert rows["drones"]["data.my note"] == ""
    assert main([small, "is:marked", "--format", "jsonl", "--with-notes"]) == 0
    assert json.loads(capsys.readouterr().out)["data"] == {"my mark": "yes"}


def test_a_list_has_no_room_for_them(small: str, capsys: Capture) -> None:
    assert main([small, "--list", "--with-notes"]) == 2
    assert "--format" in capsys.readouterr().err


def test_what_cannot_be_read_is_said_and_the_list_is_printed_without(small: str, capsys: Capture) -> None:
    path = Kept(Path(small), "annotations").path
    assert path is not None
    path.write_text("{", encoding="utf-8")
    assert main([small, "--list"]) == 0
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 5
    assert "your marks and notes cannot be read" in printed.err
    assert main([small, "--format", "csv", "--with-notes"]) == 2
