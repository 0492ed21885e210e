"""What a date typed by a person means, and why another text is none."""

from __future__ import annotations

import pickle
import re
import time
from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given
from hypothesis import strategies as st

from tests.timeline.test_imports import imported
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.typed import TypedDateError, typed_date

LEAP_DAY = date(2024, 2, 29)  # a Thursday
FORMS = "write a date such as 2022-11-08, 8 nov 2022, nov 2022 or 2022"
NO_DATE = f"not a date; {FORMS}"
TIME_OF_DAY = "a date here has no time of day; leave the time out"
SHORT_YEAR = "the year has fewer than four digits; write the year with four digits"
OUT_OF_RANGE = "that is outside the years 1 to 9999; write a date nearer to today"
INSTEAD = "write after: or before: instead"
ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
FRENCH = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
JOURS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]

# The text, and the first and last day in digits; the last is left out where it is the first.
MEANT = """
2022-11-08                  20221108
2022-11                     20221101 20221130
2022                        20220101 20221231
2022-11-08?                 20221108
2022-11~                    20221101 20221130
2022-11-XX                  20221101 20221130
2022-11-xx%                 20221101 20221130
2022-XX                     20220101 20221231
202x                        20200101 20291231
19XX                        19000101 19991231
0001                        00010101 00011231
9999-12                     99991201 99991231
2022-11-08/2022-12-02       20221108 20221202
2022-11-08 / 2022-12        20221108 20221231
2022/2023                   20220101 20231231
  2022-11-08                20221108
2022‑11–08                  20221108
2022-11-8                   20221108
2022-3-5                    20220305
2022/11/8                   20221108
2022.11.8                   20221108
2022/11                     20221101 20221130
20221108                    20221108
25/11/2022                  20221125
25-11-2022                  20221125
8.11.2022                   20221108
08.11.2022                  20221108
8/8/2022                    20220808
29.2.2024                   20240229
11/2022                     20221101 20221130
2-2024                      20240201 20240229
25/11                       20231125
8.11.                       20231108
nov 2022                    20221101 20221130
Nov. 2022                   20221101 20221130
NOVEMBER 2022               20221101 20221130
november, 2022              20221101 20221130
nov-2022                    20221101 20221130
nov2022                     20221101 20221130
novembre  2022              20221101 20221130
2022 november               20221101 20221130
janv. 2024                  20240101 20240131
févr. 2023                  20230201 20230228
fevr. 2024                  20240201 20240229
fév 2024                    20240201 20240229
avr. 2022                   20220401 20220430
juil. 2022                  20220701 20220731
août 2022                   20220801 20220831
aout 2022                   20220801 20220831
AOÛT 2022                   20220801 20220831
sept. 2022                  20220901 20220930
déc. 2022                   20221201 20221231
8 nov 2022                  20221108
8 nov. 2022                 20221108
8-nov-2022                  20221108
8/nov/2022                  20221108
8nov2022                    20221108
nov 8 2022                  20221108
November 8, 2022            20221108
November 8th,2022           20221108
the 8th of november 2022    20221108
on 8 november 2022          20221108
8th of november 2022        20221108
1st may 2022                20220501
1er janvier 2024            20240101
1ᵉʳ janvier 2024            20240101
le 1er janvier 2024         20240101
8 november 0022             00221108
2022 nov 8                  20221108
2022, 8 november            20221108
8 2022 november             20221108
tuesday 8 november 2022     20221108
Tue, Nov 8, 2022            20221108
mardi 8 novembre 2022       20221108
le mardi 8.11.2022          20221108
in 2022                     20220101 20221231
début janvier 2024          20240101 20240110
early january 2024          20240101 20240110
the beginning of may 2022   20220501 20220510
mi-janvier 2024             20240111 20240120
mid-january 2024            20240111 20240120
mid‐january 2024            20240111 20240120
fin novembre 2022           20221121 20221130
late november 2022          20221121 20221130
end of february 2024        20240221 20240229
fin févr. 2023              20230221 20230228
q3 2023                     20230701 20230930
Q1-2024                     20240101 20240331
2023q4                      20231001 20231231
T2 2023                     20230401 20230630
2020s                       20200101 20291231
the 1990s                   19900101 19991231
années 1990                 19900101 19991231
today                       20240229
Aujourd’hui                 20240229
yesterday                   20240228
hier                        20240228
tomorrow                    20240301
demain                      20240301
avant-hier                  20240227
this week                   20240226 20240303
cette semaine               20240226 20240303
last week                   20240219 20240225
la semaine dernière         20240219 20240225
next week                   20240304 20240310
this month                  20240201 20240229
ce mois                     20240201 20240229
ce mois-ci                  20240201 20240229
last month                  20240101 20240131
le mois dernier             20240101 20240131
next month                  20240301 20240331
this year                   20240101 20241231
cette année                 20240101 20241231
last year                   20230101 20231231
l'an dernier                20230101 20231231
l’année dernière            20230101 20231231
next year                   20250101 20251231
3 days ago                  20240226
il y a trois jours          20240226
2 weeks ago                 20240215
3 months ago                20231129
il y a 3 mois               20231129
a year ago                  20230228
il y a un an                20230228
4 years ago                 20200229
last tuesday                20240227
mardi dernier               20240227
last thursday               20240222
jeudi dernier               20240222
next thursday               20240307
vendredi prochain           20240301
nov                         20231101 20231130
feb                         20240201 20240229
march                       20230301 20230331
8 nov                       20231108
nov 8                       20231108
29 feb                      20240229
29 février                  20240229
1 march                     20230301
28 feb                      20240228
fin novembre                20231121 20231130
late february               20240221 20240229
"""

