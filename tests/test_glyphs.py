from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from io import BytesIO, TextIOWrapper

import pytest

from tui.terminal.glyphs import ASCII, STATUS_MEANINGS, UNICODE, Glyphs, glyphs
from tui.timeline.model.facets import STATUSES


@pytest.fixture(autouse=True)
def no_choice_yet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
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
def test_the_locale_chooses_the_marks(
    environment: Mapping[str, str], expected: Glyphs, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert glyphs() is expected


@pytest.mark.parametrize(("encoding", "expected"), [("utf-8", UNICODE), ("ascii", ASCII), ("latin-1", ASCII)])
def test_what_standard_output_cannot_write_is_not_chosen(
    encoding: str, expected: Glyphs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "__stdout__", TextIOWrapper(BytesIO(), encoding=encoding))
    assert glyphs() is expected


def test_a_closed_standard_output_is_no_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "__stdout__", None)
    assert glyphs() is UNICODE


@pytest.mark.parametrize("one", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_each_status_has_a_shape_of_its_own(one: Glyphs) -> None:
    assert set(one.statuses) == set(STATUSES) == set(STATUS_MEANINGS)
    assert len({*one.statuses.values(), one.disputed}) == len(STATUSES) + 1


def test_ascii_is_ascii_and_as_wide() -> None:
    for field, drawn in UNICODE.as_dict().items():
        plain = getattr(ASCII, field)
        if field == "statuses":
            drawn, plain = "".join(drawn.values()), "".join(plain.values())
        if isinstance(plain, str):
            assert plain.isascii(), field
            assert len(plain) == len(drawn) or field in ("ellipsis", "paragraph"), field
