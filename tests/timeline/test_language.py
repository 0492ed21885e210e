from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.timeline.model.facets import RESERVED, is_reserved
from tui.timeline.query.language import Query
from tui.timeline.query.roles import Role
from tui.timeline.query.terms import DATA, EXAMPLES, FLAGS, NAMES, FieldTerm, Term, TextTerm

anything = st.one_of(st.text(), st.text(alphabet='ab:", -\\actorwep'))
names = st.text(min_size=1).filter(str.strip)
terms: st.SearchStrategy[Term] = st.one_of(
    st.builds(TextTerm, names, st.booleans()),
    st.builds(
        FieldTerm,
        st.sampled_from(
            [*NAMES, "topic", "主题", "Legal-basis", "विषय", "data.number-killed", "data.Coût(€)", "windows"]
        ),
        st.lists(names, min_size=1, max_size=3).map(tuple),
        st.booleans(),
    ),
)


def only_itself(typed: str) -> frozenset[str]:
    return frozenset({typed})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("  \t ", ()),
        ("iran drone", (TextTerm("iran"), TextTerm("drone"))),
        ('"petit nombre"', (TextTerm("petit nombre"),)),
        ('-iran -"a b"', (TextTerm("iran", True), TextTerm("a b", True))),
        ("actor:iran", (FieldTerm("actor", ("iran",)),)),
        ("ACTOR:Iran", (FieldTerm("actor", ("Iran",)),)),
        ("actor:iran,russia", (FieldTerm("actor", ("iran", "russia")),)),
        ("actor:iran actor:russia", (FieldTerm("actor", ("iran",)), FieldTerm("actor", ("russia",)))),
        ('-weapon:"Fateh 110",drone', (FieldTerm("weapon", ("Fateh 110", "drone"), True),)),
        ("a-b", (TextTerm("a-b"),)),
        ("-", (TextTerm("-"),)),
        ('say"so', (TextTerm('say"so'),)),
        (r'"a \"b\" \\"', (TextTerm(r'a "b" \ '.strip()),)),
        ("http://x.y", (TextTerm("http://x.y"),)),
        ("-https://x.y/?q=a,b", (TextTerm("https://x.y/?q=a,b", True),)),
        ("14:30 2022-11-08T14:30", (TextTerm("14:30"), TextTerm("2022-11-08T14:30"))),
        ("source:https://x.y", (FieldTerm("source", ("https://x.y",)),)),
        ("topic:water -Topic:rain", (FieldTerm("topic", ("water",)), FieldTerm("Topic", ("rain",), True))),
        ("主题:军事", (FieldTerm("主题", ("军事",)),)),
        ("विषय:पानी", (FieldTerm("विषय", ("पानी",)),)),
        ("data.killed:>10,<=2", (FieldTerm("data.killed", (">10", "<=2")),)),
        ("windows:evtx:record", (FieldTerm("windows", ("evtx:record",)),)),
        ('foo:"//x"', (FieldTerm("foo", ("//x",)),)),
    ],
)
def test_text_is_parsed_as_terms(text: str, expected: tuple[Term, ...]) -> None:
    query = Query.parse(text)
    assert query.terms == expected
    assert query.notices == ()


@pytest.mark.parametrize(
    ("text", "span", "message"),
    [
        ('iran "petit', (5, 11), 'the quote is not closed; end it with "'),
        ('actor:"petit', (6, 12), 'the quote is not closed; end it with "'),
        ("x actor:", (2, 8), "'actor:' needs a value; write actor:iran"),
        ("-weapon:", (0, 8), "'weapon:' needs a value; write weapon:missile"),
        ("title:", (0, 6), "'title:' needs a value; write title:drone"),
    ],
)
def test_an_unfinished_part_gives_a_notice(text: str, span: tuple[int, int], message: str) -> None:
    (notice,) = Query.parse(text).notices
    assert (notice.start, notice.end) == span
    assert notice.message == message


