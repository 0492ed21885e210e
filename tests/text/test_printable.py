from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.printable import INVISIBLE, printable

any_text = st.text(alphabet=st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Téhéran – l’Iran « nié »", "Téhéran – l’Iran « nié »"),
        ("a\x1b[31mb", "a␛[31mb"),
        ("a\nb\tc\x7f\x9b", "a␊b␉c␡␦"),
        ("\u202eevil\u202c", f"{INVISIBLE}evil{INVISIBLE}"),
        ("zero\u200bwidth\ufeff", f"zero{INVISIBLE}width{INVISIBLE}"),
        ("می\u200cخواهم 👨\u200d👩\u200d👧", "می\u200cخواهم 👨\u200d👩\u200d👧"),
        ("[red]no[/] [@click=app.quit]tag[/]", "[red]no[/] [@click=app.quit]tag[/]"),
        ("e\u0301", "e\u0301"),
        ("\ud800", INVISIBLE),
    ],
)
def test_unsafe_characters_are_replaced(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(any_text)
def test_printable_text_has_no_control_characters(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in shown)
    assert not any(unicodedata.bidirectional(character) in BIDIRECTIONAL_CONTROLS for character in shown)
    shown.encode()


@given(any_text)
def test_line_feeds_are_kept_if_they_may_be(text: str) -> None:
    shown = printable(text, line_feeds=True)
    assert shown.count("\n") == text.count("\n")
    assert shown.replace("\n", "") == printable(text).replace("␊", "") or "␊" in text


BIDIRECTIONAL_CONTROLS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
