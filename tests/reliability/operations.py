"""All that writes files, as operations on files in a folder of their own: what is there before, and what is after."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.timelines import SMALL
from tui.cli.main import main
from tui.reader.annotations import mark_event, note_event
from tui.reader.left_state import LeftState, remember_left
from tui.reader.own_views import save_view
from tui.timeline.editing.views import write_view
from tui.timeline.loader import Loader
from tui.timeline.model.entities import SavedView

_CSV = "date,title,id\n2022-11-08,One,one\n2023,Two,two\n"
VIEW = SavedView("iran", "actor:iran", "date")


class Operation(NamedTuple):
    """Something that writes files."""

    run: Callable[[Path], int | None]
    """Do it in a folder; returns an exit code, or nothing."""
    writes: tuple[str, ...] = ()
    """The files that it writes, by their names in the folder, which are whole before and after."""
    prepare: Callable[[Path], object] = lambda folder: None
    """Write further files that are there before."""
    is_kept_quietly: bool = False
    """Whether a failure is no error, as nothing that a reader did is lost."""


def _timeline(folder: Path) -> Path:
    return folder / "t.yaml"


def _write(name: str, text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(text, encoding="utf-8")


def _call(*arguments: str) -> Callable[[Path], int | None]:
    """Return an operation of the command line; ``{}`` in its arguments is the folder."""
    return lambda folder: main([argument.format(folder) for argument in arguments])


def _import_first(folder: Path) -> None:
    (folder / "a.csv").write_text(_CSV, encoding="utf-8")
    main(["import", f"{folder}/a.csv", "-o", f"{folder}/mine.yaml"])
    (folder / "a.csv").write_text(f"{_CSV}2024,Three,three\n", encoding="utf-8")


def _note(folder: Path, text: str) -> None:
    note_event(_timeline(folder), "visit", text)


def _build(folder: Path) -> None:
    Loader(_timeline(folder), large_file=1, cache_folder=folder / "cache").load()


KEPT = "data/files/kept.json"
OPERATIONS: Mapping[str, Operation] = {
    "export": Operation(
        _call("{}/t.yaml", "--format", "csv", "--output", "{}/out.csv"), ("out.csv",), _write("out.csv", "old")
    ),
    "new export": Operation(_call("{}/t.yaml", "--format", "json", "--output", "{}/out.json"), ("out.json",)),
    "import": Operation(
        _call("import", "{}/a.csv", "-o", "{}/mine.yaml"), ("mine.yaml", "mine.yaml.import.json"), _write("a.csv", _CSV)
    ),
    "second import": Operation(
        _call("import", "{}/a.csv", "-o", "{}/mine.yaml"), ("mine.yaml", "mine.yaml.import.json"), _import_first
    ),
    "upgrade": Operation(_call("upgrade", "{}/t.yaml"), ("t.yaml",)),
    "new timeline": Operation(_call("new", "{}/begun.yaml", "--title", "T"), ("begun.yaml",)),
    "config": Operation(_call("config", "--write", "--force"), ("config.toml",), _write("config.toml", "# mine\n")),
    "mark": Operation(lambda folder: _none(mark_event(_timeline(folder), "visit", is_marked=True)), (KEPT,)),
    "note": Operation(lambda folder: _note(folder, "new"), (KEPT,), lambda folder: _note(folder, "old")),
    "own view": Operation(lambda folder: save_view(_timeline(folder), VIEW), (KEPT,)),
    "view in the file": Operation(lambda folder: write_view(_timeline(folder), VIEW), ("t.yaml",)),
    "how it was left": Operation(
        lambda folder: remember_left(_timeline(folder), LeftState(query="new", asked=("new",))),
        ("data/left/left.txt",),
        lambda folder: remember_left(_timeline(folder), LeftState(query="old", asked=("old",))),
        is_kept_quietly=True,
    ),
    "store": Operation(_build, is_kept_quietly=True),
}


def _none(_: object) -> None:
    return None


def begin(operation: Operation, folder: Path) -> None:
    """Make a folder with what is there before an operation, and let the process use it for all that is kept."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    _timeline(folder).write_text(SMALL, encoding="utf-8")
    os.environ["DATELINE_DATA"] = str(folder / "data")
    os.environ["DATELINE_CONFIG"] = str(folder / "config.toml")
    operation.prepare(folder)


def contents(folder: Path) -> dict[str, bytes]:
    """Return the content of each file that is meant to stay, by its name in the folder.

    What is kept is under names that depend on the folder, and here under one.
    """
    found, temporary = {}, strays(folder)
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_file() and not name.startswith("cache/") and path.suffix != ".lock" and path not in temporary:
            kind = "data/left/left.txt" if name.startswith("data/left/") else name
            found[KEPT if name.startswith("data/files/") else kind] = path.read_bytes()
    return found


def strays(folder: Path) -> list[Path]:
    """Return temporary files that were left over."""
    return [
        path
        for path in folder.rglob("*")
        if path.suffix in (".new", ".part", ".damaged") or path.name.startswith("tmp")
    ]
