"""The benches that need no other program run to their end, on timelines too small for meaningful figures."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.timelines import ROOT


@pytest.mark.parametrize("name", ["bench_event_list", "bench_engine"])
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
