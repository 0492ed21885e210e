"""Find events by their further fields: those of ``data``, which a timeline may name as it likes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from pyroaring import BitMap

from tui.timeline.search.postings import Sets, union


class FurtherFields:
    """The events of a timeline by the values of their further fields.

    Args:
        sets: the table ``data`` of the timeline, whose keys are made by `data_key`.
    """

    def __init__(self, sets: Sets) -> None:
        self._sets = sets

    @cached_property
    def _keys(self) -> Mapping[str, Sequence[str]]:
        """The keys in the table by the name of the field."""
        keys: dict[str, list[str]] = {}
        for key in self._sets:
            keys.setdefault(_name_of(key), []).append(key)
        return keys

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields."""
        return tuple(self._keys)

    def passing(self, name: str, test: str) -> BitMap:
        """Return the events of which a field passes a test.

        Args:
            name: the name of the field.
            test: as it was typed; one that `tui.timeline.query.comparison.parse_test` takes.
        """
        from tui.timeline.query.comparison import parse_test  # few queries compare

        passes = parse_test(test)
        assert passes is not None
        return union(self._sets[key] for key in self._keys[name] if passes(_value_of(key)))


def data_key(name: str, value: str) -> str:
    """Return the key of a field's value in the table ``data``: the name, a tab, and the value as JSON."""
    from json.encoder import encode_basestring  # few events have further fields

    return f"{name}\t{encode_basestring(value)}"


def _name_of(key: str) -> str:
    return key.partition("\t")[0]


def _value_of(key: str) -> str:
    import json

    return str(json.loads(key.partition("\t")[2]))
