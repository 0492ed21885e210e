from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import event, given, settings
from hypothesis import strategies as st

from tests.soak import examples
from tui.timeline.reading.simple_yaml import has_simple_characters, item_starts, parse_item


def read(text: str) -> dict[str, Any] | None:
    """Read a list's only item by its lines; None if it is not simple."""
    starts = item_starts(text) if has_simple_characters(text.encode()) else []
    return parse_item(text, 0, len(text)) if starts == [0] else None


def parsed(text: str) -> Any:
    """Read a list's only item with PyYAML, into texts, lists and mappings; None if it is not valid."""
    loader = yaml.CLoader if yaml.__with_libyaml__ else yaml.Loader
    try:
        node = yaml.compose(text, Loader=loader)
        items = _plain(node)
    except (yaml.YAMLError, ValueError):
        return None
    return items[0] if type(items) is list and len(items) == 1 else None


def _plain(node: Any) -> Any:
    if isinstance(node, yaml.ScalarNode):
        is_null = not node.style and node.value in ("", "~", "null", "Null", "NULL")
        return None if is_null else node.value
    if isinstance(node, yaml.SequenceNode):
        # In a list null is a text, as it is to the careful reader.
        return [item.value if isinstance(item, yaml.ScalarNode) else _plain(item) for item in node.value]
    keys = [key.value for key, _ in node.value]
    if len(set(keys)) < len(keys):
        raise ValueError("a key twice")
    return {key.value: _plain(value) for key, value in node.value}


def test_simple_forms_are_read() -> None:
    text = """\
  - id: one
    empty:
    null_text: ~
    title: "a: b"

    other: 'it''s'
    list: [a, b-c, été.1]
    none: []
    quotes:
      - source: s
        exact: >-
          « deux
          mots »: # -

      - source: t
        exact: x#y:z - [w]
    links:
        denies: two
    note: n
"""
    assert read(text) == {
        "id": "one",
        "empty": None,
        "null_text": None,
        "title": "a: b",
        "other": "it's",
        "list": ["a", "b-c", "été.1"],
        "none": [],
        "quotes": [{"source": "s", "exact": "« deux mots »: # -"}, {"source": "t", "exact": "x#y:z - [w]"}],
        "links": {"denies": "two"},
        "note": "n",
    }
    assert read(text) == parsed(text)


@pytest.mark.parametrize(
    "text",
    [
        "- a: b: c\n",
        "- a: b:\n",
        "- a: b #c\n",
        "- a: b \n",
        "- a: 'b' c\n",
        "- a: 'b'c'\n",
        '- a: "\\t"\n',
        "- a: [b, ]\n",
        "- a: [b,c]\n",
        "- a: &b c\n",
        "- a: b\n  c\n",
        "- a: b\n  c\n\n    d: e\n",
        "- a: b\n  a: c\n",
        "- a: >-\n  b\n",
        "- a: >-\n b\n",
        "- a: >-\n\n    b\n",
        "- a: >-\n    b\n      c\n    d\n",
        "- a: >-\n    b\n\n    # c\n",
        "- a: >-\n    b\n      # c\n",
        "- a: b # c\n",
        "- a: [b: c]\n",
        "- a: [b, c ]\n",
        "- a: [b?]\n",
        "- a: [b #c]\n",
        "- a: [[b]]\n",
        "- a: [b,\n  c]\n",
        "- a: {b: c, b: d}\n",
        "- a: {b: {c: d}}\n",
        "- a: {b}\n",
        "- a: {b:c}\n",
        "- a: {b: }\n",
        "- " + 2000 * "a" + ": b\n",
        "- a: >-\n    b\n   c\n",
        "- a: >-\n    b\n\n    c\n",
        "- a: |-\n    b\n",
        "- a: >\n    b\n",
        "- a:\n    - b: >-\n      c\n",
        "- a:\n    - b: c\n   d: e\n",
        "- a:\n    - b: c\n     d: e\n",
        "- a:\n    - b: c\n      b: e\n",
        "- a:\n    - b: c\n  d: e\n    - b: c\n",
        "- a:\n    - b: c\n   - b: c\n",
        "-  a: b\n",
        "-  a: b\n   c: d\n",
        "  - a:\n   - b: c\n",
        "  - a:\n   b: c\n",
        "- a:\n    b: c\n   d: e\n",
        "- a:\n  b: c\n    d: e\n",
        "- a: b\n    c: d\n",
        "- a: b\n    - c: d\n",
        "- a:\n    b: c\n    - d: e\n",
        "- a:\n    - b\n   - c\n",
        "- a:\n    - b\n     - c\n",
        "- a:\n    - b\n    - c: d\n",
        "- a:\n    - c: d\n    - b\n",
        "- a:\n    - b\n      c\n",
        "- a:\n    - b\n  c: d\n    - e\n",
        "- a:\n - b\n",
        "- a:\n    - 'b'\n",
        "- a:\n    - - b\n",
        "- a:\n    - b #c\n",
        "- a:\n    -\n",
        "- a:\n    - b\n    - [c]\n",
        "- a: b\n  - c\n",
        "- - a: b\n",
        "- a\n",
        "-\n  a: b\n",
        "- a: b\u2028c\n",
        "- a: b\x85c\n",
        "- a: b\tc\n",
        "- a: b\x7fc\n",
        "- a: b\x9fc\n",
        "- a: b\x07c\n",
        "- a: b\ufeffc\n",
        "- a: b\ufffec\n",
        "- a: b\r\n",
        "- a: ?b\n",
        "- a: -[b\n",
        "- a: @b\n",
        "- a: %b\n",
        "- a: `b\n",
        "- ? a\n",
    ],
)
def test_other_forms_are_left_to_the_parser(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "\n\n- a: b\n",
        "- a: b\n\n\n",
        "- a: b\n\n  c: d\n",
        "- a: b:c#d\n",
        "- a: 'b''c'''\n",
        "- a: ''\n",
        '- a: ""\n',
        '- a: "# b: c"\n',
        "- a: null\n",
        "- a: [null]\n",
        "- a: 'null'\n",
        "- a: >-\n    null\n",
        "- a: >-\n   b \n   c\n\n",
        "- a: >-\n    - b: c\n    # d\n",
        "- a:\n  - b: c\n    d: e\n  - b: f\n",
        "- a:\n  b: c\n",
        "- a:\n",
        "- a:\n\n  b:\n",
        "- a:\n   b: c\n   d: e\n  f: g\n",
        "- a: \xa0b\xa0\n",
        "- a: (b)\n",
        "- a: ../2022\n",
        "- a: -b\n",
        "- a: -1\n",
        "- a:\n    - b\n",
        "- a:\n    - b\n    - null\n  c:\n  - d e\n  - f\n  - d e",
        "- a:\n    - b:\n        - c\n      d: e\n    - b:\n      - c\n",
        "- a:\n\n    - b\n\n    - c\n\n  d: e\n",
        "- a:\n  # b\n    - c\n",
        "- a:  # b\n",
        "- a: >-\n    b\n    # c\n  # d\n\n   # e\n  f: g\n",
        "- a: >-\n    b\n\n\n",
        "- a: >-\n    b",
        "- a: 'b'",
        "- a:",
        "- a: [b c, d'e, f-1.2/(g) & h]\n",
        "- a: {b: c, d.e: [f g, h], i: null}\n",
        "- a: {}\n",
        "- é-1: {b-1: c}\n",
        "- a:\n  - b:\n    - c: d\n    - c: e\n  - b: f\n  g: h\n",
        "- a:\n    b:\n  c:\n    d:\n      e: f\n",
        "- a: b\n  # c\n",
        "- a: b\n# c\n",
        "- a: b",
        "- a:\n    - b:\n        c: d\n",
        "- a:\n    - b:\n      c: d\n",
        "- a:\n    b: c\n    d:\n      e: f\n",
        "- A: b\n",
    ],
)
def test_simple_forms_are_read_as_the_parser_reads_them(text: str) -> None:
    text = text.lstrip("\n")
    item = read(text)
    assert item is not None
    assert item == parsed(text)


