"""Quotes compared with articles: the finding for each fault, the nearest passage, and coverage."""

from __future__ import annotations

import hashlib
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.timelines import changed, locate
from tui.timeline.checking.articles import quote_offsets, read_articles
from tui.timeline.checking.coverage import Coverage, coverage, sentences
from tui.timeline.checking.findings import Finding
from tui.timeline.checking.nearest_passage import nearest_passage
from tui.timeline.checking.verification import verify
from tui.timeline.model.entities import Quote
from tui.timeline.reading.careful_reader import read_carefully
from tui.timeline.reading.problems import Position, ValuePath
from tui.timeline.reading.reader import parse_timeline

NBSP, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"

FIRST = f"""\
L’accord de Téhéran

Mardi 8 novembre, Patrouchev a atterri à Téhéran pour discuter de projets communs.
«{NBSP}L’Iran n’a livré qu’un petit nombre de drones{NBSP}», a déclaré le ministre{NARROW}; c’était avant la guerre.

Selon Kiev, les deux pays auraient signé un accord. Selon Washington, les deux pays auraient signé un accord.
"""
SECOND = """\
La suite

En janvier, l'armée russe a reçu des centaines de missiles balistiques, selon des responsables iraniens.
"""
TEXTS = {"first.txt": FIRST, "second.txt": SECOND}


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


TIMELINE = f"""\
title: T
sources:
  first:
    outlet: herald
    title: L’accord de Téhéran
    issued: 2022-11-10
    sha256: {digest(FIRST)}
    file: first.txt
  second:
    outlet: herald
    title: La suite
    issued: 2023-02
    sha256: {digest(SECOND)}
    file: second.txt
actors:
  herald: {{name: The Herald}}
events:
  - id: visit
    date: 2022-11-08
    date_text: Mardi 8 novembre
    kind: visit
    status: reported
    title: Patrushev lands
    quotes:
      - source: first
        paragraph: 2
        exact: Patrouchev a atterri à Téhéran pour discuter
  - id: drones
    date: 2022
    date_text: avant la guerre
    kind: delivery
    status: confirmed
    title: A small number of drones
    quotes:
      - source: first
        paragraph: 3
        exact: «{NBSP}L’Iran n’a livré qu’un petit nombre de drones{NBSP}», a déclaré le ministre{NARROW}; c’était
  - id: accord
    date: 2022
    date_basis: inferred
    date_note: from the source
    kind: agreement
    status: alleged
    title: An agreement
    quotes:
      - source: first
        paragraph: 4
        prefix: 'Selon Washington, '
        exact: les deux pays auraient signé un accord
        suffix: .
  - id: missiles
    date: 2023-01
    date_text: janvier
    kind: delivery
    status: alleged
    title: Missiles
    quotes:
      - source: second
        paragraph: 2
        exact: l'armée russe a reçu des centaines de missiles balistiques
"""


def findings(folder: Path, text: str = TIMELINE, **texts: str) -> list[Finding]:
    """Return the findings in a timeline, with these texts as ``first.txt`` and ``second.txt``."""
    for name, article in (TEXTS | {f"{name}.txt": article for name, article in texts.items()}).items():
        (folder / name).write_bytes(article.encode())
    source_map: dict[ValuePath, Position] = {}
    timeline = read_carefully(text, "t.yaml", source_map)
    return list(verify(timeline, read_articles(timeline, folder), source_map))


def report(folder: Path, text: str = TIMELINE, **texts: str) -> list[str]:
    return [line for finding in findings(folder, text, **texts) for line in finding.lines("t.yaml")]


def position_of_quote(text: str, event_id: str) -> str:
    """Return the line and column of the ``exact`` of an event's first quote."""
    lines = text.split("\n")
    line = next(n for n, line in enumerate(lines) if n > lines.index(f"  - id: {event_id}") and "exact: " in line)
    return f"{line + 1}:{lines[line].index('exact: ') + len('exact: ') + 1}"


def test_exact_quotes_have_no_findings(tmp_path: Path) -> None:
    assert report(tmp_path) == []


# A quote that is not in its article: its position, the passage and the quote with brackets, and the differences

NOT_IN_FIRST = "a quote of event '{}' is not in first.txt; copy it from there [quote]"
NOT_IN_SECOND = "a quote of event 'missiles' is not in second.txt; copy it from there [quote]"
DRONES = NOT_IN_FIRST.format("drones")
VISIT = NOT_IN_FIRST.format("visit")

