"""The pages in docs say what the program does."""

from __future__ import annotations

import re
import signal
import tomllib
from collections.abc import Sequence
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
import yaml

from tests.pages import REFERENCE, anchors, blocks, codes, links, page, rows, section
from tests.timelines import ROOT
from tui.app.config_check import check
from tui.app.keys.names import printed
from tui.app.scopes import ANYWHERE, SCOPES, Scope
from tui.cli import exit_codes
from tui.cli.main import SUBCOMMANDS, main
from tui.config.config import parse_config
from tui.terminal.glyphs import ASCII, UNICODE
from tui.timeline.checking.rules import RULES
from tui.timeline.dates.edtf import EdtfDate
from tui.timeline.dates.typed import TypedDateError, typed_range
from tui.timeline.dates.words import date_words, short_words
from tui.timeline.exports import FORMATS
from tui.timeline.model.entities import BASES, ENTRY_KINDS, RELATIONS
from tui.timeline.model.facets import KINDS, STATUSES
from tui.timeline.model.sort import SORTS
from tui.timeline.query.terms import FLAGS, NAMES
from tui.timeline.reading import schema
from tui.timeline.reading.problems import TimelineError
from tui.timeline.reading.reader import parse_timeline

TODAY = date(2024, 2, 29)
PAGES = ("README", "CHANGELOG", "CONTRIBUTING", "SECURITY", *(f"docs/{name}" for name in REFERENCE))
OTHER_PAGES = [
    path.relative_to(ROOT).with_suffix("").as_posix()
    for path in sorted((ROOT / "docs").rglob("*.md"))
    if f"docs/{path.stem}" not in PAGES
]

# Links


@pytest.mark.parametrize("name", [*PAGES, *OTHER_PAGES])
def test_every_link_leads_to_a_file_and_a_heading(name: str) -> None:
    text = page(name)
    for file, anchor in links(text):
        target = (ROOT / name).parent / file if file else ROOT / f"{name}.md"
        assert target.exists(), file
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), f"{file}#{anchor}"


def test_the_readme_leads_to_every_page_of_the_reference() -> None:
    targets = {file for file, _ in links(page("README"))}
    assert {f"docs/{name}.md" for name in REFERENCE} <= targets


@pytest.mark.parametrize("name", [*PAGES, *OTHER_PAGES])
def test_every_file_that_a_page_names_exists(name: str) -> None:
    for path in re.findall(r"`((?:tui|tests|docs)/[\w./-]+)`", page(name)):
        assert (ROOT / path).exists(), path


def test_the_architecture_page_draws_the_layers_that_the_linter_holds() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    held = {
        contract["containers"][0]: [set(layer.split(" | ")) for layer in contract["layers"]]
        for contract in contracts
        if contract["type"] == "layers"
    }
    table = [set(codes(room)) for room, _ in rows(section(page("docs/architecture"), "Rooms"))]
    top = len(held["tui"])
    assert table[:top] == held["tui"]
    assert table[top:] == held["tui.timeline"]


def test_every_subcommand_is_in_the_command_line_page() -> None:
    documented = {
        codes(command)[0].split()[1] for command, _ in rows(section(page("docs/command-line"), "Subcommands"))
    }
    assert documented == set(SUBCOMMANDS)


def test_every_test_module_that_the_security_page_names_exists() -> None:
    named = re.findall(r"`(test_\w+)`", page("SECURITY"))
    modules = {path.stem for path in (ROOT / "tests").rglob("test_*.py")}
    assert named
    assert set(named) <= modules


def test_every_record_of_a_decision_is_in_the_index() -> None:
    records = {path.name for path in (ROOT / "docs" / "decisions").glob("0*.md")}
    assert {file for file, _ in links(page("docs/decisions/README")) if "/" not in file} == records


def test_every_target_of_the_makefile_is_in_the_contributing_page() -> None:
    [targets] = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    documented = {codes(command)[0] for command, _ in rows(section(page("CONTRIBUTING"), "Set-up"))}
    assert documented == {f"make {target}" for target in targets.split()}


# The query


def test_the_query_page_names_every_term_and_flag() -> None:
    table = rows(section(page("docs/query"), "Terms"))
    named = [code for term, _ in table for code in codes(term) if code.endswith(":")]
    assert sorted(named) == sorted(f"{name}:" for name in NAMES)
    explained = {term: meaning for row in table for term, meaning in [row]}
    for name, values in FLAGS.items():
        for value in values:
            assert value in explained[f"`{name}:`"] or value == "no"


# Keys


