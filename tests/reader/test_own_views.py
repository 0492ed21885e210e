"""The views that a reader saves for a timeline's file, and `--view`, which finds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.timelines import SMALL
from tui.cli.main import main
from tui.reader.folder import VARIABLE
from tui.reader.kept import Kept
from tui.reader.own_views import own_views, own_views_of, remove_view, save_view
from tui.timeline.model.entities import SavedView
from tui.timeline.query.saved_views import UnknownViewError, find_view
from tui.timeline.reading.reader import parse_timeline

ONE, TWO = SavedView("One", "status:denied", "-known"), SavedView("Two", "iran")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "data"))
    path = tmp_path / "t.yaml"
    path.write_text(SMALL + "views:\n  - {name: Shared, query: 'after:2023'}\n", encoding="utf-8")
    return path


def test_views_are_saved_replaced_and_removed(file: Path) -> None:
    assert own_views(file) == ()
    save_view(file, ONE)
    save_view(file, TWO)
    save_view(file, SavedView("One", "russia"))
    assert own_views(file) == (SavedView("One", "russia"), TWO)
    remove_view(file, "One")
    remove_view(file, "None")
    assert own_views(file) == (TWO,)
    assert "Two" not in file.read_text(encoding="utf-8")


def test_what_is_no_view_is_passed_over(file: Path) -> None:
    Kept(file, "views").change(lambda _: [1, {"query": "x"}, {"name": "A", "query": 3, "sort": "up"}])
    assert own_views(file) == (SavedView("A", ""),)
    Kept(file, "views").change(lambda _: {"a": 1})
    assert own_views(file) == ()


def test_own_views_come_before_those_of_the_file(file: Path) -> None:
    timeline = parse_timeline(file.read_text(encoding="utf-8"))
    save_view(file, SavedView("Shared", "drones"))
    assert find_view(timeline, "Shared", own_views_of(file)).query == "drones"
    assert find_view(timeline, "Shared").query == "after:2023"


def test_an_unknown_view_is_an_error_that_lists_those_there_are(file: Path) -> None:
    timeline = parse_timeline(file.read_text(encoding="utf-8"))
    save_view(file, ONE)
    with pytest.raises(UnknownViewError, match=r"^no view 'foo'; views: One, Shared$"):
        find_view(timeline, "foo", own_views_of(file))
    with pytest.raises(UnknownViewError, match=r"^no view 'Shard'; did you mean 'Shared'"):
        find_view(timeline, "Shard", own_views_of(file))
    with pytest.raises(UnknownViewError, match=r"^no view 'foo'; none is saved$"):
        find_view(parse_timeline(SMALL), "foo")


def test_the_command_line_finds_own_views(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save_view(file, ONE)
    assert main([str(file), "--list", "--view", "One"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert main([str(file), "--list", "--view", "foo"]) == 2
    assert "no view 'foo'; views: One, Shared" in capsys.readouterr().err


def test_a_damaged_document_is_an_error_only_where_a_view_is_asked_for(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save_view(file, ONE)
    path = Kept(file, "views").path
    assert path is not None
    path.write_text("{")
    assert main([str(file), "--list"]) == 0
    assert main([str(file), "--list", "--view", "One"]) == 2
    assert "move it away" in capsys.readouterr().err
