"""What an EDTF date means, how it is said, and why another text is none.

`edtf_texts()` makes dates of the profile for other tests as well.
"""

import copy
import pickle
import re
import subprocess
import sys
from calendar import isleap
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tui.timeline.dates.edtf import EdtfDate, EdtfError, Precision
from tui.timeline.dates.words import MONTHS

FORMS = "write YYYY-MM-DD, YYYY-MM, YYYY or an interval START/END"
NO_DATE = f"not a date in this EDTF profile; {FORMS}"
YEARS = "write a year from 0001 to 9999"
LEVEL_2_X = "X stands for a whole month or day, or for the last one or two digits of a year"
SEASONS = "seasons are not in this profile; write an interval of months, such as 2022-03/2022-05"
QUALIFIED_PART = "qualifiers of one part of a date are not in this profile"
SETS = "sets of dates are not in this profile; write an interval START/END"
TIMES = "times of day are not in this profile"
YEAR_FIRST = "a date is year, month, day, joined by hyphens"
TWO_DIGITS = "month and day are two digits each, joined by hyphens"
MONTH_IN_WORDS = "a month is written as two digits"
JOINED = "the ends of an interval are joined by a slash"
BLANKS = "a date has no blanks in it; leave them out"


class Bounded(NamedTuple):
    """A date of the profile with the bounds that it was made from."""

    text: str
    earliest: date | None
    latest: date | None


def month_days(year: int, month: int) -> int:
    """The calendar's rule, apart from the library that the parser asks."""
    if month == 2:
        return 29 if isleap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


@st.composite
def bare_dates(draw: st.DrawFn, years: st.SearchStrategy[int]) -> Bounded:
    """One date without a qualifier."""
    year, month = draw(years), draw(st.integers(1, 12))
    day = draw(st.integers(1, month_days(year, month)))
    forms = [
        Bounded(f"{year:04}-{month:02}-{day:02}", date(year, month, day), date(year, month, day)),
        Bounded(f"{year:04}", date(year, 1, 1), date(year, 12, 31)),
        Bounded(f"{year:04}-XX", date(year, 1, 1), date(year, 12, 31)),
        Bounded(f"{year:04}-XX-XX", date(year, 1, 1), date(year, 12, 31)),
    ]
    whole_month = date(year, month, 1), date(year, month, month_days(year, month))
    forms += [Bounded(f"{year:04}-{month:02}{rest}", *whole_month) for rest in ("", "-XX")]
    decade, century = year - year % 10, year - year % 100
    if decade:
        forms.append(Bounded(f"{year // 10:03}X", date(decade, 1, 1), date(decade + 9, 12, 31)))
    if century:
        forms.append(Bounded(f"{year // 100:02}XX", date(century, 1, 1), date(century + 99, 12, 31)))
    return draw(st.sampled_from(forms))


@st.composite
def bounded_dates(draw: st.DrawFn, years: st.SearchStrategy[int] | None = None) -> Bounded:
    """Dates and intervals of the profile, with qualifiers and open ends."""
    years = st.integers(1, 9999) if years is None else years
    marks = st.sampled_from(["", "", "?", "~", "%"])
    opened = Bounded("..", None, None)

    def end() -> Bounded:
        bare = draw(bare_dates(years))
        return bare._replace(text=bare.text + draw(marks))

    shape = draw(st.sampled_from(["date", "date", "interval", "open start", "open end", "undated"]))
    if shape == "date":
        return end()
    start = opened if shape in ("open start", "undated") else end()
    stop = opened if shape in ("open end", "undated") else end()
    if start.earliest and stop.latest and start.earliest > stop.latest:
        start, stop = stop, start
    return Bounded(f"{start.text}/{stop.text}", start.earliest, stop.latest)


def edtf_texts(years: st.SearchStrategy[int] | None = None) -> st.SearchStrategy[str]:
    """Texts of all the forms that the profile has."""
    return bounded_dates(years).map(lambda bounded: bounded.text)


def near_misses() -> st.SearchStrategy[str]:
    """Texts that look like dates, of which few are."""
    letters = st.text(alphabet="0122-/.?~%XxTYES[]{} :٢²Nov", max_size=24)
    broken = st.tuples(edtf_texts(), st.integers(0, 24), st.text(alphabet="0129-/.?~%X T", max_size=2))
    return letters | broken.map(lambda parts: parts[0][: parts[1]] + parts[2] + parts[0][parts[1] + 1 :])


