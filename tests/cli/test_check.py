"""``dateline check``: its reports, its exit codes, and the faults that it finds in the bundled timeline."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import DATELINE, run
from tests.interpreter import imported
from tests.timelines import ARTICLES, BUNDLED, HEAD, needs_articles
from tests.timelines import event as event_text
from tui.cli.main import main
from tui.timeline.checking.rules import RULES
from tui.timeline.model.entities import Event, Quote
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.careful_reader import read_carefully
from tui.timeline.reading.problems import MAX_PROBLEMS, Position, TimelineError, ValuePath
from tui.timeline.reading.reader import parse_timeline, read_timeline

Capture = pytest.CaptureFixture[str]

ARTICLE = "S\n\nEn 2022, l’accord est signé. Rien d’autre !\n"
NAMED = f"issued: 2022, file: s.txt, sha256: {hashlib.sha256(ARTICLE.encode()).hexdigest()}"


def timeline(text: str = "", **fields: str) -> str:
    """Return a timeline of one event, which is clean by default."""
    usual = {"date_text": "2022", "actors": "iran", "weapons": "drone", "quotes": "[{source: s, exact: l’accord}]"}
    return HEAD.replace("issued: 2022", NAMED) + event_text(text, **(usual | fields))


LINT = timeline(actors="")
MISQUOTED = timeline(quotes='[{source: s, exact: "l\'accord"}]')
BOTH = timeline(actors="", quotes='[{source: s, exact: "l\'accord"}]')
UNREADABLE = timeline(date="2022-02-30", kind="vist")

IRAN_UNUSED = "3:24: no event names actor 'iran'; remove it, or name it where it belongs [unused]"
APOSTROPHE = """\
11:31: a quote of event 'one' is not in s.txt; copy it from there [quote]
    article ¶ 2: l⟦’⟧accord
    quote:       l⟦'⟧accord
    the article has ’ U+2019 (right single quotation mark) where the quote has ' U+0027 (apostrophe)
