"""Both versions of what changed, field beside field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.exported import TIMELINE
from tests.timeline.test_comparing import with_event
from tui.text.frozen import replace
from tui.timeline.comparing.changes import compare
from tui.timeline.comparing.side_by_side import Row, shown_changes
from tui.timeline.comparing.words import Stretch, compared_words
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.model.timeline import Timeline

TEXTS = st.lists(st.sampled_from(["a", "drone ", "il y a ", ",", " ", "\n", "été"]), max_size=8).map("".join)


@given(TEXTS, TEXTS)
def test_the_pieces_of_a_text_make_it_up_and_what_both_have_is_the_same(old: str, new: str) -> None:
    before, after = compared_words(old, new)
    assert ("".join(piece.text for piece in before), "".join(piece.text for piece in after)) == (old, new)
    if old == new:
        assert not any(piece.is_changed for piece in (*before, *after))
    else:
        assert any(piece.is_changed for piece in (*before, *after))


def test_words_that_differ_are_marked_as_one_phrase() -> None:
    assert compared_words("a small drone fell", "a very large drone fell") == (
        [Stretch("a ", is_changed=False), Stretch("small", is_changed=True), Stretch(" drone fell", is_changed=False)],
        [
            Stretch("a ", is_changed=False),
            Stretch("very large", is_changed=True),
            Stretch(" drone fell", is_changed=False),
        ],
    )


def test_long_texts_are_not_compared_word_by_word() -> None:
    old, new = "a " * 4_000, "b " * 4_000
    assert compared_words(old, new) == ([Stretch(old, is_changed=True)], [Stretch(new, is_changed=True)])


def shown(old: Timeline, new: Timeline) -> dict[str, list[str]]:
    """Return the titles of what changed, by its kind."""
    found: dict[str, list[str]] = {}
    for change in shown_changes(compare(old, new), old, new):
        found.setdefault(change.heading, []).append(change.title)
    return found


@pytest.mark.parametrize(
    ("fields", "heading"),
    [
        ({"date": EdtfDate.parse("1999")}, "Re-dated"),
        ({"summary": "Other words"}, "Re-worded"),
        ({"date": EdtfDate.parse("1999"), "title": "Other words"}, "Re-dated"),
        ({"values": {}}, "Otherwise changed"),
    ],
)
def test_changes_are_of_a_kind(fields: dict[str, object], heading: str) -> None:
    assert next(iter(shown(TIMELINE, with_event(TIMELINE, "denial", **fields)))) == heading


def test_a_claim_that_is_denied_now_is_listed_before_what_is_only_re_worded() -> None:
    fewer = replace(TIMELINE, events=tuple(event for event in TIMELINE.events if event.id != "denial"))
    assert list(shown(fewer, TIMELINE)) == ["Added", "Newly denied or confirmed"]
    assert list(shown(TIMELINE, fewer)) == ["Withdrawn", "Newly denied or confirmed"]


def test_both_versions_have_every_field_that_one_of_them_has() -> None:
    event = TIMELINE.events[TIMELINE.numbers["delivery"]]
    quote = replace(event.quotes[0], translation="other words")
    changed = with_event(TIMELINE, "delivery", quotes=(quote,), note="A note")
    (change,) = shown_changes(compare(TIMELINE, changed), TIMELINE, changed)
    assert [row for row in change.rows if row.is_changed] == [
        Row("translation", event.quotes[0].translation, "other words"),
        Row("note", None, "A note"),
    ]
    assert change.rows[0] == Row("", event.title, event.title)
    assert change.event_id == "delivery"
