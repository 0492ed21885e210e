"""What is exported to CSV and JSON Lines reads back with the same dates and texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.timeline.exported import exported
from tests.timelines import BUNDLED
from tui.text.frozen import replace
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.reader import read_foreign
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.reader import read_timeline

FORMS = {"csv": ".csv", "jsonl": ".jsonl"}
DATES = ("2022-11-08", "[2022-11-01..2022-11-08]", "2022-11~/2023", "../..", "-0043", "156X-12-25", "2022-11-08T14:30Z")
texts = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" \n"), min_size=1).map(str.strip)


def again(timeline: Timeline, name: str) -> Timeline:
    return read_foreign(ForeignFile(Path(f"x{FORMS[name]}"), exported(name, timeline).encode()))


@pytest.mark.parametrize("name", FORMS)
def test_the_bundled_timeline_reads_back(name: str) -> None:
    bundled = read_timeline(BUNDLED)
    original = replace(
        bundled, events=tuple(replace(event, is_internal=len(event.id) % 3 == 0) for event in bundled.events)
    )
    found = {event.id: event for event in again(original, name).events}
    assert len(found) == len(original.events)
    for event in original.events:
        same = found[event.id]
        for key in ("date", "title", "summary", "note", "date_text", "date_note", "is_draft", "is_internal"):
            assert getattr(same, key) == getattr(event, key), (event.id, key)
        assert set(same.links) == set(event.links)
        assert same.quotes[0].exact.startswith(event.quotes[0].exact)


@pytest.mark.parametrize("name", FORMS)
@given(titles=st.lists(texts.filter(bool), min_size=1, max_size=7, unique=True), summary=texts)
@example(titles=["<A>"], summary="<A>")
def test_dates_and_texts_read_back(name: str, titles: list[str], summary: str) -> None:
    events = [
        Event(f"e{number}", EdtfDate.parse(date), " ".join(f"T {title}"[:180].split()), summary=f"S {summary}".strip())
        for number, (title, date) in enumerate(zip(titles, DATES, strict=False))
    ]
    timeline = Timeline("T", tuple(events))
    found = {event.id: event for event in again(timeline, name).events}
    for event in events:
        assert found[event.id].date == event.date
        assert found[event.id].title == event.title
        assert found[event.id].summary == event.summary


def test_our_own_csv_is_no_markup() -> None:
    text = "S <b>not bold</b> &amp; [x](https://x.example) <!-- so --> <p>"
    events = (Event("e", EdtfDate.parse("2020"), "T </i>", summary=text),)
    (same,) = again(Timeline("T", events), "csv").events
    assert (same.title, same.summary, same.sources) == ("T </i>", text, ())
