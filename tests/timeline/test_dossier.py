"""The dossier: plain text to print, in which nothing is wider than the page but addresses."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.exported import EVERYTHING, TIMELINE, exported
from tests.timeline.hostile_timelines import selections
from tui.text.frozen import replace
from tui.text.links import is_address
from tui.text.printable import printable
from tui.text.wrapping import cells, wrapped
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.exports.dossier import WIDTH
from tui.timeline.exports.dossier_headings import Headings, headings_of
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline


def test_the_whole_of_a_small_timeline() -> None:
    text = exported("dossier", TIMELINE)
    assert "\n\n5 events; the first: until 2021; the last: January 2023; 2 sources.\n" in text
    assert """
November 2022
-------------

8 November 2022
    Patrushev lands in Tehran
    (reported, visit)

      | “Patrouchev a atterri à Téhéran” [1]
      | In translation: “Patrushev landed in Tehran”

      | “la visite de novembre” [2]
""" in re.sub(r", paragraph \d+", "", text)
    assert "    Denied by: Iran denies any delivery (January 2023)\n" in text
    assert "    Denies: Missiles said to have been delivered" in text
    assert "(denied, statement, said by Iran, via The Herald)" in text
    assert text.endswith("[2] The Herald, “La suite”, February 2023 (date inferred)\n    https://example.org/suite\n")


@pytest.mark.parametrize(
    ("date", "year", "month"),
    [
        ("2022-11-08", "2022", "November 2022"),
        ("2022-11", "2022", "November 2022"),
        ("2022", "2022", ""),
        ("[2022-11-01..2022-11-08]", "2022", "November 2022"),
        ("2022-21", "2022", ""),
        ("2022-11-30/2023-02", "2022", "November 2022"),
        ("2011~/2022", "2011", ""),
        ("199X", "1990 to 1999", ""),
        ("-0043-03-15", "44 BC", "March 44 BC"),
        ("Y-13800000000", "13.8 billion years ago", ""),
        ("../2021", "Until 2021", ""),
        ("2021/..", "2021", ""),
        ("../..", "Undated", ""),
    ],
)
def test_headings_say_what_is_known(date: str, year: str, month: str) -> None:
    assert headings_of(EdtfDate.parse(date)) == (year, month)


def test_an_event_of_a_year_stands_under_no_month() -> None:
    headings = Headings()
    dates = map(EdtfDate.parse, ("2022", "2022-03", "2022-03-04", "[2022-03..2022-05]"))
    found = [list(headings.before(date)) for date in dates]
    assert [re.sub("[=-]+", "", "".join(each)).split("\n") for each in found] == [
        ["", "", "2022", "", ""],
        ["", "March 2022", "", ""],
        [""],
        ["", "Some time in 2022", "", ""],
    ]


@given(selections())
def test_any_timeline_is_printable_and_within_the_page(selection: tuple[Timeline, tuple[Event, ...]]) -> None:
    timeline, events = selection
    text = exported("dossier", timeline, events)
    for line in text.removesuffix("\n").split("\n"):
        assert printable(line) == line
        assert cells(line) <= WIDTH or any(map(is_address, line.split())), line
    shown = [event for event in events if not event.is_draft]
    for event in shown:
        assert "".join(printable(event.title.replace("\n", "")).split()) in "".join(text.split())


def test_every_text_of_an_event_is_in_it() -> None:
    events = tuple(replace(one, is_draft=False) for one in EVERYTHING.events)
    text = " ".join(exported("dossier", replace(EVERYTHING, events=events)).replace("      | ", "").split())
    for event in events:
        texts = [event.title, event.summary, event.date_text, event.date_note, event.note, *event.data.values()]
        texts += [words for quote in event.quotes for words in (quote.exact, quote.translation)]
        texts += [words for media in event.media for words in (media.url, media.caption, media.credit)]
        texts += [EVERYTHING.name(facet, value) for facet, values in event.values.items() for value in values]
        for each in filter(None, texts):
            assert " ".join(each.split()) in text, each


# Wrapping


def test_wide_characters_take_two_cells_and_break_anywhere() -> None:
    assert cells("军事é") == 5
    assert cells("e\u0301") == 1
    assert list(wrapped("供水系统的故障。供水", 9)) == ["供水系统", "的故障。", "供水"]
    assert list(wrapped("the 军事 affair", 9)) == ["the 军事", "affair"]


def test_addresses_stay_whole_and_other_long_words_do_not() -> None:
    url = "https://example.org/" + "a" * 40
    assert list(wrapped(f"see {url} now", 20)) == ["see", url, "now"]
    assert list(wrapped("x" * 25, 10, "  ", "- ")) == ["- xxxxxxxx", "  xxxxxxxx", "  xxxxxxxx", "  x"]


@given(st.text(st.characters(exclude_categories=["C"]), max_size=60), st.integers(6, 30))
def test_wrapping_loses_no_letter(text: str, width: int) -> None:
    found = list(wrapped(text, width, "  "))
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(cells(line) <= width for line in found)
