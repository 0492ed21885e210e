"""The lines of a thread: its events in order of date, joined by a line."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from tui.app.style.content import clickable, hanging_indent
from tui.app.style.styles import STYLES
from tui.terminal.display import displayed, for_terminal
from tui.terminal.glyphs import glyphs
from tui.timeline.dates.words import short_words
from tui.timeline.model.as_of import AsOfView
from tui.timeline.model.threads import Member, Thread

_KEY_WIDTH = 2
"""Cells before the line, for the key that goes to an event."""
_CURRENT_STYLE = "bold on $highlight-blurred-background"


def thread_lines(thread: Thread, view: AsOfView, width: int) -> Iterator[Content]:
    """Yield the lines of a thread: for each event its date, its relation to the current event, and its title.

    The first nine events that are linked to the current event have their key before them.

    Args:
        thread: the thread of the current event.
        view: the timeline as of a day.
        width: the width of the lines in cells.
    """
    keys = {number: str(key) for key, number in enumerate(thread.linked[:9], 1)}
    last = len(thread.members) - 1
    for i, member in enumerate(thread.members):
        is_last = i == last and not thread.more
        joint = glyphs().thread_first if i == 0 else glyphs().thread_last if is_last else glyphs().thread_middle
        below = " " if is_last else glyphs().thread_line
        yield from _member_lines(member, view, width, keys.get(member.number, ""), joint, below)
    if thread.more:
        more = f"{thread.more:,} more" if thread.is_counted else f"at least {thread.more:,} more"
        start = _start("", glyphs().thread_last, glyphs().thread_across)
        yield hanging_indent(start, (f"{glyphs().ellipsis} and {more}: T shows them", STYLES["muted"]), width=width)


def _member_lines(member: Member, view: AsOfView, width: int, key: str, joint: str, below: str) -> Iterator[Content]:
    event = view.timeline.events[member.number]
    is_current = not member.words
    across = glyphs().branch_closed if is_current else glyphs().thread_across
    style = STYLES["disputed"] if member.is_disputing else STYLES["label"] if is_current else STYLES["muted"]
    relation = Content.assemble((member.words or "this event", style))
    if member.is_disputing:
        relation = Content.assemble(relation, "  ", clickable("compare", ("screen.beside", (member.number,))))
    words = for_terminal(short_words(event.date))
    date = _start(key, joint, across) + words
    fits = date.cell_length + 2 + relation.cell_length <= width
    status = Content.assemble((f"{glyphs().status(event.status)} ", STYLES[event.status or "muted"]))
    jump = ("screen.jump", (member.number,))
    title = Content(displayed(event.title)) if is_current else clickable(event.title, jump)
    start = _start("", below, " ")
    dates = hanging_indent(_start(key, joint, across), words, width=width, below=start)
    lines = [date + "  " + relation] if fits else [dates, start + relation]
    lines.append(hanging_indent(start + status, title, width=width, below=start + "  "))
    for line in lines:
        yield _as_current(line, width) if is_current else line


def _start(key: str, joint: str, across: str) -> Content:
    """Return the beginning of a line: a key, and the line that joins the events."""
    return Content.assemble((f"{key:<{_KEY_WIDTH}}", STYLES["link"]), (f"{joint}{across} ", STYLES["muted"]))


def _as_current(content: Content, width: int) -> Content:
    """Return lines with the background of the current event, padded to the full width."""
    lines = (line.pad_right(max(0, width - line.cell_length)) for line in content.split("\n"))
    return Content("\n").join([line.stylize(_CURRENT_STYLE) for line in lines])
