"""A reader's marks and notes."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.timelines import ROOT
from tui.reader.annotations import LONGEST_NOTE, Annotations, mark_event, note_event, read_annotations
from tui.reader.kept import Kept
from tui.reader.kept_error import KeptError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "timeline.yaml"
    path.write_text("title: t\n", encoding="utf-8")
    return path


def test_marks_and_notes_come_back_and_the_file_stays_as_it_is(file: Path) -> None:
    assert read_annotations(file) == Annotations()
    mark_event(file, "visit", is_marked=True)
    mark_event(file, "talks", is_marked=True)
    note_event(file, "visit", "  Who paid?\nAsk. ")
    assert read_annotations(file) == Annotations(("visit", "talks"), {"visit": "Who paid?\nAsk."})
    assert mark_event(file, "visit", is_marked=False).marks == ("talks",)
    assert note_event(file, "visit", " \n").notes == {}
    assert read_annotations(file) == Annotations(("talks",))
    assert file.read_text(encoding="utf-8") == "title: t\n"


def test_they_are_readable_by_their_owner_alone(file: Path) -> None:
    mark_event(file, "visit", is_marked=True)
    path = Kept(file, "annotations").path
    assert path is not None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_programs_at_once_lose_nothing_of_each_other(file: Path) -> None:
    code = """
import sys
from pathlib import Path
from tui.reader.annotations import mark_event, note_event
for number in range(25):
    mark_event(Path(sys.argv[1]), f"{sys.argv[2]}{number}", is_marked=True)
    note_event(Path(sys.argv[1]), f"{sys.argv[2]}{number}", "note")
"""
    programs = [subprocess.Popen([sys.executable, "-c", code, str(file), name], cwd=ROOT) for name in "ab"]
    assert [program.wait() for program in programs] == [0, 0]
    kept = read_annotations(file)
    assert sorted(kept.marks) == sorted(f"{name}{number}" for name in "ab" for number in range(25))
    assert set(kept.notes) == set(kept.marks)


def test_what_makes_no_sense_is_left_out_and_what_is_not_known_is_kept(file: Path) -> None:
    kept = Kept(file, "annotations")
    kept.change(lambda _: {"marks": ["a", 3, "a"], "notes": {"b": "x", "c": None}, "colours": {"a": "red"}})
    assert read_annotations(file) == Annotations(("a",), {"b": "x"})
    mark_event(file, "d", is_marked=True)
    assert kept.read() == {"marks": ["a", "d"], "notes": {"b": "x", "c": None}, "colours": {"a": "red"}}
    kept.change(lambda _: ["nothing"])
    assert read_annotations(file) == Annotations()


def test_a_long_note_is_cut(file: Path) -> None:
    assert len(note_event(file, "a", "x" * 2 * LONGEST_NOTE).notes["a"]) == LONGEST_NOTE


def test_what_cannot_be_read_is_not_overwritten(file: Path) -> None:
    mark_event(file, "visit", is_marked=True)
    path = Kept(file, "annotations").path
    assert path is not None
    path.write_text("{", encoding="utf-8")
    with pytest.raises(KeptError, match="not JSON"):
        read_annotations(file)
    with pytest.raises(KeptError, match="not JSON"):
        mark_event(file, "talks", is_marked=True)
    assert path.read_text(encoding="utf-8") == "{"


def test_a_timeline_without_a_file_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_annotations(None) == Annotations()
    with pytest.raises(KeptError, match="piped"):
        mark_event(None, "visit", is_marked=True)
