"""The lines of the facet panel: the title of a facet, and a value with its count."""

from __future__ import annotations

import re

from tui.app.style.cells import fit
from tui.app.widgets.facet_tree import FacetValue
from tui.app.widgets.line_list import Pieces
from tui.terminal.display import displayed
from tui.terminal.glyphs import glyphs
from tui.timeline.search.answers import Answer

BUTTONS = " + - "
"""On the line under the mouse: *and*, and *not*."""

_DEEPEST_INDENT = 5
_ADDRESS = re.compile(r"https?://(?:www\.)?(?=.)")
_LEAST_OF_HOST = 8
"""The cells that the beginning of an address keeps, if its last part is long."""


def header_pieces(title: str, key: str, typed: str | None, width: int) -> Pieces:
    """Return the pieces of the line above the values of a facet.

    Args:
        title: the title of the facet.
        key: the key that goes to the facet.
        typed: the letters that its values are filtered by, if they are.
        width: the width of the line, in cells.
    """
    name = displayed(title) if typed is None else f"{displayed(title)}: {displayed(typed)}"
    yield fit(f" {name}", width - max(1, len(key)) - 2), "heading"
    yield f"{key:1}  ", "muted"


def value_pieces(value: FacetValue, answer: Answer, width: int, buttons: str, *, is_open: bool) -> Pieces:
    """Return the pieces of the line of a value.

    Args:
        value: the value.
        answer: the answer that counts it, and says what is chosen.
        width: the width of the line, in cells.
        buttons: the buttons on the line: `BUTTONS` or none.
        is_open: whether the values below it are shown.
    """
    count = answer.counts[value.facet].get(value.id, 0)
    role = answer.roles(value.facet).get(value.id)
    style, sign = "" if count else "muted", " "
    if role is not None:
        style, sign = "excluded" if role == "not" else "chosen", glyphs().roles[role]
    branch = " "
    if value.has_children:
        branch = glyphs().branch_open if is_open else glyphs().branch_closed
    yield f"{' ' * indent(value)}{branch} ", "muted"
    used = indent(value) + 2
    if value.facet == "status":
        yield f"{glyphs().status(value.id)} ", value.id
        used += 2
    number = f" {count} {sign}"
    yield fit_name(displayed(value.name), width - used - len(buttons) - len(number)), style
    yield buttons, "label"
    yield number, style.replace("excluded", "denied") or "muted"


def fit_name(name: str, width: int) -> str:
    """Return a name in exactly this many cells. Of a long address, the beginning and the end are shown."""
    if (address := _ADDRESS.match(name)) is None:
        return fit(name, width)
    name = name[address.end() :].rstrip("/")
    if not name.isascii() or len(name) <= width:
        return fit(name, width)
    end = len(name) - name.rfind("/")
    cut = max(0, width - len(glyphs().ellipsis))
    after = max(cut // 2, min(end, cut - _LEAST_OF_HOST))
    return fit(f"{name[: cut - after]}{glyphs().ellipsis}{name[len(name) - after :]}", width)


def indent(value: FacetValue) -> int:
    """Return the number of cells before a value. All deep branches share one indent, so that names have room."""
    return 1 + 2 * min(value.depth, _DEEPEST_INDENT)
