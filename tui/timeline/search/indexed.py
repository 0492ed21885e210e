"""Events, indexed: by position or key, the facts, texts and words that they are found by."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable

Group = dict[str, list[int]]
"""By key: the numbers of the events or parts that have it."""
Groups = dict[str, Group]
"""By table and key: the numbers of the events or parts that have the key, in any order, some of them twice."""


class IndexedFacts:
    """The facts about some events, by their positions in the order in which they were indexed."""

    def __init__(self) -> None:
        self.bounds = tuple(array("q") for _ in range(4))
        """The four bounds of each event's date, each in a column, as `EdtfDate.bounds_in` returns them."""
        self.since = array("q")
        """The second since which each event was possibly known; `OPEN_START` if that is open."""
        self.ids: list[str] = []
        self.links: list[tuple[int, int, str]] = []
        """The position of the origin, the index in `RELATIONS`, and the id of the target of each link."""
        self.groups: Groups = {}
        self.bare_sources: dict[str, None] = {}
        """The URLs that are sources without a definition, in the order in which they were cited."""
        self.years: set[int] = set()
        """The years in which the date of an event begins or ends; see `tui.timeline.search.date_facts.years_of`."""


class IndexedTexts:
    """The folded texts of some events, and of the parts of those that cite several sources."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        """The text of each event: lines."""
        self.part_events = array("I")
        """The position of the event that each part belongs to; see `tui.timeline.search.tables.EventParts`."""
        self.part_texts: list[str] = []
        self.part_groups: Groups = {}
        """``part-source``: the parts of each source; ``part-flag``: the parts with a ``translation``."""


def empty_group() -> defaultdict[str, list[int]]:
    """Return a group without keys, in which each key has no numbers at first."""
    return defaultdict(list)


def words_of(texts: Iterable[str], first: int = 0) -> Group:
    """Return the numbers of the texts by word, in any order, some of them twice.

    Lines that several texts have, such as names and sources, are split into words twice at most: they are about half of
    all texts.

    Args:
        texts: the texts of events, or of their parts.
        first: the number of the first of them.
    """
    words = empty_group()
    further: dict[str, list[int]] = {}
    """By line: the numbers of the texts that have it, without the first."""
    for number, text in enumerate(texts, first):
        found: set[str] = set()
        for line in text.split("\n"):
            numbers = further.get(line)
            if numbers is None:
                further[line] = []
                found.update(line.split())
            else:
                numbers.append(number)
        for word in found:
            words[word].append(number)
    for line, numbers in further.items():
        if numbers:
            for word in set(line.split()):
                words[word] += numbers
    return words
