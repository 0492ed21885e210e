"""Records in JSON, YAML and sheets, and tables that are known by their columns."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.real_files import real_file
from tests.timeline.formats.foreign import count, read, read_csv, remark_texts
from tui.timeline.dates.calendar import DAY, day_number
from tui.timeline.formats.profiles import GDELT
from tui.timeline.loader import Loader
from tui.timeline.reading.problems import TimelineError
from tui.timeline.search.index import Index

RECORDS = [
    {"date": "2020-01-02", "title": "One", "tags": ["a", "b"], "where": {"city": "Kyiv", "lat": 50.45, "lon": 30.5}},
    {"date": "2021", "title": "Two", "killed": 3, "sources": [{"title": "T", "url": "https://a.example/1"}]},
]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (json.dumps(RECORDS), "events.json"),
        (json.dumps({"title": "All", "events": RECORDS}, indent=2), "all.json"),
        (json.dumps({"one": RECORDS[0], "two": RECORDS[1]}), "by-id.json"),
        ("\n".join(map(json.dumps, RECORDS)), "events.jsonl"),
        ("\n".join(map(json.dumps, RECORDS)) + "\n", "events.log"),
        (
            "- {date: 2020-01-02, title: One, tags: [a, b], where: {city: Kyiv, lat: 50.45, lon: 30.5}}\n"
            "- date: 2021\n  title: Two\n  killed: 3\n  sources:\n  - {title: T, url: 'https://a.example/1'}\n",
            "events.yml",
        ),
    ],
)
def test_records_are_events_however_they_are_written(text: str, name: str) -> None:
    timeline = read(text, name)
    one, two = timeline.events
    assert (one.date.text, one.title, one.values["tag"]) == ("2020-01-02", "One", ("a", "b"))
    assert timeline.vocabularies["places"][one.values["place"][0]].lat == 50.45
    assert (two.date.text, two.data["killed"], two.cited) == ("2021", "3", ("t",))
    assert timeline.sources["t"].url == "https://a.example/1"


def test_a_day_with_its_news_is_as_many_events_below_its_headings() -> None:
    text = """\
- date: 2019年12月1日
  items:
  - {item_name: group, content: 【中国】<br>}
  - {item_name: news, content: "One. [A](https://a.example/1)<br>"}
  - {item_name: news, content: Two.}