OTHER_DAYS = [
    (date(2023, 2, 28), "29 feb", date(2020, 2, 29), date(2020, 2, 29)),
    (date(1903, 6, 1), "29 feb", date(1896, 2, 29), date(1896, 2, 29)),
    (date(2022, 11, 8), "8 nov", date(2022, 11, 8), date(2022, 11, 8)),
    (date(2022, 11, 7), "8 nov", date(2021, 11, 8), date(2021, 11, 8)),
    (date(2022, 11, 1), "nov", date(2022, 11, 1), date(2022, 11, 30)),
    (date(2022, 10, 31), "nov", date(2021, 11, 1), date(2021, 11, 30)),
    (date(2022, 11, 20), "late nov", date(2021, 11, 21), date(2021, 11, 30)),
    (date(2022, 11, 21), "late nov", date(2022, 11, 21), date(2022, 11, 30)),
    (date(2023, 12, 31), "tomorrow", date(2024, 1, 1), date(2024, 1, 1)),
    (date(2024, 1, 1), "yesterday", date(2023, 12, 31), date(2023, 12, 31)),
    (date(2024, 1, 1), "last month", date(2023, 12, 1), date(2023, 12, 31)),
    (date(2024, 3, 31), "last month", date(2024, 2, 1), date(2024, 2, 29)),
    (date(2023, 12, 31), "next month", date(2024, 1, 1), date(2024, 1, 31)),
    (date(2023, 12, 31), "this week", date(2023, 12, 25), date(2023, 12, 31)),
    (date(2024, 1, 1), "this week", date(2024, 1, 1), date(2024, 1, 7)),
    (date(2024, 5, 31), "3 months ago", date(2024, 2, 29), date(2024, 2, 29)),
    (date(2023, 5, 31), "il y a 3 mois", date(2023, 2, 28), date(2023, 2, 28)),
    (date(2024, 2, 29), "next year", date(2025, 1, 1), date(2025, 12, 31)),
]

