"""The formats of other programs: what they carry, and what they say that they leave out."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

from tests.timeline.exported import EVERYTHING, exported
from tests.timeline.hostile_timelines import selections
from tui.text.frozen import replace
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.exports import FORMATS, format_of
from tui.timeline.exports.losses import Losses
from tui.timeline.exports.spans import Point, Span, span_of
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.reader import parse_timeline


def timeline_of(*dates: str) -> Timeline:
    events = "".join(f"  - {{id: e{number}, date: '{date}', title: T}}\n" for number, date in enumerate(dates))
    return parse_timeline(f"title: Dates\nevents:\n{events}")


def losses_of(name: str, timeline: Timeline) -> list[str]:
    losses = Losses()
    for _ in FORMATS[name].lines(timeline, timeline.events, losses):
        pass
    return losses.lines()


# Spans


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2022", Span(Point(2022), None, True)),
        ("2022-11", Span(Point(2022, 11), None, True)),
        ("2022-11-08", Span(Point(2022, 11, 8), None, True)),
        ("2022-11-08T14:30", Span(Point(2022, 11, 8, 14, 30), None, True)),
        ("-0043", Span(Point(-43), None, True)),
        ("Y-13800000000", Span(Point(-13_800_000_000), None, True)),
        ("2011~", Span(Point(2011), None, False)),
        ("2022-11-01/2022-11-08", Span(Point(2022, 11, 1), Point(2022, 11, 8), True)),
        ("2011~/2022-11", Span(Point(2011), Point(2022, 11), False)),
        ("[2022-11-01..2022-11-08]", Span(Point(2022, 11, 1), Point(2022, 11, 8), False)),
        ("{2020-10-14,2020-10-28}", Span(Point(2020, 10, 14), Point(2020, 10, 28), False)),
        ("2022-21", Span(Point(2022, 3, 1), Point(2022, 5, 31), False)),
        ("156X", Span(Point(1560, 1, 1), Point(1569, 12, 31), False)),
        ("1950S2", Span(Point(1900, 1, 1), Point(1999, 12, 31), False)),
        ("2022/..", Span(Point(2022), None, False)),
        ("../2022", Span(None, Point(2022), False)),
        ("[..2022-11-08]", Span(None, Point(2022, 11, 8), False)),
        ("..2022/2023", Span(None, Point(2023), False)),
        ("../..", Span(None, None, False)),
    ],
)
def test_a_span_is_as_precise_as_the_date(text: str, span: Span) -> None:
    assert span_of(EdtfDate.parse(text)) == span


# Every format


@given(selections())
def test_hostile_text_breaks_no_format(selection: tuple[Timeline, tuple[Event, ...]]) -> None:
    timeline, events = selection
    shown = [event for event in events if not event.is_draft]
    dated = [event for event in shown if not event.date.is_undated]
    slides = json.loads(exported("timelinejs", timeline, events))["events"]
    assert [slide["edtf"] for slide in slides] == [event.date.text for event in dated]
    sheet = list(csv.DictReader(io.StringIO(exported("timelinejs-sheet", timeline, events), newline=""), strict=True))
    assert [row["EDTF"] for row in sheet[1:]] == [event.date.text for event in dated]
    assert "<script" not in json.dumps(slides).casefold()
    geo = json.loads(exported("geojson", timeline, events))
    assert len(geo["features"]) <= len(events)
    annotations = json.loads(exported("annotations", timeline, events))
    quotes = [quote for event in events for quote in event.quotes]
    items = annotations["first"]["items"]
    assert [item["target"]["selector"]["exact"] for item in items] == [quote.exact for quote in quotes]
    assert annotations["total"] == len(quotes)
    used = {source for event in events for source in event.sources}
    assert {item["id"] for item in json.loads(exported("csl", timeline, events))} == used
    assert len(re.findall(r"(?m)^@(?:article|online|misc)\{", exported("bibtex", timeline, events))) == len(used)
    rows = list(csv.DictReader(io.StringIO(exported("timesketch", timeline, events), newline=""), strict=True))
    assert all(re.fullmatch(r"-?\d+", row["timestamp"]) for row in rows)


@given(selections())
def test_a_calendar_has_lines_of_75_octets_and_an_entry_for_each_event(
    selection: tuple[Timeline, tuple[Event, ...]],
) -> None:
    timeline, events = selection
    text = exported("ics", timeline, events)
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode("utf-8", "surrogatepass")) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    assert all(re.match(r"[A-Z-]+[:;]", line) for line in lines)
    usual = [event for event in events if not event.is_draft and event.date.text[:2] not in ("-0", "Y-", "..")]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") >= len(usual)


@given(selections())
def test_markwhen_has_one_event_for_each_date(selection: tuple[Timeline, tuple[Event, ...]]) -> None:
    timeline, events = selection
    text = exported("markwhen", timeline, events)
    dated = re.findall(r"(?m)^(?:\d{4}[^\n:]*|\d+ B?CE[^\n:]*)(?::\d\d[^\n:]*)*: ", text)
    written = re.findall(r'(?m)^edtf: "(.*)"$', text)
    assert len(dated) == len(written)
    shown = [event for event in events if not event.is_draft and not event.date.is_undated]
    assert written == [event.date.text for event in shown if not event.date.text.startswith("Y-")]


@pytest.mark.parametrize("name", ["timelinejs", "timelinejs-sheet", "markwhen", "ics"])
def test_drafts_and_links_that_are_left_out_are_counted(name: str) -> None:
    drafts = sum(event.is_draft for event in EVERYTHING.events)
    links = sum(len(event.links) for event in EVERYTHING.events if not event.is_draft)
    assert drafts
    assert links
    found = losses_of(name, EVERYTHING)
    assert f"{drafts} draft{'s' * (drafts > 1)} left out" in found
    assert f"{links} link{'s' * (links > 1)} between events" in found


def test_the_ending_of_a_name_says_the_format() -> None:
    assert {format_of(name) for name in ("a.csv", "A.CSV")} == {"csv"}
    assert format_of("map.geojson") == "geojson"
    assert format_of("t.json") == "json"
    assert format_of("t.txt") is None
    assert format_of("t.dossier.txt") == "dossier"


@pytest.mark.parametrize(("name", "empty"), [("csl", "[]\n"), ("bibtex", "")])
def test_a_bibliography_counts_the_events_without_a_source(name: str, empty: str) -> None:
    timeline = timeline_of("2022", "2023")
    assert exported(name, timeline) == empty
    assert losses_of(name, timeline) == ["2 events left out: no source"]


# Single formats


def test_timelinejs_has_dates_as_precise_as_they_are_known_and_doubt_in_words() -> None:
    timeline = timeline_of("2022", "2022-11-08T14:30:05", "[2022-11-01..2022-11-08]", "../..", "2022-11-01/2022-11-08")
    slides = {slide["edtf"]: slide for slide in json.loads(exported("timelinejs", timeline))["events"]}
    assert slides["2022"]["start_date"] == {"year": 2022}
    assert "display_date" not in slides["2022"]
    assert slides["2022-11-08T14:30:05"]["start_date"] == {
        "year": 2022,
        "month": 11,
        "day": 8,
        "hour": 14,
        "minute": 30,
        "second": 5,
    }
    doubtful = slides["[2022-11-01..2022-11-08]"]
    assert doubtful["end_date"] == {"year": 2022, "month": 11, "day": 8}
    assert doubtful["display_date"] == "some day of 1–8 November 2022"
    assert "display_date" not in slides["2022-11-01/2022-11-08"]
    assert losses_of("timelinejs", timeline) == ["1 undated event left out"]


@pytest.mark.parametrize(
    ("kinds", "groups"), [("", 0), ("vv", 0), ("vu", 2), ("v-", 1), ("vutp", 4), ("vutp-", 0), ("vutps", 0)]
)
def test_timelinejs_has_a_row_for_each_kind_where_there_is_room(kinds: str, groups: int) -> None:
    names = {"v": "visit", "u": "use", "t": "talks", "p": "production", "s": "sanction", "-": None}
    events = timeline_of(*(["2022"] * len(kinds))).events
    timeline = replace(
        timeline_of(),
        events=tuple(
            replace(one, values={"kind": (names[kind],)} if names[kind] else {})
            for one, kind in zip(events, kinds, strict=True)
        ),
    )
    slides = json.loads(exported("timelinejs", timeline))["events"]
    assert [slide["text"]["text"].count("Kinds: ") for slide in slides] == [kind != "-" for kind in kinds]
    rows = csv.DictReader(io.StringIO(exported("timelinejs-sheet", timeline), newline=""), strict=True)
    found = [slide.get("group", "") for slide in slides]
    assert found == [row["Group"] for row in rows][1:]
    assert len({*found} - {""}) == groups


def test_timelinejs_looks_for_kinds_among_its_first_slides_only() -> None:
    drawn = 0

    def events() -> Iterator[Event]:
        nonlocal drawn
        for one in [*timeline.events] * 2000:
            drawn += 1
            yield one

    timeline = timeline_of("2022")
    pieces = FORMATS["timelinejs"].lines(timeline, events())
    while "edtf" not in next(pieces):
        pass
    assert drawn < 1000


def test_timelinejs_is_cosmological_beyond_the_dates_of_javascript() -> None:
    assert json.loads(exported("timelinejs", timeline_of("2022")))["scale"] == "human"
    assert json.loads(exported("timelinejs", timeline_of("2022", "Y-13800000000")))["scale"] == "cosmological"


def test_text_in_timelinejs_is_no_html() -> None:
    timeline = parse_timeline(
        "title: <b>T</b>\nevents: [{date: 2022, title: <img onerror=x>, summary: see https://x.org/a}]"
    )
    text = exported("timelinejs", timeline)
    assert "<img" not in text
    assert "<b>" not in text
    assert r"<a href=\"https://x.org/a\"" in text


def _calendar(timeline: Timeline) -> list[dict[str, str]]:
    entries = exported("ics", timeline).replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]
    return [dict(line.split(":", 1) for line in entry.split("\r\n") if ":" in line) for entry in entries]


@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        ("2022-11-08", ("DTSTART;VALUE=DATE", "20221108"), ("DTEND;VALUE=DATE", "20221109")),
        ("2022-12", ("DTSTART;VALUE=DATE", "20221201"), ("DTEND;VALUE=DATE", "20230101")),
        ("2024-02", ("DTSTART;VALUE=DATE", "20240201"), ("DTEND;VALUE=DATE", "20240301")),
        ("2022-11-01/2022-11-08", ("DTSTART;VALUE=DATE", "20221101"), ("DTEND;VALUE=DATE", "20221109")),
        ("2022-11-08T14:30", ("DTSTART", "20221108T143000"), None),
        ("2022-11-08T14:30:05+01:00", ("DTSTART", "20221108T133005Z"), None),
        ("0033-04", ("DTSTART;VALUE=DATE", "00330401"), ("DTEND;VALUE=DATE", "00330501")),
        ("9999", ("DTSTART;VALUE=DATE", "99990101"), None),
    ],
)
def test_a_calendar_has_days_and_moments(date: str, start: tuple[str, str], end: tuple[str, str] | None) -> None:
    (entry,) = _calendar(timeline_of(date))
    assert entry[start[0]] == start[1]
    assert {key: value for key, value in entry.items() if key.startswith("DTEND")} == dict([end] if end else [])
    assert entry["SUMMARY"] == "T"
    assert entry["X-EDTF"] == date


def test_a_calendar_says_doubt_in_words_and_counts_what_it_has_no_day_for() -> None:
    timeline = timeline_of("[2022-11-01..2022-11-08]", "-0043", "../..")
    (entry,) = _calendar(timeline)
    assert entry["SUMMARY"] == "T (some day of 1–8 November 2022)"
    assert losses_of("ics", timeline) == [
        "2 events left out: no date in years 1 to 9999",
        "1 doubtful date, said in words",
    ]


def test_local_times_in_a_calendar_are_on_the_clock_of_the_timeline() -> None:
    timeline = replace(timeline_of("2022-07-08T14:30"), timezone="Europe/Paris")
    (entry,) = _calendar(timeline)
    assert entry["DTSTART"] == "20220708T123000Z"


@pytest.mark.parametrize("name", ["timelinejs", "timelinejs-sheet", "markwhen", "ics"])
def test_one_text_per_event_says_its_status_and_who_takes_part(name: str) -> None:
    timeline = parse_timeline(
        "title: T\nactors: {iran: {name: Iran}}\nevents: [{date: 2022, title: T, status: denied, actors: iran}]"
    )
    text = exported(name, timeline)
    assert "Status: denied" in text
    assert "Actors: Iran" in text


def test_markwhen_has_its_own_dates() -> None:
    dates = ("2022", "2022-11-01/2022-11-08", "-0043", "2022-11-08T14:30Z", "-0043/0014", "Y-13800000000")
    text = exported("markwhen", timeline_of(*dates))
    for line in (
        *("2022: T", "2022-11-01/2022-11-08: T", "44 BCE: T", "2022-11-08T14:30:00Z: T", "44 BCE - 14 CE: T"),
    ):
        assert f"\n{line}\n" in text
    assert losses_of("markwhen", timeline_of(*dates)) == ["1 event left out: no date that markwhen has"]


@pytest.mark.parametrize("summary", ["12: noon", "# heading", "now: x", "// gone", "key: value", "endgroup", "- [ ] x"])
def test_markwhen_takes_no_text_for_something_else(summary: str) -> None:
    timeline = parse_timeline(f"title: T\nevents: [{{date: 2022, title: T, summary: {json.dumps(summary)}}}]")
    assert f"\n– {summary}\n" in exported("markwhen", timeline)


def test_geojson_has_longitude_before_latitude_and_counts_events_without_a_place() -> None:
    features = json.loads(exported("geojson", EVERYTHING))["features"]
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [30.7, 46.5]} or features
    timeline = parse_timeline(
        "title: T\nplaces: {odesa: {name: Odesa, lat: 46.5, lon: 30.7}}\n"
        "events: [{date: 2022, title: T, places: odesa}, {date: 2023, title: U}]"
    )
    (feature,) = json.loads(exported("geojson", timeline))["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [30.7, 46.5]}
    assert feature["properties"]["places"] == ["Odesa"]
    assert losses_of("geojson", timeline) == ["1 event left out: no place with coordinates"]


SOURCED = """\
title: T
sources:
  a_b: {title: "Cost & {effect} 50%", outlet: gazette, issued: 2023-03-04, url: "https://x.org/a_b", language: fr}
  c: {file: minutes.pdf, issued: 2023~}
