"""What Dateline writes, read by the programs that it is for: TimelineJS in Chromium, calendars, JSON-LD and markwhen.

They need Node.js, ``npm ci`` in this folder and, for TimelineJS, Chromium (``$CHROMIUM`` names it if it is not on the
path); ``make consumers`` installs the packages and runs the tests. What is missing is skipped, with a reason. Nothing
is loaded from a network. ``$DATELINE_ANNO_CONTEXT`` may name a copy of http://www.w3.org/ns/anno.jsonld: without it,
``context.json`` stands for the part of it that Dateline uses.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.timeline.exported import EVERYTHING, exported
from tests.timelines import BUNDLED
from tui.text.frozen import replace
from tui.text.printable import printable
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.reader import parse_timeline, read_timeline

HERE = Path(__file__).parent
NODE = shutil.which("node")
CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None
)
pytestmark = pytest.mark.skipif(NODE is None, reason="Node.js is not installed")

HOSTILE = """\
title: "<script>alert(1)</script> & BEGIN:VEVENT"
description: "END:VCALENDAR\\r\\nBEGIN:VEVENT"
language: en
events:
  - id: markup
    date: 2024-03-01
    title: "<img src=x onerror=alert(2)> **bold** {{x}}"
    summary: "<b>a</b>\\n# heading\\n12: noon\\n- [ ] box\\n2024-01-01: an event that is none\\n// gone"
    tags: ["a, b; c", "#x"]
    quotes: [{source: s, exact: "he said \\\\n \\"no\\"; “never”, <i>x</i>", translation: "x: y\\nendgroup"}]
  - {id: "折-り", date: 2024-03-02T10:30:00Z, title: "供水系统的故障供水系统的故障供水系统的故障 é"}
  - {id: doubt, date: "[2024-03-03..2024-03-05]", title: "by 2024: a doubt", links: {denies: markup}}
  - {id: lasted, date: 2024-03-06/2024-04, title: "END:VEVENT"}
  - {id: old, date: "-0043-03-15", title: now}
  - {id: year, date: "1066", title: "key: value"}
