"""The HTML page as a file: self-contained, safe, small, and with linked data; see also the tests in a browser."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings

from tests.soak import examples
from tests.timeline.exported import EVERYTHING, TIMELINE, exported, some
from tests.timeline.hostile_timelines import selections
from tests.timeline.page_engine import needs_node
from tests.timelines import BUNDLED, SAMPLES
from tui.text.frozen import replace
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.exports.losses import Losses
from tui.timeline.exports.page.dates import TooManySpansError, certain_spans, possible_spans
from tui.timeline.exports.page.script_json import script_json
from tui.timeline.exports.page.selection import selected
from tui.timeline.exports.page.sources import SCRIPTS, compact, source
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.reader import parse_timeline, read_timeline


class Elements(HTMLParser):
    """Collects the elements of a page, and the text of each script and style sheet."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}", {}))
        self.texts.append("")

    def handle_data(self, data: str) -> None:
        if self.texts:
            self.texts[-1] += data

    def text_of(self, tag: str, **attributes: str) -> str:
        found = [
            text
            for (name, attrs), text in zip(self.tags, self.texts, strict=True)
            if name == tag and all(attrs.get(key) == value for key, value in attributes.items())
        ]
        return found[-1]

    def json(self, name: str) -> Any:
        return json.loads(self.text_of("script", id=name))


@pytest.fixture(scope="module")
def bundled() -> str:
    return exported("html", read_timeline(BUNDLED))


def losses_of(timeline: Timeline, events: Sequence[Event]) -> list[str]:
    from tui.timeline.exports.html_page import lines

    losses = Losses()
    list(lines(timeline, events, losses))
    return losses.lines()


# One file


def test_the_bundled_timeline_makes_a_small_page(bundled: str) -> None:
    assert len(bundled.encode()) < 400_000


def test_it_names_no_other_file_and_its_policy_lets_nothing_out(bundled: str) -> None:
    page = Elements(bundled)
    for tag, attributes in page.tags:
        assert tag not in ("img", "iframe", "object", "embed", "base")
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes)
        assert "src" not in attributes
    assert [attributes["href"] for tag, attributes in page.tags if tag == "link"] == ["data:,"]
    [policy] = [each["content"] for tag, each in page.tags if tag == "meta" and "http-equiv" in each]
    assert policy is not None
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert (rules["default-src"], rules["connect-src"], rules["form-action"]) == ("'none'", "'none'", "'none'")
    scripts = [text for (tag, each), text in zip(page.tags, page.texts, strict=True) if tag == "script" and not each]
    styles = [text for (tag, _), text in zip(page.tags, page.texts, strict=True) if tag == "style"]
    for texts, rule in ((scripts, "script-src"), (styles, "style-src")):
        [text] = texts
        assert rules[rule] == f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_scripts_can_be_made_compact() -> None:
    for name in SCRIPTS:
        text = source(f"{name}.js")
        assert all(line.count("`") % 2 == 0 for line in text.split("\n")), name
        assert "</" not in re.sub(r"\s+//.*", "", text)
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", text), (
            name
        )
    assert compact("// a\n  let b = 1; // c\n\n/* d\n e */\n  b;\n") == "let b = 1; // c\nb;"


@pytest.mark.parametrize("name", SAMPLES)
def test_timelines_of_all_kinds_become_pages(name: str) -> None:
    timeline = read_timeline(SAMPLES[name])
    data = Elements(exported("html", timeline)).json("data")
    assert [event["id"] for event in data["events"]] == [each.id for each in timeline.events if not each.is_draft]


def test_an_empty_selection_is_a_page() -> None:
    assert Elements(exported("html", TIMELINE, ())).json("data")["events"] == []


# What it shows


def test_without_a_script_the_events_are_listed() -> None:
    page = exported("html", TIMELINE)
    [listed] = re.findall("<noscript>(.*?)</noscript>", page, re.DOTALL)
    assert "8 November 2022 · reported · Patrushev lands in Tehran" in listed