def _documented(rows_of_scope: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    """Return the keys of each action; a row for nine actions, of nine keys, is taken apart."""
    documented: dict[str, list[str]] = {}
    for keys, _, action in rows_of_scope:
        ids = codes(action)
        if len(ids) == 1:
            documented[ids[0]] = codes(keys)
        else:
            first, last = codes(keys)
            digits = [str(digit) for digit in range(int(first), int(last) + 1)]
            documented |= {ids[0].removesuffix(first) + digit: [digit] for digit in digits}
    return documented


@pytest.mark.parametrize("scope", [ANYWHERE, *SCOPES], ids=lambda scope: scope.title)
def test_the_keys_page_lists_every_action_once_with_its_keys(scope: Scope) -> None:
    scopes = [ANYWHERE, *SCOPES]
    before = {binding.id for other in scopes[: scopes.index(scope)] for binding in other.bindings}
    bound = {
        binding.id or "": [printed(key) for key in binding.key.split(",")]
        for binding in scope.bindings
        if binding.id not in before
    }
    assert _documented(rows(section(page("docs/keys"), scope.title))) == bound


def test_the_keys_page_shows_every_symbol_as_it_is_drawn() -> None:
    shown = [tuple(row[:3]) for row in rows(section(page("docs/keys"), "Symbols"))]
    statuses = [(UNICODE.statuses[name], f"`{ASCII.statuses[name]}`", name) for name in UNICODE.statuses]
    assert shown == [
        *statuses,
        (UNICODE.draft, f"`{ASCII.draft}`", "draft"),
        (UNICODE.disputed, f"`{ASCII.disputed}`", "disputed"),
        (f"{UNICODE.several_sources}2", f"`{ASCII.several_sources}2`", "two sources"),
        (UNICODE.marked, f"`{ASCII.marked}`", "marked"),
        (UNICODE.noted, f"`{ASCII.noted}`", "noted"),
        (UNICODE.doubtful, f"`{ASCII.doubtful}`", "possibly"),
    ]


# The schema

COMPLETE: dict[str, Any] = {
    "dateline": "2",
    "title": "Everything",
    "description": "Every key there is",
    "language": "en",
    "timezone": "Europe/Paris",
    "sources": {
        "paper": {
            "outlet": "paper",
            "title": "News",
            "issued": "2024-03-02",
            "issued_basis": "stated",
            "issued_note": "on its front page",
            "language": "en",
            "sha256": "0" * 64,
            "file": "news.txt",
            "url": "https://example.org/news",
            "archived": "https://example.org/copy",
            "retrieved": "2024-04",
            "page_sha256": "f" * 64,
        }
    },
    "actors": {
        "paper": {"name": "The Paper"},
        "someone": {"name": "S", "kind": "person", "part_of": "paper", "office": "Editor", "aliases": ["Es"]},
    },
    "weapons": {"arm": {"name": "Arm"}, "gun": {"name": "Gun", "kind_of": "arm", "aliases": ["Rifle"]}},
    "places": {
        "town": "Town",
        "pier": {"name": "Pier", "part_of": "town", "lat": "46.5", "lon": "30.7", "aliases": ["Quay"]},
    },
    "kinds": {"raid": {"name": "Raid", "aliases": ["Foray"]}},
    "facets": {
        "topic": {
            "name": "Topics",
            "key": "f",
            "values": {"water": "Water", "flood": {"name": "Flood", "parent": "water", "aliases": ["Spate"]}},
        },
        "mood": {"name": "Moods"},
    },
    "views": [{"name": "All", "query": "gun", "sort": "-date"}],
    "checks": {"ignore": ["unused"]},
    "events": [
        {
            "id": "first",
            "date": "2024-03-01",
            "date_text": "yesterday",
            "date_basis": "stated",
            "date_note": "a Friday",
            "kind": "raid",
            "status": "reported",
            "title": "Something happens",
            "summary": "At length",
            "speaker": "someone",
            "via": "paper",
            "actors": ["someone"],
            "weapons": ["gun"],
            "places": "pier",
            "tags": ["harbour", "night"],
            "data": {"killed": "34"},
            "quotes": [
                {
                    "source": "paper",
                    "paragraph": "1",
                    "exact": "It happened",
                    "prefix": "yesterday",
                    "suffix": "again",
                    "translation": "It did",
                }
            ],
            "sources": ["paper", "https://example.org/other"],
            "media": [{"url": "https://example.org/1.jpg", "caption": "The pier", "credit": "S"}],
            "links": dict.fromkeys(RELATIONS, "second"),
            "note": "Sic",
            "draft": "true",
            "internal": "yes",
        },
        {"id": "second", "date": "2024", "title": "Something else", "topic": "flood", "mood": ["low"]},
    ],
}
SECTIONS: dict[str, tuple[tuple[str, ...], Sequence[str | int]]] = {
    "The file": (schema.TIMELINE, []),
    "A source": (schema.SOURCE, ["sources", "paper"]),
    "An actor": (schema.ENTRIES["actors"], ["actors", "someone"]),
    "A weapon": (schema.ENTRIES["weapons"], ["weapons", "gun"]),
    "A place": (schema.ENTRIES["places"], ["places", "pier"]),
    "A kind": (schema.ENTRIES["kinds"], ["kinds", "raid"]),
    "A facet": (schema.FACET, ["facets", "topic"]),
    "A value of a facet": (schema.OWN_ENTRY, ["facets", "topic", "values", "flood"]),
    "An event": (schema.EVENT, ["events", 0]),
    "A quote": (schema.QUOTE, ["events", 0, "quotes", 0]),
    "A picture, film or recording": (schema.MEDIA, ["events", 0, "media", 0]),
    "A view": (schema.VIEW, ["views", 0]),
    "Checks": (schema.CHECKS, ["checks"]),
    "Links": (tuple(RELATIONS), ["events", 0, "links"]),
}
"""By heading: the keys, and where `COMPLETE` has all of them."""

REFERRED_TO = frozenset((section,) for section in ("sources", "actors", "weapons", "places", "kinds", "facets"))
"""What other values of `COMPLETE` refer to, so that it cannot be left out of it."""


def _at(timeline: Any, path: Sequence[str | int]) -> Any:
    for step in path:
        timeline = timeline[step]
    return timeline


def _is_accepted(timeline: object) -> bool:
    try:
        parse_timeline(yaml.safe_dump(timeline, allow_unicode=True))
    except TimelineError:
        return False
    return True


@pytest.mark.parametrize("heading", SECTIONS)
def test_the_schema_page_lists_every_key_and_says_which_are_required(heading: str) -> None:
    keys, path = SECTIONS[heading]
    listed = [cell for cell, _ in rows(section(page("docs/schema"), heading))]
    assert [codes(cell)[0] for cell in listed] == list(keys)
    assert set(_at(COMPLETE, path)) == set(keys)
    for cell in listed:
        [key] = codes(cell)
        if (*path, key) in REFERRED_TO:
            continue
        timeline = deepcopy(COMPLETE)
        del _at(timeline, path)[key]
        assert _is_accepted(timeline) == (not cell.startswith("**")), key


def test_a_timeline_with_every_key_is_accepted() -> None:
    assert _is_accepted(COMPLETE)


def test_the_examples_of_the_schema_page_are_accepted() -> None:
    examples = blocks(page("docs/schema"), "yaml")
    assert len(examples) == 2
    for example in examples:
        parse_timeline(example if example.startswith("title:") else f"title: T\n{example}")


def test_the_schema_page_describes_every_section_of_vocabularies() -> None:
    assert set(schema.ENTRIES) == {"actors", "weapons", "places", "kinds"}


def test_the_schema_page_names_every_word_of_the_closed_lists() -> None:
    text = page("docs/schema")
    for word in (*KINDS, *STATUSES, *ENTRY_KINDS, *BASES, *SORTS):
        assert re.search(rf"\b{word.lstrip('-')}\b", text), word


def test_the_dates_of_the_schema_page_are_accepted() -> None:
    for written, *_ in rows(section(page("docs/schema"), "Dates")):
        for text in codes(written):
            timeline = deepcopy(COMPLETE)
            timeline["events"][0]["date"] = text
            assert _is_accepted(timeline), text


def test_the_words_of_the_schema_page_are_those_that_are_shown() -> None:
    shown = [row for row in rows(section(page("docs/schema"), "Dates")) if len(row) == 3]
    assert len(shown) > 20
    for written, full, short in shown:
        edtf = EdtfDate.parse(*codes(written))
        assert (date_words(edtf), short_words(edtf)) == (full, short)


def test_the_dates_of_the_query_page_mean_what_it_says() -> None:
    table = rows(section(page("docs/query"), "Dates in queries"))
    assert len(table) > 10
    for typed, meant in table:
        [edtf] = codes(meant)
        expected = typed_range(edtf, TODAY)
        for text in codes(typed):
            assert typed_range(text, TODAY) == expected, text


def test_the_dates_from_today_of_the_query_page_are_read_and_the_refused_ones_are_not() -> None:
    text = section(page("docs/query"), "Dates in queries")
    from_today = codes(text.partition("counted from today:")[2].partition(". A month")[0])
    refused = codes(text.partition("Nothing is guessed.")[2].partition("A time with a zone")[0])
    assert len(from_today) > 5
    for typed in from_today:
        typed_range(typed, TODAY)
    assert set(refused) == {"3/4/2022", "43", "0043", "AD 43", "midnight"}
    for typed in ("3/4/2022", "43", "midnight"):
        with pytest.raises(TypedDateError):
            typed_range(typed, TODAY)


# The command line


def _options(arguments: Sequence[str], capsys: pytest.CaptureFixture[str]) -> set[str]:
    with pytest.raises(SystemExit):
        main([*arguments, "--help"])
    listed = capsys.readouterr().out.partition("options:")[2].split("\n\n")[0]
    return set(re.findall(r"--[a-z-]+", listed)) - {"--help"}


@pytest.mark.parametrize(
    ("command", "name", "heading"),
    [
        ([], "docs/command-line", "Options"),
        (["serve"], "docs/terminals", "In a browser"),
    ],
)
def test_every_option_is_documented(
    command: Sequence[str], name: str, heading: str, capsys: pytest.CaptureFixture[str]
) -> None:
    documented = {codes(option)[0].split()[0] for option, _ in rows(section(page(name), heading))}
    assert documented == _options(command, capsys)


def test_every_option_of_the_check_is_documented(capsys: pytest.CaptureFixture[str]) -> None:
    before_the_rules = page("docs/checking").partition("\n## ")[0]
    documented = {codes(option)[0].split()[0] for option, _ in rows(before_the_rules)}
    assert documented == _options(["check"], capsys)


def test_every_format_is_documented() -> None:
    (table, *_), *found = rows(section(page("docs/command-line"), "Formats"))
    assert codes(table) == ["table"]
    assert [(codes(name)[0], codes(ending)[0]) for name, ending, _ in found] == [
        (form.name, form.suffix) for form in FORMATS.values()
    ]


def test_the_table_of_exit_codes_has_every_code_that_the_program_ends_with() -> None:
    table = rows(section(page("docs/command-line"), "Exit codes"))
    assert [code for code, _ in table] == ["0", "1", "2", "70", "128 and the number of a signal"]
    plain = {int(code) for code, _ in table if code.isdecimal()}
    codes_used = {value for value in vars(exit_codes).values() if isinstance(value, int)}
    assert codes_used == plain | {128 + signal.SIGINT}
    for path in (ROOT / "tui" / "cli").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"^ +return [0-9]+$|sys\.exit\([0-9]", text, re.MULTILINE), path.name


