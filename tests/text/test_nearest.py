from __future__ import annotations

import pytest

from tui.text.nearest import nearest


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("wepon", ["actor", "weapon", "status"], "weapon"),
        ("WEPON", ["Weapon"], "Weapon"),
        ("weapon", ["actor", "status"], None),
        ("weapon", [], None),
    ],
)
def test_the_closest_name_is_returned_as_it_is_written(name: str, known: list[str], expected: str | None) -> None:
    assert nearest(name, known) == expected


def test_among_very_many_names_only_those_with_the_same_first_letters_are_compared() -> None:
    names = [*(f"event-{number}" for number in range(6_000)), "patrushev-lands"]
    assert nearest("patrushev-lnads", names) == "patrushev-lands"
    assert nearest("matrushev-lands", names) is None