def refusal(text: str) -> EdtfError | None:
    """Why a text is no date; None when it is one."""
    try:
        EdtfDate.parse(text)
    except EdtfError as error:
        return error
    return None


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


# text, earliest, latest, precision, words, short; "" is an open bound.
SAID: list[tuple[str, str, str, Precision, str, str]] = [
    ("2022-11-08", "2022-11-08", "2022-11-08", "day", "8 November 2022", "8 Nov 2022"),
    ("2022-11", "2022-11-01", "2022-11-30", "month", "November 2022", "Nov 2022"),
    ("2024-02", "2024-02-01", "2024-02-29", "month", "February 2024", "Feb 2024"),
    ("1900-02", "1900-02-01", "1900-02-28", "month", "February 1900", "Feb 1900"),
    ("2022", "2022-01-01", "2022-12-31", "year", "2022", "2022"),
    ("2022-11-XX", "2022-11-01", "2022-11-30", "month", "a day in November 2022", "a day in Nov 2022"),
    ("2022-XX", "2022-01-01", "2022-12-31", "year", "a month in 2022", "a month in 2022"),
    ("2022-XX-XX", "2022-01-01", "2022-12-31", "year", "a day in 2022", "a day in 2022"),
    ("202X", "2020-01-01", "2029-12-31", "decade", "2020s", "2020s"),
    ("20XX", "2000-01-01", "2099-12-31", "century", "between 2000 and 2099", "2000–2099"),
    ("0476", "0476-01-01", "0476-12-31", "year", "AD 476", "AD 476"),
    ("0001-01-01", "0001-01-01", "0001-01-01", "day", "1 January AD 1", "1 Jan AD 1"),
    ("9999-12-31", "9999-12-31", "9999-12-31", "day", "31 December 9999", "31 Dec 9999"),
    # Qualifiers.
    ("2022-11~", "2022-11-01", "2022-11-30", "month", "about November 2022", "~Nov 2022"),
    ("2022-11?", "2022-11-01", "2022-11-30", "month", "perhaps November 2022", "Nov 2022?"),
    ("2022-11%", "2022-11-01", "2022-11-30", "month", "perhaps about November 2022", "~Nov 2022?"),
    ("2022-11-08~", "2022-11-08", "2022-11-08", "day", "about 8 November 2022", "~8 Nov 2022"),
    ("202X?", "2020-01-01", "2029-12-31", "decade", "perhaps 2020s", "2020s?"),
    ("20XX~", "2000-01-01", "2099-12-31", "century", "between about 2000 and 2099", "~2000–2099"),
    (
        "2022-11-XX?",
        "2022-11-01",
        "2022-11-30",
        "month",
        "perhaps a day in November 2022",
        "a day in Nov 2022?",
    ),
    (
        "2022-11-XX~",
        "2022-11-01",
        "2022-11-30",
        "month",
        "a day in about November 2022",
        "a day in ~Nov 2022",
    ),
    # Intervals.
    ("2024-01-01/2024-01-10", "2024-01-01", "2024-01-10", "day", "1–10 January 2024", "1–10 Jan 2024"),
    (
        "2024-01-01~/2024-01-10~",
        "2024-01-01",
        "2024-01-10",
        "day",
        "about 1–10 January 2024",
        "~1–10 Jan 2024",
    ),
    (
        "2022-11-08%/2022-12-02%",
        "2022-11-08",
        "2022-12-02",
        "day",
        "perhaps about 8 November – 2 December 2022",
        "~8 Nov – 2 Dec 2022?",
    ),
    (
        "2022-11-08/2022-12-02",
        "2022-11-08",
        "2022-12-02",
        "day",
        "8 November – 2 December 2022",
        "8 Nov – 2 Dec 2022",
    ),
    (
        "2023-12-30/2024-01-02",
        "2023-12-30",
        "2024-01-02",
        "day",
        "30 December 2023 – 2 January 2024",
        "30 Dec 2023 – 2 Jan 2024",
    ),
    ("2023-10/2023-12", "2023-10-01", "2023-12-31", "month", "October–December 2023", "Oct–Dec 2023"),
    (
        "2022-10/2023-01",
        "2022-10-01",
        "2023-01-31",
        "month",
        "October 2022 – January 2023",
        "Oct 2022 – Jan 2023",
    ),
    ("2022/2024", "2022-01-01", "2024-12-31", "year", "2022–2024", "2022–2024"),
    ("0476/0480", "0476-01-01", "0480-12-31", "year", "AD 476–AD 480", "AD 476–AD 480"),
    ("201X/202X", "2010-01-01", "2029-12-31", "decade", "2010s–2020s", "2010s–2020s"),
    (
        "2022-11-08/2022-12",
        "2022-11-08",
        "2022-12-31",
        "day",
        "8 November – December 2022",
        "8 Nov – Dec 2022",
    ),
    ("2022/2023-02-05", "2022-01-01", "2023-02-05", "year", "2022 – 5 February 2023", "2022 – 5 Feb 2023"),
    ("2022-11-08/2022-11-08", "2022-11-08", "2022-11-08", "day", "8 November 2022", "8 Nov 2022"),
    # Each end says its own qualifier and its own X where they differ.
    (
        "2024-01-01/2024-01-10~",
        "2024-01-01",
        "2024-01-10",
        "day",
        "from 1 to about 10 January 2024",
        "1 – ~10 Jan 2024",
    ),
    (
        "2024-01-01~/2024-01-10",
        "2024-01-01",
        "2024-01-10",
        "day",
        "from about 1 to 10 January 2024",
        "~1 – 10 Jan 2024",
    ),
    ("2022?/2024~", "2022-01-01", "2024-12-31", "year", "from perhaps 2022 to about 2024", "2022? – ~2024"),
    (
        "2022-11-XX/2022-12-02",
        "2022-11-01",
        "2022-12-02",
        "month",
        "from a day in November to 2 December 2022",
        "a day in Nov – 2 Dec 2022",
    ),
    (
        "19XX/20XX",
        "1900-01-01",
        "2099-12-31",
        "century",
        "from some time between 1900 and 1999 to some time between 2000 and 2099",
        "1900–1999 – 2000–2099",
    ),
    # Open ends.
    ("../2022-11-30", "", "2022-11-30", "day", "before December 2022", "before Dec 2022"),
    ("../2022-11", "", "2022-11-30", "month", "before December 2022", "before Dec 2022"),
    ("../2022-11-XX", "", "2022-11-30", "month", "before December 2022", "before Dec 2022"),
    ("../2021", "", "2021-12-31", "year", "before 2022", "before 2022"),
    ("../2021-12-31", "", "2021-12-31", "day", "before 2022", "before 2022"),
    ("../2021-12", "", "2021-12-31", "month", "before 2022", "before 2022"),
    ("../202X", "", "2029-12-31", "decade", "before 2030", "before 2030"),
    ("../2022-11-15", "", "2022-11-15", "day", "by 15 November 2022", "by 15 Nov 2022"),
    ("../2022-11-15%", "", "2022-11-15", "day", "perhaps by about 15 November 2022", "by ~15 Nov 2022?"),
    ("../2022-11~", "", "2022-11-30", "month", "before about December 2022", "before ~Dec 2022"),
    ("../9999", "", "9999-12-31", "year", "before 10000", "before 10000"),
    ("2022-11-08/..", "2022-11-08", "", "day", "from 8 November 2022 on", "from 8 Nov 2022"),
    ("2022-11~/..", "2022-11-01", "", "month", "from about November 2022 on", "from ~Nov 2022"),
    ("2022?/..", "2022-01-01", "", "year", "perhaps from 2022 on", "from 2022?"),
    ("20XX/..", "2000-01-01", "", "century", "from some time between 2000 and 2099 on", "from 2000–2099"),
    ("../..", "", "", "undated", "undated", "undated"),
]


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision", "words", "short"), SAID, ids=[row[0] for row in SAID]
)
def test_a_date_has_exact_bounds_and_is_said_in_words(
    text: str, earliest: str, latest: str, precision: Precision, words: str, short: str
) -> None:
    edtf = EdtfDate.parse(text)
    assert (edtf.earliest, edtf.latest, edtf.precision) == (day(earliest), day(latest), precision)
    assert (edtf.words(), edtf.short()) == (words, short)


