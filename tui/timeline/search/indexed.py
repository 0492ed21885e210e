"""Events, indexed: by position or key, the facts and words that they are found by."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence

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


class IndexedWords:
    """The folded texts of some events, and their words."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.words: Group = {}
        """The positions of the events that have each word, in any order, some of them twice."""
        self.part_events = array("I")
        """The position of the event that each part belongs to; see `tui.timeline.search.tables.EventParts`."""
        self.part_texts: list[str] = []
        self.part_words: Group = {}
        self.part_groups: Groups = {}
        """``part-source``: the parts of each source; ``part-flag``: the parts with a ``translation``."""


def empty_group() -> defaultdict[str, list[int]]:
    """Return a group without keys, in which each key has no numbers at first."""
    return defaultdict(list)


class WordTable:
    """The words of texts, with the numbers of the texts that have them.

    Names and sources, which many events share, are split into words once: they are about half of all texts.
    """

    def __init__(self) -> None:
        self._words = empty_group()
        self._shared = empty_group()
        """By line that several texts may have: the numbers of the texts that have it."""

    def add(self, number: int, own: Iterable[str], shared: Sequence[str]) -> str:
        """Add the words of a text, and return it.

        Args:
            number: the number of the text.
            own: its first lines.
            shared: further lines, which other texts may have too.
        """
        words, lines = self._words, self._shared
        text = "\n".join(own)
        for word in set(text.split()):
            words[word].append(number)
        for line in shared:
            lines[line].append(number)
        return "\n".join((text, *shared))

    def group(self) -> Group:
        """Return the numbers of the texts by word, in any order, some of them twice."""
        for line, numbers in self._shared.items():
            for word in set(line.split()):
                self._words[word] += numbers
        return self._words
