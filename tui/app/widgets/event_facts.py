"""The facts of an event below its quotes: its date, the values of its facets, its data, media, sources and note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from tui.app.style.content import Part, clickable, hanging_indent, highlight_matches, link, paragraphs, text_parts
from tui.app.style.styles import STYLES
from tui.terminal.display import displayed
from tui.text.counts import counted
from tui.timeline.dates.words import date_words, short_words
from tui.timeline.model.as_of import AsOfView, first_published
from tui.timeline.model.citations import BASIS_WORDS
from tui.timeline.model.entities import Entry, Event, Source
from tui.timeline.model.origins import origin_words
from tui.timeline.model.timeline import Timeline

_LABEL_WIDTH = 9

_SHOWN_ABOVE = ("status", "kind")
"""The facets that stand below the title of an event."""

_LONG = 1_000
"""The days from which a delay is given in years."""


def labelled(label: str, *parts: Part, width: int) -> Content:
    """Return wrapped text after a label, which may come from the file.

    Args:
        label: the label.
        parts: the text.
        width: the width of all lines in cells.
    """
    return hanging_indent(_label(label), *parts, width=width)


def _label(label: str) -> Content:
    shown = displayed(label)
    width = _LABEL_WIDTH if cell_len(shown) < _LABEL_WIDTH else cell_len(shown) + 1
    return Content.assemble((set_cell_size(shown, width), STYLES["label"]))


def fact_lines(view: AsOfView, number: int, needles: Sequence[str], width: int) -> Iterator[Content]:
    """Yield the facts of an event, each with its label.

    Args:
        view: the timeline as of a day.
        number: the number of the event.
        needles: the words to highlight, folded.
        width: the width of the lines in cells.
    """
    timeline, event, sources = view.timeline, view.timeline.events[number], view.sources(number)

    def line(label: str, *parts: Part) -> Content:
        return labelled(label, *parts, width=width)

    def text_line(label: str, text: str, style: str = "") -> Content:
        start = _label(label)
        return hanging_indent(start, paragraphs(text, needles, style, width=width - start.cell_length), width=width)

    yield line("date", *_date_parts(event, needles))
    if event.date_note:
        yield text_line("", event.date_note, STYLES["muted"])
    for spec in timeline.facets:
        if spec.name in event.values and spec.name not in _SHOWN_ABOVE:
            label = spec.title if spec.is_own else spec.detail_label
            yield line(label, *_values(timeline, spec.name, event.values[spec.name]))
    for name, value in event.data.items():
        yield line(name, *text_parts(value, needles))
    for media in event.media:
        caption = ", ".join(filter(None, (media.caption, media.credit)))
        captions: list[Part] = [*highlight_matches(caption, needles), "\n"] if caption else []
        yield line("media", *captions, link(media.url))
    if known := _known(event, sources, timeline):
        yield line("known", known)
    quoted = {quote.source for quote in event.quotes}
    for source_id in sources:
        source = timeline.sources[source_id]
        yield line("source", *_source_parts(timeline, source, needles, has_title=source_id not in quoted))
    if not sources:
        yield line("source", ("no source", STYLES["muted"]))
    if origins := origin_words(view, number):
        yield line("rests on", displayed(origins))
    if event.note:
        yield text_line("note", event.note)


def _date_parts(event: Event, needles: Sequence[str]) -> Iterable[Part]:
    if event.date_text:
        yield "“"
        yield from highlight_matches(event.date_text, needles)
        yield "” — "
    if event.date_basis is not None:
        yield f"{BASIS_WORDS[event.date_basis]} "
    yield (f"({event.date.text})", STYLES["muted"])


def _values(timeline: Timeline, facet: str, values: Iterable[str]) -> Iterable[Part]:
    """Yield the names of a facet's values, which choose the value when they are clicked."""
    entries = timeline.entries(facet)
    for i, value in enumerate(values):
        if i:
            yield ", "
        yield clickable(timeline.name(facet, value), ("screen.choose", (facet, value)))
        if (entry := entries.get(value)) is not None and (more := _more(entry, facet)):
            yield (f" ({displayed(more)})", STYLES["muted"])


def _more(entry: Entry, facet: str) -> str:
    """Return what is said of a value beside its name: the office of a speaker, the coordinates of a place."""
    if facet == "speaker":
        return entry.office or ""
    if entry.lat is None or entry.lon is None:
        return ""
    north, east = "NS"[entry.lat < 0], "EW"[entry.lon < 0]
    return f"{abs(entry.lat):g}° {north}, {abs(entry.lon):g}° {east}"


def _source_parts(timeline: Timeline, source: Source, needles: Sequence[str], *, has_title: bool) -> Iterable[Part]:
    """Yield a source: its outlet or name, when it was issued, and its addresses.

    Args:
        timeline: the timeline.
        source: the source.
        needles: the words to highlight, folded.
        has_title: whether its title is shown beside its outlet; a quote of the source has the title below it.
    """
    outlet = timeline.outlet_name(source)
    name = outlet or source.name
    if name == source.url:
        name = urlsplit(name).hostname or name  # the whole address is below
    yield clickable(name, ("screen.choose", ("source", source.id)))
    if has_title and outlet is not None and source.title:
        yield ", “"
        yield from highlight_matches(source.title, needles)
        yield "”"
    if source.issued is not None:
        basis = "" if source.issued_basis == "stated" else f" ({source.issued_basis})"
        yield f", issued {date_words(source.issued)}{basis}"
    else:
        yield ", undated"
    if source.issued_note:
        yield (f" — {displayed(source.issued_note)}", STYLES["muted"])
    if source.url:
        yield "\n"
        yield link(source.url)
    elif source.file and source.file != name:
        yield (f"\nfile {displayed(source.file)}", STYLES["muted"])
    if source.archived:
        yield ("\narchived ", STYLES["muted"])
        yield link(source.archived)
    if source.retrieved is not None:
        yield (f"\nretrieved {date_words(source.retrieved)}", STYLES["muted"])


def _known(event: Event, sources: Sequence[str], timeline: Timeline) -> str:
    """Return when the first of some sources reported an event, and how long after it."""
    since, event_date = first_published(timeline.sources[source] for source in sources), event.date
    if since is None:
        return ""
    if since.earliest is None:
        return date_words(since)
    known = f"first published {short_words(since)}"
    if event_date.latest is None:
        return known
    least = (since.earliest - event_date.latest).days
    if least >= _LONG:
        years = round(least / 365.25)
        return f"{known} (about {years:,} years after)"
    if since.latest is None or event_date.earliest is None:
        return f"{known} (at least {counted(least, 'day')} after)" if least > 0 else known
    most = (since.latest - event_date.earliest).days
    if most <= 0:
        return f"{known} (the same day)" if most == 0 else known
    if least <= 0:
        return f"{known} (up to {counted(most, 'day')} after)"
    days = counted(most, "day")
    return f"{known} ({days if least == most else f'{least:,}–{days}'} after)"
