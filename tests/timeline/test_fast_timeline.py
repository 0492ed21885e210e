"""A small timeline is read without a parser to just what the careful reader makes of it, or by that."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import event as noted
from hypothesis import given, settings

from tests.bench.generator import write_timeline
from tests.timeline.written_yaml import broken, files
from tests.timelines import BUNDLED, HEAD, ROOT, SMALL, changed, event
from tui.timeline.model.entities import Timeline
from tui.timeline.reading.careful_reader import read_carefully
from tui.timeline.reading.fast_reader import quick_timeline
from tui.timeline.reading.files import decode
from tui.timeline.reading.problems import Position, TimelineError, ValuePath
from tui.timeline.reading.reader import parse_timeline, read_marked, read_timeline


def all_of(timeline: Timeline) -> tuple[Any, ...]:
    """Return what a timeline holds, with the order of what stands under ids."""
    return (
        *(timeline.title, timeline.description, timeline.views, timeline.events),
        *(list(entries.items()) for entries in (timeline.sources, timeline.actors, timeline.weapons)),
    )


def careful(data: bytes) -> Timeline | None:
    """Return what the careful reader makes of a file; None where it refuses it."""
    try:
        return read_carefully(decode(data, "t.yaml"), "t.yaml")
    except TimelineError:
        return None


def same(data: bytes) -> bool:
    """Hold the quick reader against the careful one; tell whether it read the timeline."""
    found = quick_timeline(data)
    if found is None:
        return False
    expected = careful(data)
    assert expected is not None
    assert all_of(found) == all_of(expected)
    return True


def made_up(events: int) -> str:
    pieces: list[str] = []
    write_timeline(events, pieces.append)
    return "".join(pieces)


def readme() -> str:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return text.split("```yaml\n")[1].split("```")[0]


BUNDLED_TEXT = BUNDLED.read_text(encoding="utf-8")
VIEWS = "views:\n  - name: v\n    query: iran\n  - name: w\n    query: russia\n    sort: -date\n"
USUAL = {
    "small": SMALL,
    "bundled": BUNDLED_TEXT,
    "made up": made_up(60),
    "the README's": readme(),
    "Windows line ends": SMALL.replace("\n", "\r\n"),
    "a byte order mark": "\ufeff" + SMALL,
    "no line end": SMALL.rstrip(),
    "views last": SMALL + VIEWS,
    "views last, without a line end": SMALL + VIEWS.rstrip(),
    "events first": "events:\n" + SMALL.split("events:\n")[1] + SMALL.split("events:\n")[0],
    "comments": changed(
        "# A\n\n# B\n" + SMALL,
        ("sources:\n", "# x\nsources:  # all\n    # y\n"),
        ("events:\n", "# z\n\nevents:\n\n  # the first\n"),
        ("\n  - id: talks", "\n# x\n\n    # y\n  - id: talks"),
        ("    kind: use\n", "    # of drones\n    kind: use\n"),
    ),
    "braces": changed(
        SMALL,
        ("  drone:\n    name: Drone\n", "  drone: {name: Drone, aliases: [a drone, l'avion]}\n"),
    ),
    "lists in lines": changed(
        SMALL,
        ("    aliases: [Patrouchev, Patroushev]\n", "    aliases:\n      - Patrouchev\n\n      - Patroushev (N.)\n"),
        ("    actors: [patrushev, iran]\n", "    actors:\n    - patrushev\n    - iran\n    - iran\n"),
        ("      follows: [visit]\n", "      follows:\n        - visit\n"),
    ),
    "nothing under it": changed(SMALL, ("dateline: 1\n", "dateline: 1\nviews:\ndescription: ~\n")),
}
"""Timelines all lines of which are usual."""


@pytest.mark.parametrize("text", USUAL.values(), ids=USUAL)
def test_what_is_usual_is_read_without_a_parser(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert same(text.encode())
    monkeypatch.setitem(sys.modules, "yaml", None)
    monkeypatch.delitem(sys.modules, "tui.timeline.reading.yaml_stream", raising=False)
    assert quick_timeline(text.encode()) is not None


PARTLY = {
    "an event in one line": changed(
        SMALL,
        (
            "events:\n",
            "events:\n  - {id: a, date: 2022, kind: use, status: denied, title: A, "
            "quotes: [{source: herald-2022, exact: x}]}\n",
        ),
    ),
    "a literal text": changed(SMALL, ("exact: L’Iran", "exact: |-\n          L’Iran")),
    "the last, literal and without a line end": changed(
        SMALL, ("exact: des pourparlers\n    links:\n      part_of: visit\n", "exact: |\n          des pourparlers")
    ),
    "escapes": changed(SMALL, ("exact: un petit nombre de drones", 'exact: "un petit \\"nombre\\""')),
}
"""Timelines with an event that only a parser reads."""


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML has no libyaml here")
@pytest.mark.parametrize("text", PARTLY.values(), ids=PARTLY)
def test_what_of_the_events_is_unusual_is_left_to_the_parser(text: str) -> None:
    assert same(text.encode())


CAREFUL = {
    "nothing": "",
    "no events": "title: T\nevents: []\n",
    "null events": "title: T\nevents:\n",
    "braces in braces": HEAD + event(),
    "a head in another form": changed(SMALL, ("title: A small timeline", "title: A\n  small timeline")),
    "a lone carriage return": changed(SMALL, ("title: First talks", "title: First\rtalks")),
    "two of them": changed(SMALL, ("date: 2022-11-08\n    date_text: mardi", "date: 2022\r\r\n    date_text: mardi")),
    "another line end": changed(SMALL, ("title: L’accord", "title: L’ac\u2028cord")),
    "a tag": changed(SMALL, ("title: L’accord", "title: !!str L’accord")),
    "documents": "---\n" + SMALL,
}


@pytest.mark.parametrize("text", CAREFUL.values(), ids=CAREFUL)
def test_what_is_not_usual_is_left_to_the_careful_reader(text: str) -> None:
    assert quick_timeline(text.encode()) is None


ODD = {
    "no title": ("title: A small timeline\n", ""),
    "a blank title": ("title: A small timeline\n", "title: ' '\n"),
    "a mapping for a title": ("title: A small timeline\n", "title: {a: b}\n"),
    "another version": ("dateline: 1", "dateline: 2"),
    "an unknown key": ("dateline: 1", "dateine: 1"),
    "a key twice": ("dateline: 1", "title: T"),
    "a section twice": ("dateline: 1", "weapons:"),
    "a text for a section": ("dateline: 1", "views: x"),
    "a mapping for a list": ("dateline: 1", "views:\n  name: v"),
    "a list for a mapping": ("weapons:\n", "weapons:\n  - name: x\n"),
    "an empty section": ("dateline: 1", "views: ''"),
    "an unknown outlet": ("    outlet: herald\n    title: La suite", "    outlet: harald\n    title: La suite"),
    "no outlet": ("    outlet: herald\n    title: La suite", "    title: La suite"),
    "no title of a source": ("    title: La suite\n", ""),
    "no date of a source": ("    issued: 2023-02\n", ""),
    "an odd date of a source": ("issued: 2023-02\n", "issued: 2023-13\n"),
    "an unknown basis": ("issued_basis: inferred", "issued_basis: guessed"),
    "inferred from nothing": ("    issued_note: it answers the first\n", ""),
    "an odd digest": ("url: https://example.org/suite", "sha256: ab"),
    "an odd address": ("https://example.org", "ftp://example.org"),
    "an unknown key of a source": ("url: https", "uri: https"),
    "a list for a text": ("url: https://example.org/suite", "url: [a]"),
    "an entry with nothing": ("    name: The Herald\n    kind: outlet\n", ""),
    "a text for an entry": ("  missile:\n    name: Missile\n", "  missile: Missile\n"),
    "an entry twice": ("  missile:\n", "  missile:\n    name: Missile\n  missile:\n"),
    "no name": ("    name: Missile\n", "    aliases: [a]\n"),
    "an unknown kind": ("kind: outlet", "kind: paper"),
    "an empty kind": ("kind: outlet", "kind: ''"),
    "an unknown parent": ("part_of: iran", "part_of: irann"),
    "its own parent": ("part_of: iran", "part_of: irgc"),
    "a loop": ("    name: Iran\n", "    name: Iran\n    part_of: irgc\n"),
    "a loop of weapons": ("    name: Missile\n", "    name: Missile\n    kind_of: fateh-110\n"),
    "a mapping for aliases": ("aliases: [Moscou]", "aliases: {a: b}"),
    "a key twice in braces": ("aliases: [Moscou]", "aliases: {a: b, a: c}"),
    "a view without a name": ("dateline: 1", "views:\n  - query: x"),
    "a view twice": ("dateline: 1", "views:\n  - name: x\n  - name: x"),
    "an unknown order": ("dateline: 1", "views:\n  - name: x\n    sort: size"),
    "an unknown key of a view": ("dateline: 1", "views:\n  - name: x\n    order: date"),
    "a text for a view": ("dateline: 1", "views:\n  - x"),
    "an event twice": ("  - id: talks", "  - id: visit"),
    "a link to nothing": ("denies: delivery", "denies: deliveri"),
    "a link to itself": ("denies: delivery", "denies: denial"),
    "an unknown actor of an event": ("actors: [patrushev, iran]", "actors: [patrushef, iran]"),
    "a document after it": ("      part_of: visit\n", "      part_of: visit\n---\n"),
    "its end": ("      part_of: visit\n", "      part_of: visit\n...\n---\n"),
    "an alias": ("title: L’accord", "title: *a"),
}
"""What makes of the small timeline one in which something is wrong."""


@pytest.mark.parametrize("change", ODD.values(), ids=ODD)
def test_what_is_wrong_is_told_by_the_careful_reader(change: tuple[str, str]) -> None:
    text = changed(SMALL, change)
    assert quick_timeline(text.encode()) is None
    with pytest.raises(TimelineError) as expected:
        read_carefully(text, "t.yaml")
    with pytest.raises(TimelineError) as caught:
        parse_timeline(text, "t.yaml")
    assert caught.value.lines() == expected.value.lines()


@pytest.mark.parametrize(
    "exact",
    [
        '"x\n  - id: fake\n  - y"',
        "'x\n  - id: fake\n  y'",
        '"x\nviews: []\n  - id: fake\n y"',
        '"x\nviews:\n  - name: fake\n    query: y"',
        "'x\n# '\n",
    ],
)
def test_quotes_that_hold_what_looks_like_lines_are_not_read_otherwise(exact: str) -> None:
    same(changed(SMALL, ("exact: Téhéran a nié", f"exact: {exact}")).encode())
    same(changed(SMALL, ("exact: des pourparlers\n    links:\n      part_of: visit\n", f"exact: {exact}\n")).encode())


@pytest.mark.parametrize("title", ['"x\nevents:\n  - id: fake"', "'x\nevents:\n  - id: fake\nviews: y'"])
def test_events_that_stand_inside_of_quotes_are_none(title: str) -> None:
    same(changed(SMALL, ("title: A small timeline", f"title: {title}")).encode())
    assert quick_timeline(f"title: {title}\n".encode()) is None


def test_text_that_is_not_utf8_is_left_to_the_careful_reader() -> None:
    for place in ("A small timeline", "First talks"):
        assert quick_timeline(changed(SMALL, (place, "\udcff")).encode("utf-8", "surrogateescape")) is None


@settings(deadline=None, max_examples=300)
@given(files())
def test_whatever_is_read_is_read_as_by_the_careful_reader(text: str) -> None:
    noted("quick" if same(text.encode()) else "not quick")


ALL_BUT_A_FEW_EVENTS = "\n  - id".join(BUNDLED_TEXT.split("\n  - id")[:3])
WHOLE = [SMALL, SMALL + VIEWS, ALL_BUT_A_FEW_EVENTS, made_up(4), USUAL["comments"], USUAL["events first"], readme()]


@settings(deadline=None, max_examples=600)
@given(broken(WHOLE))
def test_what_is_broken_is_never_read_otherwise_than_by_the_careful_reader(text: str) -> None:
    noted("quick" if same(text.encode()) else "not quick")


# From files


def test_the_places_of_values_are_read_when_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    expected: dict[ValuePath, Position] = {}
    read_carefully(BUNDLED_TEXT, "t.yaml", expected)
    timeline, marks = read_marked(BUNDLED)
    assert timeline == read_timeline(BUNDLED)
    assert ("events", "no such event") not in marks
    assert dict(marks) == expected
    assert len(marks) == len(expected)


def test_places_are_those_of_what_was_read(tmp_path: Path) -> None:
    file = tmp_path / "t.yaml"
    file.write_text(SMALL, encoding="utf-8")
    _, marks = read_marked(file)
    file.write_text("# one line more\n" + SMALL, encoding="utf-8")
    assert marks["title",] == (2, 8)


SCRIPT = f"""
import sys
from pathlib import Path
from tui.timeline.loader import Loader
assert len(Loader(Path({str(BUNDLED)!r})).try_load().timeline.events) > 100
careful = {{f"tui.timeline.{{name}}" for name in ("careful_reader", "fields", "yaml_nodes", "event_stream")}}
print(*(name for name in sys.modules if name.split(".")[0] == "yaml" or name in careful))
"""


def test_the_bundled_timeline_is_opened_without_yaml() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == ""
