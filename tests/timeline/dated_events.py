"""Events with given or random dates, and nothing else of interest."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from pyroaring import BitMap

from tui.timeline.analysis.histogram import Histogram
from tui.timeline.dates.calendar import month_days
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline
from tui.timeline.search.index import Index

YEARS = st.integers(1990, 2030)


@st.composite
def days(draw: st.DrawFn) -> tuple[int, int, int]:
    year, month = draw(YEARS), draw(st.integers(1, 12))
    first, last = month_days(year, month)
    return year, month, draw(st.integers(1, last - first + 1))


@st.composite
def points(draw: st.DrawFn) -> str:
    """Draw a day, a month, a year or a minute."""
    year, month, day = draw(days())
    texts = [f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}"]
    hour, minute = draw(st.integers(0, 23)), draw(st.integers(0, 59))
    return draw(st.sampled_from([*texts, texts[2], f"{texts[2]}T{hour:02}:{minute:02}"]))


@st.composite
def dates(draw: st.DrawFn) -> str:
    """Draw a date that is a moment, or lasted, or happened several times, with or without an open end."""
    ends = sorted((draw(points()), draw(points())), key=lambda text: EdtfDate.parse(text).sort_key)
    forms = ["{0}", "{0}", "{0}/{1}", "[{0}..{1}]", "[{0},{1}]", "{{{0},{1}}}", "{0}/..", "../{0}", "{0}/", "../.."]
    text = draw(st.sampled_from(forms)).format(*ends)
    return text if EdtfDate.try_parse(text) is not None else ends[0]


def index_of(texts: Sequence[str]) -> Index:
    """Return an index of events with some dates, in the order of the dates."""
    in_order = sorted(texts, key=lambda text: EdtfDate.parse(text).sort_key)
    events = tuple(
        Event(id=f"e{number}", date=EdtfDate.parse(text), title=text) for number, text in enumerate(in_order)
    )
    return Index(Timeline(title="t", events=events))


def histogram_of(*texts: str) -> tuple[Histogram, BitMap]:
    """Return a histogram of events with some dates, and their numbers."""
    index = index_of(texts)
    return Histogram(index.spans), index.everything
