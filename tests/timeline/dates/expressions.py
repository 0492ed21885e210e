"""EDTF expressions for property tests: any of them, and small ones beside all the days that they can mean.

The days are enumerated one by one, with the standard library's calendar, so that they are obviously right.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from hypothesis import strategies as st

from tui.timeline.dates.calendar import DAY
from tui.timeline.dates.edtf import EdtfDate

CYCLE_YEARS, CYCLE_DAYS = 400, 146_097
SEASON_MONTHS = {
    21: (3, 4, 5), 22: (6, 7, 8), 23: (9, 10, 11), 24: (12, 13, 14),
    25: (3, 4, 5), 26: (6, 7, 8), 27: (9, 10, 11), 28: (12, 13, 14),
    29: (9, 10, 11), 30: (12, 13, 14), 31: (3, 4, 5), 32: (6, 7, 8),
    33: (1, 2, 3), 34: (4, 5, 6), 35: (7, 8, 9), 36: (10, 11, 12),
    37: (1, 2, 3, 4), 38: (5, 6, 7, 8), 39: (9, 10, 11, 12),
    40: (1, 2, 3, 4, 5, 6), 41: (7, 8, 9, 10, 11, 12),
}  # fmt: skip
"""The months of seasons and other parts of a year; 13 and 14 are January and February of the year after."""


def month_days(year: int, month: int) -> list[int]:
    """Return the numbers of the days of a month, of any year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    cycles = (year - 1) // CYCLE_YEARS
    like = year - cycles * CYCLE_YEARS
    first = date(like, month, 1).toordinal() + cycles * CYCLE_DAYS
    return list(range(first, first + monthrange(like, month)[1]))


def year_text(year: int) -> str:
    return f"{'-' * (year < 0)}{abs(year):04}"


class Unit(NamedTuple):
    """A date of one unit, and the days that it can mean."""

    text: str
    days: list[int]


def day_unit(year: int, month: int, day: int) -> Unit:
    days = month_days(year, month)
    day = min(day, len(days))
    return Unit(f"{year_text(year)}-{month:02}-{day:02}", [days[day - 1]])


def month_unit(year: int, month: int) -> Unit:
    return Unit(f"{year_text(year)}-{month:02}", month_days(year, month))


def year_unit(year: int) -> Unit:
    return Unit(year_text(year), [day for month in range(1, 13) for day in month_days(year, month)])


def season_unit(year: int, code: int) -> Unit:
    return Unit(f"{year_text(year)}-{code}", [day for month in SEASON_MONTHS[code] for day in month_days(year, month)])


def fits(written: str, pattern: str) -> bool:
    return all(wanted in (digit, "X") for digit, wanted in zip(written, pattern, strict=True))


def unspecified_unit(pattern: str, years: range) -> Unit | None:
    """Return the days of some years that fit a pattern of digits and X; None when no day does."""
    days = []
    for year in years:
        for month in range(1, 13):
            for number, day in enumerate(month_days(year, month), 1):
                written = f"{year_text(year)}-{month:02}-{number:02}"
                if len(written[: len(pattern)]) == len(pattern) and fits(written[: len(pattern)], pattern):
                    days.append(day)
    return Unit(pattern, days) if days else None


@st.composite
def small_units(draw: st.DrawFn, years: st.SearchStrategy[int]) -> Unit:
    """Days, months, years, seasons and unspecified digits of them, with a qualifier or without."""
    year, month, day = draw(years), draw(st.integers(1, 12)), draw(st.integers(1, 31))
    made: Unit | None
    kind = draw(st.sampled_from(["day", "day", "month", "year", "season", "unspecified"]))
    if kind == "unspecified":
        written = day_unit(year, month, day).text
        # The last digit of the year, at most, so that the years to go through are few.
        positions = [at for at, character in enumerate(written) if character != "-"][3:]
        hidden = draw(st.sets(st.sampled_from(positions), min_size=1))
        pattern = "".join("X" if at in hidden else character for at, character in enumerate(written))
        pattern = pattern[: draw(st.sampled_from([-6, -3, len(pattern)]))]
        decade = abs(year) // 10 * 10
        tens = range(-decade - 9, -decade + 1) if written[0] == "-" else range(decade, decade + 10)
        made = unspecified_unit(pattern, range(min(tens), max(tens) + 1) if "X" in pattern else range(year, year + 1))
        assert made is not None
    elif kind == "season":
        made = season_unit(year, draw(st.sampled_from(sorted(SEASON_MONTHS))))
    else:
        made = {"day": day_unit(year, month, day), "month": month_unit(year, month), "year": year_unit(year)}[kind]
    return made._replace(text=made.text + draw(st.sampled_from(["", "", "?", "~", "%"])))


