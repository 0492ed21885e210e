from __future__ import annotations

from tui.app.screens.history import MOST_ENTRIES, History


def test_steps_go_back_and_forward() -> None:
    history = History("a")
    history.go("b")
    history.go("c")
    assert [history.step(-1), history.step(-1), history.step(-1)] == ["b", "a", None]
    assert [history.step(1), history.step(1), history.step(1)] == ["b", "c", None]


def test_a_new_entry_drops_the_entries_ahead() -> None:
    history = History("a")
    history.go("b")
    history.step(-1)
    history.go("c")
    assert history.step(1) is None
    assert history.step(-1) == "a"


def test_the_present_entry_can_be_replaced() -> None:
    history = History("a")
    history.replace("b")
    assert history.here == "b"
    assert history.step(-1) is None


def test_the_oldest_entries_are_dropped() -> None:
    history = History(0)
    for place in range(1, MOST_ENTRIES + 50):
        history.go(place)
    steps = 0
    while history.step(-1) is not None:
        steps += 1
    assert steps == MOST_ENTRIES - 1
