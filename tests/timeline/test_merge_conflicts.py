"""What a three-way merge decides, what it leaves to somebody, and what it does to the text."""

from __future__ import annotations

import json

import pytest

from tests.timelines import changed
from tui.timeline.merging.document import Document, Tree
from tui.timeline.merging.merge import Merged, merge_texts
from tui.timeline.merging.values import Conflict

BASE = """\
title: A harbour
sources:
  gazette: {title: The gazette, issued: 2022-11}
  log: {title: The log}
actors:
  port: {name: Port authority}
  state: {name: The state}
  navy: {name: Navy, part_of: state}
views:
  - {name: denials, query: "status:denied"}
events:
  # the first ship
  - id: landing
    date: 2022-11-08 # by the log
    title: A ship lands
    tags: [ship, dawn]
    quotes:
      - source: gazette
        exact: un navire
        translation: a ship
      - source: log
        exact: 06:10 ship

  - id: denial
    date: 2022-11-09
    title: The port denies it
    actors: [port]
    links: {denies: landing}

  - id: storm
    date: 2022-11-10
    title: A storm
"""
LANDING = BASE[BASE.index("  # the first") : BASE.index("  - id: denial")]
STORM = BASE[BASE.index("\n  - id: storm") :]


def merged(ours: str, theirs: str, base: str = BASE) -> tuple[Merged, Tree]:
    """Return what is merged, in the layout of ours."""
    found = merge_texts(base, ours, theirs)
    assert found.is_kept
    return found, Document(found.text).tree


def test_fields_of_one_event_and_values_of_one_list_are_merged() -> None:
    ours = changed(
        BASE, ("[ship, dawn]", "[ship, port]"), ("un navire", "un grand navire"), ("2022-11-08 #", "2022-11-07 #")
    )
    theirs = changed(
        BASE, ("[ship, dawn]", "[night, ship, dawn]"), (": a ship", ": a large ship"), ("A ship", "One ship")
    )
    found, tree = merged(ours, theirs)
    assert not found.conflicts
    landing = tree["events"]["landing"]
    assert landing["tags"] == ["night", "ship", "port"]
    assert landing["quotes"][0] == {"source": "gazette", "exact": "un grand navire", "translation": "a large ship"}
    assert (landing["date"], landing["title"]) == ("2022-11-07", "One ship lands")
    assert "date: 2022-11-07 # by the log\n    title: One ship lands\n" in found.text


def test_quotes_that_both_sides_add_are_both_there() -> None:
    def added(words: str) -> str:
        return changed(
            BASE, ("exact: 06:10 ship\n", f"exact: 06:10 ship\n      - source: log\n        exact: {words}\n")
        )

    found, tree = merged(added("07:20 unloading"), added("08:30 leaving"))
    assert not found.conflicts
    words = [quote["exact"] for quote in tree["events"]["landing"]["quotes"]]
    assert sorted(words) == ["06:10 ship", "07:20 unloading", "08:30 leaving", "un navire"]


def test_links_follow_an_event_that_the_other_side_gave_another_id() -> None:
    ours = changed(BASE, ("id: landing", "id: arrival"), ("denies: landing", "denies: arrival"))
    theirs = changed(BASE, ("title: A storm\n", "title: A storm\n    links: {follows: landing}\n"))
    for found, tree in (merged(ours, theirs), merged(theirs, ours)):
        assert not found.conflicts
        assert tree["events"]["storm"]["links"] == {"follows": ["arrival"]}
        assert tree["events"]["denial"]["links"] == {"denies": ["arrival"]}


def test_ids_that_moved_from_event_to_event_are_taken() -> None:
    def numbered(first: int) -> str:
        events = (f"  - {{id: e{first + n}, date: 199{n}, title: T{n}}}\n" for n in range(3))
        return f"title: T\nevents:\n{''.join(events)}"

    assert merged(numbered(1), numbered(2), numbered(1))[1] == Document(numbered(2)).tree
    assert merged(numbered(2), numbered(1), numbered(1))[1] == Document(numbered(2)).tree
    found, tree = merged(numbered(2), numbered(3), numbered(1))
    assert [event["title"] for event in tree["events"].values()] == ["T0", "T1", "T2"]
    assert {conflict.path[-1] for conflict in found.conflicts} == {"id"}


