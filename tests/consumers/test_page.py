"""The HTML page in Chromium: accessible, self-contained, used by keyboard, printed, and safe with hostile text.

``make consumers`` installs what this needs besides Node.js and Chromium, and runs it.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.consumers.test_consumers import CHROMIUM, HERE, NODE, read
from tests.soak import IS_SOAK
from tests.timeline.exported import EVERYTHING, exported
from tests.timelines import BUNDLED, SAMPLES
from tui.text.frozen import replace
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.model.origins import origin_words
from tui.timeline.model.timeline import Timeline
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import parse_timeline, read_timeline
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index

pytestmark = [
    pytest.mark.skipif(NODE is None, reason="Node.js is not installed"),
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.skipif(
        not all((HERE / "node_modules" / name).is_dir() for name in ("axe-core", "playwright-core")),
        reason="axe-core or playwright-core is not installed: run make consumers",
    ),
]

MANY = 10_000 if IS_SOAK else 2_000

HOSTILE = r"""
title: "</title><script>hacked=1</script>"
description: "<img src=x onerror=hacked=1> \u202e {{ 7*7 }}"
sources:
  s: {title: "<b>S</b>", url: "https://x.org/?a=\"><script>hacked=1</script>", language: "\"><script>hacked=1</script>"}
actors:
  a: {name: "</button><script>hacked=1</script>"}
events:
  - id: "x"
    date: 2022
    title: "</script><script>hacked=1</script><!--"
    actors: a
    summary: "javascript:alert(1) https://ok.org/ \u2028 \u001b[31m"
    quotes: [{source: s, exact: "<svg onload=hacked=1>", translation: "</p><iframe src=https://x.org></iframe>"}]
    media: [{url: "https://x.org/a.jpg", caption: "<a href=javascript:hacked=1>x</a>"}]
    note: "]]> --> </style>"
