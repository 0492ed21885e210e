"""Markdown (CommonMark with GitHub's footnotes), for reports: a section for each event, with quotes as blockquotes.

The text of a timeline is escaped: none of it acts as Markdown or HTML. Only the URL of a source is a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tui.text.printable import printable
from tui.timeline.dates.words import date_words
from tui.timeline.model.citations import cited
from tui.timeline.model.entities import Event, Quote, Timeline

# The characters of CommonMark, of GitHub's ~~strikethrough~~, $math$, tables and bare URLs, and a "!" at the end, which
# would turn the footnote after it into an image.
_ACTIVE = re.compile(r"[\\`*_\[\]<>#|&~$]|:(?=//)|(?<=www)\.|!\Z", re.IGNORECASE)
_OUTER_BLANKS = re.compile(r"\A\s+|\s+\Z")
_URL = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)


def lines(timeline: Timeline, events: Iterable[Event]) -> Iterator[str]:
    """Yield a title, a section for each event, and the sources of their quotes as footnotes."""
    yield f"# {_escaped(timeline.title)}\n"
    if timeline.description:
        yield _blocks(_paragraphs(timeline.description))
    yield from _sections(timeline, events)


def one_event(timeline: Timeline, event: Event) -> str:
    """Return the section of an event, with the sources of its quotes as footnotes."""
    return "".join(_sections(timeline, [event])).removeprefix("\n")


def _sections(timeline: Timeline, events: Iterable[Event]) -> Iterator[str]:
    sources: dict[str, None] = {}
    for event in events:
        sources.update(dict.fromkeys(event.sources))
        yield _blocks(_section(timeline, event))
    for source in sources:
        yield _blocks([_footnote(timeline, source)])


def _blocks(blocks: Iterable[str]) -> str:
    return "".join(f"\n{block}\n" for block in blocks)


def _section(timeline: Timeline, event: Event) -> Iterator[str]:
    yield f"## {_escaped(date_words(event.date))} — {_escaped(event.title)}"
    yield " · ".join(_facts(timeline, event))
    if event.summary:
        yield from _paragraphs(event.summary)
    for quote in event.quotes:
        yield _blockquote(quote)
    if event.date_note:
        yield from _labelled(f"Date {_escaped(event.date_basis)}", event.date_note)
    if event.note:
        yield from _labelled("Note", event.note)


def _facts(timeline: Timeline, event: Event) -> Iterator[str]:
    yield _escaped(event.kind)
    yield _escaped(event.status)
    via = f"via {_escaped(timeline.actor_names(event.via))}" if event.via else ""
    if event.speaker:
        yield f"said by {_escaped(timeline.actor_names(event.speaker))}" + (f" ({via})" if via else "")
    elif via:
        yield via
    if event.actors:
        yield f"actors: {_escaped(timeline.actor_names(event.actors))}"
    if event.weapons:
        yield f"weapons: {_escaped(', '.join(timeline.weapons[weapon].name for weapon in event.weapons))}"


def _blockquote(quote: Quote) -> str:
    paragraphs = _paragraphs(quote.exact)
    paragraphs[-1] += _reference(quote.source)
    if quote.translation:
        paragraphs += [f"*{paragraph}*" for paragraph in _paragraphs(quote.translation)]
    return "\n>\n".join("> " + paragraph.replace("\n", "\n> ") for paragraph in paragraphs)


def _labelled(label: str, text: str) -> list[str]:
    first, *others = _paragraphs(text)
    return [f"{label}: {first}", *others]


def _reference(source_id: str) -> str:
    """Return a reference to a footnote. Underscores at the edge of a word are encoded, as they might be emphasis."""
    if re.search(r"(?<![^\W_])_|_(?![^\W_])", source_id):
        source_id = source_id.replace("_", "%5F")
    return f"[^{source_id}]"


def _footnote(timeline: Timeline, source_id: str) -> str:
    """Return a footnote. It ends with a full stop or ">", so that parsers without footnotes see no link definition."""
    source = timeline.sources[source_id]
    text = _line(cited(timeline, source_id))
    if source.issued_basis != "stated":
        note = f": {_escaped(source.issued_note)}" if source.issued_note else ""
        text += f" ({_escaped(source.issued_basis)}{note})"
    if source.url is None:
        return f"{_reference(source_id)}: {text}."
    is_plain = _URL.fullmatch(source.url) and printable(source.url) == source.url
    return f"{_reference(source_id)}: {text}. " + (f"<{source.url}>" if is_plain else f"{_escaped(source.url)}.")


# Escaped text


def _escaped(text: str) -> str:
    """Return a text on one line that renders as its printable form, at any position in a line."""
    escaped = _ACTIVE.sub(r"\\\g<0>", printable(text))
    return _OUTER_BLANKS.sub(lambda blanks: "".join(f"&#{ord(blank)};" for blank in blanks[0]), escaped)


def _paragraphs(text: str) -> list[str]:
    """Return at least one paragraph, which together render as the printable form of a text.

    An empty line separates paragraphs and a single line feed is a hard break. All other line feeds become numeric
    character references.
    """
    body = text.strip("\n")
    before, _, after = text.partition(body) if body else (text, "", "")
    first, *others = re.split(r"\n\n(\n*)", body)
    paragraphs = [_numeric(before) + _hard_broken(first)]
    for line_feeds, paragraph in zip(others[::2], others[1::2], strict=True):
        paragraphs.append(_numeric(line_feeds) + _hard_broken(paragraph))
    paragraphs[-1] += _numeric(after)
    return paragraphs


def _numeric(line_feeds: str) -> str:
    return "&#10;" * len(line_feeds)


def _hard_broken(paragraph: str) -> str:
    return "\\\n".join(map(_line, paragraph.split("\n")))


def _line(text: str) -> str:
    """Return a line of a paragraph that begins no list, rule, table or heading."""
    escaped = _escaped(text)
    if re.match(r"[-+=:]", escaped):
        return "\\" + escaped
    return re.sub(r"\A([0-9]+)([.)])", r"\1\\\2", escaped)
