"""``dateline merge``."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.program import DATELINE, Ran, run
from tests.timelines import changed
from tui.timeline.reading.reader import read_timeline

BASE = """\
title: A harbour
events:
  - id: landing
    date: 2022-11-08
    title: A ship lands
  - id: denial
    date: 2022-11-09
    title: The port denies it
"""
OURS = changed(
    BASE,
    (
        "  - id: denial",
        "  # told by a sailor\n  - id: unloading\n    date: 2022-11-08\n    title: Unloading\n  - id: denial",
    ),
)
THEIRS = changed(
    BASE,
    ("  - id: denial", "  # from the log\n  - id: storm\n    date: 2022-11-08\n    title: A storm\n  - id: denial"),
)
CONFIG = (("merge.dateline.driver", f"{DATELINE} merge %O %A %B --name %P"), ("user.name", "a"), ("user.email", "a@b"))


def merge(folder: Path, *arguments: str) -> Ran:
    return run([DATELINE, "merge", *arguments], directory=folder)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, text in (("base", BASE), ("ours", OURS), ("theirs", THEIRS), ("empty", "")):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def ids(path: Path) -> set[str]:
    return {event.id for event in read_timeline(path).events}


ALL = {"landing", "denial", "unloading", "storm"}


@pytest.mark.parametrize("base", ["base.yaml", "empty.yaml"])
def test_ours_is_replaced_by_what_is_merged(files: Path, base: str) -> None:
    ran = merge(files, base, "ours.yaml", "theirs.yaml")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")
    text = (files / "ours.yaml").read_text("utf-8")
    assert ids(files / "ours.yaml") == ALL
    assert "# told by a sailor\n  - id: unloading" in text
    assert "# from the log\n  - id: storm" in text


def test_another_file_can_be_written(files: Path) -> None:
    assert merge(files, "base.yaml", "ours.yaml", "theirs.yaml", "-o", "all.yaml").returncode == 0
    assert ids(files / "all.yaml") == ALL
    assert (files / "ours.yaml").read_text("utf-8") == OURS


def test_what_cannot_be_replaced_is_reported_once(files: Path) -> None:
    (files / "folder").mkdir()
    ran = merge(files, "base.yaml", "ours.yaml", "theirs.yaml", "-o", "folder")
    assert ran.returncode == 2
    assert ran.stderr.decode() == "dateline: folder: it is not a regular file; nothing is written\n"


def test_a_conflict_is_reported_with_both_values_and_their_lines(files: Path) -> None:
    (files / "ours.yaml").write_text(changed(BASE, ("A ship lands", "Two ships land")), encoding="utf-8")
    (files / "theirs.yaml").write_text(changed(BASE, ("A ship lands", "A boat lands")), encoding="utf-8")
    ran = merge(files, "base.yaml", "ours.yaml", "theirs.yaml", "--name", "port.yaml")
    assert ran.returncode == 1
    assert ran.stderr.decode().splitlines() == [
        "port.yaml:7: title of event landing was changed by both; ours stands; "
        "ours: Two ships land; theirs (port.yaml (theirs):5): A boat lands",
        "port.yaml: 1 thing to decide; look for '# merge:'",
    ]
    lines = (files / "ours.yaml").read_text("utf-8").splitlines()
    assert lines[4:7] == [
        "    # merge: title of event landing was changed by both; ours stands",
        "    # theirs: title: A boat lands",
        "    title: Two ships land",
    ]
    ran = run([DATELINE, "check", "ours.yaml"], directory=files)
    assert ran.returncode == 1
    said = "title of event landing was changed by both; ours stands; decide, and remove the comments of the merge"
    assert f"ours.yaml:5:5: {said} [undecided]" in ran.stdout.decode()


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository in which two branches have each added an event at the same place."""
    git(tmp_path, "init", "-q", "-b", "main")
    for key, value in CONFIG:
        git(tmp_path, "config", key, value)
    (tmp_path / ".gitattributes").write_text("*.yaml merge=dateline\n", encoding="utf-8")
    _commit(tmp_path, BASE)
    git(tmp_path, "checkout", "-q", "-b", "theirs")
    _commit(tmp_path, THEIRS)
    git(tmp_path, "checkout", "-q", "main")
    _commit(tmp_path, OURS)
    return tmp_path


