"""CSV: a row for each event and a column for each thing that it can have, without formulas."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from tests.timeline.exported import EVERYTHING, TIMELINE, exported, records, rows, some
from tests.timeline.hostile_timelines import edtf, selections
from tests.timelines import BUNDLED
from tui.text.frozen import replace
from tui.text.printable import printable
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.exports import csv_table
from tui.timeline.exports.iso_bounds import iso_bounds
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.reader import parse_timeline, read_timeline


def cells(*event_ids: str, timeline: Timeline = EVERYTHING) -> list[dict[str, str]]:
    return records(exported("csv", timeline, some(*event_ids, timeline=timeline)))


def test_csv_has_a_row_for_each_event_with_names_and_bounds() -> None:
    assert exported("csv", TIMELINE, some("talks", "visit", "denial")) == (
        "id,date,earliest,latest,date_text,date_basis,date_note,title,summary,"
        "actors,weapons,places,status,kind,tags,speaker,via,"
        "sources,urls,quotes,translations,links,media,note,draft,internal\r\n"
        "talks,../2021,,2021-12-31,,stated,,First talks,,Iran; Russia,,,reported,talks,,,,"
        '"The Herald, “L’accord”, 10 November 2022",,des pourparlers,,part_of: visit,,,,\r\n'
        "visit,2022-11-08,2022-11-08,2022-11-08,mardi,stated,,Patrushev lands in Tehran,,"
        "Nikolai Patrushev; Iran,,,reported,visit,,,,"
        '"The Herald, “L’accord”, 10 November 2022; The Herald, “La suite”, February 2023",https://example.org/suite,'
        "Patrouchev a atterri à Téhéran; la visite de novembre,Patrushev landed in Tehran,,,,,\r\n"
        "denial,2023-01,2023-01-01,2023-01-31,,inferred,it answers the delivery,Iran denies any delivery,,"
        "Iran,Missile,,denied,statement,,Iran,The Herald,"
        '"The Herald, “La suite”, February 2023",https://example.org/suite,Téhéran a nié,,'
        "denies: delivery; follows: visit,,,,\r\n"
    )


def test_csv_has_places_tags_own_facets_data_and_media_in_columns_of_their_own() -> None:
    [pumps] = cells("pumps")
    assert pumps["places"] == "Old pier"
    assert pumps["tags"] == "water supply; protest"
    assert pumps["topic"] == "Drinking water"
    assert pumps["主题"] == "军事"
    assert pumps["Legal-basis"] == ""
    assert pumps["media"] == "https://gazette.example/pump.jpg"
    data = {name: cell for name, cell in pumps.items() if name.startswith("data.")}
    assert data == {
        "data.people ill": "34",
        "data.tier": "primary",
        "data.cost": "1.5e3",
        "data.note-to-self": "",
    }


def test_csv_has_drafts_and_the_addresses_of_sources_and_copies() -> None:
    meeting, reply = cells("board-meets", "reply")
    assert (meeting["draft"], reply["draft"]) == ("", "yes")
    assert meeting["urls"] == "https://blog.example/meeting"
    assert reply["urls"] == "https://waterworks.example/about; https://archive.example/1"


def test_csv_is_empty_where_an_event_does_not_say() -> None:
    timeline = parse_timeline("title: T\nevents: [{date: 2022, title: Bare}]\n")
    [bare] = records(exported("csv", timeline))
    assert {name: cell for name, cell in bare.items() if cell} == {
        "id": "2022-bare",
        "date": "2022",
        "earliest": "2022-01-01",
        "latest": "2022-12-31",
        "title": "Bare",
    }


def test_csv_of_some_events_has_the_columns_of_the_whole_timeline() -> None:
    assert (
        rows(exported("csv", EVERYTHING, some("reply", timeline=EVERYTHING)))[0] == rows(exported("csv", EVERYTHING))[0]
    )


def test_csv_has_a_row_for_each_event_of_the_bundled_timeline() -> None:
    timeline = read_timeline(BUNDLED)
    assert [row["title"] for row in records(exported("csv", timeline))] == [one.title for one in timeline.events]


def test_csv_without_events_is_its_header() -> None:
    assert rows(exported("csv", TIMELINE, ())) == [list(csv_table.columns(TIMELINE))]


def test_csv_begins_with_a_byte_order_mark_only_on_request() -> None:
    marked = "".join(csv_table.lines(TIMELINE, TIMELINE.events, bom=True))
    assert marked == "\ufeff" + exported("csv", TIMELINE)
    assert "".join(csv_table.lines(TIMELINE, (), bom=True)).encode().startswith(b"\xef\xbb\xbfid,")


def test_a_facet_that_is_named_as_a_column_has_a_column_of_its_own() -> None:
    timeline = parse_timeline(
        "title: T\nfacets: {earliest: {name: First print}}\nevents: [{date: 2022, title: A, earliest: 1st}]\n"
    )
    [row] = records(exported("csv", timeline))
    assert (row["earliest"], row["facets.earliest"]) == ("2022-01-01", "1st")


# Bounds


@pytest.mark.parametrize(
    ("date", "earliest", "latest"),
    [
        ("2022-11-08", "2022-11-08", "2022-11-08"),
        ("2022-11", "2022-11-01", "2022-11-30"),
        ("[2022-11-01..2022-11-08]", "2022-11-01", "2022-11-08"),
        ("2022-11-01/2022-11-08", "2022-11-01", "2022-11-08"),
        ("{2020-10-28,2020-10-14}", "2020-10-14", "2020-10-28"),
        ("156X-12-25", "1560-12-25", "1569-12-25"),
        ("2022-24", "2022-12-01", "2023-02-28"),
        ("../2021", "", "2021-12-31"),
        ("2021/..", "2021-01-01", ""),
        ("2021/", "2021-01-01", ""),
        ("[..2021]", "", "2021-12-31"),
        ("../..", "", ""),
        ("2022-11-08T14:30", "2022-11-08T14:30:00", "2022-11-08T14:30:59"),
        ("2022-11-08T14:30:05", "2022-11-08T14:30:05", "2022-11-08T14:30:05"),
        ("2022-11-08T14:30:05Z", "2022-11-08T14:30:05Z", "2022-11-08T14:30:05Z"),
        ("2022-11-08T14:30:05+05:30", "2022-11-08T14:30:05+05:30", "2022-11-08T14:30:05+05:30"),
        ("2022-11-08T14:30:05-03", "2022-11-08T14:30:05-03:00", "2022-11-08T14:30:05-03:00"),
        ("2022-11-08T14:30/2022-11-09", "2022-11-08T14:30:00", "2022-11-09"),
        ("[2022-11-08T23:00Z,2022-11-08T20:00-05]", "2022-11-08T23:00:00Z", "2022-11-08T20:00:59-05:00"),
        ("-0043", "-0043-01-01", "-0043-12-31"),
        ("-0043-03-15", "-0043-03-15", "-0043-03-15"),
        ("0000", "0000-01-01", "0000-12-31"),
        ("Y-13800000000", "Y-13800000000", "Y-13800000000"),
        ("Y17E3", "Y17000", "Y17000"),
    ],
)
def test_bounds_are_days_or_seconds_in_iso_8601_with_the_years_of_edtf(date: str, earliest: str, latest: str) -> None:
    assert iso_bounds(EdtfDate.parse(date), None) == (earliest, latest)


@given(edtf)
def test_a_bound_is_the_date_that_it_is_a_bound_of(date: EdtfDate) -> None:
    earliest, latest = iso_bounds(date, None)
    if earliest:
        assert EdtfDate.parse(earliest).bounds.earliest_start == date.bounds.earliest_start
    if latest:
        assert EdtfDate.parse(latest).bounds.latest_end == date.bounds.latest_end


def test_dates_and_numbers_are_not_taken_for_formulas() -> None:
    timeline = parse_timeline("title: T\nevents: [{date: -0043-03-15, title: '-44', data: {loss: -5, x: =1}}]\n")
    [row] = records(exported("csv", timeline))
    assert (row["date"], row["earliest"], row["data.loss"]) == ("-0043-03-15", "-0043-03-15", "-5")
    assert (row["title"], row["data.x"]) == ("'-44", "'=1")


# Hostile text


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("=HYPERLINK(“x”)", "'=HYPERLINK(“x”)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'␉=1"),
        ("\r=1", "'␍=1"),
        ("\n=1", "'\n=1"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("1=1", "1=1"),
        ('"=1"', '"=1"'),
        ("a\nb", "a\nb"),
        ("\u202e\x1b[2J", "◌␛[2J"),
    ],
)
def test_csv_has_no_formula(title: str, cell: str) -> None:
    one = replace(some("talks")[0], title=title)
    assert records(exported("csv", TIMELINE, (one,)))[0]["title"] == cell


NOT_TEXT = {"date", "earliest", "latest"}
NUMBER = re.compile(r"-[0-9.]+")


@given(selections())
def test_csv_of_any_events_reads_back_as_text_without_formulas(
    selection: tuple[Timeline, tuple[Event, ...]],
) -> None:
    found = records(exported("csv", *selection))
    assert len(found) == len(selection[1])
    for row, one in zip(found, selection[1], strict=True):
        texts = {"title": one.title, "summary": one.summary, "note": one.note}
        texts |= {f"data.{name}": value for name, value in one.data.items() if f"data.{name}" in row}
        for key, text in texts.items():
            assert row[key].removeprefix("'") == printable(text or "", line_feeds=True).removeprefix("'")
        for name, cell in row.items():
            assert name.strip()[:1] not in tuple("=+-@＝＋－＠\t\r")
            if name not in NOT_TEXT and not NUMBER.fullmatch(cell):
                assert cell.strip()[:1] not in tuple("=+-@＝＋－＠\t\r")
            assert printable(cell, line_feeds=True) == cell
