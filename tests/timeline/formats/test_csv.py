"""Tables as text, from their bytes to a timeline."""

from __future__ import annotations

import pytest

from tests.real_files import real_file
from tests.timeline.formats.foreign import count, read_csv, remark_texts
from tui.timeline.loader import Loader
from tui.timeline.reading.problems import TimelineError
from tui.timeline.search.index import Index


def test_a_table_opens_without_a_schema() -> None:
    timeline = read_csv("date,title,city,lat,lon,link\n2022-03-01,It began,Kyiv,50.45,30.52,https://a.example/1\n")
    (event,) = timeline.events
    assert (event.date.text, event.title, event.line) == ("2022-03-01", "It began", 2)
    assert event.values["place"] == ("kyiv",)
    place = timeline.vocabularies["places"]["kyiv"]
    assert (place.name, place.lat, place.lon) == ("Kyiv", 50.45, 30.52)
    assert event.cited == ("https://a.example/1",)
    assert timeline.title == "events"


@pytest.mark.parametrize(
    "header",
    [
        "date;title;description;source",
        "Fecha;Título;Descripción;Fuente",
        "Datum;Titel;Beschreibung;Quelle",
        "Date;Intitulé;Texte;Source",
    ],
)
def test_columns_are_known_by_their_names_in_four_languages(header: str) -> None:
    (event,) = read_csv(f"{header}\n03/04/2021;One thing;All of it.;Gazette\n").events
    assert (event.date.text, event.title, event.summary) == ("2021-04-03", "One thing", "All of it.")
    assert event.cited == ("gazette",)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_delimiter_and_encoding_are_found(delimiter: str, encoding: str) -> None:
    rows = [("date", "title", "place"), ("2020", "Élection à Orléans, été", "Orléans"), ("2021", "Naïveté", "Besançon")]
    lines = [delimiter.join(f'"{value}"' if "," in value else value for value in row) for row in rows]
    timeline = read_csv("\n".join(lines).encode(encoding))
    assert [event.title for event in timeline.events] == ["Élection à Orléans, été", "Naïveté"]
    assert timeline.name("place", "besancon") == "Besançon"


def test_quotes_hold_commas_and_lines() -> None:
    (event,) = read_csv('date,title,description\n2020,"A, b","one\ntwo ""three"""\n').events
    assert (event.title, event.summary) == ("A, b", 'one\ntwo "three"')


def test_a_date_that_is_not_understood_keeps_its_words() -> None:
    timeline = read_csv("date,title\n2020,a\nsome day in the past,b\n,c\n")
    assert [(event.date.text, event.date_text, event.title) for event in timeline.events] == [
        ("../..", "some day in the past", "b"),
        ("../..", None, "c"),
        ("2020", None, "a"),
    ]
    undated = [remark for remark in timeline.remarks if remark.kind == "undated"]
    assert [(remark.times, remark.places) for remark in undated] == [(1, (3,)), (1, (4,))]
    assert count(Index(timeline), "is:undated") == 2


def test_ids_are_kept_and_told_apart() -> None:
    timeline = read_csv("id,date,title\nx1,2020,a\nx1,2021,b\nno 7,2022,c\n")
    assert [event.id for event in timeline.events] == ["x1", "x1-2", "no-7"]
    assert len(remark_texts(timeline, "changed")) == 2


def test_places_of_one_name_in_two_countries_are_two_and_spellings_are_one() -> None:
    timeline = read_csv(
        "date,title,country,city\n2020,a,France,Paris\n2021,b,USA,Paris\n2022,c,FRANCE,paris\n2023,d,France,\n"
    )
    places = timeline.vocabularies["places"]
    assert {(entry.name, entry.parent) for entry in places.values()} == {
        ("France", None), ("USA", None), ("Paris", "france"), ("Paris", "usa"),
    }  # fmt: skip
    assert count(Index(timeline), "place:france") == 3


def test_what_repeats_is_a_facet_and_the_rest_a_further_field() -> None:
    rows = "".join(
        f"2020-01-{day:02},event {day},{'north' if day % 2 else 'south'},{day * 1.5}\n" for day in range(1, 13)
    )
    timeline = read_csv(f"date,title,front,loss\n{rows}")
    assert [facet.name for facet in timeline.own_facets] == ["front"]
    index = Index(timeline)
    assert (count(index, "front:north"), count(index, "data.loss:>10")) == (6, 6)


def test_html_becomes_text_and_links() -> None:
    (event,) = read_csv(
        'date,title,text\n2020,A,"<p>See <a href=""https://a.example/x"">the page</a> &amp; more</p>"\n'
    ).events
    assert event.summary == "See the page & more"
    assert event.cited == ("the-page",)


def test_plain_texts_beside_html_stay_as_they_are() -> None:
    timeline = read_csv('date,title,text\n2020,Group <A> & others,"<p>See <Redacted></p>"\n2021,B,if a<b> then\n')
    assert [(event.title, event.summary) for event in timeline.events] == [
        ("Group <A> & others", "See <Redacted>"),
        ("B", "if a<b> then"),
    ]
    assert [remark.places for remark in timeline.remarks if "HTML" in remark.text] == [(2,)]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the table is empty"),
        (b"date,title\n2020,a\0b\n", "NUL"),
        (b'date,title\n2020,"' + b"x" * 9_000_000 + b"\n", "8,388,608 characters"),
        (b"date," * 3_000 + b"\n2020\n", "3,001 columns"),
    ],
)
def test_a_table_that_is_none_is_refused_in_words(data: bytes, message: str) -> None:
    with pytest.raises(TimelineError) as caught:
        read_csv(data)
    assert message in str(caught.value)


def test_lines_that_are_no_utf_8_are_read_and_named() -> None:
    timeline = read_csv("date,title\n2020,Zürich\n".encode() + "2021,Genève\n".encode("cp1252"))
    assert [event.title for event in timeline.events] == ["Zürich", "Genève"]
    assert "line 3" in " ".join(remark_texts(timeline, "guessed"))


def test_a_formula_is_text() -> None:
    (event,) = read_csv('date,title\n2020,"=HYPERLINK(""http://x.example"")"\n').events
    assert event.title == '=HYPERLINK("http://x.example")'


# Files that nobody here wrote


def test_the_events_of_ukraine() -> None:
    index = Loader(real_file("ukraine_events.csv")).load()
    assert len(index.timeline.events) == 6650
    assert (count(index, "is:undated"), count(index, "in:2022-03")) == (4, 1831)
    assert count(index, "https://twitter.com/someone/status/1488544876908187650") == 1
    places = index.timeline.vocabularies["places"]
    assert sum(entry.lat is not None for entry in places.values()) > 1000
    assert places["bucha"].parent is not None


def test_british_events() -> None:
    timeline = Loader(real_file("british_events.csv")).load().timeline
    dates = {event.title: event.date.text for event in timeline.events}
    assert dates["London founded"] == "[0047..0050]"
    assert dates["Caesar’s invasions or Britain"] == "-0054/-0053"
    assert not any(event.date.is_undated for event in timeline.events)


def test_precision_of_timesketch() -> None:
    timeline = Loader(real_file("timesketch/test_events_csv_timestamp_as_datetime.csv")).load().timeline
    assert "2024-08-12T15:03:14.349345Z" in {event.date.text for event in timeline.events}
