"""The query: one language for the bar, the facets and the command line.

::

    iran drone "petit nombre"        words and phrases, anywhere in the event, all of them
    actor:iran weapon:missile        a facet value: itself and all below it in its tree
    actor:iran,russia                either;  actor:iran actor:russia  both
    -status:denied -weapon:drone -x  not
    after:2022-09 before:2023-01     dates as people type them; on: and in: too; certain:yes
    known:2022-12-31                 as it was known on that day
    is:disputed is:inferred has:translation

Any text is a query. What is unknown or unfinished gives a `Notice` with its place, and the rest goes on working.
Printing a query and parsing it again gives an equal one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from tui.text.frozen import Frozen
from tui.text.nearest import nearest

FACETS: tuple[str, ...] = ("actor", "weapon", "status", "kind", "speaker", "via", "source", "year")
"""The names of facets: what comes after the colon is one of the timeline's own values."""

DATES: tuple[str, ...] = ("after", "before", "on", "in")
"""The names that limit the date."""

FLAGS: Mapping[str, tuple[str, ...]] = {
    "is": ("disputed", "inferred"),
    "has": ("translation", "note", "link"),
    "certain": ("yes", "no"),
}
"""The other names that have a closed list of values."""

NAMES: tuple[str, ...] = (*FACETS, *DATES, "known", *FLAGS, "thread")
"""All that can stand before a colon."""

_NOWHERE = (0, 0)


class Notice(NamedTuple):
    """A part of a query that is unknown or unfinished, and is left out of the search."""

    start: int
    """Offset of its first character in the query's text."""
    end: int
    """Offset of the character after its last."""
    message: str
    """What is wrong and what would be right, in one line."""


class TextTerm(Frozen):
    """A word or a phrase."""

    text: str
    negated: bool = False
    span: tuple[int, int] = _NOWHERE

    def _compared(self) -> tuple[object, ...]:
        return (self.text, self.negated)

    def __str__(self) -> str:
        return ("-" if self.negated else "") + quoted_if_needed(self.text)


class FieldTerm(Frozen):
    """Values of a facet, any of which will do; or dates, or flags.

    Attributes:
        name: one of `NAMES`.
    """

    name: str
    values: tuple[str, ...]
    """As they were typed: ids, names or aliases. None while the term is unfinished."""
    negated: bool = False
    span: tuple[int, int] = _NOWHERE
    value_spans: tuple[tuple[int, int], ...] = ()

    def _compared(self) -> tuple[object, ...]:
        return (self.name, self.values, self.negated)

    def __str__(self) -> str:
        return f"{'-' if self.negated else ''}{self.name}:{','.join(map(quoted_if_needed, self.values))}"


class UnknownTerm(Frozen):
    """A term that means nothing. It is kept as it was typed, and left out of the search."""

    text: str
    span: tuple[int, int] = _NOWHERE

    def _compared(self) -> tuple[object, ...]:
        return (self.text,)

    def __str__(self) -> str:
        return self.text


Term = TextTerm | FieldTerm | UnknownTerm


class Query(Frozen):
    """Terms, all of which an event must match. Without terms it is every event."""

    terms: tuple[Term, ...] = ()
    notices: tuple[Notice, ...] = ()
    """What the parser could not use, in order. What a timeline does not know is told by its index."""

    def _compared(self) -> tuple[object, ...]:
        return self.terms

    @classmethod
    def parse(cls, text: str) -> Query:
        """Read any text as a query."""
        parser = _Parser(text)
        terms = tuple(parser.terms())
        return cls(terms, tuple(parser.notices))

    def __str__(self) -> str:
        return " ".join(map(str, self.terms))

    def __bool__(self) -> bool:
        return bool(self.terms)

    def words(self) -> Iterator[str]:
        """Yield the words and phrases to be found, not those to be left out."""
        for term in self.terms:
            if isinstance(term, TextTerm) and not term.negated:
                yield term.text

    def values(self, facet: str, *, negated: bool = False) -> tuple[str, ...]:
        """Return the values of a facet that are chosen, or those that are excluded."""
        return tuple(value for term in self._of(facet, negated) for value in term.values)

    def without(self, facet: str) -> Query:
        """Return the query without any term of this facet that chooses; those that exclude stay."""
        return Query(tuple(term for term in self.terms if term not in self._of(facet, False)))

    def only(self, facet: str, value: str) -> Query:
        """Return the query with this as the one value chosen of its facet, in the place of the first that was."""
        terms: list[Term] = []
        new: Term | None = FieldTerm(facet, (value,))
        old = self._of(facet, False)
        for term in self.terms:
            if term not in old:
                terms.append(term)
            elif new is not None:
                terms.append(new)
                new = None
        return Query((*terms, new) if new is not None else tuple(terms))

    def toggled(
        self, facet: str, value: str, meant: Callable[[str], frozenset[str]], *, negated: bool = False
    ) -> Query:
        """Return the query with a value of a facet chosen if it was not, and not chosen if it was.

        Args:
            facet: one of `FACETS`.
            value: the value's id.
            meant: gives the ids that a value in the query means, perhaps by an alias or the beginning of a name.
            negated: exclude the value instead of choosing it.
        """
        terms: list[Term] = []
        was_chosen = False
        for term in self.terms:
            if not (
                isinstance(term, FieldTerm) and term.name == facet and any(value in meant(one) for one in term.values)
            ):
                terms.append(term)
                continue
            was_chosen = was_chosen or term.negated == negated
            if kept := _but(value, term.values, meant):
                terms.append(FieldTerm(facet, kept, term.negated))
        query = Query(tuple(terms))
        if was_chosen:
            return query
        beside = query._of(facet, negated)
        if negated or not beside:
            return Query((*query.terms, FieldTerm(facet, (value,), negated)))
        wider = FieldTerm(facet, (*beside[-1].values, value))
        return Query(tuple(wider if term is beside[-1] else term for term in query.terms))

    def _of(self, facet: str, negated: bool) -> list[FieldTerm]:
        return [
            term
            for term in self.terms
            if isinstance(term, FieldTerm) and term.name == facet and term.negated == negated
        ]


