"""What an EDTF date means: its bounds, what it possibly and certainly touches, its order and its canonical form."""

import copy
import pickle
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.timeline.dates.expressions import Enumerated, enumerated, expressions, seconds, single_dates, times
from tui.timeline.dates.bounds import OPEN_END, OPEN_START
from tui.timeline.dates.calendar import DAY, day_number, first_second, last_second
from tui.timeline.dates.edtf import EdtfDate

# Text, precision, and the bounds by the clock of UTC: the earliest and latest start, then the earliest and latest end
# where they are not the same. A day as a bound is its first second for the earliest and its last for the latest; "-"
# and "+" are before and after every year. The levels have all examples of the specification.
SPECIFIED = """
# Level 0.
1985-04-12                  day        1985-04-12   1985-04-12
1985-04                     month      1985-04-01   1985-04-30
1985                        year       1985-01-01   1985-12-31
1985-04-12T23:20:30         second     1985-04-12T23:20:30 1985-04-12T23:20:30
1985-04-12T23:20:30Z        second     1985-04-12T23:20:30 1985-04-12T23:20:30
1985-04-12T23:20:30-04      second     1985-04-13T03:20:30 1985-04-13T03:20:30
1985-04-12T23:20:30+04:30   second     1985-04-12T18:50:30 1985-04-12T18:50:30
1964/2008                   year       1964-01-01   1964-12-31   2008-01-01   2008-12-31
2004-06/2006-08             month      2004-06-01   2004-06-30   2006-08-01   2006-08-31
2004-02-01/2005-02-08       day        2004-02-01   2004-02-01   2005-02-08   2005-02-08
2004-02-01/2005-02          day        2004-02-01   2004-02-01   2005-02-01   2005-02-28
2004-02-01/2005             day        2004-02-01   2004-02-01   2005-01-01   2005-12-31
2005/2006-02                year       2005-01-01   2005-12-31   2006-02-01   2006-02-28
# Level 1.
Y170000002                  year       170000002-01-01 170000002-12-31
Y-170000002                 year       -170000002-01-01 -170000002-12-31
2001-21                     season     2001-03-01   2001-05-31
1984?                       year       1984-01-01   1984-12-31
2004-06~                    month      2004-06-01   2004-06-30
2004-06-11%                 day        2004-06-11   2004-06-11
201X                        decade     2010-01-01   2019-12-31
20XX                        century    2000-01-01   2099-12-31
2004-XX                     year       2004-01-01   2004-12-31
1985-04-XX                  month      1985-04-01   1985-04-30
1985-XX-XX                  year       1985-01-01   1985-12-31
1985-04-12/..               day        1985-04-12   1985-04-12   +            +
1985-04/..                  month      1985-04-01   1985-04-30   +            +
1985/..                     year       1985-01-01   1985-12-31   +            +
../1985-04-12               day        -            -            1985-04-12   1985-04-12
../1985-04                  month      -            -            1985-04-01   1985-04-30
../1985                     year       -            -            1985-01-01   1985-12-31
1985-04-12/                 day        1985-04-12   1985-04-12   1985-04-12   +
1985-04/                    month      1985-04-01   1985-04-30   1985-04-01   +
1985/                       year       1985-01-01   1985-12-31   1985-01-01   +
/1985-04-12                 day        -            1985-04-12   1985-04-12   1985-04-12
/1985-04                    month      -            1985-04-30   1985-04-01   1985-04-30
/1985                       year       -            1985-12-31   1985-01-01   1985-12-31
-1985                       year       -1985-01-01  -1985-12-31
1984?/2004%                 year       1984-01-01   1984-12-31   2004-01-01   2004-12-31
1984-01-02~/2004-06-04      day        1984-01-02   1984-01-02   2004-06-04   2004-06-04
../1985-04-12?              day        -            -            1985-04-12   1985-04-12
1985-04-12~/                day        1985-04-12   1985-04-12   1985-04-12   +
# Level 2.
Y-17E7                      year       -170000000-01-01 -170000000-12-31
1950S2                      century    1900-01-01   1999-12-31
Y171010000S3                millennium 171000000-01-01 171999999-12-31
Y3388E2S3                   millennium 338000-01-01 338999-12-31
2001-34                     season     2001-04-01   2001-06-30
[1667,1668,1670..1672]      year       1667-01-01   1672-12-31
[..1760-12-03]              day        -            1760-12-03
[1760-12..]                 month      1760-12-01   +
[1760-01,1760-02,1760-12..] month      1760-01-01   +
[1667,1760-12]              year       1667-01-01   1760-12-31
[..1984]                    year       -            1984-12-31
{1667,1668,1670..1672}      year       1667-01-01   1667-12-31   1672-01-01   1672-12-31
{1960,1961-12}              year       1960-01-01   1960-12-31   1961-12-01   1961-12-31
{..1984}                    year       -            -            1984-01-01   1984-12-31
[..1983-12-31,1984-10-10..1984-11-01,1984-11-05..] day        -            +
2004-06~-11                 day        2004-06-11   2004-06-11
2004?-06-11                 day        2004-06-11   2004-06-11
?2004-06-~11                day        2004-06-11   2004-06-11
2004-%06-11                 day        2004-06-11   2004-06-11
2004-06?-~11                day        2004-06-11   2004-06-11
156X-12-25                  decade     1560-12-25   1569-12-25
15XX-12-25                  century    1500-12-25   1599-12-25
XXXX-12-XX                  millennium 0000-12-01   9999-12-31
1XXX-XX                     millennium 1000-01-01   1999-12-31
1XXX-12                     millennium 1000-12-01   1999-12-31
1XX3                        millennium 1003-01-01   1993-12-31
1984-1X                     year       1984-10-01   1984-12-31
1560-XX-25                  year       1560-01-25   1560-12-25
1560-X2                     year       1560-02-01   1560-12-31
2004-06-~01/2004-06-~20     day        2004-06-01   2004-06-01   2004-06-20   2004-06-20
2004-06-XX/2004-07-03       month      2004-06-01   2004-06-30   2004-07-03   2004-07-03
..2004-06-01/2004-06-~20    day        -            2004-06-01   2004-06-20   2004-06-20
2004-06-01~/2004-06-20..    day        2004-06-01   2004-06-01   2004-06-20   +
# Seasons and other parts of a year.
2001-22                     season     2001-06-01   2001-08-31
2001-23                     season     2001-09-01   2001-11-30
2001-24                     season     2001-12-01   2002-02-28
2001-25                     season     2001-03-01   2001-05-31
2001-26                     season     2001-06-01   2001-08-31
2001-27                     season     2001-09-01   2001-11-30
2001-28                     season     2001-12-01   2002-02-28
2001-29                     season     2001-09-01   2001-11-30
2001-30                     season     2001-12-01   2002-02-28
2001-31                     season     2001-03-01   2001-05-31
2001-32                     season     2001-06-01   2001-08-31
2001-33                     season     2001-01-01   2001-03-31
2001-35                     season     2001-07-01   2001-09-30
2001-36                     season     2001-10-01   2001-12-31
2001-37                     season     2001-01-01   2001-04-30
2001-38                     season     2001-05-01   2001-08-31
2001-39                     season     2001-09-01   2001-12-31
2001-40                     season     2001-01-01   2001-06-30
2001-41                     season     2001-07-01   2001-12-31
2003-24                     season     2003-12-01   2004-02-29
-0001-24                    season     -0001-12-01  0000-02-29
# Unspecified digits.
156X                        decade     1560-01-01   1569-12-31
XXXX                        millennium 0000-01-01   9999-12-31
1985-0X-31                  year       1985-01-31   1985-08-31
XXXX-02-29                  millennium 0000-02-29   9996-02-29
196X-02-29                  decade     1960-02-29   1968-02-29
XXXX-XX-XX                  millennium 0000-01-01   9999-12-31
20XX-41                     century    2000-07-01   2099-12-31
-01XX                       century    -0199-01-01  -0100-12-31
-00XX                       century    -0099-01-01  -0001-12-31
2022-X1-3X                  year       2022-01-30   2022-11-30
# Years before 1 and beyond 9999.
0000                        year       0000-01-01   0000-12-31
-0001                       year       -0001-01-01  -0001-12-31
-0043-03-15                 day        -0043-03-15  -0043-03-15
0000-02-29                  day        0000-02-29   0000-02-29
-0004-02-29                 day        -0004-02-29  -0004-02-29
-9999                       year       -9999-01-01  -9999-12-31
Y10000                      year       10000-01-01  10000-12-31
Y-10000                     year       -10000-01-01 -10000-12-31
Y200000000000               year       200000000000-01-01 200000000000-12-31
Y-200000000000              year       -200000000000-01-01 -200000000000-12-31
Y-138E8                     year       -13800000000-01-01 -13800000000-12-31
Y-138E8S3                   millennium -13899999999-01-01 -13800000000-12-31
-0050S1                     decade     -0059-01-01  -0050-12-31
0043S1                      decade     0040-01-01   0049-12-31
1950S4                      year       1950-01-01   1950-12-31
# Times of day, also in intervals and sets.
2022-11-08T14               hour       2022-11-08T14:00:00 2022-11-08T14:59:59
2022-11-08T14:30            minute     2022-11-08T14:30:00 2022-11-08T14:30:59
2022-11-08T14:30:05.25      second     2022-11-08T14:30:05 2022-11-08T14:30:05
2022-11-08T14:30~           minute     2022-11-08T14:30:00 2022-11-08T14:30:59
2022-11-08T23:30-01:00      minute     2022-11-09T00:30:00 2022-11-09T00:30:59
-0043-03-15T12:00Z          minute     -0043-03-15T12:00:00 -0043-03-15T12:00:59
2022-11-08T14:30/2022-11-08T15 minute 2022-11-08T14:30:00 2022-11-08T14:30:59 2022-11-08T15:00:00 2022-11-08T15:59:59
[2022-11-08T14,2022-11-08T16] hour       2022-11-08T14:00:00 2022-11-08T16:59:59
# Ends that overlap.
2022/2022-03                year       2022-01-01   2022-03-31   2022-03-01   2022-03-31
2022-03/2022                month      2022-03-01   2022-03-31   2022-03-01   2022-12-31
2022-11-08/2022-11-08       day        2022-11-08   2022-11-08
156X-12-25/1565             decade     1560-12-25   1565-12-25   1565-01-01   1565-12-31
1565/156X-12-25             year       1565-01-01   1565-12-31   1565-12-25   1569-12-25
# Of which nothing is known.
../..                       undated    -            +
/..                         undated    -            +
../                         undated    -            +
"""

