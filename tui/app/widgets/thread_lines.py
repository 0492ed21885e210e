"""A thread as it is drawn: an event below the other in order of date, joined by a line."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from tui.app.style.content import clickable, hanging
from tui.app.style.styles import STYLES
from tui.terminal.glyphs import glyphs
from tui.text.printable import printable
from tui.timeline.model.as_of import AsOfView
from tui.timeline.model.threads import Member, Thread

_MARGIN = 2
"""Cells before the line, for the number to press."""
_HERE = "bold on $highlight-blurred-background"


def drawn_thread(thread: Thread, view: AsOfView, width: int) -> Iterator[Content]:
    """Yield the lines of a thread: for each event its date and how it relates to the event at hand, and its title.

    Those linked to the event at hand itself have the number to press before them, up to 9. The styles are those of
    `tui.app.widgets.event_detail.EventDetail`.

    Args:
        thread: the thread.
        view: has its events.
        width: that of the lines, in cells.
    """
    keys = {number: str(place) for place, number in enumerate(thread.linked[:9], 1)}
    last = len(thread.members) - 1
    for place, member in enumerate(thread.members):
        is_last = place == last and not thread.more
        joint = glyphs().thread_first if place == 0 else glyphs().thread_last if is_last else glyphs().thread_middle
        below = " " if is_last else glyphs().thread_line
        yield from _member(member, view, width, keys.get(member.number, ""), joint, below)
    if thread.more:
        more = f"{thread.more:,} more" if thread.is_counted else f"at least {thread.more:,} more"
        line = _start("", glyphs().thread_last, glyphs().thread_across)
        yield hanging(line, (f"… and {more}: T lists them", STYLES["muted"]), width=width)


def _member(member: Member, view: AsOfView, width: int, key: str, joint: str, below: str) -> Iterator[Content]:
    event = view.timeline.events[member.number]
    is_here = not member.words
    across = glyphs().branch_closed if is_here else glyphs().thread_across
    style = STYLES["disputed"] if member.is_disputing else STYLES["label"] if is_here else STYLES["muted"]
    relation = Content.assemble((member.words or "this event", style))
    if member.is_disputing:
        relation = Content.assemble(relation, "  ", clickable("beside", ("screen.beside", (member.number,))))
    head = _start(key, joint, across) + event.date.short()
    fits = head.cell_length + 2 + relation.cell_length <= width
    mark = Content.assemble((f"{glyphs().status(event.status)} ", STYLES[event.status or "muted"]))
    title = Content(printable(event.title)) if is_here else clickable(event.title, ("screen.jump", (member.number,)))
    down = _start("", below, " ")
    lines = [head + "  " + relation] if fits else [head, down + relation]
    lines.append(hanging(down + mark, title, width=width, below=down + "  "))
    for line in lines:
        yield _as_here(line, width) if is_here else line


def _start(key: str, joint: str, across: str) -> Content:
    return Content.assemble((f"{key:<{_MARGIN}}", STYLES["link"]), (f"{joint}{across} ", STYLES["muted"]))


def _as_here(content: Content, width: int) -> Content:
    """Return lines with a ground of their own, as wide as all others."""
    lines = (line.pad_right(max(0, width - line.cell_length)) for line in content.split("\n"))
    return Content("\n").join([line.stylize(_HERE) for line in lines])
