"""The query: one language for the query bar, the facets and the command line.

::

    iran drone "petit nombre"        words and phrases anywhere in the event; all must be there
    actor:iran weapon:missile        a facet value, with everything below it in its tree
    actor:iran,russia                either;  actor:iran actor:russia  both
    -status:denied -weapon:drone -x  not
    after:2022-09 before:2023-01     dates as people type them; on: and in: too; certain:yes
    known:2022-12-31                 the timeline as it was known on that day
    is:disputed has:quote -has:source
    title:drone quote:nié            words in one text of the event
    data.casualties:>10              further fields, compared as numbers if they are numbers
    origins:1  origins:>=2           claims by how many independent origins they have
    topic:water                      a facet that the timeline's file declares

Any text is a query. An unknown or unfinished part gives a `Notice` with its offsets, and the rest still works.
A name that is no field is a word with all that follows its colon. Printing a query and parsing it again gives an equal
query.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tui.text.frozen import Frozen
from tui.timeline.query.roles import Role, roles
from tui.timeline.query.terms import FieldTerm, Notice, Term


class Query(Frozen):
    """Terms, all of which an event must match. A query without terms matches every event."""

    terms: tuple[Term, ...] = ()
    notices: tuple[Notice, ...] = ()
    """The errors that the parser found, in the order of the text. Binding adds the values a timeline does not know."""

    def _compared(self) -> tuple[object, ...]:
        return self.terms

    @classmethod
    def parse(cls, text: str) -> Query:
        """Parse any text as a query."""
        if not text or text.isspace():
            return cls()
        from tui.timeline.query.parser import Parser  # the first screen usually has no query

        parser = Parser(text)
        terms = tuple(parser.terms())
        return cls(terms, tuple(parser.notices))

    def __str__(self) -> str:
        return " ".join(map(str, self.terms))

    def __bool__(self) -> bool:
        return bool(self.terms)

    def values(self, facet: str, *, negated: bool = False) -> tuple[str, ...]:
        """Return the values of a facet that the query chooses, or those that it excludes, as they were typed."""
        return tuple(value for term in self._terms_of(facet, negated) for value in term.values)

    def without(self, facet: str) -> Query:
        """Return the query without the terms that choose values of a facet, but with those that exclude values."""
        return Query(tuple(term for term in self.terms if term not in self._terms_of(facet, False)))

    def only(self, facet: str, value: str) -> Query:
        """Return the query with one value of a facet chosen, in place of those that were."""
        return self.replaced(self._terms_of(facet, False), FieldTerm(facet, (value,)))

    def replaced(self, old: Iterable[Term], new: Term) -> Query:
        """Return the query with a term in the position of the first of some others, which are removed.

        If there are none, the term is put at the end.
        """
        removed = list(old)
        terms: list[Term] = []
        is_placed = False
        for term in self.terms:
            if term not in removed:
                terms.append(term)
            elif not is_placed:
                terms.append(new)
                is_placed = True
        return Query(tuple(terms) if is_placed else (*terms, new))

    def toggled(self, facet: str, value: str, resolve: Callable[[str], frozenset[str]], role: Role = "or") -> Query:
        """Return the query with a value of a facet in a role, or without the value if it had that role.

        A value that had another role has the new one instead. The only chosen value counts as *or* and as *and*.

        Args:
            facet: its name.
            value: the value's id.
            resolve: returns the ids that a typed value means; it may be an alias or the beginning of a name.
            role: ``or``: beside the values of the facet's last term; ``and``: in a term of its own; ``not``: excluded.
        """
        before = self._role(facet, value, resolve)
        query = self._without_value(facet, value, resolve)
        if before == role or (before == "only" and role != "not"):
            return query
        existing = query._terms_of(facet, False)
        if role != "or" or not existing:
            return Query((*query.terms, FieldTerm(facet, (value,), role == "not")))
        last = existing[-1]
        wider = FieldTerm(facet, (*last.values, value))
        return Query(tuple(wider if term is last else term for term in query.terms))

    def _role(self, facet: str, value: str, resolve: Callable[[str], frozenset[str]]) -> Role | None:
        terms = [
            (frozenset().union(*map(resolve, term.values)), term.negated)
            for term in self.terms
            if isinstance(term, FieldTerm) and term.is_on(facet)
        ]
        return roles(terms).get(value)

    def _without_value(self, facet: str, value: str, resolve: Callable[[str], frozenset[str]]) -> Query:
        """Return the query without a value of a facet, whether it is chosen or excluded."""
        terms: list[Term] = []
        for term in self.terms:
            if not (
                isinstance(term, FieldTerm)
                and term.is_on(facet)
                and any(value in resolve(typed) for typed in term.values)
            ):
                terms.append(term)
            elif kept := _values_without(value, term.values, resolve):
                terms.append(FieldTerm(facet, kept, term.negated))
        return Query(tuple(terms))

    def _terms_of(self, facet: str, negated: bool) -> list[FieldTerm]:
        return [
            term for term in self.terms if isinstance(term, FieldTerm) and term.is_on(facet) and term.negated == negated
        ]


def _values_without(
    removed: str, typed_values: Iterable[str], resolve: Callable[[str], frozenset[str]]
) -> tuple[str, ...]:
    """Return typed values without an id. A value that means other ids too is replaced by those ids."""
    kept: list[str] = []
    for typed in typed_values:
        ids = resolve(typed)
        kept += sorted(ids - {removed}) if removed in ids else [typed]
    return tuple(dict.fromkeys(kept))
