"""Exports: exact on a small timeline, safe and lossless on hostile ones."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.timelines import BUNDLED, HEAD, SMALL, event
from tui.text.frozen import replace
from tui.text.printable import printable
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.words import date_words
from tui.timeline.exports import FORMATS, csv_table
from tui.timeline.exports.json_events import read_events
from tui.timeline.model.entities import (
    ACTOR_KINDS,
    BASES,
    KINDS,
    RELATIONS,
    STATUSES,
    Actor,
    Event,
    Link,
    Quote,
    SavedView,
    Source,
    Timeline,
    Weapon,
)
from tui.timeline.model.sort import SORTS
from tui.timeline.reading.problems import TimelineError
from tui.timeline.reading.reader import parse_timeline, read_timeline

TIMELINE = parse_timeline(SMALL)


def exported(name: str, timeline: Timeline, events: Sequence[Event] | None = None) -> str:
    return "".join(FORMATS[name](timeline, timeline.events if events is None else events))


def some(*ids: str) -> tuple[Event, ...]:
    return tuple(TIMELINE.events[TIMELINE.numbers[event_id]] for event_id in ids)


def without_lines(timeline: Timeline) -> Timeline:
    return replace(timeline, events=tuple(replace(one, line=0) for one in timeline.events))


# Hostile text, and timelines of it such as the reader makes

SNIPPETS = (
    *("a", "é", "1", " ", "  ", "\xa0", "\u2003", "\t", "\r", "\n", "\n\n", "\n\n\n", "  \n", "\\\n", "    code"),
    *("*", "**", "_", "__", "`", "```", "~~", "\\", "#", "|", "$", "!", "(", ")", '"', "'", ",", ";", ":", "<", ">"),
    *("[a](http://b.c)", "![a](b)", "[a]: b", "[^s]", "[^1]: x", "]", "[", "<b>", "</p>", "<!--", "<http://b.c>"),
    *("&amp;", "&#42;", "&lt;", "http://b.c", "www.b.c", "- ", "+ ", "* ", "1. ", "2) ", "> ", "# ", "===", "---"),
    *("\n- ", "\n1. ", "\n> ", "\n# ", "\n===", "\n---", "\n```", "\na|b\n-|-", "\n:-", "\n<div>", "\n    "),
    *("=1+1", "-1", "@x", "＝1", "\x00", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u202e", "\u200b", "\u200d"),
    *("\ufeff", "\ufffe", "\uffff", "😀", "\U0001fffe", "\U000e0041"),
)
hostile = st.lists(st.sampled_from(SNIPPETS) | st.text(max_size=3), max_size=8).map("".join)
written = hostile.filter(str.strip)
dates = st.sampled_from(["2022-11-08", "2022-11", "2023-01-01~/2023-01-10~", "../2021", "2024?/..", "../..", "20XX"])
edtf = dates.map(EdtfDate.parse)
ids = st.lists(st.sampled_from(["a", "B-1", "é.c", "_d_", "null", "中"]), min_size=1, max_size=3, unique=True)


def subset(ids: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(ids), unique=True).map(tuple)


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    actor_ids, weapon_ids, source_ids, event_ids = draw(ids), draw(ids), draw(ids), draw(ids)
    texts = draw(st.lists(written, min_size=1, max_size=4))
    written_here = st.sampled_from(texts)
    optional = st.sampled_from([None, "", " ", "\n", "~", *texts])
    aliases = st.lists(written_here, max_size=2).map(tuple)
    actors = {
        key: draw(
            st.builds(
                Actor,
                id=st.just(key),
                name=written_here,
                kind=st.none() | st.sampled_from(ACTOR_KINDS),
                parent=st.sampled_from([None, *actor_ids[:number]]),
                office=optional,
                aliases=aliases,
            )
        )
        for number, key in enumerate(actor_ids)
    }
    weapons = {
        key: draw(
            st.builds(
                Weapon,
                id=st.just(key),
                name=written_here,
                parent=st.sampled_from([None, *weapon_ids[:number]]),
                aliases=aliases,
            )
        )
        for number, key in enumerate(weapon_ids)
    }
    sources = {
        key: draw(
            st.builds(
                Source,
                id=st.just(key),
                outlet=st.sampled_from(actor_ids),
                title=written_here,
                issued=edtf,
                issued_basis=st.sampled_from(BASES),
                issued_note=written_here,
                language=optional,
                sha256=st.none() | st.just("0" * 64),
                file=optional,
                url=st.none() | written_here.map("https://x{}".format),
            )
        )
        for key in source_ids
    }
    quote = st.builds(
        Quote,
        source=st.sampled_from(source_ids),
        exact=written_here,
        translation=optional,
        paragraph=st.none() | st.integers(1, 999_999_999),
        prefix=optional,
        suffix=optional,
    )
    events = []
    for key in event_ids:
        others = [other for other in event_ids if other != key]
        link = st.builds(Link, relation=st.sampled_from(list(RELATIONS)), target=st.sampled_from(others))
        links = st.lists(link, max_size=4, unique=True) if others else st.just([])
        events.append(
            draw(
                st.builds(
                    Event,
                    id=st.just(key),
                    date=edtf,
                    kind=st.sampled_from(KINDS),
                    status=st.sampled_from(STATUSES),
                    title=written_here,
                    quotes=st.lists(quote, min_size=1, max_size=3).map(tuple),
                    date_text=optional,
                    date_basis=st.sampled_from(BASES),
                    date_note=written_here,
                    summary=optional,
                    speaker=subset(actor_ids),
                    via=subset(actor_ids),
                    actors=subset(actor_ids),
                    weapons=subset(weapon_ids),
                    # The reader takes relations in their own order.
                    links=links.map(lambda links: tuple(sorted(links, key=lambda one: [*RELATIONS].index(one[0])))),
                    note=optional,
                )
            )
        )
    events.sort(key=lambda one: one.date.sort_key)
    view = st.builds(SavedView, name=written_here, query=hostile, sort=st.sampled_from(SORTS))
    return Timeline(
        title=draw(written_here),
        events=tuple(events),
        sources=sources,
        actors=actors,
        weapons=weapons,
        description=draw(optional),
        views=tuple(draw(st.lists(view, max_size=2, unique_by=lambda one: one.name))),
    )


@st.composite
def selections(draw: st.DrawFn) -> tuple[Timeline, tuple[Event, ...]]:
    """Generate a timeline and some of its events in any order, with some of their quotes and links."""
    timeline = draw(timelines())
    chosen = draw(st.lists(st.sampled_from(timeline.events), unique_by=lambda one: one.id))
    return timeline, tuple(
        replace(one, quotes=one.quotes[: draw(st.integers(0, 3))], links=one.links[draw(st.integers(0, 3)) :])
        for one in chosen
    )


# Of all formats


def test_the_formats_are_the_documented_ones() -> None:
    assert set(FORMATS) == {"json", "jsonl", "csv", "markdown"}


@pytest.mark.parametrize("name", FORMATS)
def test_an_event_is_written_before_the_next_is_taken(name: str) -> None:
    drawn = []

    def events() -> Iterator[Event]:
        for one in TIMELINE.events:
            drawn.append(one.id)
            yield one

    text = ""
    pieces = FORMATS[name](TIMELINE, events())
    while "First talks" not in text:
        text += next(pieces)
    assert "\n" in text
    assert drawn == ["talks"]
    assert text + "".join(pieces) == exported(name, TIMELINE)


@pytest.mark.parametrize("name", FORMATS)
def test_events_are_written_in_the_given_order(name: str) -> None:
    text = exported(name, TIMELINE, some("denial", "talks", "delivery"))
    titles = ["Iran denies any delivery", "First talks", "Missiles said to have been delivered"]
    assert sorted(titles, key=text.index) == titles
    assert "Patrushev lands" not in text


# JSON

DELIVERY = """\
{
  "dateline": 1,
  "title": "A small timeline",
  "events": [
    {"id": "delivery", "date": "2023-01-01~/2023-01-10~", "date_text": "début janvier", "date_basis": "derived", \
"kind": "delivery", "status": "alleged", "title": "Missiles said to have been delivered", \
"summary": "Iran is said to have delivered missiles.", "actors": ["irgc", "russia"], "weapons": ["fateh-110"], \
"quotes": [{"source": "herald-2023", "paragraph": 2, "exact": "L’Iran aurait livré des « missiles »", \
"translation": "Iran is said to have delivered “missiles”"}]}
  ],
  "sources": {
    "herald-2023": {"outlet": "herald", "title": "La suite", "issued": "2023-02", "issued_basis": "inferred", \
"issued_note": "it answers the first", "url": "https://example.org/suite"}
  },
  "actors": {
    "iran": {"name": "Iran", "kind": "state", "aliases": ["Téhéran", "République islamique"]},
    "irgc": {"name": "Revolutionary Guards", "kind": "organisation", "part_of": "iran", \
"aliases": ["Gardiens de la Révolution"]},
    "russia": {"name": "Russia", "kind": "state", "aliases": ["Moscou"]},
    "herald": {"name": "The Herald", "kind": "outlet"}
  },
  "weapons": {
    "missile": {"name": "Missile"},
    "ballistic-missile": {"name": "Ballistic missile", "kind_of": "missile", "aliases": ["missile balistique"]},
    "fateh-110": {"name": "Fateh-110", "kind_of": "ballistic-missile", "aliases": ["Fatah 110"]}
  }
}
"""


def test_json_is_a_timeline_of_the_events_and_the_entries_that_they_need() -> None:
    assert exported("json", TIMELINE, some("delivery")) == DELIVERY
    (read,) = parse_timeline(DELIVERY).events
    assert replace(read, line=0) == replace(some("delivery")[0], line=0)


@pytest.mark.parametrize("timeline", [TIMELINE, read_timeline(BUNDLED)], ids=["small", "bundled"])
def test_a_whole_timeline_survives_json(timeline: Timeline) -> None:
    assert without_lines(parse_timeline(exported("json", timeline))) == without_lines(timeline)


@pytest.mark.parametrize("timeline", [TIMELINE, read_timeline(BUNDLED)], ids=["small", "bundled"])
@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_events_survive_json(name: str, timeline: Timeline) -> None:
    assert read_events(exported(name, timeline)) == list(without_lines(timeline).events)


def test_json_of_a_part_has_no_views_and_no_unused_entries() -> None:
    views = "views: [{name: All, query: -drone}]\n"
    timeline = parse_timeline(
        views + HEAD + event() + event(id="two", quotes="[{source: s, exact: x}, {source: s, exact: y}]")
    )
    whole = json.loads(exported("json", timeline))
    assert whole["actors"].keys() == {"o", "iran"}
    assert whole["views"] == [{"name": "All", "query": "-drone", "sort": "date"}]
    fewer = (timeline.events[0], replace(timeline.events[1], quotes=timeline.events[0].quotes))
    for events in (fewer, timeline.events[:1]):
        found = json.loads(exported("json", timeline, events))
        assert found["actors"].keys() == {"o"}
        assert found.keys().isdisjoint({"weapons", "views"})


def test_json_keeps_links_to_events_that_are_not_written() -> None:
    text = exported("json", TIMELINE, some("denial"))
    assert read_events(text)[0].links == (("denies", "delivery"), ("follows", "visit"))
    with pytest.raises(TimelineError, match="unknown event 'delivery'"):
        parse_timeline(text)


def test_json_without_events_is_a_timeline() -> None:
    assert exported("json", TIMELINE, ()) == '{\n  "dateline": 1,\n  "title": "A small timeline",\n  "events": []\n}\n'
    assert parse_timeline(exported("json", TIMELINE, ())) == Timeline("A small timeline", ())


def test_json_lines_has_an_event_on_each_line() -> None:
    assert exported("jsonl", TIMELINE, some("denial", "drones")) == (
        '{"id": "denial", "date": "2023-01", "date_basis": "inferred", "date_note": "it answers the delivery", '
        '"kind": "statement", "status": "denied", "title": "Iran denies any delivery", "speaker": ["iran"], '
        '"via": ["herald"], "actors": ["iran"], "weapons": ["missile"], '
        '"quotes": [{"source": "herald-2023", "exact": "Téhéran a nié"}], '
        '"links": {"denies": ["delivery"], "follows": ["visit"]}}\n'
        '{"id": "drones", "date": "2022-11-08", "date_basis": "stated", "kind": "use", "status": "confirmed", '
        '"title": "Drones used, a small number of them", "actors": ["russia"], "weapons": ["shahed-136"], '
        '"quotes": [{"source": "herald-2022", "exact": "un petit nombre de drones"}]}\n'
    )


def test_json_lines_without_events_is_empty() -> None:
    assert exported("jsonl", TIMELINE, ()) == ""
    assert read_events("") == []


@pytest.mark.parametrize("text", ["[", "{}", "[1]", "3", '{"id": "a"}', '{"events": [{}]}'])
def test_text_that_is_no_export_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_events(text)


def test_json_escapes_only_invisible_characters_and_those_that_yaml_refuses() -> None:
    hidden = "\x00\x1b\x7f\x85\u2028\u202e\ufeff\ufffe\uffff"
    one = replace(some("talks")[0], title=f"é’😀{hidden}\\u0041")
    title = r'"title": "é’😀\u0000\u001b\u007f\u0085\u2028\u202e\ufeff\ufffe\uffff\\u0041"'
    assert title in exported("jsonl", TIMELINE, (one,))


@given(timelines())
def test_any_timeline_survives_json(timeline: Timeline) -> None:
    text = exported("json", timeline)
    assert without_lines(parse_timeline(text)) == timeline
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "__with_libyaml__", False)
        assert without_lines(parse_timeline(text)) == timeline


@given(selections())
def test_any_selection_of_events_survives_json(selection: tuple[Timeline, tuple[Event, ...]]) -> None:
    for name in ("json", "jsonl"):
        text = exported(name, *selection)
        assert read_events(text) == list(selection[1])
        assert all(printable(character) == character for character in text if "\n" != character <= "\uffff")
    assert text.count("\n") == len(selection[1])


@given(selections())
def test_json_of_any_selection_defines_every_entry_that_it_refers_to(
    selection: tuple[Timeline, tuple[Event, ...]],
) -> None:
    timeline, events = selection
    unlinked = tuple(replace(one, links=()) for one in events if one.quotes)
    read = parse_timeline(exported("json", timeline, unlinked))
    assert {one.id for one in read.events} == {one.id for one in unlinked}
    assert read.sources.items() <= timeline.sources.items()


# CSV


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_csv_has_a_row_for_each_event_with_names_and_bounds() -> None:
    assert exported("csv", TIMELINE, some("talks", "visit", "denial")) == (
        "id,date,earliest,latest,date_text,date_basis,kind,status,title,summary,speaker,via,actors,weapons,"
        "sources,quotes,translations,links,note\r\n"
        "talks,../2021,,2021-12-31,,stated,talks,reported,First talks,,,,Iran; Russia,,"
        '"The Herald, “L’accord”, 10 November 2022",des pourparlers,,part_of: visit,\r\n'
        "visit,2022-11-08,2022-11-08,2022-11-08,mardi,stated,visit,reported,Patrushev lands in Tehran,,,,"
        'Nikolai Patrushev; Iran,,"The Herald, “L’accord”, 10 November 2022; The Herald, “La suite”, February 2023",'
        "Patrouchev a atterri à Téhéran; la visite de novembre,Patrushev landed in Tehran,,\r\n"
        "denial,2023-01,2023-01-01,2023-01-31,,inferred,statement,denied,Iran denies any delivery,,Iran,The Herald,"
        'Iran,Missile,"The Herald, “La suite”, February 2023",Téhéran a nié,,denies: delivery; follows: visit,\r\n'
    )


def test_csv_has_a_row_for_each_event_of_the_bundled_timeline() -> None:
    timeline = read_timeline(BUNDLED)
    head, *others = rows(exported("csv", timeline))
    assert [dict(zip(head, row, strict=True))["title"] for row in others] == [one.title for one in timeline.events]


def test_csv_without_events_is_its_header() -> None:
    assert rows(exported("csv", TIMELINE, ())) == [list(csv_table.COLUMNS)]


def test_csv_begins_with_a_byte_order_mark_only_on_request() -> None:
    marked = "".join(csv_table.lines(TIMELINE, TIMELINE.events, bom=True))
    assert marked == "\ufeff" + exported("csv", TIMELINE)
    assert "".join(csv_table.lines(TIMELINE, (), bom=True)).encode().startswith(b"\xef\xbb\xbfid,")


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
    assert rows(exported("csv", TIMELINE, (one,)))[1][8] == cell


@given(selections())
def test_csv_of_any_events_reads_back_as_text_without_formulas(
    selection: tuple[Timeline, tuple[Event, ...]],
) -> None:
    head, *others = rows(exported("csv", *selection))
    assert len(others) == len(selection[1])
    for row, one in zip(others, selection[1], strict=True):
        cells = dict(zip(head, row, strict=True))
        for key, text in (("title", one.title), ("summary", one.summary or ""), ("note", one.note or "")):
            assert cells[key].removeprefix("'") == printable(text, line_feeds=True).removeprefix("'")
        for cell in row:
            assert cell.strip()[:1] not in tuple("=+-@＝＋－＠\t\r")
            assert printable(cell, line_feeds=True) == cell


# Markdown


def test_markdown_has_a_section_for_each_event_with_quotes_and_footnotes() -> None:
    visit, denial = some("visit", "denial")
    noted = replace(visit, summary="A visit.", note="By plane.")
    assert exported("markdown", TIMELINE, (noted, denial)) == (
        """\
