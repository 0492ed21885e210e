"""What a date typed by a person means, and why another text is none."""

from __future__ import annotations

import pickle
import re
import time
from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given
from hypothesis import strategies as st

from tests.interpreter import imported
from tests.timeline.dates.expressions import expressions
from tui.terminal.ascii import transliterate
from tui.timeline.dates.bounds import OPEN_END, OPEN_START
from tui.timeline.dates.calendar import DAY
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.names import year_name
from tui.timeline.dates.sections import TimeUnit
from tui.timeline.dates.time_range import TimeRange, year_range
from tui.timeline.dates.typed import TypedDateError, typed_range
from tui.timeline.dates.words import date_words, short_words

LEAP_DAY = date(2024, 2, 29)  # a Thursday
FORMS = "write a date such as 2022-11-08, 8 nov 2022, nov 2022 or 2022"
NO_DATE = f"not a date; {FORMS}"
REVERSED = "that ends before it starts; write the earlier date first"
SHORT_YEAR = "the year has fewer than four digits; write the year with four digits"
OUT_OF_RANGE = "that is outside the years 1 to 9999; write a date nearer to today"
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
now                         20240229
maintenant                  20240229
hoy                         20240229
ahora                       20240229
ayer                        20240228
anteayer                    20240227
mañana                      20240301
pasado mañana               20240302
esta semana                 20240226 20240303
la semana pasada            20240219 20240225
el mes pasado               20240101 20240131
este mes                    20240201 20240229
el próximo mes              20240301 20240331
el mes que viene            20240301 20240331
el año pasado               20230101 20231231
el próximo año              20250101 20251231
hace tres días              20240226
hace 2 semanas              20240215
hace un mes                 20240129
hace un año                 20230228
el martes pasado            20240227
el próximo jueves           20240307
el viernes que viene        20240301
8 de noviembre de 2022      20221108
el 8 de nov. de 2022        20221108
martes, 8 de noviembre de 2022 20221108
1º de enero de 2024         20240101
enero de 2024               20240101 20240131
principios de enero de 2024 20240101 20240110
mediados de enero de 2024   20240111 20240120
finales de febrero de 2023  20230221 20230228
ago. 2022                   20220801 20220831
0022 november 8             00221108
2022-nov-8                  20221108
november 8, 0476            04761108
8 nov ad 476                04761108
spring 2023                 20230301 20230531
the spring of 2023          20230301 20230531
l'été 2023                  20230601 20230831
fall of 2023                20230901 20231130
automne 2023                20230901 20231130
hiver 2022                  20221201 20230228
winter 2022                 20221201 20230228
winter 2022-2023            20221201 20230228
winter 2022/23              20221201 20230228
winter 1999–00              19991201 20000229
invierno de 2022-2023       20221201 20230228
primavera de 2022           20220301 20220531
otoño de 2022               20220901 20221130
southern summer 2001–02     20011201 20020228
été austral 2001-2002       20011201 20020228
northern spring 2001        20010301 20010531
winter                      20231201 20240229
spring                      20230301 20230531
2022-21                     20220301 20220531
2022-24                     20221201 20230228
first quarter of 2001       20010101 20010331
2e trimestre 2023           20230401 20230630
segundo trimestre de 2023   20230401 20230630
2023-q4                     20231001 20231231
H1 2022                     20220101 20220630
second half of 2022         20220701 20221231
1er semestre 2022           20220101 20220630
segundo semestre de 2022    20220701 20221231
January–April 2001          20010101 20010430
los años 1990               19900101 19991231
la década de 1990           19900101 19991231
the AD 470s                 04700101 04791231
13th century                12000101 12991231
the 13th-century            12000101 12991231
thirteenth century          12000101 12991231
XIIIe siècle                12000101 12991231
XIIIᵉ siècle                12000101 12991231
le 13e siècle               12000101 12991231
siglo XIII                  12000101 12991231
s. XIII                     12000101 12991231
2nd millennium              10000101 19991231
IIe millénaire              10000101 19991231
II milenio                  10000101 19991231
AD 43                       00430101 00431231
43 AD                       00430101 00431231
43 CE                       00430101 00431231
A.D. 43                     00430101 00431231
43 apr. J.-C.               00430101 00431231
43 ap. J.-C.                00430101 00431231
43 après J.-C.              00430101 00431231
43 de notre ère             00430101 00431231
43 d. C.                    00430101 00431231
43 d.C.                     00430101 00431231
43 después de Cristo        00430101 00431231
AD 476–480                  04760101 04801231
c. 1066                     10660101 10661231
ca. 1066                    10660101 10661231
circa 1066                  10660101 10661231
about 1066?                 10660101 10661231
~1066                       10660101 10661231
vers 1066                   10660101 10661231
environ 1066                10660101 10661231
hacia 1066                  10660101 10661231
perhaps 1066                10660101 10661231
peut-être vers 1066         10660101 10661231
quizás hacia 1066           10660101 10661231
1–8 Nov 2022                20221101 20221108
1-8 november 2022           20221101 20221108
November 1–8, 2022          20221101 20221108
1 → 8 Nov 2022              20221101 20221108
1 -> 8 Nov 2022             20221101 20221108
1 > 8 Nov 2022              20221101 20221108
1 to 8 nov 2022             20221101 20221108
from 1 to 8 November 2022   20221101 20221108
du 1er au 8 novembre 2022   20221101 20221108
de 2010 à 2012              20100101 20121231
del 1 al 8 de noviembre de 2022 20221101 20221108
desde enero hasta marzo de 2023 20230101 20230331
between 2010 and 2012       20100101 20121231
entre 2010 et 2012          20100101 20121231
entre 2010 y 2012           20100101 20121231
from yesterday to tomorrow  20240228 20240301
after 2020 and before 2022  20210101 20211231
since 2020 until 2022       20200101 20221231
nov-dec 2022                20221101 20221231
2022-11-08 – 2022-12-02     20221108 20221202
2022–2023                   20220101 20231231
some day of 1–8 nov 2022    20221101 20221108
a day in nov 2022           20221101 20221130
14 and 28 Oct 2020          20201014 20201028
14 et 28 octobre 2020       20201014 20201028
14 y 28 de octubre de 2020  20201014 20201028
1667 or 1670–1672           16670101 16721231
1667 ou 1670                16670101 16701231
1667 o 1670                 16670101 16701231
Jan, Feb or Dec 1760        17600101 17601231
25 Dec in the 1560s         15601225 15691225
29 feb in the 1960s         19600229 19680229
156X-12-25                  15601225 15691225
[1667,1670]                 16670101 16701231
[1667, 1670..1672]          16670101 16721231
{2020-10-14,2020-10-28}     20201014 20201028
1950S2                      19000101 19991231
1950 (1900–1999)            19000101 19991231
11 June 2004 (year uncertain) 20040611
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
    ("nov 0000", "there is no year 0; write 1 bc or ad 1"),
    ("0000s", "there is no year 0; write 1 bc or ad 1"),
    ("2023/2022", "the interval ends before it starts; write 2022/2023"),
    ("202211", "the parts of a date are joined by hyphens; write 2022-11"),
    ("22", "22 may be a day or a year; write 0022 or ad 22, or the day with its month"),
    ("43", "43 may be a day or a year; write 0043 or ad 43, or the day with its month"),
    ("900", "the year has fewer than four digits; write 0900 or ad 900"),
    ("43–70", "there is no month 70; write a month from 1 to 12"),
    ("8/11/22", SHORT_YEAR),
    ("8 nov 22", SHORT_YEAR),
    ("nov '22", SHORT_YEAR),
    ("nov 202", SHORT_YEAR),
    ("90s", SHORT_YEAR),
    ("q5 2023", "there is no quarter 5; write a quarter from q1 to q4"),
    ("q3", "a quarter belongs to a year; write q3 with its year"),
    ("2022s", "no decade begins with 2022; write 2020s or 2022"),
    ("early 2024", "early needs a month; write a month with it, such as early january 2024"),
    ("tuesday", "tuesday alone is ambiguous; write last tuesday or next tuesday"),
    ("mardi", "tuesday alone is ambiguous; write last tuesday or next tuesday"),
    ("tuesday nov 2022", "a weekday belongs to a single day; leave tuesday out"),
    ("lundi 8 nov 2022", "8 november 2022 is a tuesday, not a monday; leave monday out or write another day"),
    ("novmber 2022", "unknown word novmber; did you mean november?"),
    ("fevrie 2022", "unknown word fevrie; did you mean février?"),
    ("yesturday", "unknown word yesturday; did you mean yesterday?"),
    ("aujourdhui", "unknown word aujourdhui; did you mean aujourd'hui?"),
    ("infinity", f"unknown word infinity; {FORMS}"),
    ("nan", "unknown word nan; did you mean una?"),
    ("ноябрь 2022", NO_DATE),
    ("٢٠٢٢", NO_DATE),
    ("2022 2023", NO_DATE),
    ("8 2022 11", NO_DATE),
    ("12022", NO_DATE),
    ("8 nov 20222", NO_DATE),
    ("nov 2022 dec 2022", NO_DATE),
    ("2022 early january", NO_DATE),
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
    ("9" * 90 + " days ago", OUT_OF_RANGE),
    ("1" * 2001, f"that is too long for a date; {FORMS}"),
    ("2023 – 2022", REVERSED),
    ("8 nov 2022 to 1 nov 2022", REVERSED),
    ("dec–feb 2024", REVERSED),
    ("8 nov 2022 25:00", "there is no hour 25; write hours from 00 to 23"),
    ("8 nov 2022 24:00", "a day ends at 23:59:59; write 00:00 of the next day"),
    ("8 nov 2022 14:60", "there is no minute 60; write minutes from 00 to 59"),
    ("8 nov 2022 14 pm", "there is no 14 pm; write an hour from 1 to 12, or 14:30"),
    ("14:30", "a time is one of a day; write it with its day"),
    ("8 nov 2022 midnight", "midnight has no exact time; write a time such as 14:30 or 9 am"),
    ("8 nov 2022 soir", "soir has no exact time; write a time such as 14:30 or 9 am"),
    ("nov 2022 utc", "utc is the zone of a time; write it behind one, such as 14:30 utc"),
    ("3 hours ago", "only days, weeks, months and years are counted from today; write a day and its time"),
    ("h3 2022", "there is no half 3; write h1 or h2"),
    ("0th century", "there is no century 0; write the 1st century"),
    ("0 bc", "there is no year 0; write 1 bc or ad 1"),
    ("march 20,000 bc", "that year is too far away for months; write the year alone"),
    ("300 billion years ago", "the year is beyond 200,000,000,000; write a year nearer to ours"),
    ("31 april in the 1560s", "there is no day 31: april has 30 days at most; write a day from 1 to 30"),
    ("30 feb 44 bc", "there is no day 30: february 44 bc has 28 days; write a day from 1 to 28"),
    ("since", NO_DATE),
    ("from 2020 to 2021 to 2022", NO_DATE),
    ("or 2022", NO_DATE),
    ("since until 2022", NO_DATE),
    ("last month 14:30", NO_DATE),
    ("2022 or", NO_DATE),
    ("siècle", NO_DATE),
    ("siecle XIIII", NO_DATE),
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


