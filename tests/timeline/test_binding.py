"""Binding a query to a timeline."""

from __future__ import annotations

from datetime import date

import pytest

from tests.timelines import SMALL, VARIED
from tui.timeline.dates.calendar import first_second, last_second
from tui.timeline.dates.time_range import ALL_TIME, TimeRange
from tui.timeline.model.as_of import AsOf
from tui.timeline.query.binding import bind
from tui.timeline.query.bound import TEXT, BoundQuery, BoundTerm
from tui.timeline.query.comparison import parse_test
from tui.timeline.query.facet_names import FacetNames
from tui.timeline.query.language import Query
from tui.timeline.query.terms import Notice
from tui.timeline.reading.reader import parse_timeline

YEARS = ["-0043", "0043", "2021", "2022", "2023"]
TAGS = ["protest", "water supply"]
DATA = ["people ill", "tier", "a:b"]


def names_of(text: str) -> FacetNames:
    values = {"year": YEARS, "tag": TAGS}
    return FacetNames(parse_timeline(text), lambda facet: values.get(facet, []), lambda: DATA)


NAMES = names_of(SMALL)
VARIED_NAMES = names_of(VARIED)


def bound(text: str, names: FacetNames = NAMES) -> BoundQuery:
    return bind(Query.parse(text), names, lambda: date(2024, 9, 12))


def notice(text: str, names: FacetNames = NAMES) -> Notice:
    """Return the only notice of a query."""
    (found,) = bound(text, names).notices
    return found


def days(first: str, last: str) -> TimeRange:
    return TimeRange(first_second(date.fromisoformat(first)), last_second(date.fromisoformat(last)))


def term(field: str, *values: str, negated: bool = False) -> BoundTerm:
    return BoundTerm(field, frozenset(values), negated)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Téhéran", [term(TEXT, "teheran")]),
        ('-"petit  nombre"', [term(TEXT, "petit nombre", negated=True)]),
        ("actor:Téhéran,Moscou", [term("actor", "iran", "russia")]),
        ("actor:Patrou", [term("actor", "patrushev")]),
        ("-weapon:shahed", [term("weapon", "shahed-136", negated=True)]),
        ("year:202", [term("year", "2021", "2022", "2023")]),
        ("year:43 year:0043", [term("year", "0043"), term("year", "0043")]),
        ('year:"44 BC" year:-0043', [term("year", "-0043"), term("year", "-0043")]),
        ("is:Disputed", [term("is", "disputed")]),
        ("thread:denial", [term("thread", "denial")]),
        ("actor:iran,zzz", [term("actor", "iran")]),
        ("actor:zzz is:zzz thread:zzz", []),
        ("title:Nié,drone -quote:x", [term("title", "nie", "drone"), term("quote", "x", negated=True)]),
        ("foo:Bär,x", [term(TEXT, "foo:bar,x")]),
        ("-windows:evtx:record", [term(TEXT, "windows:evtx:record", negated=True)]),
        ("foo:", [term(TEXT, "foo:")]),
        ("in:2022 known:2023 certain:yes", []),
    ],
)
def test_typed_values_become_ids(text: str, expected: list[BoundTerm]) -> None:
    assert list(bound(text).terms) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("place:molo topic:agua", [term("place", "pier"), term("topic", "water")]),
        ('tag:Water,"water supply"', [term("tag", "water supply")]),
        ("Topic:drinking TOPIC:money", [term("topic", "drinking-water"), term("topic", "money")]),
        ("LEGAL-BASIS:art", []),
        ("source:gazette", [term("source", "gazette")]),
        ('source:"the gazette" source:gaceta', [term("source", "outlet:gazette")] * 2),
        ("has:LEGAL-BASIS,主题 -has:quote", [term("has", "Legal-basis", "主题"), term("has", "quote", negated=True)]),
        ("data.people-ill:>10,3..5", [term("data.people ill", ">10", "3..5")]),
        ("DATA.People_Ill:2 -data.peopleill:2", [term("data.people ill", "2", negated=sign) for sign in (False, True)]),
        ("data.ab:1 data.zzz:1", [term("data.a:b", "1")]),
    ],
)
def test_what_a_file_declares_is_bound_by_its_own_names(text: str, expected: list[BoundTerm]) -> None:
    assert list(bound(text, VARIED_NAMES).terms) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [ALL_TIME]),
        ("in:2022-11", [days("2022-11-01", "2022-11-30")]),
        ("after:2022", [TimeRange(first_second(date(2023, 1, 1)), None)]),
        ("before:2022", [TimeRange(None, last_second(date(2021, 12, 31)))]),
        ("after:2021 before:2023", [days("2022-01-01", "2022-12-31")]),
        ("on:2022-11-08,2023-01-05 in:2022", [days("2022-11-08", "2022-11-08")]),
        ("in:2021 in:2022", []),
        ("in:zzz", [ALL_TIME]),
    ],
)
def test_date_terms_become_the_ranges_that_all_of_them_allow(text: str, expected: list[TimeRange]) -> None:
    assert list(bound(text).ranges) == expected


