"""Markdown (CommonMark, with GitHub's footnotes), for reports: a section for each event, its quotes as blockquotes.

No text of a timeline acts as Markdown or HTML. Only the address of a source is a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tui.text.printable import printable
from tui.timeline.model.citations import cited
from tui.timeline.model.entities import Event, Quote, Timeline

# Beside CommonMark's own characters: GitHub's ~~strike~~, $math$, tables and bare addresses; and a "!" at the end,
# which would make an image of a footnote's bracket.
_ACTIVE = re.compile(r"[\\`*_\[\]<>#|&~$]|:(?=//)|(?<=www)\.|!\Z", re.IGNORECASE)
_EDGES = re.compile(r"\A\s+|\s+\Z")
_ADDRESS = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)


def lines(timeline: Timeline, events: Iterable[Event]) -> Iterator[str]:
    """Yield a title, a section for each event, and the sources of their quotes as footnotes."""
    yield f"# {_escaped(timeline.title)}\n"
    if timeline.description:
        yield _blocks(_paragraphs(timeline.description))
    yield from _sections(timeline, events)


def one_event(timeline: Timeline, event: Event) -> str:
    """Return an event as it stands in a report, with the sources of its quotes: what `lines` has of it."""
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
    yield f"## {_escaped(event.date.words())} — {_escaped(event.title)}"
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
    """Return the mark of a footnote. Underscores at the edge of a word would make it emphasis where it is not one."""
    if re.search(r"(?<![^\W_])_|_(?![^\W_])", source_id):
        source_id = source_id.replace("_", "%5F")
    return f"[^{source_id}]"


def _footnote(timeline: Timeline, source_id: str) -> str:
    """Define a footnote. It ends with a full stop or ">": where footnotes are unknown, that defines no link."""
    source = timeline.sources[source_id]
    text = _line(cited(timeline, source_id))
    if source.issued_basis != "stated":
        note = f": {_escaped(source.issued_note)}" if source.issued_note else ""
        text += f" ({_escaped(source.issued_basis)}{note})"
    if source.url is None:
        return f"{_reference(source_id)}: {text}."
    is_plain = _ADDRESS.fullmatch(source.url) and printable(source.url) == source.url
    return f"{_reference(source_id)}: {text}. " + (f"<{source.url}>" if is_plain else f"{_escaped(source.url)}.")


# Text that is nothing but text


def _escaped(text: str) -> str:
    """Return text on one line that renders as what `printable` shows of it, wherever in a line it stands."""
    escaped = _ACTIVE.sub(r"\\\g<0>", printable(text))
    return _EDGES.sub(lambda blanks: "".join(f"&#{ord(blank)};" for blank in blanks[0]), escaped)


def _paragraphs(text: str) -> list[str]:
    """Return text of several lines as paragraphs, at least one, that render as what `printable` shows of it.

    An empty line parts two paragraphs, a single line feed is a hard break, and those beyond are written by number.
    """
    body = text.strip("\n")
    before, after = (text[: text.index(body)], text[text.index(body) + len(body) :]) if body else (text, "")
    first, *others = re.split(r"\n\n(\n*)", body)
    paragraphs = [_numbered(before) + _hard_broken(first)]
    for more, paragraph in zip(others[::2], others[1::2], strict=True):
        paragraphs.append(_numbered(more) + _hard_broken(paragraph))
    paragraphs[-1] += _numbered(after)
    return paragraphs


def _numbered(line_feeds: str) -> str:
    return "&#10;" * len(line_feeds)


def _hard_broken(paragraph: str) -> str:
    return "\\\n".join(map(_line, paragraph.split("\n")))


def _line(text: str) -> str:
    """Return a line of a paragraph, in which no list, rule, table or underline begins."""
    escaped = _escaped(text)
    if re.match(r"[-+=:]", escaped):
        return "\\" + escaped
    return re.sub(r"\A([0-9]+)([.)])", r"\1\\\2", escaped)
