"""Immutable records: like frozen dataclasses, but cheaper to import.

For each dataclass, Python generates and compiles methods when its module is imported, which takes half a millisecond
and needs `inspect`: in all, a sixth of the time of ``dateline --list``. Here the methods are written once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NoReturn, TypeVar, dataclass_transform


@dataclass_transform(frozen_default=True)
class _FrozenType(type):
    """Makes the annotated names of a class its fields, in slots, after the fields of its base class."""

    _fields: tuple[str, ...] = ()
    _defaults: Mapping[str, Any] = {}
    _setters: tuple[Callable[[object, object], None], ...] = ()

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> _FrozenType:
        fields = tuple(namespace.get("__annotations__", ()))
        defaults = {field: namespace.pop(field) for field in fields if field in namespace}
        namespace["__slots__"] = (*fields, *namespace.get("__slots__", ()))
        made = super().__new__(cls, name, bases, namespace)
        made._fields += fields
        made._defaults = {**made._defaults, **defaults}
        # A slot's own setter bypasses `__setattr__`, and is faster.
        made._setters += tuple(made.__dict__[field].__set__ for field in fields)
        return made


class Frozen(metaclass=_FrozenType):
    """An immutable record. Subclasses annotate fields and give defaults as dataclasses do.

    Fields are set by position or by name. Two records are equal if they have the same class and equal `_compared`
    values. A class with a `functools.cached_property` needs ``__slots__ = ("__dict__",)``.
    """

    def __init__(self, *values: Any, **named: Any) -> None:
        cls = type(self)
        if named or len(values) != len(cls._fields):
            values = _completed(cls, values, named)
        for set_field, value in zip(cls._setters, values, strict=False):  # there is a value for each
            set_field(self, value)

    def as_dict(self) -> dict[str, Any]:
        """Return the values by the names of the fields, in order."""
        return dict(zip(type(self)._fields, self._values(), strict=True))

    def _values(self) -> tuple[Any, ...]:
        return tuple([getattr(self, field) for field in type(self)._fields])

    def _compared(self) -> tuple[Any, ...]:
        """Return the values that decide equality: all, unless a subclass overrides this."""
        return self._values()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Frozen) or type(self) is not type(other):
            return NotImplemented
        return self is other or self._compared() == other._compared()

    def __hash__(self) -> int:
        return hash(self._compared())

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={value!r}" for name, value in self.as_dict().items())
        return f"{type(self).__qualname__}({fields})"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen: make a copy with another {name} with `replace`")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be deleted")

    def __reduce__(self) -> tuple[type[Frozen], tuple[Any, ...]]:
        return type(self), self._values()


F = TypeVar("F", bound=Frozen)


def replace(record: F, **changes: Any) -> F:
    """Return a copy of a record with some fields changed."""
    return type(record)(**{**record.as_dict(), **changes})


def _completed(cls: _FrozenType, values: tuple[Any, ...], named: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return a value for each field, in order.

    Raises:
        TypeError: a field has no value or two, or a value has no field.
    """
    remaining = cls._fields[len(values) :]
    if len(values) > len(cls._fields):
        raise TypeError(f"{cls.__name__} has {len(cls._fields)} fields, not {len(values)}")
    if wrong := sorted(named.keys() - set(remaining)):
        raise TypeError(f"{cls.__name__} has no such field, or has it twice: {', '.join(wrong)}")
    given = {**cls._defaults, **named}
    if missing := [field for field in remaining if field not in given]:
        raise TypeError(f"{cls.__name__} lacks {', '.join(missing)}")
    return values + tuple([given[field] for field in remaining])