class Enumerated(NamedTuple):
    """An expression, and which ranges of days it possibly and certainly touches, found by enumeration."""

    text: str
    possible: Callable[[int, int], bool]
    certain: Callable[[int, int], bool]
    starts: list[int]
    """The days on which it can have started."""
    ends: list[int]
    """The days on which it can have ended."""


def one_of(text: str, days: list[int]) -> Enumerated:
    return Enumerated(
        text,
        lambda first, last: any(first <= day <= last for day in days),
        lambda first, last: all(first <= day <= last for day in days),
        days,
        days,
    )


def lasting(start: Unit, end: Unit) -> Enumerated:
    """Enumerate an interval: each way to choose a start and an end that is not before it."""
    starts = [day for day in start.days if day <= max(end.days)]
    ends = [day for day in end.days if day >= min(start.days)]
    return Enumerated(
        f"{start.text}/{end.text}",
        lambda first, last: any(day <= last and any(to >= max(first, day) for to in ends) for day in starts),
        lambda first, last: all(day <= last and all(to >= first for to in ends if to >= day) for day in starts),
        starts,
        ends,
    )


def all_of(text: str, units: list[list[int]]) -> Enumerated:
    """Enumerate a set of which all is meant: it happened on some day of each unit."""
    return Enumerated(
        text,
        lambda first, last: any(first <= day <= last for days in units for day in days),
        lambda first, last: any(all(first <= day <= last for day in days) for days in units),
        [day for days in units for day in days if day <= min(max(days) for days in units)],
        [day for days in units for day in days if day >= max(min(days) for days in units)],
    )


