"""What is wrong with a text that is not EDTF: where it is, and what would be right."""

import pickle
import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.timeline.dates.expressions import month_days, near_misses
from tui.timeline.dates.calendar import DAY
from tui.timeline.dates.edtf import EdtfDate, EdtfError

FORMS = "write YYYY-MM-DD, YYYY-MM, YYYY or an interval START/END"
NO_DATE = f"not a date in EDTF; {FORMS}"
YEAR_FIRST = "a date is year, month, day, joined by hyphens"
TWO_DIGITS = "month and day are two digits each, joined by hyphens"
MONTH_IN_WORDS = "a month is written as two digits"
JOINED = "the ends of an interval are joined by a slash"
REVERSED = "the interval ends before it starts"
BC = "years before 1 are numbered from 0000 for 1 BC, then -0001"
TOO_FAR = "the year is beyond 200,000,000,000; write a year nearer to ours"
BLANKS = "a date has no spaces in it; leave them out"

REFUSED = [
    # The ends of intervals.
    ("/", 0, "both ends are unknown; write ../.. for undated"),
    ("2023/2022", 5, f"{REVERSED}; write 2022/2023"),
    ("2022-11-09?/2022-11-08", 12, f"{REVERSED}; write 2022-11-08/2022-11-09?"),
    ("2022/0000-05", 5, f"{REVERSED}; write 0000-05/2022"),
    ("2022-11-08T10:00/2022-11-08T09:00", 17, f"{REVERSED}; write 2022-11-08T09:00/2022-11-08T10:00"),
    ("2022-11-08T10:00Z/2022-11-08T10:00+01:00", 18, f"{REVERSED}; write 2022-11-08T10:00+01:00/2022-11-08T10:00Z"),
    ("2022/2023/2024", 9, "a date has one slash at most; write START/END"),
    ("..", 0, "an open end needs a slash and the other end; write ../2022, 2022/.. or ../.. for undated"),
    ("..?/2022", 2, "an open end takes no qualifier; write .. alone"),
    ("2022/open", 5, "an open end is not written in words; write .. for an open end"),
    ("unknown/2022", 0, "an unknown end is not written in words; leave that end of an interval empty"),
    ("2022-2024", 4, f"{JOINED}; write 2022/2024 or [2022..2024]"),
    ("2022-11-08 \u2013 2022-11-10", 10, f"{JOINED}; write 2022-11-08/2022-11-10 or [2022-11-08..2022-11-10]"),
    ("2022..2024", 0, "a range stands in brackets; write [2022..2024] or 2022/2024"),
    ("..2022", 0, "an open range stands in brackets; write [..2022] or ../2022"),
    ("2022..", 4, "an open range stands in brackets; write [2022..] or 2022/.."),
    ("2018-01-15/02-20", 11, "each end of an interval is a whole date; write 2018-01-15/2018-02-20"),
    ("2022-11-08/10", 11, "each end of an interval is a whole date; write 2022-11-08/2022-11-10"),
    ("1914/18", 5, "each end of an interval is a whole date; write 1914/1918"),
    ("2021/2022-13", 10, "there is no month 13; write a month from 01 to 12"),
    # Sets.
    ("[2021", 5, "a set that begins with [ ends with ]; write [2021]"),
    ("[2021}", 6, "a set that begins with [ ends with ]; write [2021]"),
    ("{}", 1, "a set cannot have an empty member; write dates with a comma between two of them"),
    ("[]", 1, "a set cannot have an empty member; write dates with a comma between two of them"),
    ("[..]", 1, "a range needs a start or an end; write ../.. for undated"),
    ("[2021,]", 6, "a set cannot have an empty member; write dates with a comma between two of them"),
    ("[2021,,2022]", 6, "a set cannot have an empty member; write dates with a comma between two of them"),
    ("[2021, 2022]", 6, BLANKS),
    ("[2021,2022-13]", 11, "there is no month 13; write a month from 01 to 12"),
    ("[2022..2021]", 7, "the range ends before it starts; write [2021..2022]"),
    ("{2020,2022..2021}", 12, "the range ends before it starts; write {2021..2022}"),
    ("[2021/2022]", 5, "a set has ranges with two points, not intervals; write [2021..2022]"),
    ("[[2021]]", 1, "a set cannot contain a set; write one pair of brackets"),
    ("2021,2022", 4, "a set stands in brackets; write [2021,2022] or {2021,2022}"),
    ("2022/[2023]", 5, "a set stands alone in its brackets; write [A,B] or {A,B}"),
    ("x[2021]", 1, "a set stands alone in its brackets; write [A,B] or {A,B}"),
    # Years.
    ("43", 0, "a year has four digits; write 0043"),
    ("900", 0, "a year has four digits; write 0900"),
    ("7", 0, "a year has four digits; write 0007"),
    ("-43", 1, "a year has four digits; write -0043"),
    ("22-11-08", 2, "the year has fewer than four digits; write the year with four digits"),
    ("12345", 0, "a year of more than four digits begins with Y; write Y12345"),
    ("-12345", 0, "a year of more than four digits begins with Y; write Y-12345"),
    ("17E7", 0, "a year of more than four digits begins with Y; write Y17E7"),
    ("-17E7", 0, "a year of more than four digits begins with Y; write Y-17E7"),
    ("Y2022", 0, "Y is for years of more than four digits; write 2022"),
    ("Y-44", 0, "Y is for years of more than four digits; write -0044"),
    ("Y12E2", 0, "Y is for years of more than four digits; write 1200"),
    ("Y018470", 1, "a year after Y has no zeros before it; write Y18470"),
    ("-Y170000002", 0, "the minus of a long year follows its Y; write Y-170000002"),
    ("+2022", 0, "a year takes no plus; write 2022"),
    ("-0000", 0, "the year before 0001 is 0000, without a minus; write 0000"),
    ("-0000-01-01", 0, "the year before 0001 is 0000, without a minus; write 0000-01-01"),
    ("Y20000-04", 6, "a year after Y has no months; write Y20000"),
    ("Y1E12", 1, TOO_FAR),
    ("Y300000000000", 1, TOO_FAR),
    ("300000000000", 0, TOO_FAR),
    ("Y12345678901234", 1, TOO_FAR),
    ("Y2E11S1", 1, TOO_FAR),
    ("1950S0", 5, "the year has 4 digits, of which 0 cannot be significant; write a number from 1 to 4"),
    ("1950S5", 5, "the year has 4 digits, of which 5 cannot be significant; write a number from 1 to 4"),
    ("1950S2-05", 6, "a year with significant digits has no months; write 1950S2"),
    ("195XS2", 4, "a year with an X has no significant digits; write the one or the other"),
    # Months, days and seasons.
    ("2022-13", 5, "there is no month 13; write a month from 01 to 12"),
    ("2022-13T10", 5, "there is no month 13; write a month from 01 to 12"),
    ("2022-00-01", 5, "there is no month 00; write a month from 01 to 12"),
    ("2004-20", 5, "there is no month 20; write a month from 01 to 12"),
    ("2004-42", 5, "there is no month 42; write a month from 01 to 12"),
    ("2001-21-05", 7, "a season has no days; write 2001-21"),
    ("2022-02-30", 8, "there is no day 30: February 2022 has 28 days; write a day from 01 to 28"),
    ("2024-02-30", 8, "there is no day 30: February 2024 has 29 days; write a day from 01 to 29"),
    ("2022-11-08/2022-11-31?", 19, "there is no day 31: November 2022 has 30 days; write a day from 01 to 30"),
    ("2022-11-00", 8, "there is no day 00: November 2022 has 30 days; write a day from 01 to 30"),
    ("~2022-02-30", 9, "there is no day 30: February 2022 has 28 days; write a day from 01 to 28"),
    ("2022-02-30T10:00", 8, "there is no day 30: February 2022 has 28 days; write a day from 01 to 28"),
    ("0001-02-29", 8, "there is no day 29: February 0001 has 28 days; write a day from 01 to 28"),
    ("-0003-02-29", 9, "there is no day 29: February -0003 has 28 days; write a day from 01 to 28"),
    ("XXXX-02-32", 8, "there is no day 32; write a day from 01 to 31"),
    # Qualifiers.
    ("2022?~", 5, "a date takes one qualifier; write 2022%"),
    ("2022??", 5, "a date takes one qualifier; write 2022?"),
    ("2022-11??-08", 8, "a date takes one qualifier; write 2022-11?-08"),
    ("?", 0, NO_DATE),
    ("??", 0, NO_DATE),
    # Unspecified digits.
    ("202x", 3, "an unknown digit is a capital X; write 202X"),
    ("2022-1x", 6, "an unknown digit is a capital X; write 2022-1X"),
    ("2022-2X", 5, "no month matches 2X; write a month from 01 to 12, or XX"),
    ("1985-02-3X", 8, "no such month has a day 3X; write a day that it has, or XX"),
    ("XXX1-02-29", 8, "no such month has a day 29; write a day that it has, or XX"),
    ("-0000-XX", 0, "the year before 0001 is 0000, without a minus; write 0000-XX"),
    # Small letters.
    ("y17e7", 0, "the Y of a date is a capital; write Y17E7"),
    ("Y17e7", 3, "the E of a date is a capital; write Y17E7"),
    ("1950s2", 4, "the S of a date is a capital; write 1950S2"),
    ("2022-11-08t10:00", 10, "the T of a date is a capital; write 2022-11-08T10:00"),
    ("2022-11-08T10:00z", 16, "the Z of a date is a capital; write 2022-11-08T10:00Z"),
    # Times of day.
    ("2022-11-08 10:00", 10, "a time follows its day after a T; write 2022-11-08T10:00"),
    ("2022-11-08T10:00 UTC", 16, "UTC is written as Z; write 2022-11-08T10:00Z"),
    ("2022-11-08T1000", 13, "hours and minutes are joined by a colon; write 2022-11-08T10:00"),
    ("2022-11-08T100000Z", 13, "hours, minutes and seconds are joined by colons; write 2022-11-08T10:00:00Z"),
    ("2022-11-08T24:00:00", 11, "a day ends at 23:59:59; write 2022-11-09T00:00:00"),
    ("2022-12-31T24:00", 11, "a day ends at 23:59:59; write 2023-01-01T00:00"),
    ("2022-11-08T24:30", 11, "there is no hour 24; write an hour from 00 to 23"),
    ("2022-11-08T25:00", 11, "there is no hour 25; write an hour from 00 to 23"),
    ("2022-11-08T23:60", 14, "there is no minute 60; write a minute from 00 to 59"),
    ("2022-11-08T23:59:60Z", 17, "leap seconds are not supported; write 2022-11-08T23:59:59Z"),
    ("2022-11-08T23:59:61", 17, "there is no second 61; write a second from 00 to 59"),
    ("2022-11-08T10:00+0100", 19, "hours and minutes are joined by a colon; write 2022-11-08T10:00+01:00"),
    ("2022-11-08T10:00 +01:00", 17, "an offset follows its time at once; write 2022-11-08T10:00+01:00"),
    ("2022-11-08T10:00+15:00", 16, "no clock is more than 14 hours from UTC; write an offset from -14:00 to +14:00"),
    ("2022-11-08T10:00-00:00", 16, "UTC is written as Z; write 2022-11-08T10:00Z"),
    ("2022-11-08T10:00+01:70", 20, "there is no minute 70; write a minute from 00 to 59"),
    ("2022-11-08T10:00:00,5", 19, "a fraction of a second follows a point; write 2022-11-08T10:00:00.5"),
    (
        "2022-11-08T10:00:00.1234567890",
        29,
        "a fraction of a second has nine digits at most; write 2022-11-08T10:00:00.123456789",
    ),
    ("2022-11-XXT10:00", 10, "only a whole day has a time; write 2022-11-XX"),
    ("2022-11T10:00", 7, "only a whole day has a time; write 2022-11"),
    ("2022-11-08T1X:00", 10, "a time of day has no X; write 2022-11-08"),
    ("2022-11-08T", 10, "a T is followed by a time; write 2022-11-08"),
    # Digits and blanks.
    ("2022-1١", 6, "a digit is not ASCII; write the digits 0 to 9"),
    ("\uff12\uff10\uff12\uff12", 0, "a digit is not ASCII; write the digits 0 to 9"),
    ("2022-11-08 /2022-11-09", 10, BLANKS),
    ("2022-11-08/ 2022-11-09", 11, BLANKS),
    (" 2022", 0, BLANKS),
    ("2022\n", 4, BLANKS),
    ("2022\xa0", 4, BLANKS),
    # Dates as people write them.
    ("08/11/2022", 0, f"{YEAR_FIRST}; write 2022-11-08 or 2022-08-11"),
    ("08/08/2022", 0, f"{YEAR_FIRST}; write 2022-08-08"),
    ("25/11/2022", 0, f"{YEAR_FIRST}; write 2022-11-25"),
    ("11/25/2022", 0, f"{YEAR_FIRST}; write 2022-11-25"),
    ("8.11.2022", 0, f"{YEAR_FIRST}; write 2022-11-08 or 2022-08-11"),
    ("11/2022", 0, f"{YEAR_FIRST}; write 2022-11"),
    ("2022/11/08", 0, f"{TWO_DIGITS}; write 2022-11-08"),
    ("2022.11.08", 0, f"{TWO_DIGITS}; write 2022-11-08"),
    ("2022\u201111\u201108", 0, f"{TWO_DIGITS}; write 2022-11-08"),
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
    ("202211", 0, "the parts of a date are joined by hyphens; write 2022-11"),
    ("AD 43", 0, "a year is written with four digits alone; write 0043"),
    ("43 AD", 0, "a year is written with four digits alone; write 0043"),
    ("44 BC", 0, f"{BC}; write -0043"),
    ("44 BCE", 0, f"{BC}; write -0043"),
    ("1 BC", 0, f"{BC}; write 0000"),
    ("43 av. J.-C.", 0, f"{BC}; write -0042"),
    ("44 a. C.", 0, f"{BC}; write -0043"),
    ("winter 2022", 0, "a season is written as a number; write 2022-24"),
    ("Spring 2022", 0, "a season is written as a number; write 2022-21"),
    ("2022 fall", 0, "a season is written as a number; write 2022-23"),
    ("Q1 2022", 0, "a quarter is written as a number from 33 to 36; write 2022-33"),
    ("2022-Q3", 0, "a quarter is written as a number from 33 to 36; write 2022-35"),
    ("1990s", 0, "a decade is written with an X; write 199X"),
    ("the 1990s", 0, "a decade is written with an X; write 199X"),
    ("13th century", 0, "a century is written with two X; write 12XX"),
    ("ca. 2022", 0, "an estimate ends with ~; write 2022~"),
    ("about 2022-11", 0, "an estimate ends with ~; write 2022-11~"),
    ("2022-W45-2", 0, "EDTF has no weeks; write 2022-11-08"),
    ("2022-W45", 0, "EDTF has no weeks; write [2022-11-07..2022-11-13]"),
    ("2022-312", 0, "EDTF does not number the days of a year; write 2022-11-08"),
    # Anything else.
    ("", 0, f"the date is empty; {FORMS}, or ../.. for undated"),
    ("yesterday", 0, NO_DATE),
    ("hello", 0, NO_DATE),
    ("2022-11-08foo", 10, NO_DATE),
    ("2022-11-08/foo", 11, NO_DATE),
    ("2024-2022", 7, NO_DATE),
    ("\x1b[31m", 1, "a set stands alone in its brackets; write [A,B] or {A,B}"),
    ("\x00", 0, NO_DATE),
    ("\ud800", 0, NO_DATE),
    ("0 BC", 0, NO_DATE),
]


