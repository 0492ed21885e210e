"""Small files of every format that is read, from which mutated ones are made."""

from __future__ import annotations

import io
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.timeline.exported import TEXT_FORMATS, exported
from tests.timeline.formats.test_records import sheet
from tests.timelines import HEAD, SMALL, VARIED, event
from tui.timeline.reading.reader import parse_timeline


class SeedFile(NamedTuple):
    """A valid file."""

    form: str
    """The name of its format; ``dateline`` for Dateline's own."""
    name: str
    data: bytes


RECORDS = [
    {"date": "2020-01-02", "title": "One", "tags": ["a", "b"], "where": {"city": "Kyiv", "lat": 50.45, "lon": 30.5}},
    {"date": "2021", "title": "Two", "killed": 3, "sources": [{"title": "T", "url": "https://a.example/1"}]},
]
_SIMILE = """<data>
<event start="Wed May 01 1963 00:00:00 GMT-0600" end="Sat Jun 01 1963 00:00:00 GMT-0600" isDuration="true"
 title="Moves"/>
<event start="-44" title="Ides" icon="x.png">killed &lt;i&gt;ref&lt;/i&gt;</event>
<event start="1900" latestStart="1902" earliestEnd="1910" end="1912" title="Bounds" link="https://x.example/a"/>
</data>"""
_SIMILE_JSON = {
    "dateTimeFormat": "iso8601",
    "events": [{"start": "1999-01", "end": "2000", "title": "T", "durationEvent": False, "description": "<b>x</b>"}],
}
_ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>The feed</title><subtitle>News</subtitle>
<entry><title type="html">A &amp;lt;b&amp;gt;</title><id>urn:1</id><published>2022-11-08T14:30:00Z</published>
<link href="https://x.example/1"/><summary>Words</summary><author><name>Ann</name></author><category term="a"/></entry>
</feed>"""
_RSS = """<rss version="2.0"><channel><title>The feed</title><description>News</description>
<item><title>A</title><link>https://x.example/1</link><pubDate>Tue, 08 Nov 2022 14:30:00 +0100</pubDate>
<description>&lt;p&gt;Words&lt;/p&gt;</description><category>a</category></item></channel></rss>"""
_JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The feed",
    "items": [
        {"id": "1", "url": "https://x.example/1", "title": "A", "content_html": "<p>x</p>", "tags": ["a"],
         "date_published": "2022-11-08T14:30:00+01:00", "authors": [{"name": "Ann"}]},
    ],
}  # fmt: skip
_ITEMS = [
    {
        "id": "Q1",
        "labels": {"en": {"value": "A battle"}},
        "descriptions": {"en": {"value": "an event"}},
        "claims": {
            name: [{"rank": "normal", "mainsnak": {"datavalue": {"value": {
                "time": time, "precision": precision, "calendarmodel": f"http://www.wikidata.org/entity/{calendar}"}}}}]
            for name, time, precision, calendar in (
                ("P580", "+1914-07-28T00:00:00Z", 11, "Q1985727"),
                ("P582", "+1918-00-00T00:00:00Z", 9, "Q1985786"),
            )
        },
    },
]  # fmt: skip
_CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nX-WR-CALNAME:Deals\r\nX-WR-TIMEZONE:Europe/London\r\n"
    "BEGIN:VEVENT\r\nUID:a@x\r\nDTSTART;VALUE=DATE:20260806\r\nDTEND;VALUE=DATE:20260810\r\nSUMMARY:One\\, day\r\n"
    "DESCRIPTION:A folded\r\n  line\\nand more\r\nCATEGORIES:Meetings,Deals\r\nLOCATION:London\r\nGEO:51.5;-0.1\r\n"
    "RRULE:FREQ=WEEKLY\r\nURL:https://x.example/a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:c\r\n"
    "DTSTART;TZID=Europe/Paris:20260806T233000\r\nDURATION:PT1H\r\nSUMMARY:Late\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
_MARKWHEN = """title: Engines
description: A short history.
dateFormat: d/M/y

#Unix: #ffe438

