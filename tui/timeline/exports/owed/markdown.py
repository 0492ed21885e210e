"""The list of what is owed, in Markdown. The text of the timeline is escaped: none of it acts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tui.timeline.analysis.owed.report import OwedItem, OwedReport, OwedSection
from tui.timeline.exports.markdown_text import escaped
from tui.timeline.exports.owed import left_out


def chunks(report: OwedReport, limit: int | None) -> Iterator[str]:
    """Yield the title, a table of counts, and a section for each kind that is owed."""
    yield f"# {escaped(report.heading)}\n\n{escaped(report.scope)}\n\n"
    yield "| owed | count | found by |\n|---|---:|---|\n"
    for section in report.sections:
        title = f"[{section.title}](#{_anchor(section.title)})" if section.count else section.title
        yield f"| {title} | {section.count:,} | {_code(section.query)} |\n"
    for section in report.sections:
        if section.count:
            yield from _section(section, limit)


def _section(section: OwedSection, limit: int | None) -> Iterator[str]:
    yield f"\n## {section.title}\n\n{section.why}\n\n"
    if section.all_lack:
        yield f"{section.all_lack}\n"
        return
    for item in islice(section.items(), limit):
        yield f"- {_words(item)}\n"
        for answer in item.answers:
            yield f"  - {answer.relation}: {_words(answer)}\n"
    if more := left_out(section, limit):
        yield f"\n… and {more:,} more, which `dateline report --limit 0` lists.\n"


def _words(item: OwedItem) -> str:
    date = f"{escaped(item.date)} — " if item.date else ""
    named = ", ".join(filter(None, (_code(item.id), escaped(item.place))))
    more = f" · {escaped(item.more)}" if item.more else ""
    return f"{date}**{escaped(item.title)}**{f' ({named})' if named else ''}{more}"


def _anchor(title: str) -> str:
    """Return the anchor that GitHub gives a heading of letters and blanks."""
    return title.lower().replace(" ", "-")


def _code(text: str) -> str:
    """Return an id or a query as code, or as escaped text if it has a sign that code or a table cannot hold."""
    if not text:
        return ""
    plain = text.isascii() and text.isprintable() and not set("`|\\") & set(text)
    return f"`{text}`" if plain else escaped(text)
