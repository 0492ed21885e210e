"""Values from the timeline, to show where a query lacks one."""

from __future__ import annotations

import re
from itertools import islice

from tui.timeline.query.facet_names import FacetNames, is_data
from tui.timeline.query.terms import DATES, EXAMPLES, TEXTS, quoted_if_needed

_WORD = re.compile(r"[^\W\d_]{4,}")
_LONGEST = 24


def example_value(names: FacetNames, field: str) -> str:
    """Return a value to show where a field lacks one, as typed: one from the timeline, if there is any."""
    timeline = names.timeline
    if is_data(field):
        return ">10"
    if field in timeline.specs:
        return next(iter(_values(names, field)), None) or EXAMPLES.get(field, "…")
    if field in (*DATES, "known"):
        years = list(names.values("year"))
        return years[-1] if years and not years[-1].startswith(("-", "Y")) else EXAMPLES[field]
    if field in TEXTS and timeline.events:
        word = _WORD.search(timeline.events[0].title)
        return word[0].lower() if word else EXAMPLES[field]
    if field == "thread" and timeline.events:
        return timeline.events[0].id
    return EXAMPLES[field]


def either_example(names: FacetNames) -> str:
    """Return a term with two values of the timeline."""
    for spec in names.timeline.facets:
        values = _values(names, spec.name) if spec.is_counted and not spec.is_derived else []
        if len(values) > 1:
            return f"{spec.name}:{values[0]},{values[1]}"
    return "tag:this,that"


def _values(names: FacetNames, facet: str) -> list[str]:
    """Return up to three short values of a facet that are below no others, the example of the facet first."""
    values, example = names.values(facet), names.timeline.specs[facet].example
    entries = names.timeline.entries(facet)
    found = [example] if example in values else []
    roots = (value for value in values if value not in entries or entries[value].parent is None)
    short = (value for value in roots if len(value) <= _LONGEST and value != example)
    return [quoted_if_needed(value) for value in (*found, *islice(short, 2))]
