"""Markdown: the sections of events, their footnotes, and hostile text that stays text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.timeline.exported import EVERYTHING, TIMELINE, exported, some
from tests.timeline.hostile_timelines import hostile, selections, written
from tests.timelines import BUNDLED
from tui.text.frozen import replace
from tui.text.printable import printable
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.words import date_words
from tui.timeline.exports import FORMATS
from tui.timeline.exports.markdown import one_event
from tui.timeline.model.entities import Entry, Event, Media, Quote, Source
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.reader import parse_timeline, read_timeline

BARE = parse_timeline("title: T\nevents: [{date: 2022, title: Bare}]\n")


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


def test_markdown_has_places_tags_own_facets_data_media_and_sources_without_quotes() -> None:
    assert exported("markdown", EVERYTHING, some("pumps", "board-meets", timeline=EVERYTHING)) == (
        """\
# The waterworks affair

## 1 May 2022 — The pumps fail

no status · places: Old pier · tags: water supply, protest · topics: Drinking water · 主题: 军事

The pumps of the old pier fail.

\\- 34 people fall ill

people ill: 34\\
tier: primary\\
cost: 1.5e3

No quote, no source.

Media: A pump, E. Ruiz: <https://gazette.example/pump.jpg>

## 1 March 2023 — The board meets

Board meeting · announced · actors: Board, Ann Trump · places: Town hall, Old pier · topics: Money, Water

people ill: 120\\
note-to-self: ask again

No quote.[^minutes][^blog.example]

[^minutes]: minutes.pdf, undated.

