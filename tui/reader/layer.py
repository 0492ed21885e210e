"""A reader's marks and notes on a timeline's file, by the numbers of the events."""

from __future__ import annotations

from pathlib import Path

from tui.reader.folder import data_folder
from tui.timeline.model.timeline import Timeline
from tui.timeline.search.reader_layer import NO_LAYER, ReaderLayer


def reader_layer(path: Path | None, timeline: Timeline) -> ReaderLayer:
    """Return what the reader keeps on a timeline.

    Args:
        path: the file of the timeline; None for one without a file.
        timeline: the timeline.

    Raises:
        KeptError: it cannot be read.
    """
    folder = data_folder()
    if path is None or folder is None or not (folder / "files").is_dir():
        return NO_LAYER  # as for most readers, without importing the rest
    from tui.reader.annotations import read_annotations

    kept = read_annotations(path)
    return ReaderLayer.of(timeline, kept.marks, kept.notes) if kept.marks or kept.notes else NO_LAYER
