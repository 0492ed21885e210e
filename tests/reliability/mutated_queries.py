"""Mutated queries over timelines that have everything: the answer of the index is that of the plain matcher.

A query is also printed, and parsed again to the same one; completed at a random place; and its notices are words.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from functools import cache
from random import Random

from tests.plain import FoldedTexts, Plain
from tests.reliability.limits import bounded
from tests.reliability.mutations import mutated
from tests.reliability.run import Run, Trial, collect_less, main
from tests.timelines import HEAD, SMALL, VARIED, event
from tui.timeline.model.sort import SORTS, Sort
from tui.timeline.query.language import Query
from tui.timeline.query.terms import FACETS, FLAGS, NAMES
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.search.answers import answer_query
from tui.timeline.search.completion import complete
from tui.timeline.search.index import Index
from tui.timeline.search.reader_layer import ReaderLayer

TODAY = date(2024, 9, 12)
LONGEST_SECONDS, MOST_MEGABYTES = 10.0, 50

_VALUES = (
    *(
        "iran",
        "Moscou",
        "fateh",
        "denied",
        "reported",
        "herald",
        "zzz",
        "pier",
        "harbour",
        "water",
        "money",
        "军事",
        "-",
    ),
    *(
        "board",
        "trump",
        "gazette",
        "meeting",
        "visit",
        "talks",
        "e1",
        "yes",
        "no",
        "disputed",
        "quote",
        "link",
        "topic",
    ),
    *("2022", "2022-11", "2022-11-08", "nov 2022", "last year", "2024-01-01/2024-06-30", "43", "44 BC", "20th century"),
    *("since 2022-06", "../2021", "2011 or 2023", "9999-12-31", "0001", "Y-13800000000", "2022-02-30", "3/4/2022"),
    *(">34", "<=1500", "30..200", "primary", '"8 nov 2022"', '"petit nombre"', "a,b,,c", "*", "", "drinking-water"),
)
_WORDS = (
    *(
        "iran",
        "missile",
        "l’",
        "petit nombre",
        '"petit nombre"',
        "Téhéran",
        "a",
        "zzz",
        "nié",
        "8 november",
        "people ill 34",
    ),
    *("https://x.example/a?b=c", "windows:evtx", "AND", "OR", "|", "(", ")", "14:30", "日本", "İ", "ß", "ﬁ", "e\u0301"),
)
_FIELDS = (
    *FACETS,
    *NAMES,
    "topic",
    "主题",
    "legal-basis",
    "data.people-ill",
    "data.tier",
    "data.",
    "nowhere",
    "actors",
)


def today() -> date:
    return TODAY


def random_query(random: Random) -> str:
    """Return the text of a query of up to five terms; every other one is mutated."""
    terms = []
    for _ in range(random.randrange(6)):
        if random.random() < 0.3:
            term = random.choice(_WORDS)
        else:
            name = random.choice(_FIELDS)
            values = (*FLAGS.get(name, ()), *_VALUES)
            term = f"{name}:{','.join(random.choices(values, k=random.choice((1, 1, 1, 2, 3))))}"
        terms.append(random.choice(("", "", "", "-")) + term)
    text = " ".join(terms)
    if random.random() < 0.5:
        text = mutated(text.encode(), random, text.encode()).decode("utf-8", "replace")
    return text[:2_000]


@cache
def indexes() -> Sequence[Index]:
    """Return the indexes that are asked: without events, small, with everything, with notes, and with many links."""
    dates = ("2022", "../2021", "2022-11/..", "../..", "0001", "9999-12-31", "202X", "[2022-11-01..2022-11-08]")
    relations = ("follows", "denies", "contradicts", "confirms", "part_of")
    linked = HEAD + "".join(
        event(f"links: {{{relations[n % 5]}: [e{n // 2}]}}" if n > 1 else "", id=f"e{n}", date=f"'{dates[n % 8]}'")
        for n in range(16)
    )
    found = [Index(parse_timeline(text), today) for text in ("title: T\nevents: []\n", SMALL, VARIED, VARIED, linked)]
    events = found[3].timeline.events
    notes = {events[1].id: "Ask Iran again", events[3].id: "people ill 34"}
    found[3].layer = ReaderLayer.of(found[3].timeline, [events[0].id, events[2].id, "vanished"], notes)
    return found


@cache
def _texts() -> Sequence[FoldedTexts]:
    """Return where the folded texts of each index are kept."""
    return [{} for _ in indexes()]


def trials(run: Run) -> None:
    """Ask one query after the other."""
    indexes()
    collect_less()
    for trial in run.trials():
        with trial:
            text = random_query(trial.random)
            trial.note(repr(text))
            with bounded(LONGEST_SECONDS, MOST_MEGABYTES):
                try_query(text, trial)
            trial.count("mutated queries")


def try_query(text: str, trial: Trial) -> None:
    """Ask a query of one of the indexes, and check the answer.

    Raises:
        AssertionError: something is wrong.
    """
    random = trial.random
    number = random.randrange(len(indexes()))
    index, sort = indexes()[number], Sort.parse(random.choice(SORTS))
    trial.note(f"index {number}, {sort}")
    query = Query.parse(text)
    assert Query.parse(str(query)) == query, f"printed as {str(query)!r}, it is another query"
    answer = answer_query(query, index, sort)
    expected = Plain(index, query, _texts()[number]).sorted_rows(sort)
    assert list(answer.rows) == expected, f"{list(answer.rows)}, not {expected}"
    if random.random() < 0.3:
        complete(query, index, text, random.randrange(len(text) + 1))
        trial.count("completed")


if __name__ == "__main__":
    sys.exit(main("mutated_queries", trials))
