"""The JSON Schema takes every timeline that the readers take, and refuses what a schema can refuse."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.pages import blocks, codes, page, rows, section
from tests.timeline.dates.expressions import single_dates
from tests.timeline.hostile_timelines import timelines
from tests.timeline.test_reader import REFUSED
from tests.timeline.test_version_2 import PROBLEMS
from tests.timeline.yaml_values import as_in_editors, as_texts
from tests.timelines import BUNDLED, HEAD, ROOT, SAMPLES, SMALL, VARIED, event
from tui.text.nearest import nearest
from tui.timeline.checking.json_schema import SCHEMA_ID, json_schema, plain_words
from tui.timeline.checking.schema_forms import DATE_PATTERN, ID_PATTERN
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.editing.yaml_text import timeline_text
from tui.timeline.reading import schema
from tui.timeline.reading.reader import parse_timeline
from tui.timeline.reading.schema_words import REQUIRED, WORDS

VALID = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (BUNDLED, *SAMPLES.values(), *sorted((ROOT / "tests" / "timeline" / "data").glob("*.yaml")))
} | {
    "small": SMALL,
    "varied": VARIED,
    "one": HEAD + event(),
    "null": "title: T\nactors: ~\nevents:\n- {date: 2022, title: t, note: null, tags: ~, quotes: }\n",
    "no events": "title: T\nevents:\n",
    **{
        f"page {number}": example if example.startswith("title:") else f"title: T\n{example}"
        for number, example in enumerate(blocks(page("docs/schema"), "yaml"))
    },
}

INVALID = {**REFUSED, **PROBLEMS}
BEYOND = {
    "a name that something else has": ("a duplicate key", "a duplicate key in an event", "an id taken"),
    "a name that nothing has": (
        *("an unknown actor", "an unknown speaker", "an unknown weapon", "an unknown source", "an unknown outlet"),
        *("an unknown link target", "a near miss of an own facet", "an unknown value of an own facet"),
        *("an unknown value of an own facet, unlike any", "an unknown time zone"),
    ),
    "a circle": (*("a link to itself", "a loop in the tree of actors", "a weapon in itself", "a loop of places"),),
    "the calendar": ("an impossible date",),
    "YAML itself": ("an anchor",),
}
"""By reason: the faults that no schema can find, or that YAML has hidden before a schema sees the value."""
NO_YAML = (
    *("not YAML", "an open quote", "a key without a colon", "a tab", "a control character", "an alias", "a tag"),
    *("a key that is a list", "a second document"),
)
"""The faults that every reader of YAML finds by itself."""

each_reading = pytest.mark.parametrize("read", [as_texts, as_in_editors])
Reading = Callable[[str], Any]


@cache
def validator() -> Draft202012Validator:
    made = json_schema()
    Draft202012Validator.check_schema(made)
    return Draft202012Validator(made)


def problems(value: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator().iter_errors(value)]


def test_the_schema_has_its_dialect_and_its_version() -> None:
    made = json_schema()
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["$id"] == SCHEMA_ID == f"urn:dateline:schema:{schema.VERSION}"


@each_reading
@pytest.mark.parametrize("text", VALID.values(), ids=VALID)
def test_every_valid_file_is_valid_by_the_schema(text: str, read: Reading) -> None:
    parse_timeline(text)
    assert problems(read(text)) == []


@pytest.mark.parametrize("name", [name for name in INVALID if name not in NO_YAML])
def test_an_invalid_file_is_invalid_by_the_schema_unless_no_schema_can_know(name: str) -> None:
    beyond = {other for names in BEYOND.values() for other in names}
    assert bool(problems(as_in_editors(INVALID[name][0]))) == (name not in beyond)


def test_what_the_schema_refuses_is_counted() -> None:
    beyond = sum(map(len, BEYOND.values()))
    assert set(NO_YAML).isdisjoint(other for names in BEYOND.values() for other in names)
    refused = len(INVALID) - beyond - len(NO_YAML)
    assert (refused >= 38, beyond, len(NO_YAML)) == (True, 19, 9)
    for name in NO_YAML:
        with pytest.raises(yaml.YAMLError):
            as_in_editors(INVALID[name][0])


@given(timelines())
def test_every_timeline_that_is_written_is_valid_by_the_schema(timeline: Any) -> None:
    text = timeline_text(timeline)
    assert problems(as_texts(text)) == []
    assert problems(as_in_editors(text)) == []


@given(
    single_dates()
    | st.tuples(single_dates(), st.sampled_from(["/", "/..", "../", "..", ","]), single_dates()).map("".join)
    | st.text("012X-.,/[]{}~?%YEST:+Z", max_size=9)
)
def test_every_date_that_is_read_has_the_form_of_one(text: str) -> None:
    for written in (text, f"[{text}]", f"{{{text}}}"):
        if EdtfDate.try_parse(written) is not None:
            assert re.search(DATE_PATTERN, written), written


def test_the_form_of_a_date_refuses_what_is_none() -> None:
    for text in ("2022-13", "2022-11-32", "8 November", "22-11-08", "2022-21-05", "[2022", "2022/", "1/2/2022"):
        assert bool(re.search(DATE_PATTERN, text)) == (text == "2022/"), text


@given(st.text("aé中-_. !'٣\u0301", min_size=1, max_size=5))
def test_every_id_that_is_read_has_the_form_of_one(text: str) -> None:
    if schema.is_id(text):
        assert re.search(ID_PATTERN, text)


@pytest.mark.parametrize("heading", WORDS)
def test_the_schema_page_says_of_each_key_what_the_schema_says(heading: str) -> None:
    table = rows(section(page("docs/schema"), heading))
    assert {codes(cell)[0]: words for cell, words in table} == WORDS[heading]
    assert tuple(codes(cell)[0] for cell, _ in table if cell.startswith("**")) == REQUIRED.get(heading, ())


def test_every_key_of_the_schema_is_described_without_links() -> None:
    described = 0

    def look(form: Any) -> None:
        nonlocal described
        if isinstance(form, dict):
            for key, value in form.get("properties", {}).items() if form.get("title") else ():
                assert value["description"], key
                assert "](" not in value["description"]
                described += 1
            for value in form.values():
                look(value)
        elif isinstance(form, list):
            for value in form:
                look(value)

    look(json_schema())
    assert described == sum(map(len, WORDS.values()))
    assert plain_words("An event", "date") == "when it happened or was said, in EDTF"


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no node")
def test_every_pattern_means_the_same_to_javascript() -> None:
    dates = ["2022-11-08", "2022-13", "[2022..2023]", "{2020,2021-05}", "../..", "Y17E7", "2022-21-05", "156X-12-25"]
    texts = [
        *dates,
        "ön-1",
        "a b",
        "-a",
        "中.x",
        "true",
        "YES",
        "no!",
        "data.x",
        "Actor",
        "9x",
        " ",
        "https://x.org",
        "ftp:",
    ]
    patterns = sorted(set(re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', json.dumps(json_schema()))))
    found = [[bool(re.search(json.loads(pattern), text)) for text in texts] for pattern in patterns]
    script = (
        "const [p, t] = JSON.parse(require('fs').readFileSync(0)); "
        "console.log(JSON.stringify(p.map(x => t.map(y => new RegExp(x, 'u').test(y)))))"
    )
    given = json.dumps([[json.loads(pattern) for pattern in patterns], texts])
    ran = subprocess.run(["node", "-e", script], input=given, capture_output=True, text=True, check=True)
    assert len(patterns) > 10
    assert json.loads(ran.stdout) == found


def test_a_key_that_is_nearly_right_is_refused_where_no_facets_are_declared() -> None:
    [problem] = problems(as_in_editors("title: T\nevents: [{date: 2022, title: t, sumary: x}]\n"))
    assert "sumary" in problem
    assert nearest("sumary", schema.EVENT) == "summary"
    text = "title: T\nfacets: {topic: {name: X}}\nevents: [{date: 2022, title: t, topic: x}]\n"
    assert problems(as_in_editors(text)) == []
