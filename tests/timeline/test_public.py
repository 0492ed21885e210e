"""Public editions: nothing of a draft or an internal event is anywhere in any format."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given

from tests.timeline.exported import TEXT_FORMATS
from tests.timeline.hostile_timelines import timelines
from tui.cli.main import main
from tui.text.frozen import replace
from tui.timeline.analysis.public_editions import edition_of_disputes
from tui.timeline.exports import FORMATS
from tui.timeline.model.as_of import AsOf
from tui.timeline.model.public import public_edition
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.search.index import Index

SECRET = """\
title: The waterworks
timezone: Europe/Paris
facets:
  topic: {name: Topics, values: {water: {name: Water}, hushed: {name: Kept_1}}}
  codename: {name: Kept_2}
actors:
  board: {name: The board}
  mole: {name: Kept_3, part_of: board}
  kept-outlet: {name: Kept_4, kind: outlet}
places: {pier: {name: Pier, lat: 1, lon: 2}, cellar: {name: Kept_5, lat: 3, lon: 4}}
kinds: {leak: {name: Kept_6}}
sources:
  gazette: {title: The Gazette, url: https://gazette.example/1}
  kept-source: {title: Kept_7, outlet: kept-outlet, url: https://kept.example/8}
views: [{name: Kept_9, query: actor:mole}]
events:
  - id: meeting
    date: 2024-03-01
    title: The board meets
    actors: board
    places: pier
    topic: water
    data: {people: 12}
    quotes: [{source: gazette, exact: the board met}]
    links: {follows: kept-event, confirms: reply}
  - id: reply
    date: 2024-03-05
    title: A reply
    sources: gazette
    links: {denies: kept-draft}
  - id: kept-event
    date: 2024-02-29
    internal: true
    title: Kept_10
    summary: Kept_11
    date_text: Kept_12
    date_basis: inferred
    date_note: Kept_13
    status: denied
    kind: leak
    actors: mole
    speaker: mole
    via: kept-outlet
    places: cellar
    tags: [Kept_14]
    topic: hushed
    codename: [Kept_15]
    data: {Kept_16: Kept_17}
    quotes: [{source: kept-source, exact: Kept_18, translation: Kept_19, prefix: Kept_20, suffix: Kept_21}]
    sources: https://kept.example/22
    media: [{url: https://kept.example/23.jpg, caption: Kept_24, credit: Kept_25}]
    note: Kept_26
    links: {denies: meeting}
  - {id: kept-draft, date: 2024-04, title: Kept_27, draft: true, tags: Kept_28}
"""


@pytest.fixture
def secret(tmp_path: Path) -> str:
    path = tmp_path / "waterworks.yaml"
    path.write_text(SECRET, encoding="utf-8")
    return str(path)


def words(timeline: Timeline, form: str) -> str:
    return "".join(FORMATS[form].lines(timeline, timeline.events))


def printed(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str]:
    assert main(arguments) == 0
    captured = capfd.readouterr()
    return captured.out, captured.err


PRINTED = [["--list"], ["--plain"], ["--lanes", "actor"], *(["--format", form] for form in TEXT_FORMATS)]


@pytest.mark.parametrize("form", PRINTED, ids=" ".join)
def test_no_form_of_printing_has_anything_of_what_is_left_out(
    form: list[str], secret: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "printed"
    _, report = printed(capfd, secret, *form, "--public", "--output", str(output))
    assert not re.search("kept", f"{output.read_text(encoding='utf-8')}{report}", re.IGNORECASE)
    assert "the public edition leaves out 1 draft, 1 internal event and 2 links to hidden events" in report


@pytest.mark.parametrize("form", PRINTED, ids=" ".join)
def test_each_form_of_printing_has_something_of_it_otherwise(
    form: list[str], secret: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "printed"
    printed(capfd, secret, *form, "--output", str(output))
    assert re.search("kept", output.read_text(encoding="utf-8"), re.IGNORECASE)


def test_a_public_picture_is_that_of_a_timeline_without_what_is_left_out(secret: str, tmp_path: Path) -> None:
    kept = tmp_path / "kept.yaml"
    without = SECRET[: SECRET.index("  - id: kept-event")]
    for line in ("    links: {follows: kept-event, confirms: reply}\n", "    links: {denies: kept-draft}\n"):
        without = without.replace(line, "    links: {confirms: reply}\n" if "reply" in line else "")
    kept.write_text(without, encoding="utf-8")
    assert main([secret, "--public", "--output", str(tmp_path / "public.png")]) == 0
    assert main([str(kept), "--output", str(tmp_path / "kept.png")]) == 0
    assert main([secret, "--output", str(tmp_path / "all.png")]) == 0
    public, without_them, everything = ((tmp_path / f"{name}.png").read_bytes() for name in ("public", "kept", "all"))
    assert public == without_them != everything


def test_a_public_table_has_nothing_of_what_is_left_out(secret: str, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB, the extra [sql], is not installed")
    found = {}
    for options in ([], ["--public"]):
        path = tmp_path / "table.parquet"
        assert main([secret, *options, "--output", str(path)]) == 0
        with duckdb.connect() as database:
            cursor = database.execute(f"SELECT * FROM read_parquet('{path}')")
            found[bool(options)] = f"{cursor.description}{cursor.fetchall()}{path.read_bytes()!r}"
    assert re.search("kept", found[False], re.IGNORECASE)
    assert not re.search("kept", found[True], re.IGNORECASE)


DOCUMENTS = (["--plain"], ["--lanes", "actor"], *(["--format", form] for form in ("markdown", "dossier", "html")))


@pytest.mark.parametrize("form", DOCUMENTS, ids=" ".join)
def test_a_document_says_what_is_left_out(form: list[str], secret: str, capfd: pytest.CaptureFixture[str]) -> None:
    text, _ = printed(capfd, secret, "--public", *form)
    sentence = "This public edition leaves out 1 draft, 1 internal event and 2 links to hidden events."
    assert sentence in " ".join(text.split())


def test_only_what_is_asked_for_is_counted(secret: str, capfd: pytest.CaptureFixture[str]) -> None:
    out, report = printed(capfd, secret, "--public", "title:reply")
    assert out.splitlines() == ["5 Mar 2024  A reply"]
    assert report == "dateline: the public edition leaves out 1 link to a hidden event\n"
    assert main([secret, "is:internal", "--public"]) == 1
    assert "leaves out 1 internal event\n" in capfd.readouterr().err


def test_a_dispute_that_nobody_may_see_is_none(secret: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert "The board meets  (disputed)" in printed(capfd, secret)[0]
    assert "disputed" not in printed(capfd, secret, "--public")[0]


DISPUTES = """\
title: Disputes
sources: {gazette: {title: The Gazette, issued: 2024-03-02}}
events:
  - {id: mayor, date: 2024-03-01, title: The mayor says, sources: gazette}
  - {id: clerk, date: 2024-03-02, title: The clerk says, sources: gazette}
  - {id: open, date: 2024-03-03, title: A denial, sources: gazette, links: {denies: clerk}}
  - {id: secret, date: 2024-03-04, title: A secret denial, internal: true, links: {denies: [mayor, clerk]}}
"""


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("is:disputed", "clerk"),
        ("IS:Disputed known:2024-03-05", "clerk"),
        ("-is:disputed", "mayor open"),
        ("-is:disputed title:says", "mayor"),
        ("has:link", "clerk open"),
        ("-has:link", "mayor"),
        ("is:disputed,undated", "clerk"),
        ("title:says", "mayor clerk"),
        ("is:disputed title:mayor", ""),
        ("thread:mayor", "mayor"),
        ("thread:open", "clerk open"),
        ("thread:secret", "mayor clerk"),
    ],
)
def test_what_a_query_asks_of_links_is_asked_of_the_edition(
    query: str, found: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "disputes.yaml"
    path.write_text(DISPUTES, encoding="utf-8")
    assert main([str(path), query, "--public", "--format", "jsonl"]) == (0 if found else 1)
    assert [json.loads(line)["id"] for line in capfd.readouterr().out.splitlines()] == found.split()


@pytest.mark.parametrize(("day", "found"), [(None, "clerk open"), (0, "")])
def test_disputes_are_those_of_the_edition(day: int | None, found: str) -> None:
    index = Index(parse_timeline(DISPUTES))
    edition = edition_of_disputes(index, range(4), None if day is None else AsOf(day))
    assert [edition.timeline.events[number].id for number in edition.numbers] == found.split()
    assert edition.left_out == "1 internal event"


def test_own_notes_are_not_public(secret: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main([secret, "--format", "csv", "--public", "--with-notes"]) == 2
    assert "--public leaves your own notes out" in capfd.readouterr().err


def test_a_public_edition_reads_back_as_a_timeline(secret: str, capfd: pytest.CaptureFixture[str]) -> None:
    again = parse_timeline(printed(capfd, secret, "--public", "--format", "json")[0])
    assert [event.id for event in again.events] == ["meeting", "reply"]
    assert [spec.name for spec in again.own_facets] == ["topic"]
    assert again.timezone == "Europe/Paris"
    assert not again.views


@given(timelines())
def test_every_event_that_is_neither_stays_but_for_its_links_to_others(timeline: Timeline) -> None:
    edition = public_edition(timeline, range(len(timeline.events)))
    kept = [event for event in timeline.events if not event.is_draft and not event.is_internal]
    ids = {event.id for event in kept}
    assert edition.timeline.events == tuple(
        replace(event, links=tuple(link for link in event.links if link.target in ids)) for event in kept
    )
    assert [edition.timeline.events[number].id for number in edition.numbers] == [event.id for event in kept]
    assert parse_timeline(words(edition.timeline, "json")).sources == {
        source: timeline.sources[source] for source in edition.timeline.sources
    }
