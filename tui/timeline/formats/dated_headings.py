"""Markdown in which headings or the items of a list begin with a date: ``## 8 November 2022 — The visit``.

The text below a heading belongs to it. A heading without a date groups the events below it, in a facet of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tui.timeline.formats.foreign import ForeignEvent, ForeignMedia, ForeignQuote, ForeignSource, ForeignTimeline
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.found_dates import DateStyle, find_date
from tui.timeline.formats.html_text import markdown_links
from tui.timeline.formats.report import Report

SECTION = "Section"
"""The title of the facet whose values are the headings without a date."""

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_ITEM = re.compile(r" {0,3}[-*+]\s+(.*)$")
_BREAK = re.compile(r"\s+[—–-]+\s+|\s*[:：]\s+|\s*[—–]\s*|\s*[:：]$|\s*,\s+(?=\D)")
_EMPHASIS = re.compile(r"(\*\*|__|\*|_)(.+?)\1")
_IMAGE = re.compile(r"!\[([^\[\]]*)\]\(\s*<?(https?://[^\s()<>]+)>?[^()]*\)")
_RULE = re.compile(r" {0,3}([-*_])(?:\s*\1){2,}\s*$")


def looks_like_headings(text: str) -> bool:
    """Return whether at least two headings or items of a text begin with a date."""
    if text.lstrip()[:1] in ("{", "[", "<"):
        return False
    found = 0
    for line in text.splitlines()[:2000]:
        if (entry := _HEADING.match(line) or _ITEM.match(line)) and _dated(entry[entry.lastindex or 1]):
            found += 1
    return found > 1


def read_events(file: ForeignFile) -> ForeignTimeline:
    """Return the dated headings and items of a file, in its order.

    Raises:
        TimelineError: it cannot be read, or is no text.
    """
    lines = file.text.splitlines()
    file.report.unit = "line"
    title, description = _title(lines)
    return ForeignTimeline(
        _events(lines, title, file.report), file.report, title=title, description=description, unit="line"
    )


def _title(lines: Sequence[str]) -> tuple[str, str]:
    """Return the first heading of the first level, if it has no date, and the text between it and the next entry."""
    for number, line in enumerate(lines):
        heading = _HEADING.match(line)
        if heading and len(heading[1]) == 1 and not _dated(heading[2]):
            below = []
            for other in lines[number + 1 :]:
                if _HEADING.match(other) or ((item := _ITEM.match(other)) and _dated(item[1])):
                    break
                below.append(other)
            return _bare(heading[2]), "\n".join(below).strip()
        if heading:
            break
    return "", ""


def _events(lines: Sequence[str], title: str, report: Report) -> Iterator[ForeignEvent]:
    sections: list[tuple[int, str]] = []
    event: ForeignEvent | None = None
    body: list[str] = []
    level = 0
    is_in_title = bool(title)
    for number, line in enumerate(lines, start=1):
        heading, item = _HEADING.match(line), _ITEM.match(line)
        dated = _dated(heading[2]) if heading else _dated(item[1]) if item else None
        if heading and dated and not dated[2] and _is_section(lines, number, len(heading[1])):
            dated = None
        if heading and not dated and (event is None or len(heading[1]) <= level):
            if event is not None:
                yield _finished(event, body)
                event, body = None, []
            is_in_title = _bare(heading[2]) == title and len(heading[1]) == 1
            sections = [entry for entry in sections if entry[0] < len(heading[1])]
            if not is_in_title:
                sections.append((len(heading[1]), _bare(heading[2])))
        elif dated and (heading or event is None or level == 7):
            if event is not None:
                yield _finished(event, body)
                body = []
            level = len(heading[1]) if heading else 7
            edtf, wording, rest = dated
            event = ForeignEvent(number, title=rest, date=edtf, line=number, has_markdown_links=True)
            event.date_text = "" if re.fullmatch(r"[\d/.:TZ +-]+", wording) else wording
            if names := [name for _, name in sections]:
                event.facets[SECTION] = names
            is_in_title = False
        elif event is not None:
            body.append(line)
        elif line.strip() and not is_in_title and not _RULE.match(line):
            report.add("lost", "a text belongs to no event", number, line.strip())
    if event is not None:
        yield _finished(event, body)


def _is_section(lines: Sequence[str], number: int, level: int) -> bool:
    """Return whether a heading that is only a date, such as a year, has deeper headings right below it."""
    below = next((line for line in lines[number:] if line.strip()), "")
    heading = _HEADING.match(below)
    return heading is not None and len(heading[1]) > level


def _finished(event: ForeignEvent, body: list[str]) -> ForeignEvent:
    """Return an event with the text below its first line. A quotation of it stays in the summary, with its marks."""
    text = "\n".join(line for line in body if not _RULE.match(line))
    event.media += [ForeignMedia(found[2], found[1]) for found in _IMAGE.finditer(f"{event.title}\n{text}")]
    event.title = _bare(_IMAGE.sub("", event.title))
    event.summary = re.sub(r"\n{3,}", "\n\n", _EMPHASIS.sub(r"\2", _IMAGE.sub("", text))).strip()
    quoted, rest = _blockquote(event.summary)
    links = markdown_links(rest).links
    if quoted and links:
        # A quotation with one address below it, as Dateline's own Markdown and newsrooms write it.
        event.quotes.append(ForeignQuote(quoted, ForeignSource(links[0][0], links[0][1])))
        event.summary = rest
    return event


def _blockquote(text: str) -> tuple[str, str]:
    """Return the words of the first block quotation, and the other text."""
    found = re.search(r"(?:^[ ]{0,3}>[^\n]*(?:\n|\Z))+", text, re.MULTILINE)
    if found is None:
        return "", text
    words = "\n".join(re.sub(r"^ {0,3}> ?", "", line) for line in found[0].strip().split("\n"))
    return words.strip(), f"{text[: found.start()].rstrip()}\n\n{text[found.end() :].lstrip()}".strip()


def _dated(text: str) -> tuple[str, str, str] | None:
    """Return the date at the beginning of a heading in EDTF, its wording, and the rest; None if there is none."""
    bare = _EMPHASIS.sub(r"\2", text).strip()
    if not re.search(r"\d", bare[:60]):
        return None
    for separator in [*_BREAK.finditer(bare)][:4]:
        wording = bare[: separator.start()].strip(" []()")
        if wording and (found := find_date(wording, DateStyle())) and not re.fullmatch(r"\d{1,2}|\d{5,}", wording):
            return found, wording, bare[separator.end() :].strip()
    wording = bare.strip(" []()")
    if (found := find_date(wording, DateStyle())) and not re.fullmatch(r"\d{1,2}|\d{5,}", wording):
        return found, wording, ""
    return None


def _bare(text: str) -> str:
    return _EMPHASIS.sub(r"\2", text).strip()
