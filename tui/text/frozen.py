"""Records that don't change: what frozen dataclasses are, without what those cost a program that is just starting.

A dataclass has Python write and compile its methods as its module is imported, half a millisecond for each class, and
imports `inspect` for that: together a sixth of what ``dateline --list`` took. Here the methods are written once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NoReturn, TypeVar, dataclass_transform


@dataclass_transform(frozen_default=True)
class _FrozenType(type):
    """Makes slots of what a class annotates, beside those of the class that it extends."""

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
        # A slot's own setter gets past `__setattr__`, and is faster.
        made._setters += tuple(made.__dict__[field].__set__ for field in fields)
        return made


class Frozen(metaclass=_FrozenType):
    """A record. Subclasses annotate fields and give defaults as dataclasses do; positions and names both set them.

    Two are equal if they are of one class and what they are `_compared` by is. A class that computes something once,
    as with `functools.cached_property`, has ``__slots__ = ("__dict__",)`` for it.
    """

    def __init__(self, *values: Any, **named: Any) -> None:
        cls = type(self)
        if named or len(values) != len(cls._fields):
            values = _completed(cls, values, named)
        for set_field, value in zip(cls._setters, values, strict=True):
            set_field(self, value)

    def as_dict(self) -> dict[str, Any]:
        """Return its values, by the names of its fields and in their order."""
        return dict(zip(type(self)._fields, self._values(), strict=True))

    def _values(self) -> tuple[Any, ...]:
        return tuple([getattr(self, field) for field in type(self)._fields])

    def _compared(self) -> tuple[Any, ...]:
        """Return what makes it equal to another: all of its values, where a subclass doesn't say otherwise."""
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
        raise AttributeError(f"{type(self).__name__} is frozen: to have another {name}, make another with `replace`")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen: it keeps its {name}")

    def __reduce__(self) -> tuple[type[Frozen], tuple[Any, ...]]:
        return type(self), self._values()


F = TypeVar("F", bound=Frozen)


def replace(record: F, **changes: Any) -> F:
    """Return a record like another but for some of its fields, each under its name."""
    return type(record)(**{**record.as_dict(), **changes})


def _completed(cls: _FrozenType, values: tuple[Any, ...], named: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return a value for each field, in their order."""
    left = cls._fields[len(values) :]
    if len(values) > len(cls._fields):
        raise TypeError(f"{cls.__name__} has {len(cls._fields)} fields, not {len(values)}")
    if not named.keys() <= set(left):
        raise TypeError(f"{cls.__name__} has no such field, or has it twice: {', '.join(sorted({*named} - {*left}))}")
    given = {**cls._defaults, **named}
    if missing := [field for field in left if field not in given]:
        raise TypeError(f"{cls.__name__} wants its {', '.join(missing)}")
    return values + tuple([given[field] for field in left])
