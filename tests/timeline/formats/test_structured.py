"""Formats that say themselves what is a title and what a date."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.real_files import real_file
from tests.timeline.exported import EVERYTHING, TIMELINE, exported
from tests.timeline.formats.foreign import count, only, read, remarks
from tests.timelines import BUNDLED, SAMPLES
from tui.text.frozen import replace
from tui.text.printable import printable
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.reader import read_foreign
from tui.timeline.loader import Loader
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.problems import TimelineError
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.index import Index


def dated(timeline: Timeline) -> list[tuple[str, str]]:
    return [(event.date.text, event.title) for event in timeline.events]


# Round trips

FORMS = {"timelinejs": ".json", "timelinejs-sheet": ".csv", "markwhen": ".mw", "ics": ".ics"}


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("path", [BUNDLED, *SAMPLES.values()], ids=lambda path: path.stem)
def test_an_export_reads_back_with_the_same_dates_and_titles(path: Path, name: str) -> None:
    original = read_timeline(path)
    text = exported(name, original)
    again = read(text, f"x{FORMS[name]}")
    assert again.title == original.title
    unescaped = text.replace("\\,", ",")
    expected = [pair for pair in dated(original) if pair[0] in unescaped]
    assert expected
    left_out = len(original.events) - len(again.events)
    assert len(expected) >= len(again.events) >= len(expected) - left_out
    assert set(dated(again)) <= set(dated(original))


# Invisible letters and marks, such as U+17B4, are written as ◌ by the formats for readers.
plain = st.text(
    st.characters(exclude_categories=["C", "Z"], include_characters=" ", exclude_characters="#<>&[]()"), min_size=1
).map(lambda text: printable(" ".join(text.split())))


@pytest.mark.parametrize("name", FORMS)
@given(titles=st.lists(plain.filter(bool), min_size=1, max_size=3), summary=plain)
def test_texts_read_back(name: str, titles: list[str], summary: str) -> None:
    dates = ("2022-11-08", "[2022-11-01..2022-11-08]", "2022-11~/2023")
    events = [
        replace(
            EVERYTHING.events[0],
            id=f"e{number}",
            title=f"T {title}"[:180].strip(),
            summary=f"S {summary}",
            date=EdtfDate.parse(date),
            links=(),
        )
        for number, (title, date) in enumerate(zip(titles, dates, strict=False))
    ]
    timeline = replace(EVERYTHING, events=tuple(events))
    again = read(exported(name, timeline), f"x{FORMS[name]}", name)
    by_date = {event.date.text: event for event in again.events}
    for event in events:
        found = by_date[event.date.text]
        assert found.title.replace("– ", "") == event.title.replace("– ", "")
        assert " ".join((event.summary or "").split()) in " ".join((found.summary or "").split())


def test_annotations_read_back_with_their_quotes() -> None:
    again = read(exported("annotations", TIMELINE))
    quotes = [quote.exact for event in TIMELINE.events for quote in event.quotes]
    assert sorted(quote.exact for event in again.events for quote in event.quotes) == sorted(quotes)
    titles = {event.id: event for event in TIMELINE.events}
    assert {event.title for event in again.events} <= {event.title for event in titles.values()}


@pytest.mark.parametrize("name", ["csl", "bibtex"])
def test_a_bibliography_reads_back(name: str) -> None:
    again = read(exported(name, EVERYTHING))
    used = {source for event in EVERYTHING.events for source in event.sources}
    assert len(again.events) == len(used)
    board = next(event for event in again.events if event.title == "Board resigns")
    assert board.date.text == "2023-03-04"
    source = again.sources[board.sources[0]]
    assert source.url == "https://gazette.example/board"
    assert again.outlet_name(source) == "The Gazette"


# markwhen

MARKWHEN = """\
title: Engines
description: A short history.

#Unix: #ffe438

// a comment
group Early: #EarlyResearch

