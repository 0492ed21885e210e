"""Counts and lists in words."""

from __future__ import annotations

import pytest

from tui.text.counts import counted, listed, some


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 events"), (1, "1 event"), (2, "2 events"), (12_000, "12,000 events")]
)
def test_a_number_has_its_noun(number: int, words: str) -> None:
    assert counted(number, "event") == words


@pytest.mark.parametrize(("names", "words"), [("", ""), ("a", "a"), ("ab", "a and b"), ("abc", "a, b and c")])
def test_words_are_listed_as_in_a_sentence(names: str, words: str) -> None:
    assert listed(list(names)) == words


def test_many_names_are_cut_short() -> None:
    assert some(list("abcdefghij")) == "a, b, c, d, e, f, g, h, i, j"
    assert some(list("abcdefghijkl")) == "a, b, c, d, e, f, g, h, i, j and 2 more"
