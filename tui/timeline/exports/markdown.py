"""Markdown (CommonMark with GitHub's footnotes), for reports: a section for each event, with quotes as blockquotes.

Drafts are left out and counted. The text of a timeline is escaped: none of it acts as Markdown or HTML, except that web
addresses are links, other than in titles and quotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.timeline.dates.words import date_words
from tui.timeline.exports.footnotes import Footnotes
from tui.timeline.exports.left_out import left_out_sentences
from tui.timeline.exports.markdown_text import address, escaped, escaped_line, paragraphs
from tui.timeline.model.entities import Event, Media, Quote
from tui.timeline.model.timeline import Timeline


def lines(timeline: Timeline, events: Iterable[Event]) -> Iterator[str]:
    """Yield a title, a section for each event that is no draft, and their sources as footnotes."""
    yield f"# {escaped(timeline.title)}\n"
    if timeline.description:
        yield _blocks(paragraphs(timeline.description, links=True))
    footnotes = Footnotes(timeline)
    drafts = 0
    for event in events:
        if event.is_draft:
            drafts += 1
        else:
            yield _blocks(_section(timeline, event, footnotes))
    yield _blocks(left_out_sentences(timeline, drafts))
    yield from map(_block, footnotes.lines())


def one_event(timeline: Timeline, event: Event) -> str:
    """Return the section of an event, even of a draft, with its sources as footnotes."""
    footnotes = Footnotes(timeline)
    section = _blocks(_section(timeline, event, footnotes))
    return "".join((section, *map(_block, footnotes.lines()))).removeprefix("\n")


def _blocks(blocks: Iterable[str]) -> str:
    return "".join(map(_block, blocks))


def _block(text: str) -> str:
    return f"\n{text}\n"


def _section(timeline: Timeline, event: Event, footnotes: Footnotes) -> Iterator[str]:
    yield f"## {escaped(date_words(event.date))} — {escaped(event.title)}"
    yield " · ".join(_facts(timeline, event))
    if event.summary:
        yield from paragraphs(event.summary, links=True)
    if event.data:
        yield "\\\n".join(_data(event))
    for quote in event.quotes:
        yield _blockquote(quote, footnotes.reference(quote.source))
    if not event.quotes:
        yield "No quote." + "".join(map(footnotes.reference, event.cited)) if event.cited else "No quote, no source."
    elif others := [source for source in event.sources if source not in {quote.source for quote in event.quotes}]:
        yield "Not quoted:" + "".join(map(footnotes.reference, others))
    for media in event.media:
        yield _media(media)
    if event.date_note:
        yield from _labelled(f"Date {event.date_basis or 'note'}", event.date_note)
    if event.note:
        yield from _labelled("Note", event.note)


def _facts(timeline: Timeline, event: Event) -> Iterator[str]:
    if event.kind is not None:
        yield escaped(timeline.name("kind", event.kind))
    yield event.status or "no status"
    if event.is_draft:
        yield "draft"
    if event.is_internal:
        yield "internal"
    names = {facet: escaped(timeline.value_names(facet, values)) for facet, values in event.values.items()}
    via = f"via {names['via']}" if "via" in names else ""
    if "speaker" in names:
        yield f"said by {names['speaker']}" + (f" ({via})" if via else "")
    elif via:
        yield via
    for spec in timeline.facets:
        if spec.name in names and spec.name not in ("kind", "status", "speaker", "via"):
            yield f"{escaped(spec.detail_label)}: {names[spec.name]}"


def _data(event: Event) -> Iterator[str]:
    """Yield a line for each further field."""
    for name, value in event.data.items():
        for line in f"{name}: {value}".rstrip().split("\n"):
            yield escaped_line(line, links=True)


def _media(media: Media) -> str:
    """Return a link to a picture, a film or a recording, with its caption and credit."""
    caption = ", ".join(filter(None, (media.caption, media.credit)))
    return f"Media: {escaped(caption)}: {address(media.url)}" if caption else f"Media: {address(media.url)}"


def _blockquote(quote: Quote, reference: str) -> str:
    quoted = paragraphs(quote.exact)
    quoted[-1] += reference
    if quote.translation:
        quoted += [f"*{paragraph}*" for paragraph in paragraphs(quote.translation)]
    return "\n>\n".join("> " + paragraph.replace("\n", "\n> ") for paragraph in quoted)


def _labelled(label: str, text: str) -> list[str]:
    first, *others = paragraphs(text, links=True)
    return [f"{label}: {first}", *others]
