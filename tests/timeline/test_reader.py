from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.timelines import BUNDLED, HEAD, SMALL, event
from tui.timeline.reading.careful_reader import read_carefully
from tui.timeline.reading.problems import MAX_PROBLEMS, Position, TimelineError, ValuePath
from tui.timeline.reading.reader import parse_timeline, read_timeline


def errors(text: str) -> list[str]:
    with pytest.raises(TimelineError) as caught:
        parse_timeline(text, "t.yaml")
    return caught.value.lines()


# Reading


def test_everything_in_a_timeline_is_read(parser: str) -> None:
    timeline = parse_timeline(SMALL)
    assert timeline.title == "A small timeline"
    delivery = timeline.events[timeline.numbers["delivery"]]
    assert delivery.date.text == "[2023-01-01~..2023-01-10~]"
    assert (delivery.date_text, delivery.date_basis) == ("début janvier", "derived")
    assert (delivery.kind, delivery.status) == ("delivery", "alleged")
    assert delivery.values["actor"] == ("irgc", "russia")
    assert delivery.values["weapon"] == ("fateh-110",)
    (quote,) = delivery.quotes
    assert quote.exact == "L’Iran aurait livré des « missiles »"
    assert (quote.source, quote.paragraph) == ("herald-2023", 2)
    denial = timeline.events[timeline.numbers["denial"]]
    assert (denial.values["speaker"], denial.values["via"]) == (("iran",), ("herald",))
    assert denial.links == (("denies", "delivery"), ("follows", "visit"))
    patrushev = timeline.vocabularies["actors"]["patrushev"]
    assert (patrushev.parent, patrushev.aliases) == ("russia", ("Patrouchev", "Patroushev"))
    assert timeline.sources["herald-2023"].url == "https://example.org/suite"


def test_events_are_ordered_by_earliest_bound_then_latest_then_position_in_the_file() -> None:
    timeline = parse_timeline(SMALL)
    assert [event.id for event in timeline.events] == ["talks", "visit", "drones", "delivery", "denial"]


def test_an_event_knows_its_line(parser: str) -> None:
    timeline = parse_timeline(SMALL)
    lines = SMALL.split("\n")
    for read in timeline.events:
        assert lines[read.line - 1] == f"  - id: {read.id}"


def test_values_keep_their_text(parser: str) -> None:
    timeline = parse_timeline(HEAD + event(title="2022-02-30", summary="NO", date_text="0x1F"))
    assert timeline.events[0].title == "2022-02-30"
    assert timeline.events[0].summary == "NO"
    assert timeline.events[0].date_text == "0x1F"


def test_a_folded_quote_keeps_its_no_break_spaces() -> None:
    text = HEAD + event(quotes="") + "  quotes:\n  - source: s\n    exact: >-\n      «\xa0un\n      deux\xa0»\n"
    assert parse_timeline(text).events[0].quotes[0].exact == "«\xa0un deux\xa0»"


def test_a_value_may_refer_to_something_defined_after_it() -> None:
    header, events = HEAD.split("events:\n")[0], event(actors="iran")
    assert parse_timeline(f"events:\n{events}{header}").events[0].values["actor"] == ("iran",)


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    file = tmp_path / "windows.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert read_timeline(file) == parse_timeline(SMALL)


def test_a_timeline_may_have_no_events() -> None:
    assert parse_timeline("title: T\nevents: []\n").events == ()


def test_null_counts_as_missing() -> None:
    timeline = parse_timeline(HEAD + event(summary="null", note="~", speaker="null"))
    one = timeline.events[0]
    assert (one.summary, one.note) == (None, None)
    assert "speaker" not in one.values


def test_the_positions_of_values_are_recorded() -> None:
    positions: dict[ValuePath, Position] = {}
    read_carefully(SMALL, "t.yaml", positions)
    lines = SMALL.split("\n")
    line, column = positions["events", "visit", "quotes", 1, "exact"]
    assert lines[line - 1][column - 1 :] == "la visite de novembre"
    line, column = positions["actors", "patrushev", "aliases", 1]
    assert lines[line - 1][column - 1 :] == "Patroushev]"


def test_reading_leaves_the_garbage_collector_as_it_was() -> None:
    import gc

    assert gc.isenabled()
    errors("title: [")
    assert gc.isenabled()


def test_the_bundled_timeline_is_read_alike_with_and_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    text = BUNDLED.read_text(encoding="utf-8")
    fast = read_carefully(text, "t.yaml")
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert read_carefully(text, "t.yaml") == fast