"""


Check = Callable[..., tuple[int, str, str]]
"""Takes the text of a timeline and options, and returns the exit code, the output and the errors."""


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> Check:
    """Check a text as ``t.yaml``, beside the folder ``texts``."""
    monkeypatch.chdir(tmp_path)
    Path("texts").mkdir()
    Path("texts/s.txt").write_bytes(ARTICLE.encode())

    def checked(text: str, *options: str) -> tuple[int, str, str]:
        Path("t.yaml").write_bytes(text.encode())
        code = main(["check", "t.yaml", *options])
        return (code, *capsys.readouterr())

    return checked


WITH_ARTICLES = ("--articles", "texts")


# Text, and exit codes


def test_a_clean_timeline_has_a_summary_and_exits_with_0(check: Check) -> None:
    expected = "1 event; 1 quote, checked against the articles; 0 errors, 0 to look at\n"
    assert check(timeline(), *WITH_ARTICLES) == (0, expected, "")


def test_without_articles_the_summary_says_so(check: Check) -> None:
    expected = "1 event; 1 quote, not checked against articles: see --articles; 0 errors, 0 to look at\n"
    assert check(MISQUOTED) == (0, expected, "")


def test_lint_has_its_position_and_exits_with_1(check: Check) -> None:
    summary = "1 event; 1 quote, checked against the articles; 0 errors, 1 to look at\n"
    assert check(LINT, *WITH_ARTICLES) == (1, f"t.yaml:{IRAN_UNUSED}\n{summary}", "")


def test_an_error_has_excerpts_and_exits_with_2(check: Check) -> None:
    summary = "1 event; 1 quote, checked against the articles; 1 error, 0 to look at\n"
    assert check(MISQUOTED, *WITH_ARTICLES) == (2, f"t.yaml:{APOSTROPHE}{summary}", "")


def test_findings_are_in_the_order_of_the_file(check: Check) -> None:
    summary = "1 event; 1 quote, checked against the articles; 1 error, 1 to look at\n"
    assert check(BOTH, *WITH_ARTICLES) == (2, f"t.yaml:{IRAN_UNUSED}\nt.yaml:{APOSTROPHE}{summary}", "")


def test_every_problem_of_an_unreadable_timeline_is_on_standard_output(check: Check) -> None:
    with pytest.raises(TimelineError) as caught:
        parse_timeline(UNREADABLE, "t.yaml")
    assert len(caught.value.lines()) == 2
    code, output, problems = check(UNREADABLE, *WITH_ARTICLES, "--coverage")
    assert (code, problems) == (2, "")
    assert output.splitlines() == [f"{line} [schema]" for line in caught.value.lines()]


def test_problems_beyond_the_limit_are_counted(check: Check) -> None:
    events = "".join(event_text(id=f"event-{n}", kind="vist") for n in range(MAX_PROBLEMS + 7))
    code, output, _ = check(HEAD + events)
    assert code == 2
    assert len(output.splitlines()) == MAX_PROBLEMS + 1
    assert output.endswith("t.yaml: and 7 more\n")


def test_a_missing_file_is_a_finding(capsys: Capture, tmp_path: Path) -> None:
    assert main(["check", str(tmp_path / "no.yaml")]) == 2
    output, problems = capsys.readouterr()
    assert output.startswith(f"{tmp_path}/no.yaml: no such file; ")
    assert problems == ""


def test_an_empty_file_name_is_not_the_bundled_timeline(capsys: Capture) -> None:
    assert main(["check", ""]) == 2
    assert "events;" not in capsys.readouterr().out


def test_without_a_file_the_bundled_timeline_is_checked_from_any_directory(tmp_path: Path) -> None:
    ran = run([DATELINE, "check"], directory=tmp_path)
    assert ran.stderr == b""
    assert ran.stdout.decode().splitlines()[-1].startswith(f"{len(read_timeline(BUNDLED).events):,} events; ")


def test_a_timeline_is_checked_from_standard_input(check: Check, tmp_path: Path) -> None:
    check("")
    ran = run([DATELINE, "check", "-", *WITH_ARTICLES], directory=tmp_path, given=MISQUOTED.encode())
    assert (ran.returncode, ran.stderr) == (2, b"")
    assert ran.stdout.decode().startswith(f"<stdin>:{APOSTROPHE}")


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    many = "".join(event_text(id=f"event-{n}") for n in range(1000))
    (tmp_path / "t.yaml").write_text(HEAD + many)
    ran = run(["sh", "-c", '"$0" check t.yaml | head -n 1', DATELINE], directory=tmp_path)
    assert ran.stdout.startswith(b"t.yaml:3:")
    assert ran.stderr == b""


# Usage


def test_coverage_without_articles_is_refused_before_reading(check: Check) -> None:
    for text in (timeline(), UNREADABLE):
        assert check(text, "--coverage") == (
            2,
            "",
            "dateline: --coverage needs the articles; name their folder with --articles DIR\n",
        )


@pytest.mark.parametrize(("folder", "wrong"), [("nowhere", "No such file or directory"), ("t.yaml", "Not a directory")])
def test_a_wrong_folder_of_articles_is_an_error(folder: str, wrong: str, check: Check) -> None:
    expected = f"dateline: {folder}: {wrong}; name the folder of the articles' texts\n"
    assert check(timeline(), "--articles", folder) == (2, "", expected)


@pytest.mark.parametrize("arguments", [["--form", "json"], ["--format", "xml"], ["a.yaml", "b.yaml"], ["--articles"]])
def test_wrong_usage_exits_with_2_and_points_to_help(arguments: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as left:
        main(["check", *arguments])
    assert left.value.code == 2
    output, problems = capsys.readouterr()
    assert output == ""
    assert problems.startswith("usage: dateline check ")
    assert problems.endswith("; see --help\n")


def test_help_fits_a_terminal_and_shows_each_option_and_exit_code(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit) as left:
        main(["check", "--help"])
    assert left.value.code == 0
    text = capsys.readouterr().out
    assert [line for line in text.splitlines() if len(line) > 80] == []
    for word in (
        "FILE",
        "--articles DIR",
        "--coverage",
        "--ignore RULE",
        "--language TAG",
        "--rules",
        "--format",
        "examples:",
        "exit codes: 0 clean, 1 ",
        "2 errors",
    ):
        assert word in text


# Rules


def test_the_rules_are_listed_and_explained(capsys: Capture) -> None:
    assert main(["check", "--rules"]) == 0
    output, problems = capsys.readouterr()
    assert problems == ""
    lines = output.splitlines()
    assert [line.split()[:2] for line in lines[::2]] == [[rule.id, rule.severity] for rule in RULES.values()]
    assert [line.strip() for line in lines[1::2]] == [rule.reason for rule in RULES.values()]
    assert max(map(len, lines)) <= 130


def test_the_rules_are_listed_for_programs(capsys: Capture) -> None:
    assert main(["check", "--rules", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert {one["id"]: one["severity"] for one in listed} == {rule.id: rule.severity for rule in RULES.values()}
    assert listed[0].keys() == {"id", "severity", "description", "reason"}


def test_rules_are_ignored_by_the_command_line_and_counted(check: Check) -> None:
    assert check(LINT, "--ignore", "unused") == (
        0,
        "1 event; 1 quote, not checked against articles: see --articles; 0 errors, 0 to look at, 1 ignored\n",
        "",
    )
    code, output, _ = check(BOTH, *WITH_ARTICLES, "--ignore", "unused", "--ignore=quote")
    assert (code, output.count("\n")) == (0, 1)
    assert output.endswith("0 errors, 0 to look at, 2 ignored\n")
    code, output, _ = check(BOTH, *WITH_ARTICLES, "--ignore", "unused", "--format", "json")
    assert (code, json.loads(output)["ignored"]) == (2, 1)


def test_rules_are_ignored_by_the_file(check: Check) -> None:
    code, output, _ = check("checks: {ignore: [unused, title]}\n" + LINT)
    assert (code, output.endswith("0 errors, 0 to look at, 1 ignored\n")) == (0, True)


def test_an_unknown_rule_in_the_file_is_an_error_with_the_nearest(check: Check) -> None:
    code, output, _ = check("checks: {ignore: [unused, titel]}\n" + LINT)
    assert code == 2
    assert output.startswith("t.yaml:1:27: there is no rule 'titel'; did you mean 'title'? [ignored-rule]\n")
    code, output, _ = check("checks: {ignore: schema}\n" + UNREADABLE)
    assert (code, "[schema]" in output) == (2, True)


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("unsed", "there is no rule 'unsed'; did you mean 'unused'?"),
        ("xyz", "there is no rule 'xyz'; dateline check --rules lists them"),
        ("schema", "the rule 'schema' cannot be ignored; fix what it finds"),
    ],
)
def test_an_unknown_rule_of_the_command_line_is_an_error_before_reading(rule: str, message: str, check: Check) -> None:
    assert check(UNREADABLE, "--ignore", rule) == (2, "", f"dateline: --ignore: {message}\n")


# Languages

FRENCH = timeline().replace("file: s.txt", "file: s.txt, language: fr")


@pytest.mark.parametrize(
    ("head", "variables", "options", "is_missed"),
    [
        ("language: en\n", {}, [], True),
        ("language: fr\n", {}, [], False),
        ("language: en\n", {"LANG": "fr_FR.UTF-8"}, [], True),
        ("language: en\n", {}, ["--language", "fr"], False),
        ("", {"LANG": "en_US.UTF-8"}, [], True),
        ("", {"LANG": "fr_FR.UTF-8"}, [], False),
        ("", {"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, [], False),
        ("", {"LC_ALL": "en_GB", "LANG": "fr"}, [], True),
        ("", {"LC_MESSAGES": "en_GB", "LANG": "fr"}, [], True),
        ("", {"LANG": "fr_FR.UTF-8"}, ["--language", "en"], True),
        ("", {"LANG": "C.UTF-8"}, [], False),
        ("", {}, [], False),
    ],
)
def test_the_languages_of_the_timeline_and_of_its_readers_decide_whether_a_translation_is_missed(
    head: str,
    variables: dict[str, str],
    options: list[str],
    is_missed: bool,
    check: Check,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    code, output, _ = check(head + FRENCH, *options)
    assert (code, "has no translation" in output) == (int(is_missed), is_missed)


# What was not compared


def test_quotes_without_a_text_are_counted_apart(check: Check) -> None:
    text = timeline(quotes="[{source: s, exact: l’accord}, {source: 'https://a.example/1', exact: w}]")
    code, output, _ = check(text, *WITH_ARTICLES)
    assert code == 1
    assert output.splitlines()[-1] == "1 event; 2 quotes, 1 checked against the articles; 0 errors, 1 to look at"


# Coverage


def test_coverage_has_the_share_quoted_and_the_untouched_sentences(check: Check) -> None:
    share = len("l’accord") / len(ARTICLE)
    assert check(timeline(), *WITH_ARTICLES, "--coverage") == (
        0,
        f"s: {share:.1%} quoted; no quote touches 2 of 3 sentences\n"
        "    ¶ 1  S\n"
        "    ¶ 2  Rien d’autre !\n"
        "1 event; 1 quote, checked against the articles; 0 errors, 0 to look at\n",
        "",
    )


def test_coverage_is_printed_only_on_request(check: Check) -> None:
    assert "touches" not in check(timeline(), *WITH_ARTICLES)[1]
    assert json.loads(check(timeline(), *WITH_ARTICLES, "--format", "json")[1])["coverage"] == []


# JSON


def test_json_has_every_finding_and_the_coverage(check: Check) -> None:
    code, output, problems = check(BOTH, *WITH_ARTICLES, "--coverage", "--format", "json")
    assert (code, problems) == (2, "")
    assert json.loads(output) == {
        "file": "t.yaml",
        "verified": True,
        "pages": None,
        "untold": 0,
        "ignored": 0,
        "findings": [
            {
                "severity": "lint",
                "rule": "unused",
                "line": 3,
                "column": 24,
                "wrong": "no event names actor 'iran'",
                "place": "",
                "right": "remove it, or name it where it belongs",
                "excerpts": [],
            },
            {
                "severity": "error",
                "rule": "quote",
                "line": 11,
                "column": 31,
                "wrong": "a quote of event 'one' is not in s.txt",
                "place": "",
                "right": "copy it from there",
                "excerpts": [line.strip() for line in APOSTROPHE.splitlines()[1:]],
            },
        ],
        "remarks": [],
        "coverage": [
            {
                "source": "s",
                "share": 0,
                "sentences": 3,
                "untouched": [
                    {"paragraph": 1, "text": "S"},
                    {"paragraph": 2, "text": "En 2022, l’accord est signé."},
                    {"paragraph": 2, "text": "Rien d’autre !"},
                ],
            }
        ],
    }


@pytest.mark.parametrize(
    ("text", "options", "code", "verified"),
    [(timeline(), WITH_ARTICLES, 0, True), (timeline(), (), 0, False), (LINT, (), 1, False)],
)
def test_json_says_whether_quotes_were_verified_with_the_same_exit_code(
    text: str, options: tuple[str, ...], code: int, verified: bool, check: Check
) -> None:
    exited, output, problems = check(text, *options, "--format", "json")
    assert (exited, problems) == (code, "")
    report = json.loads(output)
    assert report["verified"] is verified
    assert len(report["findings"]) == code


def test_json_has_the_problems_of_an_unreadable_timeline(check: Check) -> None:
    with pytest.raises(TimelineError) as caught:
        parse_timeline(UNREADABLE, "t.yaml")
    code, output, problems = check(UNREADABLE, "--format", "json")
    assert (code, problems) == (2, "")
    found = json.loads(output)["findings"]
    assert [f"t.yaml:{one['line']}:{one['column']}: {one['wrong']}; {one['right']}" for one in found] == (
        caught.value.lines()
    )
    assert {(one["severity"], one["rule"]) for one in found} == {("error", "schema")}


# What is in a timeline or an article is shown, never obeyed


def is_safe(character: str) -> bool:
    return character == "\n" or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_control_character_is_printed(form: str, check: Check, tmp_path: Path) -> None:
    evil = "\x1b]0;owned\x07 \x9b31m \u202eback \u2028 \x7f \ufeff \U000e0041"
    (tmp_path / "texts" / "s.txt").write_bytes(f"S\n\nLe mot {evil} mot accord.\n\nSeul {evil}.\n".encode())
    written = evil.encode("unicode_escape").decode()
    text = timeline(
        title=f'"{written}"',
        date_text=f'"jour {written}"',
        quotes=f'[{{source: s, exact: "Le mot {written} mot Accord", paragraph: 9}}]',
    ).replace("title: S,", f'title: "S {written}",')
    code, output, _ = check(text, *WITH_ARTICLES, "--coverage", "--format", form)
    assert code == 2
    assert [character for character in output if not is_safe(character)] == []
    if form == "json":
        found = {one["rule"]: one for one in json.loads(output)["findings"]}
        assert evil in found["wording"]["wrong"]
        assert any("⟦A⟧ccord" in line for line in found["quote"]["excerpts"])
    else:
        assert "␛]0;owned␇" in output
        assert "⟦A⟧ccord" in output


def test_the_check_imports_neither_textual_nor_rich(check: Check, tmp_path: Path) -> None:
    check(MISQUOTED)
    options = ["check", f"{tmp_path}/t.yaml", "--articles", f"{tmp_path}/texts", "--coverage"]
    assert imported(f"from tui.cli.main import main; assert main({options!r}) == 2", "textual", "rich") == ""


# The bundled timeline


@needs_articles
def test_the_bundled_timeline_is_clean(capsys: Capture) -> None:
    code = main(["check", str(BUNDLED), "--articles", str(ARTICLES), "--format", "json"])
    assert json.loads(capsys.readouterr().out)["findings"] == []
    assert code == 0


@cache
def bundled() -> tuple[str, Timeline, dict[ValuePath, Position]]:
    text = BUNDLED.read_text(encoding="utf-8")
    source_map: dict[ValuePath, Position] = {}
    return text, read_carefully(text, "bundled", source_map), source_map


class Planted:
    """A copy of the bundled timeline in which a fault is planted."""

    def __init__(self) -> None:
        self.text, self.timeline, self.source_map = bundled()
        self.articles: dict[str, bytes] = {}
        """The changed articles, by the names of their files."""

    def line(self, *path: str | int) -> int:
        return self.source_map[path][0]

    def offset(self, *path: str | int) -> int:
        """Return the offset of a value."""
        line, column = self.source_map[path]
        return sum(map(len, self.text.splitlines(keepends=True)[: line - 1])) + column - 1

    def replace(self, old: str, new: str, *path: str | int) -> None:
        """Replace the first occurrence of a text in a value, or after it."""
        start = self.offset(*path)
        found = self.text.index(old, start)
        assert found - start < 1000
        self.text = self.text[:found] + new + self.text[found + len(old) :]

    def quotes(self) -> Iterator[tuple[tuple[str, str, str, int], Event, Quote]]:
        for event in self.timeline.events:
            for number, quote in enumerate(event.quotes):
                yield ("events", event.id, "quotes", number), event, quote

    def article(self, source: str) -> str:
        file = self.timeline.sources[source].file
        assert file is not None
        return (ARTICLES / file).read_bytes().decode()


Found = tuple[str, str, int]
"""The severity and the rule of a finding, and its line."""


def changed_apostrophe(planted: Planted) -> Found:
    path = next(path for path, _, quote in planted.quotes() if "’" in quote.exact)
    planted.replace("’", "'", *path, "exact")
    return "error", "quote", planted.line(*path, "exact")


def dropped_accent(planted: Planted) -> Found:
    path = next(path for path, _, quote in reversed([*planted.quotes()]) if "é" in quote.exact)
    planted.replace("é", "e", *path, "exact")
    return "error", "quote", planted.line(*path, "exact")


def changed_space(planted: Planted) -> Found:
    for path, _, quote in planted.quotes():
        start, end = planted.offset(*path, "exact"), planted.offset(*path, "translation")
        for words in re.findall(r"\w+ \w+", quote.exact):
            if words in planted.text[start:end]:
                planted.replace(words, words.replace(" ", "\xa0"), *path, "exact")
                return "error", "quote", planted.line(*path, "exact")
    raise AssertionError("no quote has two words")


def latest_issue(planted: Planted, source: str) -> date | None:
    """Return the last day on which a source can have come out."""
    issued = planted.timeline.sources[source].issued
    return None if issued is None else issued.latest


def swapped_source(planted: Planted) -> Found:
    for path, event, quote in planted.quotes():
        first = event.date.earliest
        for other in planted.timeline.sources:
            latest = latest_issue(planted, other)
            fits = first is None or latest is None or first <= latest
            if event.date_text is None and fits and quote.exact not in planted.article(other):
                planted.replace(quote.source, other, *path, "source")
                return "error", "source", planted.line(*path, "source")
    raise AssertionError("no quote's source can be swapped")


def shifted_weekday(planted: Planted) -> Found:
    event = next(
        event for event in planted.timeline.events if event.date_text and event.date.earliest == event.date.latest
    )
    assert event.date_text is not None
    assert event.date.earliest is not None
    week = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
    wording = f"{week[event.date.earliest.weekday() - 1]} {event.date_text}"
    # The article has the wrong wording too, so that only the weekday is wrong.
    source = planted.timeline.sources[event.sources[0]]
    assert source.file is not None
    assert source.sha256 is not None
    planted.articles[source.file] = f"{planted.article(source.id)}\n{wording}\n".encode()
    planted.replace(source.sha256, hashlib.sha256(planted.articles[source.file]).hexdigest(), "sources", source.id)
    line, column = planted.source_map["events", event.id, "date_text"]
    lines = planted.text.split("\n")
    lines[line - 1] = f'{lines[line - 1][: column - 1]}"{wording}"'
    planted.text = "\n".join(lines)
    return "lint", "weekday", line


def cut_word(planted: Planted) -> Found:
    for path, _, quote in planted.quotes():
        for word in quote.exact.split()[3:-3]:
            cut = quote.exact.replace(f" {word} ", " ", 1)
            start, end = planted.offset(*path, "exact"), planted.offset(*path, "translation")
            if quote.exact.count(word) == 1 and f" {word} " in planted.text[start:end]:
                assert cut not in planted.article(quote.source)
                planted.replace(f" {word} ", " ", *path, "exact")
                return "error", "quote", planted.line(*path, "exact")
    raise AssertionError("no quote is long enough")


def cut_last_letter(planted: Planted) -> Found:
    for path, _, quote in planted.quotes():
        if (
            quote.suffix is None
            and planted.article(quote.source).count(quote.exact[:-1]) == 1
            and quote.exact[-2:].isalpha()
        ):
            last = quote.exact.split()[-1]
            if quote.exact.count(last) == 1:
                planted.replace(last, last[:-1], *path, "exact")
                return "lint", "cut-word", planted.line(*path, "exact")
    raise AssertionError("no quote ends with a word")


def shifted_paragraph(planted: Planted) -> Found:
    path, _, quote = next(quote for quote in planted.quotes() if quote[2].paragraph is not None)
    assert quote.paragraph is not None
    planted.replace(str(quote.paragraph), str(quote.paragraph + 1), *path, "paragraph")
    return "error", "paragraph", planted.line(*path, "paragraph")


def doubled_quote(planted: Planted) -> Found:
    quotes = [quote for _, _, quote in planted.quotes()]
    path, _, quote = next(
        (path, event, quote)
        for path, event, quote in planted.quotes()
        if quote.prefix is None and quote.suffix is None and sum(other.exact in quote.exact for other in quotes) == 1
    )
    source = planted.timeline.sources[quote.source]
    assert source.file is not None
    assert source.sha256 is not None
    planted.articles[source.file] = f"{planted.article(source.id)}\n{quote.exact}\n".encode()
    planted.replace(source.sha256, hashlib.sha256(planted.articles[source.file]).hexdigest(), "sources", source.id)
    return "error", "selector", planted.line(*path, "exact")


def changed_article(planted: Planted) -> Found:
    source = next(iter(planted.timeline.sources.values()))
    assert source.file is not None
    planted.articles[source.file] = f"{planted.article(source.id)}\n".encode()
    return "error", "sha256", planted.line("sources", source.id, "sha256")


def copied_alias(planted: Planted) -> Found:
    actors = [actor for actor in planted.timeline.entries("actor").values() if actor.aliases]
    for number, owner in enumerate(actors):
        for other in actors[number + 1 :]:
            if planted.text[planted.offset("actors", other.id, "aliases")] == "[":
                planted.replace("[", f'["{owner.aliases[0]}", ', "actors", other.id, "aliases")
                return "lint", "shared-alias", planted.line("actors", other.id, "aliases")
    raise AssertionError("no two actors have aliases")


def denial_without_links(planted: Planted) -> Found:
    event = next(event for event in planted.timeline.events if event.status == "denied")
    start = planted.offset("events", event.id)
    links = re.compile(r"^ +links:.*\n(?:      +.*\n)*", re.MULTILINE).search(planted.text, start)
    assert links is not None
    planted.text = planted.text[: links.start()] + planted.text[links.end() :]
    status, line = planted.line("events", event.id, "status"), planted.text[: links.start()].count("\n") + 1
    assert status < line
    return "lint", "denial-without-link", status


def unused_actor(planted: Planted) -> Found:
    assert planted.text.count("\nactors:\n") == 1
    planted.text = planted.text.replace("\nactors:\n", "\nactors:\n  nobody-at-all:\n    name: Nobody at all\n")
    return "lint", "unused", planted.text[: planted.text.index("nobody-at-all")].count("\n") + 1


def late_date(planted: Planted) -> Found:
    followed = {link.target for event in planted.timeline.events for link in event.links}
    for event in planted.timeline.events:
        latest = latest_issue(planted, event.sources[0])
        if (
            event.date_text is None
            and event.status not in ("planned", "announced")
            and len(event.sources) == 1
            and latest is not None
            and not event.date.members
            and event.id not in followed
        ):
            planted.replace(event.date.text, (latest + timedelta(1)).isoformat(), "events", event.id, "date")
            return "lint", "dated-after-source", planted.line("events", event.id, "date")
    raise AssertionError("no event's date can be moved")


PLANTS: list[Callable[[Planted], Found]] = [
    changed_apostrophe,
    dropped_accent,
    changed_space,
    swapped_source,
    shifted_weekday,
    cut_word,
    cut_last_letter,
    shifted_paragraph,
    doubled_quote,
    changed_article,
    copied_alias,
    denial_without_links,
    unused_actor,
    late_date,
]


def findings(text: str, folder: Path, capsys: Capture) -> tuple[int, list[dict[str, Any]]]:
    file = folder / "timeline.yaml"
    file.write_text(text, encoding="utf-8")
    code = main(["check", str(file), "--articles", str(folder / "articles"), "--format", "json"])
    return code, json.loads(capsys.readouterr().out)["findings"]


@needs_articles
@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__.replace("_", "-"))
def test_a_planted_fault_is_the_only_finding_and_has_its_line(
    plant: Callable[[Planted], Found], tmp_path: Path, capsys: Capture
) -> None:
    planted = Planted()
    severity, rule, line = plant(planted)
    (tmp_path / "articles").mkdir()
    for article in ARTICLES.glob("*.txt"):
        (tmp_path / "articles" / article.name).write_bytes(planted.articles.get(article.name) or article.read_bytes())
    code, found = findings(planted.text, tmp_path, capsys)
    assert [(finding["severity"], finding["rule"], finding["line"]) for finding in found] == [(severity, rule, line)]
    assert code == (2 if severity == "error" else 1)


@needs_articles
def test_a_planted_apostrophe_is_named(tmp_path: Path, capsys: Capture) -> None:
    planted = Planted()
    changed_apostrophe(planted)
    (tmp_path / "articles").symlink_to(ARTICLES)
    _, [finding] = findings(planted.text, tmp_path, capsys)
    assert finding["excerpts"][-1] == (
        "the article has ’ U+2019 (right single quotation mark) where the quote has ' U+0027 (apostrophe)"
    )
    assert ["⟦’⟧" in finding["excerpts"][0], "⟦'⟧" in finding["excerpts"][1]] == [True, True]