@pytest.mark.parametrize("text", ['in:"since 2022"', "in:2022/..", 'in:"2022 or later"'])
def test_a_date_with_an_open_end_is_a_range_without_an_end(text: str) -> None:
    assert bound(text).ranges == (TimeRange(first_second(date(2022, 1, 1)), None),)


def test_before_now_is_before_today() -> None:
    assert bound("before:now").ranges == bound("before:today").ranges


def test_a_time_with_a_zone_is_moved_to_the_clock_of_the_timeline() -> None:
    paris = names_of("title: T\ntimezone: Europe/Paris\nevents: [{id: a, date: 2022, title: A}]\n")
    assert bound('on:"8 nov 2022 13:30 UTC"', paris).ranges == bound('on:"8 nov 2022 14:30"', paris).ranges


def test_negated_date_terms_become_excluded_ranges() -> None:
    query = bound("-in:2022 -after:2023")
    assert query.ranges == (ALL_TIME,)
    assert query.excluded_ranges == (
        days("2022-01-01", "2022-12-31"),
        TimeRange(first_second(date(2024, 1, 1)), None),
    )
    assert query.is_dated


@pytest.mark.parametrize(
    ("text", "day", "certain"),
    [
        ("known:2022", "2022-12-31", False),
        ("known:2021,2022-11", "2022-11-30", False),
        ("known:2023 known:2022", "2022-12-31", False),
        ("known:2022 certain:yes", "2022-12-31", True),
        ("known:2022 certain:yes,no", "2022-12-31", False),
        ("-known:2022", None, False),
        ("certain:yes", None, False),
    ],
)
def test_the_timeline_is_seen_as_of_the_earliest_day_that_known_terms_name(
    text: str, day: str | None, certain: bool
) -> None:
    expected = None if day is None else AsOf(last_second(date.fromisoformat(day)), certain)
    assert bound(text).as_of == expected


def test_a_bound_query_gives_its_values_by_facet() -> None:
    query = bound("actor:iran actor:russia -actor:irgc drone -missile")
    assert query.values("actor") == {"iran", "russia"}
    assert query.values("actor", negated=True) == {"irgc"}
    assert query.needles == ("drone",)


def test_the_words_to_highlight_are_those_of_any_text() -> None:
    assert bound("drone title:x -quote:y foo:bar").needles == ("drone", "x", "foo:bar")


@pytest.mark.parametrize(
    ("text", "span", "message"),
    [
        ("actor:irna missile", (6, 10), "unknown actor 'irna'; did you mean 'iran'?"),
        (
            "weapon:drone,zzzz",
            (13, 17),
            "unknown weapon 'zzzz'; it is one of Missile, Ballistic missile, Fateh-110, Drone, Shahed-136",
        ),
        (
            "status:nope",
            (7, 11),
            "unknown status 'nope'; it is one of confirmed, announced, reported, alleged, warned, planned, denied",
        ),
        ("is:disputd", (3, 10), "unknown value 'disputd' of is; did you mean 'disputed'?"),
        (
            "is:zzz",
            (3, 6),
            "unknown value 'zzz' of is; it is one of disputed, unanswered, inferred, draft, internal, undated, marked, "
            "noted",
        ),
        ("thread:zzz", (7, 10), "unknown event 'zzz'; T writes this of the event at hand"),
        ("-known:2022", (0, 11), "'-known:' means nothing; write known: with a date"),
        ("-certain:yes", (0, 12), "'-certain:' means nothing; write certain:no, or leave it out"),
        ("before:nov 2023", (0, 15), 'a date in several words; in quotes it is one: before:"nov 2023"'),
        (
            "in:undated",
            (3, 10),
            "in 'undated': that is any time; write is:undated for events without a known date",
        ),
        ("-on:../..", (4, 9), "on '../..': that is any time; write is:undated for events without a known date"),
        ("after:2022/..", (6, 13), "after '2022/..': that has no last day; write in: instead"),
        ("before:../2022", (7, 14), "before '../2022': that has no first day; write in: instead"),
        (
            'known:"since 2022"',
            (6, 18),
            "known 'since 2022': that has no last day; write the day on which it was known",
        ),
        ("in:43", (3, 5), "in '43': 43 may be a day or a year; write 0043 or ad 43, or the day with its month"),
        ("title:x,-", (8, 9), "nothing to look for in the title; write title:drone"),
        ("data.tier:>x", (10, 12), "'>x' is not a comparison with a number; write >10 or 10..20"),
        ("data.tier:", (0, 10), "'data.tier:' needs a value; write data.tier:>10"),
        ("data.teir:1", (0, 11), "no event has 'data.teir'; did you mean 'data.tier'?"),
        ("data.zzz:1", (0, 10), "no event has 'data.zzz'; there is data.people-ill, data.tier, data.ab"),
    ],
)
def test_a_part_without_meaning_gives_an_error_with_its_span(text: str, span: tuple[int, int], message: str) -> None:
    assert notice(text)[:4] == (*span, message, False)