REFUSED = [
    ("", 0, f"the date is empty; {FORMS}, or ../.. for undated"),
    # Seasons.
    ("2022-21", 5, SEASONS),
    ("2022-41", 5, SEASONS),
    ("2022/2022-33~", 10, SEASONS),
    # Sets.
    ("[2021,2022]", 0, SETS),
    ("{2021..2022}", 0, SETS),
    ("2022/[2023]", 5, SETS),
    # Years of other makes.
    ("Y17E7", 0, f"exponents are not in this profile; {YEARS}"),
    ("17E7", 0, f"exponents are not in this profile; {YEARS}"),
    ("Y170002", 0, f"years written with Y are not in this profile; {YEARS}"),
    ("Y-170002", 0, f"years written with Y are not in this profile; {YEARS}"),
    (
        "1950S2",
        4,
        "significant digits are not in this profile; write X for the unknown digits of a year, such as 195X",
    ),
    ("-2022", 0, f"negative years are not in this profile; {YEARS}"),
    ("-0044-03-15", 0, f"negative years are not in this profile; {YEARS}"),
    ("0000", 0, f"the year 0000 is not in this profile; {YEARS}"),
    ("2022/0000-05", 5, f"the year 0000 is not in this profile; {YEARS}"),
    ("000X", 0, f"the year 0000 is not in this profile; {YEARS}"),
    ("00XX", 0, f"the year 0000 is not in this profile; {YEARS}"),
    ("20221", 4, NO_DATE),
    ("22", 0, NO_DATE),
    # Qualifiers in the wrong place.
    ("2022-?11-08", 5, f"{QUALIFIED_PART}; write 2022-11-08?"),
    ("?2022", 0, f"{QUALIFIED_PART}; write 2022?"),
    ("2022?-11", 4, f"{QUALIFIED_PART}; write 2022-11?"),
    ("2022?-11~", 4, f"{QUALIFIED_PART}; write 2022-11%"),
    ("2021/2022-11~-08", 12, f"{QUALIFIED_PART}; write 2022-11-08~"),
    ("2022?~", 5, "a date takes one qualifier; write 2022%"),
    ("2022??", 5, "a date takes one qualifier; write 2022?"),
    ("..?/2022", 2, "an open end takes no qualifier; write .. alone"),
    ("?", 0, NO_DATE),
    # X of level 2.
    ("2022-1X", 6, f"{LEVEL_2_X}; write 2022-XX"),
    ("2022-11-1X", 9, f"{LEVEL_2_X}; write 2022-11-XX"),
    ("2022-11-1X~", 9, f"{LEVEL_2_X}; write 2022-11-XX~"),
    ("2022-XX-15", 5, f"{LEVEL_2_X}; write 2022-XX-XX"),
    ("2XXX", 1, f"{LEVEL_2_X}; write 2000/2999"),
    ("202X-11", 3, f"{LEVEL_2_X}; write 202X"),
    ("XXXX", 0, f"{LEVEL_2_X}; write ../.. for undated"),
    ("202x", 3, "an unknown digit is a large X; write 202X"),
    # Times of day.
    ("2022-11-08T10:00", 10, f"{TIMES}; write 2022-11-08"),
    ("2022-11-08 10:00", 10, f"{TIMES}; write 2022-11-08"),
    ("2022-11-08T10:00:00Z", 10, f"{TIMES}; write 2022-11-08"),
    ("2022-13T10", 7, f"{TIMES}; {FORMS}"),
    # Ends.
    ("/2022", 0, "an unknown start is not in this profile; write .. for an open start"),
    ("2022/", 5, "an unknown end is not in this profile; write .. for an open end"),
    ("2022/open", 5, "open and unknown ends are not written in words; write .. for an open end"),
    ("..", 0, "an open end needs a slash and the other end; write ../2022, 2022/.. or ../.. for undated"),
    ("2023/2022", 5, "the interval ends before it starts; write 2022/2023"),
    ("2022-11-09?/2022-11-08", 12, "the interval ends before it starts; write 2022-11-08/2022-11-09?"),
    ("2022/2023/2024", 9, "a date has one slash at most; write START/END"),
    ("2022-2024", 4, f"{JOINED}; write 2022/2024"),
    ("2022-11-08 – 2022-11-10", 10, f"{JOINED}; write 2022-11-08/2022-11-10"),
    ("2022..2024", 4, f"{JOINED}; write 2022/2024"),
    # No such day.
    ("2022-02-30", 8, "there is no day 30: February 2022 has 28 days; write a day from 01 to 28"),
    ("2024-02-30", 8, "there is no day 30: February 2024 has 29 days; write a day from 01 to 29"),
    (
        "2022-11-08/2022-11-31?",
        19,
        "there is no day 31: November 2022 has 30 days; write a day from 01 to 30",
    ),
    ("2022-11-00", 8, "there is no day 00: November 2022 has 30 days; write a day from 01 to 30"),
    ("2022-13", 5, "there is no month 13; write a month from 01 to 12"),
    ("2022-00-01", 5, "there is no month 00; write a month from 01 to 12"),
    # Digits and blanks.
    ("2022-1١", 6, "a digit is not ASCII; write the digits 0 to 9"),
    ("２０２２", 0, "a digit is not ASCII; write the digits 0 to 9"),
    ("2022-11-08 /2022-11-09", 10, BLANKS),
    ("2022-11-08/ 2022-11-09", 11, BLANKS),
    (" 2022", 0, BLANKS),
    ("2022\n", 4, BLANKS),
    ("2022\u00a0", 4, BLANKS),
    # Dates as people type them.
    ("08/11/2022", 0, f"{YEAR_FIRST}; write 2022-11-08 or 2022-08-11"),
    ("08/08/2022", 0, f"{YEAR_FIRST}; write 2022-08-08"),
    ("25/11/2022", 0, f"{YEAR_FIRST}; write 2022-11-25"),
    ("11/25/2022", 0, f"{YEAR_FIRST}; write 2022-11-25"),
    ("8.11.2022", 0, f"{YEAR_FIRST}; write 2022-11-08 or 2022-08-11"),
    ("11/2022", 0, f"{YEAR_FIRST}; write 2022-11"),
    ("2022/11/08", 0, f"{TWO_DIGITS}; write 2022-11-08"),
    ("2022.11.08", 0, f"{TWO_DIGITS}; write 2022-11-08"),
    ("2022‑11‑08", 0, f"{TWO_DIGITS}; write 2022-11-08"),
    ("2022-1-8", 0, f"{TWO_DIGITS}; write 2022-01-08"),
    ("2022-1-8~", 0, f"{TWO_DIGITS}; write 2022-01-08~"),
    ("2021/2022-1-8", 5, f"{TWO_DIGITS}; write 2022-01-08"),
    ("2022/11", 0, f"{TWO_DIGITS}; write 2022-11"),
    ("20221108", 0, "the parts of a date are joined by hyphens; write 2022-11-08"),
    ("8 November 2022", 0, f"{MONTH_IN_WORDS}; write 2022-11-08"),
    ("8th Nov. 2022", 0, f"{MONTH_IN_WORDS}; write 2022-11-08"),
    ("Sept 2022", 0, f"{MONTH_IN_WORDS}; write 2022-09"),
    ("November 8, 2022", 0, f"{MONTH_IN_WORDS}; write 2022-11-08"),
    ("30 February 2022", 0, NO_DATE),
    # Anything else.
    ("yesterday", 0, NO_DATE),
    ("2022-11-08foo", 10, NO_DATE),
    ("2022-11-08/foo", 11, NO_DATE),
    ("2022-W45-2", 4, NO_DATE),
    ("\x1b[31m", 1, SETS),
    ("\x00", 0, NO_DATE),
    ("\ud800", 0, NO_DATE),
]


