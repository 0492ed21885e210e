"""The keys that go to facets: those of the built-in facets, those that a timeline's file declares, and the user's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from textual.binding import Binding

from tui.app.textual_fixes import key_of
from tui.terminal.display import displayed
from tui.timeline.model.facets import BUILT_IN, FacetSpec

_LONGEST_TITLE = 16
"""The most characters of a title in the key bar. A longer one is replaced by the name of the facet."""

OWN_FACET = "facet."
"""The beginning of the id of the binding for a facet that a timeline's file declares."""


def binding_id(spec: FacetSpec) -> str:
    """Return the id of the binding that goes to a facet."""
    return f"{OWN_FACET if spec.is_own else 'facets.'}{spec.name}"


def facet_binding(spec: FacetSpec, keys: str) -> Binding:
    """Return the binding that goes to a facet.

    Args:
        spec: the facet.
        keys: its keys, as Textual names them, separated by commas.
    """
    title = displayed(spec.title) if len(spec.title) <= _LONGEST_TITLE else spec.name[:_LONGEST_TITLE]
    # A priority binding, so that keys typed ahead reach the widget that is about to be focused.
    action, tooltip = f"facet({spec.name!r})", f"Filter by {spec.name}"
    return Binding(keys, action, title, priority=True, id=binding_id(spec), tooltip=tooltip)


BUILT_IN_BINDINGS: tuple[Binding, ...] = tuple(facet_binding(spec, spec.key) for spec in BUILT_IN if spec.key)
"""The bindings of the built-in facets that have a key, whether or not a timeline uses them."""

KEYLESS: Mapping[str, FacetSpec] = {binding_id(spec): spec for spec in BUILT_IN if not spec.key}
"""By the id that its binding would have: the built-in facets that have a key only if the user sets one."""


def is_facet_binding(binding: Binding) -> bool:
    """Return whether a binding goes to a facet."""
    return binding.action.startswith("facet('")


def bindings_of_facets(
    specs: Iterable[FacetSpec], keymap: Mapping[str, str], taken: Collection[str]
) -> Iterator[tuple[str, Binding]]:
    """Yield the facets that have a key, each by its name with its binding.

    Args:
        specs: the facets of a timeline that its events have values of. Of two with the same key, the first has it.
        keymap: the keys that the user has set, by the ids of bindings.
        taken: the keys of other bindings. A facet that asks for one of them has no key.
    """
    used = set(taken)
    for spec in specs:
        keys = [key for key in _keys_of(spec, keymap) if key not in used]
        if keys:
            used.update(keys)
            # Without an id: Textual would apply the keymap again, and put the key at the end of the key bar.
            yield spec.name, replace(facet_binding(spec, ",".join(keys)), id=None)


def _keys_of(spec: FacetSpec, keymap: Mapping[str, str]) -> list[str]:
    """Return the keys of a facet: the user's, or that of its spec."""
    if set_by_user := keymap.get(binding_id(spec)):
        return [key.strip() for key in set_by_user.split(",")]
    if spec.key.isascii():
        return [spec.key] if spec.key else []
    return [key_of(spec.key)]