def test_drafts_are_left_out_and_counted() -> None:
    events = tuple(replace(event, is_draft=event.id == "denial") for event in TIMELINE.events)
    timeline = replace(TIMELINE, events=events)
    page = exported("html", timeline)
    assert "1 draft is left out." in page
    assert "Iran denies any delivery" not in page
    assert losses_of(timeline, events)[0] == "1 draft left out"


def test_only_what_the_events_need_is_in_the_page() -> None:
    page = Elements(exported("html", TIMELINE, some("drones")))
    data = page.json("data")
    assert [value[0] for value in data["values"]["actors"]] == ["russia", "herald"]
    assert [value[0] for value in data["values"]["weapons"]] == ["drone", "shahed-136"]
    assert len(data["sources"]) == 1
    assert "Patrushev" not in exported("html", TIMELINE, some("drones"))
    assert losses_of(TIMELINE, some("denial")) == ["2 links to events left out"]


def test_a_whole_timeline_is_shown_as_it_is(bundled: str) -> None:
    timeline = read_timeline(BUNDLED)
    assert selected(timeline, timeline.events, Losses()) is timeline
    assert len(Elements(bundled).json("data")["views"]) == len(timeline.views) > 0
    assert losses_of(timeline, timeline.events[:3])[-1] == f"{len(timeline.views)} saved views left out"


def test_nothing_is_invented_for_an_event_that_has_only_a_date_and_a_title() -> None:
    page = Elements(exported("html", parse_timeline("title: T\nevents: [{date: 2022, title: Bare}]\n")))
    [event] = page.json("data")["events"]
    assert event == {"id": event["id"], "date": 0, "section": 0}
    [linked] = page.json("linked-events")["@graph"]
    found = {"@type": "Event", "@id": f"#{event['id']}", "name": "Bare", "startDate": "2022", "edtf": "2022"}
    assert linked == found
    assert page.json("linked-quotes")["first"]["items"] == []


# Linked data


def test_events_and_sources_are_linked_data() -> None:
    linked = Elements(exported("html", TIMELINE)).json("linked-events")
    assert linked["@context"][0] == "https://schema.org"
    by_id = {each["@id"]: each for each in linked["@graph"]}
    visit = by_id["#visit"]
    assert (visit["@type"], visit["name"], visit["startDate"]) == ("Event", "Patrushev lands in Tehran", "2022-11-08")
    assert visit["subjectOf"] == [{"@id": "#source=herald-2022"}, {"@id": "#source=herald-2023"}]
    assert by_id["#source=herald-2023"]["url"] == "https://example.org/suite"
    assert by_id["#actor=patrushev"] == {"@type": "Person", "@id": "#actor=patrushev", "name": "Nikolai Patrushev"}
    assert by_id["#denial"]["denies"] == ["#delivery"]
    for event in TIMELINE.events:
        assert by_id[f"#{event.id}"]["edtf"] == event.date.text


def test_a_date_in_doubt_has_no_start_that_it_does_not_have() -> None:
    dates = {"2022-11": ("2022-11", None), "2022/2023-02-01": ("2022", "2023-02-01"), "2022?": (None, None)}
    dates |= {"[2022-11-01..2022-11-08]": (None, None), "-0043": ("-000043", None), "2022-11-08T14:30": (
        "2022-11-08T14:30", None)}  # fmt: skip
    text = "".join(f"- {{id: 'e{number}', date: '{date}', title: T}}\n" for number, date in enumerate(dates))
    timeline = parse_timeline(f"title: Dates\nevents:\n{text}")
    graph = Elements(exported("html", timeline)).json("linked-events")["@graph"]
    found = {each["edtf"]: (each.get("startDate"), each.get("endDate")) for each in graph if "edtf" in each}
    assert found == dates


def test_quotes_are_web_annotations_of_their_pages() -> None:
    quotes = Elements(exported("html", EVERYTHING)).json("linked-quotes")
    assert quotes["@context"] == "http://www.w3.org/ns/anno.jsonld"
    items = quotes["first"]["items"]
    shown = [event for event in EVERYTHING.events if not event.is_draft]
    assert [each["target"]["selector"]["exact"] for each in items] == [q.exact for e in shown for q in e.quotes]
    assert quotes["total"] == len(items)
    for each in items:
        assert each["type"] == "Annotation"
        assert each["target"]["selector"]["type"] == "TextQuoteSelector"
        assert each["body"][0]["purpose"] == "linking"


