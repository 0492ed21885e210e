"""The trials of mutated files and queries find what is wrong: faults planted on purpose."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.plain import Plain
from tests.reliability import mutated_files, mutated_queries
from tests.reliability.mutations import changed_json, mutated
from tests.reliability.run import Run
from tests.reliability.seeds import seed_files
from tests.timelines import SMALL
from tui.text.frozen import replace
from tui.timeline.formats.registry import FORMATS
from tui.timeline.model.entities import Event
from tui.timeline.reading.fast_reader import read_fast
from tui.timeline.reading.problems import Problem, TimelineError


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run("mutated_files", tmp_path, seed=1, seconds=60, most=40)


def test_there_is_a_file_of_every_format_without_a_library_of_its_own() -> None:
    assert {seed.form for seed in seed_files()} == {*FORMATS, "dateline"} - {"duckdb", "parquet"}


def test_mutated_files_are_read_or_refused(run: Run) -> None:
    mutated_files.trials(run)
    assert run.counts["mutated files"] == 40
    assert run.counts["read"] > 5
    assert run.counts["refused with their problems"] > 5
    assert not run.reports


def test_an_exception_of_a_reader_is_a_fault(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(text: str) -> None:
        raise IndexError(text)

    monkeypatch.setattr("tests.reliability.mutated_files.check_problems", crash)
    mutated_files.trials(run)
    [(place, times)] = run.faults.items()
    assert place.startswith("IndexError in ")
    assert times == run.counts["refused with their problems"] + times > 5


def test_problems_without_words_are_a_fault() -> None:
    with pytest.raises(AssertionError):
        mutated_files.check_problems(TimelineError("x", [Problem("", "y")]))
    with pytest.raises(AssertionError):
        mutated_files.check_problems(TimelineError("x", [Problem("x", "")]))


def test_a_fast_reader_that_differs_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    mutated_files.check_readers(SMALL.encode())

    def other(data: bytes) -> object:
        timeline = read_fast(data)
        assert timeline is not None
        return replace(timeline, title="other")

    monkeypatch.setattr(mutated_files, "read_fast", other)
    with pytest.raises(AssertionError, match="the readers differ"):
        mutated_files.check_readers(SMALL.encode())


def test_queries_have_the_answers_of_the_plain_matcher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run("mutated_queries", tmp_path, seed=1, seconds=60, most=60)
    mutated_queries.trials(run)
    assert run.counts["mutated queries"] == 60
    assert not run.reports
    monkeypatch.setattr(Plain, "is_known", lambda plain, event: isinstance(event, Event) and event.id != "visit")
    mutated_queries.trials(run)
    assert run.faults.total() > 2


def test_mutations_are_the_same_for_the_same_seed_and_most_are_changes() -> None:
    data = SMALL.encode()
    assert mutated(data, Random(3)) == mutated(data, Random(3))
    assert sum(mutated(data, Random(number), data) != data for number in range(100)) > 80
    seed = next(seed for seed in seed_files() if seed.name == "records.json").data
    assert sum(changed_json(seed, Random(number)) != seed for number in range(100)) > 80


def test_the_trials_of_a_seed_can_be_repeated_one_by_one(tmp_path: Path) -> None:
    again = Run("mutated_files", tmp_path, seed=5, first=7, most=1)
    first, *_ = [trial.random.random() for trial in again.trials()]
    assert first == list(Run("mutated_files", tmp_path, seed=5, most=9).trials())[7].random.random()