def test_every_subcommand_says_its_exit_codes_as_the_table_does(capsys: pytest.CaptureFixture[str]) -> None:
    documented = {code for code, _ in rows(section(page("docs/command-line"), "Exit codes")) if code.isdecimal()}
    for command in SUBCOMMANDS:
        with pytest.raises(SystemExit):
            main([command, "--help"])
        said = capsys.readouterr().out.partition("exit codes: ")[2]
        assert set(re.findall(r"(?:^|, )([0-9]+) ", said)) <= documented, command


def test_every_variable_of_our_own_is_documented() -> None:
    read = {
        name
        for path in (ROOT / "tui").rglob("*.py")
        for name in re.findall(r'"(DATELINE_\w+)"', path.read_text(encoding="utf-8"))
    }
    documented = {code for name, _ in rows(section(page("docs/command-line"), "Environment variables"))
                  for code in codes(name) if code.startswith("DATELINE_")}  # fmt: skip
    assert documented == read


def test_every_rule_of_the_check_is_documented() -> None:
    text = page("docs/checking")
    headings = ("The timeline alone", "Files in other formats", "With the articles", "Online")
    tables = [row for heading in headings for row in rows(section(text, heading))]
    assert sorted(code for rule, _ in tables for code in codes(rule)) == sorted(RULES)


# The config


def test_the_example_config_can_be_used() -> None:
    [example] = blocks(page("docs/config"), "toml")
    config, wrong = parse_config(example, [check])
    assert not wrong
    assert config.theme is not None
    assert config.keys["file.edit"] == "E,ctrl+e"


# Prose


def test_pages_are_no_wider_than_a_screen() -> None:
    for name in (*PAGES, *OTHER_PAGES):
        for line in page(name).splitlines():
            assert len(line) <= 130 or line.startswith("|"), f"{name}: {line}"