ROWS = [tuple(line.split()) for line in SPECIFIED.splitlines() if line and not line.startswith("#")]


def second(text: str, *, is_latest: bool) -> int:
    """Read a bound of the table."""
    if text in ("-", "+"):
        return OPEN_START if text == "-" else OPEN_END
    day, _, clock = text.partition("T")
    year, month, number = day.rsplit("-", 2)
    first = day_number(int(year), int(month), int(number)) * DAY
    if not clock:
        return first + DAY - 1 if is_latest else first
    hour, minute, of_minute = map(int, clock.split(":"))
    return first + hour * 3600 + minute * 60 + of_minute


def span(first: date, last: date) -> tuple[int, int]:
    return first_second(first), last_second(last)


@pytest.mark.parametrize(("text", "precision", "bounds"), [(row[0], row[1], row[2:]) for row in ROWS])
def test_a_date_has_four_exact_bounds(text: str, precision: str, bounds: tuple[str, ...]) -> None:
    edtf = EdtfDate.parse(text)
    assert edtf.precision == precision
    starts_and_ends = bounds if len(bounds) == 4 else bounds * 2
    assert edtf.bounds == tuple(
        second(bound, is_latest=is_latest)
        for bound, is_latest in zip(starts_and_ends, (False, True, False, True), strict=True)
    )


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("?2004-?06-?11", "2004-06-11?"),
        ("?2004-?06-11", "2004-06?-11"),
        ("?2004-06-~11", "2004?-06-~11"),
        ("2004?-06-?11", "2004?-06-?11"),
        ("2001-?09~-09", "2001~-%09-09"),
        ("?2001", "2001?"),
        ("2004-06?-11~", "2004-06%-~11"),
        ("Y-17E7", "Y-170000000"),
        ("Y3388E2S3", "Y338800S3"),
        ("1950S4", "1950"),
        ("Y12345S5", "Y12345"),
        ("1985-04-12T23:20:30+04", "1985-04-12T23:20:30+04:00"),
        ("1985-04-12T23:20:30+00:00", "1985-04-12T23:20:30Z"),
        ("1985-04-12T23:20:30.500", "1985-04-12T23:20:30.5"),
        ("1985-04-12T23:20:30.000Z", "1985-04-12T23:20:30Z"),
        ("1985-?04-12T23:20~", "1985-%04-12T23:20~"),
        ("?1985-06-01/..", "1985?-06-01/.."),
        ("..2004-06-01/2004-06-20..", "..2004-06-01/2004-06-20.."),
        ("/..", "../.."),
        ("1985/", "1985/"),
        ("[2021]", "2021"),
        ("{2021}", "2021"),
        ("[2021,2020,2021]", "[2020,2021]"),
        ("[1670..1672,1667]", "[1667,1670..1672]"),
        ("[..1984]", "[..1984]"),
    ],
)
def test_the_canonical_form_is_the_preferred_one(text: str, canonical: str) -> None:
    assert EdtfDate.parse(text).canonical() == canonical


