"""What is owed to the readers of a timeline, and the forms in which it is written."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from tests.timelines import BUNDLED, VARIED
from tui.timeline.analysis.owed.report import OwedReport, OwedSection
from tui.timeline.analysis.owed.sections import owed
from tui.timeline.exports.owed import SUFFIXES, chunks, form_of
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import parse_timeline, read_timeline
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index

HOSTILE = "<script>alert(1)</script> *x* `y` | \x1b[31m"

EVERYTHING = """\
title: Everything owed
language: en
actors:
  north: {name: North}
  south: {name: South}
  herald: {name: The Herald, kind: outlet}
sources:
  paper: {title: Le journal, outlet: herald, language: fr-FR, issued: 2020-06-01, url: 'https://herald.example/1'}
  kept: {title: Kept, url: 'https://k.example/', archived: 'https://archive.example/k', language: en}
  leaflet: {title: A leaflet, language: en}
events:
  - id: claim
    date: 2010
    title: South attacked
    status: alleged
    speaker: north
    actors: [south]
    quotes: [{source: paper, exact: "Le Sud  a attaqué", translation: The South attacked}]
  - id: denial
    date: 2011
    title: South denies it
    status: denied
    speaker: south
    quotes: [{source: leaflet, exact: It is not so}]
    links: {denies: claim}
  - id: open
    date: 2012
    title: North was seen
    status: reported
    quotes:
      - {source: paper, exact: On a vu le Nord, translation: North was seen}
      - {source: paper, exact: "Encore une fois, et encore"}
    sources: [kept]
  - {id: bare, date: 2013, title: Nothing more}
  - {id: draft, date: 2014, title: To be finished, draft: true, note: Ask the clerk}
  - {id: guess, date: 2015, title: A guess, date_basis: inferred, date_note: from the stamp}
  - {id: when, date: ../.., title: Some time, date_text: long ago}
  - {id: late, date: 2020, title: Much later, status: reported, sources: [paper, kept]}
"""


def report_of(text: str = EVERYTHING, query: str = "") -> OwedReport:
    index = Index(parse_timeline(text))
    return owed(index, answer_query(Query.parse(query), index), lambda event: f"mine.yaml:{event.line}")


def ids(report: OwedReport) -> dict[str, list[str]]:
    return {section.id: [item.id or item.title for item in section.items()] for section in report.sections}


def section_of(report: OwedReport, name: str) -> OwedSection:
    return next(section for section in report.sections if section.id == name)


def test_each_kind_of_debt_is_found() -> None:
    assert ids(report_of()) == {
        "unanswered": ["open", "late"],
        "one-origin": ["claim"],
        "disputed": ["claim"],
        "no-quote": ["bare", "draft", "guess", "late", "when"],
        "no-status": ["bare", "draft", "guess", "when"],
        "drafts": ["draft"],
        "inferred": ["guess"],
        "undated": ["when"],
        "untranslated": ["open"],
        "no-address": ["leaflet"],
        "no-copy": ["paper"],
        "silent": ["2016–2019"],
    }
    assert all(section.count == len([*section.items()]) for section in report_of().sections)


def test_items_say_what_helps_to_pay_them() -> None:
    report = report_of()
    more = {section.id: [item.more for item in section.items()] for section in report.sections}
    assert more["one-origin"] == ["only North"]
    assert more["drafts"] == ["Ask the clerk"]
    assert more["inferred"] == ["from the stamp"]
    assert more["undated"] == ["“long ago”"]
    assert more["untranslated"] == ["fr: “Encore une fois, et encore”"]
    assert more["no-copy"] == ["The Herald, 3 events rest on it"]
    [claim] = section_of(report, "disputed").items()
    assert (claim.place, claim.date, claim.more) == ("mine.yaml:12", "2010", "said by North")
    assert [(answer.id, answer.relation, answer.more) for answer in claim.answers] == [
        ("denial", "denied by", "said by South")
    ]


def test_a_query_narrows_it_and_so_does_a_day() -> None:
    narrowed = report_of(query="-actor:south")
    assert ids(narrowed)["disputed"] == []
    assert ids(narrowed)["unanswered"] == ["open", "late"]
    assert narrowed.scope == "6 of 8 events for the query: -actor:south"
    assert ids(report_of(query="known:2020-05"))["untranslated"] == []


def test_each_query_finds_the_events_of_its_section() -> None:
    index = Index(read_timeline(BUNDLED))
    for section in owed(index, answer_query(Query(), index)).sections:
        if section.query:
            answer = answer_query(Query.parse(section.query), index)
            assert [item.id for item in section.items()] == [index.timeline.events[row].id for row in answer.rows]
            assert answer.notices == ()


def test_what_the_timeline_does_not_use_at_all_is_said_once() -> None:
    report = report_of("title: T\nevents:\n  - {date: 2010, title: A}\n  - {date: 2011, title: B}\n")
    section = section_of(report, "no-quote")
    assert (section.count, [*section.items()]) == (2, [])
    text = "".join(chunks(report, "markdown", None))
    assert "No event of this timeline has a quote." in text
    assert "No event of this timeline has a status." in text


def test_one_language_needs_no_translation() -> None:
    text = EVERYTHING.replace("language: en\n", "", 1).replace("language: en", "language: fr")
    assert ids(report_of(text))["untranslated"] == []


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.md", "markdown"), ("a.MARKDOWN", "markdown"), ("a.html", "html"), ("a.htm", "html"), ("a.json", "json")],
)
def test_a_name_says_the_form(name: str, form: str) -> None:
    assert form_of(name) == form
    assert form_of("a.txt") is None


def test_json_has_all_of_it() -> None:
    found = json.loads("".join(chunks(report_of(), "json", None)))
    assert {
        section["id"]: [item.get("id", item["title"]) for item in section["items"]] for section in found["sections"]
    } == ids(report_of())
    claim = found["sections"][2]["items"][0]
    assert claim["answers"][0]["relation"] == "denied by"
    assert claim["place"] == "mine.yaml:12"


@pytest.mark.parametrize("form", SUFFIXES)
def test_a_limit_leaves_out_and_says_how_many(form: str) -> None:
    text = "".join(chunks(report_of(), form, 2))
    if form == "json":
        [section] = [each for each in json.loads(text)["sections"] if each["id"] == "no-quote"]
        assert (section["count"], section["left_out"], len(section["items"])) == (5, 3, 2)
    else:
        assert "… and 3 more, which " in text
        assert "Much later" in text  # among the unanswered, which are two


class _Page(HTMLParser):
    """Collects the elements of a page, and its text without its style."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.style = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "style" and not self.style:
            self.style = data
        else:
            self.text += data