REFUSED = [
    ("", f"the date is empty; {FORMS}"),
    (" \t\n", f"the date is empty; {FORMS}"),
    ("1" * 101, f"that is too long for a date; {FORMS}"),
    ("../2022", f"../2022 has no first day; {INSTEAD}"),
    ("2022-11/..", f"2022-11/.. has no last day; {INSTEAD}"),
    ("../..", f"../.. has no bounds; {INSTEAD}"),
    ("8/11/2022", "8/11/2022 may be two days; write 2022-11-08 or 2022-08-11"),
    ("08-11-2022", "08-11-2022 may be two days; write 2022-11-08 or 2022-08-11"),
    ("tuesday 8/11/2022", "8/11/2022 may be two days; write 2022-11-08 or 2022-08-11"),
    ("8/11", "8/11 may be two days; write 8 november or 11 august"),
    ("11/25/2022", "there is no month 25: the day comes first; write 2022-11-25"),
    ("11/25", "there is no month 25: the day comes first; write 25 november"),
    ("11.25.2022", "there is no month 25; write a month from 1 to 12"),
    ("13/13/2022", "there is no month 13; write a month from 1 to 12"),
    ("13/2022", "there is no month 13; write a month from 1 to 12"),
    ("2022-0-8", "there is no month 0; write a month from 1 to 12"),
    ("2022-02-30", "there is no day 30: february 2022 has 28 days; write a day from 1 to 28"),
    ("30 feb 2022", "there is no day 30: february 2022 has 28 days; write a day from 1 to 28"),
    ("2022 feb 30", "there is no day 30: february 2022 has 28 days; write a day from 1 to 28"),
    ("29.2.2023", "there is no day 29: february 2023 has 28 days; write a day from 1 to 28"),
    ("29/2/2023", "there is no day 29: february 2023 has 28 days; write a day from 1 to 28"),
    ("31/11/2022", "there is no day 31: november 2022 has 30 days; write a day from 1 to 30"),
    ("11/31/2022", "there is no day 31: november 2022 has 30 days; write a day from 1 to 30"),
    ("0/5/2022", "there is no day 0: may 2022 has 31 days; write a day from 1 to 31"),
    ("30 février", "there is no day 30: february has 29 days at most; write a day from 1 to 29"),
    ("nov 0000", "there is no year 0; write a year from 0001 to 9999"),
    ("0000s", "there is no year 0; write a year from 0001 to 9999"),
    ("-2022", OUT_OF_RANGE),
    ("2022–2023", "the ends of an interval are joined by a slash; write 2022/2023"),
    ("2023/2022", "the interval ends before it starts; write 2022/2023"),
    ("202211", "the parts of a date are joined by hyphens; write 2022-11"),
    ("22", "22 may be a day or a year; write the day with its month, or all of the year"),
    ("202", SHORT_YEAR),
    ("8/11/22", SHORT_YEAR),
    ("8 nov 22", SHORT_YEAR),
    ("nov '22", SHORT_YEAR),
    ("nov 202", SHORT_YEAR),
    ("90s", SHORT_YEAR),
    ("spring 2023", "spring is a season, without exact days; write months, such as 2023-03/2023-05"),
    ("l'été 2023", "été is a season, without exact days; write months, such as 2023-06/2023-08"),
    ("fall of 2023", "fall is a season, without exact days; write months, such as 2023-09/2023-11"),
    ("hiver 2022", "hiver is a season, without exact days; write months, such as 2022-12/2023-02"),
    ("winter", "winter is a season, without exact days; write months, such as 2023-12/2024-02"),
    ("winter 9999", "winter is a season, without exact days; write months, such as 2023-12/2024-02"),
    ("q5 2023", "there is no quarter 5; write a quarter from q1 to q4"),
    ("q3", "a quarter is one of a year; write q3 with its year"),
    ("2022s", "no decade begins with 2022; write 2020s or 2022"),
    ("early 2024", "early is said of a month; write a month with it, such as early january 2024"),
    ("8 nov 2022 10:30", TIME_OF_DAY),
    ("2022-11-08T10:30", TIME_OF_DAY),
    ("8 nov 2022 at 10am", TIME_OF_DAY),
    ("8 nov 2022 10 p.m.", TIME_OF_DAY),
    ("8 nov 2022 à 10h30", TIME_OF_DAY),
    ("8 nov 2022 noon", TIME_OF_DAY),
    ("nov 2022 utc", TIME_OF_DAY),
    ("3 hours ago", TIME_OF_DAY),
    ("tuesday", "which tuesday is not said; write last tuesday or next tuesday"),
    ("mardi", "which tuesday is not said; write last tuesday or next tuesday"),
    ("tuesday nov 2022", "a weekday is that of one day; leave tuesday out"),
    ("lundi 8 nov 2022", "8 november 2022 is a tuesday, not a monday; leave monday out or write another day"),
    ("novmber 2022", "unknown word novmber; did you mean november?"),
    ("fevrie 2022", "unknown word fevrie; did you mean février?"),
    ("yesturday", "unknown word yesturday; did you mean yesterday?"),
    ("aujourdhui", "unknown word aujourdhui; did you mean aujourd'hui?"),
    ("infinity", f"unknown word infinity; {FORMS}"),
    ("nan", "unknown word nan; did you mean jan?"),
    ("ноябрь 2022", NO_DATE),
    ("٢٠٢٢", NO_DATE),
    ("2022 2023", NO_DATE),
    ("8 2022 11", NO_DATE),
    ("12022", NO_DATE),
    ("8 nov 20222", NO_DATE),
    ("nov 2022 dec 2022", NO_DATE),
    ("2022 early january", NO_DATE),
    ("0022 november 8", NO_DATE),
    ("0022 november", NO_DATE),
    ("0001 april 2023", NO_DATE),
    ("2022 0 february", "there is no day 0: february 2022 has 28 days; write a day from 1 to 28"),
    ("november 2022/..", NO_DATE),
    ("../.. november", NO_DATE),
    ("november -2022", NO_DATE),
    ("11/2022 august", NO_DATE),
    ("2022-11 august", NO_DATE),
    ("8/9 november 2022", NO_DATE),
    ("november 101112", NO_DATE),
    ("ago", NO_DATE),
    ("the", NO_DATE),
    ("l'", NO_DATE),
    ("?", NO_DATE),
    ("9999 years ago", OUT_OF_RANGE),
    ("9" * 90 + " days ago", OUT_OF_RANGE),
]