@given(expressions())
@example("1950S4")
@example("0000S1")
@example("{0000..0000-01}")
def test_the_canonical_form_means_the_same(text: str) -> None:
    edtf = EdtfDate.parse(text)
    canonical = EdtfDate.parse(edtf.canonical())
    assert canonical.bounds == edtf.bounds
    assert (canonical.uncertain, canonical.approximate) == (edtf.uncertain, edtf.approximate)
    assert canonical.canonical() == canonical.text


@given(expressions(), st.sampled_from([None, "Europe/Kyiv", "America/New_York", "Asia/Kolkata"]))
# The clock is put back from 3:00 to 2:00 between these two.
@example("2022-10-30T00:50Z/2022-10-30T01:10Z", "Europe/Berlin")
@example("0001-01-01T00:00+14:00", "America/New_York")
@example("9999-12-31T23:59-14:00", "Asia/Kolkata")
def test_bounds_are_in_order(text: str, zone: str | None) -> None:
    bounds = EdtfDate.parse(text).bounds_in(None if zone is None else ZoneInfo(zone))
    assert OPEN_START <= bounds.earliest_start <= bounds.latest_start <= bounds.latest_end <= OPEN_END
    assert bounds.earliest_start <= bounds.earliest_end <= bounds.latest_end
    assert OPEN_START == -(2**63)
    assert OPEN_END == 2**63 - 1