MISQUOTED: dict[str, tuple[str, str, list[str]]] = {
    "a typewriter apostrophe": (
        "L’Iran n’a livré qu’un",
        "L’Iran n'a livré qu’un",
        [
            DRONES,
            f"article ¶ 3: «{NBSP}L’Iran n⟦’⟧a livré qu’un petit nomb…",
            f"quote:       «{NBSP}L’Iran n⟦'⟧a livré qu’un petit nomb…",
            "the article has ’ U+2019 (right single quotation mark) where the quote has ' U+0027 (apostrophe)",
        ],
    ),
    "a typographic apostrophe": (
        "exact: l'armée",
        "exact: l’armée",
        [
            NOT_IN_SECOND,
            "article ¶ 2: l⟦'⟧armée russe a reçu des c…",
            "quote:       l⟦’⟧armée russe a reçu des c…",
            "the article has ' U+0027 (apostrophe) where the quote has ’ U+2019 (right single quotation mark)",
        ],
    ),
    "the same wrong apostrophe three times": (
        "L’Iran n’a livré qu’un",
        "L'Iran n'a livré qu'un",
        [
            DRONES,
            f"article ¶ 3: «{NBSP}L⟦’⟧Iran n⟦’⟧a livré qu⟦’⟧un petit nombre de drone…",
            f"quote:       «{NBSP}L⟦'⟧Iran n⟦'⟧a livré qu⟦'⟧un petit nombre de drone…",
            "the article has ’ U+2019 (right single quotation mark) where the quote has ' U+0027 (apostrophe), 3 times",
        ],
    ),
    "a space for a no-break space": (
        f"exact: «{NBSP}L’Iran",
        "exact: « L’Iran",
        [
            DRONES,
            f"article ¶ 3: «⟦{NBSP}⟧L’Iran n’a livré qu’un p…",
            "quote:       «⟦ ⟧L’Iran n’a livré qu’un p…",
            "the article has U+00A0 (no-break space) where the quote has U+0020 (space)",
        ],
    ),
    "a no-break space for a space": (
        "exact: Patrouchev a atterri",
        f"exact: Patrouchev{NBSP}a atterri",
        [
            VISIT,
            "article ¶ 2: Patrouchev⟦ ⟧a atterri à Téhéran pour…",
            f"quote:       Patrouchev⟦{NBSP}⟧a atterri à Téhéran pour…",
            "the article has U+0020 (space) where the quote has U+00A0 (no-break space)",
        ],
    ),
    "a no-break space for a narrow one": (
        f"ministre{NARROW}; c’était",
        f"ministre{NBSP}; c’était",
        [
            DRONES,
            f"article ¶ 3: …», a déclaré le ministre⟦{NARROW}⟧; c’était",
            f"quote:       …», a déclaré le ministre⟦{NBSP}⟧; c’était",
            "the article has U+202F (narrow no-break space) where the quote has U+00A0 (no-break space)",
        ],
    ),
    "a dropped accent": (
        "à Téhéran pour discuter",
        "à Téheran pour discuter",
        [
            VISIT,
            "article ¶ 2: …trouchev a atterri à Téh⟦é⟧ran pour discuter",
            "quote:       …trouchev a atterri à Téh⟦e⟧ran pour discuter",
            "the article has é U+00E9 (latin small letter e with acute) where the quote has “e”",
        ],
    ),
    "an accent that is a character of its own": (
        "à Téhéran pour discuter",
        "à Téhe\N{COMBINING ACUTE ACCENT}ran pour discuter",
        [
            VISIT,
            "article ¶ 2: …trouchev a atterri à Téh⟦é⟧ran pour discuter",
            "quote:       …trouchev a atterri à Téh⟦e\N{COMBINING ACUTE ACCENT}⟧ran pour discuter",
            "the article has é U+00E9 (latin small letter e with acute) where the quote has "
            "e U+0065 (latin small letter e) and \N{COMBINING ACUTE ACCENT} U+0301 (combining acute accent)",
        ],
    ),
    "a letter of another alphabet": (
        "russe a reçu",
        "russ\N{CYRILLIC SMALL LETTER IE} a reçu",
        [
            NOT_IN_SECOND,
            "article ¶ 2: l'armée russ⟦e⟧ a reçu des centaines de…",
            "quote:       l'armée russ⟦\N{CYRILLIC SMALL LETTER IE}⟧ a reçu des centaines de…",
            "the article has “e” where the quote has \N{CYRILLIC SMALL LETTER IE} U+0435 (cyrillic small letter ie)",
        ],
    ),
    "a capital": (
        "exact: Patrouchev a",
        "exact: patrouchev a",
        [
            VISIT,
            "article ¶ 2: ⟦P⟧atrouchev a atterri à Té…",
            "quote:       ⟦p⟧atrouchev a atterri à Té…",
            "the article has “P” where the quote has “p”",
        ],
    ),
    "a word cut out": (
        "des centaines de missiles balistiques",
        "des missiles balistiques",
        [
            NOT_IN_SECOND,
            "article ¶ 2: …'armée russe a reçu des ⟦centaines de ⟧missiles balistiques",
            "quote:       …'armée russe a reçu des ⟦⟧missiles balistiques",
            "the article has “centaines de ”, the quote does not",
        ],
    ),
    "most of the quote cut out": (
        "a reçu des centaines de missiles balistiques",
        "a reçu balistiques",
        [
            NOT_IN_SECOND,
            "article ¶ 2: l'armée russe a reçu ⟦des centaines de missiles ⟧balistiques",
            "quote:       l'armée russe a reçu ⟦⟧balistiques",
            "the article has “des centaines de missiles ”, the quote does not",
        ],
    ),
    "a word put in": (
        "des centaines de missiles balistiques",
        "des centaines de vieux missiles balistiques",
        [
            NOT_IN_SECOND,
            "article ¶ 2: …a reçu des centaines de ⟦⟧missiles balistiques",
            "quote:       …a reçu des centaines de ⟦vieux ⟧missiles balistiques",
            "the quote has “vieux ”, the article does not",
        ],
    ),
    "a word replaced": (
        "a atterri à Téhéran pour discuter",
        "a atterri à Moscou pour discuter",
        [
            VISIT,
            "article ¶ 2: Patrouchev a atterri à ⟦Téhéran⟧ pour discuter",
            "quote:       Patrouchev a atterri à ⟦Moscou⟧ pour discuter",
            "the article has “Téhéran” where the quote has “Moscou”",
        ],
    ),
    "a quote of nothing that is there": (
        "l'armée russe a reçu des centaines de missiles balistiques",
        "China bought forty-two submarines",
        ["a quote of event 'missiles' is not in second.txt; nothing like it is there: is the source right? [quote]"],
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), MISQUOTED.values(), ids=MISQUOTED)
def test_a_misquotation_is_shown_beside_its_passage_with_the_differences(
    old: str, new: str, expected: list[str], tmp_path: Path
) -> None:
    text = changed(TIMELINE, (old, new))
    event_id = expected[0].split("'")[1]
    assert report(tmp_path, text) == [
        f"t.yaml:{position_of_quote(text, event_id)}: {expected[0]}",
        *(f"    {excerpt}" for excerpt in expected[1:]),
    ]
    assert [finding.severity for finding in findings(tmp_path, text)] == ["error"]


