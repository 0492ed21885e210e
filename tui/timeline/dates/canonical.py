"""The preferred form of a date among those that mean the same."""

from __future__ import annotations

from tui.timeline.dates.single import SingleDate, offset_seconds


def canonical_single(single: SingleDate) -> str:
    """Return the preferred form of the same date.

    Years of up to four digits are written with four, others without an exponent; a qualifier stands once, behind
    the parts that share it, where that says the same; an offset has its minutes, and is Z for UTC.
    """
    parts = single.parts
    long = len(parts.year.lstrip("-")) > 4
    year = f"Y{parts.year}" if long else parts.year
    if parts.significant and parts.significant < len(parts.year.lstrip("-0")):
        year += f"S{parts.significant}"
    written = [part for part in (year, parts.month, parts.day) if part]
    qualifiers = parts.qualifiers[: len(written)]
    if parts.time:
        trailing = parts.qualifiers[3]
        before = ["" if qualifier == trailing else qualifier for qualifier in qualifiers]
        day = "-".join(map("".join, zip(before, written, strict=True)))
        return f"{day}T{_short_fraction(parts.time)}{_canonical_zone(parts.zone)}{trailing}"
    shared = 1
    while shared < len(written) and qualifiers[shared] == qualifiers[0]:
        shared += 1
    group = "-".join(written[:shared]) + qualifiers[0]
    rest = map("".join, zip(qualifiers[shared:], written[shared:], strict=True))
    return "-".join([group, *rest])


def _short_fraction(time: str) -> str:
    """Return a time without the zeros that end its fraction of a second."""
    return time.rstrip("0").rstrip(".") if "." in time else time


def _canonical_zone(zone: str) -> str:
    if zone and offset_seconds(zone) == 0:
        return "Z"
    return f"{zone}:00" if len(zone) == 3 else zone