# Years about 1 BC, whose days are numbered below 1, and about leap years.
SMALL_YEARS = st.integers(-2, 2) | st.integers(9, 11) | st.integers(1999, 2001)


@given(enumerated(SMALL_YEARS))
def test_bounds_are_those_of_all_days_enumerated(judge: Enumerated) -> None:
    first, last = min(judge.starts), max(judge.ends)
    bounds = EdtfDate.parse(judge.text).bounds
    assert (bounds.earliest_start, bounds.latest_start) == seconds(first, max(judge.starts))
    assert (bounds.earliest_end, bounds.latest_end) == seconds(min(judge.ends), last)


@given(enumerated(SMALL_YEARS), st.data())
def test_possible_and_certain_are_those_of_all_days_enumerated(judge: Enumerated, data: st.DataObject) -> None:
    edtf = EdtfDate.parse(judge.text)
    for _ in range(5):
        first = data.draw(st.sampled_from(judge.starts + judge.ends)) + data.draw(st.integers(-40, 40))
        last = first + data.draw(st.integers(0, 400))
        assert edtf.possible(*seconds(first, last)) == judge.possible(first, last)
        assert edtf.certain(*seconds(first, last)) == judge.certain(first, last)


@given(expressions(), st.integers(-(2**62), 2**62) | st.none(), st.integers(-(2**62), 2**62) | st.none())
def test_what_is_certain_is_possible(text: str, first: int | None, last: int | None) -> None:
    edtf = EdtfDate.parse(text)
    assert not edtf.certain(first, last) or edtf.possible(first, last)
    assert edtf.certain(None, None)


def test_a_siege_surely_touches_every_day_that_it_surely_lasted() -> None:
    siege, doubt = EdtfDate.parse("2022-02-24/2022-05-20"), EdtfDate.parse("[2022-02-24..2022-05-20]")
    day = span(date(2022, 3, 16), date(2022, 3, 16))
    assert siege.certain(*day)
    assert doubt.possible(*day)
    assert not doubt.certain(*day)
    assert doubt.certain(*span(date(2022, 2, 24), date(2022, 5, 20)))


def test_an_open_end_did_not_come_and_an_unknown_one_did() -> None:
    ongoing, ended = EdtfDate.parse("2022-11/.."), EdtfDate.parse("2022-11/")
    later = span(date(2030, 1, 1), date(2030, 1, 1))
    assert ongoing.certain(*later)
    assert ended.possible(*later)
    assert not ended.certain(*later)
    assert ended.certain(first_second(date(2022, 11, 1)), None)
    assert not ongoing.possible(None, last_second(date(2022, 10, 31)))


