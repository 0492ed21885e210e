"""What holds in all tests: the user's own folders are neither read nor written, not by programs that tests start."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tui.config.config import VARIABLE as CONFIG

STATE = "DATELINE_STATE"


@pytest.fixture(scope="session", autouse=True)
def _nothing_of_the_users_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Have no config, and a state in which the hint was dismissed."""
    state = tmp_path_factory.mktemp("state")
    (state / "hint-seen").touch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CONFIG, "")
        patch.setenv(STATE, str(state))
        yield
