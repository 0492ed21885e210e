from __future__ import annotations

import pickle
import subprocess
import sys
from functools import cached_property
from typing import Any

import pytest

from tui.text.frozen import Frozen, replace


class Point(Frozen):
    x: int
    y: int = 0
    name: str = ""

    @property
    def total(self) -> int:
        return self.x + self.y


class Mark(Frozen):
    text: str
    offset: int = 0

    def _compared(self) -> tuple[object, ...]:
        return (self.text,)


class Other(Frozen):
    x: int
    y: int = 0
    name: str = ""


class Solid(Point):
    __slots__ = ("__dict__",)

    z: int = 3

    @cached_property
    def volume(self) -> object:
        return object()


def test_fields_are_set_by_position_or_by_name() -> None:
    assert (
        Point(1, 2, "a").as_dict()
        == Point(1, name="a", y=2).as_dict()
        == Point(x=1, y=2, name="a").as_dict()
        == {"x": 1, "y": 2, "name": "a"}
    )
    assert Point(1).as_dict() == {"x": 1, "y": 0, "name": ""}
    assert Point(1, 2).total == 3


@pytest.mark.parametrize(
    ("values", "named", "message"),
    [
        ((), {}, "Point lacks x"),
        ((1, 2, "a", 4), {}, "Point has 3 fields, not 4"),
        ((1,), {"z": 1}, "Point has no such field, or has it twice: z"),
        ((1,), {"x": 1}, "Point has no such field, or has it twice: x"),
    ],
)
def test_values_that_do_not_fit_the_fields_raise(values: tuple[Any, ...], named: dict[str, Any], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        Point(*values, **named)


def test_a_record_cannot_be_changed() -> None:
    point: Any = Point(1)
    for name in ("x", "new"):
        with pytest.raises(AttributeError):
            setattr(point, name, 2)
        with pytest.raises(AttributeError):
            delattr(point, name)
    assert point.x == 1
    assert not hasattr(point, "__dict__")


def test_records_are_equal_by_class_and_compared_values() -> None:
    assert Point(1, 2) == Point(1, 2)
    assert hash(Point(1, 2)) == hash(Point(1, 2))
    assert Point(1, 2) != Point(2, 1)
    assert Point(1, 2) != Other(1, 2)
    assert Point(1, 2) != (1, 2, "")
    assert Mark("a", 1) == Mark("a", 2) != Mark("b", 1)
    assert len({Mark("a", 1), Mark("a", 2)}) == 1


def test_replace_makes_a_changed_copy() -> None:
    assert replace(Point(1, 2, "a"), y=5) == Point(1, 5, "a")
    with pytest.raises(TypeError):
        replace(Point(1), z=1)


def test_a_record_is_represented_by_its_constructor_call() -> None:
    assert repr(Point(1, 2, "a")) == "Point(x=1, y=2, name='a')"


def test_a_record_survives_pickling() -> None:
    assert pickle.loads(pickle.dumps(Mark("a", 2))).as_dict() == {"text": "a", "offset": 2}


def test_a_record_is_matched_by_its_fields() -> None:
    match Point(1, 2, "a"):
        case Point(x=1, y=y):
            assert y == 2
        case _:
            pytest.fail("not matched")


def test_a_subclass_has_the_fields_of_its_base_class_too() -> None:
    solid = Solid(1, 2, "a", 4)
    assert solid.as_dict() == {"x": 1, "y": 2, "name": "a", "z": 4}
    assert solid.volume is solid.volume
    assert Solid(1) == Solid(1, z=3) != Point(1)


def test_printing_a_list_imports_neither_dataclasses_nor_inspect() -> None:
    script = "import sys, tui.cli.main; print(*{'dataclasses', 'inspect'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "\n"
