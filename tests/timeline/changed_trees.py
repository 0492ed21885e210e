"""Hypothesis strategies: a timeline's file as somebody goes on editing it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from tests.timelines import SAMPLES, SMALL
from tui.timeline.merging.document import Document, Tree
from tui.timeline.merging.edits import edited_text
from tui.timeline.merging.ids import with_merged_ids
from tui.timeline.merging.render import tree_lines

BASES = (SMALL.replace("dateline: 1", "dateline: 2"), *(path.read_text("utf-8") for path in SAMPLES.values()))
"""The texts that are edited."""
TEXTS = ("A text", "été: # [x]", "two\nlines", "- x", "“quoted”", "a " * 90 + "b", "x\n\n  y", "'")
DATES = ("1990", "2022-11-08", "[2022-11-01..2022-11-03]", "2022-11/2022-12", "{2020,2021}")


def edits(tag: str) -> st.SearchStrategy[tuple[str, str, int, int]]:
    """Return a strategy for edits, which `edited` makes.

    Args:
        tag: a word that no other person uses, in what they add.
    """
    kinds = ("add", "delete", "title", "date", "summary", "tags", "quote", "rename", "actor", "source", "view", "link")
    return st.tuples(st.sampled_from(kinds), st.integers(0, 30), st.integers(0, 7)).map(lambda edit: (tag, *edit))


def edited(tree: Tree, edit: tuple[Any, ...]) -> Tree:
    """Return a tree with an edit made. It can be read."""
    tag, kind, place, number = edit
    tree = {**tree, "events": dict(tree["events"])}
    events = tree["events"]
    ids = list(events)
    event_id = ids[place % len(ids)]
    event = dict(events[event_id])
    text = TEXTS[number]
    match kind:
        case "add":
            new_id = f"{tag}-{place}-{number}"
            added = {"id": new_id, "date": DATES[number % 5], "title": f"{tag} {text}".split("\n", maxsplit=1)[0]}
            items = list(events.items())
            items.insert(place % (len(items) + 1), (new_id, added))
            tree["events"] = dict(items)
            return tree
        case "delete" if len(ids) > 2:
            del events[event_id]
            return _without_links_to(tree, event_id)
        case "rename" if "id" in event:
            return with_merged_ids(tree, {each: f"{tag}-{each}" if each == event_id else each for each in ids}, {})
        case "title" if "id" in event:
            event["title"] = f"{tag} {text}".split("\n", maxsplit=1)[0]
        case "date" if "id" in event:
            event["date"] = DATES[number % 5]
        case "summary":
            event["summary"] = f"{tag} {text}"
        case "tags":
            event["tags"] = [*[tag for tag in event.get("tags", []) if number % 2], f"{tag}{number}"]
        case "quote" if event.get("quotes"):
            event["quotes"] = [{**quote, "translation": f"{tag} {text}"} for quote in event["quotes"]]
        case "actor":
            tree["actors"] = {**tree.get("actors", {}), f"{tag}{number}": {"name": f"{tag} {number}"}}
            event["actors"] = [*event.get("actors", []), *[f"{tag}{number}"]]
            event["actors"] = list(dict.fromkeys(event["actors"]))
        case "source":
            tree["sources"] = {**tree.get("sources", {}), f"{tag}{number}": {"title": f"{tag} {number}"}}
            event["sources"] = list(dict.fromkeys([*event.get("sources", []), f"{tag}{number}"]))
        case "view":
            views = [view for view in tree.get("views", []) if view["name"] != f"{tag}{number}"]
            tree["views"] = [*views, {"name": f"{tag}{number}", "query": f"tag:{tag}"}]
        case "link" if (target := ids[number % len(ids)]) != event_id:
            links = dict(event.get("links", {}))
            links["follows"] = list(dict.fromkeys([*links.get("follows", []), target]))
            event["links"] = links
    events[event_id] = event
    return tree


def _without_links_to(tree: Tree, gone: str) -> Tree:
    for event_id, event in tree["events"].items():
        links: Mapping[str, list[str]] = event.get("links", {})
        kept = {relation: [each for each in targets if each != gone] for relation, targets in links.items()}
        kept = {relation: targets for relation, targets in kept.items() if targets}
        rest = {key: value for key, value in event.items() if key != "links"}
        tree["events"][event_id] = {**rest, **({"links": kept} if kept else {})}
    return tree


@st.composite
def changed_texts(draw: st.DrawFn, base: str, tag: str) -> str:
    """Return a text that somebody made of another one: in its layout, or laid out anew."""
    tree = Document(base).tree
    for edit in draw(st.lists(edits(tag), max_size=4)):
        tree = edited(tree, edit)
    if draw(st.integers(0, 5)) == 5:
        return "".join(f"{line}\n" for line, _ in tree_lines(tree))
    text = edited_text(Document(base), {}, tree, None)
    return text if Document(text).tree == tree else base
