"""TimelineJS 3: the sheet from which it reads, saved as CSV.

https://timeline.knightlab.com/docs/using-spreadsheets.html. A row of type ``title`` gives title and description, and
one of type ``era`` an event of a kind of its own. A column ``EDTF`` has the date as Dateline writes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tui.timeline.formats.csv_table import read_table
from tui.timeline.formats.foreign import ForeignEvent, ForeignMedia, ForeignTimeline
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.html_text import html_text
from tui.timeline.formats.report import Report
from tui.timeline.formats.timelinejs import ERA, GROUP, add_media, slide_date
from tui.timeline.formats.values import as_text

_KNOWN = frozenset(
    (
        *("year", "month", "day", "time", "end year", "end month", "end day", "end time", "display date", "headline"),
        *("text", "media", "media credit", "media caption", "media thumbnail", "type", "group", "background", "edtf"),
    )
)


def looks_like_sheet(text: str) -> bool:
    """Return whether the first line has the columns of TimelineJS."""
    header = text.lstrip("\ufeff").split("\n", 1)[0].lower()
    return "display date" in header and "headline" in header and "year" in header


def read_events(file: ForeignFile) -> ForeignTimeline:
    """Return the slides and eras of a sheet, in its order.

    Raises:
        TimelineError: it is no table.
    """
    table = read_table(file)
    names = [name.lower() for name in table.columns]
    rows = [
        (row, {name: as_text(value) for name, value in zip(names, row.values, strict=False)}) for row in table.rows()
    ]
    title = next((cells for _, cells in rows if cells.get("type", "").lower() == "title"), {})
    if title.get("media"):
        file.report.add("lost", "the title slide has a picture")

    def events() -> Iterator[ForeignEvent]:
        for row, cells in rows:
            if cells is not title:
                event = _event(cells, row.number, file.report)
                event.line = row.line
                yield event

    return ForeignTimeline(
        events(),
        file.report,
        title=html_text(title.get("headline", "")).text,
        description=html_text(title.get("text", "")).text,
        unit="row",
    )


def _event(cells: Mapping[str, str], where: int, report: Report) -> ForeignEvent:
    event = ForeignEvent(where, title=cells.get("headline", ""), summary=cells.get("text", ""), has_html=True)
    dates = {
        "start_date": _date(cells, "", where, report),
        "end_date": _date(cells, "end ", where, report),
        "display_date": cells.get("display date", ""),
        "edtf": cells.get("edtf", ""),
    }
    event.date, event.date_text = slide_date(dates, where, report)
    if group := cells.get("group"):
        event.facets[GROUP] = [html_text(group).text]
    add_media(event, cells.get("media", ""), cells.get("media caption", ""), cells.get("media credit", ""))
    if (background := cells.get("background", "")).startswith("http"):
        event.media.append(ForeignMedia(background, "Background"))
    elif background:
        event.data["background"] = background
    if cells.get("type", "").lower() == "era":
        event.kind = ERA
    event.data.update({name: value for name, value in cells.items() if value and name not in _KNOWN})
    return event


def _date(cells: Mapping[str, str], prefix: str, where: int, report: Report) -> Mapping[str, str]:
    """Return the object in which TimelineJS's JSON has the same date."""
    found = {name: cells.get(prefix + name, "") for name in ("year", "month", "day")}
    if time := cells.get(f"{prefix}time", ""):
        parts = time.split(":")
        if all(part.isdigit() for part in parts) and len(parts) <= 3:
            found |= dict(zip(("hour", "minute", "second"), parts, strict=False))
        else:
            report.add("lost", "a time is not understood", where, time)
    return found
