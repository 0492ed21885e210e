"""Programs at once lose nothing; what is not locked is found."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.reliability import several_programs
from tests.reliability.run import Run
from tests.timelines import SMALL
from tui.reader import lock
from tui.reader.annotations import mark_event, read_annotations
from tui.reader.kept import Kept
from tui.reader.kept_error import KeptError
from tui.reader.left_state import LeftState, read_left, remember_left


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    for name in ("DATELINE_DATA", "DATELINE_CONFIG"):
        monkeypatch.setenv(name, os.environ.get(name, ""))
    return Run("several_programs", tmp_path, seed=1, seconds=60, most=5)


def test_programs_at_once_lose_nothing(run: Run) -> None:
    several_programs.trials(run)
    assert not run.reports
    assert run.counts["changes of the reader's layer"] > 10
    assert run.counts["files that were left"] == 1


def test_what_is_not_locked_is_found(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def unlocked(path: Path) -> Iterator[None]:
        yield

    def read_slowly(kept: Kept, read: Callable[[Kept], Any] = Kept.read) -> Any:
        found = read(kept)
        time.sleep(0.02)
        return found

    monkeypatch.setattr("tui.reader.kept.locked", unlocked)
    monkeypatch.setattr(Kept, "read", read_slowly)
    run.most = 2
    several_programs.trials(run)
    assert any("is lost" in report for report in run.reports.values())


def test_a_lock_that_is_never_released_is_an_error_in_words(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "LONGEST_WAIT", 0.05)
    path = tmp_path / "t.yaml"
    path.write_text(SMALL, encoding="utf-8")
    mark_event(path, "visit", is_marked=True)
    remember_left(path, LeftState(query="old"))
    kept = Kept(path, "annotations").path
    assert kept is not None
    left = kept.parents[2] / "left" / "left.lock"
    with kept.with_suffix(".lock").open("ab") as first, left.open("ab") as second:
        fcntl.flock(first, fcntl.LOCK_EX)
        fcntl.flock(second, fcntl.LOCK_EX)
        with pytest.raises(KeptError, match="cannot be written: another program is at it"):
            mark_event(path, "talks", is_marked=True)
        remember_left(path, LeftState(query="new"))
    assert read_annotations(path).marks == ("visit",)
    assert read_left(path) == LeftState(query="old")
