"""The timeline that ``dateline check`` looks at, in any format that the browser opens."""

from __future__ import annotations

from pathlib import Path

from tui.text.frozen import Frozen
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.files import STDIN, decode, is_own, read_bytes
from tui.timeline.reading.problems import SourceMap
from tui.timeline.reading.reader import read_data_with_source_map, read_with_source_map


class CheckInput(Frozen):
    """A timeline that has been read for a check."""

    timeline: Timeline
    source_map: SourceMap
    """The positions of its values. Of another format only those of the events are known."""
    text: str | None
    """The text of the file, for its comments; None if it is in another format, or has been read from a pipe."""
    is_own: bool
    """Whether it is in Dateline's own format."""


def read_input(file: str, form: str | None, mapping: Path | None) -> CheckInput:
    """Read a timeline.

    Args:
        file: the file or the folder; ``-`` is standard input.
        form: the name of its format; None to find it.
        mapping: the mapping of its columns; None for the one beside it, if there is one.

    Raises:
        TimelineError: the file cannot be read as a timeline.
    """
    # An empty name is a mistake, which this reports, and not the present folder.
    is_ours = not file or (mapping is None and (form == "dateline" or (form is None and is_own(Path(file)))))
    if file != STDIN and is_ours:
        timeline, source_map = read_with_source_map(file)
        return CheckInput(timeline, source_map, decode(read_bytes(file), file), True)
    from tui.timeline.checking.reading_rules import lines_of_events

    if file != STDIN and Path(file).is_dir():
        from tui.timeline.formats.several import read_several

        return CheckInput(read_several([Path(file)], form, mapping), {}, None, False)
    from tui.timeline.formats.foreign_file import ForeignFile
    from tui.timeline.formats.reader import checked_format, read_foreign

    foreign = ForeignFile(None if file == STDIN else Path(file))
    form = checked_format(foreign, form)
    if form == "dateline":
        timeline, source_map = read_data_with_source_map(foreign.data, foreign.name)
        return CheckInput(timeline, source_map, decode(foreign.data, foreign.name), True)
    timeline = read_foreign(foreign, form, mapping)
    return CheckInput(timeline, lines_of_events(timeline), None, False)