def test_new_events_and_sources_with_one_id_are_told_apart() -> None:
    def added(title: str, day: int) -> str:
        event = f"\n  - id: new\n    date: 2022-12-0{day}\n    title: {title}\n    sources: [paper]\n"
        return changed(BASE, ("  log:", f"  paper: {{title: {title} paper}}\n  log:")) + event

    found, tree = merged(added("Mine", 1), added("Theirs", 2))
    assert not found.conflicts
    assert found.told_apart == {"paper": "paper-2", "new": "new-2"}
    assert tree["events"]["new-2"]["title"] == "Theirs"
    assert tree["events"]["new-2"]["sources"] == ["paper-2"]
    assert tree["sources"]["paper-2"] == {"title": "Theirs paper"}


def test_one_event_that_both_added_is_one() -> None:
    def added(event_id: str) -> str:
        return f"{BASE}\n  - id: {event_id}\n    date: 2022-12-01\n    title: Same\n"

    found, tree = merged(added("mine"), added("theirs") + "    summary: More\n", BASE)
    assert "theirs" in tree["events"]
    found, tree = merged(added("mine"), added("theirs"))
    assert not found.conflicts
    assert "theirs" not in tree["events"]
    found, tree = merged(added("new"), added("new") + "    summary: More\n")
    assert tree["events"]["new"]["summary"] == "More"


def test_an_event_that_one_side_deleted_and_the_other_changed_stays() -> None:
    theirs = changed(BASE, ("title: A storm", "title: A great storm"))
    without = changed(BASE, (STORM, ""))
    found, tree = merged(without, theirs)
    assert [(conflict.path, conflict.reason) for conflict in found.conflicts] == [
        (("events", "storm"), "deleted by ours")
    ]
    assert tree["events"]["storm"]["title"] == "A great storm"
    assert "  # merge: event storm was deleted by ours and changed by theirs; it stays\n  - id: storm" in found.text
    found, tree = merged(theirs, without)
    assert [conflict.reason for conflict in found.conflicts] == ["deleted by theirs"]
    assert "storm" in tree["events"]
    found, tree = merged(without, BASE)
    assert not found.conflicts
    assert "storm" not in tree["events"]
    assert merged(BASE, without)[1] == tree


@pytest.mark.parametrize("is_mine", [True, False])
def test_what_one_side_deleted_and_the_other_newly_refers_to_stays(is_mine: bool) -> None:
    without = changed(BASE, (STORM, ""), ("  state: {name: The state}\n", ""), (", part_of: state", ""))
    using = changed(
        BASE,
        (
            "    actors: [port]\n    links: {denies: landing}",
            "    actors: [port, state]\n    links: {denies: [landing, storm]}",
        ),
    )
    found, tree = merged(without, using) if is_mine else merged(using, without)
    assert {conflict.path: conflict.reason for conflict in found.conflicts} == {
        ("actors", "state"): "still used",
        ("events", "storm"): "still used",
    }
    assert "storm" in tree["events"]
    assert tree["actors"]["state"] == {"name": "The state"}


def test_actors_that_became_part_of_each_other_are_as_ours_has_them() -> None:
    ours = changed(BASE, ("{name: Port authority}", "{name: Port authority, part_of: navy}"))
    theirs = changed(BASE, ("{name: The state}", "{name: The state, part_of: port}"))
    found, tree = merged(ours, theirs)
    assert tree["actors"]["port"]["part_of"] == "navy"
    assert "part_of" not in tree["actors"]["state"]
    assert found.conflicts == [Conflict(("actors", "state", "part_of"), "unreadable", None, "port")]


