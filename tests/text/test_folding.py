from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.text import folding
from tui.text.folding import find_all, fold, fold_with_offsets


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


def folded_by_the_book(text: str) -> str:
    """Fold as folding is meant, a character at a time, with no regard to speed."""

    def replaced(text: str) -> str:
        return "".join(folding._TABLE.get(ord(character), character) or "" for character in text)

    text = unicodedata.normalize("NFKD", replaced(text)).casefold()
    return re.sub(r"\s+", " ", folding._COMBINING.sub("", replaced(unicodedata.normalize("NFKD", text))))


western = st.text(st.sampled_from(folding._USUAL))


@given(
    st.one_of(
        st.text(), western, western.map(lambda text: text + "\u0301"), st.text(st.characters(max_codepoint=0x2FF))
    )
)
@example("".join(map(chr, range(0x3000))))
@example("".join(f"{chr(code)}e\n" for code in range(0x3000)))
@example("a \xad - \xad\xa0\u202f\t\x1c\x85b")
@example("½ … Œuvre ﬁnie, µ-Straße ¨ ª ´")
def test_quick_folding_is_folding(text: str) -> None:
    assert fold(text) == folded_by_the_book(text)


@given(western)
def test_what_is_written_in_western_europe_is_folded_quickly(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folding, "_fold_unusual", None)
        fold(text)


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
