"""Checks of links and of the order of events."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.growth import assert_linear
from tests.timeline.linting import findings, report
from tests.timelines import HEAD, changed, event, locate
from tui.timeline.checking.link_rules import _in_circles


def test_an_event_that_follows_a_later_one_is_the_only_finding_in_a_file_of_plans_and_intervals() -> None:
    text = (Path(__file__).parent / "data" / "order.yaml").read_text(encoding="utf-8")
    assert report(text) == [
        f"t.yaml:{locate(text, '[later]')}: event 'earlier' (1 January 2020) follows 'later', which is later "
        "(1 January 2021); correct one of the dates, or turn the link round [follows-later]"
    ]


@pytest.mark.parametrize(
    ("later", "earlier", "is_found"),
    [
        ("2022-11-07", "2022-11-08", True),
        ("2022-11-08", "2022-11-08", False),
        ("2022-11", "2022-11-08", False),
        ("[2022-11-01..2022-11-07]", "2022-11-08", True),
        ("[2022-11-01..2022-11-08]", "2022-11-08", False),
        ("2022-11-01/2022-12-01", "2022-11-08", True),
        ("2022-11-08T14:30", "2022-11-08T14:31", True),
        ("2022-11-08T14:30", "2022-11-08", False),
        ("-0044", "-0043", True),
        ("../..", "2022", False),
        ("2022", "../..", False),
        ("../2021", "2022", True),
        ("2022", "../2023", False),
    ],
)
def test_an_event_follows_a_later_one_only_if_it_surely_began_before(later: str, earlier: str, is_found: bool) -> None:
    used = {"actors": "iran", "weapons": "drone", "quotes": "", "sources": "s"}
    head = changed(HEAD, ("issued: 2022", "url: 'https://a.example'"))
    text = head + event("links: {follows: two}", id="one", date=f"'{later}'", **used)
    text += event(id="two", date=f"'{earlier}'", **used)
    assert [finding.rule for finding in findings(text)] == ["follows-later"] * is_found


@pytest.mark.parametrize(("status", "is_found"), [("announced", False), ("planned", False), ("warned", True)])
def test_what_is_announced_or_planned_may_be_dated_after_its_source(status: str, is_found: bool) -> None:
    text = HEAD + event(date="2025-01", date_text="2025", status=status, actors="iran", weapons="drone")
    assert [finding.rule for finding in findings(text)] == ["dated-after-source"] * is_found


@pytest.mark.parametrize("date", ["2022-12-31/2024", "2022-06/..", "[2022-12-31..2024]"])
def test_a_date_that_begins_before_its_source_came_out_may_reach_past_it(date: str) -> None:
    text = HEAD + event(date=f"'{date}'", actors="iran", weapons="drone")
    assert findings(text) == []


@pytest.mark.parametrize(
    ("relation", "rule", "words"),
    [
        ("part_of", "part-of-itself", "is part of an event that is part of it"),
        ("follows", "follows-itself", "follows an event that follows it"),
    ],
)
def test_each_event_in_a_circle_is_a_finding_at_its_link(relation: str, rule: str, words: str) -> None:
    used = {"date_text": "2022", "actors": "iran", "weapons": "drone"}
    last = event(f"links: {{{relation}: three}}", id="two", **used) + event(id="three", **used)
    text = HEAD + event(f"links: {{{relation}: [two]}}", id="one", **used) + last
    assert report(text) == []
    text = HEAD + event(f"links: {{{relation}: [two]}}", id="one", **used) + changed(last, ("three}", "one}"))
    assert report(text) == [
        f"t.yaml:{locate(text, where)}: event '{event_id}' {words}; remove one of the '{relation}' links [{rule}]"
        for event_id, where in (("one", "[two]"), ("two", "one}\n"))
    ]


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3)))
def test_circles_are_those_that_a_search_from_each_event_finds(links: dict[str, list[str]]) -> None:
    targets: dict[str, list[str]] = {letter: links.get(letter, []) for letter in "abcdef"}

    def reached(start: str) -> set[str]:
        found: set[str] = set()
        pending = [*targets[start]]
        while pending:
            if (target := pending.pop()) not in found:
                found.add(target)
                pending += targets[target]
        return found

    assert _in_circles(targets) == {letter for letter in targets if letter in reached(letter)}


def test_circles_are_looked_for_along_each_link_once() -> None:
    def work(size: int) -> Callable[[], object]:
        chain = {f"e{number}": [f"e{number - 1}"] if number else [] for number in range(size)}
        return lambda: _in_circles(chain)

    assert_linear(work, 200)
    circle = {str(number): [str((number + 1) % 5_000)] for number in range(5_000)}
    assert _in_circles(circle) == circle.keys()


def test_an_event_beside_a_circle_is_not_in_it() -> None:
    used = {"date_text": "2022", "actors": "iran", "weapons": "drone"}
    text = HEAD + "".join(
        event(f"links: {{part_of: {whole}}}", id=part, **used)
        for part, whole in (("one", "two"), ("two", "one"), ("beside", "one"))
    )
    assert len(report(text)) == 2
    assert not any("'beside'" in line for line in report(text))
