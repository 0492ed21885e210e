"""Names that nothing else has."""

from __future__ import annotations

from collections.abc import Callable

from tests.growth import assert_linear
from tui.text.free_names import FreeNames


def _given(names: list[str], taken: set[str], *, ignore_case: bool = False) -> list[str]:
    free, found = FreeNames(taken, ignore_case=ignore_case), []
    for name in names:
        found.append(free.free(name))
        taken.add(found[-1].casefold() if ignore_case else found[-1])
    return found


def test_a_name_that_is_taken_gets_the_next_free_number() -> None:
    assert _given(["a", "a", "b", "a", "A"], {"a-3"}) == ["a", "a-2", "b", "a-4", "A"]


def test_case_may_make_no_difference() -> None:
    assert _given(["a", "A", "a"], set(), ignore_case=True) == ["a", "A-2", "a-3"]


def test_a_name_that_is_taken_very_often_takes_no_longer() -> None:
    assert_linear(lambda size: lambda: _given(["a"] * size, set()), 200)


def test_numbers_that_are_taken_already_are_passed_once() -> None:
    def work(size: int) -> Callable[[], object]:
        taken = {"a", *(f"a-{number}" for number in range(size))}
        return lambda: _given(["a"] * size, taken)

    assert_linear(work, 200)
