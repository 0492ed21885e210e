"""The parts of one EDTF date as text, each with its qualifier."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple


class Parts(NamedTuple):
    """The parts of a date as text, each with its own qualifier: "", "?", "~" or "%"."""

    year: str
    """Four digits or X, or more than four digits, with a minus before them for a negative year."""
    significant: int
    """The number of the year's digits that are significant; 0 if it is not written."""
    month: str
    """Two digits or X, or the code of a season; empty for a year alone."""
    day: str
    """Two digits or X; empty for a year or a month."""
    time: str
    """`14`, `14:30`, `14:30:05` or with a fraction `14:30:05.25`; empty without a time."""
    zone: str
    """`Z`, `+01` or `+01:00` as written; empty for a local time."""
    qualifiers: tuple[str, str, str, str]
    """Those of year, month, day and time. A part that is not written has none."""

    @property
    def date(self) -> tuple[str, str, str]:
        """Its year, month and day."""
        return self.year, self.month, self.day


@cache
def _form() -> re.Pattern[str]:
    """Compile the form of a date when it is first needed: that takes longer than reading a small timeline."""
    return re.compile(
        r"""(?P<before_year>[?~%])?
        (?: Y(?P<long>-?[1-9][0-9]{0,11})(?:E(?P<exponent>[1-9][0-9]?))? | (?P<year>-?[0-9X]{4}) )
        (?:S(?P<significant>[1-9][0-9]?))?
        (?P<after_year>[?~%])?
        (?: -(?P<before_month>[?~%])?(?P<month>[0-9X]{2})(?P<after_month>[?~%])?
        (?: -(?P<before_day>[?~%])?(?P<day>[0-9X]{2})(?P<after_day>[?~%])?
        (?: T(?P<time>(?:[01][0-9]|2[0-3]) (?: :[0-5][0-9] (?: :[0-5][0-9] (?:\.[0-9]{1,9})? )? )? )
            (?P<zone>Z|[+-][0-9]{2}(?::[0-5][0-9])?)?
            (?P<after_time>[?~%])? )? )? )?""",
        re.VERBOSE,
    )


def read_parts(text: str) -> Parts | None:
    """Split one date into its parts; None if it does not have the form of one. The calendar is not consulted."""
    found = _form().fullmatch(text)
    if found is None:
        return None
    group = found.groupdict(default="")
    year = group["year"]
    if long := group["long"]:
        year = long + "0" * int(group["exponent"] or 0)
    # A qualifier behind a part is that of all parts up to there; one before it is that of the part alone.
    behind = ""
    qualifiers = []
    for name in ("time", "day", "month", "year"):
        behind = _both(behind, group[f"after_{name}"])
        qualifiers.append(_both(behind, group.get(f"before_{name}", "")) if group[name] or name == "year" else "")
    time, day, month, of_year = qualifiers
    return Parts(
        year,
        int(group["significant"] or 0),
        group["month"],
        group["day"],
        group["time"],
        group["zone"],
        (of_year, month, day, time),
    )


def _both(qualifier: str, other: str) -> str:
    """Return the qualifier that means what two mean together."""
    if not qualifier or not other or qualifier == other:
        return qualifier or other
    return "%"