def refusal(text: str) -> EdtfError | None:
    """Return why a text is no date; None when it is one."""
    try:
        EdtfDate.parse(text)
    except EdtfError as error:
        return error
    return None


@pytest.mark.parametrize(("text", "position", "message"), REFUSED, ids=[ascii(row[0]) for row in REFUSED])
def test_a_text_that_is_no_date_is_refused_with_a_position_and_a_remedy(text: str, position: int, message: str) -> None:
    error = refusal(text)
    assert error is not None
    assert (error.position, str(error)) == (position, message)
    assert f"{error.problem}; {error.remedy}" == message
    assert EdtfDate.try_parse(text) is None


def offered(error: EdtfError) -> list[str]:
    """Return the dates that a remedy names."""
    form = r"([0-9XY.,/?~%TZES:+{}\[\]-]+)"
    found = re.fullmatch(rf"write {form}(?:(?: or |, ){form})?(?:(?: or |, ){form})?(?: for undated)?", error.remedy)
    return [text for text in found.groups() if text and re.search("[0-9]", text)] if found else []


@pytest.mark.parametrize("text", [row[0] for row in REFUSED], ids=[ascii(row[0]) for row in REFUSED])
def test_a_date_that_a_remedy_names_is_one(text: str) -> None:
    error = refusal(text)
    assert error is not None
    assert all(str(EdtfDate.parse(date)) == date for date in offered(error))


