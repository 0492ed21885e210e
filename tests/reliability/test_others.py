"""The other kinds of trials, and the program that runs them all."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.app.test_textual_fixes import ShortLines
from tests.reliability import __main__ as program
from tests.reliability import changing_files, terminal_input, typing_at_random
from tests.reliability.adversarial import TIMELINES
from tests.reliability.run import Run, Trial, main
from tui.app.app import DatelineApp
from tui.app.screens.file_follower import FileFollower
from tui.timeline.reading.reader import parse_timeline


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run("others", tmp_path, seed=1)


@pytest.mark.parametrize("text", TIMELINES.values(), ids=TIMELINES)
def test_the_adversarial_timelines_are_valid(text: str) -> None:
    parse_timeline(text)


@pytest.mark.parametrize("name", ["emoji", "empty"])
def test_an_app_survives_keys_and_tiny_screens(name: str, run: Run) -> None:
    with typing_at_random.caged():
        asyncio.run(typing_at_random.use_app([name, "small"], Trial(run, 1), actions=20))
    assert run.counts["actions"] == 40
    assert run.counts["checks"] == 2


def test_an_app_that_crashes_is_found(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(app: DatelineApp, *arguments: Any) -> None:
        raise IndexError("planted")

    monkeypatch.setattr(DatelineApp, "on_resize", crash, raising=False)
    trial = Trial(run, 1)
    with typing_at_random.caged(), trial:
        asyncio.run(typing_at_random.use_app(["one event"], trial, actions=120))
    assert any("planted" in report for report in run.reports.values())


def test_each_frame_is_rendered_as_for_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    async def show() -> object:
        app = ShortLines()
        async with app.run_test(size=(40, 5)) as pilot:
            monkeypatch.setattr("textual._compositor.LayoutUpdate.render_segments", lambda update, console: 1 / 0)
            await pilot.resize_terminal(30, 5)
            await pilot.pause()
            return app._exception

    with typing_at_random.caged(), pytest.raises(ZeroDivisionError):
        asyncio.run(show())


def test_a_file_that_changes_under_an_app_is_shown_once_it_is_back(run: Run, tmp_path: Path) -> None:
    with typing_at_random.caged():
        asyncio.run(changing_files.try_live(tmp_path / "t.yaml", Trial(run, 1)))
    assert run.counts["changes under an app"] == 4


def test_a_pipe_in_place_of_the_file_is_not_waited_for(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changing_files, "CHANGES", {"a pipe": changing_files.CHANGES["a pipe"]})
    with typing_at_random.caged():
        asyncio.run(changing_files.try_live(tmp_path / "t.yaml", Trial(run, 2)))


def test_a_file_that_is_back_and_not_shown_is_found(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FileFollower, "read", lambda follower, **options: None)
    monkeypatch.setattr(changing_files, "_SECONDS", 0.3)
    with typing_at_random.caged(), pytest.raises(AssertionError, match="is back and not shown"):
        asyncio.run(changing_files.try_live(tmp_path / "t.yaml", Trial(run, 1)))


def test_a_file_may_change_while_it_is_opened(run: Run, tmp_path: Path) -> None:
    changing_files.try_opening(tmp_path / "t.yaml", Trial(run, 3))
    assert run.counts["openings"] == 15


def test_a_program_survives_random_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal_input, "BURSTS", 8)
    terminal_input.try_input("one event", Trial(run, 1))
    assert run.counts["programs"] == 1
    assert run.counts["keys"] > 20
    assert run.counts["bytes"] > run.counts["keys"]
    assert {terminal_input.piece(Random(seed))[0] for seed in range(60)} == {
        *terminal_input._NAMES.values(),
        "other sequences",
    }


def test_a_program_that_ends_too_early_is_found(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal_input, "DATELINE", "true")
    with pytest.raises(AssertionError, match="it ended with 0"):
        terminal_input.try_input("one event", Trial(run, 1))


def test_a_run_counts_its_trials_and_exits_with_1_after_a_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATELINE_CONFIG", "DATELINE_DATA", "DATELINE_STATE", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, "")

    def trials(run: Run) -> None:
        for trial in run.trials():
            with trial:
                trial.count("things")
                assert trial.number != 3, "the third"

    result = tmp_path / "result.json"
    assert main("others", trials, ["--seed", "5", "--trials", "8", "--result", str(result)]) == 1
    captured = capsys.readouterr()
    assert captured.out == "seed 5: others: 8 things: 1 fault\n"
    assert "python -m tests.reliability.others --seed 5 --first 3 --trials 1" in captured.err
    assert json.loads(result.read_text())["counts"] == {"things": 8}
    assert main("others", trials, ["--seed", "5", "--trials", "3"]) == 0


def test_all_kinds_are_run_and_their_counts_added(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(part: program.Part) -> program.Result:
        faults = {"x": 2} if part.kind == "killed" else {}
        return program.Result(part, 1 if faults else 0, {"things": 3}, {}, faults, "", 30.0)

    monkeypatch.setattr(program, "run", run)
    assert program.main(["--seed", "7", "--minutes", "30"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "seed 7, 30 minutes"
    assert "killed: 3 things: 2 faults" in lines
    assert "typing at random: 6 things: 0 faults" in lines
    assert "    0% of 2,000 damages" in lines
    assert "    60 s of processor time" in lines
    assert len(lines) == 1 + 2 * len(program.SHARES) + len(program.GOALS)
    seconds = sum(part.seconds for part in program.parts(7, 30, list(program.WORKING)))
    assert seconds == pytest.approx(2 * 30 * 60)
    assert max(part.seconds for part in program.parts(7, 30, list(program.WORKING))) < 30 * 60
    assert set(program.SHARES) <= {path.stem for path in Path(program.__file__).parent.glob("*.py")}
