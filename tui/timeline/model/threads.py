"""The thread of an event: what led to it, what disputes or bears it out, and what came of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import islice

from tui.text.frozen import Frozen
from tui.timeline.model.as_of import AsOfView
from tui.timeline.model.entities import DISPUTING, ThreadLink

MOST_DRAWN = 24
"""So many events of a thread are drawn, the event at hand among them: the nearest."""
MOST_COUNTED = 100
"""So many events of a thread are counted to tell how many are not drawn."""
MOST_NUMBERS = 10_000
"""So many events of a thread are filtered to, the nearest, so that a key is answered at once however large it is."""

_LED_TO_IT = "led to it"
_CAME_OF_IT = "came of it"


class Member(Frozen):
    """An event of a thread, as seen from the event at hand."""

    number: int
    words: str
    """How the event at hand relates to it, as read from there: "denied by"; empty for the event at hand itself."""
    relations: frozenset[str]
    """The relations of the links between the two; none where they are linked only by way of others."""

    @property
    def is_disputing(self) -> bool:
        """Tell whether one of the two denies or contradicts the other."""
        return not self.relations.isdisjoint(DISPUTING)


class Thread(Frozen):
    """The thread of an event, as it is drawn."""

    number: int
    """The event at hand."""
    members: tuple[Member, ...]
    """In order of date, the event at hand in its place."""
    linked: tuple[int, ...]
    """The numbers of those members that are linked to the event at hand itself, those that it links to first."""
    more: int
    """How many events of the thread there are beside these. From `MOST_COUNTED` in all on it is not counted further."""

    @property
    def numbers(self) -> list[int]:
        """The numbers of the members, in order of date."""
        return [member.number for member in self.members]

    @property
    def counterparts(self) -> list[Member]:
        """The members to hold against the event at hand: those that dispute it or that it disputes, or all linked.

        They are in order of date.
        """
        linked = [member for member in self.members if member.relations]
        return [member for member in linked if member.is_disputing] or linked

    @property
    def is_counted(self) -> bool:
        """Tell whether `more` is all there are."""
        return len(self.members) + self.more < MOST_COUNTED


def thread_of(view: AsOfView, number: int) -> Thread:
    """Return the thread of an event with no more of it than is drawn."""
    between: dict[int, list[ThreadLink]] = {}
    for link in view.thread(number):
        between.setdefault(link.number, []).append(link)
    nearest = _nearest(view, number)
    members = [
        Member(
            other,
            " and ".join(dict.fromkeys(link.words for link in between[other])) if other in between else words,
            frozenset(link.relation for link in between.get(other, ())),
        )
        for other, words in islice(nearest, MOST_DRAWN)
    ]
    drawn = {member.number for member in members}
    return Thread(
        number,
        members=tuple(sorted(members, key=lambda member: member.number)),
        linked=tuple(other for other in between if other in drawn),
        more=sum(1 for _ in islice(nearest, MOST_COUNTED - MOST_DRAWN)),
    )


def thread_numbers(view: AsOfView, number: int) -> frozenset[int]:
    """Return the numbers of all events of a thread, that of the event at hand among them.

    These are the event, those linked to it, what it follows, and what that follows in turn; and what follows it in the
    same way. One event is in the thread of another just if that one is in its own.
    """
    return frozenset(other for other, _ in islice(_nearest(view, number), MOST_NUMBERS))


def _nearest(view: AsOfView, number: int) -> Iterator[tuple[int, str]]:
    """Yield the events of a thread, each once, the nearest first, with how those not linked to it relate to it.

    The event at hand comes first, then those linked to it, and of them those that dispute it, or that it disputes.
    """
    told = {number}
    yield number, ""
    links = sorted(view.thread(number), key=lambda link: (link.relation not in DISPUTING, link.number))
    for link in links:
        if link.number not in told:
            told.add(link.number)
            yield link.number, ""
    # Each step goes on in its own direction: what came of that which led to the event is not of its thread.
    steps = deque(dict.fromkeys((link.number, link.outgoing) for link in links if link.relation == "follows"))
    reached = {(number, True), (number, False), *steps}
    while steps:
        at, back = steps.popleft()
        for link in view.thread(at):
            step = (link.number, back)
            if link.relation != "follows" or link.outgoing != back or step in reached:
                continue
            reached.add(step)
            steps.append(step)
            if link.number not in told:
                told.add(link.number)
                yield link.number, _LED_TO_IT if back else _CAME_OF_IT