def test_only_the_first_three_differences_are_named(tmp_path: Path) -> None:
    text = changed(TIMELINE, ("l'armée russe a reçu des centaines de", "l’armee Russe à reçu dès centaines de"))
    difference = report(tmp_path, text)[-1]
    assert difference.count("the article has") == 3
    assert difference.endswith("; and 2 more")


def test_a_word_of_other_characters_that_looks_the_same_is_described_so(tmp_path: Path) -> None:
    text = changed(TIMELINE, ("à Téhéran pour", "à Te\u0301he\u0301ran pour"))
    assert report(tmp_path, text)[-1].strip() == (
        "the article writes “Téhéran” with other characters than the quote, which look the same"
    )


def test_a_long_passage_is_shown_around_its_difference(tmp_path: Path) -> None:
    words = " ".join(f"mot{number}" for number in range(200))
    text = changed(TIMELINE, ("l'armée russe a reçu des centaines de missiles balistiques", words.replace("mot7 ", "")))
    lines = report(tmp_path, text, second=changed(SECOND, ("l'armée russe", words)))
    assert lines[-3:-1] == [
        "    article ¶ 2: …mot2 mot3 mot4 mot5 mot6⟦ mot7⟧ mot8 mot9 mot10 mot11 m…",
        "    quote:       …mot2 mot3 mot4 mot5 mot6⟦⟧ mot8 mot9 mot10 mot11 m…",
    ]


def test_text_between_distant_differences_is_left_out(tmp_path: Path) -> None:
    words = " ".join(f"mot{number}" for number in range(10, 100))
    wrong = words.replace("mot20", "mut20").replace("mot80", "mut80")
    text = changed(TIMELINE, ("l'armée russe a reçu des centaines de missiles balistiques", wrong))
    assert report(tmp_path, text, second=changed(SECOND, ("l'armée russe", words)))[-3:] == [
        "    article ¶ 2: …ot16 mot17 mot18 mot19 m⟦o⟧t20 mot21 mot22 mot23 mo … "
        "ot76 mot77 mot78 mot79 m⟦o⟧t80 mot81 mot82 mot83 mo…",
        "    quote:       …ot16 mot17 mot18 mot19 m⟦u⟧t20 mot21 mot22 mot23 mo … "
        "ot76 mot77 mot78 mot79 m⟦u⟧t80 mot81 mot82 mot83 mo…",
        "    the article has “o” where the quote has “u”, 2 times",
    ]


def test_a_long_omission_is_shown_by_its_ends(tmp_path: Path) -> None:
    words = " ".join(f"mot{number}" for number in range(10, 100))
    wrong = f"{words[:120]}{words[-120:]}"
    text = changed(TIMELINE, ("l'armée russe a reçu des centaines de missiles balistiques", wrong))
    article, _, difference = report(tmp_path, text, second=changed(SECOND, ("l'armée russe", words)))[-3:]
    assert "⟦mot30 mot31 " in article
    assert " mot79⟧ mot80" in article
    assert " … " in article
    assert len(difference) < 200


