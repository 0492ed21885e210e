"""The choice of glyphs, and the two sets."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from io import BytesIO, TextIOWrapper

import pytest

from tui.terminal.glyphs import ASCII, STATUS_MEANINGS, UNICODE, Glyphs, glyphs
from tui.timeline.model.facets import STATUSES


@pytest.fixture(autouse=True)
def no_choice(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("DATELINE_ASCII", "LC_ALL", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    glyphs.cache_clear()
    yield
    glyphs.cache_clear()


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, UNICODE),
        ({"LANG": "en_US.UTF-8"}, UNICODE),
        ({"LANG": "fr_FR.utf8"}, UNICODE),
        ({"LC_CTYPE": "UTF-8"}, UNICODE),
        ({"LANG": "C"}, ASCII),
        ({"LANG": "POSIX"}, ASCII),
        ({"LANG": "en_US"}, ASCII),
        ({"LANG": "fr_FR.ISO-8859-1"}, ASCII),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "C"}, ASCII),
        ({"LANG": "C", "LC_ALL": "C.UTF-8"}, UNICODE),
        ({"LANG": "C", "LC_CTYPE": "en_US.UTF-8"}, UNICODE),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, ASCII),  # as Python itself sets it
        ({"LC_CTYPE": "C.UTF-8"}, UNICODE),
        ({"LC_ALL": "C", "DATELINE_ASCII": "0"}, UNICODE),
        ({"LANG": "en_US.UTF-8", "DATELINE_ASCII": "1"}, ASCII),
    ],
    ids=str,
)
def test_the_environment_chooses_the_glyphs(
    environment: Mapping[str, str], expected: Glyphs, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert glyphs() is expected


@pytest.mark.parametrize(("encoding", "expected"), [("utf-8", UNICODE), ("ascii", ASCII), ("latin-1", ASCII)])
def test_glyphs_that_standard_output_cannot_encode_are_not_chosen(
    encoding: str, expected: Glyphs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "__stdout__", TextIOWrapper(BytesIO(), encoding=encoding))
    assert glyphs() is expected


def test_a_closed_standard_output_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "__stdout__", None)
    assert glyphs() is UNICODE


@pytest.mark.parametrize("glyph_set", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_each_status_has_its_own_shape(glyph_set: Glyphs) -> None:
    assert set(glyph_set.statuses) == set(STATUSES) == set(STATUS_MEANINGS)
    assert len({*glyph_set.statuses.values(), glyph_set.disputed}) == len(STATUSES) + 1


def test_ascii_glyphs_are_ascii_and_as_wide_as_the_unicode_glyphs() -> None:
    for field, unicode_glyph in UNICODE.as_dict().items():
        ascii_glyph = getattr(ASCII, field)
        if field == "statuses":
            unicode_glyph, ascii_glyph = "".join(unicode_glyph.values()), "".join(ascii_glyph.values())
        if isinstance(ascii_glyph, str):
            assert ascii_glyph.isascii(), field
            assert len(ascii_glyph) == len(unicode_glyph) or field in ("ellipsis", "paragraph"), field