@pytest.mark.parametrize(("text", "position", "message"), REFUSED, ids=[ascii(row[0]) for row in REFUSED])
def test_what_is_no_date_is_refused_with_a_place_and_a_remedy(text: str, position: int, message: str) -> None:
    with pytest.raises(EdtfError) as refused:
        EdtfDate.parse(text)
    error = refused.value
    assert (error.position, str(error)) == (position, message)
    assert f"{error.problem}; {error.remedy}" == message


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate", "is_interval"),
    [
        ("2022", False, False, False),
        ("2022?", True, False, False),
        ("2022~", False, True, False),
        ("2022%", True, True, False),
        ("2022/2023", False, False, True),
        ("2022/2023?", True, False, True),
        ("2022~/2023?", True, True, True),
        ("../2022%", True, True, True),
        ("2022~/..", False, True, True),
        ("../..", False, False, True),
    ],
)
def test_a_qualifier_at_either_end_counts(text: str, uncertain: bool, approximate: bool, is_interval: bool) -> None:
    edtf = EdtfDate.parse(text)
    assert (edtf.uncertain, edtf.approximate, edtf.is_interval) == (uncertain, approximate, is_interval)


def test_only_two_open_ends_are_undated() -> None:
    texts = ["../..", "../2022", "2022/..", "2022"]
    assert [EdtfDate.parse(text).is_undated for text in texts] == [True, False, False, False]