group Early: #EarlyResearch
1927: Statistical Machine
Created by [Goldberg](https://x.example/goldberg)
[Dresden](location)
1930 - 1967: Memex #idea
November 1973-now: grep
endGroup
44 BCE - 14 CE: Augustus
2022-11-08T14:30:00Z - 2022-11-08T15:00:00Z: A call
id: call
rating: 5

With a line: of text.
2024-05-01 every 2 weeks: Meeting
"""
_CARD = """---
title: A note
date: 2022-11-08
tags: [a, b]
status: draft
---

# A note

> Words

More [text](https://x.example).
"""
_HEADINGS = """# History

About it.

## 2020

- **3 March**: It began
- 4 April – more

### 8 November 2022

Text [a](https://x.example/a).

| Date | Event |
|---|---|
| 1999 | Old |
"""
_CSV = """date;title;place;lat;lon;killed;source
2022-11-08;One, "two";Kyiv;50,45;30,5;3;https://x.example/1
03/04/2023;Three;;;;;
"12 mars 1999";"A
B";Lviv;;;12;
"""
_BIBTEX = """@string{j = "The Journal"}
@article{key1, title = {A {Title} and \\'e}, author = "Doe, Jane and Roe, R.", journal = j # { II},
  date = {2022-11/2023}, url = {https://x.example/1}}
@misc{two, title = "Other", year = 1999, month = nov}
"""


@cache
def seed_files() -> tuple[SeedFile, ...]:
    """Return a file or more of each format."""
    timeline = parse_timeline(VARIED)
    written = {name: exported(name, timeline) for name in TEXT_FORMATS if name != "svg"}
    own = "title: T\nsources: {s: {title: S, issued: 2022}}\nevents:\n"
    texts = (
        ("dateline", "small.yaml", SMALL),
        ("dateline", "varied.yaml", VARIED),
        ("dateline", "head.yaml", HEAD + event() + event(id="two", links="{denies: one}")),
        (
            "dateline",
            "short.yaml",
            f"{own}  - date: 2022-11~/2023\n    title: A\n    sources: [s, https://x.example]\n",
        ),
        ("json", "all.json", written["json"]),
        ("json", "records.json", json.dumps({"title": "All", "events": RECORDS}, indent=1)),
        ("jsonl", "all.jsonl", written["jsonl"]),
        ("jsonl", "records.jsonl", "\n".join(map(json.dumps, RECORDS))),
        ("yaml", "records.yaml", f"- {json.dumps(RECORDS[0])}\n- date: 2021\n  title: Two\n  killed: 3\n"),
        ("csv", "all.csv", written["csv"]),
        ("csv", "table.csv", _CSV),
        ("csv", "timesketch.csv", written["timesketch"]),
        ("timelinejs", "slides.json", written["timelinejs"]),
        ("timelinejs-sheet", "sheet.csv", written["timelinejs-sheet"]),
        ("simile", "simile.xml", _SIMILE),
        ("simile", "simile.json", json.dumps(_SIMILE_JSON)),
        ("ics", "calendar.ics", _CALENDAR),
        ("ics", "all.ics", written["ics"]),
        ("annotations", "quotes.jsonld", written["annotations"]),
        ("wikidata", "items.json", json.dumps(_ITEMS)),
        ("feed", "feed.atom", _ATOM),
        ("feed", "feed.rss", _RSS),
        ("feed", "feed.json", json.dumps(_JSON_FEED)),
        ("csl", "csl.json", written["csl"]),
        ("bibtex", "all.bib", written["bibtex"]),
        ("bibtex", "two.bib", _BIBTEX),
        ("markwhen", "engines.mw", _MARKWHEN),
        ("markwhen", "all.mw", written["markwhen"]),
        ("markdown", "history.md", _HEADINGS),
        ("markdown", "all.md", written["markdown"]),
        ("front-matter", "card.md", _CARD),
    )
    return (*(SeedFile(form, name, text.encode()) for form, name, text in texts), *_binary())


def _binary() -> Iterator[SeedFile]:
    yield SeedFile("xlsx", "sheet.xlsx", _sheet())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.sqlite"
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("PRAGMA page_size = 512")
            connection.execute("CREATE TABLE happened (day TEXT, title TEXT, killed INTEGER, place TEXT)")
            rows = [(f"2020-01-{day:02}", f"Event {day}", day, None) for day in range(1, 15)]
            connection.executemany("INSERT INTO happened VALUES (?, ?, ?, ?)", rows)
        yield SeedFile("sqlite", "a.sqlite", path.read_bytes())


@cache
def database_files() -> tuple[SeedFile, ...]:
    """Return a file of each format that DuckDB reads."""
    import duckdb

    columns = "DATE '2020-01-01' + n::INTEGER AS day, 'Event ' || n AS title, n AS killed, [n, n + 1] AS tags"
    rows = f"SELECT {columns}, CASE WHEN n % 3 > 0 THEN 'Kyiv' END AS place FROM range(14) AS numbers(n)"
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        store, table = Path(folder) / "a.duckdb", Path(folder) / "a.parquet"
        connection.execute(f"ATTACH '{store}' AS a (BLOCK_SIZE 16384)")
        connection.execute(f"CREATE TABLE a.happened AS {rows}")
        connection.execute("CREATE TABLE a.other AS SELECT 1 AS number")
        connection.execute("DETACH a")
        connection.execute(f"COPY ({rows}) TO '{table}' (FORMAT parquet, COMPRESSION uncompressed)")
        return SeedFile("duckdb", store.name, store.read_bytes()), SeedFile("parquet", table.name, table.read_bytes())


def _sheet() -> bytes:
    """Return a sheet that is stored without compression, so that mutations reach its XML."""
    rows = [["Date", "Event", "City"], ["43831", "It began", "Kyiv"], ["2020-02", "More", "Lviv"]]
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sheet(rows))) as compressed, zipfile.ZipFile(data, "w") as stored:
        for name in compressed.namelist():
            stored.writestr(name, compressed.read(name))
    return data.getvalue()
