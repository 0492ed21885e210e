"""Editing a file where it is meant and nowhere else, and the upgrade of version 1 to version 2."""

from __future__ import annotations

import stat
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from tests.timeline.exported import without_lines
from tests.timelines import BUNDLED, HEAD, SMALL, changed, event
from tui.text.frozen import replace
from tui.timeline.editing.scalars import changed_values, scalars
from tui.timeline.editing.upgrade import Upgrade
from tui.timeline.editing.whole_file import ChangedMeanwhileError, write_whole
from tui.timeline.editing.yaml_text import flow, scalar
from tui.timeline.reading.problems import TimelineError
from tui.timeline.reading.reader import parse_timeline

# Scalars in place

MIXED = """\
# a comment: kept
title:   "T: é"   # and this
events:
  - {id: a, date: 2022/2023, tags: [x, 'y y'] }

  - id: b
    date: |
      2021/2022
    title: >-
      several
      words
    note:
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("has_libyaml", [True, False])
def test_every_scalar_is_found_at_its_position(
    line_end: str, has_libyaml: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not has_libyaml:
        monkeypatch.setattr(yaml, "__with_libyaml__", False)
    text = MIXED.replace("\n", line_end)
    found = {scalar.path: text[scalar.start : scalar.end].replace(line_end, "\n") for scalar in scalars(text)}
    assert {path: written.strip() for path, written in found.items()} == {
        ("title",): '"T: é"',
        ("events", 0, "id"): "a",
        ("events", 0, "date"): "2022/2023",
        ("events", 0, "tags", 0): "x",
        ("events", 0, "tags", 1): "'y y'",
        ("events", 1, "id"): "b",
        ("events", 1, "date"): "|\n      2021/2022",
        ("events", 1, "title"): ">-\n      several\n      words",
        ("events", 1, "note"): "",
    }


def test_a_new_value_keeps_the_quotation_marks_and_all_that_stands_around_it() -> None:
    new = {
        ("title",): "new",
        ("events", 0, "date"): "[a..b]",
        ("events", 1, "date"): "z",
        ("events", 0, "tags", 1): "q",
    }
    assert changed_values(MIXED, lambda scalar: new.get(scalar.path)) == changed(
        MIXED, ("T: é", "new"), ("2022/2023", "[a..b]"), ("2021/2022", "z"), ("y y", "q")
    )


def test_without_new_values_a_text_stays() -> None:
    assert changed_values(MIXED, lambda scalar: None) == MIXED


# The upgrade

OLD = (
    "dateline: 1\n"
    + changed(HEAD, ("issued: 2022}", "issued: 2022/2023}"), ("title: T", "title: a/b  # dateline: 1, a/b"))
    + event()
)


def upgraded(text: str) -> str:
    return Upgrade(text, "t.yaml").text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2022/2023", "[2022..2023]"),
        ("'2022/2023'", "'[2022..2023]'"),
        ('"2022/2023"', '"[2022..2023]"'),
        ('"2022\\u002F2023"', "[2022..2023]"),
        ("2022-11~/2023-01-10?", "[2022-11~..2023-01-10?]"),
        ("2024?/..", "[2024?..]"),
        ("../2021", "[..2021]"),
        ("20XX/2024-XX", "[20XX..2024-XX]"),
        ("..2022-11-08/2021", "[..2021]"),
        ("2021../2022", "[2021..2022]"),
        ("2022/2023..", "[2022..]"),
        ("..2022/2023..", "..2022/2023.."),
        ("2022/2023   # why", "[2022..2023]   # why"),
        ("|\n    2022/2023", "|\n    [2022..2023]"),
        ("../..", "../.."),
        ("2022", "2022"),
        ("2022-11~", "2022-11~"),
    ],
)
def test_an_interval_becomes_doubt_where_it_stands(old: str, new: str) -> None:
    text = changed(OLD, ("date: 2022\n", f"date: {old}\n"))
    expected = changed(
        text,
        ("dateline: 1\n", "dateline: 2\n"),
        ("issued: 2022/2023", "issued: [2022..2023]"),
        (f" {old}\n", f" {new}\n"),
    )
    assert upgraded(text) == expected


def test_only_dates_of_events_and_issue_dates_of_sources_are_rewritten() -> None:
    text = changed(OLD, ("  title: One", "  date_text: 2022/2023\n  summary: 2022/2023\n  title: 2022/2023"))
    assert upgraded(text).count("2022/2023") == 3
    assert "title: a/b  # dateline: 1, a/b\n" in upgraded(text)


@pytest.mark.parametrize("text", [SMALL, BUNDLED.read_text(encoding="utf-8")], ids=["small", "bundled"])
def test_nothing_else_changes_and_the_timeline_means_the_same(text: str) -> None:
    text = text.replace("dateline: 2", "dateline: 1")
    before, new = parse_timeline(text), upgraded(text)
    for old_line, new_line in zip(text.split("\n"), new.split("\n"), strict=True):
        if old_line != new_line:
            key, _, value = old_line.partition(": ")
            assert new_line.startswith(f"{key}: ")
            assert key.strip() in ("dateline", "date", "issued")
            assert "/" in value or key == "dateline"
    after = parse_timeline(new)
    assert (before.version, after.version) == (1, 2)
    assert replace(without_lines(after), version=1) == without_lines(before)


DATES = ("2022", "2022/2023", "'2022-11-08/2022-11-09'", "../2021", "2021~/..", "../..", '"2022/2023" # 2022/2023')


@given(st.lists(st.sampled_from(DATES), max_size=5), st.sampled_from(["\n", "\r\n"]), st.booleans())
@example(["2022/2023"], "\r\n", True)
def test_the_upgrade_of_any_file_changes_only_its_intervals(dates: list[str], line_end: str, is_flow: bool) -> None:
    form = "- {{id: e{0}, kind: use, status: denied, title: é, date: {1}\n    , quotes: [{{source: s, exact: x}}]}}\n"
    block = (
        "- date:   {1}\n  id: e{0}\n  kind: use\n  status: denied\n  title: é\n  quotes: [{{source: s, exact: x}}]\n"
    )
    events = "".join((form if is_flow else block).format(number, date) for number, date in enumerate(dates))
    text = f"# head\n{OLD}{events}".replace("\n", line_end)
    new = upgraded(text)
    assert new.count(line_end) == text.count(line_end)
    for old_line, new_line in zip(text.split("\n"), new.split("\n"), strict=True):
        assert old_line == new_line or "/" in old_line or old_line.startswith("dateline: 1")
    assert upgraded(new) == new
    assert without_lines(parse_timeline(new)) == replace(without_lines(parse_timeline(text)), version=2)


@pytest.mark.parametrize("text", [OLD.replace("dateline: 1\n", ""), OLD.replace("dateline: 1\n", "dateline: 2\n")])
def test_a_file_of_version_2_stays_as_it_is(text: str) -> None:
    upgrade = Upgrade(text, "t.yaml")
    assert not upgrade.is_needed
    assert upgrade.text == text


def test_a_file_that_cannot_be_read_is_refused_with_its_problems() -> None:
    with pytest.raises(TimelineError, match="unknown key 'colour'"):
        Upgrade(OLD + "  colour: red\n", "t.yaml")


# Texts as YAML


@pytest.mark.parametrize("loader", [yaml.CBaseLoader, yaml.BaseLoader])
def test_texts_are_read_back_by_both_loaders_of_pyyaml(loader: Any) -> None:
    signs = "a:?-# !&*|>%@`'\"=<~.0,[]{}\\/\n\t\x85\xa0\u2028"
    texts = ["".join(chosen) for chosen in product("a: ", signs, signs)]
    assert yaml.load(flow(texts), loader) == texts
    assert yaml.load(flow({text: text for text in texts}), loader) == {text: text for text in texts}
    assert yaml.load("".join(f"- {scalar(text)}\n" for text in texts), loader) == texts


# Whole or not at all


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "t.yaml"
    file.write_text("old")
    file.chmod(0o640)
    write_whole(file, b"new", expected=b"old")
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert left(tmp_path) == ["t.yaml"]


def test_a_new_file_has_the_mode_of_any_other(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    write_whole(tmp_path / "t.yaml", b"new")
    assert (tmp_path / "t.yaml").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_link_that_leads_to_itself_is_an_error(tmp_path: Path) -> None:
    link = tmp_path / "link.yaml"
    link.symlink_to("link.yaml")
    with pytest.raises(OSError, match="leads to itself"):
        write_whole(link, b"new")
    assert link.is_symlink()
    assert [path.name for path in tmp_path.iterdir()] == ["link.yaml"]


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text("old")
    (tmp_path / "link.yaml").symlink_to("t.yaml")
    write_whole(tmp_path / "link.yaml", b"new")
    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "t.yaml").read_bytes() == b"new"


def test_a_file_that_fails_its_check_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "t.yaml"
    file.write_text("old")

    def check(written: Path) -> None:
        assert written.read_bytes() == b"new"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_whole(file, b"new", check=check)
    assert (file.read_text(), left(tmp_path)) == ("old", ["t.yaml"])


def test_a_file_that_was_changed_meanwhile_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "t.yaml"
    file.write_text("newer")
    with pytest.raises(ChangedMeanwhileError):
        write_whole(file, b"new", expected=b"old")
    assert (file.read_text(), left(tmp_path)) == ("newer", ["t.yaml"])


@pytest.mark.parametrize("name", [".", "/dev/null"])
def test_only_regular_files_are_replaced(name: str) -> None:
    with pytest.raises(OSError, match="not a regular file"):
        write_whole(Path(name), b"new")