def test_intervals_that_overlap_backwards_are_not_reversed() -> None:
    edtf = EdtfDate.parse("2022/2022-03")
    assert (edtf.earliest, edtf.latest) == (date(2022, 1, 1), date(2022, 3, 31))


def test_open_ends_are_within_only_what_is_unbounded_there() -> None:
    since, until = EdtfDate.parse("2022-11/.."), EdtfDate.parse("../2022-11")
    assert since.certainly_within(date(2022, 11, 1), None)
    assert not since.certainly_within(date(2022, 11, 1), date.max)
    assert not since.certainly_within(date(2022, 11, 2), None)
    assert until.certainly_within(None, date(2022, 11, 30))
    assert not until.certainly_within(date.min, date(2022, 11, 30))
    assert since.possibly_within(date(2030, 1, 1), date(2030, 1, 1))
    assert not since.possibly_within(None, date(2022, 10, 31))
    assert not until.possibly_within(date(2022, 12, 1), None)
    assert EdtfDate.parse("../..").possibly_within(date(1066, 10, 14), date(1066, 10, 14))
    assert EdtfDate.parse("../..").certainly_within(None, None)


def test_nothing_is_within_a_span_that_ends_before_it_starts() -> None:
    first, last = date(2022, 11, 20), date(2022, 11, 10)
    assert not EdtfDate.parse("2022-11").possibly_within(first, last)
    assert not EdtfDate.parse("2022-11").certainly_within(first, last)
    assert not EdtfDate.parse("../..").possibly_within(first, last)


