from __future__ import annotations

from itertools import pairwise

import pytest
import yaml
from hypothesis import event as noted
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bench.generator import write_timeline
from tests.soak import examples
from tests.timeline.written_yaml import an_event, broken
from tests.timelines import BUNDLED, HEAD, SMALL, changed, event
from tui.text.frozen import replace
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline, with_bare_sources
from tui.timeline.reading.careful_reader import read_carefully
from tui.timeline.reading.event_fast import KnownIds, NotSimple
from tui.timeline.reading.event_ids import with_settled_ids
from tui.timeline.reading.fast_reader import read_chunk, split_file
from tui.timeline.reading.files import decode
from tui.timeline.reading.problems import TimelineError

pytestmark = pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML has no libyaml here")

ALL = 1 << 30
"""A chunk size that no timeline reaches."""

Read = tuple[list[Event], Timeline]
"""The events, in the order of the file, and the timeline without them."""


def fast(data: bytes, chunk_size: int = ALL, *, by_lines: bool = True) -> Read | None:
    """Read a timeline as a large one is read; None if it is not for the fast reader."""
    file = split_file(data, chunk_size)
    if file is None:
        return None
    try:
        header = read_carefully(decode(file.header, "header"), "header")
        known = KnownIds.of(header)
        chunks = [(data[chunk.start : chunk.end], chunk.first_line) for chunk in file.chunks]
        events = [event for chunk, line in chunks for event in read_chunk(chunk, line, known, by_lines=by_lines)]
    except (NotSimple, TimelineError, UnicodeDecodeError):
        return None
    events = with_settled_ids(events)
    ids = {event.id for event in events}
    if len(ids) < len(events) or any(target not in ids for event in events for _, target in event.links):
        return None
    return events, replace(header, sources=with_bare_sources(header.sources, events))


def careful(data: bytes) -> Read | None:
    """Read a timeline with the careful reader; None if it refuses it."""
    try:
        whole = read_carefully(decode(data, "whole"), "whole")
    except TimelineError:
        return None
    events = sorted(whole.events, key=lambda event: event.line)
    return events, replace(whole, events=())


def agrees(data: bytes, chunk_size: int = ALL, *, by_lines: bool = True) -> bool:
    """Check that the fast reader agrees with the careful one, or gives up; return whether it read the timeline."""
    read = fast(data, chunk_size, by_lines=by_lines)
    assert read is None or read == careful(data)
    return read is not None


both_ways = pytest.mark.parametrize("by_lines", [True, False], ids=["by lines", "with the parser"])


def generated(events: int) -> str:
    pieces: list[str] = []
    write_timeline(events, pieces.append)
    return "".join(pieces)


VIEWS = "views:\n  - name: v\n    query: iran\n  - {name: w, query: russia}\n"
VALID = {
    "small": SMALL,
    "bundled": BUNDLED.read_text(encoding="utf-8"),
    "generated": generated(60),
    "Windows line ends": SMALL.replace("\n", "\r\n"),
    "a byte order mark": "\ufeff" + SMALL,
    "events first": "events:\n" + SMALL.split("events:\n")[1] + SMALL.split("events:\n")[0],
    "views last": SMALL + VIEWS,
    "items not indented": HEAD + event() + event(id="two") + VIEWS,
    "comments": changed(
        SMALL, ("events:\n", "events:  # all\n\n  # the first\n"), ("\n  - id: talks", "\n# x\n  - id: talks")
    ),
    "a document of its own": "%YAML 1.1\n---\n" + SMALL,
    "no line end": SMALL.rstrip(),
    "in many forms": changed(
        SMALL,
        ("exact: L’Iran", "exact: |-\n          L’Iran"),
        ("exact: un petit nombre de drones", 'exact: "un petit \\"nombre\\"\n          de drones"'),
        ("exact: Téhéran a nié", "exact: >\n          Téhéran\n\n            a nié\n"),
        ("title: First talks", "title: First\n      talks"),
        ("    actors: [patrushev, iran]", "    actors:\n    - patrushev\n    - iran\n    - iran"),
        ("follows: [visit]", "follows: visit\n      confirms: ~"),
        ("date_basis: stated", "date_basis: ~"),
        (
            "- source: herald-2022\n        exact: des pourparlers",
            "- {exact: '''x'': y', source: herald-2022}",
        ),
    ),
    "an event in one line": changed(
        SMALL,
        (
            "events:\n",
            "events:\n  - {id: a, date: 2022, kind: use, status: denied, title: A, "
            "quotes: [{source: herald-2022, exact: x}]}\n",
        ),
    ),
}
"""Timelines without problems."""

