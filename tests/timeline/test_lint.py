"""The rules that a timeline is checked by: each on a timeline with one fault, and on one that only seems to have it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.timeline.linting import findings, report
from tests.timelines import HEAD, ROOT, SMALL, changed, event, locate
from tui.cli import check
from tui.timeline import checking
from tui.timeline.checking.rules import RULES

CLEAN = changed(
    SMALL,
    ("dateline: 1\ntitle: A small timeline\n", "dateline: 2\ntitle: A small timeline\nlanguage: en\n"),
    ("issued: 2022-11-10\n", "issued: 2022-11-10\n    language: fr\n"),
    ("  herald:\n", "  envoy:\n    name: Envoy\n    kind: person\n    part_of: irgc\n  herald:\n"),
    ("actors: [russia]\n", "actors: [russia, envoy]\n"),
    ("date: 2022-11-08\n    kind: use", "date: 2022-11-08\n    date_text: le 8 novembre 2022\n    kind: use"),
    ("date: ../2021\n", "date: ../2021\n    date_text: jusqu’en 2021\n"),
    ("un petit nombre de drones\n", "un petit nombre de drones\n        translation: a small number of drones\n"),
    ("exact: des pourparlers\n", "exact: des pourparlers\n        translation: some talks\n"),
)
"""Its own language is English and that of its first source French; that of the second source is not given."""


def test_a_timeline_without_faults_has_no_findings() -> None:
    assert report(CLEAN) == []


# Each fault is one change of `CLEAN`: the old text, the new text, the text at the position of the finding, its message.

VISIT = "id: visit\n    date: 2022-11-08\n    date_text: mardi\n"
DRONES = "date: 2022-11-08\n    date_text: le 8 novembre 2022"
CORRECT_DATE = "correct the date, or quote the wording that belongs to it"

FAULTS: dict[str, tuple[str, str, str, str]] = {
    "an event dated after its source came out": (
        DRONES,
        "date: 2022-11-11\n    date_text: le 11 novembre 2022",
        "2022-11-11\n",
        "event 'drones' is dated 11 November 2022, after its source 'herald-2022' came out (10 November 2022); "
        "date it when it was said, or correct the date of the source [dated-after-source]",
    ),
    "an event dated after the month in which its source came out": (
        "date: 2023-01\n    date_basis: inferred",
        "date: 2023-03-01\n    date_basis: inferred",
        "2023-03-01\n    date_basis: inferred",
        "event 'denial' is dated 1 March 2023, after its source 'herald-2023' came out (February 2023); "
        "date it when it was said, or correct the date of the source [dated-after-source]",
    ),
    "a French weekday that is not the date's": (
        "date_text: mardi",
        "date_text: Mercredi soir",
        "Mercredi soir",
        f"'Mercredi soir' names a Wednesday, but the event is dated 8 November 2022, Tuesday; {CORRECT_DATE} [weekday]",
    ),
    "an English weekday that is not the date's": (
        "date_text: mardi",
        "date_text: on Friday’s flight",
        "on Friday’s",
        "'on Friday’s flight' names a Friday, but the event is dated 8 November 2022, Tuesday; "
        f"{CORRECT_DATE} [weekday]",
    ),
    "a weekday that no day of a short interval is": (
        VISIT,
        "id: visit\n    date: 2022-11-08/2022-11-10\n    date_text: lundi\n",
        "lundi\n",
        f"'lundi' names a Monday, but the event is dated from 8 to 10 November 2022, Tuesday to Thursday; "
        f"{CORRECT_DATE} [weekday]",
    ),
    "the one weekday that an interval of six days lacks": (
        VISIT,
        "id: visit\n    date: 2022-11-03/2022-11-08\n    date_text: mercredi\n",
        "mercredi\n",
        f"'mercredi' names a Wednesday, but the event is dated from 3 to 8 November 2022, Thursday to Tuesday; "
        f"{CORRECT_DATE} [weekday]",
    ),
    "a French month that is not the date's": (
        "le 8 novembre 2022",
        "le 8 août 2022",
        "le 8 août 2022",
        f"'le 8 août 2022' names August, but the event is dated 8 November 2022, Tuesday; {CORRECT_DATE} [month]",
    ),
    "an English month that is not the date's": (
        "date_text: début janvier",
        "date_text: early March",
        "early March",
        "'early March' names March, but the event is dated from about 1 to about 10 January 2023; "
        f"{CORRECT_DATE} [month]",
    ),
    "a year that is not the date's": (
        "le 8 novembre 2022",
        "le 8 novembre 2021",
        "le 8 novembre 2021",
        f"'le 8 novembre 2021' names 2021, but the event is dated 8 November 2022, Tuesday; {CORRECT_DATE} [year]",
    ),
    "a derived date without its wording": (
        "    date_text: début janvier\n",
        "",
        "derived",
        "the date of event 'delivery' is derived, but no 'date_text' gives the wording; "
        "add the article's own wording, or a 'date_note' that says how it was derived [date-without-wording]",
    ),
    "a date that is said to be stated, without its wording": (
        "    date_text: mardi\n",
        "",
        "stated\n",
        "the date of event 'visit' is stated, but no 'date_text' gives the wording; "
        "add the article's own wording, or say that it is inferred [date-without-wording]",
    ),
    "a denial without links": (
        "    links:\n      denies: delivery\n      follows: [visit]\n",
        "",
        "denied\n",
        "event 'denial' is a denial without a link; "
        "name what it denies under 'links', or give it another status [denial-without-link]",
    ),
    "a denial whose links deny nothing": (
        "      denies: delivery\n",
        "",
        "denied\n",
        "event 'denial' is a denial without a link; "
        "name what it denies under 'links', or give it another status [denial-without-link]",
    ),
    "a quote of 61 words": (
        "la visite de novembre",
        "mot " * 60 + "fin",
        "mot " * 60,
        "a quote of event 'visit' has 61 words; see that all of it belongs to its claim [long-quote]",
    ),
    "a quote without translation": (
        "        translation: some talks\n",
        "",
        "source: herald-2022\n        exact: des pourparlers",
        "a quote of event 'talks' has no translation; add a 'translation' [translation]",
    ),
    "a translation of blanks": (
        "translation: some talks",
        "translation: ' '",
        "source: herald-2022\n        exact: des pourparlers",
        "a quote of event 'talks' has no translation; add a 'translation' [translation]",
    ),
    "a translation that is the quote": (
        "translation: some talks",
        "translation: 'des pourparlers '",
        "'des pourparlers '",
        "the translation of a quote of event 'talks' is the quote; translate it [translation]",
    ),
    "a translation that leaves out": (
        "translation: a small number of drones",
        "translation: few drones",
        "few drones",
        "the translation of a quote of event 'drones' is 0.4 times as long as the quote; "
        "translate all of the quote [translation]",
    ),
    "a translation that puts in": (
        "translation: a small number of drones",
        "translation: a small number of drones, as was to be expected by everybody",
        "a small number of drones",
        "the translation of a quote of event 'drones' is 2.4 times as long as the quote; "
        "translate the quote and no more [translation]",
    ),
    "an actor that nothing names": (
        "  herald:\n",
        "  nobody:\n    name: Nobody\n    part_of: iran\n  herald:\n",
        "nobody:",
        "no event names actor 'nobody'; remove it, or name it where it belongs [unused]",
    ),
    "a weapon that nothing names": (
        "  drone:\n",
        "  rifle:\n    name: Rifle\n    kind_of: drone\n  drone:\n",
        "rifle:",
        "no event names weapon 'rifle'; remove it, or name it where it belongs [unused]",
    ),
    "a source that nothing quotes": (
        "actors:\n  iran:",
        "  herald-2024:\n    outlet: herald\n    title: La fin\n    issued: 2024\nactors:\n  iran:",
        "herald-2024",
        "no event is from source 'herald-2024'; remove it, or quote it [unused]",
    ),
    "a person who is part of nothing": (
        "    part_of: russia\n",
        "",
        "patrushev:",
        "person 'patrushev' belongs to no state and no organisation; "
        "add the 'part_of' that names one [person-without-state]",
    ),
    "a person who is part of an outlet alone": (
        "part_of: russia",
        "part_of: herald",
        "patrushev:",
        "person 'patrushev' belongs to no state and no organisation; "
        "add the 'part_of' that names one [person-without-state]",
    ),
    "an alias of another entry, folded": (
        "[Moscou]",
        "[Moscou, TEHERAN]",
        "TEHERAN",
        "alias 'TEHERAN' of 'russia' is a name of 'iran' too; leave it to one of the two [shared-alias]",
    ),
    "an alias that is another entry's name": (
        "[Moscou]",
        "[the   herald, Moscou]",
        "the   herald",
        "alias 'the   herald' of 'russia' is a name of 'herald' too; leave it to one of the two [shared-alias]",
    ),
    "an alias that is the id of an entry further on": (
        "aliases: [missile balistique]",
        "aliases: [missile balistique, Shahed 136]",
        "Shahed 136",
        "alias 'Shahed 136' of 'ballistic-missile' is a name of 'shahed-136' too; "
        "leave it to one of the two [shared-alias]",
    ),
    "an alias that an entry has twice, folded": (
        "[Patrouchev, Patroushev]",
        "[Patrouchev, Patroushev, PATROUCHEV]",
        "PATROUCHEV",
        "alias 'PATROUCHEV' stands twice in 'patrushev'; remove one of the two [shared-alias]",
    ),
    "a name that two entries have": (
        "name: Drone\n",
        "name: missile\n",
        "missile\n  shahed-136",
        "the name 'missile' of 'drone' is a name of 'missile' too; tell the two apart, or make them one [shared-alias]",
    ),
}


@pytest.mark.parametrize(("old", "new", "where", "message"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_the_only_finding_and_has_its_position(old: str, new: str, where: str, message: str) -> None:
    text = changed(CLEAN, (old, new))
    assert report(text) == [f"t.yaml:{locate(text, where)}: {message}"]
    assert [finding.severity for finding in findings(text)] == ["lint"]


# What only looks like a fault

FAULTLESS: dict[str, tuple[str, str]] = {
    "an event on the last day on which its source can have been issued": (
        "date: 2023-01\n    date_basis: inferred",
        "date: 2023-02-28\n    date_basis: inferred",
    ),
    "an interval that begins before its source came out": (
        DRONES,
        "date: 2022-11-08/2022-12\n    date_text: le 8 novembre 2022",
    ),
    "an event without a first day": (DRONES, "date: ../2030\n    date_text: le 8 novembre 2022"),
    "a plan for after its source came out": (
        f"{DRONES}\n    kind: use\n    status: confirmed",
        "date: 2022-12\n    date_text: en décembre\n    kind: use\n    status: planned",
    ),
    "any weekday in an interval of seven days": (
        VISIT,
        "id: visit\n    date: 2022-11-02/2022-11-08\n    date_text: mardi\n",
    ),
    "a weekday of an event without a last day": (
        VISIT,
        "id: visit\n    date: 2022-11-08/..\n    date_text: mercredi\n",
    ),
    "a weekday, month and year in English": ("date_text: mardi", "date_text: Tuesday, November 8, 2022"),
    "months and years at both ends of an interval": (
        "date: ../2021\n    date_text: jusqu’en 2021",
        "date: 2019-12/2021-02\n    date_text: de décembre 2019 à février 2021",
    ),
    "the last month of a year": (
        "date: ../2021\n    date_text: jusqu’en 2021",
        "date: 2020\n    date_text: en décembre",
    ),
    "a number that is no year": ("le 8 novembre 2022", "les 8 et 9 novembre, à 1800 km"),
    "an inferred date without wording": (
        "date: ../2021\n    date_text: jusqu’en 2021\n",
        "date: ../2021\n    date_basis: inferred\n    date_note: from the record\n",
    ),
    "a denial that contradicts": ("denies: delivery", "contradicts: delivery"),
    "a quote of 60 words": ("la visite de novembre", "mot " * 59 + "fin"),
    "a name that is the same in English": (
        "exact: des pourparlers\n        translation: some talks",
        "exact: Ali Shamkhani\n        translation: Ali Shamkhani",
    ),
    "a short quote that English needs many words for": (
        "translation: some talks",
        "translation: several rounds of talks between the two",
    ),
    "a source in British English": ("language: fr\n", "language: en-GB\n"),
    "an alias that is the entry's own name, folded": ("[Moscou]", "[Moscou, russia]"),
    "a person of an organisation of a state": ("part_of: russia\n    office", "part_of: irgc\n    office"),
    "an outlet that is nothing but the outlet of a source": ("    via: herald\n", ""),
}


@pytest.mark.parametrize(("old", "new"), FAULTLESS.values(), ids=FAULTLESS)
def test_what_only_looks_like_a_fault_is_no_finding(old: str, new: str) -> None:
    assert report(changed(CLEAN, (old, new))) == []


def test_the_exemptions_are_narrow() -> None:
    # The same texts without their reasons for exemption.
    text = changed(CLEAN, (f"{DRONES}", "date: 2022-12\n    date_text: en décembre"))
    assert [finding.rule for finding in findings(text)] == ["dated-after-source"]
    text = changed(CLEAN, ("        translation: some talks\n", ""), ("language: fr\n", "language: enm\n"))
    assert [finding.rule for finding in findings(text)] == ["translation"]


def test_each_fault_of_a_wording_is_one_finding() -> None:
    text = changed(CLEAN, ("date_text: mardi", "date_text: 'vendredi, vendredi 2 mai 2021'"))
    assert [finding.rule for finding in findings(text)] == ["weekday", "month", "year"]


def test_an_unusable_term_of_a_saved_view_is_a_finding() -> None:
    text = CLEAN + "views:\n  - name: A\n    query: actor:irann status:denied\n  - name: B\n    query: is:disputed\n"
    assert report(text) == [
        f"t.yaml:{locate(text, 'actor:irann')}: view 'A': unknown actor 'irann'; did you mean 'iran'? [view]"
    ]


# What is optional may be missing


@pytest.mark.parametrize(
    "text",
    [
        "title: T\nevents: [{date: 2022, title: Bare}]\n",
        "title: T\nevents: [{date: 2022, title: A, sources: 'https://a.example/1'}]\n",
        "title: T\nsources: {s: {url: 'https://a.example/1'}}\nevents: [{date: 2022, title: A, sources: s}]\n",
        HEAD + event(actors="iran", weapons="drone", status="", kind=""),
    ],
    ids=["only a date and a title", "a bare URL", "a source that is only a URL", "a quote alone"],
)
def test_what_is_optional_is_not_missed(text: str) -> None:
    assert report(text, "en") == []


# The table of rules


def test_every_rule_is_applied_by_some_check() -> None:
    folder = Path(checking.__path__[0])
    code = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py") if path.name != "rules.py")
    code += Path(check.__file__).read_text(encoding="utf-8")
    assert [rule for rule in RULES if f'"{rule}"' not in code] == []


def test_rules_are_described_in_a_line() -> None:
    for rule_id, rule in RULES.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule_id)
        for text in (rule.description, rule.reason):
            assert 0 < len(text) <= 100
            assert "\n" not in text


def test_every_rule_is_documented() -> None:
    text = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8")
    assert [rule for rule in RULES if f"`{rule}`" not in text] == []
