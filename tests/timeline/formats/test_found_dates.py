"""Dates as they are found in files, to EDTF."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.formats.found_dates import DateStyle, StyleEvidence, find_date


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("c. 383", "0383~"),
        ("circa 1200", "1200~"),
        ("Between 47 and 50", "[0047..0050]"),
        ("between 3 and 5 May 2020", "[2020-05-03..2020-05-05]"),
        ("1400–400 BCE", "-1399/-0399"),
        ("c. 500–450 BC", "-0499~/-0449~"),
        ("55 BC", "-0054"),
        ("446/445 BCE", "[-0445,-0444]"),
        ("9 or 10 May 1945", "[1945-05-09,1945-05-10]"),
        ("18-23/03/2020", "2020-03-18/2020-03-23"),
        ("14 & 28/10/2020", "{2020-10-14,2020-10-28}"),
        ("20 jun 837 and 9 jun 838", "{0837-06-20,0838-06-09}"),
        ("8-9 September 9 CE", "0009-09-08/0009-09-09"),
        ("circa1m 10 August 843", "0843-08-10~"),
        ("March 3 – May 5, 2020", "2020-03-03/2020-05-05"),
        ("1 January 2020 to 3 March 2020", "2020-01-01/2020-03-03"),
        ("junio 2020", "2020-06"),
        ("3 de mayo de 2020", "2020-05-03"),
        ("1er août 1944", "1944-08-01"),
        ("3. Oktober 1990", "1990-10-03"),
        ("May 3rd, 2020", "2020-05-03"),
        ("2019年12月1日", "2019-12-01"),
        ("2020年1月24日 除夕", "2020-01-24"),
        ("公元前221年", "-0220"),
        ("Fri Nov 22 1963 12:30:00 GMT-0600", "1963-11-22T12:30:00-06:00"),
        ("Fri, 22 Nov 1963 12:30:00 -0600", "1963-11-22T12:30:00-06:00"),
        ("3 May 2020 2:30 pm", "2020-05-03T14:30"),
        ("2020-03-01T10:00:00.123456789+0200", "2020-03-01T10:00:00.123456789+02:00"),
        ("2020-03-01 10:00:00 UTC", "2020-03-01T10:00:00Z"),
        ("20220131", "2022-01-31"),
        ("20220131T235959Z", "2022-01-31T23:59:59Z"),
        ("2012/3/4", "2012-03-04"),
        ("12.03.1999", "1999-03-12"),
        ("1960s", "196X"),
        ("19th century", "[1800..1899]"),
        ("5th century BC", "[-0499..-0400]"),
        ("spring 1990", "[1990-03..1990-05]"),
        ("before 1066", "[..1065-12-31]"),
        ("since 2020", "2020/.."),
        ("2020 - present", "2020/.."),
        ("-55", "-0054"),
        ("-0054", "-0054"),
        ("1990?", "1990?"),
        ("156X-12-25", "156X-12-25"),
        ("[2022-11-01..2022-11-08]", "[2022-11-01..2022-11-08]"),
    ],
)
def test_a_date_means_what_its_words_say(text: str, edtf: str) -> None:
    assert find_date(text) == edtf
    assert EdtfDate.try_parse(edtf) is not None


@pytest.mark.parametrize(
    "text",
    ["8 November", "yesterday", "last year", "2022-02-30", "31/02/2020", "soon", "12", "Part 1 in 1605, Part 2", ""],
)
def test_nothing_is_filled_in_that_is_not_written(text: str) -> None:
    found = find_date(text)
    assert found is None or (text == "12" and found == "0012")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["03/04/2020", "25/12/2020"], ["2020-04-03", "2020-12-25"]),
        (["03/04/2020", "12/25/2020"], ["2020-03-04", "2020-12-25"]),
        (["03/04/2020", "04/05/2020"], ["2020-04-03", "2020-05-04"]),
        (["3/4/2020 2:30 PM"], ["2020-03-04T14:30"]),
        (["1588888888", "1588888889"], ["2020-05-07T22:01:28Z", "2020-05-07T22:01:29Z"]),
        (["1588888888123"], ["2020-05-07T22:01:28.123Z"]),
        (["1723474994349345"], ["2024-08-12T15:03:14.349345Z"]),
        (["1588888888123456789"], ["2020-05-07T22:01:28.123456789Z"]),
        (["-11644473600"], ["1601-01-01T00:00:00Z"]),
        (["43831", "43831.5"], ["2020-01-01", "2020-01-01T12:00"]),
        (["2020-01-01 00:00:00", "2020-01-02 00:00:00"], ["2020-01-01", "2020-01-02"]),
        (["2020-01-01 00:00:00", "2020-01-02 10:00:00"], ["2020-01-01T00:00:00", "2020-01-02T10:00:00"]),
        (["2020-01-01T23:30:00-11:00"], ["2020-01-01T23:30:00-11:00"]),
    ],
)
def test_digits_mean_what_their_whole_column_says(values: list[str], expected: list[str]) -> None:
    evidence = StyleEvidence()
    for value in values:
        evidence.add(value)
    assert [find_date(value, evidence.style) for value in values] == expected


def test_an_order_that_no_value_decides_is_reported() -> None:
    evidence = StyleEvidence()
    evidence.add("03/04/2020")
    assert list(evidence.remarks()) == ["day and month are read as day/month/year: no date decides it"]


@given(st.text(max_size=60), st.sampled_from(["dmy", "mdy"]))
def test_any_text_is_read_or_left_alone(text: str, order: str) -> None:
    found = find_date(text.strip(), DateStyle(order))
    assert found is None or EdtfDate.try_parse(found) is not None
