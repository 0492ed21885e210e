"""A three-way merge of timelines."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.soak import examples
from tests.timeline.changed_trees import BASES, changed_texts
from tests.timeline.hostile_timelines import timelines
from tui.timeline.editing.yaml_text import timeline_text
from tui.timeline.merging.document import Document
from tui.timeline.merging.merge import merge_texts
from tui.timeline.model.timeline import Timeline

several = settings(deadline=None, max_examples=examples(15))


def meaning(text: str) -> Any:
    """Return what a text means, without the order of what has none."""
    return _unordered(Document(text).tree)


def _unordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _unordered(item) for key, item in value.items()}
    return sorted(repr(_unordered(item)) for item in value) if isinstance(value, list) else value


@several
@given(st.data())
def test_what_only_one_side_changed_is_its_version(data: st.DataObject) -> None:
    base = data.draw(st.sampled_from(BASES))
    mine = data.draw(changed_texts(base, "x"))
    for merged in (merge_texts(base, mine, base), merge_texts(base, mine, mine), merge_texts(base, base, mine)):
        assert not merged.conflicts
        assert meaning(merged.text) == meaning(mine)
    assert merge_texts(base, mine, base).text == mine


@several
@given(st.data())
def test_both_sides_stand_in_what_is_merged_whichever_is_ours(data: st.DataObject) -> None:
    base = data.draw(st.sampled_from(BASES))
    one, other = data.draw(changed_texts(base, "x")), data.draw(changed_texts(base, "y"))
    merged, turned = merge_texts(base, one, other), merge_texts(base, other, one)
    assert bool(merged.conflicts) == bool(turned.conflicts)
    if not merged.conflicts:
        assert meaning(merged.text) == meaning(turned.text)
    present, before = Document(merged.text).event_nodes.keys(), Document(base).event_nodes.keys()
    for text, tag in ((one, "x-"), (other, "y-")):
        # An event of the base with another id is not a new one, and may be deleted as it was.
        added = {each for each in Document(text).event_nodes if each.startswith(tag) and each[2:] not in before}
        assert added <= present or merged.conflicts


@settings(deadline=None, max_examples=examples(4))
@given(timelines(), timelines(), timelines(), st.booleans())
def test_no_merge_is_unreadable_or_lacks_an_event(
    base: Timeline, ours: Timeline, theirs: Timeline, alone: bool
) -> None:
    texts = [timeline_text(timeline) for timeline in (base, ours, theirs)]
    merged = merge_texts("" if alone else texts[0], texts[1], texts[2])
    assert merged.events <= Document(merged.text).event_nodes.keys()
    taken = {event.title for event in Document(merged.text).timeline.events}
    assert alone or {event.title for event in ours.events if event.id not in base.numbers} <= taken
