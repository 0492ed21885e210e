"""What is imported late, each time in a fresh interpreter."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.timelines import ROOT
from tui.cli.late_imports import CALLED_LATER, FOUND_ELSEWHERE, NOT_USED


def run(script: str) -> str:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys\nfrom tui.cli.late_imports import import_pathlib, import_textual\n" + script,
        ],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_textual_is_imported_without_what_it_needs_later() -> None:
    late = sorted({*CALLED_LATER, *FOUND_ELSEWHERE, *NOT_USED})
    assert run(f"import_pathlib(); import_textual(); print([name for name in {late} if name in sys.modules])") == "[]"


def test_what_is_needed_later_is_imported_when_it_is_called() -> None:
    assert (
        run(
            """
import_pathlib()
import_textual()
import pathlib, textual.app, textual.design, textual.suggestions
print(pathlib.Path("/a b").as_uri(), len(textual.app.uuid.uuid4().hex), "uuid" in sys.modules)
print(textual.suggestions.get_suggestion("colour", ["color", "width"]), type(textual.design.Table()).__module__)
"""
        )
        == "file:///a%20b 32 True\ncolor rich.table"
    )


def test_modules_are_themselves_afterwards() -> None:
    assert (
        run(
            """
import_pathlib()
import_textual()
import ssl, textual.types, uuid
from textual.types import DirEntry, IgnoreReturnCallbackType
from textual._types import IgnoreReturnCallbackType as found
print(ssl.__name__, uuid.UUID(int=1).int, DirEntry.__module__, IgnoreReturnCallbackType is found)
"""
        )
        == "ssl 1 textual.widgets._directory_tree True"
    )


@pytest.mark.parametrize(
    ("module", "name"),
    {
        "difflib": "SequenceMatcher",
        "rich.panel": "Box",
        "rich.table": "Column",
        "tempfile": "mkdtemp",
        "textual.types": "DirEntry",
        "urllib.parse": "unquote",
        "uuid": "UUID",
    }.items(),
)
def test_any_other_name_imports_the_module_at_once(module: str, name: str) -> None:
    assert (
        run(
            f"""
from importlib import import_module
from tui.cli.late_imports import _stand_ins
with _stand_ins(["{module}"]):
    stand_in = import_module("{module}")
    found = stand_in.{name}
real = import_module("{module}")
print(stand_in is real, found is real.{name})
"""
        )
        == "False True"
    )


def test_modules_that_were_imported_before_stay() -> None:
    assert run("import uuid; before = uuid; import_textual(); print(sys.modules['uuid'] is before)") == "True"
