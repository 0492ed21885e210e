"""The title and the summary of an event from the texts of a foreign file, whose markup becomes text."""

from __future__ import annotations

import re

from tui.timeline.formats.foreign import ForeignEvent, ForeignMedia, ForeignSource
from tui.timeline.formats.html_text import html_text, looks_like_html, markdown_links
from tui.timeline.formats.report import Report
from tui.timeline.model.entities import Quote

MOST_IN_TITLE = 200
"""The longest title, in characters. The whole of a longer one goes before the summary."""
_CUT = 100
_STOP = re.compile(r"(?<=[.!?。！？])\s|(?<=[。！？])|\n")


def texts_of(foreign: ForeignEvent, report: Report) -> tuple[str, str]:
    """Return the title and the summary as plain text. Links become sources of the event, and pictures its media."""
    texts = [foreign.title, foreign.summary, foreign.note]
    if foreign.has_html or foreign.may_have_html:
        for position, text in enumerate(texts):
            if not foreign.has_html and not looks_like_html(text):
                continue
            found = html_text(text)
            texts[position] = found.text
            foreign.sources += [ForeignSource(url, label) for url, label in found.links]
            foreign.media += [ForeignMedia(url) for url in found.media]
            if found.text.split() != text.split():
                report.add("changed", "HTML became text, and its links sources", foreign.where)
        for media in foreign.media:
            media.caption, media.credit = html_text(media.caption).text, html_text(media.credit).text
    if foreign.has_markdown_links:
        for position, text in enumerate(texts):
            found = markdown_links(text)
            texts[position] = found.text
            foreign.sources += [ForeignSource(url, label) for url, label in found.links]
    title, summary, foreign.note = texts
    title, summary = " ".join(title.split()), summary.strip()
    if len(title) > MOST_IN_TITLE:
        summary = title if not summary else f"{title}\n\n{summary}"
        title = beginning(title)
        report.add("guessed", "a long title is cut, and stands whole in the summary", foreign.where)
    return title, "" if summary == title else summary


def title_for(
    foreign: ForeignEvent, report: Report, summary: str, quotes: tuple[Quote, ...], data: dict[str, str]
) -> tuple[str, str]:
    """Return a title for an event that has none, and the summary that remains."""
    text = summary or next((quote.exact for quote in quotes), "")
    if text:
        title = beginning(text)
        if title != text:
            report.add("guessed", "the title is the beginning of the text", foreign.where)
        return title, "" if title == summary else summary
    captions = (media.caption for media in foreign.media)
    places = (place.name for place in foreign.places)
    named = next(filter(None, (*captions, *foreign.actors, *places, *foreign.tags, *data.values())), "")
    report.add("guessed", "there is no title", foreign.where)
    return beginning(named or foreign.date_text or foreign.date or f"{report.unit} {foreign.where}"), summary


def beginning(text: str) -> str:
    """Return the first sentence of a text, or as many of its words as a title may have."""
    text = text.strip()
    first = " ".join((_STOP.split(text, maxsplit=1)[0] or text).split())
    if len(first) <= _CUT:
        return first
    cut = first[: _CUT - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[40:] else cut).rstrip(" ,;:") + "…"