def _but(value: str, typed: Iterable[str], meant: Callable[[str], frozenset[str]]) -> tuple[str, ...]:
    """Return values without one of the ids they mean: those that mean others too are spelt out."""
    kept: list[str] = []
    for one in typed:
        ids = meant(one)
        kept += sorted(ids - {value}) if value in ids else [one]
    return tuple(dict.fromkeys(kept))


_NEEDS_QUOTES = re.compile(r'[\s,":\\]|^-|^$')


def quoted_if_needed(text: str) -> str:
    """Return a word or a value as it is typed: in quotes if it would mean something else without."""
    if _NEEDS_QUOTES.search(text):
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return text


class _Parser:
    _NAME = re.compile(r"(-?)([A-Za-z_]+):")
    _SPACE = re.compile(r"\s*")
    _BARE = re.compile(r"\S*")
    _BARE_VALUE = re.compile(r"[^\s,]*")
    _QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)("?)', re.DOTALL)

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self.notices: list[Notice] = []

    def terms(self) -> Iterable[Term]:
        while True:
            self._take(self._SPACE)
            if self._at >= len(self._text):
                return
            start = self._at
            named = self._NAME.match(self._text, start)
            if named is None:
                yield self._words(start)
            elif named[2].lower() in NAMES:
                self._at = named.end()
                yield self._facet(start, named[2].lower(), bool(named[1]))
            else:
                yield self._unknown(start, named)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str]:
        match = pattern.match(self._text, self._at)
        assert match is not None  # each of the patterns matches the empty text, or its first character was seen
        self._at = match.end()
        return match

    def _words(self, start: int) -> TextTerm:
        negated = self._text.startswith("-", start) and bool(self._text[start + 1 : start + 2].strip())
        self._at = start + negated
        text = self._quoted() if self._text.startswith('"', self._at) else self._take(self._BARE)[0]
        return TextTerm(text, negated, (start, self._at))

    def _quoted(self) -> str:
        start = self._at
        match = self._take(self._QUOTED)
        if not match[2]:
            self.notices.append(Notice(start, self._at, 'the quote is not closed; end it with "'))
        return re.sub(r"\\(.)", r"\1", match[1], flags=re.DOTALL)

    def _facet(self, start: int, name: str, negated: bool) -> FieldTerm:
        values: list[str] = []
        spans: list[tuple[int, int]] = []
        while True:
            value_start = self._at
            value = self._quoted() if self._text.startswith('"', self._at) else self._take(self._BARE_VALUE)[0]
            if value:
                values.append(value)
                spans.append((value_start, self._at))
            if not self._text.startswith(",", self._at):
                break
            self._at += 1
        if not values:
            self.notices.append(Notice(start, self._at, f"'{name}:' wants a value; write {name}:{_EXAMPLES[name]}"))
        return FieldTerm(name, tuple(values), negated, (start, self._at), tuple(spans))

    def _unknown(self, start: int, named: re.Match[str]) -> UnknownTerm:
        self._at = named.end()
        closing = ""
        if self._text.startswith('"', self._at):
            told = len(self.notices)
            self._quoted()
            closing = '"' if len(self.notices) > told else ""
        self._take(self._BARE)
        name = named[2]
        close = nearest(name, NAMES)
        right = f"did you mean '{close}'?" if close else f"known are {', '.join(NAMES)}"
        self.notices.append(Notice(start, self._at, f"unknown facet '{name}'; {right}"))
        return UnknownTerm(self._text[start : self._at] + closing, (start, self._at))


_EXAMPLES = {
    "actor": "iran",
    "weapon": "missile",
    "status": "denied",
    "kind": "delivery",
    "speaker": "blinken",
    "via": "reuters",
    "source": "jforum",
    "year": "2022",
    "after": "2022-09",
    "before": "2023",
    "on": "2022-11-08",
    "in": "2022",
    "known": "2022-12-31",
    "is": "disputed",
    "has": "translation",
    "certain": "yes",
    "thread": "an-event-id",
}