def test_open_starts_sort_before_all_days_and_open_ends_after() -> None:
    texts = [
        "../2022",
        "../..",
        "0001-01-01",
        "2022-11-08",
        "2022-11",
        "2022-11/9999-12-31",
        "2022-11/..",
        "2023",
    ]
    shuffled = [EdtfDate.parse(text) for text in reversed(texts)]
    assert [str(edtf) for edtf in sorted(shuffled, key=lambda edtf: edtf.sort_key)] == [
        "../2022",
        "../..",
        "0001-01-01",
        "2022-11",
        "2022-11/9999-12-31",
        "2022-11/..",
        "2022-11-08",
        "2023",
    ]


def test_dates_are_frozen_and_survive_copies() -> None:
    edtf = EdtfDate.parse("2022-11~/..")
    assert copy.deepcopy(edtf) == pickle.loads(pickle.dumps(edtf)) == edtf
    with pytest.raises(AttributeError):
        edtf.text = "2023"  # type: ignore[misc]  # the point of the test


def test_an_error_survives_pickling() -> None:
    error = pickle.loads(pickle.dumps(EdtfError(5, "a problem", "a remedy")))
    assert (error.position, error.problem, error.remedy, str(error)) == (
        5,
        "a problem",
        "a remedy",
        "a problem; a remedy",
    )


def test_dates_written_differently_are_not_equal() -> None:
    assert EdtfDate.parse("2022-11") != EdtfDate.parse("2022-11-XX")


def test_the_import_stays_light() -> None:
    code = "import sys, tui.timeline.dates.edtf; print({name.partition('.')[0] for name in sys.modules})"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not [name for name in ("textual", "rich", "yaml", "dateutil") if f"'{name}'" in ran.stdout]


@given(bounded_dates())
@example(Bounded("9999-12", date(9999, 12, 1), date(9999, 12, 31)))
def test_every_form_parses_to_its_bounds_and_round_trips(bounded: Bounded) -> None:
    edtf = EdtfDate.parse(bounded.text)
    assert (edtf.earliest, edtf.latest) == (bounded.earliest, bounded.latest)
    assert str(edtf) == edtf.text == bounded.text
    assert EdtfDate.parse(str(edtf)) == edtf


@given(edtf_texts())
def test_bounds_are_ordered_and_a_day_is_one_day(text: str) -> None:
    edtf = EdtfDate.parse(text)
    if edtf.earliest and edtf.latest:
        assert edtf.earliest <= edtf.latest
    if edtf.precision == "day" and not edtf.is_interval:
        assert edtf.earliest == edtf.latest


