"""What documents for readers say of the events that they leave out."""

from __future__ import annotations

from collections.abc import Iterator

from tui.timeline.model.timeline import Timeline


def left_out_sentences(timeline: Timeline, drafts: int) -> Iterator[str]:
    """Yield sentences that say what is left out.

    Args:
        timeline: the timeline, which knows whether it is a public edition.
        drafts: how many drafts the document itself leaves out.
    """
    if drafts:
        yield "1 draft is left out." if drafts == 1 else f"{drafts:,} drafts are left out."
    if timeline.left_out:
        yield f"This public edition leaves out {timeline.left_out}."
