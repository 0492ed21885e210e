"""The trials of damaged stores find wrong answers, which are planted here on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reliability import damaged_stores
from tests.reliability.run import Run
from tui.cli import exit_codes
from tui.cli.crash import report_crash
from tui.timeline.loader import Loader
from tui.timeline.query.language import Query
from tui.timeline.search.answers import answer_query
from tui.timeline.storage.section_file import DamagedError, SectionFile


def test_a_damaged_store_gives_no_wrong_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run("damaged_stores", tmp_path, seed=1, seconds=60, most=12)
    original = damaged_stores.Original(tmp_path)
    damaged_stores.trials(run, original)
    assert run.counts["damages"] == 12
    assert not run.reports
    monkeypatch.setattr(SectionFile, "_check", lambda store, start, end: None)
    damaged_stores.trials(run, original)
    assert run.reports


def opened(path: Path, folder: Path) -> Loader:
    Loader(path, large_file=1, cache_folder=folder).load()
    return Loader(path, large_file=1, cache_folder=folder)


def damage_events(folder: Path) -> None:
    [store] = folder.glob("*.store")
    start, end = SectionFile(store)._sections["events"]
    with store.open("r+b") as file:
        file.seek((start + end) // 2)  # in a block that opening does not read
        file.write(b"\xff" * 9)


TEXT = "title: T\nevents:\n" + "".join(f"  - {{date: 2022, title: {'x' * 60_000} e{n}}}\n" for n in range(9))


@pytest.mark.parametrize(
    ("new", "message"),
    [
        (TEXT.replace("title: T", "title: U"), "the timeline has changed since"),
        ("title: [\n", "it cannot be read again"),
        (None, "it cannot be read again"),
    ],
    ids=["another title", "broken", "gone"],
)
def test_a_store_that_is_damaged_while_the_file_changes_is_an_error_in_words(
    tmp_path: Path, new: str | None, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, folder = tmp_path / "t.yaml", tmp_path / "cache"
    path.write_text(TEXT, encoding="utf-8")
    loader = opened(path, folder)
    index = loader.try_load()
    assert index is not None
    damage_events(folder)
    path.unlink()
    if new is not None:
        path.write_text(new, encoding="utf-8")
    with pytest.raises(DamagedError, match=message) as caught:
        list(index.timeline.events)
    assert report_crash(caught.value) == exit_codes.ERROR
    assert message in capsys.readouterr().err


def test_a_store_found_damaged_after_loading_was_stopped_is_built_again(tmp_path: Path) -> None:
    path, folder = tmp_path / "t.yaml", tmp_path / "cache"
    path.write_text(TEXT, encoding="utf-8")
    loader = opened(path, folder)
    index = loader.try_load()
    assert index is not None
    damage_events(folder)
    loader.stop()  # as the progress screen does when it is left
    assert len([event.title for event in index.timeline.events]) == 9
    assert len(answer_query(Query.parse("e3"), index).rows) == 1
