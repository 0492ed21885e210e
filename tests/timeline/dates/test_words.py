"""Dates in English words, in full and in short."""

import pytest

from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.words import date_words, short_words

SAID = [
    ("2022-11-08", "8 November 2022", "8 Nov 2022"),
    ("2022-11", "November 2022", "Nov 2022"),
    ("2024-02", "February 2024", "Feb 2024"),
    ("1900-02", "February 1900", "Feb 1900"),
    ("2022", "2022", "2022"),
    ("2022-11-XX", "a day in November 2022", "a day in Nov 2022"),
    ("2022-XX", "a month in 2022", "a month in 2022"),
    ("2022-XX-XX", "a day in 2022", "a day in 2022"),
    ("202X", "2020s", "2020s"),
    ("20XX", "between 2000 and 2099", "2000–2099"),
    ("0476", "AD 476", "AD 476"),
    ("0001-01-01", "1 January AD 1", "1 Jan AD 1"),
    ("9999-12-31", "31 December 9999", "31 Dec 9999"),
    ("2022-11~", "about November 2022", "~Nov 2022"),
    ("2022-11?", "perhaps November 2022", "Nov 2022?"),
    ("2022-11%", "perhaps about November 2022", "~Nov 2022?"),
    ("2022-11-08~", "about 8 November 2022", "~8 Nov 2022"),
    ("202X?", "perhaps 2020s", "2020s?"),
    ("20XX~", "between about 2000 and 2099", "~2000–2099"),
    ("2022-11-XX?", "perhaps a day in November 2022", "a day in Nov 2022?"),
    ("2022-11-XX~", "a day in about November 2022", "a day in ~Nov 2022"),
    ("2024-01-01/2024-01-10", "1–10 January 2024", "1–10 Jan 2024"),
    ("2024-01-01~/2024-01-10~", "about 1–10 January 2024", "~1–10 Jan 2024"),
    ("2022-11-08%/2022-12-02%", "perhaps about 8 November – 2 December 2022", "~8 Nov – 2 Dec 2022?"),
    ("2022-11-08/2022-12-02", "8 November – 2 December 2022", "8 Nov – 2 Dec 2022"),
    ("2023-12-30/2024-01-02", "30 December 2023 – 2 January 2024", "30 Dec 2023 – 2 Jan 2024"),
    ("2023-10/2023-12", "October–December 2023", "Oct–Dec 2023"),
    ("2022-10/2023-01", "October 2022 – January 2023", "Oct 2022 – Jan 2023"),
    ("2022/2024", "2022–2024", "2022–2024"),
    ("0476/0480", "AD 476–AD 480", "AD 476–AD 480"),
    ("201X/202X", "2010s–2020s", "2010s–2020s"),
    ("2022-11-08/2022-12", "8 November – December 2022", "8 Nov – Dec 2022"),
    ("2022/2023-02-05", "2022 – 5 February 2023", "2022 – 5 Feb 2023"),
    ("2022-11-08/2022-11-08", "8 November 2022", "8 Nov 2022"),
    ("2024-01-01/2024-01-10~", "from 1 to about 10 January 2024", "1 – ~10 Jan 2024"),
    ("2024-01-01~/2024-01-10", "from about 1 to 10 January 2024", "~1 – 10 Jan 2024"),
    ("2022?/2024~", "from perhaps 2022 to about 2024", "2022? – ~2024"),
    ("2022-11-XX/2022-12-02", "from a day in November to 2 December 2022", "a day in Nov – 2 Dec 2022"),
    ("19XX/20XX", "from some time between 1900 and 1999 to some time between 2000 and 2099", "1900–1999 – 2000–2099"),
    ("../2022-11-30", "before December 2022", "before Dec 2022"),
    ("../2022-11", "before December 2022", "before Dec 2022"),
    ("../2022-11-XX", "before December 2022", "before Dec 2022"),
    ("../2021", "before 2022", "before 2022"),
    ("../2021-12-31", "before 2022", "before 2022"),
    ("../2021-12", "before 2022", "before 2022"),
    ("../202X", "before 2030", "before 2030"),
    ("../2022-11-15", "by 15 November 2022", "by 15 Nov 2022"),
    ("../2022-11-15%", "perhaps by about 15 November 2022", "by ~15 Nov 2022?"),
    ("../2022-11~", "before about December 2022", "before ~Dec 2022"),
    ("../9999", "before 10000", "before 10000"),
    ("2022-11-08/..", "from 8 November 2022 on", "from 8 Nov 2022"),
    ("2022-11~/..", "from about November 2022 on", "from ~Nov 2022"),
    ("2022?/..", "perhaps from 2022 on", "from 2022?"),
    ("20XX/..", "from some time between 2000 and 2099 on", "from 2000–2099"),
    ("../..", "undated", "undated"),
]


@pytest.mark.parametrize(("text", "words", "short"), SAID, ids=[row[0] for row in SAID])
def test_a_date_is_said_in_words(text: str, words: str, short: str) -> None:
    edtf = EdtfDate.parse(text)
    assert (date_words(edtf), short_words(edtf)) == (words, short)
