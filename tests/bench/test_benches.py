"""The benches that need no other program run to their end, on timelines too small for meaningful figures."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.bench.bench_keystroke import WORDS
from tests.timelines import BUNDLED, ROOT
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.answers import count_events
from tui.timeline.search.index import Index


@pytest.mark.parametrize("name", ["bench_event_list", "bench_engine", "bench_lanes"])
def test_a_bench_prints_its_table(name: str) -> None:
    process = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{name}", "--sizes", "200", "--rounds", "1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    assert "200" in process.stdout
    assert "Traceback" not in process.stderr


def test_each_key_of_the_keystroke_bench_changes_the_count() -> None:
    index = Index(read_timeline(BUNDLED))
    for word in WORDS:
        counts = [count_events(Query.parse(word[:length]), index) for length in range(len(word) + 1)]
        assert counts == sorted(set(counts), reverse=True), word
