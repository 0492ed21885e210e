"""``dateline import``: a timeline from other formats, and again without losing what was edited."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.real_files import real_file
from tui.cli.main import main
from tui.timeline.editing.event_blocks import is_same
from tui.timeline.editing.yaml_text import timeline_text
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.reader import read_foreign
from tui.timeline.loader import Loader
from tui.timeline.reading.reader import parse_timeline, read_timeline

TABLE = """\
id,date,title,place,link,text
a1,2020-01-02,It began,Kyiv,https://a.example/1,"One.

Two: # three"
a2,some day,It went on,Lviv,https://a.example/2,
a3,2020-02,It ended,Kyiv,,"- not a list"
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(TABLE)
    return path


def run(table: Path, *more: str) -> int:
    return main(["import", str(table), "-o", str(table.with_name("mine.yaml")), *more])


def test_an_import_reads_as_the_source_does_with_drafts_marked(table: Path) -> None:
    assert run(table) == 0
    text = table.with_name("mine.yaml").read_text()
    timeline = read_timeline(table.with_name("mine.yaml"))
    assert {event.id: event.is_draft for event in timeline.events} == {"a1": False, "a2": True, "a3": True}
    assert (
        "  - id: a1\n    date: 2020-01-02\n    title: It began\n    summary: |-\n      One.\n\n      Two: # three\n"
        in text
    )
    assert "kyiv: {name: Kyiv}" in text


def test_an_import_again_keeps_what_was_edited_and_updates_the_rest(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(table)
    mine = table.with_name("mine.yaml")
    edited = mine.read_text().replace("title: It began\n", "title: It began early  # by hand\n")
    edited = edited.replace("    draft: true\n", "", 1)
    mine.write_text(f"# My own timeline.\n{edited}")
    changed = (
        TABLE.replace("It ended", "It all ended").replace("It began", "It started").replace("some day", "2020-01-03")
    )
    table.write_text(f"{changed}a4,2021,It came again,Odesa,https://a.example/4,\n")
    capsys.readouterr()
    assert run(table) == 0
    output = capsys.readouterr()
    text = mine.read_text()
    assert text.startswith("# My own timeline.\n")
    assert "title: It began early  # by hand" in text
    titles = {event.id: event.title for event in read_timeline(mine).events}
    assert titles == {"a1": "It began early", "a2": "It went on", "a3": "It all ended", "a4": "It came again"}
    assert read_timeline(mine).events[1].date.text == "2020-01-03"
    assert "odesa" in read_timeline(mine).vocabularies["places"]
    assert "1 added, 2 updated" in output.err
    assert "a1: title" in output.err
    assert "+    title: It all ended" in output.out
    capsys.readouterr()
    assert run(table) == 0
    assert "0 added, 0 updated" in capsys.readouterr().err
    assert mine.read_text() == text


def test_an_event_that_was_removed_by_hand_stays_away(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(table)
    mine = table.with_name("mine.yaml")
    text = mine.read_text()
    start = text.index("\n  - id: a3") if "\n  - id: a3" in text else len(text)
    mine.write_text(text[: start + 1] if text[start + 1 :].count("- id:") == 1 else text)
    before = {event.id for event in read_timeline(mine).events}
    run(table)
    assert {event.id for event in read_timeline(mine).events} == before


def test_nothing_is_written_over_a_file_that_no_import_made(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = table.with_name("mine.yaml")
    mine.write_text("title: T\nevents: []\n")
    assert run(table) == 2
    assert "no import is known" in capsys.readouterr().err
    assert mine.read_text() == "title: T\nevents: []\n"


def test_a_dry_run_writes_nothing(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(table, "--dry-run") == 0
    assert "title: It began" in capsys.readouterr().out
    assert not table.with_name("mine.yaml").exists()


@pytest.mark.parametrize(
    "text",
    [
        *("yes", "null", "~", "", "a: b", "a #b", "#", "- a", "[a]", "{a}", "'", '"', "\\", "a\tb", " a", "a ", "a:"),
        *(
            "\n",
            "a\n",
            "a\n\nb",
            " a\n b",
            "a\n  b",
            "\u2028",
            "\x07",
            "\ufeff",
            "1",
            "2020",
            "1e3",
            "...",
            "---",
            "%",
            "@",
        ),
        *("&a", "*a", "!a", "|", ">", "?", "? a", "word " * 60, "a  b " * 40, "…", "𝔘nicode", "a\r\nb", "x" * 300),
    ],
)
def test_any_text_is_written_so_that_it_is_read_back(text: str) -> None:
    table = "date,title,text,place,extra\n2020,T,{0},{0},{0}\n".format('"' + text.replace('"', '""') + '"')
    timeline = read_foreign(ForeignFile(Path("a.csv"), table.encode()))
    assert is_same(parse_timeline(timeline_text(timeline)), timeline)


# Files that nobody here wrote


@pytest.mark.parametrize("name", ["ukraine_events.csv", "history.json", "news.yml", "kleptocracy"])
def test_public_files_are_imported_whole(name: str) -> None:
    timeline = Loader(real_file(name)).load().timeline
    assert is_same(parse_timeline(timeline_text(timeline)), timeline)