OPTIONAL = {
    "no id": {"id": ""},
    "no kind": {"kind": ""},
    "no status": {"status": ""},
    "no quotes": {"quotes": ""},
    "quotes without any": {"quotes": "[]"},
    "null quotes": {"quotes": "~"},
}
"""Events without something that they need not have."""


@both_ways
@pytest.mark.parametrize("fields", OPTIONAL.values(), ids=OPTIONAL)
def test_the_fast_reader_agrees_about_what_an_event_need_not_have(fields: dict[str, str], by_lines: bool) -> None:
    assert agrees((HEAD + event(**fields)).encode(), by_lines=by_lines)


@both_ways
@pytest.mark.parametrize("text", VALID.values(), ids=VALID)
@pytest.mark.parametrize("size", [1, 700, ALL])
def test_the_fast_reader_agrees_with_the_careful_one(text: str, size: int, by_lines: bool) -> None:
    assert agrees(text.encode(), size, by_lines=by_lines)


@both_ways
def test_a_colon_where_the_file_ends_is_left_to_the_careful_reader(by_lines: bool) -> None:
    assert not agrees((HEAD + event().rstrip() + "\n    summary: It ends:").encode(), by_lines=by_lines)


def test_simple_events_are_read_without_a_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    data = VALID["generated"].encode()
    file = split_file(data, ALL)
    assert file is not None
    (chunk,) = file.chunks
    known = KnownIds.of(read_carefully(file.header.decode(), "header"))
    monkeypatch.setattr(yaml, "CLoader", None)
    assert len(read_chunk(data[chunk.start : chunk.end], chunk.first_line, known)) == 60


def test_after_many_complex_events_the_rest_is_left_to_the_parser() -> None:
    items = [event(id=f"event-{number}") for number in range(250)]
    last = changed(event(id="last"), ("[{source: s, exact: x}]", "\n  - source: s\n    exact: x"))
    assert agrees((HEAD + "".join(items) + last).encode())


# Splitting


@pytest.mark.parametrize("size", [1, 300, 1000, ALL])
@pytest.mark.parametrize("text", VALID.values(), ids=VALID)
def test_header_and_chunks_together_are_the_whole_file(text: str, size: int) -> None:
    data = text.encode()
    file = split_file(data, size)
    assert file is not None
    assert file.header == data[: file.chunks[0].start] + data[file.chunks[-1].end :]
    assert all(chunk.end == following.start for chunk, following in pairwise(file.chunks))
    for chunk in file.chunks:
        assert chunk.first_line == data.count(b"\n", 0, chunk.start) + 1
        assert chunk is file.chunks[-1] or size <= chunk.end - chunk.start
    assert size < ALL or len(file.chunks) == 1
    assert size > 1 or len(file.chunks) > 1


UNSPLIT = {
    "no events": "title: T\n",
    "events in brackets": "title: T\nevents: []\n",
    "nothing under it": "title: T\nevents:\nviews: []\n",
    "a list in brackets": "title: T\nevents:\n  [{id: x}]\n",
    "inside quotes": changed(SMALL, ("title: A small timeline", 'description: "\nevents:\n  - x"\ntitle: A')),
    "all of it inside quotes": 'title: "T\n' + SMALL.split("\n", 2)[2] + 'views: x"\nevents:\n',
    "inside braces": "{title: T,\nevents:\n  - x}\n",
    "a text": "--- |\n" + SMALL,
    "another line end before the first": changed(SMALL, ("events:\n", "events:\n# x\u2028  - id: y\n")),
    "a lone carriage return before the first": changed(SMALL, ("events:\n", "events:\n# x\r  - id: y\n")),
    "a document after it": SMALL + "---\n",
    "text that is not UTF-8 before it": changed(SMALL, ("A small timeline", "\udcff")),
}