def test_what_only_together_cannot_be_read_is_as_ours_has_it() -> None:
    base = changed(BASE, ("  log: {title: The log}", "  log: {title: The log, url: https://a.org/log}"))
    ours = changed(base, ("{title: The log, url: https://a.org/log}", "{title: The log}"))
    theirs = changed(base, ("{title: The log, url: https://a.org/log}", "{url: https://a.org/log}"))
    found, tree = merged(ours, theirs, base)
    assert tree["sources"]["log"] == {"title": "The log"}
    assert [(conflict.path, conflict.reason) for conflict in found.conflicts] == [(("sources", "log"), "unreadable")]
    assert "# theirs: log: {url: https://a.org/log}" in found.text


def test_a_facet_of_which_both_make_something_else_is_as_ours_has_it() -> None:
    ours = changed(BASE, ("events:\n", "facets:\n  topic: {name: Topics}\nevents:\n")) + "    topic: [rain and wind]\n"
    theirs = changed(
        BASE,
        ("events:\n", "facets:\n  topic: {name: Topics, values: {rain: Rain}}\nevents:\n"),
        ("    actors: [port]\n", "    actors: [port]\n    topic: rain\n"),
    )
    found = merge_texts(BASE, ours, theirs)
    tree = Document(found.text).tree
    assert tree["facets"] == {"topic": {"name": "Topics"}}
    assert tree["events"]["storm"]["topic"] == ["rain and wind"]
    assert tree["events"]["denial"]["topic"] == ["rain"]
    assert [(conflict.path, conflict.reason) for conflict in found.conflicts] == [(("facets",), "unreadable")]
    assert "# theirs:   topic: {name: Topics, values: {rain: {name: Rain}}}" in found.text


def test_vocabularies_sources_views_and_the_head_are_merged() -> None:
    ours = changed(
        BASE,
        ("{name: Navy,", "{name: The navy,"),
        ("title: A harbour", "title: A port"),
        ("}\nevents", "}\n  - {name: mine, query: x}\nevents"),
    )
    theirs = changed(
        BASE,
        ("part_of: state}", "part_of: state, aliases: [fleet]}"),
        ("issued: 2022-11}", "issued: 2022-11-09}"),
        ("title: A harbour", "title: A harbour\nlanguage: en"),
        ('"status:denied"}', '"status:denied", sort: -date}'),
    )
    found, tree = merged(ours, theirs)
    assert not found.conflicts
    assert tree["actors"]["navy"] == {"name": "The navy", "part_of": "state", "aliases": ["fleet"]}
    assert tree["sources"]["gazette"]["issued"] == "2022-11-09"
    assert (tree["title"], tree["language"]) == ("A port", "en")
    assert tree["views"] == [
        {"name": "denials", "query": "status:denied", "sort": "-date"},
        {"name": "mine", "query": "x"},
    ]


def test_the_values_that_ours_did_not_take_can_all_be_read_in_comments() -> None:
    ours = changed(BASE, ("translation: a ship", "translation: some ship"), ("title: A storm", "title: Wind"))
    theirs = changed(
        BASE,
        ("translation: a ship", "translation: |-\n          one\n          two"),
        ("title: A storm", "title: Rain"),
    )
    found, _ = merged(ours, theirs)
    assert (
        "        # merge: translation of quote 1 of event landing was changed by both; ours stands\n"
        "        # theirs: translation: |-\n"
        "        # theirs:   one\n"
        "        # theirs:   two\n"
        "        translation: some ship\n"
    ) in found.text
    assert "    # theirs: title: Rain\n    title: Wind\n" in found.text
    assert [found.text.splitlines()[line - 1].strip() for line, _ in found.lines] == [
        "translation: some ship",
        "title: Wind",
    ]


