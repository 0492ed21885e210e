"""What each column of a table is, guessed from its name and its values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tui.text.frozen import Frozen
from tui.timeline.formats.found_dates import StyleEvidence, find_date
from tui.timeline.formats.roles import MULTIPLE, ROLE_OF_NAME, folded_name
from tui.timeline.formats.table import Row
from tui.timeline.formats.values import whole_number
from tui.timeline.model.facets import STATUSES

_MOST_DISTINCT = 64
"""How many values a facet may have that nobody asked for."""
_LONGEST_FACET_VALUE = 50
"""How many characters its values have on average, at most."""
_FEWEST_REPEATS = 3
"""How often the values of a facet are repeated on average, at least."""
_DATES_CHECKED = 400
_URL = re.compile(r"https?://\S+")
_MEDIA_URL = re.compile(r"https?://\S+\.(?:jpe?g|png|gif|webp|svg|mp4|mov|webm|mp3)(?:[?#]\S*)?", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?")
_BEFORE_NUMBER = frozenset("+-0123456789")
"""What numbers begin with, and dates in digits."""
_LONGEST_STATUS = max(map(len, STATUSES))
_SAMPLES = 3


class Column(Frozen):
    """A column of a table, and its role."""

    name: str
    role: str
    """One of `tui.timeline.formats.roles.ROLES`."""
    why: str = ""
    """How the role is known: "by its name", "by its values", "by the mapping"."""
    split: str = ""
    """What separates several values in one; empty for the usual separators."""
    blank: str = ""
    """A text that stands for no value, in columns other than further fields."""


@dataclass(slots=True)
class ColumnFacts:
    """What the values of a column have in common."""

    name: str
    filled: int = 0
    characters: int = 0
    urls: int = 0
    media: int = 0
    numbers: int = 0
    lists: int = 0
    longest: int = 0
    dates: int = 0
    """How many of the first `_DATES_CHECKED` values are dates, and no mere numbers."""
    checked: int = 0
    statuses: int = 0
    values: dict[str, int] | None = field(default_factory=dict)
    """How often each value stands there; None once there are more than `_MOST_DISTINCT` and they do not repeat."""
    samples: list[str] = field(default_factory=list)
    style: StyleEvidence = field(default_factory=StyleEvidence)

    def add(self, value: Any) -> None:
        """Take a value into account."""
        if isinstance(value, (list, tuple, dict)):
            self.lists += bool(value)
            self.filled += bool(value)
            if value and len(self.samples) < _SAMPLES:
                self.samples.append(str(value))
            items = value if not isinstance(value, dict) else ()
            self._count(str(item) for item in items if isinstance(item, str))
            return
        text = value.strip() if isinstance(value, str) else ""
        if not text:
            return
        self.filled += 1
        self.characters += len(text)
        self.longest = max(self.longest, len(text))
        if len(self.samples) < _SAMPLES and text not in self.samples:
            self.samples.append(text)
        if text.startswith("http") and _URL.fullmatch(text):
            self.urls += 1
            self.media += _MEDIA_URL.fullmatch(text) is not None
        elif len(text) < 40:
            # Most texts are words, of which nothing of this need be asked.
            may_be_number = text[0] in _BEFORE_NUMBER
            if may_be_number and _NUMBER.fullmatch(text):
                self.numbers += 1
            elif self.checked < _DATES_CHECKED and text[:1].isalnum() and any(map(str.isdigit, text)):
                self.dates += find_date(text) is not None
            if may_be_number or ":" in text:
                self.style.add(text)
        self.checked += 1
        if len(text) <= _LONGEST_STATUS:
            self.statuses += text.lower() in STATUSES
        if self.values is not None:
            self._count((text,))

    def _count(self, texts: Iterable[str]) -> None:
        if self.values is None:
            return
        for text in texts:
            self.values[text] = self.values.get(text, 0) + 1
        if len(self.values) > 4 * _MOST_DISTINCT:
            self.values = None

    @property
    def is_address(self) -> bool:
        """Whether nearly all values are addresses of the web."""
        return self.filled > 0 and self.urls >= 0.8 * self.filled

    @property
    def is_numeric(self) -> bool:
        """Whether nearly all values are numbers."""
        return self.filled > 0 and self.numbers >= 0.9 * self.filled

    @property
    def is_dates(self) -> bool:
        """Whether nearly all values are dates, and no mere numbers."""
        years = self.style.numbers.get("year", 0) if self.dates else 0
        return self.filled > 0 and self.dates + years >= 0.7 * min(self.filled, _DATES_CHECKED)

    @property
    def repeats(self) -> bool:
        """Whether its values are few and repeat, as those of a facet do."""
        if not self.values or self.is_address or not self.filled:
            return False
        distinct, total = len(self.values), sum(self.values.values())
        if sum(len(value) * count for value, count in self.values.items()) > _LONGEST_FACET_VALUE * total:
            return False
        if not 1 < distinct <= _MOST_DISTINCT or total < distinct * _FEWEST_REPEATS or total < 6:
            return False
        return not self.is_numeric or (distinct <= 12 and all(len(value) <= 2 for value in self.values))


def survey(columns: Sequence[str], rows: Iterable[Row]) -> list[ColumnFacts]:
    """Return the facts about each column of a table."""
    facts = [ColumnFacts(name) for name in columns]
    for row in rows:
        for fact, value in zip(facts, row.values, strict=False):
            if value:
                fact.add(value)
    return facts


def guess_columns(facts: Sequence[ColumnFacts], given: Mapping[str, Column]) -> list[Column]:
    """Return a role for each column.

    Args:
        facts: what is known of the columns, in their order.
        given: the roles that a mapping decides, by name.
    """
    columns = [given.get(fact.name) or _by_name(fact) for fact in facts]
    _keep_first(columns, given)
    _check_end(columns, facts)
    taken = {column.role for column in columns}
    _add_date(columns, facts, taken)
    _add_texts(columns, facts, taken)
    for position, (column, fact) in enumerate(zip(columns, facts, strict=True)):
        if column.role == "":
            columns[position] = _by_values(fact)
    return columns


def _by_name(fact: ColumnFacts) -> Column:
    role = ROLE_OF_NAME.get(folded_name(fact.name)) or ROLE_OF_NAME.get(folded_name(fact.name.rpartition(".")[2]), "")
    if role and fact.filled and not _fits(role, fact):
        role = "url" if role in ("source", "place", "id", "note", "title") and fact.is_address else ""
    if role == "url" and not fact.is_address and not fact.lists and fact.filled:
        role = "source" if not fact.urls else "url"
    return Column(fact.name, role, "by its name" if role else "")


def _fits(role: str, fact: ColumnFacts) -> bool:
    """Return whether the values of a column can be of the role that its name says."""
    if role in ("lat", "lon"):
        return fact.is_numeric or fact.numbers >= 0.5 * fact.filled
    if role == "status":
        return fact.statuses >= 0.6 * fact.filled
    if role in ("year", "month", "day", "end year", "end month", "end day"):
        return fact.numbers >= 0.6 * fact.filled or role.endswith("month")
    if role in ("title", "place", "actor", "place 1", "place 2", "place 3", "source", "kind", "note"):
        return not fact.is_address
    if role == "time":
        return not fact.is_dates and (fact.style.times > 0 or fact.is_numeric)
    if role in ("media", "archived"):
        return fact.urls > 0 or fact.lists > 0
    if role == "date":
        return fact.lists == 0 and not fact.is_address
    if role == "id":
        return fact.longest <= 200 and fact.lists == 0
    return True


_BETTER = {
    "date": ("date", "start date", "event date", "datetime", "start", "hdate"),
    "title": ("title", "headline", "event title", "message", "name", "event"),
}
"""Of several columns with the name of one role, the names that come first."""


def _keep_first(columns: list[Column], given: Mapping[str, Column]) -> None:
    """Leave each role that only one column may have to the best one of them."""
    for role in {column.role for column in columns} - MULTIPLE - {""}:
        positions = [position for position, column in enumerate(columns) if column.role == role]
        if len(positions) < 2:
            continue
        names = _BETTER.get(role, ())

        def rank(position: int, names: Sequence[str] = names) -> tuple[bool, int, int]:
            name = folded_name(columns[position].name)
            return columns[position].name not in given, names.index(name) if name in names else len(names), position

        best = min(positions, key=rank)
        for position in positions:
            if position != best and columns[position].name not in given:
                columns[position] = Column(columns[position].name, "")


def _check_end(columns: list[Column], facts: Sequence[ColumnFacts]) -> None:
    """Take no column of numbers for the ends of dates that are not such numbers: it may be their order."""
    dates = {column.role: fact for column, fact in zip(columns, facts, strict=True)}
    date, end = dates.get("date"), dates.get("end")
    if date is not None and end is not None and end.is_numeric and not end.style.is_years and not date.is_numeric:
        columns[facts.index(end)] = Column(end.name, "")


def _add_date(columns: list[Column], facts: Sequence[ColumnFacts], taken: set[str]) -> None:
    """Find the date by its values if no name says it; and leave out parts of dates where there is a whole one."""
    if "date" not in taken and "year" not in taken:
        for position, fact in enumerate(facts):
            if columns[position].role in ("", "issued") and fact.is_dates:
                columns[position] = Column(fact.name, "date", "by its values")
                taken.add("date")
                break
    if "date" in taken:
        for position, column in enumerate(columns):
            if column.role in ("year", "month", "day") and column.why == "by its name":
                columns[position] = Column(column.name, "")
    elif "year" not in taken:
        for position, fact in enumerate(facts):
            years = fact.values if fact.is_numeric and set(fact.style.numbers) == {"year"} else None
            if columns[position].role == "" and years and all(1000 <= whole_number(value) <= 2100 for value in years):
                columns[position] = Column(fact.name, "date", "by its values")
                break


def _add_texts(columns: list[Column], facts: Sequence[ColumnFacts], taken: set[str]) -> None:
    """Find the title among the texts, if no name says it."""
    if "title" in taken:
        return
    candidates = [
        position
        for position, fact in enumerate(facts)
        if columns[position].role in ("", "summary")
        and fact.filled
        and not fact.is_numeric
        and not fact.is_address
        and not fact.is_dates
        and not fact.lists
        and not fact.repeats
        and (fact.values is None or 10 * len(fact.values) >= 8 * fact.filled)
        and 4 <= fact.characters / fact.filled <= 160
    ]
    if not candidates:
        return
    best = max(candidates, key=lambda position: (facts[position].filled, -position))
    if columns[best].role == "summary":
        return  # the beginning of the summary is the title
    columns[best] = Column(facts[best].name, "title", "by its values")


def _by_values(fact: ColumnFacts) -> Column:
    """Return what a column is whose name says nothing: an address, a facet or a further field."""
    if fact.is_address:
        return Column(fact.name, "media" if fact.media >= 0.8 * fact.urls else "url", "by its values")
    if fact.repeats:
        return Column(fact.name, "facet", "its values repeat")
    return Column(fact.name, "data", "no role")