@given(near_misses())
@example("2024-2022")
@example("2022-13T10")
@example("0XXX-13")
@example("31.02.2022")
@example("9999-12-31T24:00")
@example("9999-W52-7")
@example("0000 BC")
def test_a_date_that_any_remedy_names_is_one(text: str) -> None:
    error = refusal(text)
    assume(error)
    assert error
    assert all(str(EdtfDate.parse(date)) == date for date in offered(error))


@given(st.text() | near_misses())
@example("2022-11-08\n")
@example("²022")
@example("Y" + "9" * 5000)
@example("Y1E" + "9" * 5000)
@example("1950S" + "9" * 5000)
@example("[" * 5000)
@example("2022-" * 5000)
def test_any_text_is_a_date_or_refused_at_a_position(text: str) -> None:
    error = refusal(text)
    if error is None:
        assert str(EdtfDate.parse(text)) == text
        return
    assert 0 <= error.position <= len(text)
    message = str(error)
    assert message.isprintable()
    assert message.isascii()
    assert not message.endswith(".")
    assert message[0].islower() or message.startswith(("EDTF ", "UTC ", "Y "))


@given(st.integers(-9999, 9999), st.integers(1, 99), st.integers(0, 99))
def test_a_day_is_a_date_exactly_when_the_calendar_has_it(year: int, month: int, number: int) -> None:
    text = f"{'-' * (year < 0)}{abs(year):04}-{month:02}-{number:02}"
    days = month_days(year, month) if month <= 12 else []
    if 1 <= number <= len(days):
        assert EdtfDate.parse(text).bounds.earliest_start == days[number - 1] * DAY
    else:
        error = refusal(text)
        assert error is not None
        problem = "a season has no days" if 21 <= month <= 41 else r"there is no (month|day) \d\d"
        assert re.match(problem, error.problem)


def test_an_error_survives_pickling() -> None:
    error = pickle.loads(pickle.dumps(EdtfError(5, "a problem", "a remedy")))
    assert (error.position, error.problem, error.remedy) == (5, "a problem", "a remedy")
    assert str(error) == "a problem; a remedy"