- date: 2019年12月2日
"""
    timeline = read(text, "news.yml")
    assert [(event.title, event.date_text) for event in timeline.events] == [
        ("One.", "2019年12月1日"), ("Two.", "2019年12月1日"),
    ]  # fmt: skip
    assert "it has nothing but date" in remark_texts(timeline, "lost")
    assert timeline.events[0].values["group"] == ("【中国】",)


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        ('[{"a": 1},', "a.json", "this is not JSON"),
        ("[1, 2, 3]", "a.json", "no list of records"),
        ("[" * 100_000, "a.json", "nested too deep"),
        ("- a: [b\n- c", "a.yml", "this is not YAML"),
        ("- a\n- b\n", "a.yml", "no list of records"),
        (
            "- {a: &a [x, x, x, x, x, x, x, x, x, x], b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a],"
            " c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b], d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c],"
            " e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d], f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e],"
            " g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f, *f], h: [*g, *g, *g, *g, *g, *g, *g, *g, *g, *g]}\n",
            "a.yml",
            "more than 20,000,000 values",
        ),
        (f'[{{"a": {"[" * 39}1{"]" * 39}}}]', "a.json", "nested more than 40 deep"),
    ],
)
def test_what_holds_no_records_is_refused_in_words(text: str, name: str, message: str) -> None:
    with pytest.raises(TimelineError) as caught:
        read(text, name)
    assert message in str(caught.value)


# Sheets


def sheet(rows: list[list[str]]) -> bytes:
    """Return a sheet as XLSX, whose cells are texts and numbers."""

    def cell(text: str) -> str:
        if text.replace(".", "").isdigit():
            return f"<c><v>{text}</v></c>"
        return f'<c t="inlineStr"><is><t>{text}</t></is></c>'

    body = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{packages}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{packages}/relationships"><Relationship Id="r" Type="{relations}/'
        'officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="Events" sheetId="1"'
        ' r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packages}/relationships"><Relationship Id="r1" Type='
        f'"{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>',
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return data.getvalue()


def test_a_sheet_opens() -> None:
    timeline = read(
        sheet([["Date", "Event", "City"], ["43831", "It began", "Kyiv"], ["2020-02", "More", "Lviv"]]), "a.xlsx"
    )
    assert [(event.date.text, event.title) for event in timeline.events] == [
        ("2020-01-01", "It began"),
        ("2020-02", "More"),
    ]


def test_a_sheet_that_unpacks_to_too_much_is_refused() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(1 << 24))
        archive.filelist *= 70  # parts that overlap: each is the same 16 MB
    with pytest.raises(TimelineError, match="once unpacked"):
        read(data.getvalue(), "bomb.xlsx")


@pytest.mark.parametrize("data", [b"PK\x03\x04 no sheet", b"\xd0\xcf\x11\xe0 no sheet"])
def test_a_file_that_is_no_sheet_is_refused(data: bytes) -> None:
    with pytest.raises(TimelineError, match="this sheet cannot be"):
        read(data, "a.xlsx")


# Tables known by their columns


def test_a_precision_of_acled_is_a_week_or_a_month_of_doubt() -> None:
    header = "event_id_cnty,event_date,time_precision,disorder_type,event_type,sub_event_type,actor1,location,notes"
    timeline = read_csv(
        f"{header}\nA1,2023-01-31,1,V,Battles,Clash,X,Y,first\nA2,2023-01-31,2,V,Battles,Clash,X,Y,second\n"
        "A3,15 February 2023,3,V,Battles,Clash,X,Y,third\n"
    )
    dates = {event.id: event.date.text for event in timeline.events}
    assert dates == {"A1": "2023-01-31", "A2": "[2023-01-28..2023-02-03]", "A3": "2023-02"}


def test_the_days_of_ucdp_are_doubt_unless_they_are_exact() -> None:
    header = "id,date_start,date_end,date_prec,type_of_violence,dyad_name,side_a,side_b,where_coordinates"
    timeline = read_csv(
        f"{header}\n1,2020-05-01 00:00:00.000,2020-05-01 00:00:00.000,1,1,D,A,B,C\n"
        "2,2020-05-01 00:00:00.000,2020-05-31 00:00:00.000,4,1,D,A,B,C\n"
    )
    assert {event.id: event.date.text for event in timeline.events} == {
        "1": "2020-05-01",
        "2": "[2020-05-01..2020-05-31]",
    }


def test_gdelt_is_known_without_a_header() -> None:
    values = dict.fromkeys(GDELT, "")
    values |= {
        "GLOBALEVENTID": "1",
        "SQLDATE": "20220308",
        "Actor1Name": "PORT",
        "ActionGeo_FullName": "Odesa, Ukraine",
    }
    values |= {
        "EventRootCode": "04",
        "ActionGeo_Lat": "46.5",
        "ActionGeo_Long": "30.7",
        "SOURCEURL": "https://a.example",
    }
    (event,) = read("\t".join(values.values()) + "\n", "20220308.export.CSV").events
    assert (event.id, event.date.text, event.values["actor"]) == ("1", "2022-03-08", ("port",))
    assert event.cited == ("https://a.example",)


def test_an_archivers_sheet_has_its_copies() -> None:
    (event,) = read_csv(
        "Link,Archive status,Archive location,Archive date,Upload timestamp,Upload title\n"
        "https://a.example/1,success,https://archive.example/1,2022-03-09T10:00:00,2022-03-08T10:00:00Z,A film\n"
    ).events
    assert (event.date.text, event.title) == ("2022-03-08T10:00:00Z", "A film")


def test_hypothesis_quotes_stand_at_their_pages() -> None:
    timeline = read_csv(
        "id,url,quote,text,tags,uri,created,title,user\n"
        'x,,the exact words,my remark,"a,b",https://a.example/1,2022-03-08T10:00:00Z,The page,me\n'
    )
    (event,) = timeline.events
    (quote,) = event.quotes
    assert (quote.exact, event.note, event.values["tag"]) == ("the exact words", "my remark", ("a", "b"))
    assert timeline.sources[quote.source].url == "https://a.example/1"


def test_a_log_of_plaso_keeps_the_zone_of_its_times() -> None:
    (event,) = read(
        "date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc,version,filename,inode,notes,format,extra\n"
        "01/22/2012,07:52:33,EST5EDT,M...,LOG,Log File,Time,-,host,a line,the whole line,2,f,-,-,text,x\n",
        "l2t.log",
    ).events
    assert (event.date.text, event.title, event.summary) == ("2012-01-22T07:52:33-05:00", "a line", "the whole line")


def test_a_dash_of_plaso_is_no_value() -> None:
    timeline = read(
        "datetime,timestamp_desc,source,message,parser,display_name,tag\n"
        "2012-01-22T07:52:33+00:00,Written,LOG,a line,text,-,-\n"
        "2012-01-22T07:52:34+00:00,Written,LOG,a line,text,f,-\n"
        "2012-01-22T07:52:35+00:00,Written,LOG,a line,text,f,repeated\n",
        "dynamic.log",
    )
    assert [event.values.get("tag", ()) for event in timeline.events] == [(), (), ("repeated",)]
    assert timeline.events[0].data["display_name"] == "-"


# Files that nobody here wrote


def test_the_history_quiz() -> None:
    timeline = Loader(real_file("history.json")).load().timeline
    first_of_year_1 = day_number(1, 1, 1) * DAY
    dated = [event for event in timeline.events if not event.date.is_undated]
    assert (len(timeline.events), len(dated)) == (573, 572)
    assert sum(event.date.bounds.earliest_start < first_of_year_1 for event in dated) == 113


def test_the_news_from_wuhan() -> None:
    index = Loader(real_file("news.yml")).load()
    assert len(index.timeline.events) == 696
    assert not any(event.date.is_undated for event in index.timeline.events)
    assert all("年" in (event.date_text or "") for event in index.timeline.events)
    assert count(index, "group:国际") > 100


def test_acled() -> None:
    index = Index(Loader(Path(real_file("acled.csv"))).load().timeline)
    assert (count(index, "kind:battles"), count(index, "place:iran"), count(index, "data.fatalities:>2")) == (1, 1, 2)
