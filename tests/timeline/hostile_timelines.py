"""Hypothesis strategies: hostile text, and timelines of it such as the reader makes."""

from __future__ import annotations

from hypothesis import strategies as st

from tui.text.frozen import replace
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.model.entities import (
    BASES,
    ENTRY_KINDS,
    RELATIONS,
    Entry,
    Event,
    Link,
    Media,
    Quote,
    SavedView,
    Source,
)
from tui.timeline.model.facets import KINDS, STATUSES, FacetSpec, own_facet
from tui.timeline.model.order import sort_events
from tui.timeline.model.sort import SORTS
from tui.timeline.model.timeline import Timeline

SNIPPETS = (
    *("a", "é", "1", " ", "  ", "\xa0", "\u2003", "\t", "\r", "\n", "\n\n", "\n\n\n", "  \n", "\\\n", "    code"),
    *("*", "**", "_", "__", "`", "```", "~~", "\\", "#", "|", "$", "!", "(", ")", '"', "'", ",", ";", ":", "<", ">"),
    *("[a](http://b.c)", "![a](b)", "[a]: b", "[^s]", "[^1]: x", "]", "[", "<b>", "</p>", "<!--", "<http://b.c>"),
    *("&amp;", "&#42;", "&lt;", "http://b.c", "www.b.c", "- ", "+ ", "* ", "1. ", "2) ", "> ", "# ", "===", "---"),
    *("\n- ", "\n1. ", "\n> ", "\n# ", "\n===", "\n---", "\n```", "\na|b\n-|-", "\n:-", "\n<div>", "\n    "),
    *("=1+1", "-1", "@x", "＝1", "\x00", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u202e", "\u200b", "\u200d"),
    *("\ufeff", "\ufffe", "\uffff", "😀", "\U0001fffe", "\U000e0041", "https://x.org/a(b).", "null", "~", "-0", "1e3"),
)
hostile = st.lists(st.sampled_from(SNIPPETS) | st.text(max_size=3), max_size=8).map("".join)
written = hostile.filter(str.strip)
dates = st.sampled_from(
    (
        *("2022-11-08", "2022-11", "2023-01-01~/2023-01-10~", "../2021", "2024?/..", "../..", "20XX", "2022-21"),
        *("[2022-11-01..2022-11-08]", "{2020-10-14,2020-10-28}", "-0043", "Y-13800000000", "2022-11-08T14:30:05+01:00"),
    )
)
edtf = dates.map(EdtfDate.parse)
ids = st.lists(st.sampled_from(["a", "B-1", "é.c", "_d_", "null", "中"]), min_size=1, max_size=3, unique=True)
addresses = st.sampled_from(["https://x.org/1", "https://x.org/2?a=b_c", "http://www.X.org/é", "https://y.org/(z)"])
data_names = st.sampled_from(["killed", "people killed", "=x", "note-to-self", "é", "~"])


def subset(ids: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(ids), unique=True).map(tuple)


class Texts:
    """Strategies for texts from a few, so that a timeline has the same one in several places."""

    def __init__(self, draw: st.DrawFn) -> None:
        few = [text.rstrip("\n") for text in draw(st.lists(written, min_size=1, max_size=4))]
        self.written = st.sampled_from(few)
        self.optional = st.sampled_from([None, "", " ", "~", *few])
        self.missing = st.sampled_from([None, *few])
        self.line = self.written.map(lambda text: " ".join(text.split()))
        self.lines = st.lists(self.line, max_size=2, unique=True).map(tuple)


def _entries(draw: st.DrawFn, texts: Texts, *, is_tree: bool, **others: st.SearchStrategy[object]) -> dict[str, Entry]:
    entry_ids = draw(ids)
    return {
        key: draw(
            st.builds(
                Entry,
                id=st.just(key),
                name=texts.written,
                parent=st.sampled_from([None, *entry_ids[:number]]) if is_tree else st.none(),
                aliases=st.lists(texts.written, max_size=2).map(tuple),
                **others,
            )
        )
        for number, key in enumerate(entry_ids)
    }


@st.composite
def _sources(draw: st.DrawFn, texts: Texts, actor_ids: list[str]) -> dict[str, Source]:
    sources = {}
    for key in draw(ids):
        source = draw(
            st.builds(
                Source,
                id=st.just(key),
                title=texts.missing,
                outlet=st.sampled_from([None, *actor_ids]),
                issued=st.none() | edtf,
                issued_basis=st.sampled_from(BASES),
                issued_note=texts.written,
                url=st.none() | addresses,
                archived=st.none() | addresses,
                retrieved=st.none() | edtf,
                language=texts.optional,
                sha256=st.none() | st.just("0" * 64),
                file=texts.missing,
                page_sha256=st.none() | st.just("1" * 64),
            )
        )
        if source.issued is None:
            source = replace(source, issued_basis="stated")
        if not (source.title or source.url or source.file):
            source = replace(source, title=draw(texts.written))
        sources[key] = source
    return sources


def _own_facets(draw: st.DrawFn, texts: Texts) -> dict[FacetSpec, dict[str, Entry]]:
    names = draw(st.lists(st.sampled_from(["topic", "主题", "earliest", "urls"]), max_size=2, unique=True))
    facets = {}
    for name in names:
        has_values = draw(st.booleans())
        entries = _entries(draw, texts, is_tree=True) if has_values else {}
        facets[own_facet(name, draw(texts.written), draw(st.sampled_from(["", "p"])), has_values=has_values)] = entries
    return facets


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    texts = Texts(draw)
    degrees = st.none() | st.floats(-90, 90)
    vocabularies = {
        "actors": _entries(
            draw, texts, is_tree=True, kind=st.none() | st.sampled_from(ENTRY_KINDS), office=texts.optional
        ),
        "weapons": _entries(draw, texts, is_tree=True),
        "places": _entries(draw, texts, is_tree=True, lat=degrees, lon=degrees),
        "kinds": _entries(draw, texts, is_tree=False),
    }
    facets = _own_facets(draw, texts)
    vocabularies |= {spec.name: entries for spec, entries in facets.items() if entries}
    sources = draw(_sources(texts, list(vocabularies["actors"])))
    bare = {url: Source(url, url=url) for url in draw(st.lists(addresses, max_size=2, unique=True))}
    source_ids, event_ids = [*sources, *bare], draw(ids)
    values = {
        "status": st.just(()) | st.sampled_from(STATUSES).map(lambda status: (status,)),
        "kind": st.just(()) | st.sampled_from([*KINDS, *vocabularies["kinds"]]).map(lambda kind: (kind,)),
        "tag": texts.lines,
        **{facet: subset(list(vocabularies["actors"])) for facet in ("actor", "speaker", "via")},
        "weapon": subset(list(vocabularies["weapons"])),
        "place": subset(list(vocabularies["places"])),
        **{spec.name: subset(list(entries)) if entries else texts.lines for spec, entries in facets.items()},
    }
    quote = st.builds(
        Quote,
        source=st.sampled_from(source_ids),
        exact=texts.written,
        translation=texts.optional,
        paragraph=st.none() | st.integers(1, 999_999_999),
        prefix=texts.optional | hostile,
        suffix=texts.optional | hostile,
    )
    media = st.builds(Media, url=addresses, caption=texts.optional, credit=texts.optional)
    events = []
    for key in event_ids:
        others = [other for other in event_ids if other != key]
        link = st.builds(Link, relation=st.sampled_from(list(RELATIONS)), target=st.sampled_from(others))
        links = st.lists(link, max_size=4, unique=True) if others else st.just([])
        event = draw(
            st.builds(
                Event,
                id=st.just(key),
                date=edtf,
                title=texts.written,
                values=st.fixed_dictionaries(values).map(lambda found: {k: v for k, v in found.items() if v}),
                quotes=st.lists(quote, max_size=3).map(tuple),
                cited=subset(source_ids),
                date_text=texts.optional,
                date_basis=st.none() | st.sampled_from(BASES),
                date_note=texts.written,
                summary=texts.optional,
                data=st.dictionaries(data_names, texts.written | st.sampled_from(["34", "-5", "1.50", "007"])),
                media=st.lists(media, max_size=2).map(tuple),
                # The reader takes relations in their own order.
                links=links.map(lambda links: tuple(sorted(links, key=lambda one: [*RELATIONS].index(one[0])))),
                note=texts.optional,
                is_draft=st.booleans(),
                is_internal=st.booleans(),
            )
        )
        if event.date_basis is None and (event.quotes or event.date_text):
            event = replace(event, date_basis="stated")
        events.append(event)
    used = {source for event in events for source in event.sources}
    view = st.builds(
        SavedView, name=texts.written, query=hostile.map(lambda text: text.rstrip("\n")), sort=st.sampled_from(SORTS)
    )
    return Timeline(
        title=draw(texts.written),
        events=sort_events(events),
        sources={**sources, **{url: source for url, source in bare.items() if url in used}},
        vocabularies=vocabularies,
        own_facets=tuple(facets),
        description=draw(texts.optional),
        language=draw(st.sampled_from([None, "fr", "zh-Hant"])),
        timezone=draw(st.sampled_from([None, "Europe/Paris"])),
        views=tuple(draw(st.lists(view, max_size=2, unique_by=lambda one: one.name))),
        ignored_checks=tuple(draw(st.lists(st.sampled_from(["unused", "wrong"]), unique=True))),
    )


@st.composite
def selections(draw: st.DrawFn) -> tuple[Timeline, tuple[Event, ...]]:
    """Generate a timeline and some of its events in any order, with some of their quotes and links."""
    timeline = draw(timelines())
    chosen = draw(st.lists(st.sampled_from(timeline.events), unique_by=lambda one: one.id))
    return timeline, tuple(
        replace(one, quotes=one.quotes[: draw(st.integers(0, 3))], links=one.links[draw(st.integers(0, 3)) :])
        for one in chosen
    )