[^blog.example]: <https://blog.example/meeting>, undated.
"""
    )


def test_markdown_says_what_an_event_lacks() -> None:
    assert exported("markdown", BARE) == "# T\n\n## 2022 — Bare\n\nno status\n\nNo quote, no source.\n"


def test_markdown_refers_to_sources_that_are_not_quoted_too() -> None:
    one = replace(some("resignation", timeline=EVERYTHING)[0], cited=("minutes", "page"))
    assert "\nNot quoted:[^minutes]\n" in exported("markdown", EVERYTHING, (one,))


def test_markdown_leaves_drafts_out_and_counts_them() -> None:
    text = exported("markdown", EVERYTHING)
    assert "A reply in the Gazette" not in text
    assert "\n1 draft is left out.\n\n[^page]:" in text
    drafts = [replace(one, is_draft=True) for one in EVERYTHING.events]
    assert exported("markdown", EVERYTHING, drafts) == "# The waterworks affair\n\n5 drafts are left out.\n"


def test_a_single_event_is_written_even_if_it_is_a_draft() -> None:
    [reply] = some("reply", timeline=EVERYTHING)
    text = one_event(EVERYTHING, reply)
    assert text.startswith(
        f"## {date_words(reply.date)} — A reply in the Gazette\n\nno status · draft · 主题: 军事, 政治\n"
    )
    assert "left out" not in text
    assert "[^page]: “Undated page”, undated." in text


def test_markdown_without_events_is_its_title() -> None:
    assert exported("markdown", TIMELINE, ()) == "# A small timeline\n"


def test_markdown_names_the_outlet_of_an_event_without_speaker() -> None:
    [denial] = some("denial")
    one = replace(denial, values={facet: ids for facet, ids in denial.values.items() if facet != "speaker"})
    assert "\nstatement · denied · via The Herald · actors: Iran" in exported("markdown", TIMELINE, (one,))


def test_markdown_defines_each_source_once() -> None:
    timeline = read_timeline(BUNDLED)
    text = exported("markdown", timeline)
    assert sorted(re.findall(r"(?m)^\[\^(.+?)\]: ", text)) == sorted(timeline.sources)
    assert text.count("\n> *") == sum(bool(quote.translation) for one in timeline.events for quote in one.quotes)


def test_sources_whose_labels_would_be_equal_are_numbered() -> None:
    urls = ("https://x.org/a", "https://www.X.org/b", "https://x.org/a?b", "http://x.org:80/")
    sources = {key: Source(key, title=key) for key in ("A", "a")} | {url: Source(url, url=url) for url in urls}
    one = Event("e", EdtfDate.parse("2022"), "E", cited=tuple(sources))
    text = exported("markdown", Timeline("T", (one,), sources))
    assert "No quote.[^A][^a-2][^x.org][^X.org-2][^x.org-3][^x.org-80]\n" in text
    assert re.findall(r"(?m)^\[\^(.+?)\]: .*?(\w*)[>”]", text) == [
        *(("A", "A"), ("a-2", "a"), ("x.org", "a"), ("X.org-2", "b"), ("x.org-3", "b"), ("x.org-80", "")),
    ]


# Text of several lines


def test_markdown_keeps_the_lines_of_a_quote_and_drops_line_ends_after_the_last() -> None:
    quote = Quote("herald-2022", "one\n2. two\n\n- three\n\n\n", "un\n\ndeux")
    one = replace(some("talks")[0], quotes=(quote,))
    lines = "> one\\\n> 2\\. two\n>\n> \\- three[^herald-2022]\n>\n> *un*\n>\n> *deux*\n"
    assert lines in exported("markdown", TIMELINE, (one,))


def test_blocks_keep_their_paragraphs_and_lists_and_end_without_a_character_reference() -> None:
    file = Path(__file__).parent / "data" / "blocks.yaml"
    text = exported("markdown", read_timeline(file))
    assert "\nFirst paragraph.\n\nSecond paragraph.\\\n\\- a list item\n\n> line one\\\n> line two[^s]\n" in text
    assert "\nNote: note one\\\nnote two\n" in text
    assert "&#10;" not in text


# Links


def links(text: str) -> list[str]:
    return [str(token.attrs["href"]) for token in flat(text) if token.type == "link_open"]


def test_markdown_links_only_valid_urls() -> None:
    source = TIMELINE.sources["herald-2023"]
    for url in ("https://x.org/a b", "https://x.org/>[a](b)", "https://x.org/\u202e"):
        timeline = replace(TIMELINE, sources={source.id: replace(source, url=url)})
        text = exported("markdown", timeline, some("denial"))
        assert links(text) == []
        assert printable(url) in shown(flat(text))
    assert links(exported("markdown", TIMELINE, some("denial"))) == ["https://example.org/suite"]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("see https://x.org/a_b.", "https://x.org/a_b"),
        ("(see https://x.org/a)", "https://x.org/a"),
        ("https://x.org/a(b), and more", "https://x.org/a(b)"),
        ("https://x.org/*a*?b=1!", "https://x.org/*a*?b=1"),
        ("“https://x.org/”", "https://x.org/"),
        ("HTTPS://X.org", "HTTPS://X.org"),
    ],
)
def test_addresses_in_summary_note_and_data_are_links(text: str, url: str) -> None:
    one = replace(BARE.events[0], summary=text, note=text, date_note=text, data={"wiki": text})
    assert links(exported("markdown", BARE, (one,))) == [url] * 4
    assert shown(flat(exported("markdown", BARE, (one,)))).count(text) == 4


@pytest.mark.parametrize("text", ["javascript://x", "https://x.org/\u202eb", "www.x.org", "https:// x", "ftp://x.org"])
def test_nothing_else_is_a_link(text: str) -> None:
    one = replace(BARE.events[0], summary=text)
    assert links(exported("markdown", BARE, (one,))) == []


def test_addresses_in_titles_and_quotes_are_text() -> None:
    url = "https://x.org/a"
    one = replace(some("visit")[0], title=url, quotes=(Quote("herald-2022", url, url),))
    assert links(exported("markdown", TIMELINE, (one,))) == []


def test_media_are_links() -> None:
    media = (Media("https://x.org/1.jpg"), Media("https://x.org/2.jpg", "*A* picture", "me"))
    text = exported("markdown", BARE, (replace(BARE.events[0], media=media),))
    assert "\nMedia: <https://x.org/1.jpg>\n\nMedia: \\*A\\* picture, me: <https://x.org/2.jpg>\n" in text


# Hostile text


def parsed(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def flat(text: str) -> list[Token]:
    return [child for token in parsed(text) for child in (token.children or [token])]


def shown(tokens: list[Token]) -> str:
    return "".join("\n" if token.type == "hardbreak" else token.content for token in tokens)


PLAIN = {"text", "hardbreak", "em_open", "em_close"}
LINKED = {"link_open", "link_close"}
Block = tuple[str, str]


def blocks(text: str, allowed: set[str] = PLAIN) -> list[Block]:
    """Return the tag and the text of each block, joining neighbours of the same tag, such as paragraphs."""
    found: list[Block] = []
    tags: list[str] = []
    for token in parsed(text):
        if token.type != "inline":
            tags = tags[:-1] if token.nesting < 0 else [*tags, token.tag]
            continue
        children = token.children or []
        assert {child.type for child in children} <= allowed
        is_emphasised = bool(children) and children[0].type == "em_open"
        assert sum(child.type == "em_open" for child in children) == is_emphasised
        assert not is_emphasised or children[-1].type == "em_close"
        tag = " ".join([*tags, "em"] if is_emphasised else tags)
        if found and found[-1][0] == tag:
            found[-1] = (tag, f"{found[-1][1]}\n\n{shown(children)}")
        else:
            found.append((tag, shown(children)))
    return found


def block(text: str) -> str:
    """Return a text of several lines as it is shown."""
    return printable(text, line_feeds=True)


stripped = hostile.map(lambda text: text.rstrip("\n"))
"""Text as the reader leaves it: line ends after the last line are nothing."""


@given(written, stripped, written, stripped, stripped.filter(bool))
@example("#", "a!", "- a", "+ a", "1. a")
@example("a #", " \n ", "\n", "\n\n\na", "===\n---")
@example("a", "b", "c", "https://x.org/a!\n- http://b.c", "d")
def test_markdown_renders_any_text_unchanged(title: str, exact: str, name: str, summary: str, translation: str) -> None:
    source = Source("_s_", title, "o", EdtfDate.parse("2022"), "inferred", name)
    timeline = Timeline(title, (), {"_s_": source}, {"actors": {"o": Entry("o", name)}}, description=summary)
    one = Event(
        "e",
        EdtfDate.parse("2022"),
        title,
        {"kind": ("talks",), "status": ("denied",), "actor": ("o",), "tag": (name,)},
        (Quote("_s_", exact, translation), Quote("_s_", translation)),
        summary=summary,
        note=exact,
    )
    text = "".join(FORMATS["markdown"].lines(timeline, [one]))
    name, heading = printable(name), printable(title)
    facts = f"talks · denied · actors: {name} · tags: {name}"
    basis = f" (inferred: {name})" if name else " (inferred)"
    source_line = f"[^%5Fs%5F]: {name}, “{heading}”, 2022{basis}."
    assert blocks(text, PLAIN | LINKED) == [
        ("h1", heading),
        *([("p", block(summary))] if summary else []),
        ("h2", f"2022 — {heading}"),
        ("p", f"{facts}\n\n{block(summary)}" if summary else facts),
        ("blockquote p", f"{block(exact)}[^%5Fs%5F]"),
        ("blockquote p em", block(translation)),
        ("blockquote p", f"{block(translation)}[^%5Fs%5F]"),
        ("p", f"Note: {block(exact)}\n\n{source_line}" if exact else source_line),
    ]
    assert all(re.match("https?://", url, re.IGNORECASE) for url in links(text))
    unlinked = re.sub(r"<https?://[^\s<>]+>", "", text, flags=re.IGNORECASE)
    assert not re.search(r"(?<!\\)://|www\.|(?<!\\)\$", unlinked, re.IGNORECASE)


@given(selections(), st.booleans())
def test_markdown_of_any_events_has_their_sections_and_no_other_markup(
    selection: tuple[Timeline, tuple[Event, ...]], has_drafts: bool
) -> None:
    timeline, events = selection
    if has_drafts:
        events = tuple(replace(one, is_draft=False) for one in events)
    found = blocks(exported("markdown", timeline, events), PLAIN | LINKED)
    assert [text for tag, text in found if tag == "h2"] == [
        f"{date_words(one.date)} — {printable(one.title)}" for one in events if not one.is_draft
    ]


def test_these_tests_would_notice_markup() -> None:
    acting: list[Any] = ["*a*", "<b>", "[a](b)", "![a](b)", "`a`", "~~a~~"]
    for text in acting:
        assert not {token.type for token in flat(text)} <= PLAIN
