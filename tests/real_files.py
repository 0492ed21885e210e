"""The public files that the project does not carry: tests that read one are skipped where it is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.timelines import ROOT

FOLDER = Path(os.environ.get("DATELINE_REAL_FILES") or ROOT.parent / "shared" / "real")


def real_file(name: str) -> Path:
    """Return the path of a public file; skip the test if it is not there."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"{path} is not there")
    return path