# Problems, each with its exact message

ONE = HEAD + event()
KINDS = (
    "visit, talks, agreement, delivery, use, deployment, training, production, procurement, sanction, resolution, "
    "statement, assessment, context"
)
STATUSES = "confirmed, announced, reported, alleged, warned, planned, denied"
DATES = "write a date such as 2022-11-08, 2022-11, 2022 or 2022-11-08/2022-11-10"

REFUSED = {
    "empty": ("", "t.yaml: the file is empty; a timeline begins with 'title: …'"),
    "only a comment": ("# nothing\n", "t.yaml: the file is empty; a timeline begins with 'title: …'"),
    "a list": ("- a\n", "t.yaml:1:1: the file holds a list, not a timeline; a timeline begins with 'title: …'"),
    "a text": ("hello\n", "t.yaml:1:1: the file holds a text, not a timeline; a timeline begins with 'title: …'"),
    "not YAML": (
        "title: a: b\n",
        "t.yaml:1:9: not YAML: a ': ' inside a value, or a line indented too far; "
        "put quotes around the value, or correct the indentation",
    ),
    "an open quote": (
        "title: T\ndescription: 'it\nevents: []\n",
        "t.yaml:2:14: not YAML: a quote is opened here and never closed; close it",
    ),
    "a key without a colon": (
        "title: T\nevents\nactors: {}\n",
        "t.yaml:2:1: not YAML: a key without a colon; write 'key: value'",
    ),
    "a tab": ("title: T\n\tevents: []\n", "t.yaml:2:1: a tab where YAML needs spaces; indent with spaces"),
    "a control character": (
        "title: a\x07b\nevents: []\n",
        't.yaml:1:9: a control character U+0007; remove it, or write it as an escape in "…"',
    ),
    "a duplicate key": (
        "title: T\ntitle: U\nevents: []\n",
        "t.yaml:2:1: key 'title' stands on line 1 already; keep one of the two",
    ),
    "a duplicate key in an event": (
        ONE + "  title: Two\n",
        "t.yaml:12:3: key 'title' stands on line 10 already; keep one of the two",
    ),
    "an unknown key": (
        ONE + "  sumary: S\n",
        "t.yaml:12:3: unknown key 'sumary' in event 'one'; did you mean 'summary'?",
    ),
    "an unknown key like no other": (
        ONE.replace("exact: x", "exact: x, zzzz: y"),
        "t.yaml:11:34: unknown key 'zzzz' in a quote of event 'one'; "
        "known keys are source, paragraph, exact, prefix, suffix, translation",
    ),
    "an unknown key of the timeline": (
        ONE + "event: []\n",
        "t.yaml:12:1: unknown key 'event' in the timeline; did you mean 'events'?",
    ),
    "a missing title": ("events: []\n", "t.yaml: the timeline has no 'title'; add 'title: …'"),
    "missing events": ("title: T\n", "t.yaml: the timeline has no 'events'; add 'events:' and a list of them"),
    "a missing key": (
        HEAD + event(title=""),
        "t.yaml:6:3: event 'one' has no 'title'; write in a few words what happened",
    ),
    "an empty value": (
        HEAD + event(title="''"),
        "t.yaml:10:10: 'title' of event 'one' is empty; write in a few words what happened",
    ),
    "an id taken": (
        ONE + event(title="Two"),
        "t.yaml:12:7: event id 'one' is taken on line 6; give this event another id",
    ),
    "an id with a space": (
        HEAD + event(id="One Two"),
        "t.yaml:6:7: id 'One Two' has more than letters, digits, '-', '_' and '.'; write 'one-two'",
    ),
    "an unknown actor": (HEAD + event(actors="irann"), "t.yaml:12:11: unknown actor 'irann'; did you mean 'iran'?"),
    "an unknown speaker": (
        HEAD + event(speaker="[iran, zzz]"),
        "t.yaml:12:19: unknown actor 'zzz'; define it in 'actors', or name one that is",
    ),
    "an unknown weapon": (HEAD + event(weapons="dron"), "t.yaml:12:12: unknown weapon 'dron'; did you mean 'drone'?"),
    "an unknown source": (
        HEAD + event(quotes="[{source: nowhere, exact: x}]"),
        "t.yaml:11:21: unknown source 'nowhere'; define it in 'sources', or name one that is",
    ),
    "an unknown outlet": (
        ONE.replace("outlet: o", "outlet: p"),
        "t.yaml:2:23: unknown actor 'p'; define it in 'actors', or name one that is",
    ),
    "an unknown kind": (HEAD + event(kind="vist"), "t.yaml:8:9: unknown kind 'vist'; did you mean 'visit'?"),
    "a kind like no other": (
        HEAD + event(kind="zzz"),
        f"t.yaml:8:9: unknown kind 'zzz'; it is one of {KINDS}, or defined in 'kinds'",
    ),
    "an unknown status": (HEAD + event(status="true"), f"t.yaml:9:11: unknown status 'true'; it is one of {STATUSES}"),
    "an unknown link target": (
        HEAD + event("links: {denies: two}"),
        "t.yaml:12:19: unknown event 'two'; define it in 'events', or name one that is",
    ),
    "an unknown relation": (
        HEAD + event("links: {deny: one}"),
        "t.yaml:12:11: unknown key 'deny' in 'links' of event 'one'; did you mean 'denies'?",
    ),
    "a link to itself": (
        HEAD + event("links: {denies: one}"),
        "t.yaml:12:19: event 'one' links to itself; name another event",
    ),
    "a loop in the tree of actors": (
        ONE.replace("o: {name: O}", "o: {name: O, part_of: iran}").replace("name: Iran", "name: Iran, part_of: o"),
        "t.yaml:3:32: a loop in the tree of actors: 'o' in 'iran' in 'o'; change or remove a 'part_of'",
    ),
    "a weapon in itself": (
        ONE.replace("name: Drone", "name: Drone, kind_of: drone"),
        "t.yaml:4:41: a loop in the tree of weapons: 'drone' in 'drone'; change or remove a 'kind_of'",
    ),
    "an impossible date": (HEAD + event(date="2022-02-30"), "t.yaml:7:9: date '2022-02-30': "),
    "a day of a season": (HEAD + event(date="2022-21-05"), "t.yaml:7:9: date '2022-21-05': "),
    "no date": (HEAD + event(date=""), f"t.yaml:6:3: event 'one' has no 'date'; {DATES}"),
    "an inference without its reason": (
        HEAD + event(date_basis="inferred"),
        "t.yaml:6:3: event 'one' is dated by inference without a 'date_note'; say from what",
    ),
    "an empty quote": (
        HEAD + event(quotes="[{source: s, exact: '  '}]"),
        "t.yaml:11:31: 'exact' of a quote of event 'one' is empty; copy the source's words",
    ),
    "a paragraph that is no number": (
        HEAD + event(quotes="[{source: s, exact: x, paragraph: two}]"),
        "t.yaml:11:45: 'paragraph' of a quote of event 'one' is 'two'; write a whole number from 1",
    ),
    "an anchor": (
        HEAD + event(title="&t One"),
        "t.yaml:10:10: '&t' is an anchor, which a timeline does not use; remove '&t'",
    ),
    "an alias": (
        HEAD + event(title="*t"),
        "t.yaml:10:10: '*t' is an alias, which a timeline does not use; write the value out",
    ),
    "a tag": (
        HEAD + event(title="!!python/name:os.system One"),
        "t.yaml:10:10: 'tag:yaml.org,2002:python/name:os.system' is a tag, which a timeline does not use; remove it",
    ),
    "a mapping where a text belongs": (
        HEAD + event(title="{a: b}"),
        "t.yaml:10:10: 'title' of event 'one' is a mapping; write a text",
    ),
    "a list where a mapping belongs": (
        HEAD + event("links: [one]"),
        "t.yaml:12:10: 'links' of event 'one' is a list; write it as a mapping, with denies, contradicts, confirms …",
    ),
    "a text where a list belongs": (
        HEAD + event(quotes="x"),
        "t.yaml:11:11: 'quotes' of event 'one' is a text; write a list, each item after '- '",
    ),
    "events that are no list": (
        "title: T\nevents: {a: b}\n",
        "t.yaml:2:9: 'events' is a mapping; write a list, each event after '- '",
    ),
    "a key that is a list": (
        "title: T\nevents: []\n? [a]\n: b\n",
        "t.yaml:3:3: a key that is a list; a key is a plain word",
    ),
    "a second document": (
        "title: T\nevents: []\n---\ntitle: U\n",
        "t.yaml:3:1: a second YAML document begins here; a file holds one timeline: remove the '---' or split the file",
    ),
    "another version of the schema": (
        "dateline: 3\ntitle: T\nevents: []\n",
        "t.yaml:1:11: schema version '3'; this Dateline reads versions 1 and 2",
    ),
    "an invalid address": (
        ONE.replace("title: S", "title: S, url: 'javascript:alert(1)'"),
        "t.yaml:2:41: url 'javascript:alert(1)'; write an address that begins with https:// or http://",
    ),
    "an invalid digest": (
        ONE.replace("title: S", "title: S, sha256: abc"),
        "t.yaml:2:44: sha256 'abc'; write 64 digits from 0-9 and a-f",
    ),
}


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED)
def test_a_problem_is_reported_with_its_position_and_a_remedy(parser: str, text: str, message: str) -> None:
    lines = errors(text)
    if message.endswith(": "):  # the rest is the date parser's, and tested there
        assert lines[0].startswith(message)
        assert "; " in lines[0]
    else:
        assert message in lines
    assert len(lines) == 1