def test_comments_of_theirs_are_taken_with_lines_that_merge() -> None:
    theirs = changed(BASE, ("title: A harbour", "# a note\ntitle: A harbour"))
    by_lines = changed(theirs, ("title: A storm", "title: Wind"))
    ours = changed(BASE, ("title: A storm", "title: Wind"))
    assert merge_texts(BASE, ours, theirs, by_lines).text == by_lines
    assert merge_texts(BASE, ours, theirs, "title: [").text == ours


def test_comments_go_with_the_event_that_theirs_deleted_unless_ours_wrote_them_since() -> None:
    base = changed(BASE, ("  - id: storm", "  # by hearsay\n  - id: storm"))
    theirs = changed(base, ("  # by hearsay\n" + STORM[1:], ""))
    found, tree = merged(changed(base, ("title: A harbour", "title: A port")), theirs, base)
    assert "storm" not in tree["events"]
    assert "hearsay" not in found.text
    found, tree = merged(changed(base, ("  # by hearsay\n", "  # by hearsay\n  # TODO ask\n")), theirs, base)
    assert "storm" not in tree["events"]
    assert "  # by hearsay\n  # TODO ask\n" in found.text


def test_events_without_ids_are_known_by_date_and_title_and_get_none() -> None:
    base = "title: T\nevents:\n  - {date: 1990, title: One}\n  - {date: 1991, title: Two}\n"
    ours = changed(base, ("title: One}", "title: One, tags: [x]}"))
    theirs = changed(base, ("title: Two}", "title: Two, tags: [y]}\n  - {date: 1992, title: Three}"))
    found, _ = merged(ours, theirs, base)
    assert found.text == (
        "title: T\nevents:\n  - {date: 1990, title: One, tags: [x]}\n  - {date: 1991, title: Two, tags: [y]}\n"
        "  - {date: 1992, title: Three}\n"
    )


def test_a_file_of_version_1_is_merged_with_one_of_version_2() -> None:
    base = "dateline: 1\ntitle: T\nevents:\n  - id: a\n    date: 2022-01/2022-02\n    title: A\n"
    theirs = "dateline: 2\ntitle: T\nevents:\n  - id: a\n    date: [2022-01..2022-02]\n    title: A\n"
    found, tree = merged(changed(base, ("title: A", "title: B")), theirs, base)
    assert tree == {
        "dateline": 2,
        "title": "T",
        "events": {"a": {"id": "a", "date": "[2022-01..2022-02]", "title": "B"}},
    }
    assert not found.conflicts


def test_a_file_in_brackets_is_laid_out_anew() -> None:
    base = json.dumps({"title": "T", "events": [{"id": "a", "date": "1990", "title": "A"}]})
    ours, theirs = changed(base, ('"A"', '"B"')), changed(base, ("1990", "1991"))
    found = merge_texts(base, ours, theirs)
    assert not found.is_kept
    assert json.loads(found.text)["events"] == [{"id": "a", "title": "B", "date": "1991"}]
    assert Document(found.text).tree["events"]["a"] == {"id": "a", "date": "1991", "title": "B"}
    assert merge_texts(base, ours, base).text == ours


def test_windows_line_ends_stay() -> None:
    theirs = changed(BASE, (LANDING, f"{LANDING}  - id: more\n    date: 2022-11-08\n    title: More\n\n"))
    found, tree = merged(BASE.replace("\n", "\r\n"), theirs)
    assert "more" in tree["events"]
    assert found.text.count("\n") == found.text.count("\r\n")


def test_ours_stands_with_theirs_in_comments_if_nothing_else_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.timeline.merging.merge._means", lambda text, tree: False)
    ours, theirs = changed(BASE, ("title: A storm", "title: Wind")), changed(BASE, ("tags: [ship", "tags: [ferry"))
    found = merge_texts(BASE, ours, theirs)
    assert [conflict.path for conflict in found.conflicts] == [()]
    assert found.text.endswith(ours)
    assert "# theirs:     tags: [ferry, dawn]\n" in found.text
    assert Document(found.text).tree == Document(ours).tree
