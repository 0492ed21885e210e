"""Rules for the facets that a file declares."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_letters

from tui.timeline.checking.findings import Finding, FindingMaker
from tui.timeline.model.timeline import Timeline

APP_KEYS = frozenset("0123456789ACDGKMNRSTWYbcdefghijklmnoqrtvxy")
"""The characters that are keys of the app, other than those of facets. The app itself is not imported here."""


def check_facet_keys(timeline: Timeline, finding: FindingMaker) -> Iterator[Finding]:
    """Check that the key of a facet is a letter that does nothing else. A facet that no event uses has no key."""
    used = {facet for event in timeline.events for facet in event.values}
    owners: dict[str, str] = {}
    for spec in timeline.facets:
        if not spec.key or not (spec.is_own or spec.name in used):
            continue
        owner = owners.setdefault(spec.key, spec.name)
        problem = None
        if not spec.key.isalpha():
            problem = f"the key '{spec.key}' of facet '{spec.name}' is not a letter"
        elif owner != spec.name:
            problem = f"'{spec.key}' is the key of facet '{owner}' too"
        elif spec.key in APP_KEYS:
            problem = f"'{spec.key}', the key of facet '{spec.name}', is a key of the app"
        if problem and spec.is_own:
            taken = {*APP_KEYS, *owners, *(other.key for other in timeline.facets)}
            letters = filter(str.isalpha, spec.name + ascii_letters)
            free = next((letter for letter in letters if letter not in taken), "")
            remedy = f"'{free}' is free" if free else "give it another letter, or none"
            yield finding("facet-key", ("facets", spec.name, "key"), problem, remedy)