def typed_date(text: str, today: date) -> tuple[date, date]:
    """Return the first and the last day that a text means, which are days of `datetime` and whole."""
    first, last = typed_range(text, today)
    assert first is not None
    assert last is not None
    assert (first % DAY, last % DAY) == (0, DAY - 1)
    return date.fromordinal(first // DAY), date.fromordinal(last // DAY)


def refusal(text: str, today: date = LEAP_DAY) -> str:
    with pytest.raises(TypedDateError) as raised:
        typed_range(text, today)
    return str(raised.value)


def time_or_refusal(text: str, today: date) -> None:
    """Check what holds of any text at all."""
    try:
        first, last = typed_range(text, today)
    except TypedDateError as error:
        for part in (error.problem, error.remedy):
            assert part
            assert part == part.lower()
            assert part.isprintable()
            assert len(part) <= 120
    else:
        assert first is None or last is None or first <= last


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


# A text, and its first and last second as EDTF writes them; ".." is an open end.
SECONDS = """
8 nov 2022 14:30                   2022-11-08T14:30 2022-11-08T14:30
8 Nov 2022, 2:30 pm                2022-11-08T14:30 2022-11-08T14:30
8 nov 2022 at 10am                 2022-11-08T10 2022-11-08T10
8 nov 2022 12 a.m.                 2022-11-08T00 2022-11-08T00
8 nov 2022 10 p.m.                 2022-11-08T22 2022-11-08T22
8 novembre 2022 à 14h30            2022-11-08T14:30 2022-11-08T14:30
le 8 novembre 2022 à 14 h 30       2022-11-08T14:30 2022-11-08T14:30
8 de noviembre de 2022 a las 14:30 2022-11-08T14:30 2022-11-08T14:30
14h30 on 8 nov 2022                2022-11-08T14:30 2022-11-08T14:30
8 nov 2022 noon                    2022-11-08T12:00 2022-11-08T12:00
8 nov 2022 14h                     2022-11-08T14 2022-11-08T14
8 nov 2022 14:30:05                2022-11-08T14:30:05 2022-11-08T14:30:05
8 nov 2022 14:30 UTC               2022-11-08T14:30 2022-11-08T14:30
8 nov 2022 14:30Z                  2022-11-08T14:30 2022-11-08T14:30
8 nov 2022 14:30 +01:00            2022-11-08T13:30 2022-11-08T13:30
8 nov 2022 14:30 -05:00            2022-11-08T19:30 2022-11-08T19:30
8 nov 2022 14:30 UTC+1             2022-11-08T13:30 2022-11-08T13:30
2022-11-08T14:30+01:00             2022-11-08T13:30 2022-11-08T13:30
2022-11-08 14:30                   2022-11-08T14:30 2022-11-08T14:30
25/11/2022 14:30                   2022-11-25T14:30 2022-11-25T14:30
tuesday 8 nov 2022 14:30           2022-11-08T14:30 2022-11-08T14:30
8 Nov 2022 14:30 → 16h             2022-11-08T14:30 2022-11-08T16
from 8 nov 2022 14:30 to 16h       2022-11-08T14:30 2022-11-08T16
le 8 novembre 2022 de 14h à 16h    2022-11-08T14 2022-11-08T16
8 nov 14:30                        2023-11-08T14:30 2023-11-08T14:30
yesterday 14:30                    2024-02-28T14:30 2024-02-28T14:30
hier à 14h30                       2024-02-28T14:30 2024-02-28T14:30
ayer a las 14:30                   2024-02-28T14:30 2024-02-28T14:30
15 March 44 BC 12:00 UTC           -0043-03-15T12:00 -0043-03-15T12:00
44 BC                              -0043 -0043
44 BCE                             -0043 -0043
44 B.C.                            -0043 -0043
B.C. 44                            -0043 -0043
43 av. J.-C.                       -0042 -0042
43 avant J.-C.                     -0042 -0042
44 a. C.                           -0043 -0043
44 a.C.                            -0043 -0043
44 antes de Cristo                 -0043 -0043
15 mars 44 av. J.-C.               -0043-03-15 -0043-03-15
15 de marzo de 44 a. C.            -0043-03-15 -0043-03-15
March 15, 44 BC                    -0043-03-15 -0043-03-15
1 BC                               0000 0000
0000                               0000 0000
-0043                              -0043 -0043
-0043-03-15                        -0043-03-15 -0043-03-15
44–43 BC                           -0043 -0042
from 44 to 27 BC                   -0043 -0026
1200–1000 BC                       -1199 -0999
1 BC – AD 9                        0000 0009
winter 2 BC–1 BC                   -0001-24 -0001-24
first quarter of 44 BC             -0043-33 -0043-33
2nd century BC                     -0199 -0100
IIe siècle av. J.-C.               -0199 -0100
siglo II a. C.                     -0199 -0100
2nd millennium BC                  -1999 -1000
the 40s BC                         -0048 -0039
10,000 BC                          -9999 -9999
10 000 av. J.-C.                   -9999 -9999
10.000 a. C.                       -9999 -9999
AD 10,000                          Y10000 Y10000
13.8 billion years ago             Y-13800000000 Y-13800000000
13.8 Ga                            Y-13800000000 Y-13800000000
il y a 13,8 milliards d’années     Y-13800000000 Y-13800000000
hace 13,8 mil millones de años     Y-13800000000 Y-13800000000
66 million years ago               Y-66000000 Y-66000000
66 mya                             Y-66000000 Y-66000000
il y a 66 millions d'années        Y-66000000 Y-66000000
hace 66 millones de años           Y-66000000 Y-66000000
66 million years ago (nearest million) Y-66000000S2 Y-66000000S2
12 thousand years ago              -9976 -9976
12,000 years ago                   -9976 -9976
Y-13800000000                      Y-13800000000 Y-13800000000
y17e7                              Y170000000 Y170000000
since 2022                         2022 ..
from 2022 on                       2022 ..
2022 onwards                       2022 ..
2022 or later                      2022 ..
depuis 2022                        2022 ..
à partir de 2022                   2022 ..
desde 2022                         2022 ..
desde el mes pasado                2024-01 ..
since 8/8/2022                     2022-08-08 ..
since -0043                        -0043 ..
2000/..                            2000 ..
2000/                              2000 ..
8 Nov 2022 →                       2022-11-08 ..
8 Nov 2022 → ?                     2022-11-08 ..
after nov 2022                     2022-12 ..
après 2022                         2023 ..
después de 2022                    2023 ..
until 1700                         .. 1700
jusqu'en 1700                      .. 1700
hasta 1700                         .. 1700
1700 or earlier                    .. 1700
before 1700                        .. 1699
avant 1700                         .. 1699
antes de 1700                      .. 1699
../1700                            .. 1700
→ 1700                             .. 1700
? → 1700                           .. 1700
before now                         .. 2024-02-28
../..                              .. ..
undated                            .. ..
"""


def seconds() -> list[tuple[str, str, str]]:
    """Read the table above."""
    return [tuple(line.rsplit(maxsplit=2)) for line in SECONDS.strip().splitlines()]  # type: ignore[misc]


@pytest.mark.parametrize(("text", "first", "last"), seconds())
def test_a_date_is_read_to_the_second(text: str, first: str, last: str) -> None:
    expected = TimeRange(
        None if first == ".." else EdtfDate.parse(first).bounds.earliest_start,
        None if last == ".." else EdtfDate.parse(last).bounds.latest_end,
    )
    assert typed_range(text, LEAP_DAY) == expected


def test_a_time_with_a_zone_is_moved_to_the_clock_of_the_timeline() -> None:
    paris = ZoneInfo("Europe/Paris")
    local = typed_range("8 nov 2022 14:30", LEAP_DAY, paris)
    assert local == typed_range("8 nov 2022 14:30", LEAP_DAY)
    for text in ("8 nov 2022 13:30 UTC", "2022-11-08T13:30Z", "8 nov 2022 14:30 +01:00"):
        assert typed_range(text, LEAP_DAY, paris) == local


def read_back(words: str) -> TimeRange | str:
    try:
        return typed_range(words, LEAP_DAY)
    except TypedDateError as error:
        return f"{words}: {error}"


@given(expressions())
@example("[10X0..1000]")
@example("1000/-0010S1..")
@example("[0001S1,1001..1000S1]")
@example("[0000-01..0000-01-01,0000,0000-21]")
@example("2022-11-08T14:30/2022-11-08T14:00Z")
@example("../2004..")
@example("[0000,X001..0X00-01-01]")
@example("[0000-X1..0000-01]")
def test_the_words_of_any_date_are_read_as_its_first_and_last_second(text: str) -> None:
    edtf = EdtfDate.parse(text)
    bounds = edtf.bounds
    first = None if bounds.earliest_start == OPEN_START else bounds.earliest_start
    last = None if bounds.latest_end == OPEN_END else bounds.latest_end
    for words in (date_words(edtf), short_words(edtf), transliterate(short_words(edtf))):
        assert read_back(words) == TimeRange(first, last)


@given(expressions())
def test_edtf_is_read_as_its_first_and_last_second_in_small_letters_too(text: str) -> None:
    bounds = EdtfDate.parse(text).bounds
    first = None if bounds.earliest_start == OPEN_START else bounds.earliest_start
    last = None if bounds.latest_end == OPEN_END else bounds.latest_end
    assert read_back(text) == read_back(text.lower()) == TimeRange(first, last)


@given(st.integers(-(10**10), 9999))
@example(-13_800_000_000)
def test_the_year_and_the_century_of_a_section_are_read(year: int) -> None:
    assert read_back(year_name(year)) == year_range(year)
    century = max(year, -9999) // 100
    assert read_back(TimeUnit("century", century).words) == TimeRange(
        year_range(100 * century + (century < 0)).first, year_range(100 * century + 99 + (century < 0)).last
    )


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_what_is_no_date_is_refused_with_the_reason(text: str, message: str) -> None:
    assert refusal(text) == message


@pytest.mark.parametrize(
    ("text", "today"),
    [
        ("yesterday", date.min),
        ("last week", date.min),
        ("last tuesday", date.min),
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
                if text.endswith(("years ago", " ans")):
                    assert typed_range(text, today) == year_range(today.year - number)
                else:
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
def test_any_text_is_a_time_or_refused(text: str, today: date) -> None:
    time_or_refusal(text, today)


@given(mutations(), days)
def test_nearly_a_date_is_a_time_or_refused(text: str, today: date) -> None:
    time_or_refusal(text, today)


@given(st.lists(st.sampled_from(pieces), max_size=5).map(" ".join), days)
def test_pieces_of_dates_are_a_time_or_refused(text: str, today: date) -> None:
    time_or_refusal(text, today)


NAMED = [
    "8",
    "8th",
    "0",
    "1",
    "31",
    "0022",
    "2022",
    "0001",
    "2024",
    "nov",
    "november",
    "février",
    "de",
    "early",
    "tuesday",
]


@given(st.lists(st.sampled_from(NAMED), max_size=4).map(" ".join))
@example("0022 november")
def test_a_year_that_is_typed_is_the_year_that_is_read(text: str) -> None:
    try:
        first, last = typed_date(text, LEAP_DAY)
    except TypedDateError:
        return
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
from tui.timeline.dates.time_range import TimeRange, year_range
from tui.timeline.dates.typed import typed_range
for text in {texts!r}:
    typed_range(text, date(2024, 2, 29))
"""


def test_usual_dates_do_without_dateutil() -> None:
    assert imported(WORK.format(texts=USUAL), "dateutil", "difflib") == ""


def test_the_check_would_see_dateutil() -> None:
    assert "dateutil.relativedelta" in imported(WORK.format(texts=["last month"]), "dateutil").split()
