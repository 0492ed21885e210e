"""How the screens look. `make snapshots` accepts them as they are now: look at the report first."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from textual.pilot import Pilot

from tests.app.conftest import MakeApp

Compare = Callable[..., bool]

WIDE, MEDIUM, SMALLEST = (120, 36), (80, 24), (40, 12)
DARK, LIGHT = "dateline-dark", "dateline-light"


@pytest.mark.parametrize(
    ("size", "theme"),
    [(WIDE, DARK), (WIDE, LIGHT), (MEDIUM, DARK), (MEDIUM, LIGHT), (SMALLEST, DARK)],
    ids=["120x36-dark", "120x36-light", "80x24-dark", "80x24-light", "40x12-dark"],
)
@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", ["j"]),
        ("teheran weapon:missile actor:irna", ["j"]),
        ("status:denied", ["1"]),
        ("", ["G", "enter", "t"]),
        ("actor:iran", ["w", "down", "minus"]),
        ("nowhere", []),
        ("", ["slash", *"actor:ir"]),
        ("known:2022-12-31 in:2022-11", ["b", "j"]),
        ("", ["question_mark"]),
    ],
    ids=["list", "query", "outside", "detail", "facets", "nothing", "completion", "known", "help"],
)
def test_screens(
    make_app: MakeApp,
    snap_compare: Compare,
    size: tuple[int, int],
    theme: str,
    query: str,
    keys: Iterable[str],
) -> None:
    app = make_app(query=query)

    async def take_theme(pilot: Pilot[None]) -> None:
        pilot.app.theme = theme

    assert snap_compare(app, press=[*keys], terminal_size=size, run_before=take_theme)
