"""Small timelines: the fast reader makes the same of them as the careful one, or leaves them to it."""

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
from tests.soak import examples
from tests.timeline.written_yaml import broken, files
from tests.timelines import BUNDLED, HEAD, ROOT, SMALL, changed, event
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.careful_reader import read_carefully
from tui.timeline.reading.fast_reader import read_fast
from tui.timeline.reading.files import decode
from tui.timeline.reading.problems import Position, TimelineError, ValuePath
from tui.timeline.reading.reader import parse_timeline, read_timeline, read_with_source_map


def contents(timeline: Timeline) -> tuple[Any, ...]:
    """Return all of a timeline, with its entries in their order."""
    return (
        *timeline.as_dict().items(),
        *(list(entries.items()) for entries in (timeline.sources, *timeline.vocabularies.values())),
    )


def careful(data: bytes) -> Timeline | None:
    """Read a timeline with the careful reader; None if it refuses it."""
    try:
        return read_carefully(decode(data, "t.yaml"), "t.yaml")
    except TimelineError:
        return None


def agrees(data: bytes) -> bool:
    """Check that the fast reader agrees with the careful one, or gives up; return whether it read the timeline."""
    timeline = read_fast(data)
    if timeline is None:
        return False
    expected = careful(data)
    assert expected is not None
    assert contents(timeline) == contents(expected)
    return True


def generated(events: int) -> str:
    pieces: list[str] = []
    write_timeline(events, pieces.append)
    return "".join(pieces)


def readme() -> str:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return text.split("```yaml\n")[1].split("```")[0]


