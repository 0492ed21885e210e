"""``dateline diff``."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.cli.program import DATELINE, Ran, run
from tests.pages import page
from tests.timelines import BUNDLED, SMALL, changed

NEWER = changed(SMALL, ("title: First talks", "title: Early talks"))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "old.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(NEWER, encoding="utf-8")
    return tmp_path


def diff(folder: Path, *arguments: str) -> Ran:
    return run([DATELINE, "diff", *arguments], directory=folder)


def test_the_changes_are_printed(files: Path) -> None:
    ran = diff(files, "old.yaml", "new.yaml")
    assert (ran.returncode, ran.stderr) == (1, b"")
    lines = ran.stdout.decode().splitlines()
    assert lines[0] == "1 event changed."
    assert lines[-1] == "    title: First talks → Early talks"


def test_versions_that_do_not_differ_are_success(files: Path) -> None:
    ran = diff(files, "old.yaml", "old.yaml")
    assert (ran.returncode, ran.stdout) == (0, b"Nothing differs.\n")


def test_json_and_markdown(files: Path) -> None:
    (event,) = json.loads(diff(files, "old.yaml", "new.yaml", "--format=json").stdout)["events"]
    assert event["changes"] == [{"field": "title", "old": "First talks", "new": "Early talks"}]
    assert "## Changed\n\n- " in diff(files, "old.yaml", "new.yaml", "--format=markdown").stdout.decode()


def test_a_revision_of_git_is_a_version(files: Path) -> None:
    folder = files / "notes"
    folder.mkdir()
    (folder / "t.yaml").write_text(SMALL, encoding="utf-8")
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=files, check=True)
    (folder / "t.yaml").write_text(NEWER, encoding="utf-8")
    ran = diff(folder, "HEAD:t.yaml", "t.yaml")
    assert ran.stdout.decode().startswith("1 event changed.")
    ran = diff(folder, "HEAD:missing.yaml", "t.yaml")
    assert ran.returncode == 2
    assert ran.stderr.startswith(b"dateline: HEAD:missing.yaml: ")
    ran = diff(folder, "--", "--upload-pack=x:t.yaml", "t.yaml")
    assert ran.returncode == 2


def test_two_days_of_one_file_show_what_was_learnt_between(files: Path) -> None:
    ran = run([DATELINE, "diff", "--known", "2022-12-01", "30 june 2023", str(BUNDLED)])
    assert ran.returncode == 1
    lines = ran.stdout.decode().splitlines()
    assert "events added" in lines[0]
    assert "withdrawn" not in lines[0]
    assert run([DATELINE, "diff", "--known", "2023-01-01", "2023-01-01", str(BUNDLED)]).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["old.yaml"], "dateline: diff takes two versions, OLD and NEW; see dateline diff --help\n"),
        (["--known", "2022", "2023", "old.yaml", "new.yaml"], "dateline: diff takes one file after the two days"),
        (["--known", "some day", "2023", "old.yaml"], "dateline: --known: "),
        (["old.yaml", "missing.yaml"], "missing.yaml: "),
    ],
)
def test_what_is_wrong_is_said(files: Path, arguments: list[str], message: str) -> None:
    ran = diff(files, *arguments)
    assert ran.returncode == 2
    assert ran.stderr.decode().startswith(message)


def test_without_a_terminal_the_changes_are_printed_in_place_of_the_app(files: Path) -> None:
    ran = diff(files, "--browse", "old.yaml", "new.yaml")
    assert (ran.returncode, ran.stdout) == (1, diff(files, "old.yaml", "new.yaml").stdout)
    assert diff(files, "--browse", "--format=json", "old.yaml", "new.yaml").returncode == 2


def test_a_file_that_git_has_added_is_all_new(files: Path) -> None:
    assert "events added" in diff(files, "/dev/null", "new.yaml").stdout.decode()
    assert "events withdrawn" in diff(files, "old.yaml", "/dev/null").stdout.decode()


def test_a_table_is_compared_with_another_one(files: Path) -> None:
    for name, title in (("old.csv", "It began"), ("new.csv", "It began early")):
        (files / name).write_text(f"id,date,title\na,2020,{title}\n", encoding="utf-8")
    assert "title: It began → It began early" in diff(files, "old.csv", "new.csv").stdout.decode()


def test_git_shows_what_differs_by_the_line_in_the_readme(files: Path) -> None:
    line = re.search(r"`git config (difftool\.dateline\.cmd) '(.+)'`", page("README"))
    assert line is not None
    (files / "t.yaml").write_text(SMALL, encoding="utf-8")
    command = line[2].replace("dateline", str(DATELINE), 1)
    for arguments in (
        ["init", "-q"],
        ["config", line[1], command],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *arguments], cwd=files, check=True)
    (files / "t.yaml").write_text(NEWER, encoding="utf-8")
    ran = run(["git", "difftool", "-y", "-t", "dateline", "--", "t.yaml"], directory=files)
    assert ran.returncode == 0, ran.stderr
    assert "title: First talks → Early talks" in ran.stdout.decode()