sources: {s: {title: "A, B; C: \\"D\\"", url: "https://s.example/a?b=c&d=(e)", archived: https://archive.example/1}}
"""
TIMELINES = {
    "bundled": read_timeline(BUNDLED),
    "everything": replace(EVERYTHING, events=tuple(replace(one, is_draft=False) for one in EVERYTHING.events)),
    "hostile": parse_timeline(HOSTILE),
}
timelines = pytest.mark.parametrize("timeline", TIMELINES.values(), ids=TIMELINES)


def read(program: str, package: str, written: Path, *others: str) -> Any:
    """Return what a program found in a file."""
    if not (HERE / "node_modules" / package).is_dir():
        pytest.skip(f"{package} is not installed: run make consumers")
    assert NODE is not None
    command = [NODE, str(HERE / "read.mjs"), program, str(written), *others]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def file(folder: Path, form: str, timeline: Timeline) -> Path:
    path = folder / "written"
    path.write_bytes(exported(form, timeline).encode("utf-8"))
    return path


def folded(text: str) -> str:
    return " ".join(text.split())


# Calendars


def in_a_calendar(timeline: Timeline) -> list[str]:
    """Return the ids of the events that a calendar has days for."""
    return [one.id for one in timeline.events if not one.date.is_undated and one.date.text[0] != "-"]


@timelines
def test_ical_js_reads_the_calendar(timeline: Timeline, tmp_path: Path) -> None:
    found = read("ical.js", "ical.js", file(tmp_path, "ics", timeline))
    assert [event["uid"].removesuffix("@dateline") for event in found] == in_a_calendar(timeline)
    check_texts(timeline, found)
    if timeline is TIMELINES["hostile"]:
        assert [(event["start"], event["end"]) for event in found] == [
            ("1066-01-01", "1067-01-01"),
            ("2024-03-01", "2024-03-02"),
            ("2024-03-02T10:30:00Z", "2024-03-02T10:30:00Z"),
            ("2024-03-03", "2024-03-06"),
            ("2024-03-06", "2024-05-01"),
        ]


@timelines
def test_node_ical_reads_the_calendar(timeline: Timeline, tmp_path: Path) -> None:
    found = read("node-ical", "node-ical", file(tmp_path, "ics", timeline))
    assert [event["uid"].removesuffix("@dateline") for event in found] == in_a_calendar(timeline)
    # It takes a backslash and an "n" for a line end even where the backslash is escaped, against RFC 5545.
    check_texts(timeline, found, lambda text: text.replace(r"\n", "\\\n"))
    if timeline is TIMELINES["hostile"]:
        assert [event["start"] for event in found] == [
            [1066, 1, 1],
            [2024, 3, 1],
            "2024-03-02T10:30:00.000Z",
            [2024, 3, 3],
            [2024, 3, 6],
        ]


@timelines
def test_icalendar_reads_the_calendar(timeline: Timeline) -> None:
    icalendar = pytest.importorskip("icalendar", reason="icalendar is not installed")
    calendar = icalendar.Calendar.from_ical(exported("ics", timeline))
    events = list(calendar.walk("VEVENT"))
    assert not calendar.errors
    assert not any(event.errors for event in events)
    assert [str(event["UID"]).removesuffix("@dateline") for event in events] == in_a_calendar(timeline)
    found = [{"summary": str(one["SUMMARY"]), "description": str(one.get("DESCRIPTION", ""))} for one in events]
    check_texts(timeline, found)


def check_texts(
    timeline: Timeline, found: list[dict[str, Any]], read_as: Callable[[str], str] = lambda text: text
) -> None:
    """Check that entries of a calendar have the texts of their events.

    Args:
        timeline: the timeline.
        found: the entries.
        read_as: returns what the program makes of a text.
    """
    events = [one for one in timeline.events if one.id in in_a_calendar(timeline)]
    for event, entry in zip(events, found, strict=True):
        assert entry["summary"].startswith(printable(event.title))
        texts = [event.summary]
        for quote in event.quotes:
            texts += [quote.exact, quote.translation]
        for text in filter(None, texts):
            assert read_as(printable(text, line_feeds=True)) in entry["description"]


# Annotations

OA, RDF_VALUE = "http://www.w3.org/ns/oa#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"


@timelines
def test_jsonld_expands_the_annotations(timeline: Timeline, tmp_path: Path) -> None:
    context = os.environ.get("DATELINE_ANNO_CONTEXT") or str(HERE / "context.json")
    [collection] = read("jsonld", "jsonld", file(tmp_path, "annotations", timeline), context)
    assert collection["@type"] == ["http://www.w3.org/ns/activitystreams#OrderedCollection"]
    [page] = collection["http://www.w3.org/ns/activitystreams#first"]
    [items] = page["http://www.w3.org/ns/activitystreams#items"]
    quotes = [(event, quote) for event in timeline.events for quote in event.quotes]
    for annotation, (event, quote) in zip(items["@list"], quotes, strict=True):
        assert annotation["@type"] == [f"{OA}Annotation"]
        [target] = annotation[f"{OA}hasTarget"]
        source = timeline.sources[quote.source]
        if source.url:
            assert target[f"{OA}hasSource"] == [{"@id": source.url}]
        [selector] = target[f"{OA}hasSelector"]
        assert selector["@type"] == [f"{OA}TextQuoteSelector"]
        assert selector[f"{OA}exact"] == [{"@value": quote.exact}]
        bodies = [(body[RDF_VALUE][0]["@value"], body[f"{OA}hasPurpose"]) for body in annotation[f"{OA}hasBody"]]
        assert bodies[0] == (event.title, [{"@id": f"{OA}identifying"}])
        assert ([{"@id": f"{OA}editing"}] in [purpose for _, purpose in bodies]) == bool(quote.translation)


# Markwhen


@timelines
def test_the_markwhen_parser_takes_the_timeline(timeline: Timeline, tmp_path: Path) -> None:
    found = read("markwhen", "@markwhen/parser", file(tmp_path, "markwhen", timeline))
    assert found["messages"] == []
    assert found["title"] == printable(timeline.title)
    shown = [one for one in timeline.events if not one.date.is_undated]
    assert [(one["properties"]["id"], one["properties"]["edtf"]) for one in found["events"]] == [
        (event.id, event.date.text) for event in shown
    ]
    if timeline is TIMELINES["hostile"]:
        spans = {
            one["properties"]["id"]: (one["fromDateTimeIso"][:16], one["toDateTimeIso"][:16]) for one in found["events"]
        }
        assert spans == {
            "old": ("-000043-01-01T00", "-000042-01-01T00"),
            "year": ("1066-01-01T00:00", "1067-01-01T00:00"),
            "markup": ("2024-03-01T00:00", "2024-03-02T00:00"),
            "折-り": ("2024-03-02T10:30", "2024-03-02T10:30"),
            "doubt": ("2024-03-03T00:00", "2024-03-06T00:00"),
            "lasted": ("2024-03-06T00:00", "2024-05-01T00:00"),
        }


# TimelineJS


@pytest.fixture
def chromium() -> str:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    return CHROMIUM


@timelines
def test_timelinejs_shows_a_slide_for_each_event(timeline: Timeline, tmp_path: Path, chromium: str) -> None:
    written = file(tmp_path, "timelinejs", timeline)
    found = read("timelinejs", "@knight-lab/timelinejs", written, chromium, str(tmp_path / "timeline.png"))
    shown = [one for one in timeline.events if not one.date.is_undated]
    assert found["problems"] == found["errors"] == []
    assert found["message"] == ""
    assert found["slides"] == len(shown) + 1
    assert sorted(map(folded, found["markers"])) == sorted(folded(printable(event.title)) for event in shown)
    title, *slides = found["shown"]
    assert folded(title["headline"]) == folded(printable(timeline.title))
    by_id = {event.id: event for event in shown}
    for slide in slides:
        event = by_id[slide["id"]]
        assert folded(slide["headline"]) == folded(printable(event.title))
        for quote in event.quotes:
            assert folded(printable(quote.exact.replace("\n", " "))) in folded(slide["text"])
    if timeline is TIMELINES["hostile"]:
        assert found["images"] == 0
        assert {slide["id"]: slide["date"] for slide in slides}["doubt"] == "some day of 3–5 March 2024"
