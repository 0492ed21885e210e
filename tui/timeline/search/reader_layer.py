"""The marks and notes that a reader adds to a timeline, outside its file. The callers read and write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from pyroaring import BitMap

from tui.text.folding import fold
from tui.text.frozen import Frozen, replace
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline

MARK, NOTE = "my mark", "my note"
"""The names of further fields that an export has for them."""
_NOTHING: Mapping[int, str] = {}


class ReaderLayer(Frozen):
    """A reader's marks and notes, by the numbers of the events."""

    __slots__ = ("__dict__",)

    marked: BitMap = BitMap()
    notes: Mapping[int, str] = _NOTHING

    @classmethod
    def of(cls, timeline: Timeline, marks: Iterable[str], notes: Mapping[str, str]) -> ReaderLayer:
        """Return the layer of some marks and notes by the ids of events. Those of other events are left out."""
        numbers = timeline.numbers
        return cls(
            BitMap([numbers[mark] for mark in marks if mark in numbers]),
            {numbers[event]: note for event, note in notes.items() if event in numbers},
        )

    def annotated(self, event: Event, number: int) -> Event:
        """Return an event with its mark and its note as further fields, for an export that has them."""
        data = {MARK: "yes"} if number in self.marked else {}
        if number in self.notes:
            data[NOTE] = self.notes[number]
        return replace(event, data={**event.data, **data}) if data else event

    @property
    def data_names(self) -> tuple[str, ...]:
        """The names of the further fields that `annotated` adds."""
        return (*((MARK,) if self.marked else ()), *((NOTE,) if self.notes else ()))

    def __bool__(self) -> bool:
        """Return whether there is any mark or note."""
        return bool(self.marked or self.notes)

    @cached_property
    def noted(self) -> BitMap:
        """The events with a note."""
        return BitMap(list(self.notes))

    @cached_property
    def _folded(self) -> Sequence[tuple[int, str]]:
        return [(number, fold(note)) for number, note in self.notes.items()]

    def containing(self, needle: str) -> BitMap:
        """Return the events whose note contains a folded word or phrase."""
        return BitMap([number for number, note in self._folded if needle in note])


NO_LAYER = ReaderLayer()
"""The layer of a reader who has added nothing."""