@pytest.mark.parametrize(
    ("text", "span", "message"),
    [
        ("topic:", (0, 6), "'topic:' needs a value; write topic:water"),
        ("Topic:", (0, 6), "'Topic:' needs a value; write Topic:water"),
        ("主题:", (0, 3), "'主题:' needs a value; write 主题:…"),
        ("topic:watr", (6, 10), "unknown topic 'watr'; did you mean 'water'?"),
        (
            "topik:water",
            (0, 11),
            "'topik' is not a field, so all of this is looked for as a word; did you mean 'topic:'?",
        ),
        ("has:topik", (4, 9), "unknown value 'topik' of has; did you mean 'topic'?"),
    ],
)
def test_notices_know_the_facets_of_the_file(text: str, span: tuple[int, int], message: str) -> None:
    found = notice(text, VARIED_NAMES)
    assert (found.start, found.end, found.message) == (*span, message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("windows:evtx:record", "'windows' is not a field, so all of this is looked for as a word"),
        ("actr:iran", "'actr' is not a field, so all of this is looked for as a word; did you mean 'actor:'?"),
    ],
)
def test_a_name_that_is_no_field_gives_a_hint(text: str, message: str) -> None:
    assert notice(text) == Notice(0, len(text), message, is_hint=True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("iran AND drone", "'AND' is looked for as a word; leave it out, as all terms must match"),
        ("actor:iran OR actor:russia", "'OR' is looked for as a word; a comma means either: actor:iran,russia"),
        ("actor:iran | Moscou", "'|' is looked for as it is; a comma means either: actor:iran,Moscou"),
        (
            "drone OR missile",
            "'OR' is looked for as a word; a comma means either, between values of a field: actor:iran,russia",
        ),
        ("a|b", "'|' is looked for as it is; a comma means either, between values of a field: actor:iran,russia"),
        ("NOT drone", "'NOT' is looked for as a word; a minus means not: -drone"),
        ("NOT actor:iran", "'NOT' is looked for as a word; a minus means not: -actor:iran"),
        ("x NOT", "'NOT' is looked for as a word; a minus means not: -word"),
        ("miss*", "'*' is looked for as it is; a part of a word is enough: miss"),
        ("wom?n", "'?' is looked for as it is; a part of a word is enough: wom"),
        ("*", "'*' is looked for as it is; an empty query finds every event"),
        (
            "(drone",
            "'(' is looked for as it is; all terms must match, and a comma means either: actor:iran,russia",
        ),
        ("+drone", "'+' is looked for as it is; leave it out, as all terms must match: drone"),
        ("!drone", "'!' is looked for as it is; a minus means not: -drone"),
        ("date:2022", "'date' is not a field, so all of this is looked for as a word; did you mean 'in:'?"),
        (
            "in:november",
            'november means November 2023, the latest that has begun; for another year write in:"november 2023"',
        ),
        (
            'before:"8 nov"',
            '8 nov means 8 November 2023, the latest that has begun; for another year write before:"8 nov 2023"',
        ),
    ],
)
def test_what_means_something_elsewhere_is_explained(text: str, message: str) -> None:
    found = notice(text)
    assert (found.message, found.is_hint) == (message, True)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("actor:iran|russia", "a comma means either: actor:iran,russia"),
        ("actor:ira*", "the beginning of a name is enough: actor:ira"),
        ("actor:*", "has:actor finds all with one"),
        ("actor:(iran", "brackets have no meaning here; a comma means either: actor:iran,…"),
    ],
)
def test_a_value_with_signs_of_other_languages_is_explained(text: str, remedy: str) -> None:
    found = notice(text)
    assert found.message.endswith(f"; {remedy}")
    assert not found.is_hint


@pytest.mark.parametrize(
    "text", ["and", "Or", '"AND"', '"miss*"', "-miss*", "C++", "in:yesterday", "in:2022", "O'Brien"]
)
def test_what_means_nothing_elsewhere_needs_no_hint(text: str) -> None:
    assert bound(text).notices == ()