"""


def many_events() -> Timeline:
    """Return a timeline with a few thousand events."""
    shapes = EVERYTHING.events
    events = tuple(
        replace(
            shapes[number % len(shapes)],
            id=f"e{number}",
            date=EdtfDate.parse(f"{1900 + number * 120 // MANY}-{number % 12 + 1:02}"),
            title=f"{shapes[number % len(shapes)].title} {number}",
            links=(),
            is_draft=False,
        )
        for number in range(MANY)
    )
    return replace(EVERYTHING, events=tuple(sorted(events, key=lambda event: event.date.bounds)))


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("pages")
    timelines = {"bundled": read_timeline(BUNDLED), "hostile": parse_timeline(HOSTILE), "many": many_events()}
    timelines |= {"everything": EVERYTHING, **{name: read_timeline(path) for name, path in SAMPLES.items()}}
    paths = {}
    for name, timeline in timelines.items():
        path = folder / f"{name}.html"
        path.write_text(exported("html", timeline), encoding="utf-8", newline="")
        paths[name] = str(path)
    assert NODE is not None
    command = [NODE, str(HERE / "visit.mjs"), str(CHROMIUM), json.dumps(paths)]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert ran.returncode == 0, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def test_nothing_fails_and_nothing_is_asked_of_a_network(visit: dict[str, Any]) -> None:
    assert visit["problems"] == []
    assert visit["requests"] == []


def test_pages_of_all_kinds_of_timelines_open(visit: dict[str, Any]) -> None:
    timelines = {"everything": EVERYTHING, **{name: read_timeline(path) for name, path in SAMPLES.items()}}
    shown = {name: sum(not event.is_draft for event in each.events) for name, each in timelines.items()}
    assert visit["others"] == shown


def test_axe_finds_nothing(visit: dict[str, Any]) -> None:
    assert len(visit["axe"]) == 5
    assert {name: found for name, found in visit["axe"].items() if found} == {}


def test_the_counts_are_those_of_the_app(visit: dict[str, Any]) -> None:
    index = Index(read_timeline(BUNDLED))
    total = len(index.timeline.events)
    assert len(visit["answers"]) == 5
    for text, (words, listed) in visit["answers"].items():
        found = len(answer_query(Query.parse(text), index).rows)
        assert words == (f"{total} events" if found == total else f"{found} of {total} events")
        assert listed == min(found, 60)
    assert "“yesterday” is not understood; this page reads 2022" in visit["notice"]


def test_it_is_used_by_keyboard(visit: dict[str, Any]) -> None:
    first, second, is_open, is_open_after_escape, last, query = visit["keyboard"]
    denials = [f"event:{event.id}" for event in read_timeline(BUNDLED).events if event.status == "denied"]
    assert [first, second, last] == [denials[0], denials[1], denials[-1]]
    assert (is_open, is_open_after_escape) == ("true", "false")
    assert query.startswith("status:denied in:2024-")


def test_facets_change_the_query(visit: dict[str, Any]) -> None:
    assert visit["facets"][:4] == [
        "actor:russia",
        "actor:russia,iran",
        "actor:russia,iran -weapon:drone",
        "actor:russia -weapon:drone",
    ]
    found = answer_query(Query.parse("actor:russia -weapon:drone"), Index(read_timeline(BUNDLED)))
    assert visit["facets"][4].startswith(f"{len(found.rows)} of ")


def test_the_slider_goes_over_the_days_on_which_sources_came_out(visit: dict[str, Any]) -> None:
    query, few, words, cleared, everything, month = visit["known"]
    assert (query, words) == ("known:2022-11-09", "9 November 2022")
    found = answer_query(Query.parse(query), Index(read_timeline(BUNDLED)))
    assert few.startswith(f"{len(found.rows)} of ")
    assert (cleared, everything) == ("", f"{len(found.view.timeline.events)} events")
    assert month == "2023-06"


def test_the_fragment_restores_the_query_and_the_event(visit: dict[str, Any]) -> None:
    fragment, event, query, opened, focused, no_query = visit["fragments"]
    assert fragment == f"#q=status%3Adenied&event={event}"
    assert (query, opened) == ("status:denied", f"event:{event}")
    assert (focused, no_query) == (f"event:{event}", "")


def test_claims_stand_beside_their_denials(visit: dict[str, Any]) -> None:
    assert len(visit["disputes"]) > 10
    assert all(own and others for own, others in visit["disputes"])


def test_events_rest_on_the_origins_that_the_app_names(visit: dict[str, Any]) -> None:
    answer = answer_query(Query.parse("is:disputed"), Index(read_timeline(BUNDLED)))
    words = [origin_words(answer.view, row) for row in answer.rows]
    assert visit["origins"] == [each for each in words if each] != []


def test_in_print_all_events_are_opened_and_sources_are_numbered_notes(visit: dict[str, Any]) -> None:
    timeline = read_timeline(BUNDLED)
    printed = visit["printing"]
    assert printed["events"] == len(timeline.events)
    assert printed["quotes"] >= sum(len(event.quotes) for event in timeline.events)
    assert printed["notes"] == len(timeline.sources)
    assert printed["hasTools"] is False
    assert printed["background"] == "rgb(255, 255, 255)"
    assert printed["after"] == 0
    assert printed["pdf"] > 50_000


def test_a_theme_can_be_chosen(visit: dict[str, Any]) -> None:
    assert visit["theme"] == ["rgb(251, 250, 247)", "rgb(20, 23, 28)"]


def test_hostile_text_is_text(visit: dict[str, Any]) -> None:
    found = visit["hostile"]
    assert found["ran"] is False
    assert not {"script", "iframe", "img", "svg", "b", "style"} & set(found["tags"])
    assert found["links"] == []
    assert found["rel"] is True
    assert "</script><script>hacked=1</script><!--" in found["text"]
    assert "␛[31m" in found["text"]


def test_many_events_are_found_at_once(visit: dict[str, Any]) -> None:
    many = visit["many"]
    assert many["rows"] <= 60
    assert many["last"] == f"event:{many_events().events[-1].id}"
    assert sorted(many["times"].values())[len(many["times"]) // 2] < 250  # milliseconds, on a busy machine


def test_the_quotes_of_a_page_expand_as_annotations(tmp_path: Path) -> None:
    page = exported("html", read_timeline(BUNDLED))
    [quotes] = re.findall('id="linked-quotes">(.*?)</script>', page)
    path = tmp_path / "quotes.jsonld"
    path.write_text(quotes, encoding="utf-8")
    [collection] = read("jsonld", "jsonld", path, str(HERE / "context.json"))
    [first] = collection["http://www.w3.org/ns/activitystreams#first"]
    [items] = first["http://www.w3.org/ns/activitystreams#items"]
    assert len(items["@list"]) == sum(len(event.quotes) for event in read_timeline(BUNDLED).events)
    for item in items["@list"]:
        assert item["@type"] == ["http://www.w3.org/ns/oa#Annotation"]
        [target] = item["http://www.w3.org/ns/oa#hasTarget"]
        assert target["http://www.w3.org/ns/oa#hasSelector"]
