"""Settings for all tests: the folders of the user are neither read nor written, and no random test has a deadline."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from itertools import count

import hypothesis
import pytest

from tests.soak import examples
from tui.config.config import VARIABLE as CONFIG
from tui.reader.folder import VARIABLE as DATA

STATE = "DATELINE_STATE"
_NUMBERS = count()

# On a busy machine an example, or making one, may take longer than any limit.
hypothesis.settings.register_profile(
    "dateline",
    deadline=None,
    max_examples=examples(20),
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("dateline")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return a worker more than there are cores, as some tests wait for terminals and other processes."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + 1


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name a case by the beginning of its text: some have millions of characters, which go to each worker and back."""
    if not isinstance(val, (str, bytes)) or len(val) <= 80:
        return None
    beginning = val[:60] if isinstance(val, str) else val[:60].decode("latin-1")
    return f"{beginning.encode('unicode_escape').decode('ascii')}..."


def pytest_collection_finish() -> None:
    """Look for garbage less often than usual, and not among the modules and tests, which stay.

    By default, a quarter of the time of an app's test is spent on it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


@pytest.fixture(scope="session", autouse=True)
def _private_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Use no config, and a state in which the hint was dismissed."""
    state = tmp_path_factory.mktemp("state")
    (state / "hint-seen").touch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CONFIG, "")
        patch.setenv(STATE, str(state))
        yield


@pytest.fixture(autouse=True)
def _nothing_kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Begin each test with nothing that a reader keeps."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(DATA, str(tmp_path_factory.getbasetemp() / f"data-{next(_NUMBERS)}"))
        yield