# Hostile text


@settings(max_examples=examples(10), deadline=None)
@given(selections())
def test_no_text_becomes_markup(selection: tuple[Timeline, tuple[Event, ...]]) -> None:
    timeline, events = selection
    text = exported("html", timeline, events)
    assert text.encode("utf-8", "strict")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e\ufffe\uffff]", text)
    page = Elements(text)
    tags = [tag for tag, _ in page.tags]
    assert tags.count("script") == 4
    assert tags.count("style") == tags.count("h1") == 1
    assert not {"b", "a", "div", "p"} & {
        tag for tag, each in page.tags if tag == "b" or each.get("href") == "http://b.c"
    }
    shown = [each for each in timeline.events if each.id in {one.id for one in events} and not each.is_draft]
    given = {each.id: each for each in events}
    graph, items = page.json("linked-events")["@graph"], page.json("linked-quotes")["first"]["items"]
    assert [each["name"] for each in graph[: len(shown)]] == [each.title for each in shown]
    quotes = [quote.exact for each in shown for quote in given[each.id].quotes]
    assert [each["target"]["selector"]["exact"] for each in items] == quotes


def test_json_in_a_script_ends_no_script() -> None:
    value = {"</script>": "<!-- \u2028 \u202e \x00 \x1b \ud800 \ufffe \U000e0041 é 😀"}
    text = script_json(value)
    assert json.loads(text) == value
    assert not re.search("[<\u2028\u202e\ud800\ufffe\U000e0041]", text)
    assert "é 😀" in text


# Dates with gaps


@pytest.mark.parametrize(
    "text", ["[1667,1670..1672]", "156X-12-25", "{2020-10-14,2020-10-28}", "XXXX-11-08", "2022-X1"]
)
def test_spans_are_what_a_date_can_mean(text: str) -> None:
    date = EdtfDate.parse(text)
    try:
        spans = possible_spans(date, None)
    except TooManySpansError:
        assert text == "XXXX-11-08"
        return
    for first, last in spans:
        assert date.possible(first, first)
        assert date.possible(last, last)
        assert not date.possible(last + 1, last + 1)
        assert not date.possible(first - 1, first - 1)


def test_units_are_what_a_set_of_all_is_certainly_in() -> None:
    date = EdtfDate.parse("{2020-10,2021-01..2021-03}")
    units = certain_spans(date, None)
    assert len(units) == 4
    for first, last in units:
        assert date.certain(first, last)
        assert not date.certain(first + 1, last)


def test_a_date_with_too_many_spans_is_counted() -> None:
    timeline = parse_timeline("title: T\nevents:\n- {id: a, date: XXXX-11-08, title: A}\n")
    assert losses_of(timeline, timeline.events) == ["1 date is taken for its whole span"]


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@needs_node
def test_the_chart_names_the_same_months_of_each_year() -> None:
    months = [f"{name} {year}" for year in (2020, 2021) for name in _MONTHS]
    quarters = [f"{name} {year}" for year in range(2011, 2025) for name in ("Jan–Mar", "Apr–Jun", "Jul–Sep", "Oct–Dec")]
    years = [str(year) for year in range(2011, 2020)]
    calls = [(quarters, 5), (quarters, 3), (months, 5), (months, 13), (years, 3), (years[:1], 1)]
    script = (
        source("chart.js") + f"\nconsole.log(JSON.stringify({json.dumps(calls)}.map((call) => labelStep(...call))));"
    )
    ran = subprocess.run(["node", "-e", script], capture_output=True, check=True, timeout=60)
    assert json.loads(ran.stdout) == [8, 4, 6, 24, 3, 1]


def test_a_page_without_events_advises_no_other_query() -> None:
    page = exported("html", parse_timeline("title: T\nevents: []\n"))
    assert "There are no events." in page
    assert "Leave a part of the query out" not in page
    assert "There are no events." not in exported("html", EVERYTHING)