1927: Statistical Machine
Created by [Goldberg](https://x.org/goldberg)
[Dresden](location)

1930 - 1967: Memex #idea
1971-now: find
endGroup
section Late
November 1973-now: grep
1 june 2009-now: Bing
group Inner
September 25, 2008 - 2010-01: Duck
44 BCE - 14 CE: Augustus
endGroup
2022-11-08T14:30:00Z - 2022-11-08T15:00:00Z: A call
id: call
rating: 5

With a line: of text.
12/25/2020: Christmas
5 days: later
2024-05-01 every 2 weeks: Meeting
"""


def test_markwhen_has_ranges_groups_tags_places_links_and_properties() -> None:
    timeline = read(MARKWHEN, "x.mw")
    assert timeline.title == "Engines"
    assert timeline.description == "A short history."
    assert sorted(dated(timeline)) == sorted(
        [
            ("1927", "Statistical Machine"),
            ("1930/1967", "Memex"),
            ("1971/..", "find"),
            ("1973-11/..", "grep"),
            ("2009-06-01/..", "Bing"),
            ("2008-09-25/2010-01", "Duck"),
            ("-0043/0014", "Augustus"),
            ("2022-11-08T14:30:00Z/2022-11-08T15:00:00Z", "A call"),
            ("2020-12-25", "Christmas"),
            ("../..", "later"),
            ("2024-05-01", "Meeting"),
        ]
    )
    found = {event.title: event for event in timeline.events}
    machine = found["Statistical Machine"]
    assert machine.summary == "Created by Goldberg"
    assert machine.sources
    assert timeline.value_names("place", machine.values["place"]) == "Dresden"
    assert machine.values["group"] == ("Early",)
    assert machine.line == 9
    assert found["Memex"].values["tag"] == ("idea",)
    assert found["Duck"].values["group"] == ("Late", "Inner")
    assert found["A call"].id == "call"
    assert found["A call"].data == {"rating": "5"}
    assert found["A call"].summary == "With a line: of text."
    assert found["later"].date_text == "5 days"
    assert found["Meeting"].data["recurs"] == "every 2 weeks"
    assert found["grep"].date_text == "November 1973-now"
    assert ("kept", "a recurrence is not unfolded, and is in the further fields") in remarks(timeline)


def test_the_format_of_dates_in_markwhen_is_in_its_header() -> None:
    assert only(read("title: T\ndateFormat: d/M/y\n3/4/2020: x\n", "x.mw")).date.text == "2020-04-03"
    assert only(read("title: T\n3/4/2020: x\n", "x.mw")).date.text == "2020-03-04"


def test_markwhen_is_known_by_its_content() -> None:
    assert len(read(MARKWHEN, "notes.txt").events) == 11
    assert len(read(MARKWHEN, "").events) == 11


# TimelineJS


def slides(*events: object, **others: object) -> str:
    return json.dumps({"events": events, **others})


def test_timelinejs_has_html_media_groups_and_eras() -> None:
    timeline = read(
        slides(
            {
                "start_date": {"year": "1963", "month": "08", "day": "9"},
                "text": {"headline": "Born<br/>in Newark", "text": "<p>See <a href='https://x.org'>her</a>.</p>"},
                "media": {"url": "/static/a.jpg", "caption": "<i>A</i> photo"},
                "group": "Life",
            },
            title={"text": {"headline": "Houston", "text": "<p>A life.</p>"}, "media": {"url": "//x"}},
            eras=[{"start_date": {"year": "600"}, "end_date": {"year": "650"}, "text": {"headline": "An era"}}],
        )
    )
    assert (timeline.title, timeline.description) == ("Houston", "A life.")
    era, born = timeline.events
    assert (era.date.text, era.kind) == ("0600/0650", "era")
    assert (born.date.text, born.title, born.summary) == ("1963-08-09", "Born in Newark", "See her.")
    assert born.values["group"] == ("Life",)
    assert born.data["media"] == "/static/a.jpg"
    assert [timeline.sources[source].url for source in born.sources] == ["https://x.org"]
    assert ("lost", "the title slide has a picture") in remarks(timeline)


@pytest.mark.parametrize(
    ("media", "summary", "addresses"),
    [
        ("<blockquote>In her own words <cite>Ada</cite></blockquote>", "A text\n\nIn her own words Ada\n\nA note", []),
        ("<iframe src='https://x.org/v' width=9></iframe>", "A text", [("https://x.org/v", "A note")]),
        ("https://x.org/a.jpg", "A text", [("https://x.org/a.jpg", "A note")]),
    ],
)
def test_html_beside_a_slide_is_a_text_or_a_frame(
    media: str, summary: str, addresses: list[tuple[str, str | None]]
) -> None:
    text = {"headline": "T", "text": "A text"}
    slide = {"start_date": {"year": "1843"}, "text": text, "media": {"url": media, "caption": "A note"}}
    event = only(read(slides(slide)))
    assert event.summary == summary
    assert [(found.url, found.caption) for found in event.media] == addresses


@pytest.mark.parametrize(
    ("slide", "date", "wording"),
    [
        ({"start_date": {"year": "-43"}}, "-0043", None),
        ({"start_date": {"year": "2020", "month": "", "day": ""}}, "2020", None),
        ({"start_date": {"year": 2020, "month": 2, "day": 3, "hour": 4, "minute": 5}}, "2020-02-03T04:05", None),
        ({"start_date": {"year": "2020"}, "end_date": {"year": "2019"}}, "2020", "2020 – 2019"),
        ({"start_date": {"year": "2020", "month": "13"}}, "../..", "2020-13"),
        ({"start_date": {"year": "2020"}, "display_date": "around 2020"}, "2020", "around 2020"),
        ({"text": {"text": "x"}}, "../..", None),
    ],
)
def test_dates_of_slides(slide: dict[str, object], date: str, wording: str | None) -> None:
    event = only(read(slides({"text": {"headline": "T"}, **slide}), form="timelinejs"))
    assert (event.date.text, event.date_text) == (date, wording)


def test_a_slide_without_a_title_is_named_after_its_picture() -> None:
    media = {"url": "https://x.org/a.jpg", "caption": "<i>A</i> caricature"}
    assert only(read(slides({"start_date": {"year": "1908"}, "media": media}))).title == "A caricature"


def test_the_sheet_of_timelinejs() -> None:
    timeline = read(
        "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Type,Group,Extra\n"
        ",,,,,,,,,The title,<p>About</p>,,title,,\n"
        "1815,12,10,,1852,11,27,,,Ada,<b>x</b>,https://x.org/a.jpg,,Pioneers,more\n"
        "1943,6,5,14:30,,,,,,Built,,,,,\n"
        "600,,,,650,,,,,Old,,,era,,\n",
        "x.csv",
    )
    assert (timeline.title, timeline.description) == ("The title", "About")
    assert dated(timeline) == [("0600/0650", "Old"), ("1815-12-10/1852-11-27", "Ada"), ("1943-06-05T14:30", "Built")]
    ada = timeline.events[1]
    assert ada.summary == "x"
    assert ada.media[0].url == "https://x.org/a.jpg"
    assert ada.data == {"extra": "more"}
    assert ada.line == 3


# SIMILE


def test_simile_tells_doubt_from_duration() -> None:
    timeline = read(
        """<data>
<event start="Wed May 01 1963 00:00:00 GMT-0600" end="Sat Jun 01 1963 00:00:00 GMT-0600" isDuration="true"
 title="Moves"/>
<event start="7" end="26" title="Some time"/>
<event start="-44" title="Ides" icon="x.png">killed &lt;i&gt;ref&lt;/i&gt;</event>
<event start="Nov 22 1963 12:30:05 GMT-0600" title="Shots" link="https://x.org/a" image="https://x.org/b.jpg"/>
<event start="1900" latestStart="1902" earliestEnd="1910" end="1912" title="Bounds"/>
</data>"""
    )
    assert dated(timeline) == [
        ("-0043", "Ides"),
        ("[0007..0026]", "Some time"),
        ("1900/1912", "Bounds"),
        ("1963-05-01/1963-06-01", "Moves"),
        ("1963-11-22T12:30:05-06:00", "Shots"),
    ]
    assert timeline.events[0].summary == "killed ref"
    assert timeline.events[0].line == 5
    assert timeline.events[2].date_text == "1900 – 1902 – 1910 – 1912"
    assert timeline.events[4].media[0].url == "https://x.org/b.jpg"
    assert ("guessed", "a midnight is taken for a day without a time") in remarks(timeline)


def test_simile_keeps_an_evening_on_its_day_if_all_times_are_of_one_place() -> None:
    event = '<event start="Fri Nov 22 1963 {} GMT-0600" title="{}"/>'
    day = event.format("00:00:00", "day")
    text = f"<data>{event.format('20:10:00', 'evening')}{day}{event.format('09:00:00', 'morning')}</data>"
    timeline = read(text)
    assert timeline.timezone == "Etc/GMT+6"
    assert dated(timeline) == [
        ("1963-11-22", "day"),
        ("1963-11-22T09:00:00-06:00", "morning"),
        ("1963-11-22T20:10:00-06:00", "evening"),
    ]
    assert count(Index(timeline), "on:1963-11-22") == 3
    assert read(text.replace("GMT-0600", "GMT+0000")).timezone is None
    assert read(text.replace("GMT-0600", "GMT+0100", 1)).timezone is None


def test_the_day_of_jfk_is_in_the_order_of_its_local_times() -> None:
    timeline = Loader(real_file("simile/jfk.xml")).load().timeline
    assert len(timeline.events) == 130
    local = [event.date.text[:19] for event in timeline.events if event.date.text.startswith("1963-11-22T")]
    assert len(local) == 73
    assert local == sorted(local)
    assert count(Index(timeline), "on:1963-11-22") >= len(local)


def test_a_timemap_is_a_list_of_records() -> None:
    records = [
        {"id": "UW1", "description": "A strike damages a depot.", "date": "3/31/2022", "time": "08:15",
         "type": "Strike", "location": "Odesa", "latitude": "46.48", "longitude": "30.72",
         "sources": ["S1", "S2"], "comments": ""},
        {"id": "UW2", "description": "A school is hit.", "date": "4/13/2022", "time": "", "type": "Strike",
         "location": "Kharkiv", "latitude": "49.99", "longitude": "36.23", "sources": ["S3"], "comments": "Twice"},
    ]  # fmt: skip
    timeline = read(json.dumps(records), "events.json")
    assert dated(timeline) == [
        ("2022-03-31T08:15", "A strike damages a depot."),
        ("2022-04-13", "A school is hit."),
    ]
    first, second = timeline.events
    assert (first.id, first.kind, first.values["place"], second.note) == ("UW1", "strike", ("odesa",), "Twice")
    assert [timeline.sources[source].title for source in first.sources] == ["S1", "S2"]
    assert timeline.vocabularies["places"]["odesa"].lat == 46.48


def test_simile_in_json() -> None:
    timeline = read(
        '{"dateTimeFormat": "iso8601", "events": [{"start": "1999-01", "title": "T", "durationEvent": false}]}'
    )
    assert dated(timeline) == [("1999-01", "T")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<data><event start='1'></data>", "this is not XML: mismatched tag; fix it here"),
        ('<!DOCTYPE d [<!ENTITY a "b">]><data><event start="1" title="&a;"/></data>', "it declares the entity 'a'"),
        ("<data>" + "<a>" * 200 + "<event start='1' title='x'/>", "elements are nested more than 100 deep"),
    ],
)
def test_xml_is_read_with_care(text: str, message: str) -> None:
    with pytest.raises(TimelineError) as caught:
        read(text, form="simile")
    assert message in str(caught.value)


# Calendars


def test_a_calendar_has_days_times_places_and_tags() -> None:
    timeline = read(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nX-WR-CALNAME:Deals\r\nX-WR-TIMEZONE:Europe/London\r\n"
        "BEGIN:VEVENT\r\nUID:a@x\r\nDTSTART;VALUE=DATE:20260806\r\nDTEND;VALUE=DATE:20260807\r\nSUMMARY:One\\, day\r\n"
        "DESCRIPTION:A folded\r\n  line\\nand more\r\nCATEGORIES:Meetings,Deals\r\nLOCATION:London\r\nGEO:51.5;-0.1\r\n"
        "URL:https://x.org/a\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:b\r\nDTSTART;VALUE=DATE:20260806\r\nDTEND;VALUE=DATE:20260810\r\nSUMMARY:Days\r\n"
        "RRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:c\r\nDTSTART;TZID=Europe/Paris:20260806T233000\r\nDURATION:PT1H\r\nSUMMARY:Late\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:d\r\nSUMMARY:Never\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )
    assert (timeline.title, timeline.timezone) == ("Deals", "Europe/London")
    found = {event.title: event for event in timeline.events}
    assert found["One, day"].date.text == "2026-08-06"
    assert found["One, day"].summary == "A folded line\nand more"
    assert found["One, day"].values["tag"] == ("Meetings", "Deals")
    assert timeline.vocabularies["places"]["london"].lat == 51.5
    assert found["Days"].date.text == "2026-08-06/2026-08-09"
    assert found["Days"].data["rrule"] == "FREQ=WEEKLY"
    assert found["Late"].date.text == "2026-08-06T23:30:00+02:00/2026-08-07T00:30:00+02:00"
    assert found["Never"].date.is_undated


# Annotations, items, feeds, bibliographies


def test_an_export_of_hypothesis_has_quotes_of_pages() -> None:
    timeline = read(
        json.dumps(
            {
                "export_date": "2026-01-01",
                "annotations": [
                    {
                        "id": "abc",
                        "created": "2024-05-06T07:08:09.1+00:00",
                        "user": "acct:someone@hypothes.is",
                        "uri": "https://x.org/a",
                        "text": "Look",
                        "tags": ["one"],
                        "document": {"title": ["The page"]},
                        "target": [
                            {
                                "source": "https://x.org/a",
                                "selector": [{"type": "TextQuoteSelector", "exact": "the words", "prefix": "so "}],
                            }
                        ],
                    }
                ],
            }
        )
    )
    event = only(timeline)
    assert (event.date.text, event.title) == ("2024-05-06T07:08:09.1Z", "Look")
    assert event.date_note == "when the annotation was made"
    assert (event.quotes[0].exact, event.quotes[0].prefix) == ("the words", "so ")
    source = timeline.sources[event.quotes[0].source]
    assert (source.url, source.title) == ("https://x.org/a", "The page")
    assert event.values["tag"] == ("one",)
    assert event.data["user"] == "someone@hypothes.is"


def item(name: str, **times: tuple[str, int, str]) -> dict[str, object]:
    return {
        "id": "Q1",
        "labels": {"en": {"value": name}},
        "descriptions": {"en": {"value": "an event"}},
        "claims": {
            key: [
                {
                    "rank": "normal",
                    "mainsnak": {
                        "datavalue": {
                            "value": {
                                "time": time,
                                "precision": precision,
                                "calendarmodel": f"http://www.wikidata.org/entity/{calendar}",
                            }
                        }
                    },
                }
            ]
            for key, (time, precision, calendar) in times.items()
        },
    }


GREGORIAN, JULIAN = "Q1985727", "Q1985786"


@pytest.mark.parametrize(
    ("times", "date"),
    [
        ({"P585": ("+1963-11-22T00:00:00Z", 11, GREGORIAN)}, "1963-11-22"),
        ({"P585": ("+1963-11-00T00:00:00Z", 10, GREGORIAN)}, "1963-11"),
        ({"P585": ("+1963-00-00T00:00:00Z", 9, GREGORIAN)}, "1963"),
        ({"P585": ("+1960-00-00T00:00:00Z", 8, GREGORIAN)}, "196X"),
        ({"P585": ("+1900-00-00T00:00:00Z", 7, GREGORIAN)}, "[1801..1900]"),
        ({"P585": ("-0044-03-15T00:00:00Z", 11, JULIAN)}, "-0043-03-13"),
        ({"P585": ("+1582-10-04T00:00:00Z", 11, JULIAN)}, "1582-10-14"),
        (
            {"P580": ("+1914-07-28T00:00:00Z", 11, GREGORIAN), "P582": ("+1918-11-11T00:00:00Z", 11, GREGORIAN)},
            "1914-07-28/1918-11-11",
        ),
        ({"P580": ("+2014-02-20T00:00:00Z", 11, GREGORIAN)}, "2014-02-20/.."),
        ({"P585": ("-13798000000-00-00T00:00:00Z", 3, GREGORIAN)}, "Y-13797999999S5"),
    ],
)
def test_items_of_wikidata_have_dates_of_a_precision_and_a_calendar(
    times: dict[str, tuple[str, int, str]], date: str
) -> None:
    event = only(read(json.dumps({"entities": {"Q1": item("A day", **times)}})))
    assert event.date.text == date
    assert (event.title, event.summary) == ("A day", "An event")
    assert event.cited == ("https://www.wikidata.org/wiki/Q1",)
    assert (event.date_text or "").endswith("(Julian)") == (JULIAN in str(times))


ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>The feed</title><subtitle>News</subtitle>
<entry><title>First</title><link rel="self" href="https://x.org/self"/><link href="https://x.org/1"/>
<published>2024-01-02T03:04:05Z</published><updated>2025-01-01T00:00:00Z</updated>
<author><name>Ann</name></author><category term="war"/>
<content type="html">&lt;p&gt;Body&lt;/p&gt;</content></entry></feed>"""
RSS = """<rss version="2.0"><channel><title>The feed</title><description>News</description>
<item><title>First</title><link>https://x.org/1</link><pubDate>Tue, 02 Jan 2024 03:04:05 GMT</pubDate>
<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Ann</dc:creator><category>war</category>
<description>&lt;p&gt;Body&lt;/p&gt;</description></item></channel></rss>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The feed",
        "description": "News",
        "items": [
            {
                "title": "First",
                "url": "https://x.org/1",
                "date_published": "2024-01-02T03:04:05Z",
                "content_html": "<p>Body</p>",
                "authors": [{"name": "Ann"}],
                "tags": ["war"],
            }
        ],
    }
)


@pytest.mark.parametrize("text", [ATOM, RSS, JSON_FEED], ids=["atom", "rss", "json"])
def test_an_entry_of_a_feed_is_an_event(text: str) -> None:
    timeline = read(text)
    event = only(timeline)
    assert (timeline.title, timeline.description) == ("The feed", "News")
    assert event.date.text in ("2024-01-02T03:04:05Z", "2024-01-02T03:04:05+00:00")
    assert (event.title, event.summary) == ("First", "Body")
    assert event.values["author"] == ("Ann",)
    assert event.values["tag"] == ("war",)
    source = timeline.sources[event.sources[0]]
    assert (source.url, timeline.outlet_name(source)) == ("https://x.org/1", "The feed")


def test_works_have_authors_types_and_ranges_of_dates() -> None:
    timeline = read(
        json.dumps(
            [
                {
                    "id": "a",
                    "type": "article-journal",
                    "title": "A <i>work</i>",
                    "issued": {"date-parts": [["2020", "1"], [2020, 3]]},
                    "author": [{"family": "Ruiz", "given": "Eva"}, {"literal": "The Board"}],
                    "DOI": "10.1/x",
                    "container-title": "Journal",
                },
                {"id": "b", "type": "book", "title": "Undated", "issued": {"literal": "in press"}},
            ]
        )
    )
    undated, work = timeline.events
    assert (work.title, work.date.text) == ("A work", "[2020-01..2020-03]")
    assert work.values["author"] == ("Eva Ruiz", "The Board")
    assert work.values["type"] == ("article journal",)
    assert work.data["doi"] == "10.1/x"
    assert (undated.date.is_undated, undated.date_text) == (True, "in press")


def test_bibtex_has_braces_quotes_months_and_macros() -> None:
    timeline = read(
        '@article{k1, title = "The {Harbour} Fire", author = {Ruiz, Eva and Ann Trump}, year = 2020, month = mar,\n'
        "  journal = {Cost \\& Benefit}, pages = {1--2}}\n@comment{x}\n@book{k2, title={T}, date={2019-05~}}\n"
    )
    book, fire = timeline.events
    assert (fire.id, fire.title, fire.date.text) == ("k1", "The Harbour Fire", "2020-03")
    assert fire.values["author"] == ("Eva Ruiz", "Ann Trump")
    assert timeline.outlet_name(timeline.sources[fire.sources[0]]) == "Cost & Benefit"
    assert fire.data["pages"] == "1–2"
    assert book.date.text == "2019-05~"


# Markdown

MARKDOWN = """\
# The harbour

What happened there.

## 2024

### 1 March 2024 — Fire at *pier 4*

A fire broke out.

> A fire broke out at pier 4

[The Gazette](https://x.org/gazette)

### 2024-03-02: The authority denies arson

- **3 March 2024**: an item within it
- another

## Later
- **May 2025** – Inquiry
- 2026: Report ![a page](https://x.org/p.png)
"""


def test_markdown_has_dated_headings_and_items_in_sections() -> None:
    timeline = read(MARKDOWN, "x.md")
    assert (timeline.title, timeline.description) == ("The harbour", "What happened there.")
    assert dated(timeline) == [
        ("2024-03-01", "Fire at pier 4"),
        ("2024-03-02", "The authority denies arson"),
        ("2025-05", "Inquiry"),
        ("2026", "Report"),
    ]
    fire, denial, inquiry, report = timeline.events
    assert fire.summary == "A fire broke out.\n\nThe Gazette"
    assert fire.quotes[0].exact == "A fire broke out at pier 4"
    assert timeline.sources[fire.quotes[0].source].url == "https://x.org/gazette"
    assert "an item within it" in (denial.summary or "")
    assert inquiry.values["section"] == ("Later",)
    assert report.media[0].url == "https://x.org/p.png"
    assert fire.line == 7


def test_our_own_markdown_reads_back() -> None:
    again = read(exported("markdown", TIMELINE), "x.md")
    assert again.title == TIMELINE.title
    assert len(again.events) == sum(not event.is_draft for event in TIMELINE.events)
    assert {event.title for event in again.events} == {event.title for event in TIMELINE.events}


@pytest.mark.parametrize("form", ["timelinejs", "simile", "wikidata", "annotations", "feed", "csl", "bibtex", "ics"])
@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "<a/>", "null", "[1, 2]", '{"events": 3}', "\x01"])
def test_text_of_another_format_is_an_error_with_words(form: str, text: str) -> None:
    try:
        timeline = read(text, "x", form)
    except TimelineError as error:
        lines = error.lines()
    else:
        assert not timeline.events
        return
    assert all(re.search(r"\S; [a-z]", line) for line in lines)


def test_a_history_of_search_engines_has_the_events_that_markwhen_reads_and_all_but_one_are_in_groups() -> None:
    """Markwhen's own parser reads 48 events; 40 is how many lines begin with a year, or a month or day before it."""
    path = real_file("searchengines.mw")
    events = read_foreign(ForeignFile(path)).events
    assert len(events) == 48
    assert [event.title for event in events if "group" not in event.values] == ["CYCLADES"]
    of_one_form = re.compile(r"(?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4}[^:]*: ")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len({number for number, line in enumerate(lines, start=1) if of_one_form.match(line)}) == 40
    # The other eight: a month before its day, a month in lower case, no blank behind the colon.
    others = {event.title for event in events if not of_one_form.match(lines[event.line - 1])}
    assert others == {
        *("Bing", "DuckDuckGo", "Ecosia", "Live Search", "Quickwit", "Qwant", "Windows Live Search"),
        "TCP (Transmission Control Protocol)",
    }
