"""The glyphs and lines of the screen, each told by its shape as well as by its colour, in Unicode and in ASCII."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from functools import cache

from tui.text.frozen import Frozen


class Glyphs(Frozen):
    """The glyphs that the program draws with. Each is one cell wide, unless it says otherwise."""

    is_ascii: bool
    """Whether all text that is shown has to be ASCII, that of a timeline too."""
    statuses: Mapping[str, str]
    """By status; see `status` for events that have none."""
    disputed: str
    several_sources: str
    doubtful: str
    ellipsis: str
    """What stands for text that was cut away: one or two cells."""
    dash: str
    """Between two words, and before the source of a quote."""
    span: str
    """Between the two ends of a range."""
    minus: str
    dot: str
    """Between the items of a line."""
    paragraph: str
    """What comes before the number of a paragraph: up to four cells."""
    open_quote: str
    close_quote: str
    rule: str
    branch_open: str
    branch_closed: str
    chosen: str
    excluded: str
    thread_first: str
    thread_middle: str
    thread_last: str
    thread_line: str
    thread_across: str
    bars: str
    """From an empty cell to a full one, in nine steps."""
    layers: str
    """Fill a cell of a chart: what is firm, what is reported, what is only claimed or foreseen, what is denied."""
    rest: str
    """Fills a cell of a chart with what does not match."""
    some: str
    """The same, where some of it does match and no colour can tell that."""
    fold: str
    """Stands above an axis for what is left out of it."""
    bracket: str
    """Around what is chosen of an axis, in three cells: where it begins, what it is drawn with, where it ends."""
    folded: str
    """Stands on an axis for what is left out of it."""
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
    disputed="≠",
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
    chosen="✓",
    excluded="−",
    thread_first="┌",
    thread_middle="├",
    thread_last="└",
    thread_line="│",
    thread_across="─",
    bars=" ▁▂▃▄▅▆▇█",
    layers="█│╱╳",
    rest="░",
    some="▒",
    fold="┊",
    bracket="┗━┛",
    folded="⋯",
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
    disputed="#",
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
    chosen="+",
    excluded="-",
    thread_first=".",
    thread_middle="|",
    thread_last="`",
    thread_line="|",
    thread_across="-",
    bars=" .:-=+*%#",
    layers="#|/x",
    rest=".",
    some=":",
    fold=":",
    bracket="[=]",
    folded="~",
    left="<",
    right=">",
    up="^",
    down="v",
)


@cache
def glyphs() -> Glyphs:
    """Return the glyphs that this terminal can show; the choice is made once, when they are first asked for.

    ``DATELINE_ASCII=1`` in the environment has ASCII, ``DATELINE_ASCII=0`` has Unicode. Without it the locale decides.
    """
    wanted = os.environ.get("DATELINE_ASCII", "")
    if wanted:
        return UNICODE if wanted == "0" else ASCII
    return UNICODE if _locale_is_unicode() and _can_write("".join(UNICODE.statuses.values())) else ASCII


def _locale_is_unicode() -> bool:
    """Tell whether the locale that was asked for has UTF-8. One that nobody asked for may have anything.

    Python's own encoding does not tell: it takes UTF-8 in the C locale too (PEP 538 and 540).
    """
    everything, characters, language = (os.environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    # Python itself puts C.UTF-8 there when it is started in the C locale.
    coerced = characters == "C.UTF-8" and language in ("C", "POSIX")
    locale = everything or ("" if coerced else characters) or language
    return not locale or "utf8" in locale.lower().replace("-", "")


def _can_write(text: str) -> bool:
    """Tell whether standard output has these characters; one that is closed or was replaced has them."""
    encoding = getattr(sys.__stdout__, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


# The names of Unicode's glyphs, for those who draw where the app makes ASCII of what it draws (see `tui.ascii_filter`).
STATUS_MARKS = UNICODE.statuses
DISPUTED = UNICODE.disputed
SEVERAL_SOURCES = UNICODE.several_sources
DOUBTFUL = UNICODE.doubtful

STATUS_MEANINGS: Mapping[str, str] = {
    "confirmed": "admitted by the party concerned, or confirmed by another",
    "announced": "told by its own maker",
    "reported": "told as having happened",
    "alleged": "claimed, or put in the conditional",
    "warned": "said as a warning or a forecast",
    "planned": "intended or prepared",
    "denied": "the event is itself a denial",
}
