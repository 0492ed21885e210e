"""The entries and sources of a timeline that is made of foreign events: one for each name."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from tui.text.frozen import replace
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.formats.foreign import ForeignPlace, ForeignSource
from tui.timeline.formats.found_dates import find_date
from tui.timeline.formats.names import name_id
from tui.timeline.formats.report import Report
from tui.timeline.model.entities import Entry, Source
from tui.timeline.reading import schema

_MOST_CACHED = 100_000
_FAR = 0.02
"""How many degrees apart two coordinates of one place may be: about two kilometres."""


class Vocabulary:
    """Collects entries and sources by their names. Names that are the same once folded are one.

    Args:
        report: takes what is merged and what cannot be kept.
        is_part: there are other vocabularies of the same file, so that an id must be made of a name alone.
        place_ids: the ids of places that are known beforehand, by the name and the id of the wider place.
    """

    def __init__(
        self, report: Report, *, is_part: bool = False, place_ids: Mapping[tuple[str, str], str] | None = None
    ) -> None:
        self._place_ids = place_ids or {}
        self._report = report
        self._is_part = is_part
        self._entries: dict[str, dict[str, Entry]] = {}
        self._aliases: dict[tuple[str, str], dict[str, None]] = {}
        """By section and id: further names of an entry. There may be very many."""
        self._ids: dict[tuple[str, str, str], str] = {}
        """By section, written name and parent: the id."""
        self._places: dict[tuple[str, tuple[str, ...], float | None, float | None], tuple[str, bool]] = {}
        self.sources: dict[str, Source] = {}
        self._source_ids: dict[str, str] = {}
        """By URL, or by title of a source without one: the id."""

    @property
    def sections(self) -> Mapping[str, Mapping[str, Entry]]:
        """The entries by section and id."""
        for (section, entry_id), names in self._aliases.items():
            entries = self._entries[section]
            entries[entry_id] = replace(entries[entry_id], aliases=tuple(names))
        return self._entries

    def entry(self, section: str, name: str, where: int = 0, parent: str | None = None) -> str:
        """Return the id of a name, which becomes an entry when it is first met."""
        key = (section, name, parent or "")
        found = self._ids.get(key)
        if found is not None:
            return found
        entries = self._entries.setdefault(section, {})
        written = " ".join(name.split())
        entry_id = name_id(written)
        known = entries.get(entry_id)
        given = None if parent is None else self._place_ids.get((name, parent))
        if given is not None:
            entry_id = given
            known = entries.get(entry_id)
        elif parent is not None and (self._is_part or (known is not None and known.parent != parent)):
            # Places of one name in two wider ones are two.
            entry_id = f"{entry_id}.{parent}"[:200]
            known = entries.get(entry_id)
        if known is None:
            entries[entry_id] = Entry(entry_id, written, parent)
        elif written != known.name and written not in (names := self._aliases.setdefault((section, entry_id), {})):
            names[written] = None
            self._report.add("merged", f"{section} whose names are found by the same words are one", where, written)
        self._ids[key] = entry_id
        return entry_id

    def place(self, place: ForeignPlace, where: int = 0) -> tuple[str, bool]:
        """Return the id of a place, and whether its entry has the coordinates that it was given with."""
        key = (place.name, place.within, place.lat, place.lon)
        found = self._places.get(key)
        if found is None:
            found = self._find_place(place, where)
            if len(self._places) < _MOST_CACHED:
                self._places[key] = found
        return found

    def place_ids(self) -> Mapping[tuple[str, str], str]:
        """Return the ids of the places that are in a wider one, by the name and the id of the wider one."""
        return {
            (name, parent): entry_id
            for (section, name, parent), entry_id in self._ids.items()
            if section == "places" and parent
        }

    def _find_place(self, place: ForeignPlace, where: int) -> tuple[str, bool]:
        parent: str | None = None
        above = set()
        for name in place.within:
            if name.strip() and name_id(name) not in above:
                parent = self.entry("places", name, where, parent)
                above.add(name_id(name))
        if parent is not None and name_id(place.name) in above:
            place_id = parent
        else:
            place_id = self.entry("places", place.name, where, parent)
        if place.lat is None or place.lon is None:
            return place_id, True
        entry = self._entries["places"][place_id]
        if entry.lat is None or entry.lon is None:
            self._entries["places"][place_id] = replace(entry, lat=place.lat, lon=place.lon)
            return place_id, True
        return place_id, abs(entry.lat - place.lat) <= _FAR and abs(entry.lon - place.lon) <= _FAR

    def source(self, source: ForeignSource, where: int = 0) -> str | None:
        """Return the id of a source: a bare URL is its own. None for one that has neither a URL nor a title."""
        known = self._source_ids.get(source.url)
        if known == source.url and not (source.title or source.outlet or source.issued or source.archived):
            return known
        url, title = source.url.strip(), " ".join(source.title.split())
        if url and not schema.ADDRESS.match(url):
            self._report.add("changed", "an address is not a web address, and is kept as a title", where, url)
            url, title = "", title or url
        if title == url:
            title = ""
        key = url or title
        if not key:
            if not source.outlet.strip():
                return None
            key = title = " ".join(source.outlet.split())
        is_bare = url and not (title or source.outlet or source.issued or source.archived or source.retrieved)
        found = self._source_ids.get(key)
        if found is not None:
            if title and found in self.sources and self.sources[found].title not in (None, title):
                self._report.add("merged", "sources with one address are one, by the first title", where, title)
            return found
        if is_bare and len(url.split(None, 1)) == 1:
            self._source_ids[key] = url
            return url
        source_id = name_id(title or url)
        if source_id in self.sources or (self._is_part and url and title):
            source_id = f"{source_id[:60]}-{hashlib.sha256(key.encode(errors='surrogatepass')).hexdigest()[:8]}"
        self.sources[source_id] = Source(
            source_id,
            title or None,
            self.entry("actors", source.outlet, where) if source.outlet.strip() else None,
            self._date(source.issued, where),
            url=url or None,
            archived=source.archived if schema.ADDRESS.match(source.archived) else None,
            retrieved=self._date(source.retrieved, where),
            language=source.language or None,
        )
        self._source_ids[key] = source_id
        return source_id

    def _date(self, text: str, where: int) -> EdtfDate | None:
        text = text.strip()
        if not text:
            return None
        found = find_date(text)
        if found is None:
            self._report.add("lost", "the date of a source is not understood", where, text)
            return None
        return EdtfDate.parse(found)

    def names_of(self, section: str, names: Sequence[str], where: int) -> tuple[str, ...]:
        """Return the ids of names, each once."""
        known = self._ids
        found: dict[str, None] = {}
        for name in names:
            if name.strip():
                found[known.get((section, name, "")) or self.entry(section, name, where)] = None
        return tuple(found)
