"""A timeline's file of schema version 1, rewritten as version 2.

In version 1 an interval of dates meant doubt: one day of these. Version 2 has a form of its own for that, ``[a..b]``, and
an interval lasts. Nothing else differs.
"""

from __future__ import annotations

from tui.text.frozen import replace
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.editing.scalars import Scalar, changed_values
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.careful_reader import read_carefully
from tui.timeline.reading.event_fast import as_doubt
from tui.timeline.reading.problems import TimelineError, ValuePath


class ChangedMeaningError(Exception):
    """The new text would not mean what the old one does."""


class Upgrade:
    """The upgrade of one file.

    Args:
        text: the file's text.
        name: the name of the file in errors.

    Raises:
        TimelineError: if the text cannot be read as a timeline.
        ChangedMeaningError: if the text of version 2 would not mean the same.
    """

    def __init__(self, text: str, name: str) -> None:
        self.timeline = read_carefully(text, name)
        """What the file means."""
        self.dates = 0
        """How many dates are rewritten."""
        self.text = text
        """The text of version 2."""
        if self.is_needed:
            self.text = changed_values(text, self._new_value)
            self._compare(name)

    @property
    def is_needed(self) -> bool:
        """Whether the file is of version 1."""
        return self.timeline.version == 1

    def is_equal(self, upgraded: Timeline) -> bool:
        """Return whether a timeline of version 2 means what the file does."""
        return replace(upgraded, version=self.timeline.version) == self.timeline

    def _new_value(self, scalar: Scalar) -> str | None:
        if scalar.path == ("dateline",):
            return "2"
        if not _is_date(scalar.path):
            return None
        doubt = as_doubt(EdtfDate.parse(scalar.value.rstrip("\n")))
        if doubt is None:
            return None
        self.dates += 1
        return doubt.text

    def _compare(self, name: str) -> None:
        try:
            is_equal = self.is_equal(read_carefully(self.text, name))
        except TimelineError as error:
            raise ChangedMeaningError(str(error)) from error
        if not is_equal:
            raise ChangedMeaningError("some value would change")


def _is_date(path: ValuePath) -> bool:
    """Return whether a path is that of the date of an event, or of the issue date of a source."""
    return len(path) == 3 and (path[0], path[2]) in (("events", "date"), ("sources", "issued"))
