"""The thread of an event: the events that led to it, dispute or confirm it, or came of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import islice

from tui.text.frozen import Frozen
from tui.timeline.model.as_of import AsOfView
from tui.timeline.model.entities import DISPUTING, ThreadLink

MOST_DRAWN = 24
"""The most events of a thread that are drawn, nearest first, including the event at hand."""
MOST_COUNTED = 100
"""The most events of a thread that are counted to say how many are not drawn."""
MOST_NUMBERS = 10_000
"""The most events of a thread that a query finds, nearest first, to bound the time that a key press takes."""

_LED_TO_IT = "led to it"
_CAME_OF_IT = "came of it"


class Member(Frozen):
    """An event of a thread, as seen from the event at hand."""

    number: int
    words: str
    """The event at hand's relation to it, such as "denied by"; empty for the event at hand itself."""
    relations: frozenset[str]
    """The relations of the links between the two; empty if they are linked only through other events."""

    @property
    def is_disputing(self) -> bool:
        """Whether one of the two denies or contradicts the other."""
        return not self.relations.isdisjoint(DISPUTING)


class Thread(Frozen):
    """The thread of an event, as it is drawn."""

    number: int
    """The event at hand."""
    members: tuple[Member, ...]
    """In order of date, including the event at hand."""
    linked: tuple[int, ...]
    """The numbers of the members linked directly to the event at hand, in order of date."""
    more: int
    """How many events of the thread are not members. The count stops at `MOST_COUNTED` events in all."""

    @property
    def numbers(self) -> list[int]:
        """The numbers of the members, in order of date."""
        return [member.number for member in self.members]

    @property
    def counterparts(self) -> list[Member]:
        """The members to compare with the event at hand: denials, then contradictions, each in order of date.

        If there are none, these are all members that are linked to it.
        """
        linked = [member for member in self.members if member.relations]
        disputing = [member for member in linked if member.is_disputing]
        return sorted(disputing, key=lambda member: "denies" not in member.relations) or linked

    @property
    def is_counted(self) -> bool:
        """Whether `more` is exact, not a lower bound."""
        return len(self.members) + self.more < MOST_COUNTED


def thread_of(view: AsOfView, number: int) -> Thread:
    """Return the part of an event's thread that is drawn."""
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
    in_order = sorted(members, key=lambda member: member.number)
    return Thread(
        number,
        members=tuple(in_order),
        linked=tuple(member.number for member in in_order if member.relations),
        more=sum(1 for _ in islice(nearest, MOST_COUNTED - MOST_DRAWN)),
    )


def thread_numbers(view: AsOfView, number: int) -> frozenset[int]:
    """Return the numbers of all events of a thread, including the event at hand.

    A thread has the event itself, the events linked to it, the events that it follows, directly or through others, and
    the events that follow it in the same way. An event is in the thread of another if and only if the reverse holds.
    """
    return frozenset(other for other, _ in islice(_nearest(view, number), MOST_NUMBERS))


def _nearest(view: AsOfView, number: int) -> Iterator[tuple[int, str]]:
    """Yield the events of a thread, each once, nearest first, with words for the relation of those not linked to it.

    The event at hand comes first, then the events linked to it, beginning with those that dispute it or that it
    disputes.
    """
    yielded = {number}
    yield number, ""
    links = sorted(view.thread(number), key=lambda link: (link.relation not in DISPUTING, link.number))
    for link in links:
        if link.number not in yielded:
            yielded.add(link.number)
            yield link.number, ""
    # Each step keeps its direction: an event that came of the same cause is not in the thread.
    steps = deque(dict.fromkeys((link.number, link.outgoing) for link in links if link.relation == "follows"))
    reached = {(number, True), (number, False), *steps}
    while steps:
        current, backward = steps.popleft()
        for link in view.thread(current):
            step = (link.number, backward)
            if link.relation != "follows" or link.outgoing != backward or step in reached:
                continue
            reached.add(step)
            steps.append(step)
            if link.number not in yielded:
                yielded.add(link.number)
                yield link.number, _LED_TO_IT if backward else _CAME_OF_IT
