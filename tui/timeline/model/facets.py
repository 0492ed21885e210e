"""The facets by which events can be filtered, each described once.

Everything that lists facets loops over the specs of a timeline: the built-in ones in `BUILT_IN` and those that its file
declares. A new built-in facet is one entry of that table.
"""

from __future__ import annotations

from collections.abc import Mapping

from tui.text.frozen import Frozen


class FacetSpec(Frozen):
    """A facet: its name in a query, its values, and where they stand in the file and on the screen."""

    name: str
    """As typed in a query: "weapon"."""
    title: str
    """The header of its values: "Weapons"."""
    field: str = ""
    """The key of an event in the file: "weapons". Empty if the values are derived from the rest of the event."""
    vocabulary: str = ""
    """The section of the file that defines the values: "weapons". Empty if they are derived or free texts."""
    parent: str = ""
    """The key by which an entry of the vocabulary names the entry above it: "kind_of". Empty if there is no tree."""
    key: str = ""
    """The key that goes to it in the app."""
    label: str = ""
    """The label of its values in the details of an event; if empty, its title in lower case."""
    values: tuple[str, ...] = ()
    """The values that need no definition, in their order; for a facet that has some."""
    is_single: bool = False
    """Whether an event has at most one of its values."""
    is_ordered: bool = False
    """Whether its values have an order of their own; otherwise the most frequent come first."""
    is_open_at_first: bool = False
    """Whether all branches of its tree are shown until they are closed."""
    is_counted: bool = True
    """Whether the panel shows its values with counts."""
    also: tuple[str, ...] = ()
    """Facets whose values count as values of this one: an event's speaker is one of its actors."""
    example: str = ""
    """A value, shown where one is missing in a query."""
    is_own: bool = False
    """Whether the timeline's file declares it."""

    @property
    def is_derived(self) -> bool:
        """Whether its values are derived from the rest of an event."""
        return not self.field

    @property
    def is_free(self) -> bool:
        """Whether any text is a value."""
        return bool(self.field) and not self.vocabulary and not self.values

    @property
    def detail_label(self) -> str:
        """The label of its values in the details of an event."""
        return self.label or self.title.lower()


KINDS: tuple[str, ...] = (
    "visit",
    "talks",
    "agreement",
    "delivery",
    "use",
    "deployment",
    "training",
    "production",
    "procurement",
    "sanction",
    "resolution",
    "statement",
    "assessment",
    "context",
)
"""The kinds of event that need no definition."""

STATUSES: tuple[str, ...] = (
    "confirmed",
    "announced",
    "reported",
    "alleged",
    "warned",
    "planned",
    "denied",
)
"""How firmly a source can report an event, the firmest first."""

BUILT_IN: tuple[FacetSpec, ...] = (
    FacetSpec("actor", "Actors", "actors", "actors", "part_of", "a", also=("speaker",), example="iran"),
    FacetSpec("weapon", "Weapons", "weapons", "weapons", "kind_of", "w", is_open_at_first=True, example="missile"),
    FacetSpec("place", "Places", "places", "places", "part_of", "p", example="odesa"),
    FacetSpec(
        "status", "Status", "status", key="s", values=STATUSES, is_single=True, is_ordered=True, example="denied"
    ),
    FacetSpec("kind", "Kinds", "kind", "kinds", values=KINDS, is_single=True, example="delivery"),
    FacetSpec("tag", "Tags", "tags", example="protest"),
    FacetSpec("speaker", "Speakers", "speaker", "actors", "part_of", label="speaker", example="blinken"),
    FacetSpec("via", "Via", "via", "actors", "part_of", label="via", is_counted=False, example="reuters"),
    FacetSpec("source", "Sources", is_open_at_first=True, is_ordered=True, example="gazette"),
    FacetSpec("year", "Years", is_ordered=True, example="2022"),
)
"""The facets of every timeline, in the order of the panel."""

SPECS: Mapping[str, FacetSpec] = {spec.name: spec for spec in BUILT_IN}
"""The built-in facets by name."""

FIELDS: tuple[str, ...] = tuple(spec.field for spec in BUILT_IN if spec.field)
"""The keys of an event in the file that hold values of built-in facets."""

VOCABULARIES: tuple[str, ...] = tuple(dict.fromkeys(spec.vocabulary for spec in BUILT_IN if spec.vocabulary))
"""The sections of the file that define values of built-in facets."""

RESERVED: frozenset[str] = frozenset(
    (
        *SPECS,
        *("after", "before", "on", "in", "known", "certain", "is", "has", "origins", "thread"),
        *("title", "summary", "quote", "note", "data"),
        *("disputed", "unanswered", "inferred", "draft", "internal", "undated", "marked", "noted"),
        *("translation", "link", "media"),
    )
)
"""The names that mean something else in a query: its fields, and the values of ``is:`` and ``has:``."""


def is_reserved(name: str) -> bool:
    """Return whether a file cannot give a facet this name, because it already means something else.

    Capitals make no difference in a query, the name of a field does not begin with a digit, and ``data.`` stands before
    the names of further fields. The vocabulary of a facet has its name, so it is not that of another section either.
    """
    folded = name.casefold()
    return folded in RESERVED or folded in VOCABULARIES or folded.startswith("data.") or name[:1].isdigit()


def parent_key(vocabulary: str) -> str:
    """Return the key by which an entry of a built-in vocabulary names the entry above it; empty if there is none."""
    return next((spec.parent for spec in BUILT_IN if spec.vocabulary == vocabulary), "")


def own_facet(name: str, title: str, key: str = "", *, has_values: bool) -> FacetSpec:
    """Return the spec of a facet that a file declares.

    Args:
        name: its name, which is also its key in an event and the name of its vocabulary.
        title: the header of its values.
        key: the key that goes to it in the app.
        has_values: whether the file defines its values; otherwise any text is one.
    """
    return FacetSpec(name, title, name, name if has_values else "", "parent" if has_values else "", key, is_own=True)
