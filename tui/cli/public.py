"""``--public``: the events of an answer without drafts and what is internal."""

from __future__ import annotations

from pyroaring import BitMap

from tui.cli.errors import print_error
from tui.text.frozen import replace
from tui.timeline.analysis.public_editions import edition_of_answer
from tui.timeline.model.as_of import AsOfView
from tui.timeline.search.answers import Answer
from tui.timeline.search.index import Index


def public_answer(answer: Answer, index: Index) -> Answer:
    """Return an answer as it may be printed for the public, after reporting what is left out.

    Its view, its rows and what else is printed are those of the public edition. Its sections, counts and order are not.

    Args:
        answer: the answer of the whole timeline.
        index: the whole timeline.
    """
    edition = edition_of_answer(index, answer)
    print_error(f"the public edition leaves out {edition.left_out}")
    new_numbers = edition.new_numbers
    return replace(
        answer,
        matching=BitMap(edition.numbers),
        rows=edition.numbers,
        view=AsOfView(edition.timeline, answer.view.as_of),
        uncertain=BitMap([new_numbers[number] for number in answer.uncertain if number in new_numbers]),
    )
