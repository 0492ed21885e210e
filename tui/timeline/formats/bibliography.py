"""Bibliographies: CSL-JSON, as Zotero and pandoc write it, and BibTeX. A work is an event of the day it came out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.time_range import year_text
from tui.timeline.formats.foreign import ForeignEvent, ForeignSource, ForeignTimeline
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.found_dates import find_date
from tui.timeline.formats.json_records import load_json
from tui.timeline.formats.report import Report
from tui.timeline.formats.values import as_items, as_text, whole_number

AUTHOR, TYPE = "Author", "Type"
"""The titles of the facets whose values are the authors and the types of works."""

_CSL = re.compile(r'"(?:date-parts|container-title|citation-key)"\s*:')
_BIBTEX = re.compile(r"^\s*@\w+\s*[{(]", re.MULTILINE)
_TITLE = re.compile(r"[\s,]title\s*=", re.IGNORECASE)
_FIELD = re.compile(r"\s*,?\s*([\w-]+)\s*=\s*")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MACRO = re.compile(r"\\(?:textbackslash|textasciitilde|textasciicircum)\{\}|\\url\{([^}]*)\}|\\([&%$#_{}])|[{}]")
_MACROS = {r"\textbackslash{}": "\\", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^"}
_USED = frozenset(
    ("title", "year", "month", "date", "url", "author", "abstract", "journal", "journaltitle", "publisher")
)


def looks_like_csl(text: str) -> bool:
    """Return whether the beginning of a text is CSL-JSON."""
    return text.lstrip()[:1] == "[" and _CSL.search(text) is not None


def looks_like_bibtex(text: str) -> bool:
    """Return whether the beginning of a text is BibTeX."""
    return _BIBTEX.search(text) is not None and _TITLE.search(text) is not None


def read_events(file: ForeignFile) -> ForeignTimeline:
    """Return the works of a bibliography, in its order.

    Raises:
        TimelineError: it is neither CSL-JSON nor BibTeX.
    """
    if file.text.lstrip()[:1] == "[":
        return ForeignTimeline(_csl_events(file), file.report)
    entries = list(_bibtex_entries(file.text, file.report))
    if not entries:
        raise file.refusal("there are no entries", "write BibTeX, such as @article{key, title = {…}}")
    return ForeignTimeline((_bibtex_event(entry, number) for number, entry in enumerate(entries, start=1)), file.report)


# CSL-JSON


def _csl_events(file: ForeignFile) -> Iterator[ForeignEvent]:
    for number, item in enumerate(load_json(file), start=1):
        if isinstance(item, dict):
            yield _csl_event(item, number)
        else:
            file.report.add("lost", "an item is not an object", number)


def _csl_event(item: Mapping[str, Any], where: int) -> ForeignEvent:
    event = ForeignEvent(where, title=as_text(item.get("title")), id=as_text(item.get("id")), has_html=True)
    event.summary = as_text(item.get("abstract"))
    event.date, event.date_text = _csl_date(item.get("issued"))
    accessed = _csl_date(item.get("accessed"))
    archived = as_text(item.get("archive_location"))
    event.sources.append(
        ForeignSource(
            as_text(item.get("URL")),
            event.title,
            as_text(item.get("container-title")) or as_text(item.get("publisher")),
            event.date,
            archived if archived.startswith("http") else "",
            accessed[0],
            as_text(item.get("language")),
        )
    )
    authors = [author for author in as_items(item.get("author")) if isinstance(author, dict)]
    names = (
        as_text(author.get("literal"))
        or " ".join(filter(None, (as_text(author.get("given")), as_text(author.get("family")))))
        for author in authors
    )
    if found := [name for name in names if name]:
        event.facets[AUTHOR] = found
    if kind := as_text(item.get("type")):
        event.facets[TYPE] = [kind.replace("-", " ")]
    for name in ("DOI", "note", "volume", "issue", "page"):
        if text := as_text(item.get(name)):
            event.data[name.lower()] = text
    return event


def _csl_date(value: Any) -> tuple[str, str]:
    """Return a date of CSL in EDTF, and its wording if it has no parts that are understood."""
    if not isinstance(value, dict):
        return "", as_text(value)
    wording = as_text(value.get("literal")) or as_text(value.get("raw"))
    parts = [_csl_part(part) for part in as_items(value.get("date-parts")) if isinstance(part, list)]
    if not parts or None in parts:
        return (find_date(wording) or "" if wording else ""), wording
    qualifier = "~" if as_text(value.get("circa")) not in ("", "no", "false", "0") else ""
    ends = [f"{part}{qualifier}" for part in parts]
    made = ends[0] if len(ends) == 1 else f"[{ends[0]}..{ends[1]}]"
    return (made, wording) if EdtfDate.try_parse(made) is not None else ("", wording)


def _csl_part(part: list[Any]) -> str | None:
    try:
        numbers = [int(as_text(number)) for number in part[:3] if as_text(number)]
    except ValueError:
        return None
    if not numbers:
        return None
    return "-".join([year_text(numbers[0]), *(f"{number:02}" for number in numbers[1:])])


# BibTeX


def _bibtex_entries(text: str, report: Report) -> Iterator[tuple[str, str, Mapping[str, str], int]]:
    """Yield the type, the key, the fields and the line of each entry."""
    position = 0
    while match := re.compile(r"@(\w+)\s*[{(]\s*").search(text, position):
        kind, position = match[1].lower(), match.end()
        line = text.count("\n", 0, match.start()) + 1
        if kind in ("comment", "preamble", "string"):
            continue
        key = re.compile(r"[^,\s})]*").match(text, position)
        assert key is not None
        position = key.end()
        fields: dict[str, str] = {}
        while field := _FIELD.match(text, position):
            value, position = _bibtex_value(text, field.end())
            fields.setdefault(field[1].lower(), value)
        if fields:
            yield kind, key[0], fields, line
        else:
            report.add("lost", "an entry has no fields", line, key[0])


def _bibtex_value(text: str, position: int) -> tuple[str, int]:
    """Return a value in braces, in quotes or bare, and the position behind it."""
    opening = text[position : position + 1]
    if opening not in ("{", '"'):
        bare = re.compile(r"[^,}\n]*").match(text, position)
        assert bare is not None
        return bare[0].strip(), bare.end()
    depth = 0
    for end in range(position, len(text)):
        character = text[end]
        if text[end - 1] == "\\" and end > position:
            continue
        depth += (character == "{") - (character == "}")
        if (opening == "{" and depth == 0) or (opening == '"' and end > position and character == '"' and depth == 0):
            return text[position + 1 : end], end + 1
    return text[position + 1 :], len(text)


def _bibtex_event(entry: tuple[str, str, Mapping[str, str], int], where: int) -> ForeignEvent:
    kind, key, fields, line = entry
    plain = {name: _plain(value) for name, value in fields.items()}
    event = ForeignEvent(where, title=plain.get("title", ""), id=key, line=line, summary=plain.get("abstract", ""))
    written = plain.get("date", "")
    if written and EdtfDate.try_parse(written) is not None:
        event.date = written
    elif year := plain.get("year", "") or written:
        month = plain.get("month", "").lower()[:3]
        number = _MONTHS.index(month) + 1 if month in _MONTHS else whole_number(month)
        text = f"{year}-{number:02}" if 1 <= number <= 12 and re.fullmatch(r"[0-9]{4}", year) else year
        event.date = find_date(text) or ""
        event.date_text = "" if event.date else year
    archived = plain.get("howpublished", "")
    outlet = plain.get("journal") or plain.get("journaltitle") or plain.get("publisher") or ""
    archived = archived if archived.startswith("http") else ""
    event.sources.append(
        ForeignSource(
            plain.get("url", ""),
            event.title,
            outlet,
            event.date,
            archived,
            plain.get("urldate", ""),
            plain.get("langid", ""),
        )
    )
    if author := plain.get("author"):
        event.facets[AUTHOR] = [_in_order(name) for name in re.split(r"\s+and\s+", author)]
    event.facets[TYPE] = [kind]
    used = {*_USED, "howpublished"} if archived else _USED
    event.data.update({name: value for name, value in plain.items() if value and name not in used})
    return event


def _plain(text: str) -> str:
    found = _MACRO.sub(lambda macro: _MACROS.get(macro[0]) or macro[1] or macro[2] or "", text)
    return " ".join(found.replace("--", "–").split())


def _in_order(name: str) -> str:
    """Return a name that is written "family, given" as people say it."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma else name