def test_a_range_in_a_gap_is_not_possible() -> None:
    gap = span(date(1668, 1, 1), date(1669, 12, 31))
    assert not EdtfDate.parse("[1667,1670..1672]").possible(*gap)
    assert not EdtfDate.parse("{1667,1670..1672}").possible(*gap)
    assert not EdtfDate.parse("166X-12-25").possible(*span(date(1668, 1, 1), date(1668, 12, 24)))
    assert EdtfDate.parse("166X-12-25").possible(*span(date(1668, 1, 1), date(1668, 12, 25)))
    assert not EdtfDate.parse("XXXX-02-29").possible(*span(date(1897, 1, 1), date(1904, 2, 28)))


def test_an_undated_event_is_possible_at_any_time_and_certain_at_none() -> None:
    undated = EdtfDate.parse("../..")
    battle = span(date(1066, 10, 14), date(1066, 10, 14))
    assert undated.possible(*battle)
    assert not undated.certain(*battle)
    assert undated.certain(None, None)


def test_nothing_is_within_a_range_that_ends_before_it_starts() -> None:
    first, last = span(date(2022, 11, 20), date(2022, 11, 10))
    for text in ("2022-11", "../..", "2022/2023", "{2022-11,2022-12}"):
        assert not EdtfDate.parse(text).possible(first, last)
        assert not EdtfDate.parse(text).certain(first, last)


@given(times(st.integers(2, 9998)))
def test_a_time_is_what_datetime_reads(text: str) -> None:
    plain = re.sub(r"[?~%]$", "", text)
    plain = re.sub(r"(T\d\d)(?=$|[Z+-])", r"\1:00", plain)
    read = datetime.fromisoformat(re.sub(r"(?<=\.\d{6})\d+", "", plain)).replace(microsecond=0)
    instant = read.astimezone(UTC) if read.tzinfo else read
    edtf = EdtfDate.parse(text)
    assert (
        edtf.bounds.earliest_start
        == instant.toordinal() * DAY + instant.hour * 3600 + instant.minute * 60 + instant.second
    )
    assert edtf.has_time
    width = {"hour": 3600, "minute": 60, "second": 1}[edtf.precision]
    assert edtf.bounds.latest_end == edtf.bounds.earliest_start + width - 1


def test_an_instant_is_moved_to_the_clock_of_a_zone_and_a_local_time_is_not() -> None:
    kyiv = ZoneInfo("Europe/Kyiv")
    instant, local = EdtfDate.parse("2022-11-08T23:30Z"), EdtfDate.parse("2022-11-08T23:30")
    assert local.bounds_in(kyiv) == local.bounds == instant.bounds
    assert instant.bounds_in(kyiv).earliest_start == instant.bounds.earliest_start + 2 * 3600
    summer = EdtfDate.parse("2022-07-08T14:30+02:00")
    assert summer.bounds_in(kyiv).earliest_start == summer.bounds.earliest_start + 3 * 3600
    day = span(date(2022, 11, 9), date(2022, 11, 9))
    assert instant.possible(*day, zone=kyiv)
    assert not instant.possible(*day)
    assert (
        EdtfDate.parse("-0043-03-15T12:00Z").bounds_in(kyiv).earliest_start % 60 == 4
    )  # the mean time of its longitude


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate", "is_interval"),
    [
        ("2022", False, False, False),
        ("2022?", True, False, False),
        ("2022~", False, True, False),
        ("2022%", True, True, False),
        ("2022-?11-08", True, False, False),
        ("2022/2023", False, False, True),
        ("2022/2023?", True, False, True),
        ("2022~/2023?", True, True, True),
        ("../2022%", True, True, True),
        ("2022~/..", False, True, True),
        ("../..", False, False, True),
        ("[2021,2022~]", False, True, False),
    ],
)
def test_a_qualifier_anywhere_counts(text: str, uncertain: bool, approximate: bool, is_interval: bool) -> None:
    edtf = EdtfDate.parse(text)
    assert (edtf.uncertain, edtf.approximate, edtf.is_interval) == (uncertain, approximate, is_interval)


@given(expressions())
def test_qualifiers_never_change_bounds(text: str) -> None:
    bare = EdtfDate.parse(re.sub(r"[?~%]", "", text))
    assert EdtfDate.parse(text).bounds == bare.bounds
    assert not bare.uncertain
    assert not bare.approximate


