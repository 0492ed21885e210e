from __future__ import annotations

from io import BytesIO, TextIOWrapper

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from tui.app.style.line_filters import Ascii
from tui.terminal.ascii import TRANSLITERATE, transliterate, transliterate_cells
from tui.terminal.glyphs import ASCII, UNICODE

any_text = st.text(alphabet=st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Téhéran – l’Iran « nié »…", 'Teheran - l\'Iran " nie "...'),
        ("Œuvre, cœur, straße, Łódź", "OEuvre, coeur, strasse, Lodz"),
        ("e\u0301", "e"),
        ("10 000 €, ¶ 3", "10 000 EUR, par. 3"),
        ("½ ﬁn ①", "1/2 fin 1"),
        ("漢字", "??"),
        ("\ud800", "?"),
    ],
)
def test_text_is_spelled_with_the_letters_that_there_are(text: str, expected: str) -> None:
    assert transliterate(text) == expected


@given(any_text)
def test_spelled_text_is_ascii(text: str) -> None:
    assert transliterate(text).isascii()


@given(st.text())
def test_a_line_of_the_screen_keeps_its_cells(text: str) -> None:
    [segment] = Ascii().apply([Segment(text)], Color(0, 0, 0))
    assert segment.text.isascii()
    assert cell_len(segment.text) == cell_len(text)


def test_what_is_drawn_keeps_its_shape() -> None:
    assert transliterate_cells("╭─╮│█") == "+-+|#"
    for status, mark in UNICODE.statuses.items():
        assert transliterate_cells(mark) == ASCII.statuses[status]


@pytest.mark.parametrize(
    ("encoding", "written"), [("ascii", b'L\'ete, "..."'), ("latin-1", b'L\'\xe9t\xe9, "..."'), ("utf-8", None)]
)
def test_a_stream_writes_what_its_encoding_has(encoding: str, written: bytes | None) -> None:
    text = "L’été, “…”"
    raw = BytesIO()
    stream = TextIOWrapper(raw, encoding=encoding, errors=TRANSLITERATE)
    stream.write(text)
    stream.flush()
    assert raw.getvalue() == (text.encode() if written is None else written)
