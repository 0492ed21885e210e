from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.timeline.folding import find_all, fold, fold_with_offsets


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TÉHÉRAN", "téhéran"),
        ("Téhéran", "teheran"),
        ("Te\u0301he\u0301ran", "teheran"),
        ("l’Iran", "l'iran"),
        ("Fateh–110", "fateh-110"),
        ("Fateh-110", "fateh 110"),
        ("Fateh\u2011110", "fateh-110"),
        ("«\xa0a nié\xa0»", '" a nie "'),
        ("300\u202fdrones", "300 drones"),
        ("Œuvre", "oeuvre"),
        ("soft\u00adhyphen", "softhyphen"),
        ("STRASSE", "straße"),
        ("İstanbul", "istanbul"),
    ],
)
def test_what_a_reader_takes_for_equal_is_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_words_stay_different() -> None:
    assert fold("Iran") != fold("Irak")
    assert fold("no, 1") != fold("no 1")


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_offsets_belong_to_the_folded_text(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)


@given(st.text(), st.data())
def test_any_part_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    needle = fold(part).strip()
    if needle:
        spans = find_all(text, [needle])
        assert spans
        assert all(needle in fold(text[start:end]) for start, end in spans)


def test_finds_are_in_the_accented_original() -> None:
    text = "Le vol Téhéran–Moscou"
    assert [text[start:end] for start, end in find_all(text, ["teheran moscou"])] == ["Téhéran–Moscou"]


def test_a_find_takes_the_combining_marks_of_its_last_letter() -> None:
    text = "a nie\u0301 tout"
    assert [text[start:end] for start, end in find_all(text, ["nie"])] == ["nie\u0301"]


def test_finds_that_touch_or_overlap_are_one() -> None:
    assert find_all("abcdef", ["abc", "cd", "ef", "zz", ""]) == [(0, 6)]
