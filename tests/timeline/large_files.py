"""What a large timeline is asked, to compare it with the same timeline in memory."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from tui.timeline.model.sort import SORTS, Sort
from tui.timeline.query.language import Query
from tui.timeline.search.answers import Answer, answer_query
from tui.timeline.search.index import Index

QUERIES = (
    "",
    "e",
    "ir",
    "iran",
    "drone -missile",
    '"armes iraniennes"',
    '"de la"',
    "fateh-110",
    "actor:iran weapon:missile",
    "actor:iran,russia -status:denied",
    "source:jforum",
    "year:2022 kind:statement",
    "after:2022-10 before:2023",
    "in:2022-11 certain:yes",
    "-on:2022-11-08",
    "known:2022-11-10 iran",
    "known:2022-11-11 certain:yes -missile",
    "known:2022-11-09 has:translation",
    "known:2022-11-09 has:link",
    "known:2022-12-01 is:disputed",
    "origins:>=2",
    "origins:1 known:2022-12-01",
    "is:unanswered",
    "is:unanswered known:2022-12-01",
    "has:note",
    "is:inferred",
)


def contents(answer: Answer) -> object:
    """Return everything that an answer offers, to compare."""
    return (
        list(answer.rows),
        list(answer.sections),
        {facet: dict(counts) for facet, counts in answer.counts.items()},
        list(answer.uncertain),
        [answer.moment(row) for row in answer.rows],
        [answer.view.event(row) for row in answer.rows],
        [answer.view.thread(row) for row in answer.rows],
        [answer.view.is_disputed(row) for row in answer.rows],
    )


def answers(index: Index) -> Iterator[object]:
    """Yield the answers to all queries, in every order."""
    for text in QUERIES:
        for sort in SORTS:
            yield contents(answer_query(Query.parse(text), index, Sort.parse(sort)))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)