def test_a_quote_cut_between_a_letter_and_its_accent_is_a_finding(tmp_path: Path) -> None:
    article = changed(SECOND, ("balistiques", "blinde\u0301"))
    text = changed(TIMELINE, ("missiles balistiques", "missiles blinde"), (digest(SECOND), digest(article)))
    [finding] = findings(tmp_path, text, second=article)
    assert finding.problem.message.endswith("ends inside the word “blinde\u0301”")


# A quote that is elsewhere


def test_a_quote_of_another_source_is_a_finding_that_names_the_right_source(tmp_path: Path) -> None:
    text = changed(TIMELINE, ("source: second", "source: first"))
    where = locate(text, "first\n        paragraph: 2\n        exact: l'")
    assert report(tmp_path, text) == [
        f"t.yaml:{where}: a quote of event 'missiles' is not in first.txt, but in second.txt; "
        "name the source 'second' [source]",
        f"t.yaml:{locate(text, 'janvier')}: 'janvier' is not in first.txt, which event 'missiles' quotes; "
        "copy the article's own wording [wording]",
    ]


def test_a_quote_of_another_paragraph_is_a_finding_that_names_the_right_paragraph(tmp_path: Path) -> None:
    text = changed(TIMELINE, ("paragraph: 3", "paragraph: 5"))
    assert report(tmp_path, text) == [
        f"t.yaml:{locate(text, '5' + chr(10) + '        exact')}: a quote of event 'drones' is not in paragraph 5 of "
        "first.txt; it is in paragraph 3 [paragraph]"
    ]


def test_the_paragraph_is_optional(tmp_path: Path) -> None:
    assert report(tmp_path, changed(TIMELINE, ("        paragraph: 3\n", ""))) == []


TWICE = [
    "    article ¶ 4: Selon Kiev, ⟦les deux pays auraient signé un accord⟧. Selon Washington, les …",
    "    article ¶ 4: …cord. Selon Washington, ⟦les deux pays auraient signé un accord⟧.",
]


def test_overlapping_occurrences_count_as_two() -> None:
    assert quote_offsets(Quote("s", "aba"), "ababa") == [0, 2]


def test_a_quote_that_occurs_twice_is_shown_with_its_surroundings(tmp_path: Path) -> None:
    text = changed(TIMELINE, ("        prefix: 'Selon Washington, '\n", ""), ("        suffix: .\n", ""))
    where = locate(text, "les deux pays")
    assert report(tmp_path, text) == [
        f"t.yaml:{where}: a quote of event 'accord' is in first.txt 2 times; "
        "add the 'prefix' or 'suffix' that settles which [selector]",
        *TWICE,
    ]


def test_a_suffix_that_fits_both_occurrences_is_a_finding(tmp_path: Path) -> None:
    text = changed(TIMELINE, ("        prefix: 'Selon Washington, '\n", ""))
    assert report(tmp_path, text)[0].endswith(
        "is in first.txt 2 times with this prefix and suffix; "
        "add more of the 'prefix' or 'suffix' that settles which [selector]"
    )


@pytest.mark.parametrize("selector", ["prefix: 'Selon Kiev, '", "suffix: '. Selon W'", 'suffix: ".\\n"'])
def test_a_prefix_or_a_suffix_alone_decides_which(selector: str, tmp_path: Path) -> None:
    text = changed(TIMELINE, ("prefix: 'Selon Washington, '", selector), ("        suffix: .\n", ""))
    assert report(tmp_path, text) == []


@pytest.mark.parametrize(
    ("old", "new", "where", "wrong", "differs"),
    [
        (
            "prefix: 'Selon Washington, '",
            "prefix: 'Selon Washington '",
            "'Selon Washington '",
            "after this prefix",
            "the article has , U+002C (comma), the quote does not",
        ),
        (
            "suffix: .\n",
            "suffix: '!'\n",
            "'!'",
            "before this suffix",
            "the article has . U+002E (full stop) where the quote has ! U+0021 (exclamation mark)",
        ),
    ],
)
def test_a_wrong_prefix_or_suffix_is_a_finding_at_its_position(
    old: str, new: str, where: str, wrong: str, differs: str, tmp_path: Path
) -> None:
    text = changed(TIMELINE, (old, new))
    lines = report(tmp_path, text)
    assert lines[0] == (
        f"t.yaml:{locate(text, where)}: a quote of event 'accord' is in first.txt, but not {wrong}; "
        "copy what stands right before it and right after it, or leave them out [selector]"
    )
    assert lines[1].startswith("    article ¶ 4: ")
    assert lines[-1].strip() == differs
    assert len(lines) == 4