def hostile_report() -> OwedReport:
    text = json.dumps(HOSTILE)
    return report_of(
        EVERYTHING.replace("title: South attacked", f"title: {text}").replace("name: North", f"name: {text}")
    )


def test_the_page_lets_nothing_in_or_out() -> None:
    page = _Page("".join(chunks(hostile_report(), "html", None)))
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "link", "img", "iframe", "form", "object"}
    assert not any(
        name.startswith("on") or name in ("src", "style") for _, attributes in page.tags for name in attributes
    )
    [policy] = [attributes["content"] for _, attributes in page.tags if "http-equiv" in attributes]
    digest = b64encode(sha256(page.style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "<script>alert(1)</script> *x* `y` | ␛[31m" in page.text
    assert "\x1b" not in page.text


def test_the_page_has_a_heading_for_each_section_and_links_that_lead_there() -> None:
    report = report_of()
    page = _Page("".join(chunks(report, "html", None)))
    headings = [tag for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert headings == ["h1", *["h2"] * sum(section.count > 0 for section in report.sections)]
    anchors = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    targets = [attributes["href"] for tag, attributes in page.tags if tag == "a"]
    assert targets
    assert {str(target)[1:] for target in targets} <= anchors
    assert dict(page.tags)["html"] == {"lang": "en"}


def test_markdown_is_escaped_and_its_links_lead_to_headings() -> None:
    text = "".join(chunks(hostile_report(), "markdown", None))
    assert "<script>" not in text
    assert r"\<script\>alert(1)\</script\> \*x\* \`y\` \| ␛\[31m" in text
    anchors = {heading.lower().replace(" ", "-") for heading in re.findall("^## (.*)$", text, re.MULTILINE)}
    assert anchors == set(re.findall(r"\]\(#([\w-]+)\)", text))


@pytest.mark.parametrize("form", SUFFIXES)
def test_any_timeline_has_a_report(form: str) -> None:
    for text in (VARIED, "title: T\nevents: []\n", BUNDLED.read_text(encoding="utf-8")):
        assert "".join(chunks(report_of(text), form, None)).endswith(("\n", "</html>"))