@pytest.mark.parametrize(
    ("text", "year", "month", "day", "time"),
    [
        ("2004-06-11?", "?", "?", "?", ""),
        ("2004-06~-11", "~", "~", "", ""),
        ("2004?-06-11", "?", "", "", ""),
        ("?2004-06-~11", "?", "", "~", ""),
        ("2004-%06-11", "", "%", "", ""),
        ("2004-06?-~11", "?", "?", "~", ""),
        ("2001-?09~-09", "~", "%", "", ""),
        ("2004-06?", "?", "?", "", ""),
        ("2004-06-11T10:00~", "~", "~", "~", "~"),
        ("2004-?06-11T10:00", "", "?", "", ""),
    ],
)
def test_a_qualifier_is_that_of_its_part_or_of_all_before_it(
    text: str, year: str, month: str, day: str, time: str
) -> None:
    start = EdtfDate.parse(text).start
    assert start is not None
    assert start.parts.qualifiers == (year, month, day, time)


def test_only_an_interval_of_two_missing_ends_is_undated() -> None:
    texts = ["../..", "/..", "../", "../2022", "2022/..", "2022", "[..2021,2023..]"]
    assert [text for text in texts if EdtfDate.parse(text).is_undated] == ["../..", "/..", "../"]


def test_dates_sort_by_start_and_then_by_end() -> None:
    texts = [
        "../2022",
        "[..2022]",
        "../..",
        "Y-138E8",
        "-0043-03-15",
        "0001-01-01",
        "2022-11-01",
        "2022-11-01/2022-11-03",
        "2022-11-01/..",
        "2022-11",
        "2022-11/2022-11-30",
        "2022-11/9999-12-31",
        "2022-11/..",
        "2022-11-01T09:00",
        "2022-11-08T14:29Z",
        "2022-11-08T15:30+01:00",
        "2023",
        "Y10000",
    ]
    backward = list(map(EdtfDate.parse, reversed(texts)))
    assert [edtf.text for edtf in sorted(backward, key=lambda edtf: edtf.sort_key)] == texts


@given(expressions())
def test_the_sort_key_is_the_bounds(text: str) -> None:
    edtf = EdtfDate.parse(text)
    assert edtf.sort_key == edtf.bounds


@given(expressions())
def test_days_of_dates_are_within_the_years_of_datetime(text: str) -> None:
    edtf = EdtfDate.parse(text)
    first, last = edtf.bounds.earliest_start // DAY, edtf.bounds.latest_end // DAY
    years = range(1, date.max.toordinal() + 1)
    assert edtf.earliest == (None if first < 1 else date.fromordinal(first) if first in years else date.max)
    assert edtf.latest == (date.fromordinal(last) if last in years else date.min if last < 1 else None)


def test_a_date_beyond_datetime_has_the_nearest_day() -> None:
    ancient, future = EdtfDate.parse("-0043"), EdtfDate.parse("Y20000")
    assert (ancient.earliest, ancient.latest) == (None, date.min)
    assert (future.earliest, future.latest) == (date.max, None)


def test_dates_are_frozen_and_survive_copies() -> None:
    for text in ("2022-11~/..", "[1667,1670..1672]", "2022-11-08T14:30Z"):
        edtf = EdtfDate.parse(text)
        for copied in (copy.deepcopy(edtf), pickle.loads(pickle.dumps(edtf))):
            assert copied == edtf
            assert copied.bounds == edtf.bounds
            assert copied.canonical() == edtf.canonical()
        with pytest.raises(AttributeError):
            edtf.text = "2023"  # type: ignore[misc]  # the point of the test


def test_dates_written_differently_are_not_equal() -> None:
    assert EdtfDate.parse("2022-11") != EdtfDate.parse("2022-11-XX")


@given(single_dates())
def test_a_date_is_its_text(text: str) -> None:
    assert str(EdtfDate.parse(text)) == EdtfDate.parse(text).text == text
    assert EdtfDate.try_parse(text) is EdtfDate.parse(text)
    assert EdtfDate.try_parse(f"{text} ") is None


def test_the_import_stays_light() -> None:
    work = (
        "import sys; from tui.timeline.dates.edtf import EdtfDate\n"
        "for text in ('2022', '2022-11~', '2022-11-08', '2022-11-08/2022-11-09', '../2022'):\n"
        "    EdtfDate.parse(text).bounds\n"
        "print({*sys.modules} | {name.partition('.')[0] for name in sys.modules})"
    )
    ran = subprocess.run([sys.executable, "-c", work], capture_output=True, text=True, check=True)
    heavy = ("textual", "rich", "yaml", "dateutil", "zoneinfo", "tui.timeline.dates.refusals")
    assert not [name for name in heavy if f"'{name}'" in ran.stdout]
