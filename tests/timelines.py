"""Timelines for tests: a small one, and functions to write others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BUNDLED = ROOT / "timeline.yaml"
SAMPLES = {path.stem: path for path in sorted((ROOT / "tests" / "samples").glob("*.yaml"))}
"""By name: the timelines of other kinds, each made by hand."""
ARTICLES = Path(os.environ.get("DATELINE_ARTICLES", ROOT.parent / "shared" / "articles"))

needs_articles = pytest.mark.skipif(
    not ARTICLES.is_dir(), reason=f"the articles are not at {ARTICLES}; name their folder in $DATELINE_ARTICLES"
)

SMALL = """\
dateline: 1
title: A small timeline
sources:
  herald-2022:
    outlet: herald
    title: L’accord
    issued: 2022-11-10
  herald-2023:
    outlet: herald
    title: La suite
    issued: 2023-02
    issued_basis: inferred
    issued_note: it answers the first
    url: https://example.org/suite
actors:
  iran:
    name: Iran
    kind: state
    aliases: [Téhéran, République islamique]
  irgc:
    name: Revolutionary Guards
    kind: organisation
    part_of: iran
    aliases: [Gardiens de la Révolution]
  russia:
    name: Russia
    kind: state
    aliases: [Moscou]
  patrushev:
    name: Nikolai Patrushev
    kind: person
    part_of: russia
    office: Secretary of the Security Council
    aliases: [Patrouchev, Patroushev]
  herald:
    name: The Herald
    kind: outlet
weapons:
  missile:
    name: Missile
  ballistic-missile:
    name: Ballistic missile
    kind_of: missile
    aliases: [missile balistique]
  fateh-110:
    name: Fateh-110
    kind_of: ballistic-missile
    aliases: [Fatah 110]
  drone:
    name: Drone
  shahed-136:
    name: Shahed-136
    kind_of: drone
events:
  - id: delivery
    date: 2023-01-01~/2023-01-10~
    date_text: début janvier
    date_basis: derived
    kind: delivery
    status: alleged
    title: Missiles said to have been delivered
    summary: Iran is said to have delivered missiles.
    actors: [irgc, russia]
    weapons: [fateh-110]
    quotes:
      - source: herald-2023
        paragraph: 2
        exact: L’Iran aurait livré des « missiles »
        translation: Iran is said to have delivered “missiles”
  - id: visit
    date: 2022-11-08
    date_text: mardi
    date_basis: stated
    kind: visit
    status: reported
    title: Patrushev lands in Tehran
    actors: [patrushev, iran]
    quotes:
      - source: herald-2022
        exact: Patrouchev a atterri à Téhéran
        translation: Patrushev landed in Tehran
      - source: herald-2023
        exact: la visite de novembre
  - id: denial
    date: 2023-01
    date_basis: inferred
    date_note: it answers the delivery
    kind: statement
    status: denied
    title: Iran denies any delivery
    speaker: iran
    via: herald
    actors: [iran]
    weapons: [missile]
    quotes:
      - source: herald-2023
        exact: Téhéran a nié
    links:
      denies: delivery
      follows: [visit]
  - id: drones
    date: 2022-11-08
    kind: use
    status: confirmed
    title: Drones used, a small number of them
    actors: [russia]
    weapons: [shahed-136]
    quotes:
      - source: herald-2022
        exact: un petit nombre de drones
  - id: talks
    date: ../2021
    kind: talks
    status: reported
    title: First talks
    actors: [iran, russia]
    quotes:
      - source: herald-2022
        exact: des pourparlers
    links:
      part_of: visit
"""

VARIED = """\
dateline: 2
title: The waterworks affair
language: en
sources:
  gazette:
    outlet: gazette
    title: The archive of the Gazette
    issued: 2023-05
  gazette-march:
    outlet: gazette
    title: Board resigns
    issued: 2023-03-04
    url: https://gazette.example/board
  minutes:
    file: minutes.pdf
  page:
    title: Undated page
    url: https://waterworks.example/about
    archived: https://archive.example/1
actors:
  board: {name: Board, kind: organisation}
  trump: Ann Trump
  trumpet: {name: Trumpet Brothers, aliases: [Trumpet & Co]}
  gazette: {name: The Gazette, kind: outlet, aliases: [Gaceta]}
places:
  harbour: {name: Harbour, lat: 46.5, lon: 30.7}
  pier: {name: Old pier, part_of: harbour, aliases: [Molo viejo]}
  town-hall: Town hall
kinds:
  meeting: Board meeting
facets:
  topic:
    name: Topics
    key: o
    values:
      water: {name: Water, aliases: [agua]}
      drinking-water: {name: Drinking water, parent: water}
      money: Money
  主题: {name: 主题}
  Legal-basis: {name: Legal basis}
events:
  - id: pumps
    date: 2022-05-01
    title: The pumps fail
    summary: |
      The pumps of the old pier fail.

      - 34 people fall ill
    places: pier
    tags: [water supply, protest]
    topic: drinking-water
    主题: 军事
    data: {people ill: 34, tier: primary, cost: 1.5e3}
    media: [{url: https://gazette.example/pump.jpg, caption: A pump, credit: E. Ruiz}]
  - id: board-meets
    date: 2023-03-01
    title: The board meets
    kind: meeting
    status: announced
    places: [town-hall, pier]
    actors: [board, trump]
    topic: [money, water]
    data: {people ill: 120, note-to-self: ask again}
    sources: [minutes, https://blog.example/meeting]
    links: {follows: pumps}
  - id: resignation
    date: 2023-03-03
    title: The board resigns
    kind: statement
    status: reported
    speaker: trumpet
    via: gazette
    actors: board
    tags: protest
    Legal-basis: Art. 5
    quotes:
      - {source: gazette-march, exact: La junta dimite, translation: The board resigns}
      - {source: page, exact: resigned in March}
    links: {follows: board-meets, denies: board-meets}
  - id: reply
    date: 2023-05
    title: A reply in the Gazette
    date_basis: inferred
    date_note: it answers the resignation
    draft: true
    主题: [军事, 政治]
    sources: [gazette, page]
    note: The page says 2022.
    data: {tier: secondary, people ill: none}
  - date: ../..
    title: A legend of the harbour
    places: harbour
    quotes: [{source: page, exact: once upon a time}]
"""
"""A timeline of version 2 with everything that its schema has, in which most events lack most of it."""


def event(text: str = "", **fields: str) -> str:
    """Return the YAML of an event in a list at the outermost level.

    Args:
        text: YAML to append to the event.
        fields: its fields, in place of the usual ones; an empty value leaves the field out.
    """
    usual = {
        "id": "one",
        "date": "2022",
        "kind": "visit",
        "status": "reported",
        "title": "One",
        "quotes": "[{source: s, exact: x}]",
    }
    lines = [f"{key}: {value}" for key, value in (usual | fields).items() if value]
    return "- " + "\n  ".join(lines) + ("\n  " + text if text else "") + "\n"


HEAD = """\
title: T
sources: {s: {outlet: o, title: S, issued: 2022}}
actors: {o: {name: O}, iran: {name: Iran}}
weapons: {drone: {name: Drone}}
events:
"""
"""The part of a file before its events, with everything that `event` refers to. The first event begins on line 6."""


def changed(text: str, *changes: tuple[str, str]) -> str:
    """Return a text with replacements: of each pair, the first text, which must occur once, by the second."""
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def locate(text: str, needle: str) -> str:
    """Return ``line:column`` of a needle that occurs once in a text."""
    assert text.count(needle) == 1, needle
    before = text[: text.index(needle)]
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