@pytest.mark.parametrize("text", ["—", "-", "x ‑"])
def test_a_term_that_is_ignored_is_an_error(text: str) -> None:
    found = notice(text)
    assert "has no letter or digit" in found.message
    assert not found.is_hint


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("actor:", "actor:iran"),
        ("place:", "place:harbour"),
        ("topic:", "topic:water"),
        ("in:", "in:2023"),
        ("known:", "known:2023"),
        ("title:", "title:legend"),
        ("thread:", "thread:"),
        ("is:", "is:disputed"),
    ],
)
def test_a_missing_value_is_shown_by_one_of_the_timeline(text: str, example: str) -> None:
    found = notice(text, NAMES if text == "actor:" else VARIED_NAMES)
    assert example in found.message
    assert "iran" not in found.message or text == "actor:"


@pytest.mark.parametrize("text", ["https://example.org/a,b", "-http://x", "14:30", "2022-11-08T14:30"])
def test_an_address_and_a_time_of_day_need_no_hint(text: str) -> None:
    assert bound(text).notices == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("actor:trump", "only Ann Trump; 1 more begins like this, such as Trumpet Brothers"),
        ("actor:board,TRUMP", "only Ann Trump; 1 more begins like this, such as Trumpet Brothers"),
        ("-actor:trump", "only Ann Trump; 1 more begins like this, such as Trumpet Brothers"),
        ("source:gazette", "only The archive of the Gazette; 2 more begin like this, such as The Gazette"),
    ],
)
def test_a_name_that_hides_longer_ones_gives_a_hint(text: str, message: str) -> None:
    found = notice(text, VARIED_NAMES)
    assert (found.message, found.is_hint) == (message, True)
    assert text[found.start : found.end].lower() in ("trump", "gazette")


@pytest.mark.parametrize(
    "text",
    [
        "actor:trum",  # finds both
        "actor:trumpet",
        "topic:water",  # drinking-water is below it
        "source:outlet:gazette",
        "year:2022",
    ],
)
def test_a_name_that_hides_nothing_needs_no_hint(text: str) -> None:
    assert bound(text, VARIED_NAMES).notices == ()


def test_several_values_of_one_name_are_counted_in_the_hint() -> None:
    head = "title: T\nactors: {a: {name: Ann Lee}, b: {name: Ann Lee}, c: {name: Ann Lee Smith}}\nevents: []\n"
    found = notice('actor:"ann lee"', names_of(head))
    assert found.message == "only the 2 with exactly this name; 1 more begins like this, such as Ann Lee Smith"


def test_no_further_field_is_offered_where_there_is_none() -> None:
    names = FacetNames(parse_timeline(SMALL))
    assert notice("data.killed:1", names).message == "no event has 'data.killed'; no event has further fields"
    assert notice("year:2022", names).message == "unknown year '2022'; no event has a year"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("1890", "unknown year '1890'; the years here are -0043 to 2023"),
        ("0034", "unknown year '0034'; the years here are -0043 to 2023"),
    ],
)
def test_the_notice_of_an_unknown_year_says_which_there_are(typed: str, message: str) -> None:
    assert notice(f"year:{typed}").message == message


def test_the_notice_of_an_impossible_date_gives_the_reason() -> None:
    found = notice("missile in:2022-02-30")
    assert (found.start, found.end) == (11, 21)
    assert found.message.startswith("in '2022-02-30': ")
    assert "28" in found.message


def test_errors_are_in_the_order_of_the_text_and_hints_come_after_them() -> None:
    notices = bound("actor:zzz foo:bar is:zzz weapon: bar:foo").notices
    assert [(found.start, found.is_hint) for found in notices] == [
        *((start, False) for start in (6, 21, 25)),
        *((start, True) for start in (10, 33)),
    ]


@pytest.mark.parametrize(
    ("typed", "passing", "failing"),
    [
        (">10", ["10.5", "1e3", " 11 "], ["10", "-11", "eleven", "11 people", ""]),
        (">= 10", ["10", "10.0", "1e1"], ["9.99"]),
        ("<10", ["9", "-3", "−3", ".5"], ["10", "ten"]),
        ("<=-1", ["-1", "−1.0"], ["0"]),
        ("=0.1", ["0.10", "1e-1"], ["0.11", "=0.1"]),
        ("10..20", ["10", "20", "15.5"], ["9", "21", "10..20"]),
        ("20..10", ["10", "15"], ["9"]),
        ("10", ["10", "10.0", "10 people", "about 10"], ["100", "1.0"]),
        ("Première classe", ["premiere classe", "la PREMIÈRE classe"], ["classe premiere", "1"]),
        ("nan", ["banana"], ["1"]),
    ],
)
def test_a_further_field_is_compared_as_a_number_or_searched_as_a_text(
    typed: str, passing: list[str], failing: list[str]
) -> None:
    passes = parse_test(typed)
    assert passes is not None
    assert [value for value in (*passing, *failing) if passes(value)] == passing


@pytest.mark.parametrize("typed", ["", " ", ">", ">x", "<=ten", "=primary", "-", ">1 2"])
def test_what_compares_with_no_number_is_no_test(typed: str) -> None:
    assert parse_test(typed) is None