actors: {gazette: {name: The Gazette, kind: outlet}}
events:
  - date: 2022
    title: First
    quotes: [{source: a_b, exact: les mots, translation: the words, prefix: "dit : "}]
    sources: [c]
"""


def test_the_sources_are_a_bibliography() -> None:
    timeline = parse_timeline(SOURCED)
    items: list[dict[str, Any]] = json.loads(exported("csl", timeline))
    assert items[0] == {
        "id": "a_b",
        "type": "article-newspaper",
        "title": "Cost & {effect} 50%",
        "container-title": "The Gazette",
        "issued": {"date-parts": [[2023, 3, 4]]},
        "URL": "https://x.org/a_b",
        "language": "fr",
    }
    assert items[1] == {
        "id": "c",
        "type": "document",
        "title": "minutes.pdf",
        "issued": {"date-parts": [[2023]], "circa": True},
    }
    text = exported("bibtex", timeline)
    assert text.startswith("@article{a_b,\n  title = {{Cost \\& \\{effect\\} 50\\%}},\n")
    assert "  month = {mar},\n" in text
    assert "  url = {https://x.org/a_b},\n" in text


def test_an_annotation_finds_the_quote_in_its_page() -> None:
    (item,) = json.loads(exported("annotations", parse_timeline(SOURCED)))["first"]["items"]
    assert item["target"] == {
        "source": "https://x.org/a_b",
        "selector": {"type": "TextQuoteSelector", "exact": "les mots", "prefix": "dit : "},
    }
    assert [body["value"] for body in item["body"] if body["purpose"] == "editing"] == ["the words"]


def test_timesketch_has_microseconds_of_utc_and_the_doubt() -> None:
    timeline = timeline_of("2022-11-08T14:30:05+01:00", "[2022-11-01..2022-11-08]")
    found = {row["edtf"]: row for row in csv.DictReader(io.StringIO(exported("timesketch", timeline), newline=""))}
    assert found["2022-11-08T14:30:05+01:00"]["timestamp"] == "1667914205000000"
    assert found["2022-11-08T14:30:05+01:00"]["datetime"] == "2022-11-08T13:30:05+00:00"
    doubtful = found["[2022-11-01..2022-11-08]"]
    assert (doubtful["earliest"], doubtful["latest"]) == ("2022-11-01", "2022-11-08")
