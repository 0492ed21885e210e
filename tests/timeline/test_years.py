"""The values of the facet of years: those in which dates begin and end, as people know them."""

from __future__ import annotations

import pytest

from tests.timeline.dated_events import index_of
from tests.timeline.exported import exported
from tests.timelines import SAMPLES
from tui.timeline.reading.reader import read_timeline


@pytest.mark.parametrize(
    ("texts", "years"),
    [
        (["2021", "2023-05"], ["2021", "2022", "2023"]),
        (["1950S3"], [f"195{digit}" for digit in range(10)]),
        (["-0043", "2000/.."], ["-0043", "2000"]),  # so many that those between are not listed
        (["Y-138E8S3"], ["Y-13800000000"]),
        (["Y-13800000000"], ["Y-13800000000"]),
        (["Y-4600000000S2/Y-540E6S2"], ["Y-4600000000", "Y-540000000"]),
        (["[Y-66E6S2,-3999]"], ["Y-66000000", "-3999"]),
        (["Y-20000/.."], ["Y-20000"]),
        (["../.."], []),
    ],
)
def test_a_far_year_is_the_one_that_is_written(texts: list[str], years: list[str]) -> None:
    values = list(index_of(texts).names.values("year"))
    assert values == years


def test_a_page_names_far_years_as_the_app_does() -> None:
    page = exported("html", read_timeline(SAMPLES["deep_time"]))
    assert "13.8 billion years ago" in page
    assert ",000,000 BC" not in page
