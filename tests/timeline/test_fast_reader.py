from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

import pytest
import yaml
from hypothesis import event as noted
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bench.generator import write_timeline
from tests.timeline.written_yaml import an_event, broken
from tests.timelines import BUNDLED, HEAD, SMALL, changed, event
from tui.timeline.model.entities import Event, Timeline
from tui.timeline.reading import fast_reader as quick_reader
from tui.timeline.reading.careful_reader import read_carefully
from tui.timeline.reading.fast_reader import Names, NotSimple, read_events, split
from tui.timeline.reading.files import decode
from tui.timeline.reading.problems import TimelineError

pytestmark = pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML has no libyaml here")

ALL = 1 << 30
"""A size of chunks that no timeline reaches."""

Read = tuple[list[Event], Timeline]
"""The events, in the order of the file, and what else there is."""


def quick(data: bytes, size: int = ALL) -> Read | None:
    """Read as a large timeline is read; None where that is not for the quick reader."""
    cut = split(data, size)
    if cut is None:
        return None
    try:
        rest = read_carefully(decode(cut.rest, "rest"), "rest")
        texts = [(data[chunk.start : chunk.end], chunk.first_line) for chunk in cut.chunks]
        found = [event for text, line in texts for event in read_events(text, line, names_of(rest))]
    except (NotSimple, TimelineError, UnicodeDecodeError):
        return None
    ids = {event.id for event in found}
    if len(ids) < len(found) or any(target not in ids for event in found for _, target in event.links):
        return None
    return found, rest


def names_of(timeline: Timeline) -> Names:
    return Names(frozenset(timeline.sources), frozenset(timeline.actors), frozenset(timeline.weapons))


def careful(data: bytes) -> Read | None:
    """Read as a small timeline is read; None where that refuses."""
    try:
        whole = read_carefully(decode(data, "whole"), "whole")
    except TimelineError:
        return None
    found = sorted(whole.events, key=lambda event: event.line)
    rest = Timeline(whole.title, (), whole.sources, whole.actors, whole.weapons, whole.description, whole.views)
    return found, rest


def same(data: bytes, size: int = ALL) -> bool:
    """Hold the quick reader against the careful one; tell whether it read the timeline."""
    read = quick(data, size)
    assert read is None or read == careful(data)
    return read is not None


@contextmanager
def by_stream(wanted: bool) -> Iterator[None]:
    """Have no event read by its lines, if that is wanted."""
    with pytest.MonkeyPatch.context() as patch:
        if wanted:
            patch.setattr(quick_reader, "are_usual", lambda data: False)
        yield


both_ways = pytest.mark.parametrize("stream", [False, True], ids=["by lines", "by the stream"])


def made_up(events: int) -> str:
    pieces: list[str] = []
    write_timeline(events, pieces.append)
    return "".join(pieces)


