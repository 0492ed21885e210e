"""Web addresses within a text."""

from __future__ import annotations

import pytest

from tui.text.links import addresses, is_address


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("see https://example.org/a.", ["https://example.org/a"]),
        ("(https://example.org/a)", ["https://example.org/a"]),
        ("https://example.org/a_(b)", ["https://example.org/a_(b)"]),
        ("« http://example.org/à »", ["http://example.org/à"]),
        ("HTTPS://EXAMPLE.ORG and http://b.example,", ["HTTPS://EXAMPLE.ORG", "http://b.example"]),
        ("ftp://example.org javascript:alert(1) www.example.org", []),
        ("https://example.org/\u202egpj", []),
        ("https://", []),
    ],
)
def test_addresses_are_found_without_the_punctuation_around_them(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in addresses(text)] == found


def test_an_address_is_one_from_its_first_to_its_last_character() -> None:
    assert is_address("https://example.org/a")
    assert not is_address("https://example.org/a b")
    assert not is_address("see https://example.org/a")
