"""A saved view, written into the text of a timeline: the view is there, and nothing else changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timelines import BUNDLED, HEAD, SAMPLES, SMALL, VARIED, event
from tui.timeline.editing.views import MOST_BYTES, ViewNotWrittenError, with_view, write_view
from tui.timeline.model.entities import SavedView
from tui.timeline.reading.reader import parse_timeline, read_timeline

MINE = SavedView("Mine", "status:denied", "-known")
TEXT = HEAD + event()
LISTS = {
    "none": "",
    "null": "views:\n",
    "tilde": "views: ~  # none yet\n",
    "empty": "views: []\n",
    "brackets": "views: [{name: A, query: x}, {name: Mine, query: y}]  # two\n",
    "other brackets": "views: [{name: A, query: x}]\n",
    "block": "views:\n  - name: A\n    query: x  # the first\n  # the second\n  - name: B\n    query: y\n\n# then\n",
    "replaced": "views:\n  - name: Mine\n    query: x\n  # a comment\n  - {name: B, query: y}\n",
    "last": "views:\n- name: A\n- name: Mine\n  query: |\n    x\n    y\n\n\n# then\n",
    "braces": "views:\n  - {name: A}\n  - {name: Mine, sort: -date}  # mine\n",
    "wide": "views:\n    -   name: A\n        query: x\n",
    "quoted": "'views':\n  - \"name\": 'Mine'\n",
}


@pytest.mark.parametrize("views", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("crlf", [False, True])
@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
def test_a_view_is_added_or_replaced(views: str, crlf: bool, first: bool) -> None:
    text = TEXT.replace("events:\n", f"{views}events:\n") if first else TEXT + views
    text = text.replace("\n", "\r\n") if crlf else text
    old = parse_timeline(text)
    new_text = with_view(text, MINE)
    new = parse_timeline(new_text)
    assert {view.name: view for view in new.views} == {**{view.name: view for view in old.views}, "Mine": MINE}
    assert [one.title for one in new.events] == [one.title for one in old.events]
    for comment in ("# none yet", "# two", "# the first", "# the second", "# then", "# a comment", "# mine"):
        assert (comment in text) == (comment in new_text)
    if crlf:
        assert new_text.replace("\r\n", "").count("\n") == 0


@pytest.mark.parametrize("text", [SMALL, VARIED, BUNDLED.read_text(encoding="utf-8")])
def test_all_lines_but_those_of_the_view_stay(text: str) -> None:
    new = with_view(text, MINE).splitlines()
    old = iter(text.splitlines())
    line = next(old)
    added = []
    for found in new:
        if found == line:
            line = next(old, "\0")
        else:
            added.append(found.strip())
    assert next(old, None) is None
    assert [entry for entry in added if entry not in ("views:", "")] == [
        "- name: Mine",
        "query: 'status:denied'",
        "sort: '-known'",
    ]


@pytest.mark.parametrize("path", SAMPLES.values(), ids=SAMPLES)
def test_a_file_is_changed_and_read_back(path: Path, tmp_path: Path) -> None:
    file = tmp_path / path.name
    file.write_bytes(path.read_bytes())
    old = read_timeline(file)
    write_view(file, MINE)
    write_view(file, SavedView("Mine", "again"))
    new = read_timeline(file)
    assert new.views == (*old.views, SavedView("Mine", "again"))
    assert len(new.events) == len(old.events)


def without_last_line_feeds(text: str) -> str:
    """Return a text as a timeline has it: the line feeds at its end are those of the file."""
    return text.rstrip("\n")


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip).map(without_last_line_feeds),
    st.text(st.characters(exclude_categories=["Cs"])).map(without_last_line_feeds),
)
def test_any_name_and_query_is_written(name: str, query: str) -> None:
    [view] = parse_timeline(with_view(TEXT, SavedView(name, query))).views
    assert (view.name, view.query) == (name, query)


def test_json_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "t.json"
    text = json.dumps({"dateline": 2, "title": "T", "events": [{"date": "2022", "title": "One"}]})
    file.write_text(text)
    with pytest.raises(ViewNotWrittenError, match="brackets"):
        write_view(file, MINE)
    assert file.read_text() == text


def test_a_file_that_is_too_large_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "t.yaml"
    file.write_text(TEXT)
    monkeypatch.setattr("tui.timeline.editing.views.MOST_BYTES", 10)
    with pytest.raises(ViewNotWrittenError, match="too large"):
        write_view(file, MINE)
    assert file.read_text() == TEXT
    assert MOST_BYTES > 1_000_000


def test_a_byte_order_mark_stays(tmp_path: Path) -> None:
    file = tmp_path / "t.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    write_view(file, MINE)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert read_timeline(file).views == (MINE,)


def test_a_change_meanwhile_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "t.yaml"
    file.write_text(TEXT)

    def change_meanwhile(text: str, view: SavedView) -> str:
        file.write_text(TEXT + "# changed\n")
        return with_view(text, view)

    monkeypatch.setattr("tui.timeline.editing.views.with_view", change_meanwhile)
    with pytest.raises(OSError, match="changed meanwhile"):
        write_view(file, MINE)
    assert file.read_text() == TEXT + "# changed\n"