BUNDLED_TEXT = BUNDLED.read_text(encoding="utf-8")
VIEWS = "views:\n  - name: v\n    query: iran\n  - name: w\n    query: russia\n    sort: -date\n"
SIMPLE = {
    "small": SMALL,
    "bundled": BUNDLED_TEXT,
    "generated": generated(60),
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
"""Timelines all lines of which are simple."""


@pytest.mark.parametrize("text", SIMPLE.values(), ids=SIMPLE)
def test_a_simple_timeline_is_read_without_a_parser(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert agrees(text.encode())
    monkeypatch.setitem(sys.modules, "yaml", None)
    monkeypatch.delitem(sys.modules, "tui.timeline.reading.yaml_stream", raising=False)
    assert read_fast(text.encode()) is not None


WITH_A_COMPLEX_EVENT = {
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
"""Timelines with an event that only a parser can read."""


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML has no libyaml here")
@pytest.mark.parametrize("text", WITH_A_COMPLEX_EVENT.values(), ids=WITH_A_COMPLEX_EVENT)
def test_a_complex_event_is_read_with_the_parser(text: str) -> None:
    assert agrees(text.encode())


COMPLEX = {
    "nothing": "",
    "no events": "title: T\nevents: []\n",
    "null events": "title: T\nevents:\n",
    "braces in braces": HEAD + event(),
    "a header in another form": changed(SMALL, ("title: A small timeline", "title: A\n  small timeline")),
    "a lone carriage return": changed(SMALL, ("title: First talks", "title: First\rtalks")),
    "two of them": changed(SMALL, ("date: 2022-11-08\n    date_text: mardi", "date: 2022\r\r\n    date_text: mardi")),
    "another line end": changed(SMALL, ("title: L’accord", "title: L’ac\u2028cord")),
    "a tag": changed(SMALL, ("title: L’accord", "title: !!str L’accord")),
    "documents": "---\n" + SMALL,
}


@pytest.mark.parametrize("text", COMPLEX.values(), ids=COMPLEX)
def test_a_complex_timeline_is_left_to_the_careful_reader(text: str) -> None:
    assert read_fast(text.encode()) is None


REFUSED = {
    "no title": ("title: A small timeline\n", ""),
    "a blank title": ("title: A small timeline\n", "title: ' '\n"),
    "a mapping for a title": ("title: A small timeline\n", "title: {a: b}\n"),
    "another version": ("dateline: 1", "dateline: 3"),
    "an unknown key": ("dateline: 1", "dateine: 1"),
    "a key twice": ("dateline: 1", "title: T"),
    "a section twice": ("dateline: 1", "weapons:"),
    "a text for a section": ("dateline: 1", "views: x"),
    "a mapping for a list": ("dateline: 1", "views:\n  name: v"),
    "a list for a mapping": ("weapons:\n", "weapons:\n  - name: x\n"),
    "an empty section": ("dateline: 1", "views: ''"),
    "an unknown outlet": ("    outlet: herald\n    title: La suite", "    outlet: harald\n    title: La suite"),
    "an odd date of a source": ("issued: 2023-02\n", "issued: 2023-13\n"),
    "an unknown basis": ("issued_basis: inferred", "issued_basis: guessed"),
    "inferred from nothing": ("    issued_note: it answers the first\n", ""),
    "an odd digest": ("url: https://example.org/suite", "sha256: ab"),
    "an odd address": ("https://example.org", "ftp://example.org"),
    "an unknown key of a source": ("url: https", "uri: https"),
    "a list for a text": ("url: https://example.org/suite", "url: [a]"),
    "an entry with nothing": ("    name: The Herald\n    kind: outlet\n", ""),
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
"""Changes to the small timeline, each of which is a problem."""


@pytest.mark.parametrize("change", REFUSED.values(), ids=REFUSED)
def test_problems_are_reported_by_the_careful_reader(change: tuple[str, str]) -> None:
    text = changed(SMALL, change)
    assert read_fast(text.encode()) is None
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
def test_lines_like_items_or_keys_inside_quotes_are_text(exact: str) -> None:
    agrees(changed(SMALL, ("exact: Téhéran a nié", f"exact: {exact}")).encode())
    agrees(changed(SMALL, ("exact: des pourparlers\n    links:\n      part_of: visit\n", f"exact: {exact}\n")).encode())


@pytest.mark.parametrize("title", ['"x\nevents:\n  - id: fake"', "'x\nevents:\n  - id: fake\nviews: y'"])
def test_events_inside_quotes_are_text(title: str) -> None:
    agrees(changed(SMALL, ("title: A small timeline", f"title: {title}")).encode())
    assert read_fast(f"title: {title}\n".encode()) is None


def test_text_that_is_not_utf8_is_left_to_the_careful_reader() -> None:
    for title in ("A small timeline", "First talks"):
        assert read_fast(changed(SMALL, (title, "\udcff")).encode("utf-8", "surrogateescape")) is None


@settings(max_examples=examples(60))
@given(files())
def test_the_fast_reader_agrees_on_any_timeline(text: str) -> None:
    noted("fast" if agrees(text.encode()) else "careful")


ALL_BUT_A_FEW_EVENTS = "\n  - id".join(BUNDLED_TEXT.split("\n  - id")[:3])
WHOLE = [SMALL, SMALL + VIEWS, ALL_BUT_A_FEW_EVENTS, generated(4), SIMPLE["comments"], SIMPLE["events first"], readme()]


@settings(max_examples=examples(120))
@given(broken(WHOLE))
def test_the_fast_reader_agrees_on_any_broken_timeline(text: str) -> None:
    noted("fast" if agrees(text.encode()) else "careful")


# From files


def test_the_source_map_has_the_positions_of_all_values() -> None:
    expected: dict[ValuePath, Position] = {}
    read_carefully(BUNDLED_TEXT, "t.yaml", expected)
    timeline, positions = read_with_source_map(BUNDLED)
    assert timeline == read_timeline(BUNDLED)
    assert ("events", "no such event") not in positions
    assert dict(positions) == expected
    assert len(positions) == len(expected)


def test_the_source_map_is_of_the_file_as_it_was_read(tmp_path: Path) -> None:
    file = tmp_path / "t.yaml"
    file.write_text(SMALL, encoding="utf-8")
    _, positions = read_with_source_map(file)
    file.write_text("# one line more\n" + SMALL, encoding="utf-8")
    assert positions["title",] == (2, 8)


SCRIPT = f"""
import sys
from pathlib import Path
from tui.timeline.loader import Loader
assert len(Loader(Path({str(BUNDLED)!r})).try_load().timeline.events) > 100
careful = {{f"tui.timeline.reading.{{name}}" for name in ("careful_reader", "fields", "yaml_nodes", "yaml_stream")}}
print(*(name for name in sys.modules if name.split(".")[0] == "yaml" or name in careful))
"""


def test_the_bundled_timeline_is_loaded_without_importing_yaml() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == ""
