"""The difference of two texts in lines."""

from __future__ import annotations

import difflib
import random

import pytest

from tests.growth import assert_linear
from tui.text.line_diff import unified_diff


def applied(old: list[str], diff: list[str]) -> list[str]:
    """Return what a diff makes of the old text, having checked the lines that it names."""
    new: list[str] = []
    at = 0
    for line in diff[2:]:
        if line.startswith("@@"):
            start, _, count = line.split()[1][1:].partition(",")
            first = int(start) - (count != "0")
            new += old[at:first]
            at = first
            continue
        sign, text = line[0], line[1:]
        if sign in " -":
            assert old[at] == text
            at += 1
        if sign in " +":
            new.append(text)
    return new + old[at:]


@pytest.mark.parametrize("seed", range(60))
def test_a_diff_makes_the_new_text_of_the_old_one(seed: int) -> None:
    chance = random.Random(seed)
    letters = "abcdefghij" if seed % 2 else "".join(map(chr, range(200, 400)))
    old = [chance.choice(letters) for _ in range(chance.randrange(60))]
    new = [line for line in old if chance.random() > 0.2]
    for _ in range(chance.randrange(8)):
        new.insert(chance.randint(0, len(new)), chance.choice(letters))
    diff = list(unified_diff(old, new, "old", "new"))
    assert applied(old, diff) == new
    assert bool(diff) == (old != new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("abcdefghijklmnop", "abcdXfghijklmnop"),
        ("", "a"),
        ("a", ""),
        ("abc", "abc"),
        ("abcabc", "abcXabc"),
        ("ab", "cd"),
    ],
)
def test_a_diff_is_that_of_the_standard_library(old: str, new: str) -> None:
    assert list(unified_diff([*old], [*new], "old", "new")) == list(
        difflib.unified_diff([*old], [*new], "old", "new", lineterm="")
    )


def test_a_change_in_each_of_many_items_takes_no_longer_for_each() -> None:
    def lines(size: int, word: str) -> list[str]:
        return [
            line for number in range(size) for line in (f"- id: e{number}", "  date: 2020", f"  title: {word} {number}")
        ]

    assert_linear(lambda size: lambda: list(unified_diff(lines(size, "One"), lines(size, "Two"), "old", "new")), 200)
