from __future__ import annotations

from tui.app.screens.history import MOST_ENTRIES, History


def test_one_goes_back_and_forth() -> None:
    history = History("a")
    history.go("b")
    history.go("c")
    assert [history.step(-1), history.step(-1), history.step(-1)] == ["b", "a", None]
    assert [history.step(1), history.step(1), history.step(1)] == ["b", "c", None]


def test_a_new_way_forgets_what_one_came_back_from() -> None:
    history = History("a")
    history.go("b")
    history.step(-1)
    history.go("c")
    assert history.step(1) is None
    assert history.step(-1) == "a"


def test_the_present_place_can_be_replaced() -> None:
    history = History("a")
    history.replace("b")
    assert history.here == "b"
    assert history.step(-1) is None


def test_the_oldest_places_are_forgotten() -> None:
    history = History(0)
    for place in range(1, MOST_ENTRIES + 50):
        history.go(place)
    steps = 0
    while history.step(-1) is not None:
        steps += 1
    assert steps == MOST_ENTRIES - 1
