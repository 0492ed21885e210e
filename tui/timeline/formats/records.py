"""From the rows of a table to events, by the roles of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from tui.timeline.formats.columns import Column
from tui.timeline.formats.date_columns import DateColumns
from tui.timeline.formats.foreign import ForeignEvent, ForeignMedia, ForeignPlace, ForeignQuote, ForeignSource
from tui.timeline.formats.found_dates import DateStyle
from tui.timeline.formats.report import Report
from tui.timeline.formats.table import Row
from tui.timeline.formats.values import URL, as_text, name_of, source_of
from tui.timeline.model.entities import RELATIONS

_SEPARATORS: Mapping[str, re.Pattern[str]] = {
    "tag": re.compile(r"\s*[;|,\n]\s*"),
    "url": re.compile(r"\s*[;|\n]\s*(?=https?://)|,?\s+(?=https?://)|,(?=https?://)"),
}
"""By role: what stands between several texts in a cell, if it is more than a semicolon, a bar or a line end."""
_WIDER = ("place 1", "place 2", "place 3", "place 4")
PLACE_ROLES = (*_WIDER, "place", "lat", "lon", "coordinates")
_MOST_CACHED = 100_000
_COORDINATES = re.compile(r"\(?\s*(-?[0-9]+(?:\.[0-9]+)?)\s*[,; ]\s*(-?[0-9]+(?:\.[0-9]+)?)\s*\)?")
_YES = ("yes", "true", "1", "x")
_OF_SOURCES = ("source", "outlet", "issued", "archived", "quote", "translation", "media", "caption", "credit")
"""The roles of columns that say more of sources than their addresses, or stand beside them."""


class RecordReader:
    """Makes events of rows.

    Args:
        columns: the columns of the table with their roles, in its order.
        styles: how dates are written, by the names of columns that hold some.
        report: takes what cannot be read as its column should be.
        has_markup: whether texts may hold HTML and links of Markdown.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        styles: Mapping[str, DateStyle],
        report: Report,
        *,
        has_markup: bool = True,
    ) -> None:
        self._columns = columns
        self._has_markup = has_markup
        self._report = report
        self._by_role: dict[str, list[int]] = {}
        for position, column in enumerate(columns):
            self._by_role.setdefault(column.role, []).append(position)
        self.dates = DateColumns(columns, styles, report)
        # What no column says is not looked for in each row: a table may have millions.
        self._has_people = not self._by_role.keys().isdisjoint(("actor", "speaker", "via"))
        self._has_places = not self._by_role.keys().isdisjoint(PLACE_ROLES)
        self._of_places = [position for role in PLACE_ROLES for position in self._by_role.get(role, ())]
        self._known_places: dict[tuple[Any, ...], list[ForeignPlace]] = {}
        self._cites_more = not self._by_role.keys().isdisjoint(_OF_SOURCES)

    def events(self, rows: Iterator[Row]) -> Iterator[ForeignEvent]:
        """Yield an event for each row."""
        for row in rows:
            yield self.event(row)

    def event(self, row: Row) -> ForeignEvent:
        """Return the event of a row."""
        values = row.values
        if len(values) < len(self._columns):
            values = [*values, *([""] * (len(self._columns) - len(values)))]
        found = self.dates.read(values, row.number)
        event = ForeignEvent(row.number, date=found.edtf, date_text=found.text, line=row.line)
        event.data.update(found.rest)
        text = partial(self._first, values)
        event.id, event.title, event.kind, event.status = text("id"), text("title"), text("kind"), text("status")
        event.summary = self._joined(values, "summary")
        event.note = self._joined(values, "note")
        if self._has_markup:
            event.may_have_html = True
            event.has_markdown_links = "](" in event.summary or "](" in event.title
        if self._has_people:
            event.actors = self._all(values, "actor")
            event.speakers, event.via = self._all(values, "speaker", "actor"), self._all(values, "via", "actor")
        if "weapon" in self._by_role:
            event.weapons = self._all(values, "weapon", "actor")
        if "links" in self._by_role:
            event.links = list(self._links(values))
        if "draft" in self._by_role:
            event.is_draft = text("draft").lower() in _YES
        if "internal" in self._by_role:
            event.is_internal = text("internal").lower() in _YES
        if "date note" in self._by_role:
            event.date_note = text("date note")
        if "tag" in self._by_role:
            event.tags = self._all(values, "tag")
        if self._has_places:
            self.add_places(event, values)
        if not self._cites_more:
            event.sources = self._addresses(values)
        else:
            self._add_sources(event, values)
        for position in self._by_role.get("facet", ()):
            if found_values := self.split(values[position], position, "facet"):
                event.facets[self._columns[position].name] = found_values
        for position in self._by_role.get("data", ()):
            if content := as_text(values[position]):
                event.data[self._columns[position].name] = content
        for position, value in enumerate(values[len(self._columns) :], start=len(self._columns) + 1):
            if content := as_text(value):
                event.data[f"column {position}"] = content
        return event

    def _first(self, values: Sequence[Any], role: str) -> str:
        positions = self._by_role.get(role)
        if not positions:
            return ""
        value = values[positions[0]]
        return value.strip() if isinstance(value, str) else as_text(value)

    def _joined(self, values: Sequence[Any], role: str) -> str:
        positions = self._by_role.get(role, ())
        if len(positions) < 2:
            return as_text(values[positions[0]]) if positions else ""
        texts = (as_text(values[position]) for position in positions)
        return "\n\n".join(dict.fromkeys(text for text in texts if text))

    def _all(self, values: Sequence[Any], role: str, separators: str = "") -> list[str]:
        return [
            text
            for position in self._by_role.get(role, ())
            for text in self.split(values[position], position, separators or role)
        ]

    def is_split_as_usual(self, position: int) -> bool:
        """Return whether a column has neither a separator of its own nor a text that stands for nothing."""
        column = self._columns[position]
        return not column.split and not column.blank

    def split(self, value: Any, position: int, role: str) -> list[str]:
        """Return the texts of a value that may hold several."""
        if isinstance(value, (list, tuple)):
            return [text for item in value if (text := name_of(item))]
        if isinstance(value, dict):
            return [text] if (text := name_of(value)) else []
        text = as_text(value)
        if not text or text == self._columns[position].blank:
            return []
        separator = self._columns[position].split
        if separator:
            parts = text.split(separator)
        elif role in _SEPARATORS:
            parts = _SEPARATORS[role].split(text)
        else:
            parts = text.replace("|", ";").replace("\n", ";").split(";")
        return [stripped for part in parts if (stripped := part.strip())]

    def add_places(self, event: ForeignEvent, values: Sequence[Any]) -> None:
        """Add the places of a row, which are those of many rows, to its event."""
        key = tuple([values[position] for position in self._of_places])
        try:
            known = self._known_places.get(key)
        except TypeError:  # a list
            event.places = self._places(event, values)
            return
        if known is None:
            before = len(event.data)
            event.places = self._places(event, values)
            if len(event.data) == before and len(self._known_places) < _MOST_CACHED:
                self._known_places[key] = event.places
        else:
            event.places = known

    def places_named(self, values: Sequence[Any]) -> list[ForeignPlace]:
        """Return the places of a row by their names, without coordinates."""
        texts = [
            "" if column.role in ("lat", "lon", "coordinates") else value
            for column, value in zip(self._columns, values, strict=False)
        ]
        return self._places(ForeignEvent(0), [*texts, *([""] * (len(self._columns) - len(texts)))])

    def _places(self, event: ForeignEvent, values: Sequence[Any]) -> list[ForeignPlace]:
        within = [text for role in _WIDER if (text := self._first(values, role))]
        names = self._all(values, "place")
        lat, lon = self._coordinates(event, values)
        if not names and within:
            names = [within.pop()]
        if not names:
            if lat is not None and lon is not None:
                event.data["lat"], event.data["lon"] = f"{lat:g}", f"{lon:g}"
            return []
        places = [ForeignPlace(name, tuple(within)) for name in names]
        places[0].lat, places[0].lon = lat, lon
        return places

    def _coordinates(self, event: ForeignEvent, values: Sequence[Any]) -> tuple[float | None, float | None]:
        texts = self._first(values, "lat"), self._first(values, "lon")
        if together := self._first(values, "coordinates"):
            if both := _COORDINATES.fullmatch(together):
                texts = both[1], both[2]
            else:
                event.data["coordinates"] = together
        if not any(texts):
            return None, None
        found = []
        for text, limit in zip(texts, (90, 180), strict=True):
            try:
                number = float(text.replace(",", ".").rstrip("°"))
            except ValueError:
                number = float("nan")
            if not -limit <= number <= limit:
                self._report.add("kept", "coordinates are not in degrees", event.where, ", ".join(texts))
                event.data["coordinates"] = ", ".join(texts)
                return None, None
            found.append(number)
        return found[0], found[1]

    def _links(self, values: Sequence[Any]) -> Iterator[tuple[str, str]]:
        """Yield the relation and the target of each link: ``denies: a; follows: b``, or in a column of the relation."""
        for position in self._by_role["links"]:
            own = self._columns[position].name.rpartition(".")[2]
            for text in self.split(values[position], position, "actor"):
                relation, colon, targets = text.partition(":")
                if own in RELATIONS:
                    yield own, text
                elif colon:
                    yield from ((relation.strip().replace(" ", "_"), target.strip()) for target in targets.split(","))

    def _addresses(self, values: Sequence[Any]) -> list[ForeignSource]:
        """Return the sources that are known by their addresses alone."""
        found = []
        for position in self._by_role.get("url", ()):
            value = values[position]
            if isinstance(value, (list, tuple)) and any(isinstance(item, dict) for item in value):
                found += [made for item in value if (made := source_of(item))]
            else:
                urls = self.split(value, position, "url")
                found += [ForeignSource(url) if URL.match(url) else ForeignSource(title=url) for url in urls]
        return found

    def _add_sources(self, event: ForeignEvent, values: Sequence[Any]) -> None:
        text = partial(self._first, values)
        sources = self._addresses(values)
        titles: list[str] = []
        for position in self._by_role.get("source", ()):
            value = values[position]
            if isinstance(value, (list, tuple, dict)):
                items = value if not isinstance(value, dict) else [value]
                sources += [made for item in items if (made := source_of(item))]
            elif title := as_text(value):
                titles += self.split(title, position, "actor") if len(sources) != 1 else [title]
        details = ForeignSource(outlet=text("outlet"), issued=text("issued"), archived=text("archived"))
        if titles and len(sources) == len(titles):
            for source, title in zip(sources, titles, strict=True):
                source.title = title
        else:
            sources += [ForeignSource(title) if URL.match(title) else ForeignSource(title=title) for title in titles]
        if details.outlet or details.issued or details.archived:
            if not sources:
                sources.append(ForeignSource(details.archived) if details.archived else ForeignSource())
                details.archived = ""
            first = sources[0]
            first.outlet, first.issued = details.outlet, details.issued
            first.archived = details.archived if details.archived.startswith("http") else ""
            if details.archived and not first.archived:
                event.data["archived"] = details.archived
        event.sources = [source for source in sources if source.url or source.title or source.outlet]
        self._add_listed_quotes(event, values)
        if not event.quotes and (quote := text("quote")):
            if event.sources:
                event.quotes.append(ForeignQuote(quote, event.sources.pop(0), text("translation")))
            else:
                self._report.add("kept", "a quote without a source is in the summary", event.where)
                event.summary = "\n\n".join(filter(None, (event.summary, quote, text("translation"))))
        event.media = [ForeignMedia(url, text("caption"), text("credit")) for url in self._all(values, "media", "url")]

    def _add_listed_quotes(self, event: ForeignEvent, values: Sequence[Any]) -> None:
        """Add the quotes that are mappings in a list: the words, and the name of their source."""
        for position in self._by_role.get("quote", ()):
            value = values[position]
            for item in value if isinstance(value, (list, tuple)) else ():
                exact = (
                    as_text(item.get("exact") or item.get("quote") or item.get("text"))
                    if isinstance(item, dict)
                    else ""
                )
                source = source_of(item.get("source") or item) if isinstance(item, dict) else None
                if exact and source is not None:
                    event.quotes.append(ForeignQuote(exact, source, as_text(item.get("translation"))))
