from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.text import folding
from tui.text.folding import find_all, fold, fold_with_offsets


@pytest.mark.parametrize(
    ("text", "other"),
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
def test_variants_that_readers_take_for_equal_fold_to_the_same_text(text: str, other: str) -> None:
    assert fold(text) == fold(other)


def test_different_texts_fold_to_different_texts() -> None:
    assert fold("Iran") != fold("Irak")
    assert fold("no, 1") != fold("no 1")


@given(st.text())
def test_folding_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_offsets_belong_to_the_folded_text(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)


def slow_fold(text: str) -> str:
    """Fold a character at a time, by definition and without regard to speed."""

    def replaced(text: str) -> str:
        return "".join(folding._TABLE.get(ord(character), character) or "" for character in text)

    text = unicodedata.normalize("NFKD", replaced(text)).casefold()
    return re.sub(r"\s+", " ", re.sub(folding._COMBINING, "", replaced(unicodedata.normalize("NFKD", text))))


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
def test_fast_and_slow_folding_give_the_same_text(text: str) -> None:
    assert fold(text) == slow_fold(text)


@given(western)
def test_text_in_western_european_languages_takes_the_fast_path(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folding, "_fold_unusual", None)
        fold(text)


@given(st.text(), st.data())
def test_every_part_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    needle = fold(part).strip()
    if needle:
        spans = find_all(text, [needle])
        assert spans
        assert all(needle in fold(text[start:end]) for start, end in spans)


def test_spans_are_offsets_in_the_original_text() -> None:
    text = "Le vol Téhéran–Moscou"
    assert [text[start:end] for start, end in find_all(text, ["teheran moscou"])] == ["Téhéran–Moscou"]


def test_a_span_includes_the_combining_marks_of_its_last_letter() -> None:
    text = "a nie\u0301 tout"
    assert [text[start:end] for start, end in find_all(text, ["nie"])] == ["nie\u0301"]


def test_spans_that_touch_or_overlap_are_merged() -> None:
    assert find_all("abcdef", ["abc", "cd", "ef", "zz", ""]) == [(0, 6)]
