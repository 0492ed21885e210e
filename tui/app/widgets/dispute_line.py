"""One line that says who denies or contradicts an event, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from textual.content import Content
from textual.style import Style

from tui.app.style.cells import fit
from tui.app.style.styles import STYLES
from tui.terminal.display import displayed
from tui.terminal.glyphs import glyphs
from tui.timeline.dates.words import short_words
from tui.timeline.model.as_of import AsOfView
from tui.timeline.model.entities import DISPUTING, Event, ThreadLink
from tui.timeline.model.timeline import Timeline

_MOST_OF_NAME = 28
"""The most cells of a name."""


def dispute_line(view: AsOfView, number: int, width: int) -> Content | None:
    """Return who denies an event, and who contradicts it, with the days: denials first, each in order of date.

    A click on one of them goes to that event, and a click on the number of those that find no room compares them.

    Args:
        view: the timeline as of a day.
        number: the number of the event.
        width: the cells that the line may take.

    Returns:
        The line; None if nothing disputes the event.
    """
    links = [link for link in view.thread(number) if link.relation in DISPUTING and not link.outgoing]
    by_number = {link.number: link for link in sorted(links, key=lambda link: link.relation == "denies")}
    links = sorted(by_number.values(), key=lambda link: (link.relation != "denies", link.number))
    if not links:
        return None
    pieces = list(islice(_pieces(view.timeline, links), max(1, width)))  # no more find room
    shown, cells = len(pieces), sum(piece.cell_length for piece in pieces)
    while shown > 1 and cells + sum(piece.cell_length for piece in _more(len(links) - shown)) > width:
        shown -= 1
        cells -= pieces[shown].cell_length
    more = _more(len(links) - shown)
    line = Content("").join(pieces[:shown] + more)
    if line.cell_length > width:
        room = width - sum(piece.cell_length for piece in more)
        # The glyph says it, too: the name and the day are worth more than the verb.
        first = next(_pieces(view.timeline, links, has_verb=False))
        if first.cell_length > room:
            first = _go_to(fit(first.plain, room).rstrip(), links[0].number)
        line = Content("").join([first, *more])
    return line.stylize(STYLES["disputed"])


def _pieces(timeline: Timeline, links: Sequence[ThreadLink], *, has_verb: bool = True) -> Iterator[Content]:
    before = ""
    for link in links:
        event = timeline.events[link.number]
        said = f"{_who(timeline, event)}, {short_words(event.date)}"
        if link.relation == before:
            start = "; "
        else:
            glyph = glyphs().status("denied") if link.relation == "denies" else glyphs().disputed
            verb = f"{link.words} " if has_verb else ""
            start = f"{f' {glyphs().dot} ' if before else ''}{glyph} {verb}"
        before = link.relation
        yield (
            Content(displayed(start)) + _go_to(said, link.number)
            if start == "; "
            else _go_to(start + said, link.number)
        )


def _more(count: int) -> list[Content]:
    if not count:
        return []
    return [Content(f" +{count}").stylize(Style.from_meta({"@click": ("screen.beside", ())}))]


def _go_to(text: str, number: int) -> Content:
    return Content(displayed(text)).stylize(Style.from_meta({"@click": ("screen.jump", (number,))}))


def _who(timeline: Timeline, event: Event) -> str:
    """Return who says an event: its first speaker, or else actor or outlet; the title if it names none."""
    for facet in ("speaker", "actor", "via"):
        values = event.values.get(facet, ())
        if values:
            return fit(displayed(timeline.name(facet, values[0])), _MOST_OF_NAME).rstrip()
    return fit(f"“{displayed(event.title)}”", _MOST_OF_NAME).rstrip()
