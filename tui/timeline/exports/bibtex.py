"""BibTeX of the sources of the events, for LaTeX. Dates are in the fields of both BibTeX and BibLaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tui.text.free_names import FreeNames
from tui.text.printable import printable
from tui.timeline.dates.words import date_words
from tui.timeline.exports.csl_json import sources_of
from tui.timeline.exports.losses import Losses
from tui.timeline.exports.spans import span_of
from tui.timeline.model.entities import Event, Source
from tui.timeline.model.timeline import Timeline

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NOT_IN_KEYS = re.compile(r"[^\w:.+/-]+")
_ACTIVE = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_{}"},
}


def lines(timeline: Timeline, events: Iterable[Event], losses: Losses) -> Iterator[str]:
    """Yield an entry for each source that the events have."""
    keys: set[str] = set()
    names = FreeNames(keys, ignore_case=True)
    for source in sources_of(timeline, events, losses):
        kind = "article" if source.outlet else "online" if source.url else "misc"
        fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(timeline, source))
        key = names.free(_key(source))
        keys.add(key.casefold())
        yield f"@{kind}{{{key},\n{fields}}}\n\n"


def _fields(timeline: Timeline, source: Source) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{_escaped(source.name)}}}"
    if outlet := timeline.outlet_name(source):
        yield "journal", _escaped(outlet)
    if source.issued is not None:
        span = span_of(source.issued)
        if span.start is not None and 0 <= span.start.year <= 9999:
            yield "year", f"{span.start.year:04}"
            if span.start.month is not None and span.is_exact:
                yield "month", _MONTHS[span.start.month - 1]
        yield "date", _escaped(source.issued.text)
        if not span.is_exact:
            yield "note", _escaped(date_words(source.issued))
    if source.url:
        yield "url", _address(source.url)
    if source.archived:
        yield "howpublished", f"\\url{{{_address(source.archived)}}}"
    if source.retrieved is not None:
        yield "urldate", _escaped(source.retrieved.text)
    if source.language:
        yield "langid", _escaped(source.language)


def _key(source: Source) -> str:
    """Return a citation key for a source: its id without what BibTeX refuses. Another source may have it too."""
    return _NOT_IN_KEYS.sub("-", printable(source.id)).strip("-") or "source"


def _escaped(text: str) -> str:
    return "".join(_ACTIVE.get(character, character) for character in printable(" ".join(text.split())))


def _address(url: str) -> str:
    """Return a URL without the characters that would end the field."""
    return printable(url).translate({ord("{"): "%7B", ord("}"): "%7D", ord("\\"): "%5C", ord(" "): "%20"})
