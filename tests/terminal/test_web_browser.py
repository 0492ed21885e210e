"""Where a web browser can open a window."""

from __future__ import annotations

import pytest

from tui.terminal.web_browser import opens_window

SSH = {"SSH_CONNECTION": "192.0.2.1 5 192.0.2.2 22"}


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "linux", False),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", True),
        ({"BROWSER": "w3m"}, "linux", True),
        ({}, "darwin", True),
        (SSH, "darwin", False),
        (SSH, "linux", False),
        (SSH | {"DISPLAY": "localhost:10.0"}, "linux", True),
    ],
)
def test_a_window_opens_where_the_reader_sees_it(environment: dict[str, str], platform: str, expected: bool) -> None:
    assert opens_window(environment, platform) == expected
