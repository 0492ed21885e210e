"""Exports: the events of a timeline in formats for other programs.

Each format has a module with a function ``lines(timeline, events)``, which takes the events one by one and yields text
as it goes, so that neither the events nor the text have to fit in memory. A format that cannot carry all of an event
takes ``losses`` too and counts there what it leaves out. CSV and SVG have options, as further arguments. The text has
the line ends of its format (CRLF by RFC 4180 for CSV): write it to a stream that does not translate newlines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tui.text.frozen import Frozen
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline

if TYPE_CHECKING:
    from tui.timeline.exports.losses import Losses


class ExportFormat(Frozen):
    """A format that is written. Its module is imported when it is first used."""

    name: str
    """As ``--format`` names it."""
    suffix: str
    """The usual end of a file's name, such as ``.csv``."""
    about: str
    """What it is for, in a few words."""
    module: str
    """The module in this package."""
    is_lossy: bool = False
    """Whether there are things that it cannot carry. Its ``lines`` then has the argument ``losses``."""
    is_binary: bool = False
    """Whether it is no text. Its module has ``chunks``, which yields bytes, in place of ``lines``."""

    def lines(
        self, timeline: Timeline, events: Iterable[Event], losses: Losses | None = None, **options: Any
    ) -> Iterator[str]:
        """Yield the text of an export.

        Args:
            timeline: the timeline.
            events: the events to export, in their order. They may be only some of the timeline's, and may lack some of
                their quotes or links.
            losses: counts what the format cannot carry, while the text is yielded.
            options: those that the ``lines`` of the format's module has.
        """
        yield from self._pieces("lines", timeline, events, losses, options)

    def encoded(
        self, timeline: Timeline, events: Iterable[Event], losses: Losses | None = None, **options: Any
    ) -> Iterator[bytes]:
        """Yield the bytes of an export, which for a text are UTF-8. The arguments are those of `lines`.

        Raises:
            CannotExportError: it cannot be made on this system.
        """
        if self.is_binary:
            yield from self._pieces("chunks", timeline, events, losses, options)
        else:
            for piece in self.lines(timeline, events, losses, **options):
                yield piece.encode("utf-8", "surrogatepass")

    def _pieces(
        self,
        function: str,
        timeline: Timeline,
        events: Iterable[Event],
        losses: Losses | None,
        options: Mapping[str, Any],
    ) -> Iterator[Any]:
        from tui.timeline.exports.losses import Losses

        export = getattr(import_module(f"{__name__}.{self.module}"), function)
        counted = (Losses() if losses is None else losses,) if self.is_lossy else ()
        yield from export(timeline, events, *counted, **options)


_FORMATS = (
    ExportFormat("json", ".json", "a timeline that can be read back", "json_timeline"),
    ExportFormat("jsonl", ".jsonl", "JSON Lines: one event per line, for scripts and databases", "json_lines"),
    ExportFormat("csv", ".csv", "a table for spreadsheets", "csv_table"),
    ExportFormat("parquet", ".parquet", "a table with types (needs dateline[sql])", "parquet", is_binary=True),
    ExportFormat("markdown", ".md", "a document to read or publish", "markdown"),
    ExportFormat("dossier", ".dossier.txt", "plain text to read and print, with numbered sources", "dossier"),
    ExportFormat("html", ".html", "a page to search, print and publish: one file", "html_page", is_lossy=True),
    ExportFormat("svg", ".svg", "the events drawn over time in lanes, to show or print", "svg", is_lossy=True),
    ExportFormat(
        "png", ".png", "the same drawing as a picture (needs dateline[png])", "png", is_lossy=True, is_binary=True
    ),
    ExportFormat("timelinejs", ".json", "TimelineJS 3, for a timeline in a web page", "timelinejs", is_lossy=True),
    ExportFormat("timelinejs-sheet", ".csv", "the sheet that TimelineJS 3 reads", "timelinejs_sheet", is_lossy=True),
    ExportFormat("markwhen", ".mw", "a timeline as text, for markwhen", "markwhen", is_lossy=True),
    ExportFormat("ics", ".ics", "iCalendar, for calendars", "icalendar", is_lossy=True),
    ExportFormat("timesketch", ".csv", "a table for Timesketch", "timesketch", is_lossy=True),
    ExportFormat("annotations", ".jsonld", "W3C Web Annotations: each quote at its page", "annotations", is_lossy=True),
    ExportFormat("geojson", ".geojson", "GeoJSON: the events that have places, for maps", "geojson", is_lossy=True),
    ExportFormat("csl", ".json", "CSL-JSON: the sources, for Zotero and pandoc", "csl_json", is_lossy=True),
    ExportFormat("bibtex", ".bib", "BibTeX: the sources, for LaTeX", "bibtex", is_lossy=True),
)

FORMATS: Mapping[str, ExportFormat] = {form.name: form for form in _FORMATS}
"""All formats by their names."""


def format_of(name: str) -> str | None:
    """Return the format that a file of this name usually has; None if its ending is that of no format."""
    return next((form.name for form in _FORMATS if name.casefold().endswith(form.suffix)), None)