@pytest.mark.parametrize("text", UNSPLIT.values(), ids=UNSPLIT)
def test_a_file_in_another_form_is_not_split(text: str) -> None:
    assert split_file(text.encode("utf-8", "surrogateescape"), ALL) is None


@both_ways
@pytest.mark.parametrize("size", [1, ALL])
@pytest.mark.parametrize(
    "exact",
    [
        '"x\n  - id: fake\n  - y"',
        "'x\n  - id: fake\n  y'",
        '"x\nviews: []\n  - id: fake\n y"',
        "'x\n\n  -\n\n  y'",
    ],
)
def test_lines_like_items_inside_quotes_are_text(exact: str, size: int, by_lines: bool) -> None:
    text = changed(SMALL, ("exact: Téhéran a nié", f"exact: {exact}")).encode()
    assert careful(text) is not None
    agrees(text, size, by_lines=by_lines)


@both_ways
@pytest.mark.parametrize("mark", ["\n...", "\n---", "\n--- # x", "\n...\n---", "\r...", "\x85---"])
def test_a_document_that_ends_between_chunks_is_not_for_the_fast_reader(mark: str, by_lines: bool) -> None:
    text = changed(SMALL, ("\n  - id: talks", f"{mark}\n  - id: talks")).encode()
    assert careful(text) is None
    assert fast(text, 1, by_lines=by_lines) is None


def test_without_libyaml_complex_events_are_not_for_the_fast_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    known = KnownIds.of(read_carefully(HEAD + event(), "header"))
    assert len(read_chunk(event().encode(), 1, known)) == 1
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert split_file(SMALL.encode(), ALL) is None
    with pytest.raises(NotSimple):
        read_chunk(event().encode(), 1, known)


# Events that the careful reader refuses

REFUSED = {
    "an anchor": {"title": "&a One"},
    "an alias": {"title": "*a"},
    "a tag": {"title": "!!str One"},
    "a tag that says nothing": {"title": "! One"},
    "an anchor on a list": {"actors": "&a [iran]"},
    "a tag on an item": {"actors": "[!a iran]"},
    "a tag on a key": {"title": "", "!!str title": "One"},
    "an unknown key": {"sumary": "S"},
    "no date": {"date": ""},
    "no title": {"title": ""},
    "a blank title": {"title": "' '"},
    "a null title": {"title": "~"},
    "an odd id": {"id": "a b"},
    "an odd date": {"date": "2022-02-30"},
    "an unknown kind": {"kind": "picnic"},
    "an unknown status": {"status": "hoped"},
    "an unknown basis": {"date_basis": "guessed"},
    "an empty basis": {"date_basis": "''"},
    "inferred from nothing": {"date_basis": "inferred"},
    "an unknown actor": {"actors": "[iran, irann]"},
    "an unknown speaker": {"speaker": "irann"},
    "an empty speaker": {"speaker": "''"},
    "an unknown outlet": {"via": "irann"},
    "an unknown weapon": {"weapons": "[iran]"},
    "a list for a text": {"title": "[One]"},
    "a mapping for a text": {"note": "{a: b}"},
    "a mapping for a list": {"actors": "{iran: iran}"},
    "a list in a list": {"actors": "[[iran]]"},
    "a mapping for quotes": {"quotes": "{source: s, exact: x}"},
    "a text for a quote": {"quotes": "[x]"},
    "an unknown source": {"quotes": "[{source: t, exact: x}]"},
    "no source": {"quotes": "[{exact: x}]"},
    "nothing quoted": {"quotes": "[{source: s}]"},
    "blanks quoted": {"quotes": "[{source: s, exact: ' '}]"},
    "an unknown key of a quote": {"quotes": "[{source: s, exact: x, exakt: y}]"},
    "a key of a quote twice": {"quotes": "[{source: s, exact: x, exact: y}]"},
    "paragraph none": {"quotes": "[{source: s, exact: x, paragraph: 0}]"},
    "paragraph many": {"quotes": "[{source: s, exact: x, paragraph: '1 2'}]"},
    "paragraph in other digits": {"quotes": "[{source: s, exact: x, paragraph: ١}]"},
    "a list for a paragraph": {"quotes": "[{source: s, exact: x, paragraph: [1]}]"},
    "an unknown relation": {"links": "{likes: two}"},
    "a link to itself": {"links": "{denies: one}"},
    "a link to an empty text": {"links": "{denies: ['']}"},
    "a link to an empty text alone": {"links": "{denies: ''}"},
    "a link to no event": {"links": "{denies: three}"},
    "a text for links": {"links": "two"},
    "an id taken": {"id": "two"},
    "deep": {"note": "[" * 20 + "]" * 20},
    "very deep": {"note": "[" * 5000 + "]" * 5000},
    "not YAML": {"title": "One: two"},
    "an open bracket": {"title": "[One"},
    "a control character": {"title": "a\x07b"},
}