def test_all_problems_are_reported_in_the_order_of_the_file() -> None:
    text = HEAD + event(kind="vist", actors="irann", weapons="dron", date="2022-13")
    assert [line.split(": ")[0] for line in errors(text)] == [
        "t.yaml:7:9",
        "t.yaml:8:9",
        "t.yaml:12:11",
        "t.yaml:13:12",
    ]


def test_at_most_fifty_problems_are_reported_and_the_others_counted() -> None:
    text = HEAD + "".join(event(id=f"e{n}", kind="vist") for n in range(MAX_PROBLEMS + 7))
    lines = errors(text)
    assert len(lines) == MAX_PROBLEMS + 1
    assert lines[0].startswith("t.yaml:8:9: unknown kind")
    assert lines[-1] == "t.yaml: and 7 more"


def test_problems_before_unreadable_yaml_are_reported_with_it() -> None:
    assert [line.split(": ")[0] for line in errors(ONE + event(id="two", status="tol") + event() + "\tx\n")] == [
        "t.yaml:15:11",
        "t.yaml:24:1",
    ]


def test_half_a_character_is_refused(parser: str) -> None:
    (line,) = errors(HEAD + event(title='"\\ud800"'))
    assert line.startswith("t.yaml:10:1")


def test_a_billion_laughs_attack_is_refused_cheaply(parser: str) -> None:
    text = "title: T\nevents: []\na: &a [x, x]\n" + "".join(
        f"{name}: &{name} [*{before}, *{before}, *{before}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert any("is an alias" in line for line in errors(text))


def test_a_loop_is_reported_once_and_not_at_the_entries_that_lead_into_it() -> None:
    text = """\
title: T
actors:
  first: {name: F, part_of: a}
  a: {name: A, part_of: b}
  b: {name: B, part_of: a}
  last: {name: L, part_of: b}
events: [{date: 2022, title: T}]
"""
    with pytest.raises(TimelineError) as caught:
        parse_timeline(text, "t.yaml")
    assert caught.value.lines() == [
        "t.yaml:4:25: a loop in the tree of actors: 'a' in 'b' in 'a'; change or remove a 'part_of'"
    ]


def _deep_tree(levels: int) -> str:
    entries = "".join(f"  a{n}: {{name: A, part_of: a{n - 1}}}\n" for n in range(1, levels))
    return f"title: T\nactors:\n  a0: {{name: A}}\n{entries}events: [{{date: 2022, title: T, actors: [a0]}}]\n"


def test_a_tree_may_have_a_hundred_levels() -> None:
    for timeline in (parse_timeline(_deep_tree(100)), read_carefully(_deep_tree(100), "t.yaml")):
        assert len(timeline.vocabularies["actors"]) == 100


@pytest.mark.parametrize("levels", [101, 20_000])
def test_a_tree_with_more_levels_is_refused_where_it_is_too_deep(levels: int) -> None:
    with pytest.raises(TimelineError) as caught:
        parse_timeline(_deep_tree(levels), "t.yaml")
    assert caught.value.lines() == [
        "t.yaml:103:28: actor 'a100' is on level 101 of its tree; a tree has at most 100 levels: change a 'part_of'"
    ]


def test_a_long_loop_is_named_in_short() -> None:
    with pytest.raises(TimelineError) as caught:
        parse_timeline(_deep_tree(5_000).replace("a0: {name: A}", "a0: {name: A, part_of: a4999}"), "t.yaml")
    (line,) = caught.value.lines()
    assert "'a0' in 'a4999' in 'a4998' in 'a4997' in … in" in line
    assert len(line) < 200
