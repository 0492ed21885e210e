"""The links between events, by the numbers of the events."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

RelationTo = tuple[int, int]
"""A relation, as its index in `tui.timeline.model.entities.RELATIONS`, and the number of an event."""


class Links:
    """The links between events, in columns, to be found from either event.

    Args:
        origins: the event that makes each link; ascending.
        relations: the relation of each link.
        targets: the event that each link points to.
        by_target: the links' indices in the order of their targets.
        sorted_targets: the targets in that order.
    """

    def __init__(
        self,
        origins: Sequence[int],
        relations: Sequence[int],
        targets: Sequence[int],
        by_target: Sequence[int],
        sorted_targets: Sequence[int],
    ) -> None:
        self.origins = origins
        self.relations = relations
        self.targets = targets
        self.by_target = by_target
        self.sorted_targets = sorted_targets

    @classmethod
    def of(cls, links: Iterable[tuple[int, int, int]]) -> Links:
        """Return links given as (origin, relation, target). The links of one origin keep their order."""
        ordered = sorted(links, key=lambda link: link[0])
        targets = array("I", [target for _, _, target in ordered])
        by_target = array("I", sorted(range(len(ordered)), key=targets.__getitem__))
        return cls(
            array("I", [origin for origin, _, _ in ordered]),
            array("B", [relation for _, relation, _ in ordered]),
            targets,
            by_target,
            array("I", map(targets.__getitem__, by_target)),
        )

    def outgoing(self, number: int) -> Iterator[RelationTo]:
        """Yield the links that an event makes, in the order in which it lists them."""
        for link in range(bisect_left(self.origins, number), bisect_right(self.origins, number)):
            yield self.relations[link], self.targets[link]

    def incoming(self, number: int) -> Iterator[RelationTo]:
        """Yield the links that point to an event, in the order of the events that make them."""
        targets = self.sorted_targets
        for position in range(bisect_left(targets, number), bisect_right(targets, number)):
            link = self.by_target[position]
            yield self.relations[link], self.origins[link]