def test_a_name_that_may_be_no_field_is_kept_with_all_that_follows_it() -> None:
    (term, _) = Query.parse('Foo:bar,"a b" iran').terms
    assert isinstance(term, FieldTerm)
    assert (term.name, term.values, term.as_word) == ("Foo", ("bar", "a b"), "Foo:bar,a b")


def test_every_field_and_flag_of_the_language_is_reserved() -> None:
    flags = {flag for field in ("is", "has") for flag in FLAGS[field]}
    assert {*NAMES, *flags, DATA.removesuffix(".")} == RESERVED
    assert all(map(is_reserved, ("Actor", "data.x", "9-11", "kinds")))
    assert not any(map(is_reserved, ("topic", "主题", "dates", "data-x", "x9")))


def test_every_field_has_an_example() -> None:
    assert EXAMPLES.keys() == set(NAMES)
    assert all(EXAMPLES.values())


@given(anything)
def test_any_text_is_a_query_and_keeps_its_meaning_when_printed(text: str) -> None:
    query = Query.parse(text)
    assert Query.parse(str(query)) == query


@given(st.lists(terms, max_size=4).map(tuple))
def test_a_query_is_parsed_from_its_own_text(terms: tuple[Term, ...]) -> None:
    query = Query.parse(str(Query(terms)))
    assert query.terms == terms
    assert query.notices == ()


@given(anything)
def test_spans_are_within_the_text_and_in_order(text: str) -> None:
    query = Query.parse(text)
    spans = [term.span for term in query.terms]
    assert spans == sorted(spans)
    for start, end in [*spans, *((notice.start, notice.end) for notice in query.notices)]:
        assert 0 <= start < end <= len(text)


@given(anything, names, st.sampled_from(["or", "and", "not"]))
def test_toggling_a_value_twice_removes_it_again(text: str, value: str, role: Role) -> None:
    query = Query.parse(text)
    if value not in query.values("actor") + query.values("actor", negated=True):
        once = query.toggled("actor", value, only_itself, role)
        assert value in Query.parse(str(once)).values("actor", negated=role == "not")
        twice = once.toggled("actor", value, only_itself, role)
        assert value not in twice.values("actor") + twice.values("actor", negated=True)


def test_a_value_is_added_replaces_others_or_is_excluded() -> None:
    query = Query.parse("drone actor:iran -status:denied")
    assert str(query.toggled("actor", "russia", only_itself)) == "drone actor:iran,russia -status:denied"
    assert str(query.only("actor", "russia")) == "drone actor:russia -status:denied"
    assert str(query.toggled("actor", "russia", only_itself, "not")) == (
        "drone actor:iran -status:denied -actor:russia"
    )
    assert str(query.without("actor")) == "drone -status:denied"
    assert str(query.without("status")) == str(query)


def test_excluding_a_chosen_value_removes_it_from_the_chosen_ones() -> None:
    query = Query.parse("actor:iran,russia").toggled("actor", "iran", only_itself, "not")
    assert str(query) == "actor:russia -actor:iran"


def test_removing_one_of_several_values_meant_by_a_word_spells_out_the_others() -> None:
    def resolve(typed: str) -> frozenset[str]:
        return frozenset({"iran", "irgc", "iran-air"}) if typed == "ir" else frozenset({typed})

    assert str(Query.parse("actor:ir,x").toggled("actor", "iran", resolve)) == "actor:iran-air,irgc,x"


def test_a_value_is_added_to_the_last_of_several_terms_of_its_facet() -> None:
    query = Query.parse("actor:iran actor:russia").toggled("actor", "us", only_itself)
    assert str(query) == "actor:iran actor:russia,us"


def test_the_name_of_a_facet_is_found_in_any_case() -> None:
    query = Query.parse("Topic:water x -TOPIC:rain")
    assert query.values("topic") == ("water",)
    assert str(query.without("topic")) == "x -TOPIC:rain"
    assert str(query.only("topic", "money")) == "topic:money x -TOPIC:rain"
    assert str(query.toggled("topic", "water", only_itself)) == "x -TOPIC:rain"
    assert str(query.toggled("topic", "rain", only_itself, "not")) == "Topic:water x"
