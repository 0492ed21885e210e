"""Mutated files of every format: each is read or refused with located problems, and what is read is right.

The fast reader of YAML agrees with the careful one. Some of the timelines are queried, and the answers compared with
those of the plain matcher; some are written as `dateline import` writes them, and read back.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

from tests.plain import Plain
from tests.reliability.limits import bounded
from tests.reliability.mutated_queries import random_query, today
from tests.reliability.mutations import changed_json, mutated
from tests.reliability.run import Run, Trial, collect_less, main
from tests.reliability.seeds import SeedFile, seed_files
from tui.timeline.editing.event_blocks import is_same
from tui.timeline.editing.yaml_text import timeline_text
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.reader import read_foreign
from tui.timeline.model.sort import SORTS, Sort
from tui.timeline.model.timeline import Timeline
from tui.timeline.query.language import Query
from tui.timeline.reading.careful_reader import read_carefully
from tui.timeline.reading.fast_reader import read_fast
from tui.timeline.reading.files import decode
from tui.timeline.reading.problems import TimelineError
from tui.timeline.reading.reader import parse_timeline, read_data
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index

LONGEST_SECONDS = 10.0
"""For a file of some kilobytes, on a busy machine."""
MOST_MEGABYTES = 150
_QUERIED, _WRITTEN = 0.06, 0.02
"""The shares of the timelines that are queried, and that are written."""
_MOST_EVENTS = 400


_DATABASES = (".sqlite", ".duckdb", ".parquet")


def trials(run: Run, seeds: tuple[SeedFile, ...] | None = None) -> None:
    """Read one mutated file after the other.

    Args:
        run: the run.
        seeds: the files from which they are made; None for those of every format but the ones that DuckDB reads.
    """
    seeds = seeds or seed_files()
    for seed in seeds:
        read(run.folder / seed.name, seed.data, seed.form)  # imports what reading it needs
    collect_less()
    for trial in run.trials():
        with trial:
            seed = trial.random.choice(seeds)
            data = mutated_file(seed, trial.random, seeds)
            trial.note(f"{seed.form}, {seed.name}: {data[:3000]!r}")
            with bounded(LONGEST_SECONDS, MOST_MEGABYTES):
                try_file(seed, data, trial)
            trial.count("mutated files")


def mutated_file(seed: SeedFile, random: Random, seeds: tuple[SeedFile, ...]) -> bytes:
    """Return the bytes of a file with changes."""
    data = seed.data
    if data[:1] in (b"{", b"[") and random.random() < 0.5:
        data = changed_json(data, random)
        if random.random() < 0.7:
            return data
    return mutated(data, random, random.choice(seeds).data if random.random() < 0.1 else data)


def try_file(seed: SeedFile, data: bytes, trial: Trial) -> None:
    """Read a file, and check the timeline or the problems.

    Raises:
        AssertionError: something is wrong.
    """
    random = trial.random
    try:
        timeline = read(trial.run.folder / seed.name, data, seed.form if random.random() < 0.5 else None)
    except TimelineError as error:
        check_problems(error)
        trial.count("refused with their problems")
        timeline = None
    if seed.form == "dateline":
        check_readers(data)
        trial.count("compared between both readers of YAML")
    if timeline is None or len(timeline.events) > _MOST_EVENTS:
        return
    trial.count("read")
    if random.random() < _QUERIED:
        check_answer(timeline, random_query(random), random.choice(SORTS))
        trial.count("queried")
    if random.random() < _WRITTEN:
        again = parse_timeline(timeline_text(timeline), "written.yaml")
        assert is_same(again, timeline), "what is written does not mean the same"
        trial.count("written and read back")


def read(path: Path, data: bytes, form: str | None) -> Timeline:
    """Read a file, in a format or in the one that is found. Only a database is written to the disk.

    Raises:
        TimelineError: it is refused.
    """
    if form == "dateline":
        return read_data(data, path.name)
    if path.suffix in _DATABASES:
        path.write_bytes(data)
    return read_foreign(ForeignFile(path, data), form)


def check_problems(error: TimelineError) -> None:
    """Check that an error says what is wrong and what would be right."""
    assert error.problems
    for problem in error.problems:
        assert problem.message.strip(), problem
        assert problem.remedy.strip(), problem
        assert problem.line >= 0, problem
        assert problem.column >= 0, problem
        assert problem.line or not problem.column, problem


def check_readers(data: bytes) -> None:
    """Check that the fast reader of YAML gives the timeline of the careful one, or gives up."""
    try:
        timeline = read_fast(data)
    except TimelineError as error:
        raise AssertionError("the fast reader raised the problem of a file") from error
    if timeline is not None:
        expected = read_carefully(decode(data, "t.yaml"), "t.yaml")
        assert contents(timeline) == contents(expected), "the readers differ"


def contents(timeline: Timeline) -> list[object]:
    """Return all of a timeline, with its entries in their order."""
    entries = (timeline.sources, *timeline.vocabularies.values())
    return [*timeline.as_dict().items(), *(list(found.items()) for found in entries)]


def check_answer(timeline: Timeline, text: str, order: str) -> None:
    """Check the answer to a query against the plain matcher."""
    index, query = Index(timeline, today), Query.parse(text)
    answer = answer_query(query, index, Sort.parse(order))
    expected = Plain(index, query).sorted_rows(Sort.parse(order))
    assert list(answer.rows) == expected, f"another answer to {text!r} by {order}: {list(answer.rows)}, {expected}"
    starts = [section.start for section in answer.sections]
    assert starts == sorted(set(starts)), starts
    assert bool(starts) == bool(expected), starts


if __name__ == "__main__":
    sys.exit(main("mutated_files", trials))
