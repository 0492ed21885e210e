"""A query finds the same events in the list, in the app and in every export."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from tests.cli.program import DATELINE, run
from tests.timelines import BUNDLED, SMALL
from tui.app.app import DatelineApp
from tui.cli.main import main
from tui.timeline.exports import FORMATS
from tui.timeline.query.language import Query
from tui.timeline.reading.reader import parse_timeline, read_timeline
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index

QUERIES = ["", "missile", "actor:iran -status:denied", "known:2022-12-31", "in:2022-11 certain:yes", "is:disputed"]


def printed(*arguments: str | Path) -> str:
    ran = run([DATELINE, *map(str, arguments)])
    assert ran.stderr == b""
    assert ran.returncode in (0, 1)
    return ran.stdout.decode()


@pytest.mark.parametrize("sort", ["date", "-known"])
@pytest.mark.parametrize("query", QUERIES)
async def test_every_format_has_the_same_events_in_the_same_order(
    query: str, sort: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    def printed(*arguments: str | Path) -> str:
        assert main([*map(str, arguments)]) in (0, 1)
        output, errors = capsysbinary.readouterr()
        assert errors == b""
        return output.decode()

    timeline = read_timeline(BUNDLED)
    app = DatelineApp(Index(timeline), query)
    async with app.run_test(size=(120, 36)):
        while str(app.browser.answer.sort) != sort:
            app.browser.action_sort()
        shown = [timeline.events[row].id for row in app.browser.answer.rows]
    arguments: list[str | Path] = [BUNDLED, f"--sort={sort}", query]
    titles = [timeline.events[timeline.numbers[event]].title for event in shown]
    lines = printed("--list", *arguments).splitlines()
    assert len(lines) == len(titles)
    assert all(title in line for title, line in zip(titles, lines, strict=True))
    assert [event["id"] for event in json.loads(printed("--format=json", *arguments))["events"]] == shown
    rows = printed("--format=jsonl", *arguments).splitlines()
    assert [json.loads(row)["id"] for row in rows] == shown
    table = list(csv.DictReader(io.StringIO(printed("--format=csv", *arguments), newline="")))
    assert [row["id"] for row in table] == shown
    headings = [line for line in printed("--format=markdown", *arguments).split("\n") if line.startswith("## ")]
    assert len(headings) == len(shown)


def test_the_whole_timeline_survives_json(tmp_path: Path) -> None:
    copy = tmp_path / "copy.json.yaml"
    copy.write_text(printed("--format=json", BUNDLED), encoding="utf-8")
    original, again = read_timeline(BUNDLED), read_timeline(copy)
    assert [event.id for event in again.events] == [event.id for event in original.events]
    assert [event.quotes for event in again.events] == [event.quotes for event in original.events]


def test_csv_begins_with_a_byte_order_mark_on_request() -> None:
    assert printed("--format=csv", "--bom", "peskov").startswith("\ufeffid,")
    assert printed("--format=csv", "peskov").startswith("id,")


def test_csv_lines_end_with_crlf() -> None:
    ran = run([DATELINE, "--format=csv", "peskov"])
    assert ran.stdout.count(b"\r\n") >= 2
    assert b"\r\r\n" not in ran.stdout


def test_a_view_has_a_query_and_an_order_and_words_narrow_it(tmp_path: Path) -> None:
    file = tmp_path / "t.yaml"
    file.write_text(SMALL + "views:\n  - {name: Later, query: 'after:2022', sort: -date}\n", encoding="utf-8")
    assert [line.split()[-1] for line in printed(file, "--list", "--view", "Later").splitlines()] == [
        "delivery",
        "(disputed)",
    ]
    assert len(printed(file, "--list", "--view", "Later", "status:denied").splitlines()) == 1


def test_an_unknown_view_is_an_error_that_suggests_another(tmp_path: Path) -> None:
    file = tmp_path / "t.yaml"
    file.write_text(SMALL + "views:\n  - {name: Later, query: 'after:2022'}\n", encoding="utf-8")
    ran = run([DATELINE, str(file), "--list", "--view", "Latr"])
    assert ran.returncode == 2
    assert ran.stderr == b"dateline: no view 'Latr'; did you mean 'Later'?\n"


def test_views_are_read() -> None:
    views = parse_timeline(SMALL + "views:\n  - {name: A, query: x}\n  - {name: B, sort: -known}\n").views
    assert [(view.name, view.query, view.sort) for view in views] == [("A", "x", "date"), ("B", "", "-known")]


def test_a_copied_command_finds_the_same_events(tmp_path: Path) -> None:
    timeline = read_timeline(BUNDLED)
    index = Index(timeline)
    for text in ("drones ukraine", "-drones", '"petit nombre" -status:denied', "actor:iran,russia -kind:talks l’Iran"):
        query = Query.parse(text)
        listed = printed("--file", BUNDLED, "--list", *map(str, query.terms)).splitlines()
        assert len(listed) == len(answer_query(query, index).rows) > 0, text


def test_words_after_two_hyphens_are_part_of_the_query() -> None:
    assert printed("--list", "--", "-status:denied") == printed("--list", "-status:denied")


def test_a_file_is_written_whole_in_the_format_of_its_ending(tmp_path: Path) -> None:
    output = tmp_path / "events.csv"
    ran = run([DATELINE, str(BUNDLED), "peskov", "--output", str(output)])
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")
    assert output.read_bytes() == run([DATELINE, str(BUNDLED), "peskov", "--format=csv"]).stdout
    assert [path.name for path in tmp_path.iterdir()] == ["events.csv"]


@pytest.mark.parametrize("name", ["t.yaml", "t.pdf"])
def test_an_ending_of_no_format_is_an_error(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(BUNDLED), "--output", str(tmp_path / name)]) == 2
    assert f"no format has files in {name[1:]}; name one with --format" in capsys.readouterr().err
    assert main(["report", str(BUNDLED), "--output", str(tmp_path / name)]) == 2
    assert not list(tmp_path.iterdir())
    assert main([str(BUNDLED), "--output", str(tmp_path / "t.txt")]) == 0


def test_the_timeline_itself_is_never_the_output(tmp_path: Path) -> None:
    file = tmp_path / "t.yaml"
    file.write_text(SMALL, encoding="utf-8")
    ran = run([DATELINE, str(file), "--format=json", "--output", str(file)])
    assert ran.returncode == 2
    assert ran.stderr.decode().endswith("is the timeline itself; choose another name\n")
    assert file.read_text(encoding="utf-8") == SMALL


def test_a_file_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    ran = run([DATELINE, str(BUNDLED), "--output", str(tmp_path / "missing" / "x.csv")])
    assert ran.returncode == 2
    assert b"cannot write" in ran.stderr
    assert b"No such file or directory" in ran.stderr


def test_a_format_says_what_it_leaves_out() -> None:
    ran = run([DATELINE, str(BUNDLED), "--format=ics", "--output=/dev/null"])
    assert ran.returncode == 2  # a device is no file to replace
    ran = run([DATELINE, str(BUNDLED), "--format=ics"])
    assert ran.returncode == 0
    assert re.fullmatch(
        r"dateline: ics cannot carry everything: \d+ doubtful dates, said in words; \d+ links between events\n",
        ran.stderr.decode(),
    )


def test_format_help_has_a_line_for_each_format_with_its_ending(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["no-such-file.yaml", "--format", "help"])
    assert exit_.value.code == 0
    table, *lines = capsys.readouterr().out.splitlines()
    assert table.startswith("table ")
    assert [re.split(r"  +", line) for line in lines] == [
        [form.name, form.suffix, form.about] for form in FORMATS.values()
    ]


def test_the_help_has_a_line_for_each_format() -> None:
    text = run([DATELINE, "--help"]).stdout.decode()
    for form in FORMATS.values():
        assert re.search(rf"(?m)^  {form.name} +{re.escape(form.about)}$", text)