@st.composite
def ranges(draw: st.DrawFn, years: st.SearchStrategy[int]) -> tuple[str, list[Unit]]:
    """A range of a set, with the units from its start to its end."""
    kind = draw(st.sampled_from(["day", "month", "year"]))
    year, month, count = draw(years), draw(st.integers(1, 12)), draw(st.integers(1, 4))
    if kind == "year":
        units = [year_unit(year + number) for number in range(count)]
    elif kind == "month":
        units = [month_unit(year + (month - 1 + n) // 12, (month - 1 + n) % 12 + 1) for n in range(count)]
    else:
        length = len(month_days(year, month))
        first = draw(st.integers(1, length))
        units = [day_unit(year, month, number) for number in range(first, min(first + count, length + 1))]
    return f"{units[0].text}..{units[-1].text}", units


@st.composite
def enumerated(draw: st.DrawFn, years: st.SearchStrategy[int]) -> Enumerated:
    """Dates, intervals and sets of a few years, without open ends."""
    shape = draw(st.sampled_from(["date", "interval", "one of", "all of"]))
    if shape == "date":
        return one_of(*draw(small_units(years)))
    if shape == "interval":
        start, end = draw(small_units(years)), draw(small_units(years))
        return lasting(start, end) if min(start.days) <= max(end.days) else lasting(end, start)
    member = small_units(years).map(lambda unit: (unit.text, [unit])) | ranges(years)
    members = draw(st.lists(member, min_size=1, max_size=3))
    texts, units = [text for text, _ in members], [unit.days for _, member in members for unit in member]
    if shape == "one of":
        return one_of(f"[{','.join(texts)}]", [day for days in units for day in days])
    return all_of(f"{{{','.join(texts)}}}", units)


def seconds(first: int, last: int) -> tuple[int, int]:
    """Return the first and the last second of numbered days."""
    return first * DAY, last * DAY + DAY - 1


# From here on: any expression, for what must hold of all of them.

QUALIFIERS = st.sampled_from(["", "", "", "?", "~", "%"])
ZONES = st.sampled_from(["", "", "Z", "+01", "+05:30", "-04:00", "+00:00", "-14:00", "+14:00"])


@st.composite
def plain_dates(draw: st.DrawFn, years: st.SearchStrategy[int]) -> str:
    """Days, months and years, each part with its own qualifier or none, and some digits unspecified."""
    parts = day_unit(draw(years), draw(st.integers(1, 12)), draw(st.integers(1, 31))).text
    sign, parts = ("-", parts[1:]) if parts[0] == "-" else ("", parts)
    kept = parts.split("-")[: draw(st.integers(1, 3))]
    if draw(st.integers(0, 3)) == 0:
        kept = ["".join(draw(st.sampled_from([digit, digit, "X"])) for digit in part) for part in kept]
    before = [draw(QUALIFIERS) if draw(st.integers(0, 4)) == 0 else "" for _ in kept]
    behind = [draw(QUALIFIERS) if draw(st.integers(0, 4)) == 0 else "" for _ in kept]
    kept[0] = sign + kept[0]
    text = "-".join(a + part + b for a, part, b in zip(before, kept, behind, strict=True))
    return (
        text
        if EdtfDate.try_parse(text)
        else "-".join(kept).replace("X", "0").replace("00-", "01-").replace("-00", "-01")
    )


@st.composite
def times(draw: st.DrawFn, years: st.SearchStrategy[int]) -> str:
    """Days with a time."""
    text = day_unit(draw(years), draw(st.integers(1, 12)), draw(st.integers(1, 31))).text
    hour, minute, second = draw(st.integers(0, 23)), draw(st.integers(0, 59)), draw(st.integers(0, 59))
    clock = f"{hour:02}:{minute:02}:{second:02}"[: draw(st.sampled_from([2, 5, 8]))]
    if len(clock) == 8 and draw(st.booleans()):
        clock += f".{draw(st.integers(0, 999_999_999)):09}"[: draw(st.integers(2, 10))]
    return f"{text}T{clock}{draw(ZONES)}{draw(QUALIFIERS)}"


@st.composite
def long_years(draw: st.DrawFn) -> str:
    """Years of more than four digits, and years of which only some digits are significant."""
    if draw(st.booleans()):
        year = draw(st.integers(-9999, 9999))
        return f"{year_text(year)}S{draw(st.integers(1, 4))}" if year else "0000S1"
    sign, digits, exponent = draw(st.sampled_from(["", "-"])), draw(st.integers(1, 99_999)), draw(st.integers(1, 6))
    magnitude = digits * 10**exponent
    if magnitude <= 9999:
        return f"{year_text(magnitude)}"
    size = len(str(magnitude))
    text = f"Y{sign}{digits}E{exponent}" if draw(st.booleans()) else f"Y{sign}{magnitude}"
    return text + draw(st.sampled_from(["", f"S{draw(st.integers(1, size))}"])) + draw(QUALIFIERS)


@st.composite
def seasons(draw: st.DrawFn, years: st.SearchStrategy[int]) -> str:
    """Seasons, quarters and other parts of a year."""
    return f"{year_text(draw(years))}-{draw(st.integers(21, 41))}{draw(QUALIFIERS)}"


ALL_YEARS = st.integers(-9999, 9999) | st.integers(1000, 2100)


def single_dates(years: st.SearchStrategy[int] = ALL_YEARS) -> st.SearchStrategy[str]:
    """Any one date."""
    return plain_dates(years) | plain_dates(years) | times(years) | seasons(years) | long_years()


@st.composite
def expressions(draw: st.DrawFn, years: st.SearchStrategy[int] = ALL_YEARS) -> str:
    """Any EDTF expression that Dateline reads."""
    shape = draw(st.sampled_from(["date", "date", "interval", "interval", "one-sided", "set"]))
    dates = single_dates(years)
    if shape == "date":
        return draw(dates)
    if shape == "one-sided":
        end = draw(st.sampled_from(["", ".."]))
        return draw(st.sampled_from([f"{draw(dates)}/{end}", f"{end}/{draw(dates)}", "../.."]))
    if shape == "interval":
        before, after = draw(st.sampled_from([("", ""), ("", ""), ("", ""), ("..", ""), ("", ".."), ("..", "..")]))
        start, end = draw(dates), draw(dates)
        text = f"{before}{start}/{end}{after}"
        return text if EdtfDate.try_parse(text) else f"{end}/{start}"

    def member() -> str:
        one, other = draw(dates), draw(dates)
        kind = draw(st.sampled_from(["date", "date", "range"]))
        if kind == "date":
            return one
        return f"{one}..{other}" if EdtfDate.try_parse(f"[{one}..{other}]") else f"{other}..{one}"

    members = [member() for _ in range(draw(st.integers(1, 3)))]
    if draw(st.integers(0, 3)) == 0:
        members[0] = f"..{draw(dates)}"
    if draw(st.integers(0, 3)) == 0:
        members[-1] = f"{draw(dates)}.."
    return draw(st.sampled_from(["[{}]", "{{{}}}"])).format(",".join(members))


def near_misses() -> st.SearchStrategy[str]:
    """Texts that look like dates, of which few are."""
    letters = st.text(alphabet="0122-/.?~%XxTYES[]{},:+Z ٢²Nov", max_size=24)
    broken = st.tuples(expressions(), st.integers(0, 24), st.text(alphabet="0129-/.?~%X T:Y,[]", max_size=2))
    return letters | broken.map(lambda parts: parts[0][: parts[1]] + parts[2] + parts[0][parts[1] + 1 :])
