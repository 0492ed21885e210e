"""From values of JSON and YAML to a table: a list of mappings is one, and so is what can be made one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.html_text import html_text
from tui.timeline.formats.report import Report
from tui.timeline.formats.roles import ROLE_OF_NAME, folded_name
from tui.timeline.formats.table import MOST_COLUMNS, Row, Table
from tui.timeline.formats.values import as_items, as_text, is_list_of_mappings
from tui.timeline.model.entities import NOTHING

MOST_VALUES = 20_000_000
"""How many values a file may hold, so that a list that repeats itself by aliases cannot fill the memory."""
_MOST_DEPTH = 40
_SCALARS = (str, int, float, bool, type(None))
_PLAIN = frozenset((str, type(None), list))
"""The types of values that a column has as they are, but for empty lists."""
_MOST_KEYS = 1_000
_LIST_ROLES = frozenset(("source", "url", "actor", "tag", "place", "media", "quote", "note"))
"""The roles of columns that may hold a list of mappings."""

_HEADINGS = frozenset(("group", "heading", "section", "header"))
"""What a mapping says that is a heading."""

Record = Mapping[str, Any]
_Order = Callable[[Sequence[Any]], Sequence[Any]]


def table_of(file: ForeignFile, value: Any, unit: str = "item", lines: Sequence[int] = ()) -> Table:
    """Return the table of a value.

    Args:
        file: the file that it is the content of.
        value: a list of mappings, or a mapping that holds one, or mappings by their ids.
        unit: what the records are in the report.
        lines: the line at which each record begins.

    Raises:
        TimelineError: it holds no records, or too much.
    """
    check_size(file, value)
    records, title = _records(value)
    if records is None or not records:
        raise file.refusal("it holds no list of records", "a table is a list of mappings, one for each event")
    expanded = _expanded(records, file.report)
    flat = [(number, flat_record(record)) for number, record in expanded]
    columns = list(dict.fromkeys(key for _, record in flat for key in record))
    if len(columns) > MOST_COLUMNS:
        raise file.refusal(f"its records have {len(columns):,} keys", f"a table has at most {MOST_COLUMNS:,}")

    def rows() -> Iterator[Row]:
        for number, record in flat:
            line = lines[number - 1] if lines else 0
            yield Row(number, [record.get(column) for column in columns], line)

    return Table(columns, rows, unit, title)


def check_size(file: ForeignFile, value: Any) -> None:
    """Check that a value is neither too large nor nested too deep, with what its aliases stand for.

    Raises:
        TimelineError: it is.
    """
    measured: dict[int, tuple[int, int]] = {}
    too_deep = file.refusal(f"its values are nested more than {_MOST_DEPTH} deep", "write a list of mappings")

    def measure(found: dict[Any, Any] | list[Any], depth: int) -> tuple[int, int]:
        """Return how many values a mapping or list holds, at any depth, and how deep they are nested in it."""
        if depth > _MOST_DEPTH:
            raise too_deep
        if id(found) not in measured:
            count, height = len(found), min(len(found), 1)
            for item in found.values() if isinstance(found, dict) else found:
                if isinstance(item, (dict, list)):
                    within, levels = measure(item, depth + 1)
                    count, height = count + within, max(height, levels + 1)
            measured[id(found)] = count, height
        count, height = measured[id(found)]
        if depth + height > _MOST_DEPTH:
            raise too_deep
        if count > MOST_VALUES:
            raise file.refusal(f"it holds more than {MOST_VALUES:,} values", "split it into several files")
        return count, height

    if isinstance(value, (dict, list)):
        measure(value, 0)


def _records(value: Any) -> tuple[Sequence[Record] | None, str]:
    """Return the records of a value, and the title that stands beside them."""
    if isinstance(value, list):
        records = [item for item in value if isinstance(item, dict)]
        return (records if len(records) * 2 > len(value) else None), ""
    if not isinstance(value, dict):
        return None, ""
    title = next((value[key] for key in ("title", "name") if isinstance(value.get(key), str)), "")
    lists = [item for item in value.values() if isinstance(item, list) and any(isinstance(one, dict) for one in item)]
    if lists:
        return _records(max(lists, key=len))[0], title
    inner = list(value.values())
    if inner and all(isinstance(item, dict) for item in inner):
        if len(inner) == 1:
            found, own = _records(inner[0])
            return found, own or title
        shared = set.intersection(*(set(item) for item in inner))
        if shared:
            return [item if "id" in item else {"id": key, **item} for key, item in value.items()], title
    return None, title


def _expanded(records: Sequence[Record], report: Report) -> list[tuple[int, Record]]:
    """Return the records with their numbers.

    Where records are but a date and a list of mappings, as days with their news are, each of these is a record. One
    that says that it is a heading is the ``group`` of those behind it.
    """
    key = _list_key(records)
    if key is None:
        return list(enumerate(records, start=1))
    found: list[tuple[int, Record]] = []
    for number, record in enumerate(records, start=1):
        shared = {name: value for name, value in record.items() if name != key}
        items = [item for item in as_items(record.get(key)) if isinstance(item, dict)]
        if not items and len(shared) < 2:
            report.add("lost", f"it has nothing but {next(iter(shared), 'a number')}", number)
        elif not items:
            found.append((number, shared))
        for item in items:
            if (heading := _heading(item)) is None:
                found.append((number, {**shared, **item}))
            else:
                shared["group"] = heading
                report.add("changed", "a heading is the group of what is below it", number, heading)
    return found


def _heading(item: Record) -> str | None:
    """Return the text of a heading; None if a mapping is none."""
    texts = [value for value in item.values() if isinstance(value, str)]
    others = [text for text in texts if text.casefold() not in _HEADINGS]
    if len(item) != 2 or len(texts) != 2 or len(others) != 1:
        return None
    return " ".join(html_text(others[0]).text.split())


def _list_key(records: Sequence[Record]) -> str | None:
    of_lists = (key for record in records for key, value in record.items() if is_list_of_mappings(value))
    return list_key(of_lists, (key for record in records for key in record))


def list_key(of_lists: Iterable[str], keys: Iterable[str]) -> str | None:
    """Return the key of the records that records hold, where these are but a date and a list; None where they are not.

    Args:
        of_lists: the keys under which a record has a list of mappings.
        keys: all keys of records.
    """
    candidates = [key for key in dict.fromkeys(of_lists) if ROLE_OF_NAME.get(folded_name(key)) not in _LIST_ROLES]
    others = {ROLE_OF_NAME.get(folded_name(key)) for key in dict.fromkeys(keys) if key not in candidates}
    return candidates[0] if len(candidates) == 1 and not others & {"title", "summary"} else None


def flat_record(record: Record) -> dict[str, Any]:
    """Return a record whose mappings have become columns of their own, and whose numbers and truths are texts."""
    found: dict[str, Any] = {}
    for key, value in record.items():
        if type(value) is str:  # as nearly all are
            if value:
                found[_column_name(str(key))] = value
        else:
            _flatten(str(key), value, found)
    return found


class RecordValues:
    """Finds the values of records by columns.

    Args:
        columns: the names of the columns.
    """

    def __init__(self, columns: Sequence[str]) -> None:
        self._columns = columns
        self._known = frozenset(columns)
        self._orders: dict[tuple[str, ...], _Order | None] = {}
        """By the keys of a record: what brings its values, and None behind them, into the order of the columns. None if
        keys are no columns, or two are of one column."""

    def of(self, record: dict[str, Any]) -> tuple[Sequence[Any], Mapping[str, str]]:
        """Return the values of a record in the order of the columns, and by key what has no column."""
        keys = tuple(record)
        try:
            in_order = self._orders[keys]
        except KeyError:
            in_order = self._find_order(keys)
        values = [*record.values(), None]
        types = {*map(type, values)}
        if in_order is not None and types <= _PLAIN and (list not in types or [] not in values):
            return in_order(values), NOTHING
        flat = flat_record(record)
        extra: Mapping[str, str] = NOTHING
        if not self._known.issuperset(flat):
            extra = {key: as_text(value) for key, value in flat.items() if key not in self._known}
        return [flat.get(column) for column in self._columns], extra

    def _find_order(self, keys: tuple[str, ...]) -> _Order | None:
        at = {_column_name(key): position for position, key in enumerate(keys)}
        in_order: _Order | None = None
        if len(at) == len(keys) and self._known.issuperset(at):
            positions = [at.get(column, len(keys)) for column in self._columns]
            in_order = (
                itemgetter(*positions) if len(positions) > 1 else itemgetter(slice(positions[0], positions[0] + 1))
            )
        if len(self._orders) < _MOST_KEYS:
            self._orders[keys] = in_order
        return in_order


def _flatten(name: str, value: Any, found: dict[str, Any]) -> None:
    """Add a value under its name, and those of a mapping under names of their own."""
    waiting = [(name, value)]
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(f"{name}.{key}", item) for key, item in reversed(value.items())]
        elif value is not None and value != "" and value != []:
            found[_column_name(name)] = _text(value) if isinstance(value, _SCALARS) else value


@lru_cache(maxsize=1 << 12)
def _column_name(name: str) -> str:
    return " ".join(name.split()) or "value"


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
