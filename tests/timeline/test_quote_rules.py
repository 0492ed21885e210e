"""Checks of quotes without their articles: whether a translation is missed, and whether it is a likely one."""

from __future__ import annotations

import pytest

from tests.timeline.linting import findings, report
from tests.timelines import HEAD, changed, event

FRENCH = changed(HEAD, ("issued: 2022", "issued: 2022, language: fr")) + event(actors="iran", weapons="drone")


@pytest.mark.parametrize(
    ("own", "source", "readers", "is_missed"),
    [
        ("en", "fr", (), True),
        ("en-GB", "fr-CA", (), True),
        (None, "fr", ("en",), True),
        (None, "fr", ("en_US",), True),
        ("fr", "fr", (), False),
        ("fr-CA", "FR", (), False),
        (None, "fr", ("fr_FR",), False),
        ("en", "fr", ("fr",), False),
        (None, "fr", (), False),
        ("en", None, ("de",), False),
        ("en", "enm", (), True),
    ],
)
def test_a_translation_is_missed_if_neither_the_timeline_nor_its_readers_have_the_language(
    own: str | None, source: str | None, readers: tuple[str, ...], is_missed: bool
) -> None:
    text = FRENCH.replace("language: fr", f"language: {source}" if source else "url: https://a.example")
    text = f"language: {own}\n{text}" if own else text
    assert [finding.rule for finding in findings(text, *readers)] == ["translation"] * is_missed


def test_the_length_of_a_translation_is_not_compared_with_that_of_a_quote_in_chinese() -> None:
    chinese = "外交部发言人表示，两国之间的合作不针对任何第三方国家。"
    quote = f"quotes: [{{source: s, exact: {chinese}, translation: No third country}}]"
    text = f"language: en\n{FRENCH}".replace("language: fr", "language: zh")
    assert report(text.replace("quotes: [{source: s, exact: x}]", quote)) == []
