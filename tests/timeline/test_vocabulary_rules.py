"""Checks of the entries of vocabularies and of the facets that a file declares."""

from __future__ import annotations

import pytest

from tests.timeline.linting import report
from tests.timelines import HEAD, changed, event, locate
from tui.app.scopes import ANYWHERE, SCOPES
from tui.timeline.checking.facet_rules import APP_KEYS

OWN = """\
title: T
places:
  odesa: {name: Odesa}
  port: {name: Port, part_of: odesa, lat: 46.5, lon: 30.7}
kinds:
  raid: {name: Raid}
facets:
  topic: {name: Topics, key: u, values: {water: {name: Water}, rain: {name: Rain, parent: water}}}
  mood: {name: Moods}
events:
- {date: 2022, title: A, places: port, kind: raid, topic: rain, mood: low}
"""

OWN_FAULTS: dict[str, tuple[str, str, str, str]] = {
    "a place that no event names": (
        "  port:",
        "  kyiv: {name: Kyiv}\n  port:",
        "kyiv:",
        "no event names place 'kyiv'; remove it, or name it where it belongs [unused]",
    ),
    "a kind that no event names": (
        "  raid:",
        "  siege: Siege\n  raid:",
        "siege:",
        "no event names kind 'siege'; remove it, or name it where it belongs [unused]",
    ),
    "a value of a facet that no event names": (
        "rain: {",
        "snow: Snow, rain: {",
        "snow:",
        "no event names topic 'snow'; remove it, or name it where it belongs [unused]",
    ),
    "a facet that no event has": (
        ", topic: rain",
        "",
        "topic:",
        "no event has a 'topic'; remove the facet, or give it to events [unused]",
    ),
    "an alias of another value of a facet": (
        "{name: Rain,",
        "{name: Rain, aliases: [WATER],",
        "WATER",
        "alias 'WATER' of 'rain' is a name of 'water' too; leave it to one of the two [shared-alias]",
    ),
    "a kind that is named as a built-in one": (
        "{name: Raid}",
        "{name: Visit}",
        "Visit",
        "the name 'Visit' of 'raid' is a name of 'visit' too; tell the two apart, or make them one [shared-alias]",
    ),
    "a latitude without a longitude": (
        ", lon: 30.7",
        "",
        "46.5",
        "place 'port' has 'lat' and no 'lon'; add the other [half-coordinates]",
    ),
    "a longitude without a latitude": (
        "lat: 46.5, ",
        "",
        "30.7",
        "place 'port' has 'lon' and no 'lat'; add the other [half-coordinates]",
    ),
    "the key of a facet that is used": (
        "key: u",
        "key: p",
        "p, values",
        "'p' is the key of facet 'place' too; 'u' is free [facet-key]",
    ),
    "the key of another facet of the file": (
        "{name: Moods}",
        "{name: Moods, key: u}",
        "u}\nevents",
        "'u' is the key of facet 'topic' too; 'z' is free [facet-key]",
    ),
    "the key of something else": (
        "key: u",
        "key: m",
        "m, values",
        "'m', the key of facet 'topic', is a key of the app; 'u' is free [facet-key]",
    ),
    "a key that is no letter": (
        "key: u",
        "key: '%'",
        "'%'",
        "the key '%' of facet 'topic' is not a letter; 'u' is free [facet-key]",
    ),
    "an ignored rule that there is not": (
        "title: T\n",
        "title: T\nchecks: {ignore: [title, unsed]}\n",
        "unsed",
        "there is no rule 'unsed'; did you mean 'unused'? [ignored-rule]",
    ),
    "an ignored rule that cannot be ignored": (
        "title: T\n",
        "title: T\nchecks: {ignore: schema}\n",
        "schema",
        "the rule 'schema' cannot be ignored; fix what it finds [ignored-rule]",
    ),
}


@pytest.mark.parametrize(("old", "new", "where", "message"), OWN_FAULTS.values(), ids=OWN_FAULTS)
def test_a_fault_of_a_vocabulary_or_a_facet_has_its_position(old: str, new: str, where: str, message: str) -> None:
    assert report(OWN) == []
    text = changed(OWN, (old, new))
    assert report(text) == [f"t.yaml:{locate(text, where)}: {message}"]


def test_the_key_of_a_built_in_facet_that_no_event_uses_is_free() -> None:
    assert report(changed(OWN, ("key: u", "key: w"))) == []


def test_the_keys_of_the_app_are_known_to_the_check() -> None:
    scopes = [scope for scope in (ANYWHERE, *SCOPES) if not scope.is_alone]
    bound = {
        key
        for scope in scopes
        for binding in scope.bindings
        for key in binding.key.split(",")
        if not (binding.id or "").startswith("facets.")
    }
    assert {key for key in bound if len(key) == 1} == APP_KEYS


def test_the_parent_of_a_used_entry_is_used_and_its_child_is_not() -> None:
    head = changed(
        HEAD,
        ("iran: {name: Iran}", "iran: {name: Iran}, irgc: {name: IRGC, part_of: iran}"),
        ("drone: {name: Drone}", "drone: {name: Drone}, shahed: {name: Shahed, kind_of: drone}"),
    )
    assert report(head + event(date_text="2022", speaker="irgc", weapons="shahed")) == []
    text = head + event(date_text="2022", actors="iran", weapons="drone")
    assert report(text) == [
        f"t.yaml:{locate(text, 'irgc:')}: no event names actor 'irgc'; remove it, or name it where it belongs [unused]",
        f"t.yaml:{locate(text, 'shahed:')}: no event names weapon 'shahed'; "
        "remove it, or name it where it belongs [unused]",
    ]


def test_a_person_may_belong_to_an_organisation_of_no_state() -> None:
    actors = "iran: {name: UN, kind: organisation}, envoy: {name: Envoy, kind: person, part_of: iran}"
    head = changed(HEAD, ("iran: {name: Iran}", actors))
    assert report(head + event(date_text="2022", actors="envoy", weapons="drone")) == []


def test_persons_without_a_state_are_not_missed_where_none_has_one() -> None:
    actors = "iran: {name: Ann, kind: person}, ben: {name: Ben, kind: person}"
    head = changed(HEAD, ("iran: {name: Iran}", actors))
    assert report(head + event(actors="[iran, ben]", weapons="drone")) == []