@given(edtf_texts())
def test_qualifiers_never_change_bounds(text: str) -> None:
    plain = re.sub(r"[?~%]", "", text)
    qualified, bare = EdtfDate.parse(text), EdtfDate.parse(plain)
    assert (qualified.earliest, qualified.latest) == (bare.earliest, bare.latest)
    assert not bare.uncertain
    assert not bare.approximate


@given(
    edtf_texts(st.integers(2022, 2023)),
    st.none() | st.dates(date(2021, 11, 1), date(2024, 2, 28)),
    st.none() | st.dates(date(2021, 11, 1), date(2024, 2, 28)),
)
def test_within_agrees_with_going_through_the_days(text: str, first: date | None, last: date | None) -> None:
    edtf = EdtfDate.parse(text)
    assume(edtf.earliest and edtf.latest and (edtf.latest - edtf.earliest).days < 800)
    assert edtf.earliest
    assert edtf.latest
    days = [edtf.earliest + timedelta(n) for n in range((edtf.latest - edtf.earliest).days + 1)]
    asked = [(first is None or first <= each) and (last is None or each <= last) for each in days]
    assert edtf.possibly_within(first, last) == any(asked)
    assert edtf.certainly_within(first, last) == all(asked)


@given(bounded_dates(), bounded_dates())
def test_the_sort_key_orders_by_earliest_then_latest(one: Bounded, other: Bounded) -> None:
    def order(bounded: Bounded) -> tuple[bool, date, bool, date]:
        # False sorts first: a closed end before an open one, an open start before a closed one.
        return (
            bounded.earliest is not None,
            bounded.earliest or date.min,
            bounded.latest is None,
            bounded.latest or date.max,
        )

    keys = EdtfDate.parse(one.text).sort_key, EdtfDate.parse(other.text).sort_key
    assert (keys[0] < keys[1]) == (order(one) < order(other))
    assert (keys[0] == keys[1]) == (order(one) == order(other))


@given(edtf_texts())
def test_any_date_can_be_said_on_one_plain_line(text: str) -> None:
    edtf = EdtfDate.parse(text)
    for said in (edtf.words(), edtf.short()):
        assert said.isprintable()
        assert said == said.strip()
        assert "  " not in said
    assert len(edtf.short()) <= len(edtf.words())


@given(edtf_texts(st.integers(1000, 9999)))
def test_short_fits_a_column_for_all_but_intervals(text: str) -> None:
    edtf = EdtfDate.parse(text)
    assume(not edtf.is_interval)
    assert len(edtf.short()) <= 19


@given(st.text() | near_misses())
@example("2022-11-08\n")
@example("²022")
def test_any_text_is_a_date_or_refused_in_place(text: str) -> None:
    error = refusal(text)
    if error is None:
        assert str(EdtfDate.parse(text)) == text
        return
    assert 0 <= error.position <= len(text)
    message = str(error)
    assert message.isprintable()
    assert message.isascii()
    assert not message.endswith(".")
    assert message[0].islower() or message.startswith("X ")


@given(near_misses())
@example("2024-2022")
@example("2022-13T10")
@example("0XXX")
@example("31.02.2022")
def test_a_remedy_that_names_a_date_names_a_date(text: str) -> None:
    error = refusal(text)
    assume(error)
    assert error
    date_form = r"([0-9X./?~%-]+)"
    offered = re.fullmatch(rf"write (?!\.\. ){date_form}(?: or {date_form})?(?: for undated)?", error.remedy)
    for candidate in offered.groups() if offered else ():
        assert candidate is None or str(EdtfDate.parse(candidate)) == candidate


@given(st.integers(1, 9999), st.integers(0, 99), st.integers(0, 99))
def test_a_day_is_a_date_exactly_when_the_calendar_has_it(year: int, month: int, number: int) -> None:
    text = f"{year:04}-{month:02}-{number:02}"
    if 1 <= month <= 12 and 1 <= number <= month_days(year, month):
        assert EdtfDate.parse(text).words().startswith(f"{number} {MONTHS[month - 1]} ")
    else:
        with pytest.raises(EdtfError, match=r"^there is no (month|day) \d\d"):
            EdtfDate.parse(text)