# A small timeline

## 8 November 2022 — Patrushev lands in Tehran

visit · reported · actors: Nikolai Patrushev, Iran

A visit.

> Patrouchev a atterri à Téhéran[^herald-2022]
>
> *Patrushev landed in Tehran*

> la visite de novembre[^herald-2023]

Note: By plane.

## January 2023 — Iran denies any delivery

statement · denied · said by Iran (via The Herald) · actors: Iran · weapons: Missile

> Téhéran a nié[^herald-2023]

Date inferred: it answers the delivery

[^herald-2022]: The Herald, “L’accord”, 10 November 2022.

[^herald-2023]: The Herald, “La suite”, February 2023 (inferred: it answers the first). <https://example.org/suite>
"""
    )


def test_markdown_without_events_is_its_title() -> None:
    assert exported("markdown", TIMELINE, ()) == "# A small timeline\n"


def test_markdown_names_the_outlet_of_an_event_without_speaker() -> None:
    one = replace(some("denial")[0], speaker=())
    assert "\nstatement · denied · via The Herald · actors: Iran" in exported("markdown", TIMELINE, (one,))


def test_markdown_defines_each_quoted_source_once() -> None:
    timeline = read_timeline(BUNDLED)
    text = exported("markdown", timeline)
    assert sorted(re.findall(r"(?m)^\[\^(.+?)\]: ", text)) == sorted(timeline.sources)
    assert text.count("\n> *") == sum(bool(quote.translation) for one in timeline.events for quote in one.quotes)


def test_markdown_keeps_the_lines_of_a_quote() -> None:
    quote = Quote("herald-2022", "one\n2. two\n\n- three\n\n\n", "un\n\ndeux")
    one = replace(some("talks")[0], quotes=(quote,))
    lines = "> one\\\n> 2\\. two\n>\n> \\- three&#10;&#10;&#10;[^herald-2022]\n>\n> *un*\n>\n> *deux*\n"
    assert lines in exported("markdown", TIMELINE, (one,))


def test_markdown_links_only_valid_urls() -> None:
    source = TIMELINE.sources["herald-2023"]
    for url in ("https://x.org/a b", "https://x.org/>[a](b)", "https://x.org/\u202e"):
        timeline = replace(TIMELINE, sources={source.id: replace(source, url=url)})
        text = exported("markdown", timeline, some("denial"))
        assert not any(token.type == "link_open" for token in flat(text))
        assert printable(url) in shown(flat(text))
    links = [token for token in flat(exported("markdown", TIMELINE, some("denial"))) if token.type == "link_open"]
    assert [link.attrs["href"] for link in links] == ["https://example.org/suite"]


def parsed(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def flat(text: str) -> list[Token]:
    return [child for token in parsed(text) for child in (token.children or [token])]


def shown(tokens: list[Token]) -> str:
    return "".join("\n" if token.type == "hardbreak" else token.content for token in tokens)


PLAIN = {"text", "hardbreak", "em_open", "em_close"}
Block = tuple[str, str]


def blocks(text: str) -> list[Block]:
    """Return the tag and the text of each block, joining neighbours of the same tag, such as paragraphs."""
    found: list[Block] = []
    tags: list[str] = []
    for token in parsed(text):
        if token.type != "inline":
            tags = tags[:-1] if token.nesting < 0 else [*tags, token.tag]
            continue
        children = token.children or []
        assert {child.type for child in children} <= PLAIN
        is_emphasised = bool(children) and children[0].type == "em_open"
        assert sum(child.type == "em_open" for child in children) == is_emphasised
        assert not is_emphasised or children[-1].type == "em_close"
        tag = " ".join([*tags, "em"] if is_emphasised else tags)
        if found and found[-1][0] == tag:
            found[-1] = (tag, f"{found[-1][1]}\n\n{shown(children)}")
        else:
            found.append((tag, shown(children)))
    return found


@given(written, hostile, written, hostile, hostile.filter(bool))
@example("#", "a!", "- a", "+ a", "1. a")
@example("a #", " \n ", "\n", "\n\n\n\n", "===\n---")
def test_markdown_renders_any_text_unchanged(title: str, exact: str, name: str, summary: str, translation: str) -> None:
    source = Source("_s_", "o", title, EdtfDate.parse("2022"), "inferred", name)
    timeline = Timeline(
        title=title, description=summary, events=(), sources={"_s_": source}, actors={"o": Actor("o", name)}
    )
    quotes = (Quote("_s_", exact, translation), Quote("_s_", translation))
    one = Event("e", source.issued, "talks", "denied", title, quotes, summary=summary, actors=("o",), note=exact)
    text = "".join(FORMATS["markdown"](timeline, [one]))
    name, heading = printable(name), printable(title)
    exact, summary, translation = (printable(each, line_feeds=True) for each in (exact, summary, translation))
    facts = f"talks · denied · actors: {name}"
    basis = f" (inferred: {name})" if name else " (inferred)"
    source_line = f"[^%5Fs%5F]: {name}, “{heading}”, 2022{basis}."
    assert blocks(text) == [
        ("h1", heading),
        *([("p", summary)] if summary else []),
        ("h2", f"2022 — {heading}"),
        ("p", f"{facts}\n\n{summary}" if summary else facts),
        ("blockquote p", f"{exact}[^%5Fs%5F]"),
        ("blockquote p em", translation),
        ("blockquote p", f"{translation}[^%5Fs%5F]"),
        ("p", f"Note: {exact}\n\n{source_line}" if exact else source_line),
    ]
    assert not re.search(r"(?<!\\)://|www\.|(?<!\\)\$", text, re.IGNORECASE)


@given(selections())
def test_markdown_of_any_events_has_their_sections_and_no_other_markup(
    selection: tuple[Timeline, tuple[Event, ...]],
) -> None:
    timeline, events = selection
    addresses = {key: replace(source, url=None) for key, source in timeline.sources.items()}
    found = blocks(exported("markdown", replace(timeline, sources=addresses), events))
    assert [text for tag, text in found if tag == "h2"] == [
        f"{date_words(one.date)} — {printable(one.title)}" for one in events
    ]


def test_these_tests_would_notice_markup() -> None:
    acting: list[Any] = ["*a*", "<b>", "[a](b)", "![a](b)", "`a`", "~~a~~"]
    for text in acting:
        assert not {token.type for token in flat(text)} <= PLAIN
