"""The built packages, and the installed program, which finds its timeline from any directory."""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
import sysconfig
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.program import Ran, run
from tests.timelines import ROOT
from tui.timeline.reading.reader import read_timeline

_NOT_OF_THE_PROJECT = shutil.ignore_patterns(
    ".git",
    ".venv*",
    "__pycache__",
    ".*_cache",
    ".hypothesis",
    "build",
    "dist",
    "*.egg-info",
    "snapshot_report.html",
    "node_modules",
)


@dataclass(frozen=True)
class Built:
    """The built packages and the tree that they were built from."""

    tree: Path
    sdist: Path
    wheel: Path
    """Built from the checkout."""
    wheel_of_sdist: Path
    """Built from the unpacked sdist."""


def python(*arguments: str | Path, directory: Path) -> Ran:
    ran = run([sys.executable, *arguments], directory=directory)
    assert ran.returncode == 0, (ran.stdout + ran.stderr).decode()
    return ran


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("package")
    tree = folder / "checkout"
    shutil.copytree(ROOT, tree, ignore=_NOT_OF_THE_PROJECT)
    # Without --wheel and --sdist, the wheel is built from the sdist.
    python("-m", "build", "--no-isolation", "--outdir", folder / "both", tree, directory=folder)
    python("-m", "build", "--no-isolation", "--wheel", "--outdir", folder / "direct", tree, directory=folder)
    [sdist] = (folder / "both").glob("*.tar.gz")
    [wheel_of_sdist] = (folder / "both").glob("*.whl")
    [wheel] = (folder / "direct").glob("*.whl")
    return Built(tree, sdist, wheel, wheel_of_sdist)


@pytest.fixture(params=["wheel", "wheel_of_sdist"])
def wheel(built: Built, request: pytest.FixtureRequest) -> Path:
    path: Path = getattr(built, request.param)
    return path


def parts_of(tree: Path) -> set[str]:
    """Return the files of the program: modules, style sheets, and any other files beside them."""
    return {path.relative_to(tree).as_posix() for path in (tree / "tui").rglob("*") if path.is_file()}


def test_the_wheel_has_the_timeline_and_every_file_of_the_program(built: Built, wheel: Path) -> None:
    parts = parts_of(built.tree)
    assert {"tui/py.typed", "tui/cli/main.py", "tui/app/app.tcss", "tui/app/screens/matrix.tcss"} <= parts
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        assert parts | {"tui/timeline.yaml"} <= names
        assert archive.read("tui/timeline.yaml") == (built.tree / "timeline.yaml").read_bytes()
    others = {name for name in names if not name.startswith("tui/") and ".dist-info/" not in name}
    docs = built.tree / "docs"
    shared = {path.relative_to(docs).as_posix() for path in (docs / "share").rglob("*") if path.is_file()}
    assert "share/man/man1/dateline.1" in shared
    assert {name.partition(".data/data/")[2] for name in others} == shared


def test_two_builds_are_the_same_bytes(built: Built, tmp_path: Path) -> None:
    assert built.wheel.read_bytes() == built.wheel_of_sdist.read_bytes()
    tree = tmp_path / "elsewhere" / "tree"
    shutil.copytree(built.tree, tree)
    for path in tree.rglob("*"):
        path.touch()
        path.chmod(0o777 if path.is_dir() else 0o664)
    environment = {"SOURCE_DATE_EPOCH": "1580601600", "TZ": "Asia/Tokyo"}
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "build",
        "--no-isolation",
        "--sdist",
        "--outdir",
        tmp_path / "again",
        tree,
    ]
    ran = run(command, directory=tmp_path, environment=environment)
    assert ran.returncode == 0, ran.stderr.decode()
    [again] = (tmp_path / "again").iterdir()
    assert again.name == built.sdist.name
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(built.sdist.read_bytes()).digest()


def test_the_sdist_has_every_file_of_a_checkout(built: Built) -> None:
    with tarfile.open(built.sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    python_files = {
        path.relative_to(built.tree).as_posix()
        for folder in ("tui", "tests")
        for path in (built.tree / folder).rglob("*.py")
    }
    assert "tests/cli/test_package.py" in python_files
    expected = {"main.py", "timeline.yaml", "pyproject.toml", "Makefile", "README.md", "LICENSE", "requirements.lock"}
    assert python_files | parts_of(built.tree) | expected <= names


def test_the_wheel_has_every_style_sheet_that_a_screen_names(built: Built, wheel: Path) -> None:
    named = {
        (path.parent / name).relative_to(built.tree).as_posix()
        for path in (built.tree / "tui").rglob("*.py")
        for name in re.findall(r'"([\w/]+\.tcss)"', path.read_text(encoding="utf-8"))
    }
    assert named
    with zipfile.ZipFile(wheel) as archive:
        assert named <= set(archive.namelist())


def test_the_installed_program_lists_the_bundled_timeline_from_any_directory(
    built: Built, wheel: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    venv = tmp_path / "venv"
    python("-m", "venv", "--without-pip", venv, directory=tmp_path)
    interpreter = venv / "bin" / "python"
    pip = ("-m", "pip", "--disable-pip-version-check", "--python", interpreter)
    python(*pip, "install", "--no-deps", "--no-index", wheel, directory=tmp_path)
    # The new environment uses the dependencies of this one through a .pth file. Python ignores .pth files in folders
    # that are added in this way, so the editable install of the checkout is not found.
    [packages] = venv.glob("lib/python*/site-packages")
    folders = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    (packages / "shared.pth").write_text("\n".join(folders))

    where = run([interpreter, "-c", "import tui; print(tui.__file__)"], directory=elsewhere)
    assert Path(where.stdout.decode().strip()).is_relative_to(packages)
    ran = run([venv / "bin" / "dateline", "--list"], directory=elsewhere)
    assert (ran.returncode, ran.stderr) == (0, b"")
    events = read_timeline(built.tree / "timeline.yaml").events
    lines = ran.stdout.decode().splitlines()
    assert len(lines) == len(events) > 0
    assert all(event.title in line for line, event in zip(lines, events, strict=True))
    assert run([venv / "bin" / "dateline", "--version"], directory=elsewhere).stdout.startswith(b"dateline ")