def test_a_prefix_of_one_occurrence_and_a_suffix_of_another_are_a_finding(tmp_path: Path) -> None:
    text = changed(TIMELINE, ("'Selon Washington, '", "'Selon Kiev, '"), ("suffix: .", 'suffix: ".\\n"'))
    assert "but not with both this prefix and this suffix; " in report(tmp_path, text)[0]


def test_a_prefix_that_is_nowhere_is_shown_with_the_surroundings_of_the_quote(tmp_path: Path) -> None:
    text = changed(TIMELINE, ("'Selon Washington, '", "'As the Foreign Office told us in July of that very year: '"))
    lines = report(tmp_path, text)
    assert "but not after this prefix; " in lines[0]
    assert lines[1:] == TWICE


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("missiles balistiques", "missiles balist", "ends inside the word “balistiques”"),
        ("exact: l'armée", "exact: mée", "begins inside the word “armée”"),
        ("pour discuter", "pour discute", "ends inside the word “discuter”"),
    ],
)
def test_a_quote_cut_inside_a_word_is_a_finding(old: str, new: str, message: str, tmp_path: Path) -> None:
    [finding] = findings(tmp_path, changed(TIMELINE, (old, new)))
    assert (finding.severity, finding.rule) == ("lint", "cut-word")
    assert finding.problem.message.endswith(message)


@pytest.mark.parametrize(
    ("old", "new"),
    [("exact: l'armée", "exact: armée"), ("pour discuter", "pour"), (f"{NARROW}; c’était", f"{NARROW}; c")],
)
def test_a_quote_cut_between_words_is_no_fault(old: str, new: str, tmp_path: Path) -> None:
    assert report(tmp_path, changed(TIMELINE, (old, new))) == []


# The articles


def test_a_changed_article_is_a_finding_at_the_sha256(tmp_path: Path) -> None:
    article = changed(SECOND, ("selon des", "d'après des"))
    where = locate(TIMELINE, digest(SECOND))
    assert report(tmp_path, second=article) == [
        f"t.yaml:{where}: this is not the sha256 of second.txt, the text of source 'second'; "
        f"that is {digest(article)} [sha256]"
    ]


def test_the_sha256_of_another_source_is_a_finding_that_names_it(tmp_path: Path) -> None:
    text = changed(TIMELINE, (digest(SECOND), digest(FIRST)))
    line = TIMELINE[: TIMELINE.index(digest(SECOND))].count("\n") + 1
    assert report(tmp_path, text) == [
        f"t.yaml:{line}:13: this is not the sha256 of second.txt, the text of source 'second', "
        f"but that of the text of 'first'; that is {digest(SECOND)} [sha256]"
    ]


def test_a_missing_sha256_is_a_finding_with_the_right_one(tmp_path: Path) -> None:
    [finding] = findings(tmp_path, changed(TIMELINE, (f"    sha256: {digest(SECOND)}\n", "")))
    assert (finding.severity, finding.rule) == ("lint", "sha256")
    assert finding.lines("t.yaml") == [
        f"t.yaml:{locate(TIMELINE, 'second:')}: source 'second' has no sha256; "
        f"write 'sha256: {digest(SECOND)}' [sha256]"
    ]


def test_a_missing_article_is_one_finding_at_the_file(tmp_path: Path) -> None:
    text = changed(TIMELINE, ("file: second.txt", "file: third.txt"), (digest(SECOND), "0" * 64))
    assert report(tmp_path, text) == [
        f"t.yaml:{locate(text, 'third.txt')}: there is no text named 'third.txt' or of its sha256 for source 'second'; "
        "put it among the articles, or correct what names it [article]"
    ]


def test_quotes_from_a_source_that_names_no_text_are_a_finding_for_an_editor(tmp_path: Path) -> None:
    text = changed(TIMELINE, ("    file: second.txt\n", ""), (f"    sha256: {digest(SECOND)}\n", ""))
    [finding] = findings(tmp_path, text)
    assert finding.severity == "lint"
    assert finding.lines("t.yaml") == [
        f"t.yaml:{locate(text, 'second:')}: a quote is from source 'second', which names no text; "
        "add the 'file' that holds it [article]"
    ]


def test_quotes_from_a_bare_url_are_one_finding_at_the_first(tmp_path: Path) -> None:
    quote = "      - {source: 'https://a.example/1', exact: w}\n"
    text = TIMELINE + quote + quote
    [finding] = findings(tmp_path, text)
    first = text[: text.index("{source:")]
    line, column = first.count("\n") + 1, len(first) - first.rfind("\n")
    assert finding.lines("t.yaml") == [
        f"t.yaml:{line}:{column}: 2 quotes are from source 'https://a.example/1', which names no text; "
        "add the 'file' that holds it [article]"
    ]


def test_a_source_that_is_not_quoted_needs_no_text(tmp_path: Path) -> None:
    text = changed(TIMELINE, ("actors:\n", "  page: {url: 'https://a.example/1'}\nactors:\n"))
    assert report(tmp_path, text) == []


