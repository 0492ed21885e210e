"""The difference of two texts in lines, in a time that grows with their length and not with its square."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import Match, SequenceMatcher

_MOST_COMPARED = 250_000
"""Between lines that are the same, so many pairs of lines are compared at most; of more, all are changed."""


def unified_diff(old: Sequence[str], new: Sequence[str], old_name: str, new_name: str) -> Iterator[str]:
    """Yield the lines of a unified diff, as `difflib.unified_diff` does; none if nothing differs.

    Args:
        old: the lines of the old text, without line ends.
        new: those of the new text.
        old_name: the name of the old text in the head of the diff.
        new_name: that of the new text.
    """
    is_first = True
    for group in _Lines(old, new).get_grouped_opcodes():
        if is_first:
            yield from (f"--- {old_name}", f"+++ {new_name}")
        is_first = False
        (_, start, _, new_start, _), (_, _, end, _, new_end) = group[0], group[-1]
        yield f"@@ -{_range(start, end)} +{_range(new_start, new_end)} @@"
        for tag, start, end, new_start, new_end in group:
            if tag == "equal":
                yield from (f" {line}" for line in old[start:end])
            else:
                yield from (f"-{line}" for line in old[start:end])
                yield from (f"+{line}" for line in new[new_start:new_end])


def _range(start: int, end: int) -> str:
    """Return lines as a diff names them: the first, and how many they are unless it is one."""
    count = end - start
    return f"{start + 1}" if count == 1 else f"{start + 1 if count else start},{count}"


class _Lines(SequenceMatcher[str]):
    """Matches the lines that stand once in each text first, and then what lies between them."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        super().__init__(None, "", "")  # its own index of the lines is not used
        self.a, self.b = old, new

    def get_matching_blocks(self) -> list[Match]:
        """Return the stretches of lines that both texts have, in their order, and an empty one at the end."""
        old, new = self.a, self.b
        found: list[Match] = []
        at, new_at = 0, 0
        for end, new_end in [*_lines_in_common(old, new), (len(old), len(new))]:
            if end < at or new_end < new_at:
                continue  # in a stretch that has been found
            found += _between(old, new, at, end, new_at, new_end)
            at, new_at = end, new_end
            while at < len(old) and new_at < len(new) and old[at] == new[new_at]:
                at, new_at = at + 1, new_at + 1
            found.append(Match(end, new_end, at - end))
        return [*_joined(found), Match(len(old), len(new), 0)]


def _lines_in_common(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[int, int]]:
    """Return the positions in both texts of lines that each has once: as many as stand in the same order in both."""
    counts = Counter(old), Counter(new)
    places = {line: place for place, line in enumerate(new) if counts[1][line] == 1}
    pairs = [(place, places[line]) for place, line in enumerate(old) if counts[0][line] == 1 and line in places]
    ends: list[int] = []
    """By the length of a sequence: the least place in the new text at which one ends."""
    last: list[int] = []
    """By the same: which pair it is."""
    before: list[int] = []
    """By pair: the pair before it in the longest sequence that ends with it; -1 if it is the first."""
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [number]
        before.append(last[length - 1] if length else -1)
    longest = []
    number = last[-1] if last else -1
    while number >= 0:
        longest.append(pairs[number])
        number = before[number]
    return longest[::-1]


def _between(
    old: Sequence[str], new: Sequence[str], start: int, end: int, new_start: int, new_end: int
) -> Iterator[Match]:
    """Yield the stretches that two parts of the texts have in common."""
    same = 0
    while end - same > start and new_end - same > new_start and old[end - same - 1] == new[new_end - same - 1]:
        same += 1
    if 0 < (end - same - start) * (new_end - same - new_start) <= _MOST_COMPARED:
        matcher = SequenceMatcher(None, old[start : end - same], new[new_start : new_end - same], autojunk=False)
        for match in matcher.get_matching_blocks():
            yield Match(start + match.a, new_start + match.b, match.size)
    yield Match(end - same, new_end - same, same)


def _joined(found: Iterable[Match]) -> Iterator[Match]:
    """Yield stretches of which none is empty, or begins where the one before ends."""
    last = Match(0, 0, 0)
    for match in found:
        if (match.a, match.b) == (last.a + last.size, last.b + last.size):
            last = Match(last.a, last.b, last.size + match.size)
        elif match.size:
            if last.size:
                yield last
            last = match
    if last.size:
        yield last
