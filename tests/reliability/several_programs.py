"""Two to four programs at once on one file, one cache and one reader's layer.

No mark, note, view or query that was asked is lost; of two notes on one event, the last one holds. A timeline's file
and an export are those of one of the programs, whole. Each program that reads through the cache has the right answers.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from tests.reliability.forks import CRASHED, REFUSED, together
from tests.reliability.operations import Operation as Files
from tests.reliability.operations import begin, contents, strays
from tests.reliability.run import Run, Trial, main
from tests.timelines import SMALL
from tui.cli.main import main as dateline
from tui.reader.annotations import mark_event, note_event, read_annotations
from tui.reader.left_state import LeftState, read_left, remember_left
from tui.reader.own_views import own_views, save_view
from tui.timeline.editing.views import write_view
from tui.timeline.loader import Loader
from tui.timeline.model.entities import SavedView
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import parse_timeline, read_timeline
from tui.timeline.search.answers import answer_query
from tui.timeline.storage.cache import Cache

_CHANGES = 6
"""How many changes each program makes."""
Work = Callable[[], int | None]


def trials(run: Run) -> None:
    """Run programs at once, one kind after the other."""
    kinds = (try_layer, try_layer, try_left, try_timeline, try_export, try_cache)
    for trial in run.trials():
        with trial:
            folder = run.folder / "files"
            begin(Files(lambda folder: None), folder)
            kind = kinds[trial.number % len(kinds)]
            programs = trial.random.randrange(2, 5)
            trial.note(f"{kind.__name__}, {programs} programs")
            kind(folder, programs, trial)
            trial.count("programs", programs)
            assert not strays(folder), strays(folder)


def run_all(works: list[Work], trial: Trial, *, may_refuse: bool = False) -> list[int]:
    """Run programs at once, and return their exit codes.

    Raises:
        AssertionError: one has crashed or failed.
    """
    ended = together(works)
    for one in ended:
        assert one.code == 0 or (may_refuse and one.code in (2, REFUSED)), f"{one.code}: {one.output}"
        assert one.code != CRASHED, one.output
    return [one.code for one in ended]


def try_layer(folder: Path, programs: int, trial: Trial) -> None:
    """Mark, note and save views, each program its own and all of them one."""
    path = folder / "t.yaml"

    def work(program: int) -> Work:
        random = Random(f"{trial.run.seed} {trial.number} {program}")

        def change() -> None:
            for number in range(_CHANGES):
                kind = random.randrange(4)
                if kind == 0:
                    mark_event(path, f"{program}-{number}", is_marked=True)
                elif kind == 1:
                    note_event(path, f"{program}-{number}", "own")
                elif kind == 2:
                    note_event(path, "shared", f"{program}-{number}")
                else:
                    save_view(path, SavedView(f"{program}-{number}", "iran", "date"))

        return change

    run_all([work(program) for program in range(programs)], trial)
    kept, views = read_annotations(path), {view.name for view in own_views(path)}
    shared = set()
    for program in range(programs):
        random = Random(f"{trial.run.seed} {trial.number} {program}")
        last = ""
        for number in range(_CHANGES):
            name, kind = f"{program}-{number}", random.randrange(4)
            if kind == 2:
                last = name
            is_kept = (name in kept.marks, kept.notes.get(name) == "own", True, name in views)[kind]
            assert is_kept, f"the change {name} of kind {kind} is lost"
            trial.count("changes of the reader's layer")
        shared.add(last)
    assert kept.notes.get("shared", "") in shared, kept.notes.get("shared")


def try_left(folder: Path, programs: int, trial: Trial) -> None:
    """Leave a file in several programs at once."""
    path = folder / "t.yaml"

    def work(program: int) -> Work:
        return lambda: remember_left(path, LeftState(query=f"q{program}", asked=(f"a{program}", f"b{program}")))

    run_all([work(program) for program in range(programs)], trial)
    left = read_left(path)
    assert left is not None
    assert left.query in {f"q{program}" for program in range(programs)}
    asked = {f"{letter}{program}" for letter in "ab" for program in range(programs)}
    assert asked == set(left.asked), f"queries are lost: {asked - set(left.asked)}"
    trial.count("files that were left")


def try_timeline(folder: Path, programs: int, trial: Trial) -> None:
    """Write views into the timeline's file, which each program does or refuses."""
    path = folder / "t.yaml"

    def work(program: int) -> Work:
        return lambda: write_view(path, SavedView(f"v{program}", "iran", "date"))

    codes = run_all([work(program) for program in range(programs)], trial, may_refuse=True)
    timeline = read_timeline(path)
    written = {view.name for view in timeline.views}
    assert written <= {f"v{program}" for program, code in enumerate(codes) if code == 0}
    assert written
    assert len(timeline.events) == len(parse_timeline(SMALL).events)
    trial.count("views in a file", len(written))


def try_export(folder: Path, programs: int, trial: Trial) -> None:
    """Export different events into one file."""
    queries = ["iran", "actor:russia", "kind:use", "-iran"][:programs]
    expected = []
    for query in queries:
        arguments = [f"{folder}/t.yaml", "--format", "csv", "--output", f"{folder}/out.csv", "--", query]
        assert together([lambda arguments=arguments: dateline(arguments)])[0].code == 0  # type: ignore[misc]
        expected.append(contents(folder)["out.csv"])

    def work(query: str) -> Work:
        return lambda: dateline([f"{folder}/t.yaml", "--format", "csv", "--output", f"{folder}/out.csv", "--", query])

    run_all([work(query) for query in queries], trial)
    assert contents(folder)["out.csv"] in expected, "the export is mixed"
    trial.count("exports into one file", programs)


def try_cache(folder: Path, programs: int, trial: Trial) -> None:
    """Read a timeline through the cache, whose store is there, is missing, or is damaged."""
    path, cache = folder / "t.yaml", folder / "cache"
    state = trial.random.choice(("none", "whole", "damaged"))
    trial.note(f"the store is {state}")
    if state != "none":
        assert together([lambda: _ask(path, cache)])[0].code == 0
    if state == "damaged":
        store = Cache(cache).store_path(path)
        data = bytearray(store.read_bytes())
        data[trial.random.randrange(len(data))] ^= 255
        store.write_bytes(data)

    def shrink() -> None:
        Cache(cache, max_bytes=1).shrink()

    works: list[Any] = [lambda: _ask(path, cache) for _ in range(programs)]
    if trial.random.random() < 0.3:
        works[-1] = shrink
    run_all(works, trial)
    assert together([lambda: _ask(path, cache)])[0].code == 0, "the store that is left is damaged"
    trial.count("readers of one cache", programs)
    shutil.rmtree(cache)


def _ask(path: Path, cache: Path) -> None:
    index = Loader(path, large_file=1, cache_folder=cache).load()
    rows = list(answer_query(Query.parse("iran -kind:use"), index).rows)
    titles = [index.timeline.events[row].title for row in rows]
    assert titles == ["First talks", "Patrushev lands in Tehran", "Iran denies any delivery"] or len(titles) > 2, titles
    assert len(list(index.timeline.events)) == 5


if __name__ == "__main__":
    sys.exit(main("several_programs", trials))