def test_an_article_is_found_by_its_sha256_whatever_its_name(tmp_path: Path) -> None:
    assert report(tmp_path, changed(TIMELINE, ("    file: second.txt\n", ""))) == []
    assert report(tmp_path, changed(TIMELINE, ("file: second.txt", "file: gone.txt"))) == []


def test_an_article_that_is_not_utf_8_is_a_finding_as_are_its_garbled_quotes(tmp_path: Path) -> None:
    findings(tmp_path)
    (tmp_path / "second.txt").write_bytes(SECOND.encode("latin-1"))
    source_map: dict[ValuePath, Position] = {}
    timeline = read_carefully(TIMELINE, "t.yaml", source_map)
    found = list(verify(timeline, read_articles(timeline, tmp_path), source_map))
    assert [finding.rule for finding in found] == ["article", "sha256", "quote"]
    assert found[0].lines("t.yaml") == [
        f"t.yaml:{locate(TIMELINE, 'second.txt')}: second.txt, the text of source 'second', is not UTF-8; "
        "save it as UTF-8 [article]"
    ]
    assert "U+FFFD (replacement character)" in found[2].excerpts[-1]


def test_other_files_in_the_folder_are_ignored(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\xff")
    (tmp_path / "folder.txt").mkdir()
    assert report(tmp_path) == []


def test_a_file_outside_the_folder_is_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (tmp_path / "third.txt").write_bytes(SECOND.encode())
    text = changed(TIMELINE, ("file: second.txt", "file: ../third.txt"), (digest(SECOND), "0" * 64))
    assert [finding.rule for finding in findings(folder, text)] == ["article"]


def test_a_title_that_is_not_in_the_text_is_shown_beside_its_passage(tmp_path: Path) -> None:
    text = changed(TIMELINE, ("title: L’accord de Téhéran", "title: L'accord de Téhéran"))
    assert report(tmp_path, text) == [
        f"t.yaml:{locate(text, chr(76) + chr(39) + 'accord')}: the title of source 'first' is not in first.txt; "
        "copy it from there [title]",
        "    article ¶ 1: L⟦’⟧accord de Téhéran",
        "    title:       L⟦'⟧accord de Téhéran",
        "    the article has ’ U+2019 (right single quotation mark) where the title has ' U+0027 (apostrophe)",
    ]
    assert findings(tmp_path, text)[0].severity == "lint"


def test_a_title_that_resembles_nothing_in_the_text_is_a_finding(tmp_path: Path) -> None:
    text = changed(TIMELINE, ("title: La suite", "title: Quite another thing"))
    assert report(tmp_path, text)[0].endswith(
        "the title of source 'second' is not in second.txt; nothing like it is there: is it the right text? [title]"
    )


def test_a_date_text_that_is_not_in_the_article_is_shown_beside_its_passage(tmp_path: Path) -> None:
    text = changed(TIMELINE, ("date_text: Mardi 8 novembre", f"date_text: Mardi 8{NBSP}novembre"))
    assert report(tmp_path, text) == [
        f"t.yaml:{locate(text, 'Mardi 8')}: 'Mardi 8{NBSP}novembre' is not in first.txt, which event 'visit' quotes; "
        "copy the article's own wording [wording]",
        "    article ¶ 2: Mardi 8⟦ ⟧novembre",
        f"    date_text:   Mardi 8⟦{NBSP}⟧novembre",
        "    the article has U+0020 (space) where the date_text has U+00A0 (no-break space)",
    ]


def test_the_date_text_may_be_from_any_article_of_the_event(tmp_path: Path) -> None:
    text = changed(TIMELINE, ("date_text: janvier", "date_text: avant la guerre"))
    assert [finding.rule for finding in findings(tmp_path, text)] == ["wording"]
    also = "      - source: first\n        exact: Patrouchev a atterri\n      - source: second\n"
    assert report(tmp_path, changed(text, ("      - source: second\n", also))) == []


# Any text, any quote

LETTERS = st.text(alphabet="abcdeéè ’'\n.", max_size=400)
ANY = st.text(max_size=120)


@given(text=LETTERS, data=st.data())
def test_a_quote_is_found_where_it_was_cut_from_the_text(text: str, data: st.DataObject) -> None:
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    before = data.draw(st.integers(0, start))
    after = data.draw(st.integers(end, len(text)))
    quote = Quote("s", text[start:end], prefix=text[before:start], suffix=text[end:after])
    assert start in quote_offsets(quote, text)
    for at in quote_offsets(quote, text):
        assert text[at - (start - before) : at + after - start] == text[before:after]


WORDS = st.lists(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéèàç’", min_size=1, max_size=9), min_size=15, max_size=80)


@given(words=WORDS, data=st.data())
def test_the_passage_nearest_to_a_quote_with_one_change_is_its_origin(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    assume(len(text) >= 40)
    start = data.draw(st.integers(0, len(text) - 20))
    end = data.draw(st.integers(start + 20, len(text)))
    true = text[start:end]
    at = data.draw(st.integers(0, len(true) - 1))
    put = data.draw(st.sampled_from(["", "X", "X" + true[at], "'"]))
    exact = true[:at] + put + true[at + 1 :]
    assume(exact not in text)
    # Unique enough: no half of what is left is anywhere else.
    half = len(true) // 2
    unharmed = true[:half] if at >= half else true[half:]
    assume(text.count(unharmed) == 1)
    span = nearest_passage(exact, text)
    assert span is not None
    assert abs(span[0] - start) <= 3
    assert abs(span[1] - end) <= 3


@given(exact=st.one_of(ANY, st.text(alphabet="aáa\u0301’' \u00a0«»", max_size=60)), text=st.one_of(ANY, LETTERS))
def test_the_nearest_passage_is_within_any_text_for_any_quote(exact: str, text: str) -> None:
    span = nearest_passage(exact, text)
    if span is not None:
        assert 0 <= span[0] < span[1] <= len(text)
    if exact and exact in text:
        assert span is not None
        assert text[slice(*span)] == exact


YAML_TEXT = st.text(st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs"]), min_size=1, max_size=60)


@given(exact=YAML_TEXT, article=st.one_of(st.just(""), ANY, LETTERS), selector=st.sampled_from(["", "x", "é "]))
def test_any_quote_can_be_verified_against_any_article(
    tmp_path_factory: pytest.TempPathFactory, exact: str, article: str, selector: str
) -> None:
    assume(exact.strip())
    folder = tmp_path_factory.getbasetemp() / "strange"
    folder.mkdir(exist_ok=True)
    quoted = exact.replace("'", "''")
    text = changed(
        TIMELINE,
        ("exact: l'armée russe a reçu des centaines de missiles balistiques", f"exact: '{quoted}'"),
        ("        paragraph: 2\n        exact: '", f"        prefix: '{selector}'\n        exact: '"),
    )
    encoded = article.encode("utf-8", "replace").decode()
    rules = [finding.rule for finding in findings(folder, text, second=encoded)]
    is_there = selector + exact in encoded
    assert ("quote" in rules or "source" in rules or "selector" in rules) or is_there


def changes(one: str, other: str) -> int:
    """Return the edit distance of two texts, by the textbook."""
    row = list(range(len(other) + 1))
    for above, character in enumerate(one):
        diagonal, row[0] = row[0], above + 1
        for column, opposite in enumerate(other, 1):
            diagonal, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, diagonal + (character != opposite)),
            )
    return row[-1]


@given(
    exact=st.text(alphabet="abc", min_size=8, max_size=20), before=st.text(alphabet="abc ", max_size=9), data=st.data()
)
def test_no_passage_takes_fewer_changes_than_the_nearest(exact: str, before: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(exact) - 3))
    text = before + exact[:at] + data.draw(st.text(alphabet="abc", max_size=2)) + exact[at + 2 :] + before
    fewest = min(
        changes(text[start:end], exact) for start in range(len(text)) for end in range(start + 1, len(text) + 1)
    )
    span = nearest_passage(exact, text)
    if span is None:
        assert fewest > len(exact) // 4
    else:
        assert changes(text[slice(*span)], exact) == fewest


@pytest.mark.parametrize(
    ("exact", "text", "passage"),
    [
        ("", "text", None),
        ("quote", "", None),
        ("é", "e", "e"),
        ("x", "abc", None),
        ("a quote that is longer than the article is", "a quote that is", None),
        ("a quote that is longer", "a quote that is long", "a quote that is long"),
        ("PATROUCHEV A ATTERRI A TEHERAN", FIRST, "Patrouchev a atterri à Téhéran"),
        ("« L'Iran n'a livre", FIRST, f"«{NBSP}L’Iran n’a livré"),
        ("\u0301\u0301\u0301", "é", None),
        ("Mardi 8 novembre, pour discuter de projets communs", FIRST, FIRST.split("\n")[2].rstrip(".")),
        ("Mardi 8 novembre, Patrouchev a atterri projets communs", FIRST, FIRST.split("\n")[2].rstrip(".")),
    ],
)
def test_the_nearest_passage(exact: str, text: str, passage: str | None) -> None:
    span = nearest_passage(exact, text)
    assert (None if span is None else text[slice(*span)]) == passage


def test_the_nearest_passage_of_a_long_article_is_found_quickly() -> None:
    words = [f"mot{number * 7919 % 10_007}" for number in range(14_000)]
    text = " ".join(words)
    assert len(text) > 100_000
    exact = text[60_000:60_300]
    wrong = exact[:100] + "x" + exact[101:200] + exact[220:]
    started = time.process_time()
    assert nearest_passage(wrong, text) == (60_000, 60_300)
    assert nearest_passage("a quote of nothing that is there " * 8, text) is None
    assert time.process_time() - started < 3  # some 0.4 s; a table of edit distances takes a minute


# Coverage


def covered(folder: Path, text: str, **texts: str) -> dict[str, Coverage]:
    findings(folder, TIMELINE, **texts)
    timeline = parse_timeline(text)
    return {article.source: article for article in coverage(timeline, read_articles(timeline, folder))}


def test_the_share_quoted_and_the_sentences_untouched_are_message_each_article(tmp_path: Path) -> None:
    first, second = covered(tmp_path, TIMELINE).values()
    quoted = sum(len(line.split("exact: ")[1]) for line in TIMELINE.splitlines() if "exact: " in line)
    in_second = len("l'armée russe a reçu des centaines de missiles balistiques")
    assert (second.source, second.sentences, second.untouched) == ("second", 2, ((1, "La suite"),))
    assert second.share == in_second / len(SECOND)
    assert first.share == (quoted - in_second) / len(FIRST)
    assert first.sentences == 5
    assert first.untouched == (
        (1, "L’accord de Téhéran"),
        (4, "Selon Kiev, les deux pays auraient signé un accord."),
    )


def test_text_in_two_quotes_counts_once(tmp_path: Path) -> None:
    once = covered(tmp_path, TIMELINE)["second"].share
    overlapping = "      - source: second\n        exact: centaines de missiles balistiques, selon\n"
    inside = "      - source: second\n        exact: missiles\n"
    text = changed(TIMELINE, ("      - source: second\n", overlapping + inside + "      - source: second\n"))
    assert covered(tmp_path, text)["second"].share == pytest.approx(once + len(", selon") / len(SECOND))


def test_a_quote_that_is_not_in_the_article_covers_nothing(tmp_path: Path) -> None:
    text = changed(TIMELINE, ("exact: l'armée", "exact: l’armée"))
    assert covered(tmp_path, text)["second"].share == 0
    assert len(covered(tmp_path, text)["second"].untouched) == 2


def test_a_quote_that_occurs_twice_covers_only_its_first_occurrence(tmp_path: Path) -> None:
    text = changed(TIMELINE, ("exact: l'armée russe a reçu des centaines de missiles balistiques", "exact: en"))
    assert covered(tmp_path, text, second="en en en\n")["second"].share == 2 / 9


def test_an_empty_article_has_no_sentences(tmp_path: Path) -> None:
    assert covered(tmp_path, TIMELINE, second="")["second"] == Coverage("second", 0, 0, ())


@pytest.mark.parametrize(
    "pieces",
    [
        ["Un accord."],
        ["Un accord", ""],
        ["Un accord. ", "Deux pays. ", "Trois mots."],
        ["Vraiment\u202f? ", "Oui\u202f! ", "Élysée… ", "Fin"],
        ["«\xa0Un accord.\xa0» ", "Il est parti."],
        ["Il a dit\xa0: «\xa0Un accord.\xa0» ", "«\xa0Deux.\xa0»"],
        ["«\xa0Qui\xa0? demande-t-il. ", "–\xa0Moi.\xa0» ", "Silence."],
        ["«\xa0Vraiment\xa0?\xa0» demande-t-il. ", "Oui."],
        ["“He left.” ", "“She stayed.” ", "(They slept.) ", "[Sic.] ", '"Well." ', "So"],
        ["Il hésite... puis parle. ", "Fin."],
        ["La version 1.5 est là. ", "300 drones aussi."],
        ["Odessa est dans le noir. ", "À Kiev aussi. ", "Œuvre de paix."],
        ["Fin.\xa0"],
        ["  Un. ", "Deux.  "],
    ],
    ids="|".join,
)
def test_sentences_end_with_their_marks(pieces: list[str]) -> None:
    line = "".join(pieces)
    assert [line[start:end] for start, end in sentences(line)] == [piece.strip() for piece in pieces if piece]


@pytest.mark.parametrize("line", ["", "   ", "![]() |", "…", "* * *"])
def test_text_without_letters_and_digits_is_no_sentence(line: str) -> None:
    assert list(sentences(line)) == []


@given(line=st.text(alphabet="aA é.!?…»« \xa0\"'”)1", max_size=60))
def test_every_letter_is_in_exactly_one_sentence(line: str) -> None:
    spans = list(sentences(line))
    assert spans == sorted(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    inside = {at for start, end in spans for at in range(start, end)}
    assert {at for at, character in enumerate(line) if character.isalnum()} <= inside


def test_sentences_end_with_the_line(tmp_path: Path) -> None:
    article = "Un titre\n\nUne ligne sans point\nUne autre\r\n\r\nLa fin. Enfin\n"
    assert covered(tmp_path, TIMELINE, second=article)["second"].untouched == (
        (1, "Un titre"),
        (2, "Une ligne sans point"),
        (3, "Une autre"),
        (4, "La fin."),
        (4, "Enfin"),
    )
