"""What a careful editor would see in a timeline that can be read.

`check_timeline` looks at the timeline alone; `tui.timeline.checking.verification` holds it against the articles' texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Literal

from tui.text.folding import fold
from tui.text.frozen import Frozen
from tui.timeline.dates.words import MONTHS
from tui.timeline.model.entities import DISPUTING, Entry, Event, Quote, Timeline
from tui.timeline.model.tree import lineage
from tui.timeline.query.language import Query
from tui.timeline.reading.problems import Problem, SourceMap, ValuePath
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index

Severity = Literal["error", "lint"]

MOST_WORDS = 60
"""A quote that is longer is no longer one."""


class Finding(Frozen):
    """One thing that a check found."""

    severity: Severity
    """``error``: it cannot be so; ``lint``: it is hardly meant so."""
    rule: str
    """The name of what was checked."""
    problem: Problem
    excerpts: tuple[str, ...] = ()
    """Lines that show it, such as a quote beside its article."""

    def lines(self, file: str) -> list[str]:
        """Return the problem in the located form, and the excerpts below it."""
        return [f"{self.problem.located(file)} [{self.rule}]", *(f"    {excerpt}" for excerpt in self.excerpts)]


class Located:
    """Makes findings at the places of values."""

    def __init__(self, marks: SourceMap) -> None:
        self._marks = marks

    def __call__(
        self, severity: Severity, rule: str, path: ValuePath, wrong: str, right: str, excerpts: Iterable[str] = ()
    ) -> Finding:
        """Return a finding at a value, or at the nearest thing around it that the file has."""
        while path and path not in self._marks:
            path = path[:-1]
        line, column = self._marks.get(path, (0, 0))
        return Finding(severity, rule, Problem(wrong, right, line, column), tuple(excerpts))


def check_timeline(timeline: Timeline, marks: SourceMap) -> Iterator[Finding]:
    """Yield what is hardly meant as it is written.

    Args:
        timeline: the timeline.
        marks: the places of its values, as `tui.timeline.reading.reader.read_marked` gives them.
    """
    found = Located(marks)
    for event in timeline.events:
        yield from _dates(timeline, event, found)
        yield from _links(event, found)
        for place, quote in enumerate(event.quotes):
            yield from _quotes(timeline, event, quote, ("events", event.id, "quotes", place), found)
    yield from _views(timeline, found)
    yield from _circles(timeline, found)
    yield from _unused(timeline, found)
    yield from _people(timeline, found)
    yield from _shared_names("actors", timeline.actors, found)
    yield from _shared_names("weapons", timeline.weapons, found)


# Dates

_WEEKDAYS = {
    name: day
    for names in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
    )
    for day, name in enumerate(names.split())
}
_MONTHS = {
    name: month
    for names in (
        " ".join(MONTHS).lower(),
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    )
    for month, name in enumerate(names.split(), 1)
}
_DAY_NAMES = [name.capitalize() for name in list(_WEEKDAYS)[:7]]


def _dates(timeline: Timeline, event: Event, found: Located) -> Iterator[Finding]:
    first, last = event.date.earliest, event.date.latest
    path = ("events", event.id)
    for source_id in event.sources:
        issued = timeline.sources[source_id].issued
        if first is not None and issued.latest is not None and first > issued.latest and event.status != "planned":
            yield found(
                "lint",
                "dated-after-source",
                (*path, "date"),
                f"event '{event.id}' is dated {event.date.words()}, after its source '{source_id}' "
                f"came out ({issued.words()})",
                "date it when it was said, or mend the date of the source",
            )
    if event.date_text is None:
        if event.date_basis != "inferred":
            yield found(
                "lint",
                "date-without-wording",
                (*path, "date_basis"),
                f"the date of event '{event.id}' is {event.date_basis}, but no 'date_text' gives the wording",
                "add the article's own wording, or say that it is inferred",
            )
        return
    if first is None or last is None:
        return
    for word in dict.fromkeys(re.findall(r"\w+", fold(event.date_text))):
        named = _misnamed(word, first, last)
        if named is not None:
            dated = f"the event is dated {event.date.words()}"
            if (last - first).days < 6:
                dated += f", {' to '.join(_DAY_NAMES[day.weekday()] for day in dict.fromkeys((first, last)))}"
            yield found(
                "lint",
                named[0],
                (*path, "date_text"),
                f"'{event.date_text}' names {named[1]}, but {dated}",
                "mend the date, or quote the wording that belongs to it",
            )


def _misnamed(word: str, first: date, last: date) -> tuple[str, str] | None:
    """Return what a word names, and how, of which none is among the days from the first to the last."""
    if word in _WEEKDAYS and _WEEKDAYS[word] not in {day.weekday() for day in _days(first, last)[:7]}:
        return "weekday", f"a {_DAY_NAMES[_WEEKDAYS[word]]}"
    if word in _MONTHS and _MONTHS[word] not in {day.month for day in _days(first, last)}:
        return "month", MONTHS[_MONTHS[word] - 1]
    if re.fullmatch(r"(19|20)\d\d", word) and not first.year <= int(word) <= last.year:
        return "year", word
    return None


def _days(first: date, last: date) -> list[date]:
    """Return the days from the first to the last, or the first 366 of them."""
    return [first + timedelta(days) for days in range(min(366, (last - first).days + 1))]


# Views


def _views(timeline: Timeline, found: Located) -> Iterator[Finding]:
    if not timeline.views:
        return
    index = Index(timeline)
    for place, view in enumerate(timeline.views):
        for notice in answer_query(Query.parse(view.query), index).notices:
            wrong, _, right = notice.message.partition("; ")
            yield found("error", "view", ("views", place, "query"), f"view '{view.name}': {wrong}", right)


# Links


def _links(event: Event, found: Located) -> Iterator[Finding]:
    if event.status == "denied" and not any(link.relation in DISPUTING for link in event.links):
        yield found(
            "lint",
            "denial-without-link",
            ("events", event.id, "status"),
            f"event '{event.id}' is a denial without a link",
            "name what it denies under 'links', or give it another status",
        )


def _circles(timeline: Timeline, found: Located) -> Iterator[Finding]:
    wholes = {
        event.id: [link.target for link in event.links if link.relation == "part_of"] for event in timeline.events
    }
    for event_id, targets in wholes.items():
        seen: set[str] = set()
        waiting = list(targets)
        while waiting:
            whole = waiting.pop()
            if whole not in seen:
                seen.add(whole)
                waiting.extend(wholes[whole])
        if event_id in seen:
            yield found(
                "lint",
                "part-of-itself",
                ("events", event_id, "links", "part_of"),
                f"event '{event_id}' is part of an event that is part of it",
                "remove one of the 'part_of' links",
            )


# Quotes


def _quotes(timeline: Timeline, event: Event, quote: Quote, path: ValuePath, found: Located) -> Iterator[Finding]:
    what = f"a quote of event '{event.id}'"
    if (words := len(quote.exact.split())) > MOST_WORDS:
        yield found(
            "lint", "long-quote", (*path, "exact"), f"{what} has {words} words", f"cut it to {MOST_WORDS} at most"
        )
    language = timeline.sources[quote.source].language
    if language is None or re.fullmatch(r"en(-.*)?", language.lower()):
        return
    if quote.translation is None or not quote.translation.strip():
        yield found("lint", "translation", path, f"{what} has no translation", "add a 'translation'")
    elif quote.translation.strip() == quote.exact.strip():
        if any(word[0].islower() for word in quote.exact.split()):  # names and numbers are the same in English
            yield found(
                "lint", "translation", (*path, "translation"), f"the translation of {what} is the quote", "translate it"
            )
    elif len(quote.exact) >= 20 and not 0.5 <= (ratio := len(quote.translation) / len(quote.exact)) <= 2:
        yield found(
            "lint",
            "translation",
            (*path, "translation"),
            f"the translation of {what} is {ratio:.1f} times as long as the quote",
            "translate all of the quote" if ratio < 1 else "translate the quote and no more",
        )


# What events refer to


def _unused(timeline: Timeline, found: Located) -> Iterator[Finding]:
    actors = {source.outlet for source in timeline.sources.values()}
    weapons: set[str] = set()
    sources: set[str] = set()
    for event in timeline.events:
        actors.update(event.actors, event.speaker, event.via)
        weapons.update(event.weapons)
        sources.update(event.sources)
    trees: Iterable[tuple[str, Mapping[str, Entry], set[str]]] = (
        ("actor", timeline.actors, actors),
        ("weapon", timeline.weapons, weapons),
    )
    for what, entries, named in trees:
        used = {above for entry in named for above in lineage(entries, entry)}
        for entry_id in entries:
            if entry_id not in used:
                yield found(
                    "lint",
                    "unused",
                    (f"{what}s", entry_id),
                    f"no event names {what} '{entry_id}'",
                    "remove it, or name it where it belongs",
                )
    for source_id in timeline.sources:
        if source_id not in sources:
            yield found(
                "lint",
                "unused",
                ("sources", source_id),
                f"no quote is from source '{source_id}'",
                "remove it, or quote it",
            )


def _people(timeline: Timeline, found: Located) -> Iterator[Finding]:
    for actor in timeline.actors.values():
        if actor.kind == "person" and not any(
            timeline.actors[above].kind in ("state", "organisation") for above in lineage(timeline.actors, actor.id)
        ):
            yield found(
                "lint",
                "person-without-state",
                ("actors", actor.id),
                f"person '{actor.id}' belongs to no state and no organisation",
                "add the 'part_of' that names one",
            )


def _shared_names(tree: str, entries: Mapping[str, Entry], found: Located) -> Iterator[Finding]:
    owners: dict[str, str] = {}
    for entry in entries.values():
        owners[fold(entry.id)] = entry.id
    for entry in entries.values():
        owner = owners.setdefault(fold(entry.name), entry.id)
        if owner != entry.id:
            yield found(
                "lint",
                "shared-alias",
                (tree, entry.id, "name"),
                f"the name '{entry.name}' of '{entry.id}' is a name of '{owner}' too",
                "tell the two apart, or make them one",
            )
    for entry in entries.values():
        own: set[str] = set()
        for place, alias in enumerate(entry.aliases):
            folded = fold(alias)
            owner = owners.setdefault(folded, entry.id)
            if owner != entry.id:
                yield found(
                    "lint",
                    "shared-alias",
                    (tree, entry.id, "aliases", place),
                    f"alias '{alias}' of '{entry.id}' is a name of '{owner}' too",
                    "leave it to one of the two",
                )
            elif folded in own:
                yield found(
                    "lint",
                    "shared-alias",
                    (tree, entry.id, "aliases", place),
                    f"alias '{alias}' stands twice in '{entry.id}'",
                    "remove one of the two",
                )
            own.add(folded)