@both_ways
@pytest.mark.parametrize("fields", REFUSED.values(), ids=REFUSED)
def test_the_fast_reader_gives_up_at_everything_that_the_careful_one_refuses(
    fields: dict[str, str], by_lines: bool
) -> None:
    text = HEAD + event(**fields) + event(id="two")
    for form in (text, in_lines(text)):
        assert careful(form.encode()) is None
        assert fast(form.encode(), by_lines=by_lines) is None


def in_lines(text: str) -> str:
    """Write the quotes of `event` in lines."""
    return text.replace("quotes: [{source: s, exact: x}]", "quotes:\n  - source: s\n    exact: x")


@both_ways
@pytest.mark.parametrize(
    "fields",
    [
        {"title": "'null'", "note": "null", "summary": "~", "actors": "[]", "links": "{}", "date_basis": "null"},
        {"title": "a#b:c - d, [e] {f} & g * h ! i | j > k % l @ m ` n", "actors": "iran", "weapons": "[drone, drone]"},
        {"title": '"a \\"b\\" \\u00e9"', "summary": "'it''s'", "note": '"  a  "', "date_note": "''"},
        {"links": "{part_of: two, follows: [two, two], denies: two}", "speaker": "[iran, iran, o]"},
        {"quotes": "[{exact: ' x ', source: s, paragraph: 0123456789, prefix: '', suffix: ~, translation: null}]"},
    ],
)
def test_values_keep_their_text(fields: dict[str, str], by_lines: bool) -> None:
    text = HEAD + event(**fields) + event(id="two")
    assert agrees(text.encode(), by_lines=by_lines)
    assert agrees(in_lines(text).encode(), by_lines=by_lines)


# Any timeline


@st.composite
def timelines(draw: st.DrawFn) -> str:
    indent = draw(st.sampled_from([0, 2, 2, 4]))
    items = [an_event(draw, indent, event_id) for event_id in ("one", "two", "three")]
    return HEAD + "".join(items) + draw(st.sampled_from(["", "", VIEWS]))


sizes = st.sampled_from([1, 300, ALL])


@both_ways
@given(text=timelines(), size=sizes)
def test_the_fast_reader_agrees_on_any_timeline(text: str, size: int, by_lines: bool) -> None:
    noted("fast" if agrees(text.encode(), size, by_lines=by_lines) else "careful")


# Valid timelines with random changes

WHOLE = [SMALL, SMALL + VIEWS, generated(4), *(text for text in VALID.values() if len(text) < 20_000)]


@both_ways
@settings(max_examples=examples(60))
@given(text=broken(WHOLE), size=sizes)
def test_the_fast_reader_agrees_on_any_broken_timeline(text: str, size: int, by_lines: bool) -> None:
    noted("fast" if agrees(text.encode(), size, by_lines=by_lines) else "careful")
