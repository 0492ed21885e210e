"""Dates in English words, in full and in short."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.dates.expressions import expressions, single_dates
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.words import date_words, short_words

# A date, its words, and its short words where they are others.
WORDED = """
# Days, months and years.
2022-11-08 | 8 November 2022 | 8 Nov 2022
2022-11 | November 2022 | Nov 2022
2022 | 2022
0476 | AD 476
0001-01-01 | 1 January AD 1 | 1 Jan AD 1
9999-12-31 | 31 December 9999 | 31 Dec 9999
2022-11~ | about November 2022 | ~Nov 2022
2022-11? | perhaps November 2022 | Nov 2022?
2022-11% | perhaps about November 2022 | ~Nov 2022?
2022-11-08~ | about 8 November 2022 | ~8 Nov 2022
# Years before 1 and beyond 9999.
0000 | 1 BC
-0043 | 44 BC
-1985 | 1986 BC
-0043-03-15 | 15 March 44 BC | 15 Mar 44 BC
-9999 | 10,000 BC
Y-10000 | 10,001 BC
Y10000 | AD 10,000
Y1E4 | AD 10,000
Y170000002 | AD 170,000,002
Y-170000002 | 170,000,003 BC
Y-17E7 | 170 million years ago
Y-138E8 | 13.8 billion years ago
Y-66E6 | 66 million years ago
Y-2580000 | 2.58 million years ago
0043~ | about AD 43 | ~AD 43
# Significant digits.
1950S2 | 1950 (some year of 1900–1999) | 1950 (1900–1999)
1950S2~ | about 1950 (some year of 1900–1999) | ~1950 (1900–1999)
1950S2/1960 | from 1950 (some year of 1900–1999) to 1960 | 1950 (1900–1999) → 1960
0043S1 | AD 43 (some year of AD 40–AD 49) | AD 43 (AD 40–AD 49)
-0043S1 | 44 BC (some year of 50 BC – 41 BC) | 44 BC (50 BC – 41 BC)
Y3388E2S3 | AD 338,800 (some year of AD 338,000–AD 338,999) | AD 338,800 (AD 338,000–AD 338,999)
Y-66E6S2 | 66 million years ago (to the nearest million years) | 66 million years ago (nearest million)
Y-138E8S3 | 13.8 billion years ago (to the nearest 100 million years) | 13.8 billion years ago (nearest 100 million)
Y-138E8S3% | perhaps about 13.8 billion years ago (to the nearest 100 million years) | ~13.8 billion years ago (nearest 100 million)?
Y-2580000S3 | 2.58 million years ago (to the nearest 10,000 years) | 2.58 million years ago (nearest 10,000)
1950S4 | 1950
# Seasons and other parts of a year.
2001-21 | spring 2001
2001-22 | summer 2001
2001-23 | autumn 2001
2001-24 | winter 2001–2002 | winter 2001–02
2001-24~ | about winter 2001–2002 | ~winter 2001–02
-0001-24 | winter 2 BC–1 BC
2001-25 | northern spring 2001
2001-28 | northern winter 2001–2002 | northern winter 2001–02
2001-29 | southern spring 2001
2001-30 | southern summer 2001–2002 | southern summer 2001–02
2001-33 | first quarter of 2001 | Q1 2001
2001-34 | second quarter of 2001 | Q2 2001
2001-37 | January–April 2001 | Jan–Apr 2001
2001-39 | September–December 2001 | Sep–Dec 2001
2001-40 | first half of 2001 | H1 2001
2001-41 | second half of 2001 | H2 2001
# Unspecified digits.
2022-11-XX | a day in November 2022 | a day in Nov 2022
2022-XX | a month in 2022
2022-XX-XX | a day in 2022
2022-11-XX? | perhaps a day in November 2022 | a day in Nov 2022?
2022-11-XX~ | a day in about November 2022 | a day in ~Nov 2022
199X | the 1990s | 1990s
199X~ | about the 1990s | ~1990s
047X | the AD 470s | AD 470s
000X | some year of 1 BC – AD 9 | 1 BC – AD 9
-004X | some year of 50 BC – 41 BC | 50 BC – 41 BC
19XX | the 20th century | 20th century
12XX | the 13th century | 13th century
00XX | the 1st century | 1st century
-01XX | the 2nd century BC | 2nd century BC
-00XX | some year of 100 BC – 2 BC | 100 BC – 2 BC
1XXX | the 2nd millennium | 2nd millennium
-1XXX | the 2nd millennium BC | 2nd millennium BC
XXXX | some year
156X-12-25 | 25 December in the 1560s | 25 Dec in 1560s
15XX-12-25 | 25 December in the 16th century | 25 Dec in 16th century
1XXX-12 | December in the 2nd millennium | Dec in 2nd millennium
1XXX-XX | a month in the 2nd millennium | a month in 2nd millennium
196X-XX-XX | a day in the 1960s | a day in 1960s
XXXX-12-XX | a day in December in some year | a day in Dec in some year
XXXX-02-29 | 29 February in some year | 29 Feb in some year
1984-1X | some month of October–December 1984 | Oct–Dec 1984
1560-X2 | February or December 1560 | Feb or Dec 1560
2022-X0 | October 2022 | Oct 2022
1560-XX-25 | some day of 25 January – 25 December 1560 | 25 Jan – 25 Dec 1560
1985-0X-31 | some day of 31 January – 31 August 1985 | 31 Jan – 31 Aug 1985
2022-11-1X | some day of 10–19 November 2022 | 10–19 Nov 2022
1XX3 | some year of 1003–1993 | 1003–1993
20XX-41 | some day of 1 July 2000 – 31 December 2099 | 1 Jul 2000 – 31 Dec 2099
# Qualifiers of a part.
2004-06~-11 | 11 June 2004 (year and month approximate) | ~11 Jun 2004
2004?-06-11 | 11 June 2004 (year uncertain) | 11 Jun 2004?
?2004-06-~11 | 11 June 2004 (year uncertain, day approximate) | ~11 Jun 2004?
2004-%06-11 | 11 June 2004 (month uncertain and approximate) | ~11 Jun 2004?
2004-06?-~11 | 11 June 2004 (year and month uncertain, day approximate) | ~11 Jun 2004?
2004?-06-11T10:00~ | 11 June 2004 10:00 (month, day and time approximate, year uncertain and approximate) | ~11 Jun 2004 10:00?
# Times of day.
2022-11-08T14 | 8 November 2022 14h | 8 Nov 2022 14h
2022-11-08T14:30 | 8 November 2022 14:30 | 8 Nov 2022 14:30
2022-11-08T14:30:05.25 | 8 November 2022 14:30:05.25 | 8 Nov 2022 14:30:05.25
2022-11-08T14:30Z | 8 November 2022 14:30 UTC | 8 Nov 2022 14:30 UTC
2022-11-08T14:30+01:00 | 8 November 2022 14:30 +01:00 | 8 Nov 2022 14:30 +01:00
2022-11-08T14:30~ | about 8 November 2022 14:30 | ~8 Nov 2022 14:30
-0043-03-15T12:00Z | 15 March 44 BC 12:00 UTC | 15 Mar 44 BC 12:00 UTC
# Intervals, which last.
2022-11-01/2022-11-08 | from 1 to 8 November 2022 | 1 → 8 Nov 2022
2022-11-08/2022-12-02 | from 8 November to 2 December 2022 | 8 Nov → 2 Dec 2022
2023-12-30/2024-01-02 | from 30 December 2023 to 2 January 2024 | 30 Dec 2023 → 2 Jan 2024
2023-10/2023-12 | from October to December 2023 | Oct → Dec 2023
2022-10/2023-01 | from October 2022 to January 2023 | Oct 2022 → Jan 2023
1964/2008 | from 1964 to 2008 | 1964 → 2008
0476/0480 | from AD 476 to AD 480 | AD 476 → AD 480
-0043-03-01/-0043-03-15 | from 1 to 15 March 44 BC | 1 → 15 Mar 44 BC
201X/202X | from the 2010s to the 2020s | 2010s → 2020s
19XX/20XX | from the 20th century to the 21st century | 20th century → 21st century
2004-02-01/2005-02 | from 1 February 2004 to February 2005 | 1 Feb 2004 → Feb 2005
2022-11-08/2022-12 | from 8 November to December 2022 | 8 Nov → Dec 2022
2022/2023-02-05 | from 2022 to 5 February 2023 | 2022 → 5 Feb 2023
2022-11-08/2022-11-08 | 8 November 2022 | 8 Nov 2022
2024-01-01~/2024-01-10~ | from about 1 to about 10 January 2024 | ~1 → ~10 Jan 2024
1984?/2004% | from perhaps 1984 to perhaps about 2004 | 1984? → ~2004?
2004-06-~01/2004-06-~20 | from 1 June 2004 (day approximate) to 20 June 2004 (day approximate) | ~1 → ~20 Jun 2004
2022-11-XX/2022-12-02 | from a day in November to 2 December 2022 | a day in Nov → 2 Dec 2022
2022-24/2023-21 | from winter 2022–2023 to spring 2023 | winter 2022–23 → spring 2023
2022-11-08T14:30/2022-11-08T16 | from 8 November 2022 14:30 to 16h | 8 Nov 2022 14:30 → 16h
2022-11-08T14:30Z/2022-11-09T03:00Z | from 8 November 2022 14:30 UTC to 9 November 2022 03:00 UTC | 8 Nov 2022 14:30 UTC → 9 Nov 2022 03:00 UTC
156X-12-25/1570 | from 25 December in the 1560s to 1570 | 25 Dec in 1560s → 1570
# Open and unknown ends.
2022-11-08/.. | from 8 November 2022 on | 8 Nov 2022 →
2022~/.. | from about 2022 on | ~2022 →
../2022-11-15 | until 15 November 2022 | → 15 Nov 2022
../2021 | until 2021 | → 2021
../2022-11-15% | until perhaps about 15 November 2022 | → ~15 Nov 2022?
1985-04-12/ | from 12 April 1985 to an unknown date | 12 Apr 1985 → ?
/1985-04-12 | from an unknown date to 12 April 1985 | ? → 12 Apr 1985
..2004-06-01/2004-06-20 | from 1 June 2004 or earlier to 20 June 2004 | 1 Jun 2004 or earlier → 20 Jun 2004
2004-06-01~/2004-06-20.. | from about 1 to 20 June 2004 or later | ~1 → 20 Jun 2004 or later
../2004.. | until 2004 or later | → 2004 or later
..2021/2021 | from 2021 or earlier to 2021 | 2021 or earlier → 2021
1XX3/.. | from some year of 1003–1993 on | 1003–1993 →
../.. | undated
/.. | undated
../ | undated
# One of several.
[2022-11-01..2022-11-08] | some day of 1–8 November 2022 | 1–8 Nov 2022
[2022-11-08..2022-12-02] | some day of 8 November – 2 December 2022 | 8 Nov – 2 Dec 2022
[2022-10..2023-01] | some month of October 2022 – January 2023 | Oct 2022 – Jan 2023
[1670..1672] | some year of 1670–1672 | 1670–1672
[0476..0480] | some year of AD 476–AD 480 | AD 476–AD 480
[2022-11-01~..2022-11-08~] | some day of about 1–8 November 2022 | ~1–8 Nov 2022
[2022-11-08%..2022-12-02%] | perhaps some day of about 8 November – 2 December 2022 | ~8 Nov – 2 Dec 2022?
[2022-11-01..2022-11-08~] | some day of 1 – about 8 November 2022 | 1–~8 Nov 2022
[2011~..2022-11-12] | some day of about 2011 – 12 November 2022 | ~2011 – 12 Nov 2022
[2022-21..2022-23] | some part of spring 2022 – autumn 2022 | spring 2022 – autumn 2022
[2022-11-08T14..2022-11-08T16] | some moment of 8 November 2022 14h – 16h | 8 Nov 2022 14h – 16h
[2020-10-14,2020-10-28] | 14 or 28 October 2020 | 14 or 28 Oct 2020
[2022-11-08T14,2022-11-08T16] | 8 November 2022 14h or 16h | 8 Nov 2022 14h or 16h
[1667,1670..1672] | 1667 or 1670–1672
[1667,1760-12] | 1667 or December 1760 | 1667 or Dec 1760
[..1760-12-03] | 3 December 1760 or earlier | 3 Dec 1760 or earlier
[1760-12..] | December 1760 or later | Dec 1760 or later
[1760-01,1760-02,1760-12..] | January, February or December 1760 or later | Jan, Feb or Dec 1760 or later
[..1983-12-31,1984-10-10..1984-11-01,1984-11-05..] | 31 December 1983 or earlier, 10 October – 1 November 1984 or 5 November 1984 or later | 31 Dec 1983 or earlier, 10 Oct – 1 Nov 1984 or 5 Nov 1984 or later
[2021] | 2021
# All of several.
{2020-10-14,2020-10-28} | 14 and 28 October 2020 | 14 and 28 Oct 2020
{1960,1961-12} | 1960 and December 1961 | 1960 and Dec 1961
{1667,1668,1670..1672} | 1667, 1668 and all of 1670–1672
{..1984} | all until 1984
{1984..} | all from 1984 on
"""  # noqa: E501

ROWS = [line.split(" | ") for line in WORDED.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize(("text", "words", "short"), [(row[0], row[1], row[-1]) for row in ROWS])
def test_a_date_is_worded_in_full_and_in_short(text: str, words: str, short: str) -> None:
    edtf = EdtfDate.parse(text)
    assert (date_words(edtf), short_words(edtf)) == (words, short)


@given(expressions())
def test_any_date_is_worded_on_one_line(text: str) -> None:
    edtf = EdtfDate.parse(text)
    for words in (date_words(edtf), short_words(edtf)):
        assert words.isprintable()
        assert words == words.strip()
        assert "  " not in words
        assert words[0] not in ",.–"
    assert len(short_words(edtf)) <= len(date_words(edtf))


# Few years, so that some of the dates have the same words.
@given(st.lists(expressions(st.integers(2021, 2022)), min_size=2, max_size=30))
def test_dates_that_are_worded_alike_have_the_same_bounds(texts: list[str]) -> None:
    for function in (date_words, short_words):
        worded: dict[str, EdtfDate] = {}
        for edtf in map(EdtfDate.parse, texts):
            assert worded.setdefault(function(edtf), edtf).bounds == edtf.bounds


@given(st.integers(1, 27), st.integers(1, 12))
def test_doubt_is_not_worded_as_duration(day: int, month: int) -> None:
    ends = f"2022-{month:02}-{day:02}", f"2022-{month:02}-{day + 1:02}"
    doubt, duration = EdtfDate.parse(f"[{ends[0]}..{ends[1]}]"), EdtfDate.parse(f"{ends[0]}/{ends[1]}")
    assert date_words(doubt).startswith("some day of ")
    assert date_words(duration).startswith("from ")
    assert short_words(doubt) != short_words(duration)


@given(single_dates(st.integers(1000, 9999)))
def test_short_words_of_usual_dates_fit_a_column(text: str) -> None:
    edtf = EdtfDate.parse(text)
    if edtf.precision in ("day", "month", "year", "decade") and not set("XSY") & set(text[4:] + text[0]):
        assert len(short_words(edtf)) <= 19