def _commit(folder: Path, text: str) -> None:
    (folder / "port.yaml").write_text(text, encoding="utf-8")
    git(folder, "add", ".")
    assert git(folder, "commit", "-qm", "x").returncode == 0


def test_git_merges_what_it_would_not_without_the_driver(repository: Path) -> None:
    ran = git(repository, "merge", "-q", "theirs", "-m", "merged")
    assert ran.returncode == 0, ran.stderr
    assert ids(repository / "port.yaml") == ALL
    git(repository, "reset", "-q", "--hard", "HEAD^")
    (repository / ".gitattributes").write_text("", encoding="utf-8")
    assert git(repository, "merge", "-q", "theirs").returncode == 1


def test_git_stops_at_a_conflict_with_a_file_that_can_be_read(repository: Path) -> None:
    git(repository, "checkout", "-q", "theirs")
    _commit(repository, changed(THEIRS, ("A ship lands", "A boat lands")))
    git(repository, "checkout", "-q", "main")
    _commit(repository, changed(OURS, ("A ship lands", "Two ships land")))
    ran = git(repository, "merge", "-q", "theirs")
    assert ran.returncode == 1
    assert "title of event landing was changed by both" in ran.stdout + ran.stderr
    assert ids(repository / "port.yaml") == ALL
    assert "# theirs: title: A boat lands" in (repository / "port.yaml").read_text("utf-8")
    assert git(repository, "diff", "--name-only", "--diff-filter=U").stdout == "port.yaml\n"


def test_git_merges_a_file_that_both_branches_added(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    for key, value in CONFIG:
        git(tmp_path, "config", key, value)
    (tmp_path / ".gitattributes").write_text("*.yaml merge=dateline\n", encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "x")
    git(tmp_path, "checkout", "-q", "-b", "theirs")
    _commit(tmp_path, THEIRS)
    git(tmp_path, "checkout", "-q", "main")
    _commit(tmp_path, OURS)
    ran = git(tmp_path, "merge", "-q", "theirs", "-m", "merged")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ids(tmp_path / "port.yaml") == ALL


def test_files_are_joined_and_it_is_said_what_was_renamed(files: Path) -> None:
    other = changed(THEIRS, ("A ship lands", "A plane lands"), ("title: A harbour", "title: An airport"))
    (files / "theirs.yaml").write_text(other, encoding="utf-8")
    ran = merge(files, "ours.yaml", "theirs.yaml", "-o", "all.yaml")
    assert ran.returncode == 0
    assert ran.stderr.decode().splitlines() == [
        "all.yaml: 5 events of 2 files",
        "theirs.yaml: 1 event renamed, as the id was taken: landing is landing-2",
        "theirs.yaml: 1 event left out, as another file has the same: denial",
    ]
    timeline = read_timeline(files / "all.yaml")
    assert timeline.title == "A harbour and An airport"
    assert {event.title for event in timeline.events} >= {"A ship lands", "A plane lands"}
    assert merge(files, "--join", "base.yaml", "ours.yaml", "theirs.yaml", "-o", "three.yaml").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["base.yaml"], "dateline: merge takes BASE, OURS and THEIRS, or the files to join with --join"),
        (["base.yaml", "ours.yaml"], "dateline: to join files, name two or more, and with -o the file to write"),
        (["--title", "x", "base.yaml", "ours.yaml", "theirs.yaml"], "dateline: --title is for files that are joined"),
        (["base.yaml", "ours.yaml", "missing.yaml"], "missing.yaml: no such file"),
        (["base.yaml", "ours.yaml", "broken.yaml"], "broken.yaml:"),
        (["base.yaml", "ours.yaml", "theirs.yaml", "-o", "none/x.yaml"], "dateline: none/x.yaml: "),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(files: Path, arguments: list[str], message: str) -> None:
    (files / "broken.yaml").write_text("title: [\n", encoding="utf-8")
    ran = merge(files, *arguments)
    assert ran.returncode == 2
    assert ran.stderr.decode().startswith(message)
    assert (files / "ours.yaml").read_text("utf-8") == OURS
