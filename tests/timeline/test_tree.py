"""The trees of entries."""

from __future__ import annotations

from tui.timeline.model.entities import Entry
from tui.timeline.model.tree import depth, depth_first, lineage

WEAPONS = {
    weapon.id: weapon
    for weapon in (
        Entry("fateh-110", "Fateh-110", "ballistic"),
        Entry("missile", "Missile"),
        Entry("drone", "Drone"),
        Entry("cruise", "Cruise missile", "missile"),
        Entry("ballistic", "Ballistic missile", "missile"),
    )
}


def test_the_lineage_of_an_entry_goes_up_to_its_root() -> None:
    assert list(lineage(WEAPONS, "fateh-110")) == ["fateh-110", "ballistic", "missile"]
    assert list(lineage(WEAPONS, "drone")) == ["drone"]


def test_the_depth_of_an_entry_is_the_number_of_its_ancestors() -> None:
    assert [depth(WEAPONS, weapon) for weapon in ("missile", "cruise", "fateh-110")] == [0, 1, 2]


def test_each_entry_comes_before_its_children_and_siblings_keep_their_order() -> None:
    nodes = [(node.entry.id, node.depth, node.has_children) for node in depth_first(WEAPONS.values())]
    assert nodes == [
        ("missile", 0, True),
        ("cruise", 1, False),
        ("ballistic", 1, True),
        ("fateh-110", 2, False),
        ("drone", 0, False),
    ]


def test_an_entry_whose_parent_is_missing_is_left_out() -> None:
    assert [node.entry.id for node in depth_first([WEAPONS["fateh-110"], WEAPONS["drone"]])] == ["drone"]
