"""The trials of kills and failing writes find what is lost: writers that are planted here lose it on purpose."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.reliability import failing_writes, killed
from tests.reliability.operations import OPERATIONS
from tests.reliability.run import Run, Trial
from tui.timeline.editing.whole_file import write_whole


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the environment as it was, and know nothing of how another writer did."""
    for name in ("DATELINE_DATA", "DATELINE_CONFIG"):
        monkeypatch.setenv(name, os.environ.get(name, ""))
    killed.expected.cache_clear()
    yield
    killed.expected.cache_clear()


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run("killed", tmp_path)


@pytest.mark.parametrize("name", [name for name in OPERATIONS if name not in ("store", "second import")])
def test_a_kill_leaves_the_old_file_or_the_new_one(name: str, run: Run, tmp_path: Path) -> None:
    for number in (2, 4):
        killed.try_kill(name, number, tmp_path / "files", Trial(run, number))
    assert run.counts["kills"] == 2


def test_a_file_that_is_removed_before_it_is_written_is_found(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_carelessly(path: Path, data: Iterable[bytes]) -> None:
        path.unlink()
        path.write_bytes(b"".join(data))

    monkeypatch.setattr("tui.timeline.editing.whole_file.write_whole", write_carelessly)
    killed.try_kill("export", 0, tmp_path / "files", Trial(run, 0))
    with pytest.raises(AssertionError, match=r"out\.csv is neither the old nor the new one: None"):
        killed.try_kill("export", 1, tmp_path / "files", Trial(run, 1))


def test_a_failing_disk_loses_nothing_and_is_an_error_in_words(run: Run, tmp_path: Path) -> None:
    for number, name in enumerate(("export", "import", "note", "config", "how it was left")):
        failing_writes.try_failure(name, number, tmp_path / "files", Trial(run, number))
    assert run.counts["errors in words"] >= 2


def test_a_write_that_fails_in_silence_is_found(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write_in_silence(path: Path, data: Iterable[bytes]) -> None:
        with suppress(OSError):
            write_whole(path, data)

    monkeypatch.setattr("tui.timeline.editing.whole_file.write_whole", write_in_silence)
    run.seconds, run.most = 60, 8
    for trial in run.trials():
        with trial:
            failing_writes.try_failure("export", 1, tmp_path / "files", trial)
    assert any("neither done nor refused" in report for report in run.reports.values())


def test_what_killed_writers_left_over_is_removed_once_it_is_an_hour_old(tmp_path: Path) -> None:
    old, young = tmp_path / ".a.csv.abcd1234.new", tmp_path / ".a.csv.abcd1235.new"
    names = (".b.csv.abcd1234.new", ".a.csv.new", "a.csv.abcd1234.new", ".a.csv.mine.new")
    others = [tmp_path / name for name in names]
    for path in (old, young, *others):
        path.touch()
        if path != young:
            os.utime(path, (time.time() - 4_000,) * 2)
    write_whole(tmp_path / "a.csv", b"x")
    assert {*tmp_path.iterdir()} == {tmp_path / "a.csv", young, *others}