def meant() -> list[tuple[str, date, date]]:
    """Read the table above; two blanks end a text, except at its beginning."""
    rows = []
    for line in MEANT.strip("\n").splitlines():
        found = re.fullmatch(r"(.*?) +([0-9]{8})(?: ([0-9]{8}))?", line)
        assert found
        text, first, last = found.groups()
        rows.append((text, date.fromisoformat(first), date.fromisoformat(last or first)))
    return rows


def refusal(text: str, today: date = LEAP_DAY) -> str:
    with pytest.raises(TypedDateError) as raised:
        typed_date(text, today)
    return str(raised.value)


def days_or_refusal(text: str, today: date) -> None:
    """Check what holds of any text at all."""
    try:
        first, last = typed_date(text, today)
    except TypedDateError as error:
        for part in (error.problem, error.remedy):
            assert part
            assert part == part.lower()
            assert part.isprintable()
            assert len(part) <= 120
    else:
        assert type(first) is type(last) is date
        assert first <= last


days = st.dates()
months = st.tuples(st.integers(1, 9999), st.integers(1, 12))
texts = [text for text, _, _ in meant()] + [text for text, _ in REFUSED]
pieces = sorted({word for text in texts for word in text.split()})


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """Make a text that is nearly one of those above, which is where a reader of dates breaks."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 3)))
        inserted = draw(st.text(max_size=2) | st.sampled_from([*pieces, *"-/. '?~x0", "99999"]))
        text = text[:start] + inserted + text[end:]
    return text


@pytest.mark.parametrize(("text", "first", "last"), meant())
def test_a_date_means_all_its_days(text: str, first: date, last: date) -> None:
    assert typed_date(text, LEAP_DAY) == (first, last)


@pytest.mark.parametrize(("today", "text", "first", "last"), OTHER_DAYS)
def test_a_date_without_a_year_is_counted_from_today(today: date, text: str, first: date, last: date) -> None:
    assert typed_date(text, today) == (first, last)


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_what_is_no_date_is_refused_with_the_reason(text: str, message: str) -> None:
    assert refusal(text) == message


@pytest.mark.parametrize(
    ("text", "today"),
    [
        ("yesterday", date.min),
        ("last week", date.min),
        ("last tuesday", date.min),
        ("dec", date.min),
        ("29 feb", date(3, 1, 1)),
        ("tomorrow", date.max),
        ("this week", date.max),
        ("next year", date.max),
    ],
)
def test_days_beyond_the_calendar_are_refused(text: str, today: date) -> None:
    assert refusal(text, today) == OUT_OF_RANGE


def test_an_error_keeps_its_parts_and_survives_pickling() -> None:
    error = TypedDateError("wrong", "right")
    copied = pickle.loads(pickle.dumps(error))
    assert type(copied) is TypedDateError
    assert issubclass(TypedDateError, ValueError)
    assert (copied.problem, copied.remedy, str(copied)) == ("wrong", "right", "wrong; right")


@given(days, days)
def test_an_iso_day_is_itself(day: date, today: date) -> None:
    assert typed_date(day.isoformat(), today) == (day, day)
    assert typed_date(f"{day.day}.{day.month}.{day.year:04}", today) == (day, day)


@given(days)
def test_a_day_in_digits_is_never_read_month_first(day: date) -> None:
    text = f"{day.day}/{day.month}/{day.year:04}"
    if day.day > 12 or day.day == day.month:
        assert typed_date(text, LEAP_DAY) == (day, day)
    else:
        assert refusal(text).endswith(f"write {day} or {day.replace(month=day.day, day=day.month)}")


@given(months, days)
def test_a_month_is_the_calendar_month(month: tuple[int, int], today: date) -> None:
    year, number = month
    whole = date(year, number, 1), date(year, number, monthrange(year, number)[1])
    for text in (f"{year:04}-{number:02}", f"{number}/{year:04}", f"{ENGLISH[number - 1]} {year:04}"):
        assert typed_date(text, today) == whole
    thirds = [typed_date(f"{part} {ENGLISH[number - 1]} {year:04}", today) for part in ("early", "mid", "late")]
    assert [thirds[0][0], thirds[2][1]] == list(whole)
    assert [later[0] - sooner[1] for sooner, later in pairwise(thirds)] == [timedelta(1)] * 2


@given(days, days)
def test_english_and_french_agree(day: date, today: date) -> None:
    english, french = ENGLISH[day.month - 1], FRENCH[day.month - 1]
    rest = f"{day.year:04}"
    assert typed_date(f"{day.day} {english} {rest}", today) == (day, day)
    assert typed_date(f"{day.day} {french} {rest}", today) == (day, day)
    assert typed_date(f"{JOURS[day.weekday()]} {day.day} {french} {rest}", today) == (day, day)
    assert typed_date(f"{french} {rest}", today) == typed_date(f"{english[:3]} {rest}", today)


@given(st.integers(0, 11), st.dates(date(2, 1, 1), date(9998, 12, 31)))
def test_a_month_without_a_year_is_the_latest_that_has_begun(place: int, today: date) -> None:
    first, last = typed_date(FRENCH[place], today)
    assert first.month == last.month == place + 1
    assert first <= today < first + relativedelta(years=1)


@given(days, st.integers(0, 12000))
@example(date(2024, 3, 31), 1)
def test_what_was_so_long_ago_is_what_relativedelta_says(today: date, number: int) -> None:
    units = (
        (relativedelta(days=number), f"{number} days ago", f"il y a {number} jours"),
        (relativedelta(weeks=number), f"{number} weeks ago", f"il y a {number} semaines"),
        (relativedelta(months=number), f"{number} months ago", f"il y a {number} mois"),
        (relativedelta(years=number), f"{number} years ago", f"il y a {number} ans"),
    )
    for delta, *forms in units:
        for text in forms:
            try:
                day = today - delta
            except (OverflowError, ValueError):
                assert refusal(text, today) == OUT_OF_RANGE
            else:
                assert typed_date(text, today) == (day, day)


@given(st.dates(date(1, 2, 1), date(9999, 11, 30)), st.integers(0, 6))
def test_near_weekdays_are_within_seven_days(today: date, weekday: int) -> None:
    last, _ = typed_date(f"last {WEEKDAYS[weekday]}", today)
    following, _ = typed_date(f"{JOURS[weekday]} prochain", today)
    assert last.weekday() == following.weekday() == weekday
    assert timedelta(1) <= today - last <= timedelta(7)
    assert timedelta(1) <= following - today <= timedelta(7)


@given(st.dates(date(2, 1, 1), date(9998, 12, 31)))
def test_periods_follow_each_other_around_today(today: date) -> None:
    for unit in ("week", "month", "year"):
        before, now, after = (typed_date(f"{which} {unit}", today) for which in ("last", "this", "next"))
        assert now[0] <= today <= now[1]
        assert now[0] - before[1] == after[0] - now[1] == timedelta(1)
    assert typed_date("this week", today)[0].weekday() == 0


@given(st.text(), days)
@example("\ud800", LEAP_DAY)
@example("²⁰²²", LEAP_DAY)
@example("ﷺ" * 100, LEAP_DAY)
def test_any_text_is_days_or_refused(text: str, today: date) -> None:
    days_or_refusal(text, today)


@given(mutations(), days)
def test_nearly_a_date_is_days_or_refused(text: str, today: date) -> None:
    days_or_refusal(text, today)


@given(st.lists(st.sampled_from(pieces), max_size=5).map(" ".join), days)
def test_pieces_of_dates_are_days_or_refused(text: str, today: date) -> None:
    days_or_refusal(text, today)


@given(st.lists(st.sampled_from(pieces), max_size=4).map(" ".join))
@example("0022 november")
def test_a_year_that_is_typed_is_the_year_that_is_read(text: str) -> None:
    try:
        first, last = typed_date(text, LEAP_DAY)
    except TypedDateError:
        return
    if "ago" not in text and "il y a" not in text:
        assert {int(year) for year in re.findall(r"\b[0-9]{4}\b", text)} <= {first.year, last.year}


@given(st.sampled_from(meant()), st.data())
def test_case_blanks_and_hyphens_do_not_matter(row: tuple[str, date, date], data: st.DataObject) -> None:
    text, first, last = row
    hyphen, blank = data.draw(st.sampled_from("-‐‑–—−")), data.draw(st.sampled_from([" ", "  ", "\u00a0", "\t \n"]))
    changed = re.sub("[-‑–‐]", hyphen, text).replace(" ", blank)
    assert typed_date(blank + changed.upper() + blank, LEAP_DAY) == (first, last)


@given(months.filter(lambda month: month[0] != 9999), st.sampled_from(["?", "~", "%", ""]))
def test_an_edtf_date_has_its_own_bounds(month: tuple[int, int], mark: str) -> None:
    year, number = month
    for text in (f"{year:04}{mark}", f"{year:04}-{number:02}-XX{mark}", f"{year:04}{mark}/{year + 1:04}-{number:02}"):
        edtf = EdtfDate.parse(text)
        assert typed_date(text.lower(), LEAP_DAY) == (edtf.earliest, edtf.latest)


@pytest.mark.parametrize("piece", ["a", "1", " ", "-", "'", "nov ", "2022/", "\u0301\u0323", "tuesday ", "ﷺ", "l'"])
def test_a_huge_text_is_refused_at_once(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    began = time.perf_counter()
    refusal(text)
    assert time.perf_counter() - began < 0.5


def test_a_date_among_many_blanks_is_read() -> None:
    assert typed_date(" " * 100_000 + "2022-11-08" + "\n" * 100_000, LEAP_DAY)[0] == date(2022, 11, 8)


USUAL = [
    "2022-11-08",
    "2022-11-08/2022-12-02",
    "202X~",
    "25/11/2022",
    "8.11.2022",
    "nov 2022",
    "1er janvier 2024",
    "8 nov",
]
WORK = """
from datetime import date
from tui.timeline.dates.typed import typed_date
for text in {texts!r}:
    typed_date(text, date(2024, 2, 29))
"""


def test_usual_dates_do_without_dateutil() -> None:
    assert imported(WORK.format(texts=USUAL), "dateutil", "difflib") == ""


def test_the_check_would_see_dateutil() -> None:
    assert "dateutil.relativedelta" in imported(WORK.format(texts=["last month"]), "dateutil").split()
    assert "dateutil.parser" in imported(WORK.format(texts=["2022, 8 november"]), "dateutil").split()
