"""How the screens look. `make snapshots` accepts them as they are now: look at the report first."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from textual.pilot import Pilot

from tests.app.conftest import MakeApp

Compare = Callable[..., bool]

WIDE, MEDIUM, SMALLEST = (120, 36), (80, 24), (40, 12)
DARK, LIGHT = "dateline-dark", "dateline-light"


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("size", [WIDE, MEDIUM, SMALLEST], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", ["j"]),
        ("teheran weapon:missile actor:irna", ["j"]),
        ("status:denied", ["1"]),
        ("", ["G", "enter", "t"]),
        ("actor:iran", ["w", "down", "minus"]),
        ("nowhere", []),
        ("", ["question_mark"]),
    ],
    ids=["list", "query", "outside", "detail", "facets", "nothing", "help"],
)
def test_screens(
    make_app: MakeApp,
    snap_compare: Compare,
    theme: str,
    size: tuple[int, int],
    query: str,
    keys: Iterable[str],
) -> None:
    app = make_app(query=query)

    async def take_theme(pilot: Pilot[None]) -> None:
        pilot.app.theme = theme

    assert snap_compare(app, press=[*keys], terminal_size=size, run_before=take_theme)