VIEWS = "views:\n  - name: v\n    query: iran\n  - {name: w, query: russia}\n"
TIDY = {
    "small": SMALL,
    "bundled": BUNDLED.read_text(encoding="utf-8"),
    "made up": made_up(60),
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
"""Timelines with nothing wrong with them."""


@both_ways
@pytest.mark.parametrize("text", TIDY.values(), ids=TIDY)
@pytest.mark.parametrize("size", [1, 700, ALL])
def test_a_timeline_is_read_as_by_the_careful_reader(text: str, size: int, stream: bool) -> None:
    with by_stream(stream):
        assert same(text.encode(), size)


def test_what_is_usual_is_read_without_a_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    data = TIDY["made up"].encode()
    cut = split(data, ALL)
    assert cut is not None
    (chunk,) = cut.chunks
    names = names_of(read_carefully(cut.rest.decode(), "rest"))
    monkeypatch.setattr(yaml, "CLoader", None)
    assert len(read_events(data[chunk.start : chunk.end], chunk.first_line, names)) == 60


def test_where_most_is_unusual_the_rest_is_left_to_the_parser() -> None:
    items = [event(id=f"event-{number}") for number in range(250)]
    last = changed(event(id="last"), ("[{source: s, exact: x}]", "\n  - source: s\n    exact: x"))
    assert same((HEAD + "".join(items) + last).encode())


# Cutting


@pytest.mark.parametrize("size", [1, 300, 1000, ALL])
@pytest.mark.parametrize("text", TIDY.values(), ids=TIDY)
def test_the_pieces_are_the_whole(text: str, size: int) -> None:
    data = text.encode()
    cut = split(data, size)
    assert cut is not None
    assert cut.rest == data[: cut.chunks[0].start] + data[cut.chunks[-1].end :]
    assert all(one.end == other.start for one, other in pairwise(cut.chunks))
    for chunk in cut.chunks:
        assert chunk.first_line == data.count(b"\n", 0, chunk.start) + 1
        assert chunk is cut.chunks[-1] or size <= chunk.end - chunk.start
    assert size < ALL or len(cut.chunks) == 1
    assert size > 1 or len(cut.chunks) > 1


UNCUT = {
    "no events": "title: T\n",
    "events in brackets": "title: T\nevents: []\n",
    "nothing under it": "title: T\nevents:\nviews: []\n",
    "a list in brackets": "title: T\nevents:\n  [{id: x}]\n",
    "inside of quotes": changed(SMALL, ("title: A small timeline", 'description: "\nevents:\n  - x"\ntitle: A')),
    "all of it inside of quotes": 'title: "T\n' + SMALL.split("\n", 2)[2] + 'views: x"\nevents:\n',
    "inside of braces": "{title: T,\nevents:\n  - x}\n",
    "a text": "--- |\n" + SMALL,
    "another line end before the first": changed(SMALL, ("events:\n", "events:\n# x\u2028  - id: y\n")),
    "a lone carriage return before the first": changed(SMALL, ("events:\n", "events:\n# x\r  - id: y\n")),
    "a document after it": SMALL + "---\n",
    "text that is not UTF-8 before it": changed(SMALL, ("A small timeline", "\udcff")),
}


@pytest.mark.parametrize("text", UNCUT.values(), ids=UNCUT)
def test_what_is_not_of_the_usual_form_is_not_cut(text: str) -> None:
    assert split(text.encode("utf-8", "surrogateescape"), ALL) is None


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
def test_quotes_that_hold_what_looks_like_an_item_are_not_read_otherwise(exact: str, size: int, stream: bool) -> None:
    text = changed(SMALL, ("exact: Téhéran a nié", f"exact: {exact}")).encode()
    assert careful(text) is not None
    with by_stream(stream):
        same(text, size)


@both_ways
@pytest.mark.parametrize("mark", ["\n...", "\n---", "\n--- # x", "\n...\n---", "\r...", "\x85---"])
def test_a_document_that_ends_between_chunks_is_not_quick(mark: str, stream: bool) -> None:
    text = changed(SMALL, ("\n  - id: talks", f"{mark}\n  - id: talks")).encode()
    assert careful(text) is None
    with by_stream(stream):
        assert quick(text, 1) is None


def test_without_libyaml_what_is_unusual_is_not_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    names = Names(frozenset("s"), frozenset(), frozenset())
    assert len(read_events(event().encode(), 1, names)) == 1
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert split(SMALL.encode(), ALL) is None
    with pytest.raises(NotSimple):
        read_events(event().encode(), 1, names)


# What the careful reader refuses

ODD = {
    "an anchor": {"title": "&a One"},
    "an alias": {"title": "*a"},
    "a tag": {"title": "!!str One"},
    "a tag that says nothing": {"title": "! One"},
    "an anchor on a list": {"actors": "&a [iran]"},
    "a tag on an item": {"actors": "[!a iran]"},
    "a tag on a key": {"title": "", "!!str title": "One"},
    "an unknown key": {"sumary": "S"},
    "no id": {"id": ""},
    "no date": {"date": ""},
    "no kind": {"kind": ""},
    "no status": {"status": ""},
    "no title": {"title": ""},
    "no quotes": {"quotes": ""},
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
    "quotes without any": {"quotes": "[]"},
    "null quotes": {"quotes": "~"},
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
@pytest.mark.parametrize("fields", ODD.values(), ids=ODD)
def test_what_the_careful_reader_refuses_is_not_quick(fields: dict[str, str], stream: bool) -> None:
    text = HEAD + event(**fields) + event(id="two")
    for form in (text, in_lines(text)):
        assert careful(form.encode()) is None
        with by_stream(stream):
            assert quick(form.encode()) is None


def in_lines(text: str) -> str:
    """Write the quotes as usual, where they are those of `event`."""
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
def test_values_are_read_as_they_are(fields: dict[str, str], stream: bool) -> None:
    text = HEAD + event(**fields) + event(id="two")
    with by_stream(stream):
        assert same(text.encode())
        assert same(in_lines(text).encode())


# Whatever is written


@st.composite
def timelines(draw: st.DrawFn) -> str:
    indent = draw(st.sampled_from([0, 2, 2, 4]))
    items = [an_event(draw, indent, event_id) for event_id in ("one", "two", "three")]
    return HEAD + "".join(items) + draw(st.sampled_from(["", "", VIEWS]))


sizes = st.sampled_from([1, 300, ALL])


@both_ways
@settings(deadline=None)
@given(text=timelines(), size=sizes)
def test_whatever_is_read_is_read_as_by_the_careful_reader(text: str, size: int, stream: bool) -> None:
    with by_stream(stream):
        noted("quick" if same(text.encode(), size) else "not quick")


# What was right, changed by chance

WHOLE = [SMALL, SMALL + VIEWS, made_up(4), *(text for text in TIDY.values() if len(text) < 20_000)]


@both_ways
@settings(deadline=None, max_examples=300)
@given(text=broken(WHOLE), size=sizes)
def test_what_is_broken_is_never_read_otherwise_than_by_the_careful_reader(text: str, size: int, stream: bool) -> None:
    with by_stream(stream):
        noted("quick" if same(text.encode(), size) else "not quick")
