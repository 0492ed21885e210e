"""The text of an export of some events, and the name of a file for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.text.counts import counted
from tui.text.frozen import Frozen, replace
from tui.text.reasons import reason
from tui.timeline.exports import FORMATS, ExportFormat
from tui.timeline.exports.losses import Losses
from tui.timeline.model.as_of import AsOfView
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline
from tui.timeline.search.reader_layer import NO_LAYER, ReaderLayer

if TYPE_CHECKING:
    from tui.timeline.model.public import PublicEdition

_UNSAFE = re.compile(r"[^\w]+")
_MOST_LETTERS = 40


class Exported(Frozen):
    """The events to export, in their order."""

    view: AsOfView
    """The timeline, as of the day of the query."""
    numbers: Sequence[int]
    """The numbers of the events."""
    data_names: Sequence[str]
    """The names of further fields of the timeline's events."""
    public_edition: Callable[[], PublicEdition]
    """Returns those of the events that may be public. It takes a look at each event of the timeline."""
    layer: ReaderLayer = NO_LAYER
    """The reader's marks and notes on the events."""
    has_notes: bool = False
    """Whether the events have these as further fields."""
    is_public: bool = False
    """Whether what is not for the public is to be left out."""
    left_out: str = ""
    """What is left out for the public, in words."""

    def edition(self) -> Exported:
        """Return what is written: these events, or those that may be public."""
        if not self.is_public:
            return self
        edition = self.public_edition()
        return replace(
            self,
            view=AsOfView(edition.timeline, self.view.as_of),
            numbers=edition.numbers,
            data_names=edition.timeline.data_names,
            layer=NO_LAYER,
            has_notes=False,
            left_out=edition.left_out,
        )

    def lines(self, form: ExportFormat, losses: Losses) -> Iterator[str]:
        """Yield the text in a format.

        Args:
            form: the format, which is no binary one.
            losses: counts what the format cannot carry, while the text is yielded.
        """
        timeline, events, options = self._given(form)
        return form.lines(timeline, events, losses, **options)

    def encoded(self, form: ExportFormat, losses: Losses) -> Iterator[bytes]:
        """Yield the bytes in a format. The arguments are those of `lines`, but that the format may be binary.

        Raises:
            CannotExportError: it cannot be made on this system.
        """
        timeline, events, options = self._given(form)
        return form.encoded(timeline, events, losses, **options)

    def _given(self, form: ExportFormat) -> tuple[Timeline, Iterable[Event], Mapping[str, object]]:
        """Return the timeline, the events and the options for a format."""
        timeline, events, names = self.view.timeline, map(self.view.event, self.numbers), self.data_names
        if self.has_notes:
            events = map(self.layer.annotated, events, self.numbers)
            names = [*names, *self.layer.data_names]
        return timeline, events, {"data_names": names} if form is FORMATS["csv"] else {}

    @property
    def count(self) -> str:
        """How many events there are, in words, and what is left out for the public."""
        without = f" (without {self.left_out})" if self.left_out else ""
        return f"{counted(len(self.numbers), 'event')}{without}"


def suggested_name(form: ExportFormat, path: Path | None, query: str) -> str:
    """Return a name for the file of an export.

    Args:
        form: its format.
        path: the file of the timeline, which is never suggested.
        query: the query that finds the events.
    """
    stem = path.stem if path is not None else "timeline"
    slug = _UNSAFE.sub("-", query).strip("-")[:_MOST_LETTERS].rstrip("-")
    name = f"{stem}-{slug}{form.suffix}" if slug else f"{stem}{form.suffix}"
    return f"{stem}-events{form.suffix}" if path is not None and name == path.name else name


def with_suffix_of(name: str, form: ExportFormat, forms: Iterable[ExportFormat]) -> str:
    """Return a name that somebody typed, with the suffix of another format if it has that of any."""
    old = next((other.suffix for other in forms if name.casefold().endswith(other.suffix)), None)
    return name if old is None else name[: -len(old)] + form.suffix


def problem_with_name(name: str, timeline: Path | None) -> str | None:
    """Return why no file of a name can be written, as far as that can be known before; None if it can.

    Args:
        name: the name, as somebody typed it.
        timeline: the file of the timeline, which is never written.
    """
    if not name:
        return "A file needs a name."
    try:
        path = Path(name).expanduser()
        if path.is_dir():
            return f"{name} is a folder: add the name of a file."
        if not path.parent.is_dir():
            return f"There is no folder {path.parent}."
        if timeline is not None and path.exists() and path.samefile(timeline):
            return f"{name} is the timeline itself: choose another name."
    except (OSError, ValueError, RuntimeError) as error:
        return f"{name} cannot be written: {reason(error) if isinstance(error, OSError | ValueError) else error}"
    return None
