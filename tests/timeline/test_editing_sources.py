"""Fields of sources are written where they are meant, and nothing else of the file changes."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from hypothesis import given

from tests.timeline.hostile_timelines import timelines
from tests.timelines import SMALL, VARIED
from tui.text.frozen import replace
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.editing.source_fields import SourcesNotWrittenError, with_source_fields, write_source_fields
from tui.timeline.editing.yaml_text import timeline_text
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.reader import parse_timeline, read_timeline
from tui.timeline.reading.schema_json import is_bare

EVENTS = "events:\n  - {date: 2022, title: t}\n"
COPY = "https://web.archive.org/web/2022/https://x.org/a,b"
NEW = {"s": {"archived": COPY, "retrieved": "2026-11-26", "page_sha256": "a" * 64}}

BLOCKS = {
    "a block": (
        "title: T\nsources:\n  s:\n    title: S  # it\n    url: https://x.org  # here\n\n  # the next\n  r: {url: 'https://y.org'}\n",
        ["    archived: https://web.archive.org/web/2022/https://x.org/a,b", "    retrieved: 2026-11-26"],
    ),
    "braces": (
        "title: T\nsources: {s: {title: S, url: 'https://x.org'}, r: {title: R}}\n",
        [],
    ),
    "a line of braces": ("title: T\nsources:\n  s: {url: https://x.org} # it\n", []),
    "a last value that is a block": (
        "title: T\nsources:\n  s:\n    url: https://x.org\n    issued_note: |\n      long\n      note\n\n",
        ["    page_sha256: " + "a" * 64],
    ),
    "values that are there": (
        "title: T\nsources:\n  s:\n    archived: 'https://old.org'\n    retrieved: [2020..2021]  # then\n    url: https://x.org\n"
        "    page_sha256:\n",
        ["    retrieved: 2026-11-26  # then", f"    page_sha256: {'a' * 64}"],
    ),
    "JSON": ('{"title": "T", "sources": {"s": {"url": "https://x.org"}}, "events": []}', []),
}


@pytest.mark.parametrize(("text", "lines"), BLOCKS.values(), ids=BLOCKS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_fields_are_written_into_a_source(text: str, lines: list[str], newline: str, tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    whole = text if text.startswith("{") else text + EVENTS
    path.write_bytes(whole.replace("\n", newline).encode())
    before = read_timeline(path)
    write_source_fields(path, path.read_bytes(), NEW)
    source = read_timeline(path).sources["s"]
    assert (source.archived, source.retrieved and source.retrieved.text, source.page_sha256) == (
        COPY,
        "2026-11-26",
        "a" * 64,
    )
    written = path.read_bytes().decode()
    assert set(lines) <= set(written.splitlines())
    assert written.count("#") == whole.count("#")
    others = {key: value for key, value in before.sources.items() if key != "s"}
    assert {key: value for key, value in read_timeline(path).sources.items() if key != "s"} == others
    assert newline == "\n" or written.count("\n") == written.count("\r\n")


@pytest.mark.parametrize("text", [SMALL, VARIED])
def test_only_lines_are_added_to_a_source_laid_out_in_lines(text: str) -> None:
    source_id = "herald-2022" if text is SMALL else "gazette-march"
    changed = with_source_fields(text, {source_id: {"retrieved": "2026-11-26"}})
    diff = [line for line in difflib.ndiff(text.splitlines(), changed.splitlines()) if line[0] in "+-"]
    assert diff == ["+     retrieved: 2026-11-26"]


def test_a_source_that_is_only_an_address_cannot_be_written_to(tmp_path: Path) -> None:
    with pytest.raises(SourcesNotWrittenError, match="does not define the source"):
        with_source_fields(f"title: T\n{EVENTS}", {"https://x.org": {"retrieved": "2026"}})


@given(timelines())
def test_fields_are_written_into_all_sources_of_any_timeline(timeline: Timeline) -> None:
    text = timeline_text(timeline)
    before = parse_timeline(text)
    fields = {key: NEW["s"] for key, source in before.sources.items() if not is_bare(source)}
    after = parse_timeline(with_source_fields(text, fields)).sources
    retrieved = EdtfDate.parse("2026-11-26")
    for key, source in before.sources.items():
        new = replace(source, archived=COPY, retrieved=retrieved, page_sha256="a" * 64) if key in fields else source
        assert after[key] == new


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(f"title: T\nsources:\n  s: {{url: https://x.org}}\n{EVENTS}")
    data = path.read_bytes()
    path.write_text(path.read_text() + "# more\n")
    with pytest.raises(OSError, match="changed meanwhile"):
        write_source_fields(path, data, NEW)
    assert path.read_text().endswith("# more\n")