# Any lines at all

KEYS = ("a", "b", "c", "d")
VALUES = (
    "", " x", " x", " x y", " ~", " null", " [x]", " [x, y]", " []", " 'x'", " 'it''s'", ' "x"', " ''", " x:y", " x#y",
    " x: y", " x #y", " x ", " 'x", ' "x', " [x", " &x y", " !x y", " *x", " |-", " >", " - x", " -x", " ?x",
    " x:", "  x", " -x", " [x y, z]", " [x'y, z:]", " {b: x}", " {b: x, c: [x, y z]}", " {b: x, b: y}", "  # x",
)  # fmt: skip
ITEMS = ("x", "x", "x y", "~", "'x'", "x: y", "x:", "- x", "x #y", "-x", "")
WITHIN = ("x", "x", "x y", "x: y", "- x", "# x", "x ", "", "a: b", "'", "[")


@st.composite
def lines(draw: st.DrawFn) -> str:
    blanks = " " * draw(st.sampled_from([0, 1, 2, 3, 4, 4, 5, 6, 6, 8]))
    dash = draw(st.sampled_from(["", "", "", "- ", "-  "]))
    key = draw(st.sampled_from(KEYS))
    if draw(st.integers(0, 3)) == 2:
        indent = " " * draw(st.sampled_from([1, 2, 3, 4, 5, 6, 7, 8, 8]))
        within = draw(st.lists(st.sampled_from(WITHIN), min_size=1, max_size=3))
        return f"{blanks}{dash}{key}: >-" + "".join(f"\n{indent}{line}" if line else "\n" for line in within)
    if draw(st.integers(0, 5)) == 3:
        return f"{blanks}- {draw(st.sampled_from(ITEMS))}"
    if draw(st.integers(0, 9)) == 7:
        return draw(st.sampled_from(["", "# x", "# x", "    # x", "      # x", "   x", "x"]))
    return f"{blanks}{dash}{key}:{draw(st.sampled_from(VALUES))}"


@st.composite
def items(draw: st.DrawFn) -> str:
    """Return an item each line of which makes sense, but seldom the whole."""
    first = " " * draw(st.sampled_from([0, 2, 2, 2, 3])) + f"- {draw(st.sampled_from(KEYS))}:"
    first += draw(st.sampled_from(VALUES[:13]))
    return "\n".join([first, *draw(st.lists(lines(), max_size=4))]) + draw(st.sampled_from(["\n", "\n", "\n\n", ""]))


@settings(max_examples=examples(200))
@given(items())
def test_any_item_that_is_read_is_read_as_the_parser_reads_it(text: str) -> None:
    item = read(text)
    event("simple" if item is not None else "not simple")
    assert item is None or item == parsed(text)
