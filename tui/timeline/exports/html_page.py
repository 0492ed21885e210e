"""HTML: one page that opens from disk, with search, facets, chart, lanes, and the events in full; printed, a dossier.

It needs no other file and no network, and its Content Security Policy lets nothing out. Its script answers queries as
the app does: see the modules and scripts in `tui.timeline.exports.page`. Drafts are left out and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tui.text.counts import counted
from tui.text.printable import INVISIBLE, printable
from tui.timeline.analysis.lanes.ticks import range_words
from tui.timeline.dates.words import date_words
from tui.timeline.exports.left_out import left_out_sentences
from tui.timeline.exports.losses import Losses
from tui.timeline.exports.page.linked_data import linked_events, linked_quotes
from tui.timeline.exports.page.page_data import PageData
from tui.timeline.exports.page.script_json import script_json
from tui.timeline.exports.page.selection import selected
from tui.timeline.exports.page.sources import SCRIPTS, STYLES, compact, source
from tui.timeline.exports.svg import embedded
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline
from tui.timeline.search.index import Index

_NONCHARACTERS = dict.fromkeys((0xFFFE, 0xFFFF), INVISIBLE)


def lines(timeline: Timeline, events: Iterable[Event], losses: Losses) -> Iterator[str]:
    """Yield the page.

    Args:
        timeline: the timeline.
        events: the events to show, in any order; the page has them in the order of the timeline.
        losses: counts what is left out.
    """
    from tui.timeline.exports.templates import page_environment  # Jinja takes long to import

    chosen = list(events)
    shown = selected(timeline, chosen, losses)
    losses.add("saved view left out", "saved views left out", len(timeline.views) - len(shown.views))
    index = Index(shown)
    style, script = _own(_style()), _own(_script())
    drafts = sum(event.is_draft for event in chosen)
    environment = page_environment(keep_trailing_newline=True)
    yield from environment.from_string(source("page.html.j2")).generate(
        policy=_policy(style, script),
        title=_shown(shown.title),
        description=_shown(shown.description or ""),
        paragraphs=[_shown(part) for part in re.split(r"\n{2,}", shown.description or "") if part.strip()],
        language=_shown(shown.language or ""),
        kicker=_kicker(index),
        events=[
            {"date": date_words(event.date), "status": event.status or "no status", "title": _shown(event.title)}
            for event in shown.events
        ],
        style=style,
        script=script,
        linked_events=script_json(linked_events(shown)),
        linked_quotes=script_json(linked_quotes(shown)),
        data=script_json(PageData(index, losses).as_json()),
        drawing="".join(embedded(index, Losses())) if shown.events else "",  # the list has what it lacks
        left_out=list(left_out_sentences(timeline, drafts)),
    )


def _style() -> str:
    return "\n".join(compact(source(f"{name}.css")) for name in STYLES)


def _script() -> str:
    """Return the script of the page. What its parts declare is seen by them alone."""
    parts = "\n".join(compact(source(f"{name}.js")) for name in SCRIPTS)
    return f'\n(() => {{\n"use strict";\n{parts}\n}})();\n'


def _own(text: str) -> str:
    """Return a script or style sheet of the page.

    Raises:
        ValueError: it would end the element that it stands in.
    """
    if re.search(r"</(?:script|style)|<!--", text, re.IGNORECASE):
        raise ValueError("a script or style sheet must not end its element")
    return text


def _policy(style: str, script: str) -> str:
    """Return the Content Security Policy: only this style sheet and this script, and no connection to anywhere."""
    from tui.timeline.exports.templates import policy_hash

    return (
        f"default-src 'none'; script-src '{policy_hash(script)}'; style-src '{policy_hash(style)}'; img-src data:; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )


def _kicker(index: Index) -> str:
    """Return how many events there are, and from when to when."""
    words = counted(len(index.timeline.events), "event")
    extent = index.spans.extent
    return words if extent is None else f"{words}, {range_words(*extent)}"


def _shown(text: str) -> str:
    """Return a text without control characters, and without those that HTML does not have."""
    return printable(text, line_feeds=True).translate(_NONCHARACTERS)
