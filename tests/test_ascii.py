"""Text in ASCII, in as many letters as it takes or in the cells that it had."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO, TextIOWrapper

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from tui.app.style.line_filters import Ascii
from tui.terminal.ascii import transliterate, transliterate_cells
from tui.terminal.display import TRANSLITERATE
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
        ("Николай Патрушев, Щёкино", "Nikolay Patrushev, Shchekino"),
        ("Θεσσαλονίκη", "Thessaloniki"),
        ("漢字", "HanZi"),
        ("ایران", "yrn"),
        ("a\u200db", "ab"),
        ("\ud800", "?"),
        ("\ue000", "?"),
    ],
)
def test_text_is_transliterated(text: str, expected: str) -> None:
    assert transliterate(text) == expected


@given(any_text)
def test_a_transliteration_is_ascii(text: str) -> None:
    assert transliterate(text).isascii()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Патрушев   в Москве", "Patrushev  v Moskve"),
        ("Патрушев  1", "Patrushev 1"),
        ("Щука  1", "Suka  1"),
        ("Патрушев", "Patrusev"),
        ("│Щука    │", "|Shchuka |"),
        ("│ Щука │", "| Suka |"),
        ("漢字   2", "HanZi  2"),
        ("阿   2", "A    2"),
        ("été…", "ete."),
    ],
)
def test_a_longer_transliteration_takes_its_room_from_the_blanks_after_it_or_is_cut(text: str, expected: str) -> None:
    assert transliterate_cells(text) == expected


@given(st.text())
def test_a_line_of_the_screen_keeps_its_width_in_cells(text: str) -> None:
    [segment] = Ascii().apply([Segment(text)], Color(0, 0, 0))
    assert segment.text.isascii()
    assert cell_len(segment.text) == cell_len(text)


@given(st.lists(st.text("Щуж漢 –│a", min_size=1), min_size=1))
def test_columns_stay_where_they_are(columns: list[str]) -> None:
    line = "".join(f"{column}  |" for column in columns)
    shown = transliterate_cells(line)
    offset = 0
    for column in columns:
        offset += cell_len(f"{column}  ")
        assert shown[offset] == "|"
        offset += 1


def test_glyphs_keep_their_shapes() -> None:
    assert transliterate_cells("╭─╮│█") == "+-+|#"
    for status, glyph in UNICODE.statuses.items():
        assert transliterate_cells(glyph) == ASCII.statuses[status]


@pytest.mark.parametrize(
    ("encoding", "written"), [("ascii", b'L\'ete, "..."'), ("latin-1", b'L\'\xe9t\xe9, "..."'), ("utf-8", None)]
)
def test_a_stream_transliterates_only_what_its_encoding_lacks(encoding: str, written: bytes | None) -> None:
    text = "L’été, “…”"
    raw = BytesIO()
    stream = TextIOWrapper(raw, encoding=encoding, errors=TRANSLITERATE)
    stream.write(text)
    stream.flush()
    assert raw.getvalue() == (text.encode() if written is None else written)


@pytest.mark.parametrize(("text", "is_imported"), [("Téhéran, l’Œuvre – ▲", False), ("Патрушев", True)])
def test_anyascii_is_imported_only_for_what_needs_it(text: str, is_imported: bool) -> None:
    script = (
        "import sys\nfrom tui.terminal.ascii import transliterate\n"
        "transliterate(sys.argv[1])\nprint('anyascii' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", script, text], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == str(is_imported)
