"""Nested lists and mappings: the reader has its own limit, whatever PyYAML's is, and no form of nesting is slow."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.timeline.test_reader import errors

DEEP: dict[str, tuple[str, Callable[[int], str], str]] = {
    "lists in brackets": ("title: T\nevents: ", lambda depth: "[" * depth + "]" * depth, "2:17"),
    "open brackets": ("title: T\nevents: ", lambda depth: "[" * depth, "2:17"),
    "brackets in lines": ("title: T\nevents: ", lambda depth: "[\n " * depth + "x" + "]" * depth, "10:2"),
    "mappings in braces": ("title: T\nactors: ", lambda depth: "{a: " * depth + "x" + "}" * depth, "2:41"),
    "lists in lines": ("title: T\nevents:\n", lambda depth: "- " * depth + "x", "3:17"),
    "mappings in lines": (
        "title: T\nactors:\n",
        lambda depth: "".join(" " * level + "a:\n" for level in range(1, min(depth, 2_000) + 1)),
        "11:10",
    ),
    "keys in lines": ("title: T\nactors:\n", lambda depth: " " + "? " * depth + "x", "3:18"),
    "keys in braces": ("title: T\nactors: ", lambda depth: "{" * depth + "}" * depth, "2:17"),
}
"""By form: what stands before nested lists or mappings, the nesting to a depth, and the position of the ninth."""


@pytest.mark.parametrize("depth", [9, 1_500, 100_000])
@pytest.mark.parametrize(("before", "nested", "position"), DEEP.values(), ids=DEEP)
def test_nesting_more_than_eight_deep_is_refused_with_its_position(
    parser: str, before: str, nested: Callable[[int], str], position: str, depth: int
) -> None:
    lines = errors(before + nested(depth) + "\n")
    assert f"t.yaml:{position}: nested more than 8 deep; a timeline is flatter: see the schema in the README" in lines


@pytest.mark.parametrize(("before", "nested", "position"), DEEP.values(), ids=DEEP)
def test_nesting_eight_deep_is_read(parser: str, before: str, nested: Callable[[int], str], position: str) -> None:
    assert not any("deep" in line for line in errors(before + nested(8) + "\n"))
