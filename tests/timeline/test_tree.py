"""The trees of entries."""

from __future__ import annotations

from tests.timelines import VARIED
from tui.timeline.model.entities import Entry
from tui.timeline.model.tree import cut_trees, depth, depth_first, lineage
from tui.timeline.reading.reader import parse_timeline

ENTRIES = {
    entry.id: entry
    for entry in (
        Entry("fateh-110", "Fateh-110", "ballistic"),
        Entry("missile", "Missile"),
        Entry("drone", "Drone"),
        Entry("cruise", "Cruise missile", "missile"),
        Entry("ballistic", "Ballistic missile", "missile"),
    )
}


def test_the_lineage_of_an_entry_goes_up_to_its_root() -> None:
    assert list(lineage(ENTRIES, "fateh-110")) == ["fateh-110", "ballistic", "missile"]
    assert list(lineage(ENTRIES, "drone")) == ["drone"]


def test_the_depth_of_an_entry_is_the_number_of_its_ancestors() -> None:
    assert [depth(ENTRIES, entry) for entry in ("missile", "cruise", "fateh-110")] == [0, 1, 2]


def test_each_entry_comes_before_its_children_and_siblings_keep_their_order() -> None:
    nodes = [(node.entry.id, node.depth, node.has_children) for node in depth_first(ENTRIES.values())]
    assert nodes == [
        ("missile", 0, True),
        ("cruise", 1, False),
        ("ballistic", 1, True),
        ("fateh-110", 2, False),
        ("drone", 0, False),
    ]


def test_an_entry_whose_parent_is_missing_is_left_out() -> None:
    assert [node.entry.id for node in depth_first([ENTRIES["fateh-110"], ENTRIES["drone"]])] == ["drone"]


def test_sources_are_below_their_outlets_and_an_outlet_is_told_from_a_source_of_its_id() -> None:
    entries = parse_timeline(VARIED).entries("source")
    nodes = [(node.entry.id, node.entry.name, node.depth) for node in depth_first(entries.values())]
    assert nodes == [
        ("outlet:gazette", "The Gazette", 0),
        ("gazette", "The archive of the Gazette", 1),
        ("gazette-march", "Board resigns", 1),
        ("minutes", "minutes.pdf", 0),
        ("page", "Undated page", 0),
        ("https://blog.example/meeting", "https://blog.example/meeting", 0),
    ]


def test_kinds_are_those_built_in_and_those_that_the_file_defines() -> None:
    kinds = parse_timeline(VARIED).entries("kind")
    assert kinds["meeting"] == Entry("meeting", "Board meeting")
    assert kinds["visit"] == Entry("visit", "visit")


def test_a_facet_is_found_by_its_name_in_any_case() -> None:
    timeline = parse_timeline(VARIED)
    assert [timeline.facet(name) for name in ("legal-BASIS", "主题", "ACTOR")] == [
        timeline.specs[name] for name in ("Legal-basis", "主题", "actor")
    ]
    assert timeline.facet("nowhere") is None


def test_a_tree_that_is_too_deep_is_cut_into_trees() -> None:
    entries = {f"a{n}": Entry(f"a{n}", "A", f"a{n - 1}" if n else None) for n in reversed(range(10))}
    assert [entry.id for entry in cut_trees(entries, 4)] == ["a4", "a8"]
    assert [depth(entries, f"a{n}") for n in range(10)] == [0, 1, 2, 3, 0, 1, 2, 3, 0, 1]
    assert cut_trees(entries, 4) == []
