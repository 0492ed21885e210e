"""Settings for all tests: the folders of the user are neither read nor written, and no test has a deadline."""

from __future__ import annotations

from collections.abc import Iterator

import hypothesis
import pytest

from tests.soak import examples
from tui.config.config import VARIABLE as CONFIG
from tui.reader.folder import VARIABLE as DATA

STATE = "DATELINE_STATE"

# On a busy machine an example may take longer than any deadline.
hypothesis.settings.register_profile("dateline", deadline=None, max_examples=examples(50))
hypothesis.settings.load_profile("dateline")


@pytest.fixture(scope="session", autouse=True)
def _private_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Use no config, and a state in which the hint was dismissed."""
    state = tmp_path_factory.mktemp("state")
    (state / "hint-seen").touch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CONFIG, "")
        patch.setenv(STATE, str(state))
        patch.setenv(DATA, str(tmp_path_factory.mktemp("data")))
        yield
