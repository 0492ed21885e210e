"""``dateline schema`` and ``dateline new``: what editors need, written where they look for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tui.cli.main import main
from tui.cli.schema import BESIDE, MODELINE
from tui.timeline.checking.json_schema import json_schema
from tui.timeline.reading.careful_reader import read_carefully
from tui.timeline.reading.fast_reader import read_fast
from tui.timeline.reading.reader import read_timeline

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_schema_is_printed_as_json(capsys: Capture) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == json_schema()


def test_the_schema_is_written_and_replaced_but_no_other_file(folder: Path, capsys: Capture) -> None:
    target = folder / "s.json"
    for old in (None, '{"$id": "urn:dateline:schema:1"}'):
        if old is not None:
            target.write_text(old)
        assert main(["schema", "--write", "s.json"]) == 0
        assert json.loads(target.read_text(encoding="utf-8")) == json_schema()
    for other in ('{"mine": 1}', "[]", "text"):
        target.write_text(other)
        assert main(["schema", "--write", "s.json"]) == 2
        assert target.read_text() == other
    assert "s.json exists, and is not a schema of Dateline's" in capsys.readouterr().err
    assert main(["schema", "--write", "missing/s.json"]) == 2


def test_a_new_timeline_names_the_schema_beside_it_and_opens(folder: Path, capsys: Capture) -> None:
    assert main(["new", "mine.yaml", "--title", "Water: a history"]) == 0
    assert capsys.readouterr().err == "mine.yaml: created; edit it, and open it with: dateline mine.yaml\n"
    text = (folder / "mine.yaml").read_text(encoding="utf-8")
    assert text.startswith(MODELINE)
    assert json.loads((folder / BESIDE).read_text(encoding="utf-8")) == json_schema()
    timeline = read_timeline("mine.yaml")
    assert timeline.title == "Water: a history"
    assert [event.is_draft for event in timeline.events] == [True]
    assert main(["check", "mine.yaml"]) == 0


def test_a_file_that_is_there_is_not_begun_anew(folder: Path, capsys: Capture) -> None:
    (folder / "mine.yaml").write_text("mine")
    assert main(["new", "mine.yaml"]) == 2
    assert (folder / "mine.yaml").read_text() == "mine"
    assert capsys.readouterr().err == "dateline: mine.yaml already exists; name another file\n"
    assert main(["new", "other.yaml", "--title", " "]) == 2
    assert [path.name for path in folder.iterdir()] == ["mine.yaml"]


def test_an_import_names_the_schema_beside_it_and_both_readers_take_the_line(folder: Path) -> None:
    (folder / "a.csv").write_text("date,title\n2020-01-02,It began\n")
    (folder / BESIDE).write_text("[1]")
    assert main(["import", "a.csv", "-o", "mine.yaml"]) == 0
    assert (folder / BESIDE).read_text() == "[1]"  # it is somebody else's
    (folder / BESIDE).unlink()
    (folder / "mine.yaml").unlink()
    assert main(["import", "a.csv", "-o", "mine.yaml"]) == 0
    text = (folder / "mine.yaml").read_text(encoding="utf-8")
    assert text.startswith(MODELINE)
    assert json.loads((folder / BESIDE).read_text(encoding="utf-8")) == json_schema()
    assert read_fast(text.encode()) == read_carefully(text, "mine.yaml")
    (folder / "a.csv").write_text("date,title\n2020-01-02,It began\n2021,It ended\n")
    assert main(["import", "a.csv", "-o", "mine.yaml"]) == 0
    assert (folder / "mine.yaml").read_text(encoding="utf-8").startswith(MODELINE)


def test_a_line_that_was_removed_does_not_come_back(folder: Path) -> None:
    (folder / "a.csv").write_text("date,title\n2020-01-02,It began\n")
    assert main(["import", "a.csv", "-o", "mine.yaml"]) == 0
    file = folder / "mine.yaml"
    file.write_text(file.read_text(encoding="utf-8").removeprefix(MODELINE), encoding="utf-8")
    (folder / "a.csv").write_text("date,title\n2020-01-02,It began\n2021,It ended\n")
    assert main(["import", "a.csv", "-o", "mine.yaml"]) == 0
    assert file.read_text(encoding="utf-8").startswith("dateline: 2\n")
