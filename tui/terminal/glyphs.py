"""The glyphs of the screen, in Unicode and in ASCII. Each differs by its shape, not only by its colour."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from functools import cache

from tui.text.frozen import Frozen


class Glyphs(Frozen):
    """The glyphs that the program draws with. Each is one cell wide unless stated otherwise."""

    is_ascii: bool
    """Whether all text on the screen has to be ASCII, including text of a timeline."""
    statuses: Mapping[str, str]
    """By status; see `status` for events that have none."""
    draft: str
    disputed: str
    marked: str
    noted: str
    several_sources: str
    doubtful: str
    ellipsis: str
    """Ends a text that was cut: one or two cells."""
    dash: str
    """Between two words, and before the source of a quote."""
    span: str
    """Between the two ends of a range."""
    minus: str
    dot: str
    """Between the items of a line."""
    paragraph: str
    """Before the number of a paragraph: up to four cells."""
    open_quote: str
    close_quote: str
    rule: str
    branch_open: str
    branch_closed: str
    roles: Mapping[str, str]
    """By the role of a facet value in the query; see `tui.timeline.query.roles`."""
    thread_first: str
    thread_middle: str
    thread_last: str
    thread_line: str
    thread_across: str
    bars: str
    """Nine glyphs, from an empty cell to a full one."""
    layers: str
    """Five glyphs that fill a cell of the chart: confirmed, reported, alleged or planned, denied, and other events."""
    low: str
    """The same for a cell of which a layer fills at most half."""
    rest: str
    """Fills a cell of the chart: events that do not match."""
    some: str
    """Fills a cell of the chart without colours: events of which some match."""
    fold: str
    """Above the axis of the chart, where empty time is folded."""
    bracket: str
    """Three glyphs around the chosen part of an axis: its left end, its line and its right end."""
    folded: str
    """On the axis of the chart, where empty time is folded."""
    known: str
    """Above the bars of the chart: the day of `known:`."""
    known_line: str
    """Below that, as far as there is no bar."""
    came_out: str
    """Above the bars of the chart: a source came out."""
    left: str
    right: str
    up: str
    down: str

    def status(self, status: str | None) -> str:
        """Return the glyph of a status: a blank if an event has none."""
        return " " if status is None else self.statuses[status]


UNICODE = Glyphs(
    is_ascii=False,
    statuses={
        "confirmed": "●",
        "announced": "◆",
        "reported": "○",
        "alleged": "◐",
        "warned": "▲",
        "planned": "◇",
        "denied": "✕",
    },
    draft="✎",
    disputed="≠",
    marked="★",
    noted="※",
    several_sources="×",
    doubtful="≈",
    ellipsis="…",
    dash="—",
    span="–",
    minus="−",
    dot="·",
    paragraph="¶",
    open_quote="“",
    close_quote="”",
    rule="─",
    branch_open="▾",
    branch_closed="▸",
    roles={"only": "✓", "or": "/", "and": "+", "not": "−"},
    thread_first="┌",
    thread_middle="├",
    thread_last="└",
    thread_line="│",
    thread_across="─",
    bars=" ▁▂▃▄▅▆▇█",
    layers="█│╱╳┼",
    low="▄╷,x┬",
    rest="░",
    some="▒",
    fold="┊",
    bracket="┗━┛",
    folded="⋯",
    known="▼",
    known_line="╎",
    came_out="▾",
    left="←",
    right="→",
    up="↑",
    down="↓",
)

ASCII = Glyphs(
    is_ascii=True,
    statuses={
        "confirmed": "*",
        "announced": "+",
        "reported": "o",
        "alleged": "?",
        "warned": "!",
        "planned": ">",
        "denied": "x",
    },
    draft="%",
    disputed="#",
    marked="@",
    noted="&",
    several_sources="x",
    doubtful="~",
    ellipsis="..",
    dash="-",
    span="-",
    minus="-",
    dot="|",
    paragraph="par.",
    open_quote='"',
    close_quote='"',
    rule="-",
    branch_open="v",
    branch_closed=">",
    roles={"only": "=", "or": "/", "and": "+", "not": "-"},
    thread_first=".",
    thread_middle="|",
    thread_last="`",
    thread_line="|",
    thread_across="-",
    bars=" .:-=+*%#",
    layers="#|/x+",
    low="=i,^-",
    rest=".",
    some=":",
    fold=":",
    bracket="[=]",
    folded="~",
    known="V",
    known_line="!",
    came_out="v",
    left="<",
    right=">",
    up="^",
    down="v",
)


@cache
def glyphs() -> Glyphs:
    """Return the glyphs that this terminal can show. They are chosen once, at the first call.

    ``DATELINE_ASCII=1`` in the environment chooses ASCII, ``DATELINE_ASCII=0`` Unicode. Without it the locale decides.
    """
    setting = os.environ.get("DATELINE_ASCII", "")
    if setting:
        return UNICODE if setting == "0" else ASCII
    return UNICODE if _locale_is_unicode() and _can_write("".join(UNICODE.statuses.values())) else ASCII


def _locale_is_unicode() -> bool:
    """Return whether the locale in the environment uses UTF-8, which is assumed if none is set.

    Python's own encoding does not show it: Python uses UTF-8 in the C locale too (PEP 538 and 540).
    """
    everything, characters, language = (os.environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    # Python itself sets LC_CTYPE to C.UTF-8 when it is started in the C locale.
    coerced = characters == "C.UTF-8" and language in ("C", "POSIX")
    locale = everything or ("" if coerced else characters) or language
    return not locale or "utf8" in locale.lower().replace("-", "")


def _can_write(text: str) -> bool:
    """Return whether standard output can encode a text. If it is closed or was replaced, assume that it can."""
    encoding = getattr(sys.__stdout__, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


STATUS_MEANINGS: Mapping[str, str] = {
    "confirmed": "admitted by the party concerned, or confirmed by another",
    "announced": "announced by the party that acts",
    "reported": "reported as having happened",
    "alleged": "claimed, or put in the conditional",
    "warned": "said as a warning or a forecast",
    "planned": "intended or prepared",
    "denied": "the event is itself a denial",
}
"""What each status says about an event."""
