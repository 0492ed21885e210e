"""Timelines of which each is hard to show: their texts, their number of events, or their shape."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from tests.timeline.written_yaml import COMMON
from tests.timelines import HEAD, SMALL, VARIED, event

EMOJI = (
    *(
        "❤\ufe0f",
        "☀\ufe0f",
        "✈\ufe0f",
        "1\ufe0f\u20e3",
        "⚠\ufe0e",
        "✂\ufe0f",
        "▶\ufe0f",
        "©\ufe0f",
        "↔\ufe0f",
        "♟\ufe0f",
    ),
    *(
        "👨\u200d👩\u200d👧\u200d👦",
        "👍🏽",
        "🏳\ufe0f\u200d🌈",
        "🇺🇦",
        "🇺",
        "🧑🏿\u200d🚀",
        "\ufe0f",
        "\u200d",
        "🏴\U000e0067\U000e007f",
        "❤",
    ),
)
RIGHT_TO_LEFT = ("مرحبا بالعالم", "שלום עולם", "\u202eabc\u202c", "\u2067ע\u2069", "٣٤", "نص\u200fطويل", "(א)", "ﷺ")
_WIDE = ("日本語の長い題名", "한국어", "ｆｕｌｌ", "e\u0301\u0327\u0323" * 8, "क्षि", "ก็็็", "Z͑ͫa̴l", "\t", "〰\ufe0f")


def _texts(pieces: tuple[str, ...], random: Random, words: int) -> str:
    chosen = (random.choice((*pieces, *pieces, *COMMON)) for _ in range(words))
    return "".join(piece + random.choice(("", "", " ", "-")) for piece in chosen).strip().replace('"', "") or "x"


def _of_texts(pieces: tuple[str, ...], seed: int, count: int = 40, words: int = 12) -> str:
    random = Random(seed)
    lines = [
        "title: " + _quoted(_texts(pieces, random, 6)),
        "actors:",
        *(f"  a{number}: {{name: {_quoted(_texts(pieces, random, 3))}}}" for number in range(8)),
        "sources:",
        *(f"  s{number}: {{title: {_quoted(_texts(pieces, random, 6))}, issued: 2022}}" for number in range(4)),
        "events:",
    ]
    for number in range(count):
        lines += [
            f"  - id: e{number}",
            f"    date: {random.choice(('2022-11-08', '2022', '1999/2005', '2022-11-08T14:30', '-0043', '202X'))}",
            f"    title: {_quoted(_texts(pieces, random, words))}",
            f"    summary: {_quoted(_texts(pieces, random, words * 3))}",
            f"    status: {random.choice(('denied', 'reported', 'alleged'))}",
            f"    actors: [a{random.randrange(8)}, a{random.randrange(8)}]",
            f"    quotes: [{{source: s{random.randrange(4)}, exact: {_quoted(_texts(pieces, random, words * 2))}}}]",
        ]
        if number:
            lines.append(f"    links: {{{random.choice(('denies', 'follows'))}: [e{random.randrange(number)}]}}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace("\t", "\\t").replace("\u2028", " ") + '"'


def _deep() -> str:
    actors = ["  a0: {name: A 0}", *(f"  a{n}: {{name: A {n}, part_of: a{n - 1}}}" for n in range(1, 95))]
    events = (f"  - {{id: e{n}, date: 20{n % 100:02}, title: E {n}, actors: [a{n}]}}" for n in range(95))
    return "\n".join(["title: Deep", "actors:", *actors, "events:", *events, ""])


def _huge() -> str:
    long = "word " * 4_000
    return f"title: {'T' * 3_000}\nevents:\n" + "".join(
        f"  - {{id: e{n}, date: 2022, title: {'x' * 5_000}, summary: {long}, tags: [{'t' * 900}]}}\n" for n in range(5)
    )


TIMELINES: Mapping[str, str] = {
    "emoji": _of_texts(EMOJI, 1),
    "right to left": _of_texts(RIGHT_TO_LEFT, 2),
    "wide": _of_texts(_WIDE, 3),
    "mixed": _of_texts((*EMOJI, *RIGHT_TO_LEFT, *_WIDE), 4, count=120),
    "empty": "title: T\nevents: []\n",
    "one event": HEAD + event(),
    "undated": "title: T\nevents:\n" + "".join(f"  - {{date: ../.., title: U {n}}}\n" for n in range(30)),
    "deep": _deep(),
    "huge": _huge(),
    "one day": "title: T\nevents:\n"
    + "".join(f"  - {{date: 2022-11-08T{n % 24:02}:30, title: H {n}}}\n" for n in range(99)),
    "billions": "title: T\nevents:\n" + "".join(f"  - {{date: Y-1{'0' * n}, title: Y {n}}}\n" for n in range(4, 11)),
    "small": SMALL,
    "varied": VARIED,
}
"""By name."""
